import { tag } from '../../ui/components/tag.ts'
import { timestamp } from '../../ui/components/timestamp.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import type { Answer } from './answer.ts'

export function organisationName(
  { organisation }: Pick<Answer, 'organisation'>,
  language: string,
): string {
  return organisation ? organisation.translations[language] || organisation.name : ''
}

/** What was answered, the newest first; the earlier answers stay beside it. */
export function answerCards(w: Words, answers: readonly Answer[]): Html {
  if (answers.length === 0) return nothing
  return html`<div class="stack">${answers.map(
    (
      each,
      index,
    ) => html`<div class="testimony${index === 0 ? '' : ' testimony--quiet'}"><p><strong>${w.t(`moderation.resident.answer.${each.kind}`, { organisation: organisationName(each, w.language) })}</strong> ${index > 0 ? tag({ text: w.t('moderation.resident.answer.earlier'), classes: 'govuk-tag--grey' }) : nothing}</p>
      <p dir="auto">${each.text}</p><p class="soft small">${timestamp({ words: w, when: each.at })}</p></div>`,
  )}</div>`
}
