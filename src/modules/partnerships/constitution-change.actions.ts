import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { words, type Language } from '../../ui/words/index.ts'
import { addDays, dayOf } from '../places/index.ts'
import { changedRules, type Rules } from './constitution.ts'
import { constitutionOf, rulesAsColumns } from './constitution.sql.ts'
import { putDecision } from './decision.actions.ts'
import type { Meeting } from './meeting.ts'
import { meetingById } from './meeting.sql.ts'

export type Proposing = {
  partnership: string
  meeting: string
  rules: Rules
  why: string
  language: Language
}

/** The last day on which notice of a meeting still announces a change to the rules in time. */
export const announceBy = (meeting: Meeting, rules: Pick<Rules, 'changeNoticeDays'>): string =>
  addDays(dayOf(meeting.startsAt), -rules.changeNoticeDays)

/** Whether a change to the rules can still be put to a meeting: its agenda is open and there is time to announce it. */
export const maySettleRules = (
  meeting: Meeting,
  rules: Pick<Rules, 'changeNoticeDays'>,
  today: string,
): boolean =>
  meeting.notice === null && meeting.cancelled === null && announceBy(meeting, rules) >= today

/**
 * Puts a change of the rules to a meeting, as a question like any other. Only what would be different
 * is proposed, so that two changes do not undo each other. Returns the decision's id.
 */
export async function proposeRules(trx: Transaction, proposing: Proposing): Promise<string> {
  const { partnership, rules } = proposing
  const now = await constitutionOf(trx.db, partnership, trx.at)
  if (!now) throw notFound()
  const changed = changedRules(now, rules)
  if (changed.length === 0) throw new Refusal('constitution.change.nothing', 422)
  const meeting = await meetingById(trx.db, proposing.meeting)
  if (
    !meeting ||
    meeting.partnership !== partnership ||
    !maySettleRules(meeting, now, dayOf(trx.at))
  )
    throw new Refusal('constitution.change.meeting.wrong', 422)
  const before = rulesAsColumns(now)
  const proposal = Object.fromEntries(
    Object.entries(rulesAsColumns(rules)).filter(
      ([column, value]) => before[column as keyof typeof before] !== value,
    ),
  )
  const w = words(proposing.language)
  return putDecision(trx, {
    partnership,
    meeting: meeting.id,
    kind: 'constitution',
    question: w.t('constitution.resident.change.question'),
    background: proposing.why,
    language: proposing.language,
    options: [
      { text: w.t('constitution.resident.change.yes'), adopts: true },
      { text: w.t('constitution.resident.change.no'), adopts: false },
    ],
    grounds: [],
    parties: [],
    proposal,
  })
}
