import { system as asSystem, type Actor } from '../../platform/actor.ts'
import {
  reading,
  transaction,
  type Database,
  type Transaction,
} from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newTimelessId } from '../../platform/ids.ts'
import { addJob } from '../../platform/jobs/index.ts'
import { record } from '../../platform/ledger/index.ts'
import type { System } from '../../platform/system.ts'
import { allow } from '../people/index.ts'
import { noonOf } from '../places/index.ts'
import { upsertAboutAnswer } from './about-answer.sql.ts'
import { personOf } from './batch.actions.ts'
import { batchState, type Batch } from './batch.ts'
import { lockedBatch, setSettled } from './batch.sql.ts'
import { insertMarks, keyedSheets } from './keying.sql.ts'
import { printingsOfSheets } from './printing.sql.ts'
import { closedAmong, insertParticipants, insertResponses, standingOf } from './response.sql.ts'
import { givenAt, type Response } from './response.ts'
import type { Round } from './round.ts'
import { lookForConcern } from './safeguarding.actions.ts'
import {
  batchResponseId,
  differencesBetween,
  settled,
  settles,
  type Choices,
  type Difference,
  type SettledSheet,
} from './settlement.ts'
import {
  answeredLater,
  insertLeftOut,
  settledCounts,
  wipeKeyedWords,
  type SettledCounts,
} from './settlement.sql.ts'
import { spot } from './spotter.ts'
import { addStatement } from './statement.actions.ts'
import { arrivingStatus } from './statement.ts'
import { statementsAmong } from './statement.sql.ts'
import { insertTestimony } from './testimony.sql.ts'

/** What the two keyings of a batch do not agree on. Both must be done: before that the second is blind to the first. */
async function differencesIn(db: Database, batch: Batch): Promise<Difference[]> {
  return differencesBetween(await keyedSheets(db, batch.id, 1), await keyedSheets(db, batch.id, 2))
}

export type Settling =
  | { done: true; counts: SettledCounts }
  /** Some differences are not settled yet. */
  | { done: false; open: Difference[] }

/**
 * Stores what a batch holds, all of it or none: responses as they would have come from a screen, what
 * people wrote and what they said about themselves. Settling again changes nothing. Somebody whose
 * responses no longer count, or who took theirs back, is passed over, as on every other way in.
 */
export async function settleBatch(
  system: System,
  actor: Actor,
  round: Round,
  id: string,
  choices: Choices,
): Promise<Settling> {
  allow(actor, 'settle', { kind: 'round', partnership: round.partnership })
  const by = personOf(actor)
  // Nobody but background work may store the responses of others.
  return transaction(system.db, asSystem('settle-batch'), system.clock.now(), async (trx) => {
    const batch = await lockedBatch(trx.db, id)
    if (!batch || batch.round !== round.id) throw notFound()
    if (batch.settledAt) return { done: true, counts: await settledCounts(trx.db, id) }
    if (batchState(batch) !== 'comparing') throw new Refusal('paper.refused.not-keyed-twice', 409)
    if ((await closedAmong(trx.db, [round.id])).has(round.id))
      throw new Refusal('paper.refused.closed', 409)
    const [first, second] = [await keyedSheets(trx.db, id, 1), await keyedSheets(trx.db, id, 2)]
    const open = differencesBetween(first, second).filter(
      (each) => !settles(each, choices.get(each.key)),
    )
    if (open.length > 0) return { done: false, open }
    const sheets = settled(first, second, choices)
    await keep(trx, { round, batch, by }, sheets)
    await setSettled(trx.db, id, by, trx.at)
    const counts = await settledCounts(trx.db, id)
    await record(
      { ...trx, actor },
      {
        partnership: round.partnership,
        act: 'batch-settled',
        subject: { kind: 'batch', id },
        body: { round: round.id, channel: batch.channel, ...counts },
      },
    )
    await addJob(trx, 'compute-result', { round: round.id }, { key: `result:${round.id}` })
    return { done: true, counts }
  })
}

type Keeping = { round: Round; batch: Batch; by: string }

