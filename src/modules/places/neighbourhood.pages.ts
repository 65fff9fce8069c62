import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { createLimit, link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { filterForm } from '../../ui/components/filter-form.ts'
import { input } from '../../ui/components/input.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import { isDay } from './calendar.ts'
import { nameIn } from './name.ts'
import { drawNeighbourhood } from './neighbourhood.actions.ts'
import { neighbourhoodName, type DrawnNeighbourhood } from './neighbourhood.ts'
import { drawnBy, findNeighbourhoods, neighbourhoodById } from './neighbourhood.sql.ts'
import { organisationName, type Organisation } from './organisation.ts'
import { organisationsServing } from './organisation.sql.ts'
import { requirePerson } from './person.ts'
import type { Population } from './population.ts'
import { dimensionsOf, populationOf } from './population.sql.ts'
import { holdsPostcode, outwardCode } from './postcode.ts'
import { routes } from './routes.ts'
import { field, problems, titled, untouched, type Sent } from './sent.pages.ts'

const noPostcode = (text: string) => !holdsPostcode(text)

const form = z.object({
  name: z
    .string('places.neighbourhood.name.missing')
    .min(1, 'places.neighbourhood.name.missing')
    .max(120, 'places.neighbourhood.name.long')
    .refine(noPostcode, 'places.refused.postcode'),
  cy: z
    .string()
    .max(120, 'places.neighbourhood.name.long')
    .refine(noPostcode, 'places.refused.postcode')
    .default(''),
  description: z
    .string()
    .max(2000, 'places.neighbourhood.description.long')
    .refine(noPostcode, 'places.refused.postcode')
    .default(''),
  postcode: z
    .string()
    .refine(
      (typed) => typed === '' || outwardCode(typed) !== null,
      'places.neighbourhood.postcode.wrong',
    )
    .default(''),
})

/** The neighbourhoods here: what they are made of, who serves them, and drawing one's own. */
export function neighbourhoodPages(system: System): Hono<Env> {
  const limit = createLimit(system.clock, { burst: 20, perMinute: 1 })
  const today = () => system.clock.now().toISOString().slice(0, 10)

  return new Hono<Env>()
    .get(routes.neighbourhoods, async (c) => {
      const w = words(c.get('visit').language as Language)
      const typed = (c.req.query('find') ?? '').trim().slice(0, 100)
      const outward = outwardCode(typed)
      if (outward !== null && outward !== typed)
        return c.redirect(link(routes.neighbourhoods, undefined, { find: outward }), 303)
      const found = await findNeighbourhoods(
        system.db,
        outward === null ? { name: typed } : { outward },
      )
      const add = { href: routes.newNeighbourhood, text: w.t('places.list.add') }
      const title = w.t('places.list.title')
      const body = html`<h1>${title}</h1>
        <p class="lead">${w.t('places.list.lead')}</p>
        ${filterForm({
          words: w,
          action: routes.neighbourhoods,
          fields: input({
            words: w,
            name: 'find',
            label: w.t('places.list.find'),
            hint: w.t('places.list.find.hint'),
            value: typed,
          }),
          ...(typed === '' ? {} : { clear: routes.neighbourhoods }),
        })}
        ${
          found.length === 0
            ? emptyState({
                title: w.t('places.list.none'),
                text: w.t('places.list.none.text'),
                action: add,
              })
            : html`<ul class="govuk-list">${found.map(
                (each) =>
                  html`<li><a href="${link(routes.neighbourhood, { neighbourhood: each.id })}">${neighbourhoodName(each, w.language)}</a></li>`,
              )}</ul><p>${button({ ...add, classes: 'govuk-button--secondary' })}</p>`
        }`
      return c.render(body, { title, width: 'reading' } satisfies Head)
    })
    .get(routes.newNeighbourhood, (c) => {
      const visit = c.get('visit')
      requirePerson(visit.actor)
      const w = words(visit.language as Language)
      return c.render(draw(w, untouched), {
        title: w.t('places.neighbourhood.new.title'),
        width: 'reading',
      } satisfies Head)
    })
    .post(routes.neighbourhoods, async (c) => {
      const visit = c.get('visit')
      limit(requirePerson(visit.actor) ?? '')
      const w = words(visit.language as Language)
      const read = await readForm(c, form)
      if (!read.ok)
        return c.render(draw(w, read), {
          title: titled(w, read, w.t('places.neighbourhood.new.title')),
          width: 'reading',
          status: 422,
        } satisfies Head)
      const { name, cy, description, postcode } = read.value
      const id = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        drawNeighbourhood(trx, {
          name,
          translations: cy === '' ? {} : { cy },
          description,
          postcodes: [postcode],
        }),
      )
      return c.redirect(link(routes.neighbourhood, { neighbourhood: id }), 303)
    })
    .get(routes.neighbourhood, async (c) => {
      const visit = c.get('visit')
      const w = words(visit.language as Language)
      const neighbourhood = await neighbourhoodById(system.db, c.req.param('neighbourhood'))
      if (!neighbourhood) throw notFound()
      const asked = c.req.query('on') ?? ''
      const day = isDay(asked) ? asked : today()
      const [bodies, dimensions, drawer] = await Promise.all([
        organisationsServing(
          system.db,
          neighbourhood.areas.map((area) => area.id),
          day,
        ),
        dimensionsOf(system.db, neighbourhood.id),
        drawnBy(system.db, neighbourhood.id),
      ])
      const populations = await Promise.all(
        dimensions.map((dimension) => populationOf(system.db, neighbourhood.id, dimension)),
      )
      const own = visit.actor.kind === 'person' && visit.actor.person === drawer
      const name = neighbourhoodName(neighbourhood, w.language)
      const { outwardCodes } = neighbourhood
      const body = html`<p class="kicker">${w.t('places.neighbourhood.kicker')}</p>
        <h1>${name}</h1>
        ${neighbourhood.description ? html`<p class="lead">${neighbourhood.description}</p>` : null}
        ${outwardCodes.length > 0 ? html`<p>${w.t('places.neighbourhood.postcodes', { codes: w.list(outwardCodes) })}</p>` : null}
        <h2>${w.t('places.neighbourhood.areas')}</h2>
        ${areaTable(w, neighbourhood)}
        ${
          own
            ? html`<p>${button({ href: link(routes.neighbourhoodAreas, { neighbourhood: neighbourhood.id }), text: w.t('places.neighbourhood.areas.change'), classes: 'govuk-button--secondary' })}</p>`
            : null
        }
        ${populations.some((each) => each !== null) ? html`<h2>${w.t('places.neighbourhood.people')}</h2>` : null}
        ${populations.filter((each) => each !== null).map((each) => populationTable(w, each))}
        <h2>${day === today() ? w.t('places.neighbourhood.organisations') : w.t('places.neighbourhood.organisations.on', { day: w.date(day) })}</h2>
        ${bodyList(w, bodies)}`
      return c.render(body, {
        title: name,
        width: 'wide',
        invented: neighbourhood.invented,
      } satisfies Head)
    })
}

