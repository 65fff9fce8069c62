import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { stitch, tie } from '../../platform/thread/index.ts'
import { allow } from '../people/index.ts'
import { longestInsight } from './insight.ts'
import { insertInsight } from './insight.sql.ts'
import { stateOf } from './round.ts'
import { roundById } from './round.sql.ts'
import { statementsOf } from './statement.sql.ts'

export type Noting = {
  round: string
  text: string
  language: string
  /** The statements it rests on. */
  statements: readonly string[]
}

/** Notes what was learned from a closed round, and which of its statements say so. */
export async function noteInsight(trx: Transaction, noting: Noting): Promise<string> {
  const round = await roundById(trx.db, noting.round)
  if (!round) throw notFound()
  allow(trx.actor, 'note-insight', { kind: 'round', partnership: round.partnership })
  if (stateOf(round, trx.at) !== 'closed') throw new Refusal('listening.refused.not-closed', 409)
  const text = noting.text.replace(/\s+/gu, ' ').trim()
  if (text === '') throw new Refusal('listening.refused.insight-empty', 422)
  if (text.length > longestInsight)
    throw new Refusal('listening.refused.insight-long', 422, { most: longestInsight })
  if (!round.languages.includes(noting.language))
    throw new Refusal('listening.refused.language-not-in-round', 422)
  const published = await statementsOf(trx.db, round.id)
  const restsOn = published
    .filter((each) => each.status === 'published' && noting.statements.includes(each.id))
    .map((each) => each.id)
  if (restsOn.length === 0) throw new Refusal('listening.refused.insight-rests', 422)
  const id = newId(trx.at)
  await insertInsight(trx.db, {
    id,
    partnership: round.partnership,
    round: round.id,
    text,
    language: noting.language,
    statements: restsOn,
    notedBy: trx.actor.kind === 'person' ? trx.actor.person : null,
    notedAt: trx.at,
  })
  await stitch(
    trx,
    { id, partnership: round.partnership, kind: 'insight' },
    ...restsOn.map((each) => ({ id: each, partnership: round.partnership, kind: 'statement' })),
  )
  for (const each of restsOn) await tie(trx, each, id, 'taught')
  await record(trx, {
    partnership: round.partnership,
    act: 'insight-noted',
    subject: { kind: 'insight', id },
    body: { round: round.id, text, statements: restsOn },
  })
  return id
}
