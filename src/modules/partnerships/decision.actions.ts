import { sql } from 'kysely'
import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { stitch, tie } from '../../platform/thread/index.ts'
import { allow } from '../people/index.ts'
import { holdsPostcode } from '../places/index.ts'
import { recordAdoption } from './constitution.actions.ts'
import { constitutionOf } from './constitution.sql.ts'
import type { Decision, DecisionKind, Outcome } from './decision.ts'
import {
  groundsOf,
  insertGrounds,
  insertParties,
  nodesAmong,
  type Ground,
} from './decision-ground.sql.ts'
import { decisionById, insertDecision, insertOpening, insertOptions } from './decision.sql.ts'
import {
  closeInDatabase,
  electorateOf,
  insertDecisionInterest,
  mayClose,
} from './electorate.sql.ts'
import { memberById } from './member.sql.ts'

export type Putting = {
  partnership: string
  /** Null: decided between meetings. */
  meeting: string | null
  kind: DecisionKind
  question: string
  background: string
  language: string
  options: readonly { text: string; adopts: boolean }[]
  /** What it settles in a module to the right. */
  about?: { kind: string; id: string } | null
  /** What it rests on: nodes of the thread, each with why. */
  grounds: readonly Ground[]
  /** Organisations that stand to gain or lose. */
  parties: readonly string[]
  /** The rules proposed, named as the table names them; only of the kind `constitution`. */
  proposal?: Record<string, unknown> | null
  /** The decision that this puts again. */
  againOf?: string | null
}

export const personOf = ({ actor }: Transaction): string | null =>
  actor.kind === 'person' ? actor.person : null

/** Writes a question down, for members alone until notice is given or voting opens. Returns its id. */
export async function putDecision(trx: Transaction, putting: Putting): Promise<string> {
  const { partnership } = putting
  allow(trx.actor, 'put', { kind: 'decision', partnership })
  const rules = await constitutionOf(trx.db, partnership, trx.at)
  if (!rules || rules.quorumShare === null)
    throw new Refusal('decisions.refused.no-quorum-set', 409)
  if (putting.options.length < 2) throw new Refusal('decisions.refused.options', 422)
  if (!putting.options.some(({ adopts }) => adopts))
    throw new Refusal('decisions.refused.no-adopting-option', 422)
  const texts = [putting.question, putting.background, ...putting.options.map(({ text }) => text)]
  if (texts.some(holdsPostcode)) throw new Refusal('places.refused.postcode', 422)
  const known = await nodesAmong(
    trx.db,
    putting.grounds.map(({ node }) => node),
  )
  if (putting.grounds.some(({ node }) => !known.has(node)))
    throw new Refusal('decisions.refused.ground', 422)
  const earlier = putting.againOf ? await decisionById(trx.db, putting.againOf) : undefined
  if (putting.againOf && (earlier?.partnership !== partnership || !earlier.result)) throw notFound()
  if (earlier?.result?.outcome === 'carried')
    throw new Refusal('decisions.refused.again-carried', 409)
  const id = newId(trx.at)
  await insertDecision(trx.db, {
    id,
    partnership,
    meeting: putting.meeting,
    kind: putting.kind,
    question: putting.question,
    background: putting.background,
    language: putting.language,
    about: putting.about ?? null,
    proposal: putting.proposal ?? null,
    againOf: putting.againOf ?? null,
    putAt: trx.at,
    putBy: personOf(trx),
  })
  await insertOptions(
    trx.db,
    id,
    putting.options.map(({ text, adopts }, index) => ({
      id: newId(trx.at),
      position: index + 1,
      text,
      adopts,
    })),
  )
  await insertGrounds(trx.db, id, putting.grounds)
  await insertParties(trx.db, id, [...new Set(putting.parties)])
  return id
}

/** The decision as the actor may see it. */
export async function foundDecision(trx: Transaction, id: string): Promise<Decision> {
  const found = await decisionById(trx.db, id)
  if (!found) throw notFound()
  return found
}

/**
 * Puts a question on the thread, tied to what it rests on, to what it settles and to the question it
 * puts again. For when it becomes public: at notice of its meeting, or at the opening of the vote.
 */
export async function stitchDecision(trx: Transaction, decision: Decision): Promise<void> {
  const { id, partnership, about, againOf } = decision
  await stitch(trx, { id, partnership, kind: 'decision' })
  const grounds = await groundsOf(trx.db, id)
  const known = await nodesAmong(trx.db, [
    ...grounds.map(({ node }) => node),
    ...(about ? [about.id] : []),
    ...(againOf ? [againOf] : []),
  ])
  for (const { node } of grounds) if (known.has(node)) await tie(trx, node, id, 'led-to')
  if (about && known.has(about.id)) await tie(trx, about.id, id, 'put-to')
  if (againOf && known.has(againOf)) await tie(trx, againOf, id, 'put-again')
}

