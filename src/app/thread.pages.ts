import { Hono, type Context } from 'hono'
import { threadSteps as listeningSteps } from '../modules/listening/index.ts'
import { header, partnershipById, routes as partnerships } from '../modules/partnerships/index.ts'
import type { Database } from '../platform/database/index.ts'
import { notFound } from '../platform/errors.ts'
import type { System } from '../platform/system.ts'
import { follow, tiesAmong } from '../platform/thread/index.ts'
import { link, type Env } from '../platform/web/index.ts'
import { facts, strong } from '../ui/components/facts.ts'
import { describe, shareBars, sharesKey } from '../ui/components/share-bar.ts'
import { thread as line, type Stitch } from '../ui/components/thread.ts'
import type { Head } from '../ui/head.ts'
import { html, type Html } from '../ui/html.ts'
import { isLanguage, languages, words, type Language, type Words } from '../ui/words/index.ts'
import { lineOf, type Line } from './thread-line.ts'

const routes = {
  thread: '/thread/:node{[0-9a-f-]{36}}',
  text: '/thread/:node{[0-9a-f-]{36}}/text',
  data: '/thread/:node{[0-9a-f-]{36}}/thread.json',
} as const

type Step = Awaited<ReturnType<typeof listeningSteps>>[number] & {
  distance: number
  via: { id: string; kind: string } | null
}

/** A public page for anything on a thread: back to what people said, forward to what came of it. */
export function threadPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.thread, async (c) => {
      const w = words(c.get('visit').language as Language)
      const { start, steps, partnership } = await walk(system.db, c, w)
      const address = `/thread/${start.id}`
      const ids = steps.map((step) => step.id)
      const { shown, left } = lineOf(steps, await tiesAmong(system.db, ids), start.id)
      const body = html`<p class="kicker">${w.t('app.thread.kicker', { place: partnership.name })}</p>
        <h1${start.quote ? html` class="thread-words"` : null}${start.title === null ? null : said(start, w)}>${start.title === null ? w.t('app.thread.nothing') : start.quote ? quoted(start.title, w) : start.title}</h1>
        <p class="lead">${w.t('app.thread.lead')}</p>
        <p class="row"><a href="${address}/text">${w.t('app.thread.text')}</a> <a href="${address}/thread.json">${w.t('app.thread.json')}</a> <a href="${link(partnerships.record, { slug: partnership.slug })}">${w.t('app.thread.record')}</a></p>
        ${line({ words: w, headingLevel: 2, stitches: [...withTheRest(shown, left, start, w), ...openEnd(steps, w)] })}`
      return c.render(body, {
        title:
          start.title === null
            ? w.t('app.thread.title')
            : w.t('app.thread.title.of', { title: start.title }),
        ...header(partnership, w),
      } satisfies Head)
    })
    .get(routes.text, async (c) => {
      const w = words(c.get('visit').language as Language)
      const { start, steps, partnership } = await walk(system.db, c, w)
      const body = html`<h1>${w.t('app.thread.caption')}</h1>
        <p>${w.t('app.thread.whole', { count: steps.length })}</p>
        <ol>${steps.map((step) => html`<li><strong>${step.verb}</strong>, ${w.date(step.at)}${step.who ? `, ${step.who}` : ''}: ${step.title === null ? w.t('app.thread.nothing') : html`<span${said(step, w)}>${step.title}</span>`}${step.facts.map((fact) => html` ${fact}`)}${counts(step, w)}</li>`)}${openEnd(steps, w).map((end) => html`<li><strong>${end.verb}</strong>: ${w.t('app.thread.open.none')}</li>`)}</ol>`
      return c.render(body, {
        title: w.t('app.thread.caption'),
        ...(start.title === null ? {} : { about: start.title }),
        width: 'reading',
        back: { href: `/thread/${start.id}`, text: w.t('app.thread.title') },
        ...header(partnership, w),
      } satisfies Head)
    })
    .get(routes.data, async (c) => {
      const { start, steps, partnership } = await walk(system.db, c, words('en'))
      return c.json({
        partnership: { id: partnership.id, name: partnership.name },
        start: start.id,
        whole: true,
        count: steps.length,
        steps: steps.map(
          ({
            id,
            kind,
            at,
            who,
            title,
            language,
            original,
            facts: figures,
            counted,
            distance,
            via,
          }) => ({
            id,
            kind,
            at,
            who,
            // What was said, never a translation of it.
            title: original?.text ?? title,
            language: original?.language ?? language,
            facts: figures,
            counted,
            distance,
            via,
          }),
        ),
      })
    })
}

/** More than any thread holds: the page chooses from the whole, and the other forms are whole. */
const everything = 100_000

