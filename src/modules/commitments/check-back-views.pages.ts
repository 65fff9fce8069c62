import { link } from '../../platform/web/index.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import type { Partnership } from '../partnerships/index.ts'
import type { CheckBack, CheckBackWord } from './check-back.ts'
import { said } from './commitment-entry.pages.ts'
import { verdicts, type Commitment } from './commitment.ts'
import { routes } from './routes.ts'
import type { Update } from './update.ts'

export type Checked = {
  checkBack: CheckBack
  voices: number
  words: readonly CheckBackWord[]
  body: string
  partnership: Partnership
  updates: readonly Update[]
  commitment: Commitment
}

/**
 * What the partner says and what those it was promised to say, side by side and in their own words.
 * Counts of people are said as they are; they are added up to nothing.
 */
export function checkBackBody(w: Words, checked: Checked): Html {
  const { checkBack, voices, words, body, updates, commitment } = checked
  const { result } = checkBack
  if (result === null)
    return html`<p>${w.t('commitments.resident.check.open', { day: w.date(checkBack.closesOn, 'weekday') })}</p>
      <p>${w.t('commitments.resident.check.voices', { voices })}</p>
      <p><a href="${link(routes.checkBack, { commitment: commitment.id })}">${w.t('commitments.resident.check.go')}</a></p>`
  const update = updates.find(({ id }) => id === checkBack.update)
  return html`<p><strong>${w.t(`commitments.resident.outcome.${result.outcome}`)}</strong></p>
    <ul class="group-list">
      <li class="card"><h3>${w.t('commitments.resident.side.partner', { organisation: body })}</h3>
        ${update ? html`<p>${said(update.text, update.language, w)}</p>${update.evidenceUrl === null ? null : html`<p><a href="${update.evidenceUrl}" rel="noreferrer nofollow">${w.t('commitments.resident.evidence.see')}</a></p>`}` : null}</li>
      <li class="card"><h3>${w.t('commitments.resident.side.people')}</h3>
        ${
          result.outcome === 'nobody-said'
            ? html`<p>${w.t('commitments.resident.check.nobody')}</p>`
            : html`<ul>${verdicts.map((each) => html`<li>${w.t(`commitments.resident.count.${each}`, { people: result.counts[each] })}</li>`)}</ul>`
        }
        ${words
          .filter(({ words: text }) => text !== '')
          .map(
            (each) =>
              html`<figure class="testimony"><blockquote><p>${said(each.words, each.language, w)}</p></blockquote><figcaption>${w.t(`commitments.resident.verdict.${each.verdict}`)}</figcaption></figure>`,
          )}</li>
    </ul>
    ${result.words === '' ? null : html`<p>${w.t('commitments.resident.check.partnership')} ${said(result.words, commitment.language, w)}</p>`}
    ${result.nextReviewOn === null ? null : html`<p>${w.t('commitments.resident.check.again', { day: w.date(result.nextReviewOn) })}</p>`}
    ${result.byClock ? html`<p class="soft">${w.t('commitments.resident.check.by-clock')}</p>` : null}`
}
