import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { day } from '../../ui/components/timestamp.ts'
import { warningText } from '../../ui/components/warning-text.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import { header, partnershipById, type Partnership } from '../partnerships/index.ts'
import { allow } from '../people/index.ts'
import { earlierWords, refuseReuse, reuseEarlier, type Reusing } from './insight-reuse.actions.ts'
import { reuseById } from './insight.sql.ts'
import type { Reuse } from './insight.ts'
import {
  attempt,
  doneBanner,
  mistakeAt,
  mistakesIn,
  mistakeSummary,
  type Mistakes,
} from './mistake.pages.ts'
import { enterRound, inLanguage, type RoundEntry } from './round-entry.pages.ts'
import { routes } from './routes.ts'

const reuseForm = z.object({
  insight: z.string().catch(''),
  statement: z.string().catch(''),
  purpose: z
    .string({ error: 'listening.refused.reuse-purpose' })
    .min(1, 'listening.refused.reuse-purpose')
    .max(1000, 'listening.refused.reuse-purpose-long'),
  text: z.string().catch(''),
})
const refusalForm = z.object({
  why: z
    .string({ error: 'listening.refused.refusal-why' })
    .min(1, 'listening.refused.refusal-why')
    .max(1000, 'listening.refused.reuse-purpose-long'),
})

const sourceOf = (insight: string | undefined, statement: string | undefined): Reusing['source'] =>
  insight ? { insight } : { statement: statement ?? '' }

/** Asking something again that was said before, and saying no to it. */
export function insightReusePages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.reuses, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const source = sourceOf(c.req.query('insight'), c.req.query('statement'))
      return c.render(await askPage(system, entry, source, {}, {}), askHead(entry))
    })
    .post(routes.reuses, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const read = await readForm(c, reuseForm)
      const given = read.ok ? read.value : read.given
      const source = sourceOf(String(given['insight'] ?? ''), String(given['statement'] ?? ''))
      const mistakes = read.ok
        ? await attempt('purpose', () =>
            transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
              reuseEarlier(trx, system.config.publicUrl, {
                round: entry.round.id,
                source,
                purpose: read.value.purpose,
                text: read.value.text,
              }),
            ),
          )
        : mistakesIn(read.errors)
      if (mistakes === null)
        return c.redirect(
          link(routes.statements, { round: entry.round.id }, { done: 'reused' }),
          303,
        )
      return c.render(await askPage(system, entry, source, given, mistakes), {
        ...askHead(entry),
        status: 422,
      })
    })
    .get(routes.insightRefusal, async (c) => {
      const { reuse, owner, by, w } = await enterReuse(system, c.req.param('reuse'), c.get('visit'))
      return c.render(refusalPage(w, reuse, by, c.req.query('done'), '', {}), refusalHead(w, owner))
    })
    .post(routes.insightRefusal, async (c) => {
      const visit = c.get('visit')
      const { reuse, owner, by, w } = await enterReuse(system, c.req.param('reuse'), visit)
      const read = await readForm(c, refusalForm)
      const mistakes = read.ok
        ? await attempt('why', () =>
            transaction(system.db, visit.actor, system.clock.now(), (trx) =>
              refuseReuse(trx, system.config.publicUrl, reuse.id, read.value.why),
            ),
          )
        : mistakesIn(read.errors)
      if (mistakes === null)
        return c.redirect(
          link(routes.insightRefusal, { reuse: reuse.id }, { done: 'refused' }),
          303,
        )
      const why = read.ok ? read.value.why : String(read.given['why'] ?? '')
      return c.render(refusalPage(w, reuse, by, undefined, why, mistakes), {
        ...refusalHead(w, owner),
        status: 422,
      })
    })
}

const askHead = (entry: RoundEntry): Head =>
  entry.head(entry.w.t('listening.reuse.title'), {
    width: 'reading',
    back: {
      href: link(routes.priorReading, { round: entry.round.id }),
      text: entry.w.t('listening.before.title'),
    },
  })

