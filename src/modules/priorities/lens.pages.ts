import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { html } from '../../ui/html.ts'
import { enter } from '../partnerships/index.ts'
import { allow } from '../people/index.ts'
import { useFrameworks } from './framework.actions.ts'
import { nameIn } from './framework.ts'
import { frameworksOn, frameworksUsed } from './framework.sql.ts'
import { layBeside } from './lens.actions.ts'
import { lensesOf } from './lens.sql.ts'
import { enterPriority, membersHead } from './priority-entry.pages.ts'
import { routes } from './routes.ts'

const several = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([])
const frameworksForm = z.object({ frameworks: several })
const lensForm = z.object({ items: several })

/** Official categories: switched on for a partnership, and laid beside a priority. Never more than a lens. */
export function lensPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.frameworks, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'priorities')
      allow(visit.actor, 'change', { kind: 'priority', partnership: partnership.id })
      const [all, used] = await Promise.all([
        frameworksOn(system.db, system.clock.now().toISOString().slice(0, 10)),
        frameworksUsed(system.db, partnership.id),
      ])
      const title = w.t('priorities.frameworks.title')
      const body = html`<h1>${title}</h1><p class="lead">${w.t('priorities.frameworks.lead')}</p>
        <form method="post" action="${link(routes.frameworks, { slug: partnership.slug })}">
          ${checkboxes({
            words: w,
            name: 'frameworks',
            fieldset: { legend: w.t('priorities.frameworks.which') },
            values: used.map(({ code }) => code),
            items: all.map((each) => ({
              value: each.code,
              text: nameIn(each.name, w.language).text,
              hint: `${each.source}. ${w.list(each.items.map((item) => nameIn(item.name, w.language).text))}`,
            })),
          })}
          ${button({ text: w.t('priorities.frameworks.go') })}
        </form>`
      return c.render(body, membersHead(w, partnership, { title, width: 'reading' }))
    })
    .post(routes.frameworks, async (c) => {
      const { partnership, visit } = await enter(system, c, 'priorities')
      const read = await readForm(c, frameworksForm)
      const codes = read.ok ? read.value.frameworks : []
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        useFrameworks(trx, partnership.id, codes),
      )
      return c.redirect(
        link(routes.priorities, { slug: partnership.slug }, { done: 'frameworks' }),
        303,
      )
    })
    .get(routes.lens, async (c) => {
      const { priority, partnership, w, visit } = await enterPriority(system, c, 'link')
      const { frameworks, lenses } = await reading(system.db, visit.actor, async (db) => ({
        frameworks: await frameworksUsed(db, partnership.id),
        lenses: await lensesOf(db, [priority.id]),
      }))
      const title = w.t('priorities.lens.title')
      const body = html`<h1>${title}</h1><p class="lead">${priority.title}</p>
        <p>${w.t('priorities.lens.lead')}</p>
        ${
          frameworks.length === 0
            ? emptyState({
                title: w.t('priorities.lens.none'),
                text: w.t('priorities.lens.none.text'),
              })
            : html`<form method="post" action="${link(routes.lens, { priority: priority.id })}">${frameworks.map(
                (framework) =>
                  checkboxes({
                    words: w,
                    name: 'items',
                    idPrefix: framework.code,
                    classes: 'govuk-checkboxes--small',
                    fieldset: { legend: nameIn(framework.name, w.language).text },
                    values: lenses
                      .filter((each) => each.framework === framework.code)
                      .map((each) => `${each.framework}:${each.item}`),
                    items: framework.items.map((item) => ({
                      value: `${framework.code}:${item.code}`,
                      text: nameIn(item.name, w.language).text,
                    })),
                  }),
              )}${button({ text: w.t('priorities.lens.go') })}</form>`
        }`
      return c.render(
        body,
        membersHead(w, partnership, {
          title,
          about: priority.title,
          width: 'reading',
          back: { href: link(routes.priority, { priority: priority.id }), text: priority.title },
        }),
      )
    })
    .post(routes.lens, async (c) => {
      const { priority, visit } = await enterPriority(system, c, 'link')
      const read = await readForm(c, lensForm)
      const items = read.ok ? read.value.items : []
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        layBeside(trx, priority.id, items),
      )
      return c.redirect(link(routes.priority, { priority: priority.id }, { done: 'laid' }), 303)
    })
}
