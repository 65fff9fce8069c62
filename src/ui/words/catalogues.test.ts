import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import { catalogues, files } from './catalogues.ts'
import { languages } from './language.ts'
import type { Language } from './language.ts'
import { residents } from './residents.ts'
import { under } from './words.ts'

const all = Object.entries(catalogues) as [Language, ReadonlyMap<string, string>][]

const used = uses()

test('every message is a message in its language', () => {
  for (const [language, messages] of all) {
    for (const [key, text] of messages) {
      assert.doesNotThrow(
        () => new IntlMessageFormat(text, languages[language].locale),
        `${language} ${key}: ${text}`,
      )
      assert.notEqual(text.trim(), '', `${language} ${key} is empty`)
    }
  }
})

for (const file of files) {
  const of = (language: Language) =>
    [...catalogues[language].keys()].filter((key) => under(key, file))

  test(`${file}: Welsh says all that English says, and nothing else`, () => {
    assert.deepEqual(of('cy').sort(), of('en').sort())
  })

  test(`${file}: every message is used`, () => {
    const unused = of('en').filter((key) => !used.some((use) => use.test(key)))
    assert.deepEqual(unused, [])
  })
}

test('Urdu says nothing that English does not', () => {
  assert.deepEqual(
    [...catalogues.ur.keys()].filter((key) => !catalogues.en.has(key)),
    [],
  )
})

test('the pages of residents are whole in every language', () => {
  for (const [language, messages] of all) {
    const missing = [...catalogues.en.keys()].filter(
      (key) => residents.some((prefix) => under(key, prefix)) && !messages.has(key),
    )
    assert.deepEqual(missing, [], language)
  }
})

test('a translation takes the same values and tags as the English', () => {
  for (const [language, messages] of all) {
    for (const [key, text] of messages) {
      const english = catalogues.en.get(key)!
      assert.deepEqual(placeholders(text), placeholders(english), `${language} ${key}`)
    }
  }
})

test('no message holds markup of its own, and none shouts', () => {
  for (const [language, messages] of all) {
    for (const [key, text] of messages) {
      assert.doesNotMatch(text, /<[a-z]+\s|&[a-z]+;|style=|!/, `${language} ${key}`)
    }
  }
})

type Element = { type: number; value?: string; options?: object; children?: Element[] }

/** Names of values (`{name}`) and of tags (`<name>`), in order of the alphabet, each once. */
function placeholders(text: string): string[] {
  const found = new Set<string>()
  const walk = (elements: Element[]) => {
    for (const { type, value, options, children } of elements) {
      // 0 is plain text, 7 the # of a plural.
      if (type !== 0 && type !== 7 && value) found.add(children ? `<${value}>` : value)
      if (children) walk(children)
      for (const option of Object.values(options ?? {}) as { value: Element[] }[])
        walk(option.value)
    }
  }
  walk(new IntlMessageFormat(text, 'en').getAst())
  return [...found].sort()
}

/** What the source asks for: whole keys, and patterns where a key is put together. */
function uses(): RegExp[] {
  const source = fileURLToPath(new URL('../../', import.meta.url))
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' })
  const text = names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => withFile(readFileSync(`${source}/${name}`, 'utf8')))
    .join('\n')
  const start = `((?:${files.join('|')})\\.[\\w-](?:[\\w.-]|\\$\\{[^{}]*\\})*)`
  const whole = [...text.matchAll(new RegExp(`['"\`]${start}['"\`]`, 'g'))].map(([, found]) => {
    const parts = found!.split(/\$\{[^{}]*\}/).map((part) => part.replaceAll('.', '\\.'))
    return new RegExp(`^${parts.join('.+')}$`)
  })
  // With a template inside a template only the beginning can be read.
  const begun = [...text.matchAll(new RegExp(`\`${start}\\$\\{`, 'g'))].map(([, found]) => {
    const [beginning] = found!.split('${')
    return new RegExp(`^${beginning!.replaceAll('.', '\\.')}`)
  })
  return [...whole, ...begun]
}

/** Rules may not know words: one that needs them reads its own catalogue, whose keys lack the file. */
function withFile(text: string): string {
  const file = /^import .* from '.*locales\/en\/([\w-]+)\.json'/m.exec(text)?.[1]
  return file ? text.replaceAll(/(['"`])(?=[a-z][\w-]*\.)/g, `$1${file}.`) : text
}
