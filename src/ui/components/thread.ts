import { attributes, classes } from '../attributes.ts'
import { html, raw } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import type { HeadingLevel } from './heading-level.ts'

/** One step on the thread: someone said, decided, promised, paid, tried or learned something. */
export type Stitch = Readonly<{
  /** “Said”, “Promised”. */
  verb: Content
  when?: Content | undefined
  /** Who did it, how and where: “on paper, at the laundrette”. */
  who?: Content | undefined
  title?: Content | undefined
  body?: Html | undefined
  /** Where this entry of the public record can be checked. */
  proof?: string | undefined
  id?: string | undefined
  /** Not done, not answered: the line is left loose here. */
  open?: boolean | undefined
}>

/** The thread: from what was said to what changed, one continuous line down the page. */
export function thread(options: {
  words: Words
  stitches: readonly Stitch[]
  headingLevel?: HeadingLevel | undefined
}): Html {
  const heading = raw(`h${options.headingLevel ?? 3}`)
  return html`<ol class="thread">${options.stitches.map((stitch) => drawn(stitch, heading, options.words))}</ol>`
}

function drawn(stitch: Stitch, heading: Html, words: Words): Html {
  const about = [stitch.when, stitch.who].filter((part) => part !== undefined && part.length > 0)
  return html`<li class="${classes('stitch', stitch.open && 'stitch--open')}"${attributes({ id: stitch.id })}><p class="stitch__verb"><strong>${stitch.verb}</strong>${
    about.length > 0
      ? html` <span class="stitch__when">${about.map((part, index) => (index === 0 ? part : html`${words.t('ui.comma')}${part}`))}</span>`
      : null
  }</p>${stitch.title ? html`<${heading} class="stitch__title">${stitch.title}</${heading}>` : null}${stitch.body}${
    stitch.proof
      ? html`<p class="stitch__proof"><a class="govuk-link" href="${stitch.proof}">${words.t('ui.thread.proof')}</a></p>`
      : null
  }</li>`
}
