/** Words by which a document makes a community group over in the likeness of a service. */
export type Term = {
  term: string
  /** Other forms of it: what no rule makes of it, and phrases that mean the same. */
  forms: readonly string[]
  why: string
  instead: string
}

/** One place in a document, with the sentence it stands in. Offsets count UTF-16 code units. */
export type Finding = {
  term: string
  start: number
  end: number
  sentence: { before: string; found: string; after: string }
  why: string
  instead: string
}

type Change = readonly [from: string, to: readonly string[]]

// Initial consonants as Welsh changes them after other words (soft, nasal, aspirate). Two letters that
// are one sound come first: `rh` is not `r`. A dropped `g` leaves nothing.
const mutations: readonly Change[] = [
  ['ch', []],
  ['dd', []],
  ['ff', []],
  ['ng', []],
  ['ph', []],
  ['th', []],
  ['ll', ['l']],
  ['rh', ['r']],
  ['p', ['b', 'mh', 'ph']],
  ['t', ['d', 'nh', 'th']],
  ['c', ['g', 'ngh', 'ch']],
  ['b', ['f', 'm']],
  ['d', ['dd', 'n']],
  ['g', ['', 'ng']],
  ['m', ['f']],
]

/** A Welsh word as it may stand after another: `targed` is also `darged`, `nharged` and `tharged`. */
export function mutated(word: string): string[] {
  const lower = word.toLowerCase()
  if (/^[aeiouwyâêîôûŵŷ]/u.test(lower)) return [lower, `h${lower}`]
  const change = mutations.find(([from]) => lower.startsWith(from))
  if (!change) return [lower]
  return [lower, ...change[1].map((to) => to + lower.slice(change[0].length))]
}

// As words, never as a pattern; an apostrophe is typed in two ways.
const escaped = (text: string) =>
  text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(/[’']/g, "[’']")

/** An English word and what stands for more than one of it. */
function plurals(word: string): string {
  if (/[^aeiou]y$/i.test(word)) return `${escaped(word.slice(0, -1))}(?:y|ies|y[’']s)`
  if (/(?:s|x|z|ch|sh)$/i.test(word)) return `${escaped(word)}(?:es)?`
  return `${escaped(word)}(?:s|[’']s|s[’'])?`
}

function pattern(form: string, language: string): string {
  const words = form.trim().split(/[\s-]+/u)
  const said = words.map((word, index) => {
    if (language === 'cy' && index === 0) return `(?:${mutated(word).map(escaped).join('|')})`
    // Welsh makes more of a thing in too many ways to guess: those stand in the list.
    return language === 'en' && index === words.length - 1 ? plurals(word) : escaped(word)
  })
  return said.join('[\\s\\u00a0\\u2010\\u2011-]+')
}

// What makes a capital letter the name of a street, a house or a hill, and no term: after it, or before it in Welsh.
const placeAfter =
  /^\s+(?:Road|Street|Lane|Avenue|Close|Drive|Way|House|Court|Hall|Park|Square|Terrace|Gardens|Place|Crescent|Hill|Green)\b/u
const placeBefore = /\b(?:Heol|Stryd|Ffordd|Lôn|Plas|Parc|Neuadd|Tŷ|Maes)\s+(?:y\s+|yr\s+)?$/u

/** Whether the words found are part of a name, such as Target Road. */
function isName(text: string, start: number, end: number): boolean {
  if (!/^\p{Lu}/u.test(text.slice(start, end))) return false
  return (
    placeAfter.test(text.slice(end, end + 20)) ||
    placeBefore.test(text.slice(Math.max(0, start - 20), start))
  )
}

/**
 * Every place where a document says one of the terms, in order. Words are whole words; case does not
 * matter; a space and a hyphen are the same; English plurals and Welsh mutations are known. Of terms
 * that overlap the longer is meant. Advice on a text, and no measure of it.
 */
export function readForDrift(text: string, terms: readonly Term[], language: string): Finding[] {
  const all: Finding[] = []
  for (const term of terms) {
    const forms = [term.term, ...term.forms].filter((form) => form.trim() !== '')
    if (forms.length === 0) continue
    const any = new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${forms
        .map((form) => pattern(form, language))
        .toSorted((a, b) => b.length - a.length)
        .join('|')})(?![\\p{L}\\p{N}])`,
      'giu',
    )
    for (const match of text.matchAll(any)) {
      const start = match.index
      const end = start + match[0].length
      if (isName(text, start, end)) continue
      all.push({
        term: term.term,
        start,
        end,
        sentence: sentenceAt(text, start, end),
        why: term.why,
        instead: term.instead,
      })
    }
  }
  all.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Finding[] = []
  for (const finding of all) {
    const last = kept.at(-1)
    if (last && finding.start < last.end) {
      if (finding.end - finding.start > last.end - last.start) kept[kept.length - 1] = finding
      continue
    }
    kept.push(finding)
  }
  return kept
}

/** How much of a sentence without an end is shown on either side. */
const longestSide = 200

function sentenceAt(text: string, start: number, end: number): Finding['sentence'] {
  const head = text.slice(Math.max(0, start - longestSide), start)
  const tail = text.slice(end, end + longestSide)
  const begins = Math.max(
    head.lastIndexOf('\n') + 1,
    ...[...head.matchAll(/[.!?:]\s+/gu)].map((match) => match.index + match[0].length),
  )
  const stops = /[.!?](?=\s|$)|\n/u.exec(tail)
  const after = stops ? tail.slice(0, stops.index + (stops[0] === '\n' ? 0 : 1)) : tail
  return { before: head.slice(begins), found: text.slice(start, end), after }
}

/** A term of a partnership's own list: one it adds, one it says otherwise, or one it leaves out. */
export type OwnTerm = {
  id: string
  language: string
  term: string
  why: string
  instead: string
  lookedFor: boolean
}

const sameTerm = (one: string, other: string) =>
  one.toLocaleLowerCase() === other.toLocaleLowerCase()

/** The common list as a partnership has changed it for itself. */
export function termsFor(common: readonly Term[], own: readonly OwnTerm[]): Term[] {
  const changed = common.flatMap((term): Term[] => {
    const mine = own.find((each) => sameTerm(each.term, term.term))
    if (!mine) return [term]
    return mine.lookedFor ? [{ ...term, why: mine.why, instead: mine.instead }] : []
  })
  const added = own
    .filter((each) => each.lookedFor && !common.some((term) => sameTerm(term.term, each.term)))
    .map(({ term, why, instead }): Term => ({ term, forms: [], why, instead }))
  return [...changed, ...added]
}
