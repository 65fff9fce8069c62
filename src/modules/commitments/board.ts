import { stateKinds, type Commitment, type State, type StateKind } from './commitment.ts'
import type { Expectation, ExpectationState } from './expectation.ts'

/** Whose board: all that was expected and promised in a partnership, of an organisation or under a statement of intent. */
export const boardKinds = ['partnership', 'organisation', 'intent'] as const
export type BoardOf = { kind: (typeof boardKinds)[number]; id: string }

/** One line of a board: an expectation that was sent, or a commitment, with where it stands today. */
export type BoardRow =
  | { kind: 'expectation'; at: Date; noun: Expectation; state: ExpectationState }
  | { kind: 'commitment'; at: Date; noun: Commitment; state: State }

/** What a row's state may be called, in the order in which things happen. A draft is on no board. */
export const boardStates = [
  'waiting',
  'silent',
  'proposed',
  'not-agreed',
  'agreed',
  'declined',
  'accepted',
  'withdrawn',
  ...stateKinds,
] as const satisfies readonly (StateKind | Exclude<ExpectationState['kind'], 'draft'>)[]
export type BoardState = (typeof boardStates)[number]

export type BoardFilter = {
  state: BoardState | null
  organisation: string | null
  partnership: string | null
  priority: string | null
}

export const noFilter: BoardFilter = {
  state: null,
  organisation: null,
  partnership: null,
  priority: null,
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The filter in an address. What no board knows is passed over, so that an old link still opens. */
export function readFilter(query: (name: string) => string | undefined): BoardFilter {
  const id = (name: string) => {
    const given = query(name)
    return given !== undefined && uuid.test(given) ? given : null
  }
  return {
    state: boardStates.find((each) => each === query('state')) ?? null,
    organisation: id('organisation'),
    partnership: id('place'),
    priority: id('priority'),
  }
}

/** The filter as it is written in an address. */
export function filterQuery(filter: BoardFilter): Record<string, string> {
  const named = {
    state: filter.state,
    organisation: filter.organisation,
    place: filter.partnership,
    priority: filter.priority,
  }
  return Object.fromEntries(
    Object.entries(named).filter((pair): pair is [string, string] => pair[1] !== null),
  )
}

/** A place in a board, newest first, so that nothing is skipped or seen twice while it grows. */
export type BoardPlace = { at: Date; id: string }

export const writePlace = ({ at, id }: BoardPlace): string => `${at.toISOString()}_${id}`

export function readPlace(text: string | undefined): BoardPlace | undefined {
  const [moment = '', id = ''] = (text ?? '').split('_')
  const at = new Date(moment)
  return uuid.test(id) && !Number.isNaN(at.getTime()) ? { at, id } : undefined
}

/** The day by which something is to be heard or seen next, if a day is set. */
export function nextDay(row: BoardRow): string | null {
  if (row.kind === 'expectation') return row.state.kind === 'waiting' ? row.noun.answerBy : null
  return 'reviewOn' in row.state ? row.state.reviewOn : null
}

/** The first day of the state that a row is in, where it has one. */
export function stateSince(row: BoardRow): string | null {
  return row.kind === 'commitment' && 'since' in row.state ? row.state.since : null
}

/** The acts that change where something on a board stands. */
export const boardChangeActs = [
  'expectation-sent',
  'expectation-accepted',
  'expectation-another-form-proposed',
  'expectation-declined',
  'expectation-withdrawn',
  'another-form-agreed',
  'another-form-not-agreed',
  'commitment-made',
  'commitment-updated',
  'commitment-said-done',
  'commitment-gone-quiet',
  'check-back-kept',
  'check-back-partly',
  'check-back-not-kept',
  'check-back-too-soon',
  'check-back-nobody-said',
  'intent-signed',
  'signature-ended',
] as const

export const pageOfBoard = 40
export const pageOfBoardForMachines = 500
