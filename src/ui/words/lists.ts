import { languages } from './language.ts'
import type { Language } from './language.ts'

const formats = new Map<Language, Intl.ListFormat>()

/** “one, two and three”. */
export function list(language: Language, items: readonly string[]): string {
  if (language === 'cy') return welsh(items)
  let format = formats.get(language)
  if (!format) {
    format = new Intl.ListFormat(languages[language].locale, { type: 'conjunction' })
    formats.set(language, format)
  }
  return format.format(items)
}

// The Unicode data joins Welsh lists with the literal text “a(c)”: “a” stands before a consonant,
// “ac” before a vowel, and w and y are vowels.
const VOWEL = /^[\s“"‘']*[aeiouwyâêîôûŵŷáéíóúäëïöü]/i

function welsh(items: readonly string[]): string {
  if (items.length < 2) return items.join('')
  const last = items.at(-1)!
  return `${items.slice(0, -1).join(', ')} ${VOWEL.test(last) ? 'ac' : 'a'} ${last}`
}
