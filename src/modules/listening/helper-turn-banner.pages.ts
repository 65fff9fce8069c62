import { link } from '../../platform/web/index.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { routes } from './routes.ts'
import type { Taking } from './turn.actions.ts'

/** On someone else's device: whose turn it is, and how to end it. Nothing on one's own. */
export function turnBanner(w: Words, code: string, taking: Taking | undefined): Html | null {
  if (taking?.channel !== 'table') return null
  return html`<div class="card" role="region" aria-label="${w.t('respond.turn.label')}">
    <p><b>${w.t('respond.turn.yours')}</b> ${w.t('respond.turn.hidden')}</p>
    <form method="post" action="${link(routes.helperTurn, { code })}" data-finish>
      <button class="govuk-button govuk-!-margin-bottom-0" name="turn" value="end">${w.t('respond.turn.end')}</button>
    </form></div>`
}
