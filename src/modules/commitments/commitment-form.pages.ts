import { z } from 'zod'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { input } from '../../ui/components/input.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import {
  given,
  membersHeader,
  problemAt,
  titled,
  type Partnership,
  type Sent,
} from '../partnerships/index.ts'
import {
  address,
  dayBoxes,
  dayField,
  optional,
  required,
  typedDay,
} from './commitment-entry.pages.ts'
import { dayProblem } from './commitment.actions.ts'
import { longestPromise, longestRole } from './commitment.ts'
import type { NamingResponsible } from './responsible.ts'

/** Whoever answers for a promise, as typed. */
export const responsibleShape = {
  name: required('commitments.refused.name', longestRole),
  role: required('commitments.refused.role', longestRole),
  myself: optional(3),
  address,
}

export const asResponsible = (typed: {
  name: string
  role: string
  myself: string
  address: string
}): NamingResponsible => ({
  name: typed.name,
  role: typed.role,
  myself: typed.myself === 'yes',
  address: typed.address,
})

/** The parts of a promise, as typed; read and checked by `readPromise`. */
export const promiseShape = {
  promise: required('commitments.refused.promise', longestPromise),
  ...dayBoxes('due'),
  ...dayBoxes('review'),
  ...responsibleShape,
}

const promiseForm = z.object(promiseShape)
export type TypedPromise = z.output<typeof promiseForm>

/** The days of a promise, or what is wrong with each; `today` is the day it is. */
export function readPromise(
  typed: TypedPromise,
  today: string,
): {
  errors: Record<string, Key>
  promise: { what: string; dueOn: string; reviewOn: string; responsible: NamingResponsible }
} {
  const dueOn = typedDay(typed, 'due')
  const reviewOn = typedDay(typed, 'review')
  const errors: Record<string, Key> = {}
  if (!dueOn) errors['due'] = 'commitments.refused.day'
  else if (dueOn <= today) errors['due'] = 'commitments.refused.day-past'
  const wrong = reviewOn ? dayProblem(reviewOn, today) : 'commitments.refused.day'
  if (wrong !== undefined) errors['review'] = wrong as Key
  return {
    errors,
    promise: {
      what: typed.promise,
      dueOn: dueOn ?? '',
      reviewOn: reviewOn ?? '',
      responsible: asResponsible(typed),
    },
  }
}

export function responsibleFields(w: Words, sent: Sent): Html {
  return html`${input({ words: w, name: 'name', label: w.t('commitments.form.name'), hint: w.t('commitments.form.name.hint'), value: given(sent, 'name'), autocomplete: 'off', ...problemAt(w, sent, 'name') })}
    ${input({ words: w, name: 'role', label: w.t('commitments.form.role'), hint: w.t('commitments.form.role.hint'), value: given(sent, 'role'), ...problemAt(w, sent, 'role') })}
    ${checkboxes({ words: w, name: 'myself', classes: 'govuk-checkboxes--small', values: given(sent, 'myself') === 'yes' ? ['yes'] : [], items: [{ value: 'yes', text: w.t('commitments.form.myself') }] })}
    ${input({ words: w, name: 'address', type: 'email', label: w.t('commitments.form.reminders'), hint: w.t('commitments.form.reminders.hint'), value: given(sent, 'address'), spellcheck: false, attributes: { dir: 'ltr' }, ...problemAt(w, sent, 'address') })}`
}

/** What will be true by when, who answers for it and when it is looked at again. */
export function promiseFields(w: Words, sent: Sent, preset: { what?: string } = {}): Html {
  return html`${textarea({ words: w, name: 'promise', rows: 3, label: w.t('commitments.form.promise'), hint: w.t('commitments.form.promise.hint'), value: given(sent, 'promise') ?? preset.what, ...problemAt(w, sent, 'promise') })}
    ${dayField(w, sent, 'due', w.t('commitments.form.due'), w.t('commitments.form.due.hint'))}
    ${dayField(w, sent, 'review', w.t('commitments.form.review'), w.t('commitments.form.review.hint'))}
    ${responsibleFields(w, sent)}`
}

/** What a form of whoever speaks for an organisation tells the frame. */
export function formHead(
  w: Words,
  partnership: Partnership,
  sent: Sent,
  title: string,
  back: { href: string; text: string },
): Head {
  return {
    title: titled(w, sent, title),
    width: 'reading',
    back,
    ...(Object.keys(sent.errors).length > 0 ? { status: 422 as const } : {}),
    ...membersHeader(partnership, w),
  }
}
