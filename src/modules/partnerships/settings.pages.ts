import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { allow } from '../people/index.ts'
import { enter } from './entry.pages.ts'
import { aboutFields, aboutShape } from './founding.pages.ts'
import { membersHeader } from './header.pages.ts'
import type { Partnership } from './partnership.ts'
import { changePartnership } from './partnership.actions.ts'
import { problems, titled, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

/** Changing what a partnership says of itself. */
export function settingsPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.settings, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'partnerships')
      allow(visit.actor, 'change', { kind: 'partnership', partnership: partnership.id })
      const [language = 'en', ...languages] = partnership.languages
      const { name, purpose } = partnership
      const sent = { given: { name, purpose, language, languages }, errors: {} }
      return c.render(draw(w, partnership, sent), head(w, partnership, sent))
    })
    .post(routes.settings, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'partnerships')
      allow(visit.actor, 'change', { kind: 'partnership', partnership: partnership.id })
      const read = await readForm(c, z.object(aboutShape))
      if (!read.ok)
        return c.render(draw(w, partnership, read), {
          ...head(w, partnership, read),
          status: 422,
        })
      const { name, purpose, language, languages } = read.value
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        changePartnership(trx, partnership, { name, purpose, languages: [language, ...languages] }),
      )
      return c.redirect(link(routes.front, { slug: partnership.slug }), 303)
    })
}

function head(w: Words, partnership: Partnership, sent: Sent): Head {
  return {
    title: titled(w, sent, w.t('partnerships.settings.title')),
    width: 'reading',
    ...membersHeader(partnership, w),
  }
}

function draw(w: Words, partnership: Partnership, sent: Sent) {
  return html`${problems(w, sent)}
    <h1>${w.t('partnerships.settings.title')}</h1>
    <p>${w.t('partnerships.settings.lead')}</p>
    <form method="post" action="${link(routes.settings, { slug: partnership.slug })}" novalidate>
      ${aboutFields(w, sent)}
      ${button({ text: w.t('partnerships.save') })}
    </form>`
}
