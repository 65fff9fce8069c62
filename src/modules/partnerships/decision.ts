import { standingOf, type Rules } from './constitution.ts'

/** Why a member may not vote on a question. */
export const exclusions = [
  'joined-later',
  'term-over',
  'declared',
  'speaks-for',
  'interest',
] as const
export type Exclusion = (typeof exclusions)[number]

const outcomes = [
  'carried',
  'not-carried',
  'tied',
  'no-votes',
  'no-quorum',
  'no-resident-quorum',
  'no-resident-majority',
  'members-not-resident-led',
  'too-few-members',
  'notice-too-short',
  'meeting-cancelled',
] as const
export type Outcome = (typeof outcomes)[number]

/** Whether this is an outcome that this version of the program knows: what was kept by an older or newer one may not be. */
export const isOutcome = (value: unknown): value is Outcome =>
  outcomes.some((each) => each === value)

export type DecisionKind = 'ordinary' | 'constitution'

export type DecisionOption = { id: string; position: number; text: string; adopts: boolean }

export type Decision = {
  id: string
  partnership: string
  meeting: string | null
  kind: DecisionKind
  question: string
  background: string
  language: string
  about: { kind: string; id: string } | null
  /** The rules proposed, named as the table names them. */
  proposal: Record<string, unknown> | null
  againOf: string | null
  putAt: Date
  openedAt: Date | null
  closesAt: Date | null
  result: DecisionResult | null
  options: DecisionOption[]
}

export type DecisionResult = {
  closedAt: Date
  outcome: Outcome
  option: string | null
  constitution: string
  count: Count
}

/** How many may vote and take part. Shown to anybody while a question is open. */
export type Turnout = {
  /** In office: the base of every share. */
  members: number
  residents: number
  mayVote: number
  excluded: Partial<Record<Exclusion, number>>
  /** In the room, or voted. */
  takingPart: number
  residentsTakingPart: number
  voted: number
}

/** How the votes stand. An abstention takes part and is not a vote cast. */
export type Count = Turnout & {
  cast: number
  residentsCast: number
  abstained: number
  channels: Partial<Record<'hand' | 'paper' | 'phone' | 'screen', number>>
  options: { option: string; votes: number; residents: number; adopts: boolean }[]
  /** Only in a result: what the rules asked for that day. */
  quorum?: number
  residentQuorum?: number
}

export const isWhole = (count: Turnout | Count): count is Count => 'options' in count

export type DecisionState = 'draft' | 'announced' | 'open' | 'closed'

/** `announced`: on an agenda that notice was given of, not open yet. */
export function stateOf(
  decision: Pick<Decision, 'openedAt' | 'result'>,
  announced: boolean,
): DecisionState {
  if (decision.result) return 'closed'
  if (decision.openedAt) return 'open'
  return announced ? 'announced' : 'draft'
}

/** What the rules make of a count besides the count itself. */
export type Circumstances = {
  kind: DecisionKind
  /** Calendar days from notice to the meeting; null where no notice of a meeting was given. */
  daysOfNotice: number | null
  cancelled: boolean
}

/** How many of those in office must take part. */
const quorumFor = (members: number, share: number): number => Math.ceil((members * share) / 100)

const passes = (part: number, whole: number, share: number) => part * 100 > whole * share

/**
 * What the rules say of a count: the same that the database applies when a question is closed
 * (`partnerships.close_decision`), in the same order, to be shown before it is. The quorum must be set.
 */
export function outcomeOf(
  count: Count,
  rules: Rules,
  { kind, daysOfNotice, cancelled }: Circumstances,
): { outcome: Outcome; option: string | null } {
  const failed = (outcome: Outcome) => ({ outcome, option: null })
  if (rules.quorumShare === null) throw new RangeError('the quorum has not been set')
  if (cancelled) return failed('meeting-cancelled')
  const board = standingOf(count, rules)
  if (!board.enough) return failed('too-few-members')
  if (!board.residentLed) return failed('members-not-resident-led')
  if (kind === 'constitution' && (daysOfNotice === null || daysOfNotice < rules.changeNoticeDays))
    return failed('notice-too-short')
  if (count.takingPart < quorumFor(count.members, rules.quorumShare)) return failed('no-quorum')
  if (count.residentsTakingPart < (rules.residentQuorum ?? 0)) return failed('no-resident-quorum')
  if (count.cast === 0) return failed('no-votes')
  if (!passes(count.residentsCast, count.cast, rules.residentShareOfVotes))
    return failed('no-resident-majority')
  const most = Math.max(...count.options.map(({ votes }) => votes))
  const leading = count.options.filter(({ votes }) => votes === most)
  if (leading.length > 1) return failed('tied')
  const share = kind === 'constitution' ? rules.changeShare : rules.carryingShare
  return leading[0]!.adopts && passes(most, count.cast, share)
    ? { outcome: 'carried', option: leading[0]!.option }
    : failed('not-carried')
}

