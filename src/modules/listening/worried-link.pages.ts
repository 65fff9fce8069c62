import { link } from '../../platform/web/index.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { routes } from './routes.ts'

/** Where people write, or read what others wrote: a quiet way to say that somebody may need help. */
export function worriedLink(w: Words, code: string): Html {
  return html`<p class="soft small"><a href="${link(routes.raiseConcern, { code })}">${w.t('moderation.resident.worried.link')}</a></p>`
}
