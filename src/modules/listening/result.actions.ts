import { system as asSystem } from '../../platform/actor.ts'
import { reading, transaction, type Database } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import type { Request, StandingColumns } from './computation.ts'
import { createComputing, type Computing, type Held } from './computing.ts'
import { peopleByChannel, protectedAboutYou } from './participation.sql.ts'
import { lockForClosing } from './closure.sql.ts'
import { enoughSince } from './release.sql.ts'
import { packMembers, unpackMembers } from './result.ts'
import {
  insertResult,
  latestMembers,
  latestResult,
  newestArrival,
  peopleOut,
  statementsToCount,
  type Result,
} from './result.sql.ts'
import { roundById } from './round.sql.ts'
import { standingOf, touchedSince, type PersonStanding } from './standing.sql.ts'

// One thread for each program; a test's system has its own.
const threads = new WeakMap<System, Computing>()

function computingOf(system: System): Computing {
  let computing = threads.get(system)
  if (!computing) threads.set(system, (computing = createComputing()))
  return computing
}

/** Ends the thread, when the program ends. */
export async function stopComputing(system: System): Promise<void> {
  await threads.get(system)?.stop()
  threads.delete(system)
}

/**
 * A response may be committed a little after one that arrived later. So the newest are read again:
 * taking a person's standing responses in twice changes nothing.
 */
const overlap = 2 * 60_000

/**
 * Computes what has come out of a round so far and stores it as the newest result. Where this
 * program computed the round before, only people who responded since are read; the closing count
 * reads everybody anew.
 */
export async function computeResult(
  system: System,
  roundId: string,
  options: {
    whole?: boolean
    /** Responses that arrived later are left for the next result. */
    until?: Date | undefined
  } = {},
): Promise<Result> {
  const computing = computingOf(system)
  const actor = asSystem('compute-result')
  if (options.whole) computing.forget(roundId)
  const read = await reading(system.db, actor, async (db) => {
    const round = await roundById(db, roundId)
    if (!round?.openedAt) throw notFound()
    const earlier = await latestResult(db, roundId)
    return {
      openedAt: round.openedAt,
      ...(await takeIn(db, computing, roundId, options.until)),
      channels: await peopleByChannel(db, roundId, options.until),
      about: await protectedAboutYou(db, roundId, earlier?.body.about ?? []),
    }
  })
  const computed = await computing.compute(roundId, read.request, read.held)
  const result = {
    round: roundId,
    computedAt: system.clock.now(),
    countedTo: read.held.newest ?? read.openedAt,
    body: { ...computed.body, channels: read.channels, about: read.about },
  }
  const version = await transaction(system.db, actor, system.clock.now(), ({ db }) =>
    insertResult(db, { ...result, members: packMembers(computed.members) }),
  )
  return { ...result, version }
}

/**
 * Up to which arrival an open round's figures may count now; undefined where all of it may, because
 * the round is closed. New figures wait until enough people have responded together (release.ts);
 * until then what was counted before is counted again, without whoever is banned or has taken back
 * what they said.
 */
export async function releasedUntil(system: System, round: string): Promise<Date | undefined> {
  const found = await reading(system.db, asSystem('compute-result'), async (db) => {
    const known = await roundById(db, round)
    if (!known?.openedAt) throw notFound()
    const since = (await latestResult(db, round))?.countedTo ?? new Date(0)
    return { known, since, enough: !known.closedAt && (await enoughSince(db, round, since)) }
  })
  if (found.known.closedAt) return undefined
  if (!found.enough) return found.since
  // Responses that are being stored this moment are waited for, so that none of them turns up alone,
  // later, among those that arrived before it.
  return transaction(system.db, asSystem('compute-result'), system.clock.now(), async ({ db }) => {
    await lockForClosing(db, round)
    return (await newestArrival(db, round)) ?? found.since
  })
}

async function takeIn(
  db: Database,
  computing: Computing,
  round: string,
  until: Date | undefined,
): Promise<{ request: Request; held: Held }> {
  const statements = await statementsToCount(db, round)
  const left = await peopleOut(db, round)
  const doubles = new Map(
    left.filter((each) => each.sameAs !== null).map((each) => [each.id, each.sameAs!]),
  )
  const out = new Set(left.map((each) => each.id))
  const request: Request = { statements, out: [...out] }
  const before = computing.held(round)
  if (before && [...before.doubles.keys()].every((id) => doubles.has(id))) {
    const since = new Date((before.newest?.getTime() ?? 0) - overlap)
    const touched = await touchedSince(db, round, since, until)
    const joined = [...doubles].filter(([id]) => !before.doubles.has(id)).map(([, as]) => as)
    const back = [...before.out].filter((id) => !out.has(id))
    const only = [...new Set([...touched.people, ...joined, ...back])]
    if (only.length > 0)
      for await (const people of standingOf(db, round, { only, until }))
        computing.take(round, columnsOf(people))
    return { request, held: { newest: touched.newest ?? before.newest, doubles, out } }
  }
  computing.forget(round)
  const newest = await newestArrival(db, round, until)
  for await (const people of standingOf(db, round, { until }))
    computing.take(round, columnsOf(people))
  const earlier = await latestResult(db, round)
  if (earlier) {
    const members = unpackMembers((await latestMembers(db, round)) ?? Buffer.alloc(0))
    request.earlier = {
      groups: earlier.body.groups.map(({ label }, index) => ({
        label,
        members: members.filter((each) => each.group === index).map((each) => each.participant),
      })),
      axes: earlier.body.axes,
      labels: earlier.body.labels,
    }
  }
  return { request, held: { newest, doubles, out } }
}

function columnsOf(people: readonly PersonStanding[]): StandingColumns {
  const total = people.reduce((sum, each) => sum + each.responses.length, 0)
  const columns: StandingColumns = {
    people: people.map((each) => each.participant),
    person: new Int32Array(total),
    statement: new Int32Array(total),
    value: new Int8Array(total),
    matters: new Uint8Array(total),
  }
  let to = 0
  people.forEach((each, person) => {
    for (const response of each.responses) {
      columns.person[to] = person
      columns.statement[to] = response.statement
      columns.value[to] = response.value
      columns.matters[to] = response.important ? 1 : 0
      to += 1
    }
  })
  return columns
}
