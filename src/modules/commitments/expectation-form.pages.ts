import { z } from 'zod'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { input } from '../../ui/components/input.ts'
import { select } from '../../ui/components/select.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import {
  allGiven,
  given,
  problemAt,
  problems,
  type Partnership,
  type Sent,
} from '../partnerships/index.ts'
import { organisationName, type Organisation } from '../places/index.ts'
import {
  address,
  dayBoxes,
  dayField,
  optional,
  required,
  typedDay,
} from './commitment-entry.pages.ts'
import type { Ground } from './expectation-ground.sql.ts'
import { longestWhat, longestWhy } from './expectation.ts'

/** What is typed, read and checked; `today` is the day it is. */
export const expectationForm = (today: string) =>
  z
    .object({
      organisation: required('commitments.refused.organisation', 36),
      what: required('commitments.refused.what', longestWhat),
      why: required('commitments.refused.why', longestWhy),
      priority: optional(36),
      grounds: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
      ground: optional(500),
      ...dayBoxes('answer'),
      address,
    })
    .transform((typed, ctx) => {
      const answerBy = typedDay(typed, 'answer')
      const wrong = !answerBy
        ? 'commitments.refused.day'
        : answerBy <= today
          ? 'commitments.refused.day-past'
          : undefined
      if (!answerBy || wrong !== undefined) {
        ctx.addIssue({ code: 'custom', path: ['answer'], message: wrong ?? '' })
        return z.NEVER
      }
      const { organisation, what, why, priority, grounds, ground } = typed
      return {
        organisation,
        what,
        why,
        priority: priority === '' ? null : priority,
        grounds,
        ground,
        address: typed.address,
        answerBy,
      }
    })

export type ExpectationFields = {
  partnership: Partnership
  organisations: readonly Organisation[]
  offered: readonly Ground[]
  action: string
  /** The day that the boxes start with. */
  answerBy: string
  go: string
}

/** The form that an expectation is drafted with, as it was sent if it was. */
export function expectationFields(w: Words, sent: Sent, fields: ExpectationFields): Html {
  const { organisations, offered } = fields
  const priorities = offered.filter(({ kind }) => kind === 'priority')
  const statements = offered.filter(({ kind }) => kind === 'statement')
  const ticked = allGiven(sent, 'grounds')
  return html`${problems(w, sent)}<form method="post" action="${fields.action}" novalidate>
    ${select({
      words: w,
      name: 'organisation',
      label: w.t('commitments.form.organisation'),
      hint: w.t('commitments.form.organisation.hint'),
      value: given(sent, 'organisation') ?? '',
      items: [
        { value: '', text: w.t('commitments.form.choose') },
        ...organisations.map((each) => ({
          value: each.id,
          text: organisationName(each, w.language),
        })),
      ],
      ...problemAt(w, sent, 'organisation'),
    })}
    ${textarea({ words: w, name: 'what', rows: 3, label: w.t('commitments.form.what'), hint: w.t('commitments.form.what.hint'), value: given(sent, 'what'), ...problemAt(w, sent, 'what') })}
    ${textarea({ words: w, name: 'why', rows: 4, label: w.t('commitments.form.why'), hint: w.t('commitments.form.why.hint'), value: given(sent, 'why'), ...problemAt(w, sent, 'why') })}
    ${
      priorities.length === 0
        ? null
        : select({
            words: w,
            name: 'priority',
            label: w.t('commitments.form.priority'),
            hint: w.t('commitments.form.priority.hint'),
            value: given(sent, 'priority') ?? '',
            items: [
              { value: '', text: w.t('commitments.form.priority.none') },
              ...priorities.map(({ id, words: text }) => ({ value: id, text })),
            ],
            ...problemAt(w, sent, 'priority'),
          })
    }
    ${
      statements.length === 0
        ? null
        : checkboxes({
            words: w,
            name: 'grounds',
            fieldset: {
              legend: {
                text: w.t('commitments.form.grounds'),
                classes: 'govuk-fieldset__legend--s',
              },
            },
            hint: w.t('commitments.form.grounds.hint'),
            classes: 'govuk-checkboxes--small',
            values: ticked,
            items: statements.map(({ id, words: text }) => ({ value: id, text })),
          })
    }
    ${input({ words: w, name: 'ground', label: w.t('commitments.form.ground'), hint: w.t('commitments.form.ground.hint'), value: given(sent, 'ground'), spellcheck: false, attributes: { dir: 'ltr' }, ...problemAt(w, sent, 'ground') })}
    ${dayField(w, sent, 'answer', w.t('commitments.form.answer-by'), w.t('commitments.form.answer-by.hint'), fields.answerBy)}
    ${input({ words: w, name: 'address', type: 'email', label: w.t('commitments.form.address'), hint: w.t('commitments.form.address.hint'), value: given(sent, 'address'), spellcheck: false, attributes: { dir: 'ltr' }, ...problemAt(w, sent, 'address') })}
    ${button({ text: fields.go })}
  </form>`
}
