import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import { field } from './field.ts'
import type { FieldOptions } from './field.ts'

export type FileUploadOptions = FieldOptions &
  Readonly<{
    multiple?: boolean | undefined
    /** With scripts, a place to drop a file on. */
    javascript?: boolean | undefined
    wrapperClasses?: string | undefined
    wrapperAttributes?: Attributes | undefined
  }>

export function fileUpload(options: FileUploadOptions): Html {
  const wrong = options.errorMessage !== undefined && 'govuk-file-upload--error'
  return field(options, (describedBy) => {
    const drawn = html`<input${attributes({
      class: classes('govuk-file-upload', options.classes, wrong),
      id: options.id ?? options.name,
      name: options.name,
      type: 'file',
      disabled: options.disabled,
      multiple: options.multiple,
      'aria-describedby': describedBy,
    })}${attributes(options.attributes)}>`
    return html`${options.formGroup?.beforeInput}${options.javascript ? zone(options, drawn) : drawn}${options.formGroup?.afterInput}`
  })
}

function zone(options: FileUploadOptions, drawn: Html): Html {
  return html`<div class="${classes('govuk-file-upload-wrapper', options.wrapperClasses)}" data-module="govuk-file-upload"${attributes(said(options.words))}${attributes(options.wrapperAttributes)}>${drawn}</div>`
}

// The script speaks English by itself; in other languages it is told what to say.
function said(words: Words): Attributes | undefined {
  if (words.language === 'en') return undefined
  return {
    'data-i18n.choose-files-button': words.t('ui.file.choose'),
    'data-i18n.no-file-chosen': words.t('ui.file.none'),
    'data-i18n.drop-instruction': words.t('ui.file.drop'),
    'data-i18n.entered-drop-zone': words.t('ui.file.entered'),
    'data-i18n.left-drop-zone': words.t('ui.file.left'),
    'data-i18n.multiple-files-chosen.one': words.t('ui.file.many', { count: '%{count}' }),
    'data-i18n.multiple-files-chosen.other': words.t('ui.file.many', { count: '%{count}' }),
  }
}