/** What is still needed before anything can be decided: how many more, of whom. */
export type Missing = {
  what: 'members' | 'resident-members' | 'people' | 'residents' | 'votes' | 'resident-votes'
  count: number
}

/**
 * What a board still needs, all of it, not only the first rule that fails. Of votes it says nothing
 * where they are not shown. A number is the least that would do if nobody else came or voted.
 */
export function missing(count: Turnout | Count, rules: Rules): Missing[] {
  const all: Missing[] = []
  const needs = (what: Missing['what'], number: number) => {
    if (number > 0) all.push({ what, count: number })
  }
  const { enough, missing: fewer } = standingOf(count, rules)
  if (!enough) needs('members', fewer)
  needs(
    'resident-members',
    moreToPass(count.residents, count.members, rules.residentShareOfMembers),
  )
  if (rules.quorumShare !== null)
    needs('people', quorumFor(count.members, rules.quorumShare) - count.takingPart)
  needs('residents', (rules.residentQuorum ?? 0) - count.residentsTakingPart)
  if (isWhole(count)) {
    if (count.cast === 0) needs('votes', 1)
    else
      needs(
        'resident-votes',
        moreToPass(count.residentsCast, count.cast, rules.residentShareOfVotes),
      )
  }
  return all
}

/** The least number n for which part + n is more than this share of whole + n. */
function moreToPass(part: number, whole: number, share: number): number {
  // (part + n) · 100 > (whole + n) · share, so n > (whole · share − part · 100) / (100 − share).
  const least = (whole * share - part * 100) / (100 - share)
  return least < 0 ? 0 : Math.floor(least) + 1
}

/** One rule and how the count met it: what was asked, what there was, out of how many. */
export type RuleMet = {
  rule:
    | 'minimum-members'
    | 'resident-members'
    | 'quorum'
    | 'resident-quorum'
    | 'resident-votes'
    | 'carrying'
  /** A number of people, or for shares the per cent that must be passed. */
  asked: number
  had: number
  of: number
  held: boolean
}

/** Every rule that has numbers, as this count meets it; the quorum must be set. */
export function rulesMet(count: Count, rules: Rules, kind: DecisionKind): RuleMet[] {
  const board = standingOf(count, rules)
  const quorum = quorumFor(count.members, rules.quorumShare ?? 100)
  const most = Math.max(0, ...count.options.map(({ votes }) => votes))
  const share = kind === 'constitution' ? rules.changeShare : rules.carryingShare
  const leading = count.options.filter(({ votes }) => votes === most)
  return [
    {
      rule: 'minimum-members',
      asked: rules.minimumMembers,
      had: count.members,
      of: count.members,
      held: board.enough,
    },
    {
      rule: 'resident-members',
      asked: rules.residentShareOfMembers,
      had: count.residents,
      of: count.members,
      held: board.residentLed,
    },
    {
      rule: 'quorum',
      asked: quorum,
      had: count.takingPart,
      of: count.members,
      held: count.takingPart >= quorum,
    },
    ...(rules.residentQuorum === null
      ? []
      : [
          {
            rule: 'resident-quorum' as const,
            asked: rules.residentQuorum,
            had: count.residentsTakingPart,
            of: count.takingPart,
            held: count.residentsTakingPart >= rules.residentQuorum,
          },
        ]),
    {
      rule: 'resident-votes',
      asked: rules.residentShareOfVotes,
      had: count.residentsCast,
      of: count.cast,
      held: passes(count.residentsCast, count.cast, rules.residentShareOfVotes),
    },
    {
      rule: 'carrying',
      asked: share,
      had: most,
      of: count.cast,
      held: leading.length === 1 && leading[0]!.adopts && passes(most, count.cast, share),
    },
  ]
}

/** Options as they are typed: one on each line. */
export const optionsIn = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The place on the thread that a pasted address or id names. */
export function nodeIn(typed: string): string | undefined {
  const id = /(?:^|\/thread\/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:$|[/?#])/i.exec(typed)
  return id?.[1]?.toLowerCase()
}
