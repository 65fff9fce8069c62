import { z } from 'zod'
import { input } from '../../ui/components/input.ts'
import { radios } from '../../ui/components/radios.ts'
import { select } from '../../ui/components/select.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import { nameIn, type BodyKind } from '../places/index.ts'
import { error, one, type Sent } from './problem.pages.ts'

/** The organisation somebody stands for. */
export const organisationShape = {
  organisation: z.string().max(160, 'partnerships.organisation.long').default(''),
  organisationKind: z.string().default(''),
}

/** As what somebody joins: a resident, or for an organisation that is named. */
export const standingShape = {
  standing: z.enum(['resident', 'organisation'], 'partnerships.standing.missing'),
  ...organisationShape,
}

type Said = { standing?: string; organisation?: string; organisationKind?: string }

const forBody = ({ standing }: Said) => standing === 'organisation' || standing === 'representative'

/** Whoever stands for an organisation says which, and what kind of body it is. */
export const organisationNamed = {
  path: ['organisation'],
  error: 'partnerships.organisation.missing',
  // Asked even where another answer is wrong, so that all problems are shown at once.
  when: () => true,
  holds: (said: Said) => !forBody(said) || Boolean(said.organisation),
}
export const organisationKindNamed = {
  path: ['organisationKind'],
  error: 'partnerships.organisation.kind.missing',
  when: () => true,
  holds: (said: Said) => !forBody(said) || Boolean(said.organisationKind),
}

export function standingFields(
  words: Words,
  sent: Sent,
  kinds: readonly BodyKind[],
  said: { legend: Key; resident: Key; organisation: Key; representative?: Key },
): Html {
  const chosen = radios({
    words,
    name: 'standing',
    fieldset: { legend: { text: words.t(said.legend), classes: 'govuk-fieldset__legend--m' } },
    hint: words.t('partnerships.standing.hint'),
    value: one(sent, 'standing'),
    ...error(words, sent, 'standing'),
    items: [
      { value: 'resident', text: words.t(said.resident) },
      {
        value: 'organisation',
        text: words.t(said.organisation),
        // Two ways to stand for one share these fields, which then follow both.
        ...(said.representative ? {} : { conditional: organisationFields(words, sent, kinds) }),
      },
      ...(said.representative
        ? [
            {
              value: 'representative',
              text: words.t(said.representative),
              hint: words.t('partnerships.standing.representative.hint'),
            },
          ]
        : []),
    ],
  })
  if (!said.representative) return chosen
  return html`${chosen}<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${words.t('partnerships.organisation.only')}</legend>${organisationFields(words, sent, kinds)}</fieldset>`
}

/** Which organisation, and what kind of body it is. */
export function organisationFields(words: Words, sent: Sent, kinds: readonly BodyKind[]): Html {
  return html`${input({
    words,
    name: 'organisation',
    label: words.t('partnerships.organisation.label'),
    value: one(sent, 'organisation'),
    autocomplete: 'organization',
    ...error(words, sent, 'organisation'),
  })}${select({
    words,
    name: 'organisationKind',
    label: words.t('partnerships.organisation.kind'),
    value: one(sent, 'organisationKind'),
    items: [
      { value: '', text: words.t('partnerships.choose') },
      ...kinds.map((kind) => ({
        value: kind.code,
        text: nameIn(kind.name, words.language),
      })),
    ],
    ...error(words, sent, 'organisationKind'),
  })}`
}
