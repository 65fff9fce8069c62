import { attributes, classes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Choice } from './checkboxes.ts'
import { hint } from './hint.ts'
import { label } from './label.ts'
import { long } from './text.ts'

/** One of the boxes to tick or to choose between: the box, its words, its hint and what it opens. */
export function choice(
  kind: 'checkboxes' | 'radios',
  item: Choice,
  box: { id: string; name: string; checked: boolean; describedBy?: string | null },
): Html {
  const { id, checked } = box
  const help = item.hint === undefined ? null : long(item.hint)
  return html`<div class="govuk-${kind}__item"><input${attributes({
    class: `govuk-${kind}__input`,
    id,
    name: box.name,
    type: kind === 'radios' ? 'radio' : 'checkbox',
    value: item.value ?? '',
    checked,
    disabled: item.disabled,
    'data-aria-controls': item.conditional && `conditional-${id}`,
    'data-behaviour': item.behaviour,
    'aria-describedby': classes(box.describedBy, help && `${id}-item-hint`) || null,
  })}${attributes(item.attributes)}>${label({
    text: item.text ?? '',
    for: id,
    classes: classes(`govuk-${kind}__label`, item.label?.classes),
    attributes: item.label?.attributes,
  })}${
    help
      ? hint({
          ...help,
          id: `${id}-item-hint`,
          classes: classes(`govuk-${kind}__hint`, 'classes' in help && help.classes),
        })
      : null
  }</div>${
    item.conditional
      ? html`<div class="${classes(`govuk-${kind}__conditional`, !checked && `govuk-${kind}__conditional--hidden`)}" id="conditional-${id}">${item.conditional}</div>`
      : null
  }`
}
