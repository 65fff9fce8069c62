import { html } from '../html.ts'
import type { Html } from '../html.ts'

/** Our mark: a thread that starts somewhere and is still open at its end. */
export function mark(): Html {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path class="mark__line" d="M3 19C8 19 6 5 12 5s3 14 9 14"/><circle class="mark__start" cx="3" cy="19" r="2.4"/><circle class="mark__end" cx="21" cy="19" r="2.4"/></svg>`
}
