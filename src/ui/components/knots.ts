import { classes } from '../attributes.ts'
import { html, type Content, type Html } from '../html.ts'

/** How far a thread has come, in one line: a knot for each step, the last one loose where it is open. */
export function knots(options: {
  /** What the line is of, for those who do not see it. */
  label: Content
  knots: readonly { text: Content; open?: boolean | undefined }[]
}): Html {
  return html`<p class="govuk-visually-hidden">${options.label}</p><ol class="knots">${options.knots.map(
    ({ text, open }) =>
      html`<li class="${classes('knots__knot', open && 'knots__knot--open')}">${text}</li>`,
  )}</ol>`
}
