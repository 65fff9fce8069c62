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

/**
 * The words for a stability from 0 to 1: the share of re-drawn samples in which the same finding
 * came out. The borders are ours.
 */
function sureness(stability: number): Sureness {
  if (stability >= 0.9) return 'sure'
  if (stability >= 0.75) return 'fairly'
  if (stability >= 0.5) return 'unsure'
  return 'guess'
}

export function confidence(options: { words: Words; how: Sureness }): Html {
  const { words, how } = options
  return html`<p class="confidence"><strong>${words.t(keys[how].said)}</strong> ${words.t(keys[how].why)}</p>`
}
