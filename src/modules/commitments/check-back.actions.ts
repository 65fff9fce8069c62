import { system as asSystem } from '../../platform/actor.ts'
import { reading, type Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newCode, newId, newTimelessId, readCode } from '../../platform/ids.ts'
import { addJob } from '../../platform/jobs/index.ts'
import { record } from '../../platform/ledger/index.ts'
import type { System } from '../../platform/system.ts'
import { stitch, tie } from '../../platform/thread/index.ts'
import { membersOf, speaksFor } from '../partnerships/index.ts'
import { allow } from '../people/index.ts'
import { addDays, dayOf } from '../places/index.ts'
import {
  daysToCheck,
  daysToLookAgain,
  mostPapers,
  type CheckBack,
  type RecordedChannel,
} from './check-back.ts'
import {
  checkBackById,
  checkBackOfCode,
  insertCheckBack,
  insertCodes,
  insertResult,
  insertWord,
  mayCheck,
} from './check-back.sql.ts'
import { commitmentById, historiesOf, lockCommitment } from './commitment.sql.ts'
import { stateOf, type Commitment, type Verdict } from './commitment.ts'
import { updatesOf } from './update.sql.ts'

type Signer = Pick<System, 'sign'>

/** What is kept of a code: its keyed hash, so that a copy of the database lets nobody speak. */
export const codeHash = (signer: Signer, typed: string) =>
  signer.sign('check-back', readCode(typed))

/** Asks those it was promised to. Background work writes to them. */
export async function openCheckBack(
  trx: Transaction,
  commitment: Commitment,
  update: string,
): Promise<string> {
  const id = newId(trx.at)
  const closesOn = addDays(dayOf(trx.at), daysToCheck)
  await insertCheckBack(trx.db, {
    id,
    commitment: commitment.id,
    update,
    openedAt: trx.at,
    closesOn,
  })
  await stitch(trx, { id, partnership: commitment.partnership, kind: 'check-back' })
  await tie(trx, update, id, 'checked-by')
  await record(trx, {
    partnership: commitment.partnership,
    act: 'check-back-opened',
    subject: { kind: 'check-back', id },
    body: { commitment: commitment.id, update, what: commitment.what, closesOn },
  })
  await addJob(trx, 'ask-those-promised', { checkBack: id }, { key: `check-back:${id}` })
  return id
}

/** Asks again where nobody said anything. */
export async function askAgain(trx: Transaction, id: string): Promise<string> {
  const commitment = await commitmentById(trx.db, id)
  if (!commitment) throw notFound()
  allow(trx.actor, 'close-check', { kind: 'commitment', partnership: commitment.partnership })
  await refusePartner(trx, commitment)
  await lockCommitment(trx.db, id)
  const history = (await historiesOf(trx.db, [id])).get(id)!
  if (stateOf(history, dayOf(trx.at)).kind !== 'unchecked')
    throw new Refusal('commitments.refused.not-unchecked', 409)
  const done = (await updatesOf(trx.db, id)).findLast(({ saysDone }) => saysDone)
  if (!done) throw notFound()
  return openCheckBack(trx, commitment, done.id)
}

export type Saying = { verdict: Verdict; words: string; language: string }

