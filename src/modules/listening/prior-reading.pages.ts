import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { input } from '../../ui/components/input.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { day } from '../../ui/components/timestamp.ts'
import { testimony } from '../../ui/components/testimony.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import { isLanguage, type Words } from '../../ui/words/index.ts'
import { partnershipsOfNeighbourhood, type Partnership } from '../partnerships/index.ts'
import { namesOf } from '../people/index.ts'
import { attempt, mistakeAt, mistakesIn, mistakeSummary, type Mistakes } from './mistake.pages.ts'
import { recordPriorReading } from './prior-reading.actions.ts'
import { termsIn, type Found, type PriorReading } from './prior-reading.ts'
import { countsIn, priorReadingsOf, saidBefore, type ResponseCounts } from './prior-reading.sql.ts'
import { enterRound, inLanguage, type RoundEntry } from './round-entry.pages.ts'
import { routes } from './routes.ts'

const form = z.object({
  words: z.string().catch(''),
  whatIsNew: z
    .string({ error: 'listening.refused.what-is-new' })
    .min(1, 'listening.refused.what-is-new')
    .max(2000, 'listening.refused.what-is-new-long'),
})

type Search = {
  words: string
  found: Found[]
  counts: Map<string, ResponseCounts>
  partnerships: Map<string, Partnership>
  readings: PriorReading[]
  readers: Map<string, string>
}

/** Before asking: what this neighbourhood has already said, and what is new about asking now. */
export function priorReadingPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.priorReading, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const search = await look(system, entry, c.req.query('words'))
      return c.render(page(entry, search, '', {}), entry.head(entry.w.t('listening.before.title')))
    })
    .post(routes.priorReading, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const read = await readForm(c, form)
      const given = read.ok ? read.value : read.given
      const search = await look(system, entry, String(given['words'] ?? ''))
      const mistakes = read.ok
        ? await attempt('whatIsNew', () =>
            transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
              recordPriorReading(trx, {
                round: entry.round.id,
                searchedFor: search.words,
                found: search.found.length,
                whatIsNew: read.value.whatIsNew,
              }),
            ),
          )
        : mistakesIn(read.errors)
      if (mistakes === null)
        return c.redirect(link(routes.manage, { round: entry.round.id }, { done: 'read' }), 303)
      return c.render(page(entry, search, String(given['whatIsNew'] ?? ''), mistakes), {
        ...entry.head(entry.w.t('listening.before.title')),
        status: 422,
      })
    })
}

/** The words typed, or else the round's own question in all its languages. */
async function look(system: System, entry: RoundEntry, typed: string | undefined): Promise<Search> {
  const { round, partnership, visit } = entry
  const words = typed ?? round.texts.map((text) => text.question).join(' ')
  // Every partnership of this neighbourhood: people said it once, whoever asked them.
  const partnerships = partnership.neighbourhood
    ? await partnershipsOfNeighbourhood(system.db, partnership.neighbourhood.id)
    : [partnership]
  return reading(system.db, visit.actor, async (db) => {
    const found = await saidBefore(
      db,
      partnerships.map((each) => each.id),
      termsIn(words),
      round.id,
    )
    const rounds = [
      ...new Set(
        found.flatMap((each) => (each.kind === 'statement' && each.round ? [each.round] : [])),
      ),
    ]
    const readings = await priorReadingsOf(db, round.id)
    return {
      words,
      found,
      counts: await countsIn(db, rounds),
      partnerships: new Map(partnerships.map((each) => [each.id, each])),
      readings,
      readers: await namesOf(
        db,
        readings.flatMap((each) => each.person ?? []),
      ),
    }
  })
}

