import { link } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { radios } from '../../ui/components/radios.ts'
import { timestamp } from '../../ui/components/timestamp.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { inLanguage } from './decision-entry.pages.ts'
import type { Decision } from './decision.ts'
import type { Elector } from './electorate.sql.ts'
import { error, one, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'
import type { Vote } from './vote.ts'

export const abstain = 'abstain'

/** Voting on one's own screen, made for a phone: one question, its options, one button. */
export function votingForm(
  w: Words,
  decision: Decision,
  own: Elector,
  votes: readonly Vote[],
  names: ReadonlyMap<string, string>,
  sent: Sent,
): Html {
  const title = html`<h2 id="vote">${w.t('decisions.resident.vote')}</h2>`
  if (own.excluded)
    return html`${title}${insetText({ text: w.t(`decisions.resident.refused.excluded.${own.excluded}`) })}`
  const mine = votes.filter(({ member }) => member === own.member)
  return html`<section class="card" aria-labelledby="vote">${title}
    ${mine.length > 0 ? html`<ul>${mine.map((vote) => html`<li>${said(w, decision, vote, own, names)}</li>`)}</ul><p>${w.t('decisions.resident.vote.newest')}</p>` : null}
    <form method="post" action="${link(routes.votes, { decision: decision.id })}" novalidate>
      ${radios({
        words: w,
        name: 'option',
        fieldset: { legend: { text: inLanguage(decision.question, decision.language, w) } },
        value: one(sent, 'option'),
        items: [
          ...decision.options.map((option) => ({
            value: option.id,
            text: inLanguage(option.text, decision.language, w),
          })),
          {
            value: abstain,
            text: w.t('decisions.resident.abstain'),
            hint: w.t('decisions.resident.abstain.hint'),
          },
        ],
        ...error(w, sent, 'option'),
      })}
      ${button({ text: w.t(mine.length > 0 ? 'decisions.resident.vote.change' : 'decisions.resident.vote.go'), preventDoubleClick: true })}
    </form></section>`
}

function said(
  w: Words,
  decision: Decision,
  vote: Vote,
  own: Elector,
  names: ReadonlyMap<string, string>,
): Html {
  const option = decision.options.find(({ id }) => id === vote.option)
  const choice = option
    ? inLanguage(option.text, decision.language, w)
    : html`${w.t('decisions.resident.abstain')}`
  const when = timestamp({ words: w, when: vote.castAt })
  if (vote.recordedBy === own.person) return w.th('decisions.resident.vote.own', { choice, when })
  const by = names.get(vote.recordedBy) || w.t('decisions.resident.no-name')
  return w.th(`decisions.resident.vote.${vote.channel === 'screen' ? 'own' : vote.channel}`, {
    choice,
    when,
    name: by,
  })
}
