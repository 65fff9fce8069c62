import { createHash } from 'node:crypto'
import type { AboutAnswer } from './about-answer.ts'
import {
  emptyMark,
  readMark,
  sameMark,
  writeKeyedAbout,
  type KeyedSheet,
  type Mark,
} from './keying.ts'
import type { Pass } from './batch.ts'

/** Something that the two keyings of a batch do not agree on, to be settled by looking at the paper. */
export type Difference = {
  /** Names it in a form. */
  key: string
  participant: string
  /** Where to find the paper: its place in each keying; null where it was not keyed. */
  places: Record<Pass, number | null>
} & (
  | { kind: 'sheet' }
  | { kind: 'mark'; statement: string; first: Mark; second: Mark }
  | {
      kind: 'about'
      question: string
      first: AboutAnswer | undefined
      second: AboutAnswer | undefined
    }
  | { kind: 'words'; part: WordsPart; first: string; second: string }
)

const wordsParts = ['ownStatement', 'ownWords', 'mayPublish'] as const
export type WordsPart = (typeof wordsParts)[number]

/** Why a whole sheet is left out. */
export const sheetSetAsides = ['not-ours', 'damaged', 'keyed-once'] as const
export type SheetSetAside = (typeof sheetSetAsides)[number]

const wordsOf = (sheet: KeyedSheet, part: WordsPart): string =>
  part === 'mayPublish' ? (sheet.mayPublish ? 'yes' : 'no') : sheet[part]

/** All that differs, sheet by sheet in the order of the first keying. */
export function differencesBetween(
  first: readonly KeyedSheet[],
  second: readonly KeyedSheet[],
): Difference[] {
  const others = new Map(second.map((sheet) => [sheet.participant, sheet]))
  const differences: Difference[] = []
  for (const sheet of first) {
    const other = others.get(sheet.participant)
    others.delete(sheet.participant)
    if (other) differences.push(...differencesOfSheet(sheet, other))
    else differences.push(alone(sheet, 1))
  }
  for (const sheet of others.values()) differences.push(alone(sheet, 2))
  return differences
}

function alone(sheet: KeyedSheet, pass: Pass): Difference {
  const places = { 1: null, 2: null, [pass]: sheet.place }
  return {
    kind: 'sheet',
    key: `sheet.${sheet.participant}`,
    participant: sheet.participant,
    places,
  }
}

function differencesOfSheet(first: KeyedSheet, second: KeyedSheet): Difference[] {
  const { participant } = first
  const common = { participant, places: { 1: first.place, 2: second.place } }
  const found: Difference[] = []
  for (const statement of new Set([...first.marks.keys(), ...second.marks.keys()])) {
    const [a, b] = [first, second].map((sheet) => sheet.marks.get(statement) ?? emptyMark) as [
      Mark,
      Mark,
    ]
    if (!sameMark(a, b))
      found.push({
        ...common,
        kind: 'mark',
        key: `mark.${participant}.${statement}`,
        statement,
        first: a,
        second: b,
      })
  }
  // A file holds marks only; what the other keying read from the paper stands.
  if (first.uploaded || second.uploaded) return found
  for (const question of new Set([...first.about.keys(), ...second.about.keys()])) {
    const [a, b] = [first.about.get(question), second.about.get(question)]
    if (writeKeyedAbout(a) !== writeKeyedAbout(b))
      found.push({
        ...common,
        kind: 'about',
        key: `about.${participant}.${question}`,
        question,
        first: a,
        second: b,
      })
  }
  for (const part of wordsParts) {
    const [a, b] = [wordsOf(first, part), wordsOf(second, part)]
    if (a !== b)
      found.push({
        ...common,
        kind: 'words',
        key: `words.${participant}.${part}`,
        part,
        first: a,
        second: b,
      })
  }
  return found
}

/** How each difference was settled: `first`, `second`, the keys of another mark, or why a sheet is left out. */
export type Choices = ReadonlyMap<string, string>

/** Whether a choice settles a difference. */
export function settles(difference: Difference, choice: string | undefined): boolean {
  if (choice === undefined) return false
  if (difference.kind === 'sheet') return (sheetSetAsides as readonly string[]).includes(choice)
  if (choice === 'first' || choice === 'second') return true
  if (difference.kind === 'about') return choice === 'neither'
  return difference.kind === 'mark' && choice !== '' && readMark(choice) !== undefined
}

/** One person's sheet as it will be stored. */
export type SettledSheet = KeyedSheet & {
  leftOut: SheetSetAside | null
  /** The marks that were settled by choice. */
  chosen: Map<string, Mark>
}

/** The batch as settled. Every difference must have a choice that settles it. */
export function settled(
  first: readonly KeyedSheet[],
  second: readonly KeyedSheet[],
  choices: Choices,
): SettledSheet[] {
  const others = new Map(second.map((sheet) => [sheet.participant, sheet]))
  const sheets: SettledSheet[] = []
  for (const sheet of first) {
    const other = others.get(sheet.participant)
    others.delete(sheet.participant)
    sheets.push(other ? settledSheet(sheet, other, choices) : leftOut(sheet, choices))
  }
  return [...sheets, ...[...others.values()].map((sheet) => leftOut(sheet, choices))]
}

function leftOut(sheet: KeyedSheet, choices: Choices): SettledSheet {
  const why = choices.get(`sheet.${sheet.participant}`)
  if (!(sheetSetAsides as readonly (string | undefined)[]).includes(why))
    throw new TypeError('a sheet that was keyed once is settled by leaving it out')
  return { ...sheet, leftOut: why as SheetSetAside, chosen: new Map() }
}

function settledSheet(first: KeyedSheet, second: KeyedSheet, choices: Choices): SettledSheet {
  const sheet: SettledSheet = {
    // Of a keying and a file, the keying has the words.
    ...(first.uploaded && !second.uploaded ? second : first),
    marks: new Map([...second.marks, ...first.marks]),
    place: first.place,
    leftOut: null,
    chosen: new Map(),
  }
  sheet.about = new Map(sheet.about)
  for (const difference of differencesOfSheet(first, second)) {
    const choice = choices.get(difference.key)
    if (!settles(difference, choice)) throw new TypeError(`${difference.key} is not settled`)
    if (difference.kind === 'mark') {
      const mark =
        choice === 'first'
          ? difference.first
          : choice === 'second'
            ? difference.second
            : readMark(choice!)!
      sheet.marks.set(difference.statement, mark)
      sheet.chosen.set(difference.statement, mark)
    } else if (difference.kind === 'about') {
      const answer =
        choice === 'first' ? difference.first : choice === 'second' ? difference.second : undefined
      if (answer) sheet.about.set(difference.question, answer)
      else sheet.about.delete(difference.question)
    } else if (difference.kind === 'words') {
      const from = choice === 'first' ? first : second
      if (difference.part === 'mayPublish') sheet.mayPublish = from.mayPublish
      else sheet[difference.part] = from[difference.part]
    }
  }
  return sheet
}

/**
 * The id of a response that came from a batch: the same however often the batch is settled, so that
 * it is stored once. A UUID version 8 of SHA-256(batch, participant, statement).
 */
export function batchResponseId(batch: string, participant: string, statement: string): string {
  const bytes = createHash('sha256')
    .update(`${batch}\n${participant}\n${statement}`)
    .digest()
    .subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
