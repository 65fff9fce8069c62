/** Advice about the wording of a statement. It is advice only: nothing is refused for it. */
export type Advice = 'double' | 'loaded' | 'question' | 'long' | 'negative' | 'absolute' | 'jargon'

type Patterns = Record<Exclude<Advice, 'question' | 'long'>, RegExp>

// `\b` knows Latin letters alone, so words are bounded by what is not a letter or a mark.
const words = (...each: string[]) =>
  new RegExp(`(?<![\\p{L}\\p{M}])(?:${each.join('|')})(?![\\p{L}\\p{M}])`, 'iu')

const patterns: Record<string, Patterns> = {
  en: {
    double: words('and', 'but', 'as well as', 'and also', 'because'),
    loaded: words(
      'obviously',
      'clearly',
      'surely',
      'of course',
      'everyone knows',
      'everybody knows',
      'let’s face it',
      "let's face it",
      'ridiculous',
      'disgrace(?:ful)?',
      'shameful',
      'disgusting',
      'common sense',
      'no sensible person',
      'any reasonable person',
      'so-called',
      'finally',
    ),
    negative:
      /(?<![\p{L}])(?:not|never|no|n[’']t|cannot)(?![\p{L}])[^.;]*(?<![\p{L}])(?:not|never|without|un\p{L}{4,}|n[’']t)(?![\p{L}])/iu,
    absolute: words(
      'always',
      'never',
      'nobody',
      'no one',
      'everyone',
      'everybody',
      'only ever',
      'all of us',
    ),
    jargon: words(
      'stakeholders?',
      'service users?',
      'provision',
      'deliver(?:y|ables?)',
      'interventions?',
      'pathways?',
      'co-?produc(?:e|tion)',
      'signpost(?:ing)?',
      'multi-agency',
      'integrated',
      'hard[ -]to[ -]reach',
      'outcomes?',
      'wraparound',
      'assets?-based',
      'place-based',
    ),
  },
  cy: {
    double: words('ac', 'ond', 'yn ogystal â', 'oherwydd', 'achos'),
    loaded: words(
      'yn amlwg',
      'wrth gwrs',
      'mae pawb yn gwybod',
      'gwarth(?:us)?',
      'cywilydd(?:us)?',
      'hurt',
      'synnwyr cyffredin',
    ),
    negative:
      /(?<![\p{L}])(?:ddim|byth|nid|heb|na)(?![\p{L}])[^.;]*(?<![\p{L}])(?:ddim|byth|nid|heb)(?![\p{L}])/iu,
    absolute: words('bob amser', 'byth', 'neb', 'pawb', 'pob un'),
    jargon: words(
      'rhanddeiliaid',
      'defnyddwyr gwasanaeth',
      'darpariaeth',
      'ymyriad(?:au)?',
      'cyd-?gynhyrchu',
      'amlasiantaeth(?:ol)?',
      'integredig',
      'deilliannau',
    ),
  },
  ur: {
    double: words('اور', 'لیکن', 'مگر', 'کیونکہ'),
    loaded: words('ظاہر ہے', 'یقیناً', 'سب جانتے ہیں', 'شرمناک', 'مضحکہ خیز'),
    negative: /(?:نہیں|نہ|کبھی)(?![\p{L}])[^۔]*(?:نہیں|بغیر)(?![\p{L}])/u,
    absolute: words('ہمیشہ', 'کبھی نہیں', 'کوئی نہیں', 'سب لوگ', 'ہر کوئی'),
    jargon: words('اسٹیک ہولڈر(?:ز)?', 'سروس یوزر(?:ز)?', 'مداخلت'),
  },
}

/** How many words must stand on either side of an “and” before it looks like two statements in one. */
const halfOfTwo = 3
const longSentence = 25

/**
 * What could make a statement hard to answer fairly: two things in one (which of them does “agree”
 * mean?), words that lean, a question, great length, a double “not”, absolutes that few can agree
 * with, and words of offices. Found by word lists, in the languages that we have lists for.
 */
export function adviceOn(text: string, language: string): Advice[] {
  const advice: Advice[] = []
  const lists = patterns[language]
  if (lists && isDouble(text, lists.double)) advice.push('double')
  if (lists?.loaded.test(text)) advice.push('loaded')
  if (/[?؟]\s*$/u.test(text)) advice.push('question')
  if (wordsIn(text) > longSentence) advice.push('long')
  if (lists?.negative.test(text)) advice.push('negative')
  if (lists?.absolute.test(text)) advice.push('absolute')
  if (lists?.jargon.test(text)) advice.push('jargon')
  return advice
}

function isDouble(text: string, joining: RegExp): boolean {
  const parts = text.split(/;/u)
  if (parts.filter((part) => wordsIn(part) >= halfOfTwo).length > 1) return true
  const all = new RegExp(joining.source, 'giu')
  return [...text.matchAll(all)].some(
    (found) =>
      wordsIn(sentenceEnd(text.slice(0, found.index))) >= halfOfTwo &&
      wordsIn(text.slice(found.index + found[0].length).split(/[.!?۔]/u)[0]!) >= halfOfTwo,
  )
}

const sentenceEnd = (text: string) => text.split(/[.!?۔]/u).at(-1)!
const wordsIn = (text: string) => (text.match(/[\p{L}\p{M}\p{N}’'-]+/gu) ?? []).length
