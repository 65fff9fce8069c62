import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { createLimit, link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { input } from '../../ui/components/input.ts'
import { radios } from '../../ui/components/radios.ts'
import { select } from '../../ui/components/select.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { isLanguage, languages, words, type Language, type Words } from '../../ui/words/index.ts'
import { allow } from '../people/index.ts'
import {
  bodyKindsAsOf,
  findNeighbourhoods,
  holdsPostcode,
  nations,
  neighbourhoodName,
  organisationCalled,
  outwardCode,
  type BodyKind,
  type Neighbourhood,
} from '../places/index.ts'
import { foundPartnership } from './partnership.actions.ts'
import { all, error, one, problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'
import {
  organisationKindNamed,
  organisationNamed,
  standingFields,
  standingShape,
} from './standing.pages.ts'

export const several = z
  .union([z.string().transform((value) => [value]), z.array(z.string())])
  .default([])

const noPostcode = (text: string) => !holdsPostcode(text)

export const aboutShape = {
  name: z
    .string('partnerships.name.missing')
    .min(1, 'partnerships.name.missing')
    .max(120, 'partnerships.name.long')
    .refine(noPostcode, 'places.refused.postcode'),
  purpose: z
    .string('partnerships.purpose.missing')
    .min(1, 'partnerships.purpose.missing')
    .max(2000, 'partnerships.purpose.long')
    .refine(noPostcode, 'places.refused.postcode'),
  language: z
    .string('partnerships.language.missing')
    .refine(isLanguage, 'partnerships.language.missing'),
  languages: several.transform((chosen) => chosen.filter(isLanguage)),
}

const form = z
  .object({
    ...aboutShape,
    ...standingShape,
    nation: z.enum(nations, 'partnerships.nation.missing'),
    neighbourhood: z.string().default(''),
    place: z
      .string()
      .max(120, 'partnerships.place.long')
      .refine(noPostcode, 'places.refused.postcode')
      .default(''),
    postcode: z.string().max(20, 'partnerships.postcode.wrong').default(''),
  })
  .refine(organisationNamed.holds, organisationNamed)
  .refine(organisationKindNamed.holds, organisationKindNamed)
  .refine((said) => Boolean(said.neighbourhood) || Boolean(said.place), {
    path: ['place'],
    error: 'partnerships.place.missing',
    when: () => true,
  })
  .refine((said) => !said.postcode || outwardCode(said.postcode) !== null, {
    path: ['postcode'],
    error: 'partnerships.postcode.wrong',
    when: () => true,
  })

/** Founding a partnership: one page, six questions. */
export function foundingPages(system: System): Hono<Env> {
  const limit = createLimit(system.clock, { burst: 20, perMinute: 1 })
  const today = () => system.clock.now().toISOString().slice(0, 10)

  async function choices() {
    const [kinds, places] = await Promise.all([
      bodyKindsAsOf(system.db, today()),
      findNeighbourhoods(system.db, { limit: 500 }),
    ])
    return { kinds, places }
  }

  return new Hono<Env>()
    .get(routes.newPartnership, async (c) => {
      const visit = c.get('visit')
      allow(visit.actor, 'found', { kind: 'partnership' })
      const w = words(visit.language as Language)
      return c.render(draw(w, untouched, await choices()), head(w, untouched))
    })
    .post(routes.partnerships, async (c) => {
      const visit = c.get('visit')
      allow(visit.actor, 'found', { kind: 'partnership' })
      if (visit.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
      const { person } = visit.actor
      const w = words(visit.language as Language)
      const read = await readForm(c, form)
      if (!read.ok)
        return c.render(draw(w, read, await choices()), { ...head(w, read), status: 422 })
      limit(person)
      const said = read.value
      const made = await transaction(system.db, visit.actor, system.clock.now(), async (trx) =>
        foundPartnership(trx, {
          name: said.name,
          purpose: said.purpose,
          nation: said.nation,
          languages: [said.language, ...said.languages],
          neighbourhood: said.neighbourhood
            ? { id: said.neighbourhood }
            : { name: said.place, postcodes: [said.postcode] },
          founder: {
            person,
            standing: said.standing,
            organisation:
              said.standing === 'organisation'
                ? await organisationCalled(trx, said.organisation, said.organisationKind)
                : null,
          },
        }),
      )
      return c.redirect(link(routes.front, { slug: made.slug }, { done: 'founded' }), 303)
    })
}

function head(w: Words, sent: Sent): Head {
  return {
    title: titled(w, sent, w.t('partnerships.new.title')),
    width: 'reading',
    back: { href: routes.partnerships, text: w.t('partnerships.list.title') },
  }
}

function draw(
  w: Words,
  sent: Sent,
  { kinds, places }: { kinds: BodyKind[]; places: Neighbourhood[] },
): Html {
  return html`${problems(w, sent)}
    <h1>${w.t('partnerships.new.title')}</h1>
    <p class="lead">${w.t('partnerships.new.lead')}</p>
    <form method="post" action="${routes.partnerships}" novalidate>
      ${aboutFields(w, sent)}
      ${placeFields(w, sent, places)}
      ${radios({
        words: w,
        name: 'nation',
        fieldset: {
          legend: { text: w.t('partnerships.nation.label'), classes: 'govuk-fieldset__legend--m' },
        },
        hint: w.t('partnerships.nation.hint'),
        value: one(sent, 'nation'),
        items: nations.map((nation) => ({
          value: nation,
          text: w.t(`partnerships.nation.${nation}`),
        })),
        ...error(w, sent, 'nation'),
      })}
      ${standingFields(w, sent, kinds, {
        legend: 'partnerships.standing.yours',
        resident: 'partnerships.standing.yours.resident',
        organisation: 'partnerships.standing.yours.organisation',
      })}
      <p>${w.t('partnerships.new.roles')}</p>
      ${button({ text: w.t('partnerships.new.go'), preventDoubleClick: true })}
    </form>`
}

/** Name, purpose and languages: asked when founding and when changing. */
export function aboutFields(w: Words, sent: Sent): Html {
  const spoken = Object.entries(languages)
  return html`${input({
    words: w,
    name: 'name',
    label: { text: w.t('partnerships.name.label'), classes: 'govuk-label--m' },
    hint: w.t('partnerships.name.hint'),
    value: one(sent, 'name'),
    maxlength: 120,
    ...error(w, sent, 'name'),
  })}${textarea({
    words: w,
    name: 'purpose',
    label: { text: w.t('partnerships.purpose.label'), classes: 'govuk-label--m' },
    hint: w.t('partnerships.purpose.hint'),
    value: one(sent, 'purpose'),
    ...error(w, sent, 'purpose'),
  })}${radios({
    words: w,
    name: 'language',
    fieldset: {
      legend: { text: w.t('partnerships.language.first'), classes: 'govuk-fieldset__legend--m' },
    },
    hint: w.t('partnerships.language.hint'),
    value: one(sent, 'language') ?? w.language,
    items: spoken.map(([code, each]) => ({ value: code, text: called(code, each) })),
    ...error(w, sent, 'language'),
  })}${checkboxes({
    words: w,
    name: 'languages',
    fieldset: {
      legend: { text: w.t('partnerships.language.others'), classes: 'govuk-fieldset__legend--m' },
    },
    values: all(sent, 'languages'),
    items: spoken.map(([code, each]) => ({ value: code, text: called(code, each) })),
  })}`
}

const called = (code: string, each: { name: string; direction: string }) =>
  html`<span lang="${code}" dir="${each.direction}">${each.name}</span>`

function placeFields(w: Words, sent: Sent, places: Neighbourhood[]): Html {
  return html`<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${w.t('partnerships.place.legend')}</legend>
    ${
      places.length === 0
        ? null
        : select({
            words: w,
            name: 'neighbourhood',
            label: w.t('partnerships.place.choose'),
            value: one(sent, 'neighbourhood'),
            items: [
              { value: '', text: w.t('partnerships.place.new') },
              ...places.map((place) => ({
                value: place.id,
                text: neighbourhoodName(place, w.language),
              })),
            ],
          })
    }
    ${input({
      words: w,
      name: 'place',
      label: w.t(places.length === 0 ? 'partnerships.place.label' : 'partnerships.place.label.new'),
      hint: w.t('partnerships.place.hint'),
      value: one(sent, 'place'),
      maxlength: 120,
      ...error(w, sent, 'place'),
    })}
    ${input({
      words: w,
      name: 'postcode',
      label: w.t('partnerships.postcode.label'),
      hint: w.t('partnerships.postcode.hint'),
      value: one(sent, 'postcode'),
      classes: 'govuk-input--width-5',
      attributes: { dir: 'ltr' },
      ...error(w, sent, 'postcode'),
    })}</fieldset>`
}
