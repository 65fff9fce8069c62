import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import { link, readSignedCookie, writeSignedCookie, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import { roundVisit } from './round-visit.pages.ts'
import { routes } from './routes.ts'
import { mustBeOpen, type TakingPart } from './taking-part.actions.ts'
import { beginTurn, endTurn } from './turn.actions.ts'

/** One device, many people, one after another: at a table, on a doorstep, in a waiting room. */
export function helperTurnPages(system: System, part: TakingPart): Hono<Env> {
  return new Hono<Env>()
    .get(routes.helperTurn, async (c) => {
      const { w, head, place, taking, state } = await roundVisit(system, part, c)
      const ended = c.req.query('ended') === '1' && taking === undefined
      const turns = turnsToday(readSignedCookie(system, c, counter(place.code)), today())
      const title = ended ? w.t('respond.helper.ended') : w.t('respond.helper.title')
      const start = (words: string) =>
        html`<form method="post" action="${link(routes.helperTurn, place)}">${button({ text: words, name: 'turn', value: 'start', isStartButton: true })}</form>`
      return c.render(
        html`<h1>${title}</h1>
        ${
          ended
            ? html`<p class="lead">${w.t('respond.helper.thanks')}</p><p>${w.t('respond.helper.hand-back')}</p><hr>
              <h2>${w.t('respond.helper.next')}</h2>`
            : html`<p>${w.t('respond.helper.how')}</p>`
        }
        ${
          taking?.channel === 'table'
            ? html`<p>${w.t('respond.helper.unfinished')}</p>
              <form method="post" action="${link(routes.helperTurn, place)}">${button({ text: w.t('respond.turn.end'), name: 'turn', value: 'end' })}</form>
              <p><a href="${link(routes.respond, place)}">${w.t('respond.go-on')}</a></p>`
            : state === 'open'
              ? html`<p>${w.t('respond.helper.hand-over')}</p>${start(w.t('respond.helper.start'))}`
              : html`<p>${w.t(state === 'closed' ? 'respond.closed.text' : 'respond.refused.not-open')}</p>`
        }
        ${taking?.channel === 'screen' ? html`<p>${w.t('respond.helper.own')}</p>` : null}
        <p class="soft">${w.t('respond.helper.count', { count: turns })}</p>`,
        { ...head, title } satisfies Head,
      )
    })
    .post(routes.helperTurn, async (c) => {
      const { asking, place, round } = await roundVisit(system, part, c)
      const body = await c.req.parseBody()
      if (body['turn'] === 'end') {
        endTurn(system, c, round)
        // Nothing of this person's is left for "back" to show: every page is no-store besides.
        c.header('clear-site-data', '"cache"')
        return c.redirect(link(routes.helperTurn, place, { ended: 1 }), 303)
      }
      mustBeOpen(asking, system.clock.now())
      part.limits.starting(c.get('visit').address)
      const turns = turnsToday(readSignedCookie(system, c, counter(place.code)), today())
      writeSignedCookie(system, c, counter(place.code), `${today()}~${turns + 1}`, 1)
      beginTurn(system, c, round, { channel: 'table' })
      return c.redirect(link(routes.respond, place), 303)
    })

  function today(): string {
    return system.clock.now().toISOString().slice(0, 10)
  }
}

const counter = (code: string) => `helper-${code}`

/** How many turns this device has begun today; the cookie says the day it counted. */
function turnsToday(kept: string | undefined, today: string): number {
  const [day, turns] = (kept ?? '').split('~')
  return day === today && /^\d{1,6}$/.test(turns ?? '') ? Number(turns) : 0
}
