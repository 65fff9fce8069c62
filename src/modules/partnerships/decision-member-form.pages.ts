import { link } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { details } from '../../ui/components/details.ts'
import { radios } from '../../ui/components/radios.ts'
import { select } from '../../ui/components/select.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import type { Decision } from './decision.ts'
import type { Elector } from './electorate.sql.ts'
import { error, one, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

/** Saying that one stands to gain or lose by this question; organisers note it for others who say so. */
export function interestForm(
  w: Words,
  decision: Decision,
  own: Elector,
  others: readonly Elector[],
  names: ReadonlyMap<string, string>,
  sent: Sent,
): Html {
  return details({
    summary: w.t('decisions.resident.interest'),
    open: sent.errors['reason'] !== undefined,
    text: html`<p>${w.t('decisions.resident.interest.text')}</p>
      <form method="post" action="${link(routes.decisionInterests, { decision: decision.id })}" novalidate>
      ${whose(w, 'interest-member', own, others, names, sent)}
      ${textarea({
        words: w,
        name: 'reason',
        label: w.t('decisions.resident.interest.reason'),
        hint: w.t('decisions.resident.interest.hint'),
        rows: 2,
        value: one(sent, 'reason') ?? '',
        ...error(w, sent, 'reason'),
      })}
      ${button({ text: w.t('decisions.resident.interest.go'), classes: 'govuk-button--secondary', preventDoubleClick: true })}
    </form>`,
  })
}

/** Writing dissent in one's own words; recorders write down what came on paper or by telephone. */
export function dissentForm(
  w: Words,
  decision: Decision,
  own: Elector,
  others: readonly Elector[],
  names: ReadonlyMap<string, string>,
  sent: Sent,
): Html {
  return details({
    summary: w.t('decisions.resident.dissent.write'),
    open: sent.errors['text'] !== undefined || sent.errors['named'] !== undefined,
    text: html`<p>${w.t('decisions.resident.dissent.text')}</p>
      <form method="post" action="${link(routes.dissents, { decision: decision.id })}" novalidate>
      ${whose(w, 'dissent-member', own, others, names, sent)}
      ${textarea({
        words: w,
        name: 'text',
        label: w.t('decisions.resident.dissent.words'),
        rows: 5,
        value: one(sent, 'text') ?? '',
        ...error(w, sent, 'text'),
      })}
      ${radios({
        words: w,
        name: 'named',
        fieldset: { legend: { text: w.t('decisions.resident.dissent.named') } },
        value: one(sent, 'named'),
        items: [
          { value: 'yes', text: w.t('decisions.resident.dissent.named.yes') },
          { value: 'no', text: w.t('decisions.resident.dissent.named.no') },
        ],
        ...error(w, sent, 'named'),
      })}
      ${button({ text: w.t('decisions.resident.dissent.go'), classes: 'govuk-button--secondary', preventDoubleClick: true })}
    </form>`,
  })
}

function whose(
  w: Words,
  id: string,
  own: Elector,
  others: readonly Elector[],
  names: ReadonlyMap<string, string>,
  sent: Sent,
): Html {
  const rest = others.filter(({ member }) => member !== own.member)
  if (rest.length === 0) return nothing
  return select({
    words: w,
    name: 'member',
    id,
    label: w.t('decisions.resident.whose'),
    value: one(sent, 'member'),
    items: [
      { value: own.member, text: w.t('decisions.resident.whose.own') },
      ...rest.map(({ member, person }) => ({
        value: member,
        text: names.get(person) || w.t('decisions.resident.no-name'),
      })),
    ],
  })
}
