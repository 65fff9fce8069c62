import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { zoneName } from '../words/index.ts'
import type { DateStyle, Words } from '../words/index.ts'

/** A day, for reading and for machines. */
export function day(options: {
  words: Words
  when: Date | string
  style?: DateStyle | undefined
}): Html {
  const { words, when, style } = options
  const machine = typeof when === 'string' ? when : when.toISOString()
  return html`<time datetime="${machine}">${words.date(when, style)}</time>`
}

/** A moment, with the zone its clock is in. */
export function timestamp(options: { words: Words; when: Date | string }): Html {
  const { words } = options
  const when = new Date(options.when)
  const said = words.t('ui.moment', {
    date: words.date(when),
    time: words.time(when),
    zone: zoneName(when),
  })
  return html`<time datetime="${when.toISOString()}">${said}</time>`
}