function page(entry: RoundEntry, search: Search, whatIsNew: string, mistakes: Mistakes): Html {
  const { round, w } = entry
  const at = link(routes.priorReading, { round: round.id })
  const draft = round.openedAt === null
  return html`${mistakeSummary(w, mistakes)}
    <div class="reading"><h1>${w.t('listening.before.title')}</h1><p class="lead">${w.t('listening.before.lead')}</p>
    ${search.readings.map((each) => read(w, each, search.readers))}
    <form method="get" action="${at}" role="search">${input({ words: w, name: 'words', label: w.t('listening.before.words'), hint: w.t('listening.before.words.hint'), value: search.words })}${button({ text: w.t('listening.before.go'), classes: 'govuk-button--secondary' })}</form></div>
    <h2>${w.t('listening.before.found', { count: search.found.length })}</h2>
    ${search.found.length === 0 ? emptyState({ title: w.t('listening.before.nothing'), text: w.t('listening.before.nothing.text') }) : nothing}
    ${(['insight', 'question', 'statement', 'testimony'] as const).map((kind) => section(entry, search, kind))}
    ${draft ? recordForm(w, at, search.words, whatIsNew, mistakes) : nothing}`
}

function read(w: Words, reading: PriorReading, readers: Map<string, string>): Html {
  const who = (reading.person && readers.get(reading.person)) || w.t('listening.reuse.somebody')
  return html`<div class="govuk-inset-text"><p>${w.th('listening.before.read', { who, date: day({ words: w, when: reading.readAt }), count: reading.found })}</p><blockquote><p>${reading.whatIsNew}</p></blockquote></div>`
}

function section(entry: RoundEntry, search: Search, kind: Found['kind']): Html {
  const found = search.found.filter((each) => each.kind === kind)
  if (found.length === 0) return nothing
  const { w } = entry
  return html`<section aria-labelledby="found-${kind}"><h3 id="found-${kind}">${w.t(`listening.before.${kind}`)}</h3><ul class="findings">${found.map((each) => html`<li class="finding">${one(entry, search, each)}</li>`)}</ul></section>`
}

function one(entry: RoundEntry, search: Search, found: Found): Html {
  const { w } = entry
  const other =
    found.partnership === entry.partnership.id
      ? undefined
      : search.partnerships.get(found.partnership)
  const source = html`${other ? html`${other.name}, ` : null}${day({ words: w, when: found.at })}${
    found.kind !== 'question' && found.roundQuestion && found.round
      ? html`, <a href="${link(routes.results, { round: found.round })}">${found.roundQuestion}</a>`
      : null
  }`
  if (found.kind === 'testimony')
    return testimony({
      quote: found.text,
      source,
      ...(isLanguage(found.language) ? { language: found.language } : {}),
    })
  const counts = search.counts.get(found.id)
  const words = inLanguage(found.text, found.language, w)
  const href =
    found.kind === 'question' && found.round ? link(routes.results, { round: found.round }) : null
  return html`<p class="finding__words">${href ? html`<a href="${href}">${words}</a>` : words}</p>
    <p class="soft">${source}${counts ? html` · ${w.t('listening.before.counts', counts)}` : null}</p>
    ${entry.round.openedAt === null && (found.kind === 'statement' || found.kind === 'insight') ? reuse(entry, found, words) : null}`
}

function reuse({ round, w }: RoundEntry, found: Found, words: Html): Html {
  const query: Record<string, string> = { [found.kind]: found.id }
  return html`<p><a href="${link(routes.reuses, { round: round.id }, query)}">${w.t('listening.before.reuse')}<span class="govuk-visually-hidden">: ${words}</span></a></p>`
}

function recordForm(
  w: Words,
  at: string,
  words: string,
  whatIsNew: string,
  mistakes: Mistakes,
): Html {
  return html`<div class="reading"><h2>${w.t('listening.before.record')}</h2>
    <form method="post" action="${at}" novalidate>
      <input type="hidden" name="words" value="${words}">
      ${textarea({
        words: w,
        name: 'whatIsNew',
        rows: 4,
        label: w.t('listening.before.what-is-new'),
        hint: w.t('listening.before.what-is-new.hint'),
        errorMessage: mistakeAt(w, mistakes, 'whatIsNew'),
        value: whatIsNew,
      })}
      ${button({ text: w.t('listening.before.record.go') })}
    </form></div>`
}
