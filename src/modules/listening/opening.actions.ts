import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { record } from '../../platform/ledger/index.ts'
import { stitch } from '../../platform/thread/index.ts'
import { allow } from '../people/index.ts'
import { tieReuses } from './insight-reuse.actions.ts'
import { missingToOpen, type Missing } from './opening.ts'
import { insertOpening, readinessOf } from './opening.sql.ts'
import { draftToChange } from './round.actions.ts'
import { roundById } from './round.sql.ts'
import { putOnThread } from './statement.actions.ts'
import { publishStarting, statementsOf } from './statement.sql.ts'

/** The round is not ready; `missing` says all that it still needs. */
export class NotReady extends Refusal {
  readonly missing: Missing[]

  constructor(missing: Missing[]) {
    super(`listening.missing.${missing[0]!.what}`, 422, {
      languages: 'languages' in missing[0]! ? missing[0].languages.join(', ') : '',
    })
    this.missing = missing
  }
}

/**
 * Opens a round to everyone, at once or on its first day. From here on its words, its questions and
 * its statements stand: the database refuses to change them.
 */
export async function openRound(trx: Transaction, id: string): Promise<void> {
  const seen = await roundById(trx.db, id)
  if (!seen) throw notFound()
  allow(trx.actor, 'open', { kind: 'round', partnership: seen.partnership })
  const round = await draftToChange(trx, id)
  const missing = missingToOpen(round, await readinessOf(trx.db, id), trx.at)
  if (missing.length > 0) throw new NotReady(missing)
  await insertOpening(trx.db, {
    round: id,
    by: trx.actor.kind === 'person' ? trx.actor.person : null,
    at: trx.at,
  })
  const published = new Set(await publishStarting(trx.db, id, trx.at))
  const statements = (await statementsOf(trx.db, id)).filter((each) => published.has(each.id))
  await record(trx, {
    partnership: round.partnership,
    act: 'round-opened',
    subject: { kind: 'round', id },
    body: {
      code: round.code,
      questions: Object.fromEntries(round.texts.map((text) => [text.language, text.question])),
      moderation: round.moderation,
      opens: round.opensAt?.toISOString() ?? null,
      closes: round.closesAt?.toISOString() ?? null,
      statements: statements.length,
    },
  })
  await stitch(trx, { id, partnership: round.partnership, kind: 'round' })
  await putOnThread(trx, round, statements)
  await tieReuses(trx, round)
}
