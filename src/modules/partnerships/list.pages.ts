import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { filterForm } from '../../ui/components/filter-form.ts'
import { input } from '../../ui/components/input.ts'
import { keyset } from '../../ui/components/keyset.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import { outwardCode } from '../places/index.ts'
import { placeName, type Partnership } from './partnership.ts'
import { findPartnerships } from './partnership.sql.ts'
import { routes } from './routes.ts'

const atOnce = 50

/** Every partnership here, found by its name, its place or the first half of a postcode. */
export function listPages(system: System): Hono<Env> {
  return new Hono<Env>().get(routes.partnerships, async (c) => {
    const w = words(c.get('visit').language as Language)
    const typed = (c.req.query('find') ?? '').trim().slice(0, 100)
    const outward = outwardCode(typed)
    // A whole postcode that was typed goes no further than this line: not into a link, not into a history.
    if (outward !== null && outward !== typed)
      return c.redirect(link(routes.partnerships, undefined, { find: outward }), 303)
    const found = await findPartnerships(system.db, {
      name: typed,
      outward,
      after: c.req.query('after') ?? '',
      limit: atOnce + 1,
    })
    const shown = found.slice(0, atOnce)
    const last = shown.at(-1)
    const foundOne = { href: routes.newPartnership, text: w.t('partnerships.list.found') }
    const body = html`<h1>${w.t('partnerships.list.title')}</h1>
      <p class="lead">${w.t('partnerships.list.lead')}</p>
      ${filterForm({
        words: w,
        action: routes.partnerships,
        fields: input({
          words: w,
          name: 'find',
          label: w.t('partnerships.list.find'),
          hint: w.t('partnerships.list.find.hint'),
          value: typed,
        }),
        ...(typed === '' ? {} : { clear: routes.partnerships }),
      })}
      ${
        shown.length === 0
          ? typed === ''
            ? emptyState({
                title: w.t('partnerships.list.none'),
                text: w.t('partnerships.list.none.text'),
                action: foundOne,
              })
            : emptyState({
                title: w.t('partnerships.list.none-like', { typed }),
                text: w.t('partnerships.list.none-like.text'),
                action: foundOne,
              })
          : html`${shown.map((each) => card(w, each))}
            ${keyset({
              words: w,
              shown: shown.length,
              ...(found.length > atOnce && last
                ? {
                    after: link(routes.partnerships, undefined, {
                      find: typed === '' ? undefined : typed,
                      after: last.slug,
                    }),
                  }
                : {}),
            })}
            <p>${button({ ...foundOne, classes: 'govuk-button--secondary' })}</p>`
      }
      <p><a href="${routes.join}">${w.t('partnerships.list.join')}</a></p>`
    return c.render(body, { title: w.t('partnerships.list.title') } satisfies Head)
  })
}

function card(w: Words, partnership: Partnership): Html {
  const place = placeName(partnership, w.language)
  return html`<article class="card">
    <h2 class="govuk-heading-m"><a href="${link(routes.front, { slug: partnership.slug })}">${partnership.name}</a></h2>
    ${place === partnership.name ? null : html`<p class="soft">${place}</p>`}
    <p>${partnership.purpose.split('\n')[0]}</p>
    ${partnership.invented ? html`<p class="small soft">${w.t('partnerships.list.invented')}</p>` : null}
  </article>`
}
