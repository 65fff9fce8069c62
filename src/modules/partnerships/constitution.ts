/** The rules a partnership gives itself. Every share is in per cent and has to be passed, not only reached. */
export type Rules = {
  minimumMembers: number
  /** More than this share of members live here. 50 is a strict majority. */
  residentShareOfMembers: number
  /** More than this share of the votes cast are residents'. */
  residentShareOfVotes: number
  /** At least this share of members take part, rounded up. Null until the board has set it: nothing is decided before. */
  quorumShare: number | null
  /** At least this many of those taking part live here. Null: no number of its own. */
  residentQuorum: number | null
  /** A proposal needs more than this share of the votes cast. */
  carryingShare: number
  /** A change to these rules needs more than this share of the votes cast. */
  changeShare: number
  /** Clear days. */
  noticeDays: number
  /** Days from the announcement of a change to these rules to the meeting that decides it. */
  changeNoticeDays: number
  /** Null: a member's place has no set end. */
  termMonths: number | null
  yearlyMeeting: boolean
  /** Anything else the board agreed, in its own words. */
  other: string
}

export type Constitution = Rules & {
  id: string
  partnership: string
  version: number
  adoptedAt: Date
  /** The decision that changed the rules; null where they were set up without one. */
  decision: string | null
}

export type Rule = keyof Rules

/** In the order in which a page says them. */
export const ruleNames = [
  'minimumMembers',
  'residentShareOfMembers',
  'residentShareOfVotes',
  'quorumShare',
  'residentQuorum',
  'carryingShare',
  'noticeDays',
  'yearlyMeeting',
  'termMonths',
  'changeShare',
  'changeNoticeDays',
  'other',
] as const satisfies readonly Rule[]

/**
 * Where a rule that nobody here has changed comes from: `big-local` is Local Trust's guidance for Big
 * Local partnerships (2017: eight people or more, at least 51 % of them residents); `council` is what
 * councils must give (Local Government Act 1972, sections 100A and 100B, as amended for England in
 * 2002; section 100BA for Wales); `common` is what resident-led partnerships usually agree; `ours` is
 * our suggestion; `unset` waits for the board.
 */
export type Source =
  | 'big-local'
  | 'council-england'
  | 'council-wales'
  | 'as-england'
  | 'common'
  | 'ours'
  | 'unset'

const starting: Rules = {
  minimumMembers: 8,
  residentShareOfMembers: 50,
  residentShareOfVotes: 50,
  // None is national: each board sets its own.
  quorumShare: null,
  residentQuorum: null,
  carryingShare: 50,
  changeShare: 50,
  noticeDays: 5,
  changeNoticeDays: 14,
  termMonths: null,
  yearlyMeeting: true,
  other: '',
}

/** The rules that a partnership of a nation begins with. */
export function startingRules(nation: string): Rules {
  return { ...starting, noticeDays: nation === 'wales' ? 3 : 5 }
}

/** Where a starting rule comes from. */
export function sourceOf(rule: Rule, nation: string): Source {
  switch (rule) {
    case 'minimumMembers':
    case 'residentShareOfMembers':
      return 'big-local'
    case 'residentShareOfVotes':
    case 'changeNoticeDays':
    case 'yearlyMeeting':
      return 'common'
    case 'noticeDays':
      return nation === 'wales'
        ? 'council-wales'
        : nation === 'england'
          ? 'council-england'
          : 'as-england'
    case 'quorumShare':
    case 'residentQuorum':
    case 'termMonths':
    case 'other':
      return 'unset'
    case 'carryingShare':
    case 'changeShare':
      return 'ours'
  }
}

/**
 * The version in which a rule got the value that it has now. `versions` come newest first and are not
 * empty; the first of all is where the rule still is as the partnership began.
 */
export function sinceVersion(rule: Rule, versions: readonly Constitution[]): Constitution {
  let since = versions[0]!
  for (const version of versions) {
    if (version[rule] !== since[rule]) break
    since = version
  }
  return since
}

/** Which rules two versions do not share. */
export function changedRules(before: Rules, after: Rules): Rule[] {
  return ruleNames.filter((rule) => before[rule] !== after[rule])
}

/** How many members must take part before anything is decided. */
export function quorumOf(members: number, { quorumShare }: Pick<Rules, 'quorumShare'>) {
  return quorumShare === null ? null : Math.ceil((members * quorumShare) / 100)
}

/** Whether a board is as its own rules want it: enough members, and residents the majority. */
export function standingOf(
  board: { members: number; residents: number },
  rules: Pick<Rules, 'minimumMembers' | 'residentShareOfMembers'>,
): { missing: number; enough: boolean; residentLed: boolean } {
  const missing = Math.max(0, rules.minimumMembers - board.members)
  return {
    missing,
    enough: missing === 0,
    residentLed: board.residents * 100 > board.members * rules.residentShareOfMembers,
  }
}
