import { link } from '../../platform/web/index.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { routes as partnerships } from '../partnerships/index.ts'
import { agreedList, stateOf, type List } from './list.ts'
import type { Priority } from './priority.ts'
import { routes } from './routes.ts'

/** Where a priority stands, said in one line without links. */
export function standing(w: Words, priority: Priority, lists: readonly List[]): string {
  if (priority.withdrawnAt !== null)
    return w.t('priorities.resident.state.withdrawn', { date: w.date(priority.withdrawnAt) })
  const agreed = agreedList(lists)
  const place = agreed ? agreed.priorities.indexOf(priority.id) + 1 : 0
  if (agreed && place > 0)
    return w.t('priorities.resident.state.agreed', {
      place,
      of: agreed.priorities.length,
      date: w.date(agreed.adoptedAt!),
    })
  const held = lists.filter((each) => each.priorities.includes(priority.id))
  const states = held.map((each) => stateOf(each, lists))
  if (states.includes('put')) return w.t('priorities.resident.state.put')
  const earlier = held.find((_, index) => states[index] === 'earlier')
  if (earlier) return w.t('priorities.resident.state.earlier', { date: w.date(earlier.adoptedAt!) })
  if (states.includes('not-agreed')) return w.t('priorities.resident.state.not-agreed')
  return w.t('priorities.resident.state.draft')
}

/** A link to the decision that a list was put to, where people may read it. */
export function decisionLink(w: Words, list: List, mayRead: boolean): Html | null {
  if (list.decision === null) return null
  return list.decisionIsPublic || mayRead
    ? html`<a href="${link(partnerships.decision, { decision: list.decision })}">${w.t('priorities.resident.decision')}<span class="govuk-visually-hidden"> (${w.date(list.drawnUpAt)})</span></a>`
    : html`${w.t('priorities.resident.decision.soon')}`
}

/** One line on what became of a list. */
export function listSaid(w: Words, list: List, lists: readonly List[]): string {
  const state = stateOf(list, lists)
  const count = list.priorities.length
  if (state === 'agreed' || state === 'earlier')
    return w.t(`priorities.resident.list.${state}`, { count, date: w.date(list.adoptedAt!) })
  if (state === 'not-agreed')
    return w.t('priorities.resident.list.not-agreed', { count, date: w.date(list.closedAt!) })
  return w.t(`priorities.resident.list.${state}`, { count, date: w.date(list.drawnUpAt) })
}

export const listLink = (list: List) => link(routes.list, { list: list.id })

/** A priority's place and its title. The list's own numbers are not drawn everywhere, so it is said. */
export const ranked = (w: Words, place: number, { id, title, language }: Priority): Html =>
  html`${w.number(place)}. <a href="${link(routes.priority, { priority: id })}">${ownWords(w, title, language)}</a>`