async function keep(
  trx: Transaction,
  keeping: Keeping,
  sheets: readonly SettledSheet[],
): Promise<void> {
  const { round, batch, by } = keeping
  const { db, at } = trx
  for (const sheet of sheets)
    if (sheet.leftOut) await insertLeftOut(db, batch.id, { ...sheet, why: sheet.leftOut }, by, at)
  await insertMarks(
    db,
    batch.id,
    3,
    sheets.map((sheet) => ({ participant: sheet.participant, marks: sheet.chosen })),
    by,
    at,
  )
  const people = sheets.filter((sheet) => !sheet.leftOut).map((sheet) => sheet.participant)
  const standing = await standingOf(db, people)
  const counted = sheets.filter((sheet) => {
    const state = standing.get(sheet.participant)
    return !sheet.leftOut && !state?.banned && !state?.withdrawn
  })
  const printings = await printingsOfSheets(db, people)
  await insertParticipants(
    db,
    counted.map((sheet) => ({
      id: sheet.participant,
      round: round.id,
      channel: batch.channel,
      language: printings.get(sheet.participant)?.language ?? sheet.language,
    })),
    at,
  )
  const opened = round.opensAt && round.opensAt > round.openedAt! ? round.opensAt : round.openedAt!
  const given = givenAt(noonOf(batch.givenOn), opened, at)
  await insertResponses(db, await responsesOf(db, keeping, counted, given), at)
  await keepAbout(db, counted, given)
  for (const sheet of counted) await keepWords(trx, keeping, sheet, given)
  await wipeKeyedWords(db, batch.id)
}

/** What was ticked, on statements that are still asked: one taken down since counts from no sheet, as from no screen. */
async function responsesOf(
  db: Database,
  { round, batch, by }: Keeping,
  sheets: readonly SettledSheet[],
  given: Date,
): Promise<Response[]> {
  const ids = [...new Set(sheets.flatMap((sheet) => [...sheet.marks.keys()]))]
  const statements = await statementsAmong(db, ids)
  return sheets.flatMap((sheet) =>
    [...sheet.marks].flatMap(([statement, { value, important }]) =>
      value === null || statements.get(statement)?.status !== 'published'
        ? []
        : {
            id: batchResponseId(batch.id, sheet.participant, statement),
            round: round.id,
            participant: sheet.participant,
            statement,
            value,
            important,
            channel: batch.channel,
            batch: batch.id,
            enteredBy: by,
            givenAt: given,
          },
    ),
  )
}

async function keepAbout(
  db: Database,
  sheets: readonly SettledSheet[],
  given: Date,
): Promise<void> {
  const later = await answeredLater(
    db,
    sheets.map((sheet) => sheet.participant),
    given,
  )
  for (const sheet of sheets)
    for (const answer of sheet.about.values())
      if (!later.has(`${sheet.participant} ${answer.question}`))
        await upsertAboutAnswer(db, sheet.participant, answer, given)
}

/** A statement of their own and what they told: looked through, held and published as from a screen. */
async function keepWords(
  trx: Transaction,
  { round, batch }: Keeping,
  sheet: SettledSheet,
  given: Date,
): Promise<void> {
  const { participant, language, ownStatement, ownWords, mayPublish } = sheet
  if (ownStatement !== '') {
    const added = await addStatement(trx, {
      round: round.id,
      text: ownStatement,
      language,
      source: 'participant',
      authorParticipant: participant,
      channel: batch.channel,
      ...(spot(ownStatement, language).length > 0 ? { status: 'held' as const } : {}),
    })
    await lookForConcern(trx, round, {
      about: 'statement',
      subject: added.id,
      text: ownStatement,
      language,
    })
  }
  if (ownWords !== '') {
    const id = newTimelessId()
    const held = spot(ownWords, language).length > 0
    const status = mayPublish
      ? arrivingStatus(round.moderation, 'participant', held ? 'held' : 'published')
      : 'private'
    await insertTestimony(trx.db, {
      participant,
      id,
      round: round.id,
      text: ownWords,
      language,
      channel: batch.channel,
      mayPublish,
      status,
      givenAt: given,
    })
    await lookForConcern(trx, round, { about: 'testimony', subject: id, text: ownWords, language })
    if (status === 'published')
      await record(trx, {
        partnership: round.partnership,
        act: 'testimony-published',
        subject: { kind: 'testimony', id },
        body: { round: round.id },
      })
  }
}

/** For the page: the differences, as seen by somebody who may settle them. */
export async function differencesFor(
  system: System,
  actor: Actor,
  batch: Batch,
): Promise<Difference[]> {
  return reading(system.db, actor, (db) => differencesIn(db, batch))
}