async function askPage(
  system: System,
  entry: RoundEntry,
  source: Reusing['source'],
  given: Record<string, string | string[] | undefined>,
  mistakes: Mistakes,
): Promise<Html> {
  const { round, w, visit } = entry
  const earlier = await reading(system.db, visit.actor, (db) => earlierWords(db, round, source))
  const owner = await partnershipById(system.db, earlier.owner)
  return html`${mistakeSummary(w, mistakes)}<h1>${w.t('listening.reuse.title')}</h1>
    <blockquote><p>${inLanguage(earlier.words, earlier.language, w)}</p></blockquote>
    <p>${w.t('listening.reuse.rule', { owner: owner?.name ?? '' })}</p>
    <form method="post" action="${link(routes.reuses, { round: round.id })}" novalidate>
      <input type="hidden" name="${earlier.insight === null ? 'statement' : 'insight'}" value="${earlier.insight ?? earlier.earlierStatement ?? ''}">
      ${
        earlier.insight === null
          ? nothing
          : textarea({
              words: w,
              name: 'text',
              rows: 3,
              label: w.t('listening.reuse.text'),
              hint: w.t('listening.reuse.text.hint'),
              value: String(given['text'] ?? earlier.words),
            })
      }
      ${textarea({ words: w, name: 'purpose', rows: 3, label: w.t('listening.reuse.purpose'), hint: w.t('listening.reuse.purpose.hint'), errorMessage: mistakeAt(w, mistakes, 'purpose'), value: String(given['purpose'] ?? '') })}
      ${button({ text: w.t('listening.reuse.go') })}
    </form>`
}

async function enterReuse(system: System, id: string, visit: RoundEntry['visit']) {
  if (visit.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  const reuse = await reading(system.db, visit.actor, (db) => reuseById(db, id))
  const owner = reuse && (await partnershipById(system.db, reuse.owner))
  if (!reuse || !owner) throw notFound()
  allow(visit.actor, 'refuse-reuse', { kind: 'round', partnership: owner.id })
  const by = await partnershipById(system.db, reuse.asker)
  return { reuse, owner, by, w: words(visit.language as Language) }
}

const refusalHead = (w: Words, owner: Partnership): Head => ({
  title: w.t('listening.reuse.refuse'),
  width: 'reading',
  back: {
    href: link(routes.insights, { slug: owner.slug }),
    text: w.t('listening.resident.insights.title'),
  },
  ...header(owner, w, 'came-out'),
})

function refusalPage(
  w: Words,
  reuse: Reuse,
  by: Partnership | undefined,
  said: string | undefined,
  why: string,
  mistakes: Mistakes,
): Html {
  return html`${doneBanner(w, said, { refused: 'listening.done.refused' })}${mistakeSummary(w, mistakes)}
    <h1>${w.t('listening.reuse.refuse')}</h1>
    <blockquote><p>${inLanguage(reuse.words, reuse.language, w)}</p></blockquote>
    <p>${w.th('listening.reuse.asked-by', { partnership: by?.name ?? w.t('listening.reuse.somebody'), date: day({ words: w, when: reuse.reusedAt }) })}</p>
    <blockquote><p>${reuse.purpose}</p></blockquote>
    ${
      reuse.refusedAt
        ? html`<p>${w.th('listening.reuse.refused-on', { date: day({ words: w, when: reuse.refusedAt }) })}</p><blockquote><p>${reuse.refusal}</p></blockquote>`
        : html`${warningText({ words: w, text: w.t('listening.reuse.refusal-rule') })}
          <form method="post" action="${link(routes.insightRefusal, { reuse: reuse.id })}" novalidate>
            ${textarea({ words: w, name: 'why', rows: 4, label: w.t('listening.reuse.why'), hint: w.t('listening.reuse.why.hint'), errorMessage: mistakeAt(w, mistakes, 'why'), value: why })}
            ${button({ text: w.t('listening.reuse.refuse.go'), classes: 'govuk-button--warning' })}
          </form>`
    }`
}
