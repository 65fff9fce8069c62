import { classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import { hint } from './hint.ts'
import { textarea } from './textarea.ts'
import type { TextareaOptions } from './textarea.ts'

export type CharacterCountOptions = TextareaOptions &
  Readonly<{
    maxlength?: number | undefined
    maxwords?: number | undefined
    countType?: 'characters' | 'words' | 'length' | undefined
    /** Says how many are left only once this percentage is used. */
    threshold?: number | undefined
    countMessage?: { classes?: string | undefined } | undefined
    /** What is said without scripts, in place of our own words. */
    description?: Content | undefined
  }>

/** Room for someone's own words, and how much of it is left. */
export function characterCount(options: CharacterCountOptions): Html {
  const { words, maxlength, maxwords } = options
  const id = options.id ?? options.name
  const countType = options.countType ?? (maxwords ? 'words' : undefined)
  const limit = maxwords ?? maxlength
  const usual =
    limit === undefined
      ? ''
      : words.t(countType === 'words' ? 'ui.count.words' : 'ui.count.characters', {
          limit: String(limit),
        })
  const message = hint({
    id: `${id}-info`,
    classes: classes('govuk-character-count__message', options.countMessage?.classes),
    text: options.description ?? usual,
  })
  return textarea({
    ...options,
    classes: classes('govuk-js-character-count', options.classes),
    describedBy: classes(`${id}-info`, options.describedBy),
    formGroup: {
      classes: classes('govuk-character-count', options.formGroup?.classes),
      attributes: {
        'data-module': 'govuk-character-count',
        'data-maxlength': maxlength,
        'data-maxwords': maxwords,
        'data-threshold': options.threshold,
        'data-count-type': countType,
        ...said(words),
        ...options.formGroup?.attributes,
      },
      beforeInput: options.formGroup?.beforeInput,
      afterInput: html`${message}${options.formGroup?.afterInput}`,
    },
  })
}

// The script speaks English by itself; in other languages it is told what to say. It puts the
// number in place of %{count}.
function said(words: Words): Attributes {
  if (words.language === 'en') return {}
  const count = { count: '%{count}' }
  return {
    'data-i18n.characters-under-limit.one': words.t('ui.count.characters.left', count),
    'data-i18n.characters-under-limit.other': words.t('ui.count.characters.left', count),
    'data-i18n.characters-at-limit': words.t('ui.count.characters.none'),
    'data-i18n.characters-over-limit.one': words.t('ui.count.characters.over', count),
    'data-i18n.characters-over-limit.other': words.t('ui.count.characters.over', count),
    'data-i18n.words-under-limit.one': words.t('ui.count.words.left', count),
    'data-i18n.words-under-limit.other': words.t('ui.count.words.left', count),
    'data-i18n.words-at-limit': words.t('ui.count.words.none'),
    'data-i18n.words-over-limit.one': words.t('ui.count.words.over', count),
    'data-i18n.words-over-limit.other': words.t('ui.count.words.over', count),
  }
}
