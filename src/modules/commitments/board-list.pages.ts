import type { System } from '../../platform/system.ts'
import { link } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { filterForm } from '../../ui/components/filter-form.ts'
import { input } from '../../ui/components/input.ts'
import { keyset } from '../../ui/components/keyset.ts'
import { select } from '../../ui/components/select.ts'
import { day } from '../../ui/components/timestamp.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import {
  given,
  partnershipById,
  problemAt,
  untouched,
  type Partnership,
  type Sent,
} from '../partnerships/index.ts'
import { dayOf, organisationName, organisationsById } from '../places/index.ts'
import {
  boardStates,
  filterQuery,
  pageOfBoard,
  readFilter,
  readPlace,
  writePlace,
  type BoardFilter,
  type BoardRow,
} from './board.ts'
import type { Board } from './board-address.actions.ts'
import { boardChoices, boardRows } from './board.sql.ts'
import { said } from './commitment-entry.pages.ts'
import { stateWords } from './commitment-page.pages.ts'
import { standingWords } from './expectation-page.pages.ts'
import { groundWords, type Ground } from './expectation-ground.sql.ts'
import { routes } from './routes.ts'

/** Where a row stands, in a sentence. */
export const rowWords = (w: Words, row: BoardRow): string =>
  row.kind === 'commitment' ? stateWords(w, row.state) : standingWords(w, row.noun, row.state)

export const rowPath = ({ kind, noun }: BoardRow): string =>
  kind === 'commitment'
    ? link(routes.commitment, { commitment: noun.id })
    : link(routes.expectation, { expectation: noun.id })

/** The names that rows of a board are told with. */
export type BoardNames = {
  organisations: ReadonlyMap<string, string>
  partnerships: ReadonlyMap<string, Partnership>
}

export async function namesFor(
  system: System,
  w: Words,
  ids: { organisations: readonly string[]; partnerships: readonly string[] },
): Promise<BoardNames> {
  const bodies = await organisationsById(system.db, [...new Set(ids.organisations)])
  const partnerships = new Map<string, Partnership>()
  for (const id of new Set(ids.partnerships)) {
    const found = await partnershipById(system.db, id)
    if (found) partnerships.set(id, found)
  }
  return {
    organisations: new Map(
      [...bodies].map(([id, body]) => [id, organisationName(body, w.language)]),
    ),
    partnerships,
  }
}

const withFilter = (path: string, filter: BoardFilter, more: Record<string, string> = {}) => {
  const query = new URLSearchParams({ ...filterQuery(filter), ...more }).toString()
  return query === '' ? path : `${path}?${query}`
}

/** The rows of a board with their filter and the other forms they can be had in. */
export async function boardList(
  system: System,
  w: Words,
  board: Board,
  query: (name: string) => string | undefined,
  empty: Html,
): Promise<Html> {
  const filter = readFilter(query)
  const before = readPlace(query('before'))
  const [choices, { rows, next }] = await Promise.all([
    boardChoices(system.db, board.of),
    boardRows(system.db, board.of, filter, {
      today: dayOf(system.clock.now()),
      before,
      limit: pageOfBoard,
    }),
  ])
  const [names, priorities] = await Promise.all([
    namesFor(system, w, choices),
    groundWords(system.db, choices.priorities),
  ])
  const filtered = Object.keys(filterQuery(filter)).length > 0
  const nothingAtAll = choices.organisations.length === 0
  if (nothingAtAll) return empty
  return html`${filterOf(w, board, filter, names, priorities)}
    ${
      rows.length === 0
        ? emptyState({
            title: w.t('boards.resident.none.filtered'),
            text: w.t('boards.resident.none.filtered.text'),
            action: { href: board.page, text: w.t('boards.resident.all') },
          })
        : html`<ul class="findings">${rows.map((row) => drawn(w, board, row, names, priorities))}</ul>`
    }
    ${keyset({
      words: w,
      shown: rows.length,
      before: before ? withFilter(board.page, filter) : undefined,
      after: next ? withFilter(board.page, filter, { before: writePlace(next) }) : undefined,
    })}
    ${otherForms(w, board, filtered ? filter : null)}`
}

