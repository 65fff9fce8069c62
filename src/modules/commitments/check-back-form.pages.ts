import { z } from 'zod'
import { radios } from '../../ui/components/radios.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { given, problemAt, type Sent } from '../partnerships/index.ts'
import { longestWord } from './check-back.ts'
import { verdicts } from './commitment.ts'

export const verdictShape = {
  verdict: z.enum(verdicts, { error: 'commitments.resident.refused.verdict' }),
  words: z.string().max(longestWord, 'commitments.resident.refused.words-long').default(''),
}

/** Kept, partly, not kept, or too soon to say; and why, in one's own words. */
export function verdictFields(w: Words, sent: Sent): Html {
  return html`${radios({
    words: w,
    name: 'verdict',
    idPrefix: 'verdict',
    fieldset: {
      legend: {
        text: w.t('commitments.resident.check.question'),
        classes: 'govuk-fieldset__legend--m',
      },
    },
    value: given(sent, 'verdict'),
    items: verdicts.map((each) => ({
      value: each,
      text: w.t(`commitments.resident.verdict.${each}`),
    })),
    ...problemAt(w, sent, 'verdict'),
  })}${textarea({ words: w, name: 'words', rows: 3, label: w.t('commitments.resident.check.words'), hint: w.t('commitments.resident.check.words.hint'), value: given(sent, 'words'), ...problemAt(w, sent, 'words') })}`
}
