import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { foundDecision, mustBeElector, personOf } from './decision.actions.ts'
import type { Decision } from './decision.ts'
import { electorateOf, presentAt } from './electorate.sql.ts'
import { memberOf } from './member.sql.ts'
import type { RecordedChannel, Vote } from './vote.ts'
import { insertVotes } from './vote.sql.ts'

/** One's own vote, on a screen. A later one counts; both are kept. */
export async function castVote(trx: Transaction, id: string, option: string | null): Promise<void> {
  const decision = await foundDecision(trx, id)
  allow(trx.actor, 'vote', { kind: 'decision', partnership: decision.partnership })
  const person = personOf(trx)
  const own = person && (await memberOf(trx.db, decision.partnership, person))
  if (!person || !own) throw notAllowed()
  mustBeOpen(trx, decision)
  mustBeOption(decision, option)
  await mustBeElector(trx, decision, own.id)
  await store(trx, decision, [{ ...made(trx, person), member: own.id, option, channel: 'screen' }])
}

export type RecordedVote = { member: string; option: string | null; channel: RecordedChannel }

/** Votes by hand, on paper and by telephone, put in for those who gave them. All of them, or none. */
export async function recordVotes(
  trx: Transaction,
  id: string,
  votes: readonly RecordedVote[],
): Promise<void> {
  const decision = await foundDecision(trx, id)
  allow(trx.actor, 'record-votes', { kind: 'decision', partnership: decision.partnership })
  const person = personOf(trx)
  if (!person) throw notAllowed()
  mustBeOpen(trx, decision)
  if (votes.length === 0) throw new Refusal('decisions.refused.nothing-recorded', 422)
  const electors = await electorateOf(trx.db, id, trx.at)
  const present = decision.meeting
    ? await presentAt(trx.db, decision.meeting, trx.at)
    : new Set<string>()
  for (const vote of votes) {
    mustBeOption(decision, vote.option)
    const elector = electors.find(({ member }) => member === vote.member)
    if (!elector) throw new Refusal('decisions.resident.refused.no-member', 403)
    if (elector.excluded)
      throw new Refusal(`decisions.resident.refused.excluded.${elector.excluded}`, 403)
    if (vote.channel === 'hand' && !present.has(vote.member))
      throw new Refusal('decisions.refused.hand-not-here', 422)
  }
  await store(
    trx,
    decision,
    votes.map((vote) => ({ ...made(trx, person), ...vote })),
  )
  const ways = Object.groupBy(votes, ({ channel }) => channel)
  await record(trx, {
    partnership: decision.partnership,
    act: 'votes-recorded',
    subject: { kind: 'decision', id },
    body: {
      hand: ways.hand?.length ?? 0,
      paper: ways.paper?.length ?? 0,
      phone: ways.phone?.length ?? 0,
    },
  })
}

const made = (trx: Transaction, person: string) => ({
  id: newId(trx.at),
  castAt: trx.at,
  recordedBy: person,
})

function mustBeOpen(trx: Transaction, decision: Decision): void {
  if (decision.result || (decision.closesAt && decision.closesAt <= trx.at))
    throw new Refusal('decisions.resident.refused.closed', 409)
  if (!decision.openedAt) throw new Refusal('decisions.resident.refused.not-open', 409)
}

function mustBeOption({ options }: Decision, option: string | null): void {
  if (option !== null && !options.some(({ id }) => id === option))
    throw new Refusal('decisions.resident.refused.option', 422)
}

async function store(trx: Transaction, decision: Decision, votes: readonly Vote[]): Promise<void> {
  try {
    await insertVotes(trx.db, decision.id, votes)
  } catch (error) {
    // Closed, or somebody excluded, in the moment between being asked and being stored.
    if ((error as { code?: string }).code === '42501')
      throw new Refusal('decisions.resident.refused.closed', 409)
    throw error
  }
}