async function walk(db: Database, c: Context<Env>, w: Words) {
  const node = c.req.param('node')!
  const followed = await follow(db, node, everything)
  const first = followed.find((each) => each.distance === 0)
  const partnership = first && (await partnershipById(db, first.partnership))
  if (!first || !partnership) throw notFound()
  const told = await stepsOf(
    db,
    followed.map((each) => each.id),
    w,
  )
  const steps = followed.flatMap((each) => {
    const step = told.get(each.id)
    return step ? [{ ...step, distance: each.distance, via: each.via }] : []
  })
  const start = steps.find((step) => step.id === node)
  if (!start) throw notFound()
  return {
    start,
    partnership,
    steps: steps.toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.distance - b.distance),
  }
}

/** Every module's steps; one that is still a draft tells nothing and is left out. */
async function stepsOf(db: Database, ids: readonly string[], w: Words) {
  const told = await listeningSteps(db, ids, w)
  return new Map(told.map((step) => [step.id, step]))
}

/** The line, and after the last words on it how much more was said. */
function withTheRest(
  shown: readonly Step[],
  left: Line<Step>['left'],
  start: Step,
  w: Words,
): Stitch[] {
  const stitches = shown.map((step) => stitched(step, start, w))
  if (left.statements + left.answers === 0) return stitches
  const [list] = shown.flatMap((step) => step.list ?? [])
  const count = (key: 'statements' | 'answers') =>
    left[key] > 0 ? html`<li>${w.t(`app.thread.more.${key}`, { count: left[key] })}</li>` : null
  const rest: Stitch = {
    verb: w.t('app.thread.more'),
    body: html`<ul class="facts">${count('statements')}${count('answers')}</ul>
      <p>${w.t('app.thread.more.why')}</p>
      <p class="row">${list ? html`<a href="${list}">${w.t('app.thread.more.list')}</a> ` : null}<a href="/thread/${start.id}/text">${w.t('app.thread.more.text')}</a></p>`,
  }
  const after = shown.findLastIndex((step) => step.kind === 'statement') + 1
  return [...stitches.slice(0, after), rest, ...stitches.slice(after)]
}

function stitched(step: Step, start: Step, w: Words): Stitch {
  const title =
    step.title === null
      ? w.t('app.thread.nothing')
      : step.quote
        ? quoted(step.title, w)
        : step.title
  const words = step.quote
    ? html`<blockquote class="stitch__words"${step.title === null ? null : said(step, w)}>${title}</blockquote>${step.original ? html`<p class="soft small">${w.t('results.resident.statement.original')} <span${said(step.original, w)}>${step.original.text}</span></p>` : null}`
    : undefined
  return {
    id: step.id === start.id ? 'here' : undefined,
    verb: step.verb,
    when: w.date(step.at),
    who: step.who,
    title:
      step.quote || step.answer
        ? undefined
        : step.href
          ? html`<a href="${step.href}"${said(step, w)}>${title}</a>`
          : html`<span${said(step, w)}>${title}</span>`,
    body: html`${words}${step.answer ? answered(step.answer) : null}${bars(step, w)}${step.facts.length > 0 ? facts({ items: step.facts }) : null}${step.quote && step.href ? html`<p><a href="${step.href}">${w.t(step.counted?.common ? 'app.thread.numbers.common' : 'app.thread.numbers')}<span class="govuk-visually-hidden">: <span${said(step, w)}>${title}</span></span></a></p>` : null}`,
  }
}

/** How each group answered, drawn; then how many did. */
function bars({ counted }: Step, w: Words): Html | null {
  if (!counted || counted.people === 0) return null
  return html`${shareBars({ words: w, rows: counted.rows.map(({ label, ...shares }) => ({ label, shares })), key: false })}${sharesKey(w)}${facts(
    {
      items: [
        w.th('results.resident.answered', { people: counted.people, b: strong }),
        ...(counted.matters > 0
          ? [w.th('results.resident.matters', { people: counted.matters, b: strong })]
          : []),
      ],
    },
  )}`
}

/** The same in words. */
function counts({ counted }: Step, w: Words): Html | null {
  if (!counted || counted.people === 0) return null
  return html`<ul>${counted.rows.map(({ label, ...shares }) => html`<li>${label}: ${describe(w, shares)}</li>`)}</ul>`
}

const answered = ({ kind, text }: { kind: string; text: string }) =>
  html`<p class="stitch__answer"><strong>${kind}</strong> <span dir="auto">${text}</span></p>`

/** What people said and nobody has answered is shown as what it is. */
function openEnd(steps: readonly Step[], w: Words): Stitch[] {
  if (steps.some((step) => step.kind === 'answer')) return []
  return [
    { verb: w.t('app.thread.open'), body: html`<p>${w.t('app.thread.open.none')}</p>`, open: true },
  ]
}

/** The language that somebody's words are in, where it is not the page's. */
function said(step: { language: string }, w: Words) {
  if (step.language === w.language || !isLanguage(step.language)) return null
  return html` lang="${step.language}" dir="${languages[step.language].direction}"`
}

const quoted = (text: string, w: Words) => (w.language === 'ur' ? `”${text}“` : `“${text}”`)
