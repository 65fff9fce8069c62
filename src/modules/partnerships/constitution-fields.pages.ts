import { z } from 'zod'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { input } from '../../ui/components/input.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import type { Rules } from './constitution.ts'
import { error, one, type Sent } from './problem.pages.ts'

const whole = (least: number, most: number, key: Key) =>
  z
    .string(key)
    .regex(/^\d{1,4}$/, key)
    .transform(Number)
    .refine((count) => count >= least && count <= most, key)

const orNothing = (least: number, most: number, key: Key) =>
  z
    .string()
    .default('')
    .refine((text) => /^\d{0,4}$/.test(text), key)
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((count) => count === null || (count >= least && count <= most), key)

/** The rules as a form sends them. */
export const rulesShape = {
  minimumMembers: whole(1, 500, 'constitution.wrong.minimum-members'),
  residentShareOfMembers: whole(50, 99, 'constitution.wrong.share'),
  residentShareOfVotes: whole(50, 99, 'constitution.wrong.share'),
  quorumShare: orNothing(1, 100, 'constitution.wrong.quorum-share'),
  residentQuorum: orNothing(1, 500, 'constitution.wrong.resident-quorum'),
  carryingShare: whole(50, 99, 'constitution.wrong.share'),
  changeShare: whole(50, 99, 'constitution.wrong.share'),
  noticeDays: whole(0, 90, 'constitution.wrong.days'),
  changeNoticeDays: whole(0, 90, 'constitution.wrong.days'),
  termMonths: orNothing(1, 240, 'constitution.wrong.term-months'),
  yearlyMeeting: z
    .string()
    .optional()
    .transform((said) => said === 'yes'),
  other: z.string().max(4000, 'constitution.wrong.other').default(''),
}

/** Rules as the form shows them. */
export function rulesGiven(rules: Rules): Sent {
  const text = (count: number | null) => (count === null ? '' : String(count))
  return {
    given: {
      minimumMembers: text(rules.minimumMembers),
      residentShareOfMembers: text(rules.residentShareOfMembers),
      residentShareOfVotes: text(rules.residentShareOfVotes),
      quorumShare: text(rules.quorumShare),
      residentQuorum: text(rules.residentQuorum),
      carryingShare: text(rules.carryingShare),
      changeShare: text(rules.changeShare),
      noticeDays: text(rules.noticeDays),
      changeNoticeDays: text(rules.changeNoticeDays),
      termMonths: text(rules.termMonths),
      ...(rules.yearlyMeeting ? { yearlyMeeting: 'yes' } : {}),
      other: rules.other,
    },
    errors: {},
  }
}

export function rulesFields(w: Words, sent: Sent): Html {
  const number = (
    name: keyof typeof rulesShape,
    label: Key,
    hint: Key,
    ending?: 'constitution.per-cent' | 'constitution.days' | 'constitution.months',
  ) =>
    input({
      words: w,
      name,
      label: { text: w.t(label), classes: 'govuk-label--s' },
      hint: w.t(hint),
      value: one(sent, name),
      inputmode: 'numeric',
      classes: 'govuk-input--width-3',
      ...(ending ? { suffix: w.t(ending) } : {}),
      ...error(w, sent, name),
    })
  const group = (legend: Key, fields: Html) =>
    html`<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${w.t(legend)}</legend>${fields}</fieldset>`
  return html`${group(
    'constitution.fields.board',
    html`${number('minimumMembers', 'constitution.field.minimum-members', 'constitution.field.minimum-members.hint')}
      ${number('residentShareOfMembers', 'constitution.field.resident-share-of-members', 'constitution.field.share.hint', 'constitution.per-cent')}
      ${number('termMonths', 'constitution.field.term-months', 'constitution.field.term-months.hint', 'constitution.months')}`,
  )}${group(
    'constitution.fields.deciding',
    html`${number('quorumShare', 'constitution.field.quorum-share', 'constitution.field.quorum-share.hint', 'constitution.per-cent')}
      ${number('residentQuorum', 'constitution.field.resident-quorum', 'constitution.field.resident-quorum.hint')}
      ${number('residentShareOfVotes', 'constitution.field.resident-share-of-votes', 'constitution.field.share.hint', 'constitution.per-cent')}
      ${number('carryingShare', 'constitution.field.carrying-share', 'constitution.field.share.hint', 'constitution.per-cent')}`,
  )}${group(
    'constitution.fields.meeting',
    html`${number('noticeDays', 'constitution.field.notice-days', 'constitution.field.notice-days.hint', 'constitution.days')}
      ${checkboxes({
        words: w,
        name: 'yearlyMeeting',
        values: one(sent, 'yearlyMeeting') ? ['yes'] : [],
        items: [
          {
            value: 'yes',
            text: w.t('constitution.field.yearly-meeting'),
            hint: w.t('constitution.field.yearly-meeting.hint'),
          },
        ],
      })}`,
  )}${group(
    'constitution.fields.changing',
    html`${number('changeShare', 'constitution.field.change-share', 'constitution.field.share.hint', 'constitution.per-cent')}
      ${number('changeNoticeDays', 'constitution.field.change-notice-days', 'constitution.field.change-notice-days.hint', 'constitution.days')}`,
  )}${textarea({
    words: w,
    name: 'other',
    label: { text: w.t('constitution.field.other'), classes: 'govuk-label--m' },
    hint: w.t('constitution.field.other.hint'),
    value: one(sent, 'other'),
    ...error(w, sent, 'other'),
  })}`
}
