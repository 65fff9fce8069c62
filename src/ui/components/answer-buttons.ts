import { attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import { answerKeys, answerSign, answers } from './answer.ts'
import type { Answer } from './answer.ts'

/**
 * Three buttons, each sending the form by itself: no choosing first and sending second. They are
 * named by the statement they answer, so the group needs no legend of its own to be understood.
 */
export function answerButtons(options: {
  words: Words
  /** The id of the statement's words. */
  labelledBy: string
  name?: string | undefined
  /** What was answered before, if the statement is shown again. */
  chosen?: Answer | undefined
  disabled?: boolean | undefined
}): Html {
  const { words, name = 'response', chosen, disabled } = options
  return html`<div class="choices" role="group" aria-labelledby="${options.labelledBy}">${answers.map(
    (answer) =>
      html`<button class="choice" name="${name}" value="${answer}"${attributes({
        disabled,
        'aria-pressed': chosen === undefined ? null : String(answer === chosen),
      })}>${answerSign(answer)}${words.t(answerKeys[answer])}</button>`,
  )}</div>`
}
