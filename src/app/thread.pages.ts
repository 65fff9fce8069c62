import { Hono } from 'hono'
import { statementsHeard } from '../modules/listening/index.ts'
import { header, routes as partnerships } from '../modules/partnerships/index.ts'
import type { Database } from '../platform/database/index.ts'
import type { System } from '../platform/system.ts'
import { tiesBetween, type Tie } from '../platform/thread/index.ts'
import { link, type Env } from '../platform/web/index.ts'
import { keyset } from '../ui/components/keyset.ts'
import { strandsOf } from '../ui/components/strands.ts'
import { thread as line } from '../ui/components/thread.ts'
import type { Head } from '../ui/head.ts'
import { html, type Html } from '../ui/html.ts'
import { words, type Language, type Words } from '../ui/words/index.ts'
import { threadData, threadFeed } from './thread.api.ts'
import { lineOf, mustChoose, type Line, type Node } from './thread-line.ts'
import { proofsOf } from './thread-proof.ts'
import { rowsOf } from './thread-rows.ts'
import { counts, recordLink, said, stitched, titleOf, type Proof } from './thread-stitch.pages.ts'
import { inOrder, tell, tiesOver, walk, type Step, type Walk } from './thread-walk.ts'

const routes = {
  thread: '/thread/:node{[0-9a-f-]{36}}',
  text: '/thread/:node{[0-9a-f-]{36}}/text',
  data: '/thread/:node{[0-9a-f-]{36}}/thread.json',
  feed: '/thread/:node{[0-9a-f-]{36}}/thread.atom',
} as const

/** How far the page looks to each side: enough to count a large round, quick enough for every visit. */
const look = 1200
/** How far the other forms go, and how much of it they give at once. */
const wholeLook = 10_000
const atOnce = 1000

/** A public page for anything on a thread: back to what people said, forward to what came of it. */
export function threadPages(system: System): Hono<Env> {
  const { db } = system
  return new Hono<Env>()
    .get(routes.thread, async (c) => {
      const w = words(c.get('visit').language as Language)
      const whole = await walk(db, c.req.param('node'), look)
      const { walked, choice, steps, start } = await chosen(db, whole, w)
      const { partnership } = walked
      const ties = await tiesOver(
        db,
        steps.map(({ id }) => id),
        walked.untold,
      )
      const ordered = inOrder(steps, ties)
      const proofs = await proofsOf(db, ordered, ties, partnership)
      const address = `/thread/${start.id}`
      const body = html`<p class="kicker">${w.t('app.thread.kicker', { place: partnership.name })}</p>
        <h1${start.quote ? html` class="thread-words"` : null}${start.title === null ? null : said(start, w)}>${titleOf(start, w)}</h1>
        <p class="lead">${w.t('app.thread.lead')}</p>
        <p class="row no-print"><a href="${address}/text">${w.t('app.thread.text')}</a> <a href="${address}/thread.json">${w.t('app.thread.json')}</a> <a href="${address}/thread.atom">${w.t('app.thread.feed')}</a> <a href="${link(partnerships.record, { slug: partnership.slug })}">${w.t('app.thread.record')}</a></p>
        ${drawn(start, walked, ordered, ties, choice.left, proofs, w)}`
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
      const after = placeAsked(c.req.query('after'))
      const whole = await walk(db, c.req.param('node'), wholeLook)
      const { walked, steps, start } = await tell(db, whole, pageFrom(after), w)
      const { nodes, partnership, cut } = walked
      const ids = steps.map(({ id }) => id)
      const ties = await tiesOver(db, ids, walked.untold)
      const ordered = inOrder(steps, ties)
      const proofs = await proofsOf(db, ordered, ties, partnership)
      const { rows } = rowsOf(ordered, ties, walked, w)
      const here = `/thread/${start.id}/text`
      const body = html`<h1>${w.t('app.thread.caption')}</h1>
        <p>${cut ? w.t('app.thread.part', { count: nodes.length }) : w.t('app.thread.whole', { count: nodes.length })}</p>
        <ol>${rows.map((row) =>
          row.step === null
            ? html`<li><strong>${row.verb}</strong>: ${row.open.join(' ')}</li>`
            : html`<li><strong>${row.step.verb}</strong>, ${w.date(row.step.at)}${row.step.who ? `, ${row.step.who}` : ''}: ${row.step.title === null ? w.t('app.thread.nothing') : html`<span${said(row.step, w)}>${row.step.title}</span>`}${row.step.facts.map((fact) => html` ${fact}`)}${row.open.map((each) => html` <em>${each}</em>`)}${counts(row.step, w)}${proofText(proofs.get(row.id), w)}</li>`,
        )}</ol>
        ${keyset({
          words: w,
          shown: steps.length,
          total: nodes.length,
          before: after > 0 ? `${here}?after=${Math.max(0, after - atOnce)}` : undefined,
          after: after + atOnce < nodes.length ? `${here}?after=${after + atOnce}` : undefined,
        })}`
      return c.render(body, {
        title: w.t('app.thread.caption'),
        ...(start.title === null ? {} : { about: start.title }),
        width: 'reading',
        back: { href: `/thread/${start.id}`, text: w.t('app.thread.title') },
        ...header(partnership, w),
      } satisfies Head)
    })
    .get(routes.data, async (c) => {
      const after = placeAsked(c.req.query('after'))
      const whole = await walk(db, c.req.param('node'), wholeLook)
      const { walked, steps } = await tell(db, whole, pageFrom(after), words('en'))
      return c.json(await threadData(system, walked, steps, after, atOnce))
    })
    .get(routes.feed, async (c) => {
      const w = words(c.get('visit').language as Language)
      const whole = await walk(db, c.req.param('node'), look)
      const { walked, steps, start } = await tell(db, whole, latest, w)
      return c.body(String(threadFeed(system, start, walked, steps, w)), 200, {
        'content-type': 'application/atom+xml; charset=utf-8',
      })
    })
}

