import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { stitch, tie } from '../../platform/thread/index.ts'
import { partnershipById, putDecision } from '../partnerships/index.ts'
import { allow } from '../people/index.ts'
import { isLanguage, words } from '../../ui/words/index.ts'
import { tieAllGrounds } from './ground.actions.ts'
import { mostInList, stateOf, writeOrder, type List } from './list.ts'
import { insertList, listById, listsOf, lockLists, setDecision } from './list.sql.ts'
import { lockPriorities, prioritiesAmong, publish } from './priority.sql.ts'

/** Draws up priorities in an order, for members to look at before it is put to a decision. */
export async function drawUpList(
  trx: Transaction,
  partnership: string,
  order: readonly string[],
): Promise<string> {
  allow(trx.actor, 'rank', { kind: 'priority', partnership })
  if (order.length === 0) throw new Refusal('priorities.refused.empty-list', 422)
  if (order.length > mostInList || new Set(order).size !== order.length)
    throw new Refusal('priorities.refused.long-list', 422, { most: mostInList })
  const known = await prioritiesAmong(trx.db, order)
  for (const id of order) {
    const priority = known.get(id)
    if (!priority || priority.partnership !== partnership || priority.withdrawnAt !== null)
      throw new Refusal('priorities.refused.not-listable', 422)
  }
  const id = newId(trx.at)
  await insertList(trx.db, {
    id,
    partnership,
    drawnUpAt: trx.at,
    priorities: [...order],
    by: trx.actor.kind === 'person' ? trx.actor.person : null,
  })
  return id
}

export type Putting = {
  list: string
  /** Null: decided between meetings. */
  meeting: string | null
  question: string
  background: string
  language: string
}

/** The newest decision that did not carry the same things in the same order: this puts it again. */
function failedBefore(list: List, others: readonly List[]): List | undefined {
  return others.find(
    (each) =>
      stateOf(each, others) === 'not-agreed' &&
      writeOrder(each.priorities) === writeOrder(list.priorities),
  )
}

/**
 * Puts a list to a decision of the partnership. From here its priorities are public and their words
 * kept; each is on the thread, tied to what people said before it and to the decision after it.
 */
export async function putList(trx: Transaction, putting: Putting): Promise<string> {
  const list = await listById(trx.db, putting.list)
  if (!list) throw notFound()
  allow(trx.actor, 'rank', { kind: 'priority', partnership: list.partnership })
  await lockLists(trx.db, list.partnership)
  await lockPriorities(trx.db, list.priorities)
  if (list.decision !== null) throw new Refusal('priorities.refused.put-already', 409)
  const others = await listsOf(trx.db, list.partnership)
  if (others.some((each) => each.decision !== null && each.outcome === null))
    throw new Refusal('priorities.refused.another-put', 409)
  const priorities = await prioritiesAmong(trx.db, list.priorities)
  const ranked = list.priorities.map((id) => priorities.get(id)!)
  if (ranked.some((each) => each.withdrawnAt !== null))
    throw new Refusal('priorities.refused.holds-withdrawn', 409)
  const partnership = await partnershipById(trx.db, list.partnership)
  if (!partnership) throw notFound()
  const w = words(isLanguage(putting.language) ? putting.language : 'en')

  await publish(trx.db, list.priorities, trx.at)
  await stitch(
    trx,
    ...ranked.map(({ id }) => ({ id, partnership: list.partnership, kind: 'priority' })),
  )
  await tieAllGrounds(trx, ranked)
  const decision = await putDecision(trx, {
    partnership: list.partnership,
    meeting: putting.meeting,
    kind: 'ordinary',
    question: putting.question,
    background: putting.background,
    language: putting.language,
    options: [
      { text: w.t('priorities.option.agree'), adopts: true },
      { text: w.t('priorities.option.not'), adopts: false },
    ],
    about: { kind: 'priority-list', id: list.id },
    grounds: ranked.map(({ id }, index) => ({
      node: id,
      note: w.t('priorities.put.place', { place: index + 1 }),
    })),
    parties: [],
    againOf: failedBefore(list, others)?.decision ?? null,
  })
  if (!(await setDecision(trx.db, list.id, decision)))
    throw new Refusal('priorities.refused.put-already', 409)
  await stitch(trx, { id: decision, partnership: list.partnership, kind: 'decision' })
  for (const { id } of ranked) await tie(trx, id, decision, 'put-to')
  await record(trx, {
    partnership: list.partnership,
    act: 'priorities-put',
    subject: { kind: 'priority-list', id: list.id },
    body: {
      decision,
      count: ranked.length,
      priorities: ranked.map(({ id, title, why, strengths }, index) => ({
        place: index + 1,
        id,
        title,
        why,
        strengths,
      })),
    },
  })
  return decision
}