function draw(w: Words, sent: Sent): Html {
  return html`${problems(w, sent)}
    <h1>${w.t('places.neighbourhood.new.title')}</h1>
    <p>${w.t('places.list.lead')}</p>
    <form method="post" action="${routes.neighbourhoods}" novalidate>
      ${input({ ...field(w, sent, 'name'), label: w.t('places.neighbourhood.name'), hint: w.t('places.neighbourhood.name.hint'), maxlength: 120 })}
      ${input({ ...field(w, sent, 'cy'), label: w.t('places.neighbourhood.name.cy'), maxlength: 120, attributes: { lang: 'cy' } })}
      ${textarea({ ...field(w, sent, 'description'), label: w.t('places.neighbourhood.description'), hint: w.t('places.neighbourhood.description.hint') })}
      ${input({ ...field(w, sent, 'postcode'), label: w.t('places.neighbourhood.postcode'), hint: w.t('places.neighbourhood.postcode.hint'), classes: 'govuk-input--width-5', attributes: { dir: 'ltr' } })}
      ${button({ text: w.t('places.neighbourhood.go'), preventDoubleClick: true })}
    </form>`
}

function areaTable(w: Words, neighbourhood: DrawnNeighbourhood): Html {
  if (neighbourhood.areas.length === 0)
    return html`<p>${w.t('places.neighbourhood.areas.none')}</p>`
  return dataTable({
    words: w,
    id: 'areas',
    caption: w.t('places.neighbourhood.areas'),
    columns: (['name', 'kind', 'code', 'source'] as const).map((key) => ({
      key,
      text: w.t(`places.neighbourhood.area.${key}`),
    })),
    rows: neighbourhood.areas.map((area) => [
      nameIn(area.name, w.language),
      nameIn(area.kindName, w.language),
      html`<bdi>${area.code}</bdi>`,
      area.source,
    ]),
  })
}

/** Published counts of whole areas, each with its source and date. */
function populationTable(w: Words, population: Population): Html {
  return dataTable({
    words: w,
    id: `people-${population.dimension}`,
    caption: html`${population.dimension.replaceAll('-', ' ')} (${w.t(
      'places.neighbourhood.people.source',
      { source: w.list(population.sources), vintage: w.date(population.vintage) },
    )})`,
    columns: [
      { key: 'category', text: w.t('places.neighbourhood.area.kind') },
      { key: 'people', text: w.t('places.neighbourhood.people.count'), numeric: true },
    ],
    rows: [
      ...population.categories.map((each) => [each.category, w.number(each.people)]),
      [w.t('places.neighbourhood.people.total'), w.number(population.people)],
    ],
  })
}

function bodyList(w: Words, bodies: readonly Organisation[]): Html {
  if (bodies.length === 0)
    return html`<p>${w.t('places.neighbourhood.organisations.none')} <a href="${routes.organisations}">${w.t('places.organisations.title')}</a></p>`
  return html`<ul class="govuk-list">${bodies.map(
    (each) =>
      html`<li><a href="${link(routes.organisation, { organisation: each.id })}">${organisationName(each, w.language)}</a> <span class="soft">${nameIn(each.kind.name, w.language)}</span></li>`,
  )}</ul>`
}
