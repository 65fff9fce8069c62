import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Key, Words } from '../words/index.ts'

/** How sure we are of a finding, in words: a number would claim more than it knows. */
export type Sureness = 'sure' | 'fairly' | 'unsure' | 'guess'

const keys: Readonly<Record<Sureness, { said: Key; why: Key }>> = {
  sure: { said: 'ui.sure.sure', why: 'ui.sure.sure.why' },
  fairly: { said: 'ui.sure.fairly', why: 'ui.sure.fairly.why' },
  unsure: { said: 'ui.sure.unsure', why: 'ui.sure.unsure.why' },
  guess: { said: 'ui.sure.guess', why: 'ui.sure.guess.why' },
}

export function confidence(options: { words: Words; how: Sureness }): Html {
  const { words, how } = options
  return html`<p class="confidence"><strong>${words.t(keys[how].said)}</strong> ${words.t(keys[how].why)}</p>`
}
