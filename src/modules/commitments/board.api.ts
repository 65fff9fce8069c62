import { Hono, type Context } from 'hono'
import ical, { ICalCalendarMethod } from 'ical-generator'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { csv, type Env } from '../../platform/web/index.ts'
import { html, raw } from '../../ui/html.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import { partnershipBySlug } from '../partnerships/index.ts'
import { dayOf } from '../places/index.ts'
import { boardOf, partnershipBoard, type Board } from './board-address.actions.ts'
import { changePath, changeWords } from './board-change.actions.ts'
import { namesFor, rowPath, rowWords, type BoardNames } from './board-list.pages.ts'
import { boardChanges, boardRows } from './board.sql.ts'
import {
  filterQuery,
  nextDay,
  pageOfBoardForMachines,
  readFilter,
  readPlace,
  stateSince,
  writePlace,
  type BoardPlace,
  type BoardRow,
} from './board.ts'
import { intentBySlug } from './intent.sql.ts'
import { routes } from './routes.ts'

const changesInFeed = 100
type Format = (c: Context<Env>, board: Board, w: Words) => Promise<Response>

/** A board for other programs: the same rows with the same filters as a table and as data, its changes as a feed, its days as a calendar. */
export function boardApi(system: System): Hono<Env> {
  async function page(c: Context<Env>, board: Board, w: Words, before: BoardPlace | undefined) {
    const found = await boardRows(
      system.db,
      board.of,
      readFilter((name) => c.req.query(name)),
      { today: dayOf(system.clock.now()), before, limit: pageOfBoardForMachines },
    )
    const names = await namesFor(system, w, {
      organisations: found.rows.map(({ noun }) => noun.organisation),
      partnerships: found.rows.map(({ noun }) => noun.partnership),
    })
    return { ...found, names }
  }

  const asRows = (w: Words, rows: readonly BoardRow[], names: BoardNames) =>
    rows.map((row) => {
      const { noun } = row
      const place = names.partnerships.get(noun.partnership)
      const promised = row.kind === 'commitment' ? row.noun : null
      return {
        id: noun.id,
        kind: row.kind,
        address: system.config.publicUrl + rowPath(row),
        what: noun.what,
        language: noun.language,
        organisation: {
          id: noun.organisation,
          name: names.organisations.get(noun.organisation) ?? '',
        },
        partnership: { id: noun.partnership, slug: place?.slug ?? '', name: place?.name ?? '' },
        at: row.at.toISOString(),
        state: row.state.kind,
        stateInWords: rowWords(w, row),
        since: stateSince(row),
        answerBy: row.kind === 'expectation' ? row.noun.answerBy : null,
        dueOn: promised?.dueOn ?? null,
        reviewOn: row.kind === 'commitment' ? nextDay(row) : null,
        priority: noun.priority,
        expectation: promised?.expectation ?? null,
        intent: promised?.intent ?? null,
      }
    })

  const asCsv: Format = async (c, board, w) => {
    const lines: (string | number | null)[][] = []
    let before: BoardPlace | undefined
    do {
      const { rows, next, names } = await page(c, board, w, before)
      for (const each of asRows(w, rows, names))
        lines.push(columns.map((column) => column.of(each)))
      before = next
    } while (before)
    const name = board.page.split('/').filter(Boolean).slice(0, 2).join('-')
    return c.body(csv([columns.map(({ name: heading }) => heading), ...lines]), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}-promises.csv"`,
    })
  }

  const asJson: Format = async (c, board, w) => {
    const { rows, next, names } = await page(c, board, w, readPlace(c.req.query('before')))
    const query =
      next &&
      new URLSearchParams({
        ...filterQuery(readFilter((name) => c.req.query(name))),
        before: writePlace(next),
      })
    return c.json({
      board: { ...board.of, name: board.name, address: system.config.publicUrl + board.page },
      rows: asRows(w, rows, names),
      next: query ? `${system.config.publicUrl}${board.json}?${query}` : null,
    })
  }

  const asAtom: Format = async (c, board, w) => {
    const changes = await boardChanges(
      system.db,
      board.of,
      readFilter((name) => c.req.query(name)),
      changesInFeed,
    )
    const base = system.config.publicUrl
    const feed = html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${w.language}">
<id>${base}${board.page}</id>
<title>${w.t('boards.resident.of', { name: board.name })}</title>
<updated>${(changes[0]?.at ?? board.partnership?.foundedAt ?? new Date(0)).toISOString()}</updated>
<author><name>${board.name}</name></author>
<link rel="alternate" href="${base}${board.page}"/>
<link rel="self" href="${base}${board.atom}"/>
${changes.map(
  (change) => html`<entry>
<id>urn:sha256:${change.hash}</id>
<title>${changeWords(w, change)}</title>
<updated>${change.at.toISOString()}</updated>
<link href="${base}${changePath(change)}"/>
<content type="text">${changeWords(w, change)}</content>
</entry>
`,
)}</feed>`
    return c.body(String(feed), 200, { 'content-type': 'application/atom+xml; charset=utf-8' })
  }

  const asCalendar: Format = async (c, board, w) => {
    const { rows, names } = await page(c, board, w, undefined)
    const host = new URL(system.config.publicUrl).hostname
    const calendar = ical({
      name: w.t('boards.resident.of', { name: board.name }),
      prodId: { company: 'Common Thread', product: 'promises', language: w.language.toUpperCase() },
      method: ICalCalendarMethod.PUBLISH,
    })
    for (const row of rows)
      for (const { what, day } of daysOf(row)) {
        const address = system.config.publicUrl + rowPath(row)
        const organisation = names.organisations.get(row.noun.organisation) ?? ''
        calendar.createEvent({
          // The same for ever, so that a calendar that has it moves it rather than adding another.
          id: `${row.noun.id}-${what}@${host}`,
          stamp: row.at,
          // A whole day, wherever it is read.
          start: new Date(`${day}T00:00:00Z`),
          allDay: true,
          summary: w.t(`boards.resident.calendar.${what}`, { organisation, what: row.noun.what }),
          description: `${rowWords(w, row)}\n${address}`,
          url: address,
        })
      }
    return c.body(calendar.toString(), 200, { 'content-type': 'text/calendar; charset=utf-8' })
  }

  const speaking = (c: Context<Env>) => words(c.get('visit').language as Language)
  const ofPartnership = (format: Format) => async (c: Context<Env>) => {
    const partnership = await partnershipBySlug(system.db, c.req.param('slug') ?? '')
    if (!partnership) throw notFound()
    return format(c, partnershipBoard(partnership), speaking(c))
  }
  const ofOrganisation = (format: Format) => async (c: Context<Env>) => {
    const w = speaking(c)
    const id = c.req.param('organisation') ?? ''
    const board = await boardOf(system.db, { kind: 'organisation', id }, w.language)
    if (!board) throw notFound()
    return format(c, board, w)
  }
  const ofIntent = (format: Format) => async (c: Context<Env>) => {
    const w = speaking(c)
    const intent = await intentBySlug(system.db, c.req.param('intent') ?? '')
    const board =
      intent && (await boardOf(system.db, { kind: 'intent', id: intent.id }, w.language))
    if (!board) throw notFound()
    return format(c, board, w)
  }

  return new Hono<Env>()
    .get(routes.promisesCsv, ofPartnership(asCsv))
    .get(routes.promisesJson, ofPartnership(asJson))
    .get(routes.promisesAtom, ofPartnership(asAtom))
    .get(routes.promisesCalendar, ofPartnership(asCalendar))
    .get(routes.organisationBoardCsv, ofOrganisation(asCsv))
    .get(routes.organisationBoardJson, ofOrganisation(asJson))
    .get(routes.organisationBoardAtom, ofOrganisation(asAtom))
    .get(routes.organisationBoardCalendar, ofOrganisation(asCalendar))
    .get(routes.intentBoardCsv, ofIntent(asCsv))
    .get(routes.intentBoardJson, ofIntent(asJson))
    .get(routes.intentBoardAtom, ofIntent(asAtom))
    .get(routes.intentBoardCalendar, ofIntent(asCalendar))
}

type Told = {
  id: string
  kind: string
  address: string
  what: string
  language: string
  organisation: { id: string; name: string }
  partnership: { slug: string; name: string }
  at: string
  state: string
  stateInWords: string
  since: string | null
  answerBy: string | null
  dueOn: string | null
  reviewOn: string | null
  priority: string | null
  expectation: string | null
  intent: string | null
}

const columns: readonly { name: string; of: (each: Told) => string | null }[] = [
  { name: 'id', of: (each) => each.id },
  { name: 'kind', of: (each) => each.kind },
  { name: 'organisation', of: (each) => each.organisation.name },
  { name: 'partnership', of: (each) => each.partnership.name },
  { name: 'what', of: (each) => each.what },
  { name: 'language', of: (each) => each.language },
  { name: 'at', of: (each) => each.at },
  { name: 'state', of: (each) => each.state },
  { name: 'state_in_words', of: (each) => each.stateInWords },
  { name: 'since', of: (each) => each.since },
  { name: 'answer_by', of: (each) => each.answerBy },
  { name: 'due_on', of: (each) => each.dueOn },
  { name: 'review_on', of: (each) => each.reviewOn },
  { name: 'priority', of: (each) => each.priority },
  { name: 'expectation', of: (each) => each.expectation },
  { name: 'intent', of: (each) => each.intent },
  { name: 'address', of: (each) => each.address },
]

/** The days that a row still has: when it will be true, when the next word or an answer is due. */
function daysOf(row: BoardRow): { what: 'answer' | 'due' | 'review'; day: string }[] {
  const next = nextDay(row)
  if (row.kind === 'expectation') return next === null ? [] : [{ what: 'answer', day: next }]
  const over = ['being-checked', 'unchecked', 'kept', 'partly', 'not-kept'].includes(row.state.kind)
  if (over) return []
  return [
    { what: 'due' as const, day: row.noun.dueOn },
    ...(next === null ? [] : [{ what: 'review' as const, day: next }]),
  ]
}