/** Opens the vote: at a meeting without an end of its own, between meetings until a moment. */
export async function openDecision(
  trx: Transaction,
  id: string,
  closesAt: Date | null,
): Promise<void> {
  await lockDecision(trx, id)
  const decision = await foundDecision(trx, id)
  allow(trx.actor, 'open', { kind: 'decision', partnership: decision.partnership })
  if (decision.openedAt) throw new Refusal('decisions.refused.opened', 409)
  if ((decision.meeting === null) !== (closesAt !== null) || (closesAt && closesAt <= trx.at))
    throw new Refusal('decisions.refused.closes-at', 422)
  const { rows } = await sql<{ may: boolean }>`
    SELECT partnerships.may_open(${id}, ${trx.at}, ${closesAt}::timestamptz) AS may`.execute(trx.db)
  if (!rows[0]?.may)
    throw new Refusal(
      decision.meeting ? 'decisions.refused.no-notice' : 'decisions.refused.no-quorum-set',
      409,
    )
  await insertOpening(trx.db, { decision: id, openedAt: trx.at, openedBy: personOf(trx), closesAt })
  await stitchDecision(trx, decision)
  await record(trx, {
    partnership: decision.partnership,
    act: 'decision-opened',
    subject: { kind: 'decision', id },
    body: {
      question: decision.question,
      language: decision.language,
      kind: decision.kind,
      options: decision.options.map(({ id: option, text, adopts }) => ({ option, text, adopts })),
      ...(decision.meeting ? { meeting: decision.meeting } : {}),
      ...(closesAt ? { closesAt: closesAt.toISOString() } : {}),
      ...(decision.about ? { about: decision.about } : {}),
      ...(decision.againOf ? { againOf: decision.againOf } : {}),
    },
  })
}

/** Says that a member stands to gain or lose by this one question: their own, or noted for them when they say so. */
export async function declareInterestIn(
  trx: Transaction,
  id: string,
  member: string,
  reason: string,
): Promise<void> {
  const decision = await foundDecision(trx, id)
  const { partnership } = decision
  const person = personOf(trx)
  const found = await memberById(trx.db, partnership, member)
  if (!found || person === null) throw notFound()
  allow(trx.actor, found.person === person ? 'declare-interest' : 'note-interest', {
    kind: 'partnership',
    partnership,
  })
  if (decision.result || (decision.closesAt && decision.closesAt <= trx.at))
    throw new Refusal('decisions.resident.refused.closed', 409)
  const added = await insertDecisionInterest(trx.db, {
    decision: id,
    member,
    reason,
    declaredBy: person,
    at: trx.at,
  })
  if (!added) throw new Refusal('decisions.resident.refused.declared', 409)
  // Of a question that is still a draft the record says nothing.
  if (decision.openedAt)
    await record(trx, {
      partnership,
      act: 'decision-interest-declared',
      subject: { kind: 'decision', id },
    })
}

/** Closes the vote and keeps what came of it, whatever that is. */
export async function closeDecision(trx: Transaction, id: string): Promise<Outcome> {
  await lockDecision(trx, id)
  const decision = await foundDecision(trx, id)
  const { partnership } = decision
  allow(trx.actor, 'close', { kind: 'decision', partnership })
  if (!decision.openedAt) throw new Refusal('decisions.resident.refused.not-open', 409)
  if (decision.result) throw new Refusal('decisions.resident.refused.closed', 409)
  if (!(await mayClose(trx.db, id, trx.at))) throw new Refusal('decisions.refused.close-yet', 409)
  const outcome = await closeInDatabase(trx.db, id, trx.at)
  const { count, option } = (await foundDecision(trx, id)).result!
  await record(trx, {
    partnership,
    act: 'decision-closed',
    subject: { kind: 'decision', id },
    body: {
      outcome,
      ...(option ? { option } : {}),
      ...(decision.about ? { about: decision.about } : {}),
      members: count.members,
      residents: count.residents,
      takingPart: count.takingPart,
      residentsTakingPart: count.residentsTakingPart,
      cast: count.cast,
      residentsCast: count.residentsCast,
    },
  })
  if (outcome === 'carried' && decision.kind === 'constitution') {
    const adopted = await constitutionOf(trx.db, partnership, trx.at)
    if (adopted?.decision === id) await recordAdoption(trx, adopted)
  }
  return outcome
}

/** Makes opening and closing of one decision wait for each other. */
async function lockDecision(trx: Transaction, id: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`decision:${id}`}, 0))`.execute(trx.db)
}

/** The member's place in this question's electorate; a refusal says why they may not vote. */
export async function mustBeElector(trx: Transaction, decision: Decision, member: string) {
  const electors = await electorateOf(trx.db, decision.id, trx.at)
  const found = electors.find((each) => each.member === member)
  if (!found) throw new Refusal('decisions.resident.refused.no-member', 403)
  if (found.excluded)
    throw new Refusal(`decisions.resident.refused.excluded.${found.excluded}`, 403)
  return found
}
