import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import { tag } from './tag.ts'
import { long } from './text.ts'
import type { TextOptions } from './text.ts'

type Part = Content | Readonly<{ text: Content; classes?: string | undefined }>

export type Task = Readonly<{
  title: Part
  href?: string | undefined
  hint?: Part | undefined
  status: Readonly<{
    text?: Content | undefined
    tag?: TextOptions | undefined
    classes?: string | undefined
  }>
  classes?: string | undefined
}>

/** What there is to do and how far each thing has come. */
export function taskList(options: {
  items: readonly Task[]
  idPrefix?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}): Html {
  const prefix = options.idPrefix ?? 'task-list'
  return html`<ul class="${classes('govuk-task-list', options.classes)}"${attributes(options.attributes)}>${options.items.map((item, index) => task(item, `${prefix}-${index + 1}`))}</ul>`
}

function task(item: Task, id: string): Html {
  const { status } = item
  const title = long(item.title)
  const own = 'classes' in title ? title.classes : undefined
  return html`<li class="${classes('govuk-task-list__item', item.href && 'govuk-task-list__item--with-link', item.classes)}"><div class="govuk-task-list__name-and-hint">${
    item.href
      ? html`<a class="${classes('govuk-link govuk-task-list__link', own)}" href="${item.href}" aria-describedby="${classes(item.hint && `${id}-hint`, `${id}-status`)}">${title.text}</a>`
      : html`<div${attributes({ class: own })}>${title.text}</div>`
  }${item.hint ? html`<div id="${id}-hint" class="govuk-task-list__hint">${long(item.hint).text}</div>` : null}</div><div class="${classes('govuk-task-list__status', status.classes)}" id="${id}-status">${status.tag ? tag(status.tag) : status.text}</div></li>`
}
