import type { System } from '../../platform/system.ts'
import { partnershipById, type Partnership } from '../partnerships/index.ts'
import { choose, unknownCandidate, urgencyOf, type Urgency } from './next-statement.ts'
import {
  addCounts,
  askedStatements,
  mappedStandings,
  type AskedStatement,
  type Counts,
} from './next-statement.sql.ts'
import { roundByCode } from './round.sql.ts'
import type { Round } from './round.ts'

/** A round as the people taking part see it: what is asked and how urgent each statement is. */
export type Asking = {
  round: Round
  partnership: Partnership
  statements: AskedStatement[]
  byId: Map<string, AskedStatement>
  urgency: Urgency
}

/** The statements to show next, most urgent first; none that this person has answered. */
export function nextOf(
  asking: Asking,
  participant: string,
  answered: ReadonlySet<string>,
  many = 1,
): AskedStatement[] {
  const { statements, urgency } = asking
  const seen = (index: number) => answered.has(statements[index]!.id)
  return choose(urgency, seen, participant, answered.size, many).map((index) => statements[index]!)
}

/** How many of what is asked this person has answered. A statement taken down since does not count. */
export function progressOf(asking: Asking, answered: Iterable<string>) {
  let count = 0
  for (const id of answered) if (asking.byId.has(id)) count += 1
  return { answered: count, total: asking.statements.length }
}

export type Askings = {
  /** As it was at most two seconds ago; `fresh` reads it now. */
  of(code: string, fresh?: boolean): Promise<Asking | undefined>
}

type Kept = {
  asking: Asking | undefined
  loadedAt: number
  loading: Promise<Asking | undefined> | undefined
  counts: Counts
  countedTo: Date | null
}

const freshFor = 1000
const usableFor = 2000
const mostKept = 200

/**
 * What each response needs to know of its round, kept in this process for a moment so that thousands
 * of responses a second do not read it thousands of times. Real time, not the system's clock: a
 * clock held still in a rehearsal must not hold the page still. Nothing here decides what is stored:
 * the recorder asks the database itself whether the round is open and the participant may respond.
 */
export function createAskings(system: System): Askings {
  const all = new Map<string, Kept>()

  async function load(code: string, kept: Kept): Promise<Asking | undefined> {
    const round = await roundByCode(system.db, code)
    const partnership = round && (await partnershipById(system.db, round.partnership))
    if (!round || !partnership) return undefined
    const statements = await askedStatements(system.db, round.id)
    const mapped = await mappedStandings(system.db, round.id)
    // A newly computed result has counted everything up to its time: start again from there.
    if (mapped && (kept.countedTo === null || mapped.countedTo > kept.countedTo)) {
      kept.counts = new Map(
        [...mapped.standings].map(([id, { agree, disagree, unsure }]) => [
          id,
          { agree, disagree, unsure },
        ]),
      )
      kept.countedTo = mapped.countedTo
    }
    kept.countedTo = await addCounts(system.db, round.id, kept.counts, kept.countedTo)
    const candidates = statements.map((statement) => ({
      ...unknownCandidate,
      ...mapped?.standings.get(statement.id),
      ...kept.counts.get(statement.id),
    }))
    return {
      round,
      partnership,
      statements,
      byId: new Map(statements.map((statement) => [statement.id, statement])),
      urgency: urgencyOf(candidates),
    }
  }

  function reload(code: string, kept: Kept): Promise<Asking | undefined> {
    kept.loading ??= load(code, kept)
      .then((asking) => {
        kept.asking = asking
        kept.loadedAt = performance.now()
        if (!asking) all.delete(code)
        return asking
      })
      .finally(() => {
        kept.loading = undefined
      })
    return kept.loading
  }

  return {
    async of(code, fresh = false) {
      let kept = all.get(code)
      if (!kept) {
        if (all.size >= mostKept) all.delete(all.keys().next().value!)
        kept = {
          asking: undefined,
          loadedAt: -Infinity,
          loading: undefined,
          counts: new Map(),
          countedTo: null,
        }
        all.set(code, kept)
      }
      const age = performance.now() - kept.loadedAt
      if (fresh) {
        await kept.loading
        return reload(code, kept)
      }
      if (age > usableFor || !kept.asking) return reload(code, kept)
      // Still good enough for this one; the next finds it renewed.
      if (age > freshFor) void reload(code, kept).catch(() => undefined)
      return kept.asking
    },
  }
}
