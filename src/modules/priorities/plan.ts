/** The partnership's own words in its plan; the rest of the plan is written from the thread. */
export const planFields = ['vision', 'doing', 'together', 'knowing', 'changes'] as const
export type PlanField = (typeof planFields)[number]
/** By language, so that where two languages are equal the plan is written in both. */
export type PlanWords = Partial<Record<string, Partial<Record<PlanField, string>>>>

export const longestWords = 20_000

/** Something from elsewhere on the thread: promises with their state, money and where it went. */
export type PlanPart = {
  /** Names the part from version to version: `promises`. */
  kind: string
  title: string
  lead?: string
  columns: string[]
  /** A row is known again in the next version by its id. */
  rows: { id: string; cells: string[] }[]
  /** What to say where there are no rows. */
  none: string
}

export type PlanDriver = { text: string; kind: string; branches: PlanDriver[] }
export type PlanPriority = {
  id: string
  place: number
  title: string
  why: string
  strengths: string
  language: string
  drivers: PlanDriver[]
}
export type PlanDecision = {
  id: string
  question: string
  /** What was chosen; empty where nothing was. */
  answer: string
  outcome: string
  language: string
  /** The day it was decided, as YYYY-MM-DD. */
  on: string
}

/** Everything from the thread as it stood when a version was published. */
export type PlanBody = {
  priorities: PlanPriority[]
  decisions: PlanDecision[]
  /** By language of the page, since their words are not ours. */
  parts: Partial<Record<string, PlanPart[]>>
}

export type Plan = {
  id: string
  partnership: string
  version: number
  words: PlanWords
  /** Null while it is a draft: what the thread holds then is read as it stands. */
  body: PlanBody | null
  writtenAt: Date
  publishedAt: Date | null
}

/** The words in the first of these languages that they were written in. */
export function wordsFor(
  words: PlanWords,
  field: PlanField,
  asked: readonly string[],
): { text: string; language: string } | null {
  for (const each of asked) {
    const text = words[each]?.[field]?.trim()
    if (text) return { text, language: each }
  }
  return null
}

/** What the next draft starts from: the words of the last version, without what it said had changed. */
export function carriedOver(latest: Pick<Plan, 'words'> | undefined): PlanWords {
  return Object.fromEntries(
    Object.entries(latest?.words ?? {}).map(([language, fields]) => [
      language,
      { ...fields, changes: '' },
    ]),
  )
}

/**
 * What somebody wrote, put together with what others have saved since. `was` is what the writer began
 * from. What only one of them changed is taken from that one; what both changed differently is a
 * clash: the writer's words stand in the result, to be settled by the writer.
 */
export function mergedWords(
  was: PlanWords,
  typed: PlanWords,
  now: PlanWords,
): { words: PlanWords; clashes: number } {
  let clashes = 0
  const said = (words: PlanWords, language: string, field: PlanField) =>
    words[language]?.[field]?.trim() ?? ''
  const words: PlanWords = {}
  for (const language of new Set([...Object.keys(now), ...Object.keys(typed)])) {
    const fields: Partial<Record<PlanField, string>> = {}
    for (const field of planFields) {
      const [before, mine, theirs] = [was, typed, now].map((each) => said(each, language, field))
      const untouched = mine === before || typed[language] === undefined
      if (!untouched && theirs !== before && theirs !== mine) clashes += 1
      const text = untouched ? theirs! : mine!
      if (text !== '') fields[field] = text
    }
    if (Object.keys(fields).length > 0) words[language] = fields
  }
  return { words, clashes }
}

export type PlanChanges = {
  added: PlanPriority[]
  removed: PlanPriority[]
  moved: { priority: PlanPriority; from: number }[]
  reworded: PlanPriority[]
  decisions: PlanDecision[]
  /** Rows that are new, and rows that now say something else, by the part they are in. */
  parts: { part: PlanPart; added: PlanPart['rows']; changed: PlanPart['rows'] }[]
}

/** What is different from the version before, worked out from what both hold. */
export function changesBetween(before: PlanBody, after: PlanBody, language: string): PlanChanges {
  const was = new Map(before.priorities.map((each) => [each.id, each]))
  const is = new Set(after.priorities.map((each) => each.id))
  // A priority has moved where its place among those that stayed has changed: one that is new above
  // it has not moved it.
  const stayed = after.priorities.filter((each) => was.has(each.id))
  const earlier = before.priorities.filter((each) => is.has(each.id)).map((each) => each.id)
  const decided = new Set(before.decisions.map((each) => each.id))
  return {
    added: after.priorities.filter((each) => !was.has(each.id)),
    removed: before.priorities.filter((each) => !is.has(each.id)),
    moved: stayed
      .filter((each, index) => earlier[index] !== each.id)
      .map((priority) => ({ priority, from: was.get(priority.id)!.place }))
      .filter(({ priority, from }) => priority.place !== from),
    reworded: stayed.filter(({ id, title, why, strengths }) => {
      const old = was.get(id)!
      return old.title !== title || old.why !== why || old.strengths !== strengths
    }),
    decisions: after.decisions.filter((each) => !decided.has(each.id)),
    parts: (after.parts[language] ?? []).flatMap((part) => {
      const old = new Map(
        (before.parts[language] ?? [])
          .find((each) => each.kind === part.kind)
          ?.rows.map((row) => [row.id, row.cells.join('\n')]),
      )
      const added = part.rows.filter((row) => !old.has(row.id))
      const changed = part.rows.filter(
        (row) => old.has(row.id) && old.get(row.id) !== row.cells.join('\n'),
      )
      return added.length + changed.length > 0 ? [{ part, added, changed }] : []
    }),
  }
}

export const isSame = (changes: PlanChanges): boolean =>
  Object.values(changes).every((each) => each.length === 0)
