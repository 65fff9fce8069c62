import { link } from '../../platform/web/index.ts'
import { html, type Content } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import type { WordsForAct } from '../partnerships/index.ts'
import { valuesOf } from './board-change.actions.ts'
import { boardActs } from './board-record.pages.ts'
import { routes } from './routes.ts'

const acts = [
  'expectation-sent',
  'expectation-accepted',
  'expectation-another-form-proposed',
  'expectation-declined',
  'expectation-withdrawn',
  'another-form-agreed',
  'another-form-not-agreed',
  'commitment-made',
  'commitment-handed-over',
  'commitment-updated',
  'commitment-said-done',
  'commitment-gone-quiet',
  'check-back-opened',
  'check-back-papers-printed',
  'check-back-kept',
  'check-back-partly',
  'check-back-not-kept',
  'check-back-too-soon',
  'check-back-nobody-said',
] as const

/** How the acts of this module are said in a partnership's public record. */
export const wordsForAct: WordsForAct = {
  ...boardActs,
  ...Object.fromEntries(
    acts.map((act) => [
      act,
      (
        event: { act: string; subject: string; subjectKind: string },
        body: Record<string, unknown>,
        w: Words,
      ) => saidOf(`commitments.resident.act.${act}`, event, body, w),
    ]),
  ),
}

function saidOf(
  key: Key,
  event: { subject: string; subjectKind: string },
  body: Record<string, unknown>,
  w: Words,
): Content {
  const commitment = typeof body['commitment'] === 'string' ? body['commitment'] : event.subject
  const href =
    event.subjectKind === 'expectation'
      ? link(routes.expectation, { expectation: event.subject })
      : link(routes.commitment, { commitment })
  return html`<a href="${href}">${w.t(key, valuesOf(body, w))}</a>`
}
