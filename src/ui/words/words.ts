import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { catalogues } from './catalogues.ts'
import type { Key } from './catalogues.ts'
import { date, time } from './dates.ts'
import type { DateStyle, When } from './dates.ts'
import { languages } from './language.ts'
import type { Language } from './language.ts'
import { list } from './lists.ts'
import { compile, say, sayRich } from './message.ts'
import type { Message, RichValues, Values } from './message.ts'
import { money, number, percent } from './numbers.ts'

/** Everything a page needs to speak one language. */
export type Words = Readonly<{
  language: Language
  direction: 'ltr' | 'rtl'
  /** The message as text. Falls back to English where it is not translated. */
  t: (key: Key, values?: Values) => string
  /** The message as markup, marked as English where it fell back to English. */
  tn: (key: Key, values?: Values) => Html
  /** A message with tags, each given to a function that draws it; everything else is escaped. */
  th: (key: Key, values: RichValues) => Html
  /** Whether the message is said in this language. */
  has: (key: Key) => boolean
  date: (when: When, style?: DateStyle) => string
  time: (when: Date | string) => string
  number: (value: number, digits?: number) => string
  /** A share from 0 to 1. */
  percent: (share: number, digits?: number) => string
  /** Money in the smallest unit: pence. */
  money: (pence: number | bigint, currency?: string) => string
  list: (items: readonly string[]) => string
  /** Whether every English message under these prefixes (`listening.respond`) is translated. */
  complete: (...prefixes: string[]) => boolean
}>

const made = new Map<Language, Words>()

/** The words of a language. Made once: it holds no state but compiled messages. */
export function words(language: Language): Words {
  let known = made.get(language)
  if (!known) {
    known = make(language)
    made.set(language, known)
  }
  return known
}

/**
 * The words of a page whose messages are under these prefixes: the reader's language where all of
 * them are said in it, or else English. A page in two languages is whole in neither.
 */
export function wordsOfPage(language: Language, ...prefixes: string[]): Words {
  const own = words(language)
  return own.complete(...prefixes) ? own : words('en')
}

/** The languages that such a page is whole in. */
export function languagesOfPage(...prefixes: string[]): Language[] {
  return (Object.keys(languages) as Language[]).filter((language) =>
    words(language).complete(...prefixes),
  )
}

function make(language: Language): Words {
  const own = catalogues[language]
  const compiled = new Map<string, Message>()
  const completed = new Map<string, boolean>()

  function find(key: Key): Message {
    let message = compiled.get(key)
    if (message === undefined) {
      const text = own.get(key)
      const english = text ?? catalogues.en.get(key)
      if (english === undefined) throw new Error(`No words for ${key}`)
      message = compile(text === undefined ? 'en' : language, english)
      compiled.set(key, message)
    }
    return message
  }

  const has = (key: Key) => own.has(key)
  const marked = (key: Key, said: Html) =>
    has(key) ? said : html`<span lang="en" dir="ltr">${said}</span>`

  function complete(...prefixes: string[]): boolean {
    const key = prefixes.join()
    let answer = completed.get(key)
    if (answer === undefined) {
      answer = [...catalogues.en.keys()].every(
        (each) => own.has(each) || !prefixes.some((prefix) => under(each, prefix)),
      )
      completed.set(key, answer)
    }
    return answer
  }

  return {
    language,
    direction: languages[language].direction,
    t: (key, values) => say(find(key), values),
    tn: (key, values) => marked(key, html`${say(find(key), values)}`),
    th: (key, values) => marked(key, sayRich(find(key), values)),
    has,
    date: (when, style) => date(language, when, style),
    time: (when) => time(language, when),
    number: (value, digits) => number(language, value, digits),
    percent: (share, digits) => percent(language, share, digits),
    money: (pence, currency) => money(language, pence, currency),
    list: (items) => list(language, items),
    complete,
  }
}

/** `listening.respond` covers itself and `listening.respond.agree`, not `listening.respondents`. */
export function under(key: string, prefix: string): boolean {
  return key === prefix || key.startsWith(`${prefix}.`)
}
