import { link } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { problems, type Partnership, type Sent } from '../partnerships/index.ts'
import { moved, writeOrder } from './list.ts'
import type { Priority } from './priority.ts'
import { routes } from './routes.ts'

/**
 * A list being drawn up. Its order is in the page's address and each step is a link, so that it works
 * by keyboard, without scripts and with the browser's way back.
 */
export function orderPage(
  w: Words,
  partnership: Partnership,
  order: readonly string[],
  priorities: readonly Priority[],
  sent: Sent,
): Html {
  const slug = { slug: partnership.slug }
  const byId = new Map(priorities.map((each) => [each.id, each]))
  const left = priorities.filter((each) => !order.includes(each.id))
  const to = (next: readonly string[], about: string) =>
    `${link(routes.newList, slug, { order: writeOrder(next) })}#place-${about}`
  const step = (next: readonly string[], { id, title }: Priority, text: string) =>
    html`<a href="${to(next, id)}">${text}<span class="govuk-visually-hidden">: ${title}</span></a>`
  const said = (each: Priority) =>
    html`${ownWords(w, each.title, each.language)}${
      each.publishedAt === null
        ? html` <span class="soft">(${w.t('priorities.list.is-draft')})</span>`
        : null
    }`
  return html`${problems(w, sent)}<h1>${w.t('priorities.list.new')}</h1>
    <p class="lead">${w.t('priorities.list.new.lead')}</p>
    <h2>${w.t('priorities.list.in')}</h2>
    ${
      order.length === 0
        ? html`<p id="order">${w.t('priorities.list.in.none')}</p>`
        : html`<ol class="findings" id="order">${order
            .flatMap((id) => byId.get(id) ?? [])
            .map(
              (
                each,
                index,
              ) => html`<li class="finding" id="place-${each.id}" tabindex="-1"><p class="finding__words">${w.number(index + 1)}. ${said(each)}</p>
                <p class="row">${index > 0 ? step(moved(order, each.id, -1), each, w.t('priorities.list.up')) : null} ${
                  index < order.length - 1
                    ? step(moved(order, each.id, 1), each, w.t('priorities.list.down'))
                    : null
                } ${step(
                  order.filter((id) => id !== each.id),
                  each,
                  w.t('priorities.list.out'),
                )}</p></li>`,
            )}</ol>`
    }
    ${
      left.length === 0
        ? null
        : html`<h2>${w.t('priorities.list.left')}</h2><ul class="findings">${left.map(
            (each) =>
              html`<li class="finding" id="place-${each.id}" tabindex="-1"><p class="finding__words">${said(each)}</p><p class="row">${step([...order, each.id], each, w.t('priorities.list.add'))}</p></li>`,
          )}</ul>`
    }
    ${
      order.length === 0
        ? null
        : html`<form method="post" action="${link(routes.lists, slug)}"><input type="hidden" name="order" value="${writeOrder(order)}">${button({ text: w.t('priorities.list.draw-up') })}</form>
          <p class="soft">${w.t('priorities.list.draw-up.after')}</p>`
    }`
}
