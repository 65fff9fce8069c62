import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { filterForm } from '../../ui/components/filter-form.ts'
import { input } from '../../ui/components/input.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import type { Area } from './area.ts'
import { findAreas } from './area.sql.ts'
import { nameIn } from './name.ts'
import { redrawNeighbourhood } from './neighbourhood.actions.ts'
import { neighbourhoodName, type DrawnNeighbourhood } from './neighbourhood.ts'
import { drawnBy, neighbourhoodById } from './neighbourhood.sql.ts'
import { requirePerson } from './person.ts'
import { routes } from './routes.ts'

const chosen = z.object({
  areas: z.union([z.uuid().transform((id) => [id]), z.array(z.uuid())]).default([]),
})

/** Drawing a neighbourhood out of official areas, for whoever drew it first. */
export function neighbourhoodAreaPages(system: System): Hono<Env> {
  const today = () => system.clock.now().toISOString().slice(0, 10)

  return new Hono<Env>()
    .get(routes.neighbourhoodAreas, async (c) => {
      const visit = c.get('visit')
      const w = words(visit.language as Language)
      const person = requirePerson(visit.actor)
      const neighbourhood = await neighbourhoodById(system.db, c.req.param('neighbourhood'))
      if (!neighbourhood) throw notFound()
      if (person !== (await drawnBy(system.db, neighbourhood.id))) throw notAllowed()
      const typed = (c.req.query('find') ?? '').trim().slice(0, 100)
      const found = typed === '' ? [] : await findAreas(system.db, typed, today())
      const title = w.t('places.areas.title', {
        name: neighbourhoodName(neighbourhood, w.language),
      })
      return c.render(areaForm(w, neighbourhood, typed, found, title), {
        title,
        width: 'reading',
        back: {
          href: link(routes.neighbourhood, { neighbourhood: neighbourhood.id }),
          text: title,
        },
      } satisfies Head)
    })
    .post(routes.neighbourhoodAreas, async (c) => {
      const visit = c.get('visit')
      requirePerson(visit.actor)
      const id = c.req.param('neighbourhood')
      if (!(await neighbourhoodById(system.db, id))) throw notFound()
      const read = await readForm(c, chosen)
      if (!read.ok) throw notFound()
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        redrawNeighbourhood(trx, id, read.value.areas),
      )
      return c.redirect(link(routes.neighbourhood, { neighbourhood: id }), 303)
    })
}

function areaForm(
  w: Words,
  neighbourhood: DrawnNeighbourhood,
  typed: string,
  found: readonly Area[],
  title: string,
): Html {
  const here = link(routes.neighbourhoodAreas, { neighbourhood: neighbourhood.id })
  const current = new Set(neighbourhood.areas.map((area) => area.id))
  const items = [...neighbourhood.areas, ...found.filter((area) => !current.has(area.id))]
  return html`<h1>${title}</h1>
    ${filterForm({
      words: w,
      action: here,
      fields: input({
        words: w,
        name: 'find',
        label: w.t('places.areas.find'),
        hint: w.t('places.areas.find.hint'),
        value: typed,
      }),
    })}
    ${typed !== '' && found.length === 0 ? html`<p>${w.t('places.areas.none')}</p>` : null}
    ${
      items.length === 0
        ? null
        : html`<form method="post" action="${here}">${checkboxes({
            words: w,
            name: 'areas',
            fieldset: {
              legend: { text: w.t('places.areas.legend'), classes: 'govuk-fieldset__legend--m' },
            },
            hint: w.t('places.areas.hint'),
            values: [...current],
            items: items.map((area) => ({
              value: area.id,
              text: nameIn(area.name, w.language),
              hint: `${nameIn(area.kindName, w.language)}, ${area.code}`,
            })),
          })}${button({ text: w.t('places.save') })}</form>`
    }`
}