function drawn(
  w: Words,
  board: Board,
  row: BoardRow,
  names: BoardNames,
  priorities: readonly Ground[],
): Html {
  const { noun } = row
  const organisation = names.organisations.get(noun.organisation) ?? ''
  const place = names.partnerships.get(noun.partnership)
  const priority = priorities.find(({ id }) => id === noun.priority)
  const kicker =
    row.kind === 'commitment'
      ? w.t('commitments.resident.promise-of', { organisation })
      : w.t('commitments.resident.expected-of', { organisation })
  return html`<li class="finding"><p class="soft">${
    board.of.kind === 'organisation'
      ? kicker
      : html`<a href="${link(routes.organisationBoard, { organisation: noun.organisation })}">${kicker}</a>`
  }${
    board.of.kind === 'partnership' || !place
      ? null
      : html` · <a href="${link(routes.promises, { slug: place.slug })}">${place.name}</a>`
  } · ${day({ words: w, when: row.at })}</p>
    <h2 class="finding__words"><a href="${rowPath(row)}">${said(noun.what, noun.language, w)}</a></h2>
    <p class="finding__said"><strong>${rowWords(w, row)}</strong></p>
    ${row.kind === 'commitment' ? html`<p class="finding__said">${w.t('commitments.resident.due', { day: w.date(row.noun.dueOn) })}</p>` : null}
    ${priority ? html`<p class="soft">${w.t('commitments.resident.serves')} <a href="/thread/${priority.id}">${said(priority.words, priority.language, w)}</a></p>` : null}</li>`
}

function filterOf(
  w: Words,
  board: Board,
  filter: BoardFilter,
  names: BoardNames,
  priorities: readonly Ground[],
): Html {
  const any = { value: '', text: w.t('boards.resident.filter.any') }
  const sorted = (items: { value: string; text: string }[]) =>
    items.toSorted((a, b) => a.text.localeCompare(b.text, w.language))
  const organisations = sorted([...names.organisations].map(([value, text]) => ({ value, text })))
  const places = sorted([...names.partnerships].map(([value, { name }]) => ({ value, text: name })))
  return filterForm({
    words: w,
    action: board.page,
    fields: html`${select({
      words: w,
      name: 'state',
      label: w.t('boards.resident.filter.state'),
      value: filter.state ?? '',
      items: [
        any,
        ...boardStates.map((state) => ({
          value: state,
          text: w.t(`boards.resident.state.${state}`),
        })),
      ],
    })}${
      board.of.kind === 'organisation'
        ? null
        : select({
            words: w,
            name: 'organisation',
            label: w.t('boards.resident.filter.organisation'),
            value: filter.organisation ?? '',
            items: [any, ...organisations],
          })
    }${
      board.of.kind === 'partnership'
        ? null
        : select({
            words: w,
            name: 'place',
            label: w.t('boards.resident.filter.place'),
            value: filter.partnership ?? '',
            items: [any, ...places],
          })
    }${
      priorities.length === 0
        ? null
        : select({
            words: w,
            name: 'priority',
            label: w.t('boards.resident.filter.priority'),
            value: filter.priority ?? '',
            items: [any, ...priorities.map(({ id, words: text }) => ({ value: id, text }))],
          })
    }`,
    ...(Object.keys(filterQuery(filter)).length > 0 ? { clear: board.page } : {}),
  })
}

/** The same rows for other programs. */
function otherForms(w: Words, board: Board, filter: BoardFilter | null): Html {
  const at = (path: string) => (filter ? withFilter(path, filter) : path)
  return html`<p class="row no-print"><a href="${at(board.csv)}" download>CSV</a> <a href="${at(board.json)}">JSON</a> <a href="${at(board.atom)}">${w.t('boards.resident.feed')}</a> <a href="${at(board.calendar)}">${w.t('boards.resident.calendar')}</a></p>`
}

/** Asks for an address to write to when something changes. */
export function followForm(w: Words, board: Board, sent: Sent = untouched): Html {
  return html`<section class="part no-print" aria-labelledby="follow"><h2 id="follow">${w.t('boards.resident.follow')}</h2>
    <p>${w.t('boards.resident.follow.lead')}</p>
    <form method="post" action="${link(routes.boardFollowing, { kind: board.of.kind, id: board.of.id })}" novalidate>
    ${input({ words: w, name: 'address', type: 'email', label: w.t('boards.resident.follow.address'), hint: w.t('boards.resident.follow.hint'), value: given(sent, 'address'), autocomplete: 'email', spellcheck: false, attributes: { dir: 'ltr' }, ...problemAt(w, sent, 'address') })}
    ${button({ text: w.t('boards.resident.follow.go'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form></section>`
}
