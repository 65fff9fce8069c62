import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { moved, type AgendaItem, type Direction } from './agenda.ts'
import {
  agendaOf,
  deleteItem,
  insertItem,
  placeItems,
  putToMeeting,
  updateItem,
} from './agenda.sql.ts'
import { heldDraft } from './meeting.actions.ts'

/** Puts a matter at the end of an agenda; a question that comes with it is then decided at this meeting. */
export async function addItem(
  trx: Transaction,
  meeting: string,
  given: { title: string; note: string; decision: string | null; node: string | null },
): Promise<string> {
  await heldDraft(trx, meeting)
  const items = await agendaOf(trx.db, meeting)
  const known = given.decision && items.find((each) => each.decision === given.decision)
  // Pressed twice: it is there.
  if (known) return known.id
  if (given.decision && !(await puts(trx, given.decision, meeting)))
    throw new Refusal('meetings.refused.decision', 409)
  const id = newId(trx.at)
  await insertItem(trx.db, {
    ...given,
    node: isId(given.node) ? given.node : null,
    id,
    meeting,
    position: (items.at(-1)?.position ?? 0) + 1,
  })
  return id
}

const puts = (trx: Transaction, decision: string, meeting: string) =>
  isId(decision) && putToMeeting(trx.db, decision, meeting)

async function found(trx: Transaction, meeting: string, id: string): Promise<AgendaItem[]> {
  await heldDraft(trx, meeting)
  const items = await agendaOf(trx.db, meeting)
  if (!items.some((each) => each.id === id)) throw notFound()
  return items
}

export async function changeItem(
  trx: Transaction,
  meeting: string,
  id: string,
  given: { title: string; note: string },
): Promise<void> {
  await found(trx, meeting, id)
  await updateItem(trx.db, id, given)
}

export async function moveItem(
  trx: Transaction,
  meeting: string,
  id: string,
  direction: Direction,
): Promise<void> {
  const order = (await found(trx, meeting, id)).map((each) => each.id)
  await placeItems(trx.db, meeting, moved(order, id, direction))
}

/** Takes a matter off. A question that came with it waits for another meeting. */
export async function removeItem(trx: Transaction, meeting: string, id: string): Promise<void> {
  const items = await found(trx, meeting, id)
  const { decision } = items.find((each) => each.id === id)!
  await deleteItem(trx.db, id)
  if (decision) await putToMeeting(trx.db, decision, null)
  await placeItems(
    trx.db,
    meeting,
    items.map((each) => each.id).filter((each) => each !== id),
  )
}
