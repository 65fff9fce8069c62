import { system as asSystem } from '../../platform/actor.ts'
import { reading, type Database } from '../../platform/database/index.ts'
import { leafHash, merkleTree } from '../../platform/ledger/index.ts'
import type { System } from '../../platform/system.ts'
import { leavesFrom } from './closure.actions.ts'
import { closures, recordedRoot, type Closure } from './closure.sql.ts'
import { receiptText } from './receipt.ts'
import { leavesOf, type Leaf } from './receipt.sql.ts'
import { standingOf } from './standing.sql.ts'

export type RoundVerification = {
  round: string
  ok: boolean
  participants: number
  responses: number
  /** What does not fit, each in a sentence that names the participant. */
  faults: string[]
}

/**
 * Counts every closed round again from the stored responses: each person's leaf, the tree's root,
 * the closure's counts and the root in the public record. Says exactly whose responses differ.
 */
export async function verifyRounds(
  system: System,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<RoundVerification[]> {
  const actor = asSystem('verify-rounds')
  const all = await reading(system.db, actor, closures)
  const found: RoundVerification[] = []
  for (const closure of all) {
    found.push(await reading(system.db, actor, (db) => verifyRound(db, closure)))
    progress(found.length, all.length)
  }
  return found
}

async function verifyRound(db: Database, closure: Closure): Promise<RoundVerification> {
  const { leaves, responses } = await leavesFrom(db, closure.round, closure.closedAt)
  const stored = await leavesOf(db, closure.round)
  const faults = [...differences(stored, leaves)]
  const rootOf = (of: Leaf[]) => merkleTree(of.map((each) => each.leaf)).root
  if (!rootOf(leaves).equals(closure.root))
    faults.push('the root of the responses as they are stored is not the root that was published')
  if (!rootOf(stored).equals(closure.root))
    faults.push('the receipts that were stored do not lead to the root that was published')
  if (leaves.length !== closure.participants)
    faults.push(`${leaves.length} people are counted now; ${closure.participants} were at closing`)
  if (responses !== closure.responses)
    faults.push(`${responses} responses stand now; ${closure.responses} stood at closing`)
  const recorded = await recordedRoot(db, closure.round)
  if (recorded === undefined) faults.push('its closing is not in the public record')
  else if (recorded !== closure.root.toString('hex'))
    faults.push('the root in the public record is another than the one beside the round')
  return {
    round: closure.round,
    ok: faults.length === 0,
    participants: leaves.length,
    responses,
    faults,
  }
}

function* differences(stored: readonly Leaf[], now: readonly Leaf[]): Generator<string> {
  const before = new Map(stored.map((each) => [each.participant, each.leaf]))
  for (const { participant, leaf } of now) {
    const known = before.get(participant)
    before.delete(participant)
    if (!known) yield `participant ${participant}: has responses now and no receipt`
    else if (!known.equals(leaf))
      yield `participant ${participant}: the responses are not those of the receipt`
  }
  for (const participant of before.keys())
    yield `participant ${participant}: has a receipt and no responses now`
}

/** One person's responses as they stood when the round closed, and the text of their leaf. */
export async function receiptFor(
  db: Database,
  round: string,
  participant: string,
  closedAt: Date,
): Promise<{ text: string; leaf: Buffer } | undefined> {
  for await (const [person] of standingOf(db, round, { until: closedAt, only: [participant] })) {
    if (!person) return undefined
    const text = receiptText(round, participant, person.responses)
    return { text, leaf: leafHash(text) }
  }
  return undefined
}
