import type { Database, Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { addJob } from '../../platform/jobs/index.ts'
import { record } from '../../platform/ledger/index.ts'
import { stitch } from '../../platform/thread/index.ts'
import { bankHolidays, dayOf } from '../places/index.ts'
import { agendaOf, changesRules, insertItem, waitingDecisions } from './agenda.sql.ts'
import { constitutionOf } from './constitution.sql.ts'
import { foundDecision, personOf, stitchDecision } from './decision.actions.ts'
import { heldDraft } from './meeting.actions.ts'
import type { Meeting } from './meeting.ts'
import { insertNotice } from './notice.sql.ts'
import { noticeAsked, noticeGiven, type NoticeAsked, type NoticeGiven } from './notice.ts'

/** What notice a meeting needs, and what it would be given if it were sent at this moment. */
export async function noticeNow(
  db: Database,
  meeting: Meeting,
  nation: string,
  now: Date,
): Promise<{ asked: NoticeAsked; given: NoticeGiven; changesRules: boolean }> {
  const [rules, changing, holidays] = await Promise.all([
    constitutionOf(db, meeting.partnership, now),
    changesRules(db, meeting.id),
    bankHolidays(db, nation),
  ])
  if (!rules) throw new Refusal('meetings.refused.no-rules', 409)
  const asked = noticeAsked(rules, { yearly: meeting.yearly, changesRules: changing })
  return {
    asked,
    given: noticeGiven(dayOf(now), dayOf(meeting.startsAt), asked, holidays),
    changesRules: changing,
  }
}

/**
 * Sends notice: the meeting and its agenda are public and stand fast, and every member is written to.
 * Short notice needs a reason, which is public too; a change of the rules cannot be made at short
 * notice at all.
 */
export async function sendNotice(
  trx: Transaction,
  id: string,
  nation: string,
  reason: string,
): Promise<void> {
  const meeting = await heldDraft(trx, id)
  if (meeting.startsAt <= trx.at) throw new Refusal('meetings.refused.past', 409)
  await addDecisionsPutHere(trx, meeting)
  const items = await agendaOf(trx.db, id)
  if (items.length === 0) throw new Refusal('meetings.refused.no-agenda', 422)
  const { asked, given, changesRules } = await noticeNow(trx.db, meeting, nation, trx.at)
  if (changesRules && !given.advertised)
    throw new Refusal('meetings.refused.rules-too-late', 409, { days: asked.advertisedDays })
  if (!given.enough && reason === '') throw new Refusal('meetings.refused.short', 422)
  await insertNotice(trx.db, {
    meeting: id,
    at: trx.at,
    by: personOf(trx),
    clearDays: given.clearDays,
    askedDays: asked.clearDays,
    reason: given.enough ? null : reason,
  })
  await stitch(trx, { id, partnership: meeting.partnership, kind: 'meeting' })
  for (const { decision } of items)
    if (decision) await stitchDecision(trx, await foundDecision(trx, decision))
  await record(trx, {
    partnership: meeting.partnership,
    act: 'notice-sent',
    subject: { kind: 'meeting', id },
    body: {
      title: meeting.title,
      day: dayOf(meeting.startsAt),
      startsAt: meeting.startsAt.toISOString(),
      clearDays: given.clearDays,
      askedDays: asked.clearDays,
      items: items.map((each) => each.title),
      ...(given.enough ? {} : { reason }),
    },
  })
  await addJob(trx, 'tell-of-meeting', { meeting: id, kind: 'notice' })
}

/** Whoever put a question to this meeting meant it to be on its agenda. */
async function addDecisionsPutHere(trx: Transaction, meeting: Meeting): Promise<void> {
  const waiting = await waitingDecisions(trx.db, meeting.partnership, meeting.id)
  const items = await agendaOf(trx.db, meeting.id)
  let position = items.at(-1)?.position ?? 0
  for (const each of waiting.filter(({ here, failed }) => here && !failed)) {
    position += 1
    await insertItem(trx.db, {
      id: newId(trx.at),
      meeting: meeting.id,
      position,
      title: each.question,
      note: '',
      decision: each.id,
      node: null,
    })
  }
}
