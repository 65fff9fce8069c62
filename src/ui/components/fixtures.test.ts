// What we draw is what govuk-frontend publishes as right for the same options, for every component
// we share with it. Options that it calls `html` and `text` are one with us: markup or words.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { raw } from '../html.ts'
import type { Html } from '../html.ts'
import { words } from '../words/index.ts'
import { backLink } from './back-link.ts'
import { breadcrumbs } from './breadcrumbs.ts'
import { button } from './button.ts'
import { characterCount } from './character-count.ts'
import { checkboxes } from './checkboxes.ts'
import { dateInput } from './date-input.ts'
import { details } from './details.ts'
import { errorMessage } from './error-message.ts'
import { errorSummary } from './error-summary.ts'
import { fieldset } from './fieldset.ts'
import { fileUpload } from './file-upload.ts'
import { hint } from './hint.ts'
import { input } from './input.ts'
import { insetText } from './inset-text.ts'
import { label } from './label.ts'
import { normalise } from './normalise.ts'
import { notificationBanner } from './notification-banner.ts'
import { pagination } from './pagination.ts'
import { panel } from './panel.ts'
import { radios } from './radios.ts'
import { select } from './select.ts'
import { skipLink } from './skip-link.ts'
import { summaryList } from './summary-list.ts'
import { table } from './table.ts'
import { tabs } from './tabs.ts'
import { tag } from './tag.ts'
import { taskList } from './task-list.ts'
import { textarea } from './textarea.ts'
import { warningText } from './warning-text.ts'

type Fixture = Readonly<{ name: string; options: Record<string, unknown>; html: string }>
type Draw = (options: never) => Html

const drawers: Readonly<Record<string, Draw>> = {
  'back-link': backLink,
  breadcrumbs,
  button,
  'character-count': characterCount,
  checkboxes,
  'date-input': dateInput,
  details,
  'error-message': errorMessage,
  'error-summary': errorSummary,
  fieldset,
  'file-upload': fileUpload,
  hint,
  input,
  'inset-text': insetText,
  label,
  'notification-banner': notificationBanner,
  pagination,
  panel,
  radios,
  select,
  'skip-link': skipLink,
  'summary-list': summaryList,
  table,
  tabs,
  tag,
  'task-list': taskList,
  textarea,
  'warning-text': warningText,
}

const CATALOGUES = 'what the script says comes from our catalogues'
const PLACES = 'our lists have no empty places, so they are not counted either'

/** What we refuse, and why. */
const refused: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'character-count': {
    'with neither maxlength nor maxwords set': 'our limit is the server’s, so there always is one',
    'with translations': CATALOGUES,
  },
  checkboxes: { 'with falsy values': PLACES },
  'date-input': {
    'with values, name prefix and custom names': 'a part with another name sets its own width',
    'with nested name': 'a part with another name needs a label of its own',
    'with field value and items': 'parts are given once, as items',
  },
  'file-upload': { translated: CATALOGUES },
  panel: Object.fromEntries(
    [
      'interruption',
      'interruption-with-content-with-long-line-length',
      'interruption-with-headings-content-and-lists',
      'interruption with custom classes',
      'interruption, with actions classes and attributes',
      'interruption, submit action',
      'interruption, button link',
      'interruption, no actions',
      'interruption, no actions items',
    ].map((name) => [name, 'nothing of ours interrupts']),
  ),
  radios: { 'with falsy items': PLACES },
  'task-list': { 'with empty values': PLACES },
}

const english = words('en')
const require = createRequire(import.meta.url)

for (const [component, draw] of Object.entries(drawers)) {
  const path = require.resolve(`govuk-frontend/dist/govuk/components/${component}/fixtures.json`)
  const { fixtures } = JSON.parse(readFileSync(path, 'utf8')) as { fixtures: Fixture[] }
  for (const fixture of fixtures) {
    const why = refused[component]?.[fixture.name]
    test(`${component}: ${fixture.name}`, { skip: why ?? false }, () => {
      const options = ours(component, fixture.options)
      const drawn = String(draw({ words: english, ...options } as never))
      assert.equal(normalise(drawn).join('\n'), normalise(fixture.html).join('\n'))
    })
  }
}

test('every refusal names a fixture that exists', () => {
  for (const [component, names] of Object.entries(refused)) {
    const path = require.resolve(`govuk-frontend/dist/govuk/components/${component}/fixtures.json`)
    const { fixtures } = JSON.parse(readFileSync(path, 'utf8')) as { fixtures: Fixture[] }
    const known = new Set(fixtures.map((fixture) => fixture.name))
    for (const name of Object.keys(names)) assert.ok(known.has(name), `${component}: ${name}`)
  }
})

// Pairs of theirs that are one option with us.
const pairs: readonly [string, string, string][] = [
  ['html', 'text', 'text'],
  ['titleHtml', 'titleText', 'title'],
  ['summaryHtml', 'summaryText', 'summary'],
  ['descriptionHtml', 'descriptionText', 'description'],
]

type Options = Record<string, unknown>

function ours(component: string, given: Options): Options {
  const options = translate(given) as Options
  reshape[component]?.(options)
  return options
}

function translate(given: unknown): unknown {
  if (Array.isArray(given)) {
    // Their lists may hold empty places, for templates that decide inside a list.
    return given.filter(isSomething).map(translate)
  }
  if (typeof given !== 'object' || given === null) return given
  const options: Options = {}
  for (const [name, value] of Object.entries(given)) {
    if (value === null) continue
    options[name] = name === 'attributes' ? value : translate(value)
  }
  for (const [markup, text, name] of pairs) {
    const said = options[text] as string | number | undefined
    if (options[markup]) options[name] = raw(options[markup])
    else if (said !== undefined) options[name] = `${said}`
    if (markup !== name) delete options[markup]
    if (text !== name) delete options[text]
  }
  return options
}

function isSomething(value: unknown): boolean {
  return typeof value === 'object' && value !== null
    ? Object.keys(value).length > 0
    : Boolean(value)
}

// Where our options have another shape than theirs.
const reshape: Readonly<Record<string, (options: Options) => void>> = {
  'back-link': (options) => {
    options['href'] ||= '#'
  },
  'skip-link': (options) => {
    options['href'] ||= '#content'
    options['text'] ??= ''
  },
  'character-count': (options) => {
    const said = options['textareaDescriptionText'] as string | undefined
    const limit = (options['maxwords'] ?? options['maxlength']) as string
    if (said) options['description'] = said.replace('%{count}', limit)
  },
  checkboxes: conditionals,
  radios: conditionals,
  'date-input': (options) => {
    const part = (name: string) =>
      options[name] === false ? [] : [{ name, ...(options[name] as Options | undefined) }]
    const given = options['items'] as Options[] | undefined
    options['items'] = given?.length ? given : ['day', 'month', 'year'].flatMap(part)
  },
  'error-summary': (options) => {
    options['errorList'] ??= []
    options['title'] ??= ''
  },
  fieldset: (options) => {
    options['body'] = options['text']
  },
  select: (options) => {
    options['items'] ??= []
  },
  tabs: (options) => {
    const items = (options['items'] ?? []) as { panel: Options }[]
    options['items'] = items.map((item) => ({
      ...item,
      panel: item.panel['text'],
      panelAttributes: item.panel['attributes'],
    }))
  },
}

function conditionals(options: Options): void {
  for (const item of (options['items'] ?? []) as { conditional?: Options | undefined }[]) {
    if (item.conditional) item.conditional = item.conditional['text'] as Options | undefined
  }
}
