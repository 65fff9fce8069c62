import { attributes, classes } from '../attributes.ts'
import { html, raw } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import type { HeadingLevel } from './heading-level.ts'
import { drawStrand, lanesIn, type Strand } from './strands.ts'

/** One step on the thread: someone said, decided, promised, paid, tried or learned something. */
export type Stitch = Readonly<{
  /** “Said”, “Promised”. */
  verb: Content
  when?: Content | undefined
  /** Who did it, how and where: “on paper, at the laundrette”. */
  who?: Content | undefined
  title?: Content | undefined
  body?: Html | undefined
  /** Where this can be checked in the public record. */
  proof?: string | undefined
  id?: string | undefined
  /** Not done, not answered: the line is left loose here. */
  open?: boolean | undefined
  /** Where the reader began. */
  here?: boolean | undefined
}>

/**
 * The thread: from what was said to what changed, one continuous line down the page. With `strands`,
 * one for each stitch, the line branches where several things led to a step or came of it.
 */
export function thread(options: {
  stitches: readonly Stitch[]
  strands?: readonly Strand[] | undefined
  words: Words
  headingLevel?: HeadingLevel | undefined
}): Html {
  const heading = raw(`h${options.headingLevel ?? 3}`)
  const { strands, stitches, words } = options
  const lanes = strands && lanesIn(strands)
  return html`<ol class="${classes('thread', lanes !== undefined && `thread--drawn thread--lanes-${lanes}`)}">${stitches.map(
    (stitch, index) =>
      drawn(
        stitch,
        heading,
        words,
        lanes === undefined
          ? null
          : drawStrand(strands![index]!, lanes, {
              open: stitch.open,
              here: stitch.here,
              loose: stitch.open,
            }),
      ),
  )}</ol>`
}

function drawn(stitch: Stitch, heading: Html, words: Words, strand: Html | null): Html {
  const about = [stitch.when, stitch.who].filter((part) => part !== undefined && part.length > 0)
  return html`<li class="${classes('stitch', stitch.open && 'stitch--open')}"${attributes({ id: stitch.id })}>${strand}<p class="stitch__verb"><strong>${stitch.verb}</strong>${
    about.length > 0
      ? html` <span class="stitch__when">${about.map((part, index) => (index === 0 ? part : html`${words.t('ui.comma')}${part}`))}</span>`
      : null
  }</p>${stitch.title ? html`<${heading} class="stitch__title">${stitch.title}</${heading}>` : null}${stitch.body}${
    stitch.proof
      ? html`<p class="stitch__proof"><a class="govuk-link" href="${stitch.proof}">${words.t('ui.thread.proof')}</a></p>`
      : null
  }</li>`
}
