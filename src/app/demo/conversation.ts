import type { Channel } from '../../modules/listening/index.ts'

/** A statement of the demonstration: who first said it, and how likely people of each leaning are to agree or disagree. */
export type SaidLine = {
  text: string
  /** In the neighbourhood's other language. */
  other?: string
  /** Where it came from, if not from the partnership. */
  said?: Channel
  /** For each leaning, the shares that agree and disagree; the rest are unsure. */
  lean: readonly (readonly [agree: number, disagree: number])[]
  /** The share of those who answer it to whom it matters a lot. */
  matters?: number
}

export type Testimony = { text: string; language: string; channel: Channel; theme: number }

export type DemoAnswer = {
  statement: number
  kind: 'we-will' | 'others-will' | 'we-cannot'
  text: string
  organisation?: string
}

/** A question about the people who take part, with how those who took part answered it. */
export type AboutLine = {
  dimension: string
  /** By language: the question and its options, in the order of `categories`. */
  words: Record<string, { label: string; hint: string; options: string[] }>
  categories: string[]
  /** Of every hundred who answered. */
  shares: readonly number[]
}

/** A made-up sheet: a key for each statement of the conversation, as keyed from the paper. */
export type DemoSheet = {
  marks: string
  /** What its first keyer typed instead, by the statement's place. */
  slips?: Record<number, string>
  /** In their own words, for others to read; and how the first keyer typed it, if otherwise. */
  words?: string
  wordsTyped?: string
}

export type DemoBatch = {
  name: string
  /** When the answers were given, and when each keying was finished that is. */
  given: number
  keyed: readonly [number] | readonly [number, number]
  settled?: number
  sheets: readonly DemoSheet[]
}

/** Sheets printed in one go, and what came back of them. */
export type PaperPile = { printed: number; sheets: number; batches: readonly DemoBatch[] }

/** One round of the demonstration. Times are days before now. */
export type Conversation = {
  words: { language: string; question: string; reason: string; use: string; invited: string }[]
  whatIsNew: string
  opened: number
  closed: number | null
  closesIn: number | null
  people: number
  /** How many of every hundred lean each way. */
  leanings: readonly number[]
  /** Of every hundred, how many take part by each channel. */
  channels: readonly (readonly [Channel, number])[]
  statements: readonly SaidLine[]
  about?: AboutLine
  paper?: PaperPile
  themes: readonly string[]
  testimony: readonly Testimony[]
  answers: readonly DemoAnswer[]
}
