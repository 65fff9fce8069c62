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
import { select } from '../../ui/components/select.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import { areaAsOf } from './area.sql.ts'
import { standsOn } from './area.ts'
import { isDay } from './calendar.ts'
import { nameIn } from './name.ts'
import { addOrganisation } from './organisation.actions.ts'
import { organisationName, type BodyKind } from './organisation.ts'
import {
  bodyKindsAsOf,
  organisationById,
  organisationsAsOf,
  successorAsOf,
} from './organisation.sql.ts'
import { requirePerson } from './person.ts'
import { holdsPostcode } from './postcode.ts'
import { routes } from './routes.ts'
import { field, problems, titled, untouched, type Sent } from './sent.pages.ts'

const form = z.object({
  name: z
    .string('places.organisation.new.missing')
    .min(1, 'places.organisation.new.missing')
    .max(160, 'places.organisation.new.long')
    .refine((text) => !holdsPostcode(text), 'places.refused.postcode'),
  kind: z
    .string('places.organisation.new.kind.missing')
    .min(1, 'places.organisation.new.kind.missing'),
  website: z
    .string()
    .max(300, 'places.organisation.new.website.wrong')
    .refine(
      (text) => text === '' || (/^https?:\/\/[^\s]+$/.test(text) && URL.canParse(text)),
      'places.organisation.new.website.wrong',
    )
    .default(''),
  area: z.string().default(''),
})

/** The bodies that partnerships here work with, as they are today or were on another day. */
export function organisationPages(system: System): Hono<Env> {
  const limit = createLimit(system.clock, { burst: 20, perMinute: 1 })
  const today = () => system.clock.now().toISOString().slice(0, 10)

  return new Hono<Env>()
    .get(routes.organisations, async (c) => {
      const w = words(c.get('visit').language as Language)
      const name = (c.req.query('find') ?? '').trim().slice(0, 100)
      const asked = (c.req.query('on') ?? '').trim()
      const day = isDay(asked) ? asked : today()
      const found = await organisationsAsOf(system.db, day, { name })
      const add = { href: routes.newOrganisation, text: w.t('places.organisations.add') }
      const title = w.t('places.organisations.title')
      const body = html`<h1>${title}</h1>
        <p class="lead">${w.t('places.organisations.lead')}</p>
        ${filterForm({
          words: w,
          action: routes.organisations,
          fields: html`${input({ words: w, name: 'find', label: w.t('places.organisations.find'), value: name })}
            ${input({ words: w, name: 'on', label: w.t('places.organisations.day'), hint: w.t('places.organisations.day.hint'), value: isDay(asked) ? asked : '', attributes: { dir: 'ltr' } })}`,
          ...(name === '' && asked === '' ? {} : { clear: routes.organisations }),
        })}
        ${dataTable({
          words: w,
          id: 'organisations',
          caption: title,
          columns: [
            { key: 'name', text: w.t('places.organisation.name') },
            { key: 'kind', text: w.t('places.organisation.kind') },
          ],
          rows: found.map((each) => [
            html`<a href="${link(routes.organisation, { organisation: each.id })}">${organisationName(each, w.language)}</a>`,
            nameIn(each.kind.name, w.language),
          ]),
          empty: emptyState({
            title: w.t('places.organisations.none'),
            text: w.t('places.organisations.none.text'),
            action: add,
          }),
        })}
        ${found.length === 0 ? null : html`<p>${button({ ...add, classes: 'govuk-button--secondary' })}</p>`}`
      return c.render(body, { title, width: 'wide' } satisfies Head)
    })
    .get(routes.newOrganisation, async (c) => {
      const visit = c.get('visit')
      requirePerson(visit.actor)
      const w = words(visit.language as Language)
      return c.render(
        draw(w, untouched, await bodyKindsAsOf(system.db, today())),
        head(w, untouched),
      )
    })
    .post(routes.organisations, async (c) => {
      const visit = c.get('visit')
      limit(requirePerson(visit.actor) ?? '')
      const w = words(visit.language as Language)
      const read = await readForm(c, form)
      const again = async (sent: Sent) =>
        c.render(draw(w, sent, await bodyKindsAsOf(system.db, today())), {
          ...head(w, sent),
          status: 422,
        })
      if (!read.ok) return again(read)
      const { name, kind, website, area } = read.value
      const served = area === '' ? undefined : await areaAsOf(system.db, area, today())
      if (area !== '' && !served)
        return again({ given: read.value, errors: { area: 'places.organisation.new.area.wrong' } })
      const id = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        addOrganisation(trx, { name, kind, website: website || null, area: served?.id ?? null }),
      )
      return c.redirect(link(routes.organisation, { organisation: id }), 303)
    })
    .get(routes.organisation, async (c) => {
      const w = words(c.get('visit').language as Language)
      const found = await organisationById(system.db, c.req.param('organisation'))
      if (!found) throw notFound()
      const name = organisationName(found, w.language)
      const now = standsOn(found, today())
        ? undefined
        : await successorAsOf(system.db, found.id, today())
      const body = html`<p class="kicker">${nameIn(found.kind.name, w.language)}</p>
        <h1>${name}</h1>
        ${found.startsOn ? html`<p>${w.t('places.organisation.since', { day: w.date(found.startsOn) })}</p>` : null}
        ${found.endsOn && found.endsOn <= today() ? html`<p>${w.t('places.organisation.until', { day: w.date(found.endsOn) })}</p>` : null}
        ${now ? html`<p><a href="${link(routes.organisation, { organisation: now.id })}">${w.t('places.organisation.now', { name: organisationName(now, w.language) })}</a></p>` : null}
        ${found.kind.statutory ? html`<p>${w.t('places.organisation.statutory')}</p>` : null}
        ${found.website ? html`<p>${w.t('places.organisation.website')}: <a href="${found.website}" rel="nofollow noopener"><bdi dir="ltr">${found.website}</bdi></a></p>` : null}
        <p><a href="${routes.organisations}">${w.t('places.organisations.title')}</a></p>`
      return c.render(body, {
        title: name,
        width: 'reading',
        invented: found.invented,
      } satisfies Head)
    })
}

function head(w: Words, sent: Sent): Head {
  return {
    title: titled(w, sent, w.t('places.organisation.new.title')),
    width: 'reading',
    back: { href: routes.organisations, text: w.t('places.organisations.title') },
  }
}

function draw(w: Words, sent: Sent, kinds: readonly BodyKind[]): Html {
  return html`${problems(w, sent)}
    <h1>${w.t('places.organisation.new.title')}</h1>
    <p>${w.t('places.organisations.lead')}</p>
    <form method="post" action="${routes.organisations}" novalidate>
      ${input({ ...field(w, sent, 'name'), label: w.t('places.organisation.new.name'), maxlength: 160, autocomplete: 'organization' })}
      ${select({
        ...field(w, sent, 'kind'),
        label: w.t('places.organisation.new.kind'),
        items: [
          { value: '', text: w.t('places.choose') },
          ...kinds.map((kind) => ({ value: kind.code, text: nameIn(kind.name, w.language) })),
        ],
      })}
      ${input({ ...field(w, sent, 'website'), label: w.t('places.organisation.new.website'), hint: w.t('places.organisation.new.website.hint'), type: 'url', attributes: { dir: 'ltr' } })}
      ${input({ ...field(w, sent, 'area'), label: w.t('places.organisation.new.area'), hint: w.t('places.organisation.new.area.hint'), classes: 'govuk-input--width-10', attributes: { dir: 'ltr' } })}
      ${button({ text: w.t('places.organisation.new.go'), preventDoubleClick: true })}
    </form>`
}