/** Says it as a resident member, on a screen. A later word takes the place of an earlier one. */
export async function sayAsMember(trx: Transaction, id: string, saying: Saying): Promise<void> {
  const { checkBack, commitment } = await open(trx, id)
  if (trx.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  const { person } = trx.actor
  await refusePartner(trx, commitment)
  allow(trx.actor, 'check', { kind: 'commitment', partnership: commitment.partnership })
  const members = await membersOf(trx.db, commitment.partnership)
  const own = members.find((member) => member.person === person)
  if (!own || !(await mayCheck(trx.db, id, { member: own.id, hash: null })))
    throw new Refusal('commitments.resident.refused.residents-check', 403)
  await store(trx, checkBack, saying, { member: own.id, voiceHash: null, channel: 'screen' })
}

/** Says it with the private code of somebody who contributed, on a screen, without an account. */
export async function sayWithCode(
  signer: Signer,
  trx: Transaction,
  id: string,
  code: string,
  saying: Saying,
): Promise<void> {
  const { checkBack, commitment } = await open(trx, id)
  await refusePartner(trx, commitment)
  const hash = codeHash(signer, code)
  if (!(await mayCheck(trx.db, id, { member: null, hash })))
    throw new Refusal('commitments.resident.refused.code', 404)
  await store(trx, checkBack, saying, { member: null, voiceHash: hash, channel: 'screen' })
}

/** Writes down what somebody said on paper, by phone or in the room: a member by name, anybody else by their code. */
export async function recordWord(
  signer: Signer,
  trx: Transaction,
  id: string,
  given: Saying & { member: string | null; code: string | null; channel: RecordedChannel },
): Promise<void> {
  const { checkBack, commitment } = await open(trx, id)
  allow(trx.actor, 'record-check', { kind: 'commitment', partnership: commitment.partnership })
  await refusePartner(trx, commitment)
  const { member, code, channel, ...saying } = given
  const hash = code === null ? null : codeHash(signer, code)
  if ((member === null) === (hash === null)) throw new Refusal('commitments.refused.voice', 422)
  if (!(await mayCheck(trx.db, id, { member, hash })))
    throw new Refusal(
      member === null
        ? 'commitments.resident.refused.code'
        : 'commitments.resident.refused.residents-check',
      422,
    )
  await store(trx, checkBack, saying, { member, voiceHash: hash, channel })
}

async function store(
  trx: Transaction,
  checkBack: CheckBack,
  saying: Saying,
  voice: { member: string | null; voiceHash: string | null; channel: 'screen' | RecordedChannel },
): Promise<void> {
  await insertWord(trx.db, {
    ...saying,
    ...voice,
    id: newTimelessId(),
    checkBack: checkBack.id,
    saidAt: trx.at,
    recordedBy: voice.channel !== 'screen' && trx.actor.kind === 'person' ? trx.actor.person : null,
  })
}

/** Codes for papers to hand out. They are shown this once; only their hashes are kept. */
export async function makeCodes(
  signer: Signer,
  trx: Transaction,
  id: string,
  count: number,
): Promise<string[]> {
  const { commitment } = await open(trx, id)
  allow(trx.actor, 'close-check', { kind: 'commitment', partnership: commitment.partnership })
  await refusePartner(trx, commitment)
  if (!Number.isInteger(count) || count < 1 || count > mostPapers)
    throw new Refusal('commitments.refused.papers', 422, { most: mostPapers })
  const codes = Array.from({ length: count }, () => newCode(3))
  await insertCodes(
    trx.db,
    id,
    codes.map((code) => codeHash(signer, code)),
    trx.at,
  )
  // How many papers there are is everybody's business: each is a voice.
  await record(trx, {
    partnership: commitment.partnership,
    act: 'check-back-papers-printed',
    subject: { kind: 'check-back', id },
    body: { commitment: commitment.id, what: commitment.what, papers: count },
  })
  return codes
}

/** Closes it, by an organiser before its time or by the clock. What came of it is what people said, counted by the database. */
export async function closeCheckBack(
  trx: Transaction,
  id: string,
  given: { words: string; nextReviewOn: string | null },
): Promise<CheckBack> {
  const found = await checkBackById(trx.db, id)
  const commitment = found && (await commitmentById(trx.db, found.commitment))
  if (!found || !commitment) throw notFound()
  allow(trx.actor, 'close-check', { kind: 'commitment', partnership: commitment.partnership })
  await refusePartner(trx, commitment)
  await lockCommitment(trx.db, commitment.id)
  const fresh = await checkBackById(trx.db, id)
  if (!fresh || fresh.result) throw new Refusal('commitments.resident.refused.check-closed', 409)
  const today = dayOf(trx.at)
  if (given.nextReviewOn !== null && given.nextReviewOn <= today)
    throw new Refusal('commitments.refused.day-past', 422)
  await insertResult(trx.db, {
    checkBack: id,
    words: given.words,
    nextReviewOn: given.nextReviewOn ?? addDays(today, daysToLookAgain),
    closedBy: trx.actor.kind === 'person' ? trx.actor.person : null,
    closedAt: trx.at,
  })
  const closed = await checkBackById(trx.db, id)
  const result = closed?.result
  if (!result) throw notFound()
  await record(trx, {
    partnership: commitment.partnership,
    act: `check-back-${result.outcome}`,
    subject: { kind: 'check-back', id },
    body: {
      commitment: commitment.id,
      what: commitment.what,
      outcome: result.outcome,
      counts: result.counts,
      ...(result.nextReviewOn === null ? {} : { nextReviewOn: result.nextReviewOn }),
    },
  })
  return closed
}

async function open(
  trx: Transaction,
  id: string,
): Promise<{ checkBack: CheckBack; commitment: Commitment }> {
  const checkBack = await checkBackById(trx.db, id)
  const commitment = checkBack && (await commitmentById(trx.db, checkBack.commitment))
  if (!checkBack || !commitment) throw notFound()
  // After its last day it is over, whether or not the clock has come by.
  if (checkBack.result || dayOf(trx.at) > checkBack.closesOn)
    throw new Refusal('commitments.resident.refused.check-closed', 409)
  return { checkBack, commitment }
}

/** Whoever speaks for the partner has no part in whether it kept its promise. */
async function refusePartner(trx: Transaction, commitment: Commitment): Promise<void> {
  const { actor } = trx
  if (actor.kind !== 'person') return
  if (await speaksFor(trx.db, actor.person, commitment.organisation, commitment.partnership))
    throw new Refusal('commitments.resident.refused.partner-checks', 403)
}

/** The check-back that a code opens. */
export async function checkBackByCode(
  system: System,
  typed: string,
): Promise<CheckBack | undefined> {
  const hash = codeHash(system, typed)
  return reading(system.db, asSystem('check-back-code'), async (db) => {
    const id = await checkBackOfCode(db, hash)
    return id === undefined ? undefined : checkBackById(db, id)
  })
}
