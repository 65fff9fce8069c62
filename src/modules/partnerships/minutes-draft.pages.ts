import type { Words } from '../../ui/words/index.ts'
import type { AgendaItem } from './agenda.ts'
import { isMistake, type Attender, type Stay } from './attendance.ts'
import { isOutcome } from './decision.ts'
import type { Meeting } from './meeting.ts'
import { quoted } from './minutes.ts'
import type { Decided } from './minutes.sql.ts'

export type Happened = {
  meeting: Meeting
  items: readonly AgendaItem[]
  decided: readonly Decided[]
  members: readonly Attender[]
  stays: readonly Stay[]
}

/**
 * Minutes as they can be written from what happened, for somebody to read over: who was there by
 * numbers, since names are for members; each matter; each question with its outcome, its count and
 * what those who dissented said.
 */
export function draftOf(w: Words, { meeting, items, decided, members, stays }: Happened): string {
  const came = new Map(
    stays.filter((each) => !isMistake(each)).map((each) => [each.member, each.channel] as const),
  )
  const of = (standing: string) =>
    members.filter((each) => each.standing === standing && came.has(each.member)).length
  const ways = (channel: string) => [...came.values()].filter((each) => each === channel).length
  const interests = decided.filter((each) => interested(each) > 0)
  const onAgenda = new Set(items.map((each) => each.decision))
  const byId = new Map(decided.map((each) => [each.id, each]))
  const lines = [
    w.t('meetings.draft.when', {
      day: w.date(meeting.startsAt, 'weekday'),
      starts: w.time(meeting.startsAt),
      ends: w.time(meeting.endsAt),
      place: meeting.place,
    }),
    '',
    `## ${w.t('meetings.draft.there')}`,
    '',
    w.t('meetings.draft.counts', {
      people: came.size,
      members: members.length,
      residents: of('resident'),
      organisations: of('organisation'),
    }),
    w.t('meetings.draft.ways', {
      room: ways('room'),
      phone: ways('phone'),
      screen: ways('screen'),
      paper: ways('paper'),
    }),
    '',
    `## ${w.t('meetings.item.interests')}`,
    '',
    ...(interests.length === 0
      ? [w.t('meetings.draft.no-interests')]
      : interests.map(
          (each) =>
            `- ${w.t('meetings.draft.interest', { people: interested(each), question: each.question })}`,
        )),
    ...items.flatMap((item, index) => {
      const asked = item.decision ? byId.get(item.decision) : undefined
      return [
        '',
        `## ${index + 1}. ${item.title}`,
        '',
        ...(item.note === '' ? [] : [item.note, '']),
        ...(asked ? outcome(w, asked) : [w.t('meetings.draft.said')]),
      ]
    }),
    ...decided
      .filter((each) => !onAgenda.has(each.id))
      .flatMap((each) => ['', `## ${each.question}`, '', ...outcome(w, each)]),
  ]
  return `${lines.join('\n').trim()}\n`
}

/** Everybody whom an interest kept from voting, however it was declared. */
function interested({ count, interests }: Decided): number {
  if (!count) return interests
  return ['declared', 'speaks-for', 'interest'].reduce(
    (sum, why) => sum + (count.excluded[why] ?? 0),
    0,
  )
}

function outcome(w: Words, asked: Decided): string[] {
  const { count } = asked
  if (!isOutcome(asked.outcome) || !count) return [w.t('meetings.draft.undecided')]
  const text = new Map(asked.options.map((each) => [each.id, each.text]))
  return [
    w.t(`meetings.outcome.${asked.outcome}`, { option: asked.chosen ?? '' }),
    '',
    ...count.options.map(
      (each) =>
        `- ${w.t('meetings.draft.votes', { option: text.get(each.option) ?? '', votes: each.votes, residents: each.residents })}`,
    ),
    `- ${w.t('meetings.draft.abstained', { abstained: count.abstained })}`,
    '',
    w.t('meetings.draft.quorum', {
      taking: count.takingPart,
      residents: count.residentsTakingPart,
      quorum: count.quorum,
    }),
    ...(asked.dissent.length === 0
      ? []
      : [
          '',
          w.t('meetings.draft.dissent', { people: asked.dissent.length }),
          ...asked.dissent.flatMap((each) => ['', quoted(each.text)]),
        ]),
  ]
}
