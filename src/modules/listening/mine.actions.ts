import { sql } from 'kysely'
import { system as asSystem } from '../../platform/actor.ts'
import { actingAs, reading, transaction, type Transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import { record } from '../../platform/ledger/index.ts'
import type { System } from '../../platform/system.ts'
import { answersFor } from './answer.sql.ts'
import type { Asking } from './asking.actions.ts'
import {
  blankAppeals,
  blankStatements,
  disownStatements,
  erasePersonal,
  markWithdrawn,
  statementsBy,
} from './mine.sql.ts'
import { stateFor } from './moderation.sql.ts'
import { samePerson } from './participant.sql.ts'
import { standingResponses } from './response.sql.ts'
import { mustBeOpen } from './taking-part.actions.ts'
import { testimoniesBy } from './testimony.sql.ts'
import { themesOf } from './theme.sql.ts'
import { unseen } from './unseen.actions.ts'

/** Everything one person gave in a round, by whichever route. */
export async function ownContributions(system: System, participant: string) {
  return reading(system.db, asSystem('own-contributions'), async (db) => {
    const people = await samePerson(db, participant)
    const statements = await statementsBy(db, people)
    const testimonies = await testimoniesBy(db, people)
    return {
      people,
      responses: await standingResponses(db, people),
      statements,
      testimonies,
      states: new Map([
        ...(await stateFor(
          db,
          'statement',
          statements.map((each) => each.id),
        )),
        ...(await stateFor(
          db,
          'testimony',
          testimonies.map((each) => each.id),
        )),
      ]),
    }
  })
}

/** What the partnership answered to the statements and themes that somebody helped to say, newest first. */
export async function answeredTo(
  system: System,
  { round, byId }: Asking,
  given: {
    responses: readonly { statement: string }[]
    statements: readonly { id: string }[]
    testimonies: readonly { id: string }[]
  },
) {
  const own = new Set([
    ...given.responses.map((each) => each.statement),
    ...given.statements.map((each) => each.id),
    ...given.testimonies.map((each) => each.id),
  ])
  const themes = (await themesOf(system.db, round.id)).filter((theme) =>
    [...theme.statements, ...theme.testimonies].some((id) => own.has(id)),
  )
  const answers = await answersFor(system.db, [...own, ...themes.map((theme) => theme.id)])
  return [...answers]
    .flatMap(([id, all]) => {
      const theme = themes.find((each) => each.id === id)
      const statement = byId.get(id)
      // Taken down since: there is nothing to show it beside.
      if (!theme && !statement) return []
      return [{ theme: theme?.title ?? null, statement: statement ?? null, answers: all }]
    })
    .toSorted((a, b) => b.answers[0]!.at.getTime() - a.answers[0]!.at.getTime())
}

/**
 * Erases what could lead to a person: words, contact details, what they said about themselves.
 * Statements that others have answered stay, with nobody behind them; the rest lose their words.
 * Responses stay: they are numbers, they cannot be changed, and they were counted.
 */
export async function eraseWords(
  system: System,
  asking: Asking,
  participant: string,
): Promise<void> {
  await transaction(system.db, asSystem('erase-words'), system.clock.now(), (trx) =>
    erase(trx, asking, participant),
  )
}

/** Takes everything back while the round is open: the words are erased and the responses are no longer counted. */
export async function withdraw(system: System, asking: Asking, participant: string): Promise<void> {
  mustBeOpen(asking, system.clock.now())
  await transaction(system.db, asSystem('withdraw'), system.clock.now(), async (trx) => {
    const people = await erase(trx, asking, participant)
    await markWithdrawn(trx.db, people, trx.at)
  })
}

/** Takes one statement back while the round is open. Its number stays; its words do not. */
export async function takeBackStatement(
  system: System,
  asking: Asking,
  participant: string,
  statement: string,
): Promise<void> {
  mustBeOpen(asking, system.clock.now())
  await transaction(system.db, asSystem('take-back'), system.clock.now(), async (trx) => {
    const people = await samePerson(trx.db, participant)
    const own = (await statementsBy(trx.db, people)).find((each) => each.id === statement)
    if (!own) throw notFound()
    await blankStatements(trx.db, [own.id])
    if (own.status === 'published') await sayRemoved(trx, asking, 'statement', own.id)
  })
}

async function erase(trx: Transaction, asking: Asking, participant: string): Promise<string[]> {
  const { db } = trx
  const people = await samePerson(db, participant)
  const statements = await statementsBy(db, people)
  const published = statements.filter((each) => each.status === 'published')
  const others = statements.filter((each) => each.status !== 'published')
  await disownStatements(
    db,
    published.map((each) => each.id),
  )
  await blankStatements(
    db,
    others.map((each) => each.id),
  )
  for (const testimony of await testimoniesBy(db, people))
    if (testimony.status === 'published') await sayRemoved(trx, asking, 'testimony', testimony.id)
  await erasePersonal(db, people)
  for (const each of people) {
    await sql.raw(actingAs({ kind: 'participant', participant: each })).execute(db)
    await blankAppeals(db, each)
  }
  return people
}

/** What was public and is no longer is said in the record, by id alone. */
async function sayRemoved(
  trx: Transaction,
  { round }: Asking,
  kind: 'statement' | 'testimony',
  id: string,
): Promise<void> {
  await record(unseen(trx, trx.actor.kind === 'system' ? trx.actor.task : kind), {
    partnership: round.partnership,
    act: `${kind}-removed`,
    subject: { kind, id },
    body: { round: round.id, reason: 'own-wish' },
  })
}