const placeAsked = (text: string | undefined): number =>
  text !== undefined && /^[0-9]{1,6}$/.test(text) ? Number(text) : 0

/** Which nodes one page of the other forms holds. */
const pageFrom = (after: number) => (nodes: readonly Node[]) => ({
  shown: nodes.slice(after, after + atOnce),
})

/** What a feed holds: what came last. */
const newest = 50
const latest = (nodes: readonly Node[]) => ({
  shown: nodes.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, newest),
})

/** The words of what is drawn: chosen by how it is tied, and among many statements by how they were answered. */
async function chosen(db: Database, whole: Walk, w: Words) {
  const { nodes, start } = whole
  const ids = (kind: string) => nodes.flatMap((node) => (node.kind === kind ? [node.id] : []))
  const statements = mustChoose(nodes) ? ids('statement') : []
  const others = nodes.flatMap(({ id, kind }) =>
    kind === 'round' || kind === 'statement' ? [] : [id],
  )
  const [heard, ties] =
    statements.length === 0
      ? [{ order: [], common: new Set<string>() }, []]
      : await Promise.all([statementsHeard(db, statements), tiesBetween(db, statements, others)])
  return tell(db, whole, (left) => lineOf(left, heard, ties, start), w)
}

/** The line itself; after the last words on it, how much more was said. */
function drawn(
  start: Step,
  walked: Walk,
  ordered: readonly Step[],
  among: readonly Tie[],
  left: Line['left'],
  proofs: Map<string, Proof>,
  w: Words,
): Html {
  const { rows, ties } = rowsOf(ordered, among, walked, w)
  // What the colours of the bars say is said once.
  const first = ordered.find((step) => step.counted !== null && step.counted.people > 0)?.id
  const stitches = rows.map((row) =>
    stitched(row, { start: start.id, keyed: first, proof: proofs.get(row.id) }, w),
  )
  const strands = strandsOf(
    rows.map(({ id }) => id),
    ties,
  )
  return html`${line({ words: w, headingLevel: 2, stitches, strands })}${theRest(ordered, left, walked.cut, start, w)}`
}

function theRest(
  shown: readonly Step[],
  left: Line['left'],
  cut: boolean,
  start: Step,
  w: Words,
): Html | null {
  if (left.statements + left.answers + left.others === 0 && !cut) return null
  const [list] = shown.flatMap((step) => step.list ?? [])
  const count = (key: keyof Line['left']) =>
    left[key] > 0 ? html`<li>${w.t(`app.thread.more.${key}`, { count: left[key] })}</li>` : null
  return html`<section class="card thread-rest" aria-labelledby="rest"><h2 id="rest">${w.t('app.thread.more')}</h2>
    <ul class="facts">${count('statements')}${count('answers')}${count('others')}${cut ? html`<li>${w.t('app.thread.more.cut')}</li>` : null}</ul>
    <p>${w.t('app.thread.more.why')}</p>
    <p class="row">${list ? html`<a href="${list}">${w.t('app.thread.more.list')}</a> ` : null}<a href="/thread/${start.id}/text">${w.t('app.thread.more.text')}</a></p></section>`
}

function proofText(proof: Proof | undefined, w: Words): Html | null {
  if (!proof || proof.ofRound) return null
  return html`<ul>${proof.entries.map(
    (entry) =>
      html`<li><a href="${recordLink(entry)}">${w.t('app.thread.proof.entry', { number: w.number(Number(entry.sequence)) })}</a>: <code class="seal" dir="ltr">${entry.hash}</code></li>`,
  )}</ul>`
}
