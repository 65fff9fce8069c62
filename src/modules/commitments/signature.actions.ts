import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { speaksFor } from '../partnerships/index.ts'
import { organisationById } from '../places/index.ts'
import type { Intent } from './intent.ts'
import { insertSignature, setSignatureEnded, signaturesOf } from './signature.sql.ts'

/** An organisation puts its name under a statement, by somebody who speaks for it. */
export async function signIntent(
  trx: Transaction,
  intent: Intent,
  organisation: string,
): Promise<void> {
  if (trx.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  if (intent.publishedAt === null || !isId(organisation)) throw notFound()
  const { person } = trx.actor
  if (!(await speaksFor(trx.db, person, organisation, intent.partnership))) throw notAllowed()
  const id = newId(trx.at)
  const row = { id, intent: intent.id, organisation, signedBy: person, signedAt: trx.at }
  if (!(await insertSignature(trx.db, row)))
    throw new Refusal('boards.resident.refused.signed', 409)
  await tell(trx, intent, 'intent-signed', { id, organisation })
}

/** It may take its name away again: both stay in the record, and it is not marked against anyone. */
export async function endSignature(trx: Transaction, intent: Intent, id: string): Promise<void> {
  if (trx.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  const found = ((await signaturesOf(trx.db, [intent.id])).get(intent.id) ?? []).find(
    (each) => each.id === id,
  )
  if (!found) throw notFound()
  if (!(await speaksFor(trx.db, trx.actor.person, found.organisation, intent.partnership)))
    throw notAllowed()
  if (!(await setSignatureEnded(trx.db, id, trx.at)))
    throw new Refusal('boards.resident.refused.ended', 409)
  await tell(trx, intent, 'signature-ended', found)
}

async function tell(
  trx: Transaction,
  intent: Intent,
  act: string,
  { id, organisation }: { id: string; organisation: string },
): Promise<void> {
  const body = await organisationById(trx.db, organisation)
  await record(trx, {
    partnership: intent.partnership,
    act,
    subject: { kind: 'intent', id: intent.id },
    body: {
      signature: id,
      organisation,
      name: body?.name ?? '',
      what: intent.title,
      slug: intent.slug,
    },
  })
}
