import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newCode, newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { stitch } from '../../platform/thread/index.ts'
import { allow } from '../people/index.ts'
import { insertIntent, intentById, setPublished, slugIsTaken, updateIntent } from './intent.sql.ts'
import { slugOfIntent, type Intent } from './intent.ts'

/** Organisers write what many may sign; only members see it until it is published. Returns its address. */
export async function draftIntent(
  trx: Transaction,
  drafting: Pick<Intent, 'partnership' | 'title' | 'text' | 'asks' | 'language'>,
): Promise<string> {
  allow(trx.actor, 'intend', { kind: 'commitment', partnership: drafting.partnership })
  const slug = await freeSlug(trx, slugOfIntent(drafting.title))
  await insertIntent(trx.db, {
    ...drafting,
    id: newId(trx.at),
    slug,
    draftedAt: trx.at,
    draftedBy: trx.actor.kind === 'person' ? trx.actor.person : null,
  })
  return slug
}

async function freeSlug(trx: Transaction, wanted: string): Promise<string> {
  const slug = wanted || newCode(1).toLowerCase()
  if (!(await slugIsTaken(trx.db, slug))) return slug
  for (let number = 2; ; number += 1)
    if (!(await slugIsTaken(trx.db, `${slug}-${number}`))) return `${slug}-${number}`
}

export async function changeIntent(
  trx: Transaction,
  id: string,
  words: Pick<Intent, 'title' | 'text' | 'asks'>,
): Promise<void> {
  const found = await intentById(trx.db, id)
  if (!found) throw notFound()
  allow(trx.actor, 'intend', { kind: 'commitment', partnership: found.partnership })
  if (!(await updateIntent(trx.db, id, words)))
    throw new Refusal('boards.resident.refused.published', 409)
}

/** From now on anybody can read it, its words stay, and organisations may sign. */
export async function publishIntent(trx: Transaction, id: string): Promise<void> {
  const found = await intentById(trx.db, id)
  if (!found) throw notFound()
  const { partnership, slug, title } = found
  allow(trx.actor, 'intend', { kind: 'commitment', partnership })
  if (!(await setPublished(trx.db, id, trx.at)))
    throw new Refusal('boards.resident.refused.published', 409)
  await stitch(trx, { id, partnership, kind: 'intent' })
  await record(trx, {
    partnership,
    act: 'intent-published',
    subject: { kind: 'intent', id },
    body: { what: title, slug },
  })
}
