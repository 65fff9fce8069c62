import { z } from 'zod'
import { link } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { input } from '../../ui/components/input.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { radios } from '../../ui/components/radios.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import {
  given,
  placeName,
  problemAt,
  problems,
  type Partnership,
  type Sent,
} from '../partnerships/index.ts'
import { someWords, type Resting } from './ground-words.pages.ts'
import { stateOf, writeOrder, type List } from './list.ts'
import type { MeetingToCome } from './list.sql.ts'
import { decisionLink, listSaid, ranked } from './priority-state.pages.ts'
import type { Priority } from './priority.ts'
import { routes } from './routes.ts'

export const putForm = z.object({
  meeting: z.string().default(''),
  question: z
    .string({ error: 'priorities.refused.question' })
    .min(1, 'priorities.refused.question')
    .max(300, 'priorities.refused.question-long'),
  background: z.string().max(4000, 'priorities.refused.long').default(''),
})

type Viewing = {
  w: Words
  list: List
  lists: readonly List[]
  partnership: Partnership
  priorities: readonly Priority[]
  resting: Resting
  meetings: readonly MeetingToCome[]
  sent: Sent
  member: boolean
  mayRank: boolean
  /** Whether some list of the partnership is being decided. */
  deciding: boolean
}

/** A list, in order, with what people said under each; what became of it; for organisers, what to do next. */
export function viewPage(view: Viewing): Html {
  const { w, list, lists, priorities, resting, member, mayRank, sent, partnership } = view
  const state = stateOf(list, lists)
  return html`${problems(w, sent)}<p class="kicker">${w.t('priorities.resident.list.title')}</p>
    <h1>${listSaid(w, list, lists)}</h1>
    ${state === 'draft' ? insetText({ text: w.t('priorities.list.draft') }) : html`<p>${decisionLink(w, list, member)}</p>`}
    ${state === 'not-agreed' ? html`<p>${w.t('priorities.resident.list.failed')}</p>` : nothing}
    <ol class="findings">${priorities.map(
      (each, index) =>
        html`<li class="finding"><h2 class="finding__words">${ranked(w, index + 1, each)}</h2>${each.withdrawnAt === null ? null : html`<p class="soft">${w.t('priorities.resident.state.withdrawn', { date: w.date(each.withdrawnAt) })}</p>`}${someWords(w, resting, each.id)}</li>`,
    )}</ol>
    ${mayRank && state === 'draft' ? putPart(view) : nothing}
    ${
      mayRank && state !== 'put'
        ? html`<p class="row no-print"><a href="${link(routes.newList, { slug: partnership.slug }, { order: writeOrder(list.priorities) })}">${w.t(state === 'not-agreed' ? 'priorities.list.again' : 'priorities.list.from')}</a></p>`
        : nothing
    }`
}

function putPart({ w, list, partnership, meetings, sent, deciding }: Viewing): Html {
  if (deciding)
    return html`<section class="part" aria-labelledby="put"><h2 id="put">${w.t('priorities.put')}</h2><p>${w.t('priorities.refused.another-put')}</p></section>`
  return html`<section class="part" aria-labelledby="put"><h2 id="put">${w.t('priorities.put')}</h2>
    <p>${w.t('priorities.put.lead')}</p>
    <form method="post" action="${link(routes.listDecision, { list: list.id })}" novalidate>
      ${input({ words: w, name: 'question', label: w.t('priorities.put.question'), value: given(sent, 'question') ?? w.t('priorities.put.question.usual', { place: placeName(partnership, w.language) }), ...problemAt(w, sent, 'question') })}
      ${textarea({ words: w, name: 'background', rows: 4, label: w.t('priorities.put.background'), hint: w.t('priorities.put.background.hint'), value: given(sent, 'background'), ...problemAt(w, sent, 'background') })}
      ${radios({
        words: w,
        name: 'meeting',
        fieldset: { legend: w.t('priorities.put.when') },
        classes: 'govuk-radios--small',
        items: [
          ...meetings.map((each) => ({
            value: each.id,
            text: w.t('priorities.put.at', { title: each.title, date: w.date(each.startsAt) }),
            checked:
              given(sent, 'meeting') === each.id ||
              (!given(sent, 'meeting') && each === meetings[0]),
          })),
          {
            value: '',
            text: w.t('priorities.put.between'),
            hint: w.t('priorities.put.between.hint'),
            checked: given(sent, 'meeting') === '' || meetings.length === 0,
          },
        ],
      })}
      ${button({ text: w.t('priorities.put.go') })}
    </form></section>`
}
