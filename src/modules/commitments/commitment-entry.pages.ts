import type { Context } from 'hono'
import { z } from 'zod'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import type { Env, Visit } from '../../platform/web/index.ts'
import { dateInput } from '../../ui/components/date-input.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import {
  isLanguage,
  languages,
  wordsOfPage,
  type Key,
  type Language,
  type Words,
} from '../../ui/words/index.ts'
import {
  given,
  partnershipById,
  problemAt,
  speaksFor,
  type Partnership,
  type Sent,
} from '../partnerships/index.ts'
import { organisationById, organisationName, readDay } from '../places/index.ts'

export type Entered = { partnership: Partnership; w: Words; visit: Visit }

/** The partnership that something with an address of its own belongs to, and the words to speak there. */
export async function enterAt(
  system: System,
  c: Context<Env>,
  partnership: string | undefined,
  ...prefixes: string[]
): Promise<Entered> {
  const found = partnership && (await partnershipById(system.db, partnership))
  if (!found) throw notFound()
  const asked = c.get('visit')
  const w = wordsOfPage(asked.language as Language, ...prefixes)
  const visit = { ...asked, language: w.language }
  c.set('visit', visit)
  return { partnership: found, w, visit }
}

/** What somebody wrote, marked with its language where it is not the page's. */
export function said(text: string, language: string, w: Words): Html {
  if (language === w.language || !isLanguage(language)) return html`${text}`
  return html`<span lang="${language}" dir="${languages[language].direction}">${text}</span>`
}

export async function nameOf(system: System, organisation: string, w: Words): Promise<string> {
  const body = await organisationById(system.db, organisation)
  return body ? organisationName(body, w.language) : ''
}

/** Whether the visitor speaks for an organisation in a partnership. */
export async function speaks(
  system: System,
  { actor }: Visit,
  about: { organisation: string; partnership: string },
): Promise<boolean> {
  return (
    actor.kind === 'person' &&
    (await speaksFor(system.db, actor.person, about.organisation, about.partnership))
  )
}

/** What was done, told on the page that it led to. */
export function doneBanner(w: Words, done: string | undefined, keys: Record<string, Key>): Html {
  const key = done !== undefined && Object.hasOwn(keys, done) ? keys[done] : undefined
  return key ? notificationBanner({ words: w, type: 'success', text: w.t(key) }) : nothing
}

export const required = (key: Key, most: number, long: Key = 'commitments.refused.long') =>
  z.string({ error: key }).min(1, key).max(most, long)
export const optional = (most: number) =>
  z.string().max(most, 'commitments.refused.long').default('')

/** An e-mail address, or nothing. */
export const address = z
  .string()
  .max(254, 'commitments.refused.address')
  .refine(
    (typed) =>
      typed === '' || /^[^\s@<>"(),:;]+@[^\s@<>"(),:;.]+(\.[^\s@<>"(),:;.]+)+$/.test(typed),
    'commitments.refused.address',
  )
  .default('')

/** Three boxes for a day, named after what the day is. */
export const dayBoxes = <Name extends string>(name: Name) =>
  ({
    [`${name}-day`]: z.string().default(''),
    [`${name}-month`]: z.string().default(''),
    [`${name}-year`]: z.string().default(''),
  }) as Record<`${Name}-day` | `${Name}-month` | `${Name}-year`, z.ZodDefault<z.ZodString>>

/** The day that was typed; `null` where the boxes are empty, `undefined` where there is no such day. */
export function typedDay(
  typed: Readonly<Record<string, unknown>>,
  name: string,
): string | null | undefined {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => {
    const value = typed[`${name}-${part}`]
    return typeof value === 'string' ? value : ''
  }) as [string, string, string]
  if (day === '' && month === '' && year === '') return null
  return readDay(day, month, year)
}

export function dayField(
  w: Words,
  sent: Sent,
  name: string,
  legend: string,
  hint?: string,
  preset?: string | null,
): Html {
  const [year, month, day] = (preset ?? '').split('-')
  const touched = Object.keys(sent.given).length > 0
  const value = (part: string, start: string | undefined) =>
    given(sent, `${name}-${part}`) ?? (touched ? '' : String(Number(start) || ''))
  return dateInput({
    words: w,
    id: name,
    namePrefix: name,
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
    ...(hint === undefined ? {} : { hint }),
    values: { day: value('day', day), month: value('month', month), year: value('year', year) },
    ...problemAt(w, sent, name),
  })
}
