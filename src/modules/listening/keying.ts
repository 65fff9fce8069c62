import type { AboutAnswer } from './about-answer.ts'
import type { AboutQuestion } from './about-question.ts'
import type { Value } from './response.ts'

/** What stands in one row of boxes on a sheet: a response, nothing, or something that cannot be counted. */
export type Mark = { value: Value | null; important: boolean; setAside: SetAside | null }

/** Why a mark is not counted: nobody can tell what it says, or two boxes are ticked. */
const setAsides = ['unreadable', 'two-marks'] as const
export type SetAside = (typeof setAsides)[number]

export const emptyMark: Mark = { value: null, important: false, setAside: null }

/** The keys, in the order of the boxes on the sheet. */
const keys: Record<string, Pick<Mark, 'value' | 'setAside'>> = {
  '1': { value: 1, setAside: null },
  '2': { value: -1, setAside: null },
  '3': { value: 0, setAside: null },
  '0': { value: null, setAside: null },
  w: { value: null, setAside: 'two-marks' },
  x: { value: null, setAside: 'unreadable' },
}

/**
 * Reads one row as it was keyed: 1 agree, 2 disagree, 3 not sure, 0 or nothing an empty row, w two
 * boxes ticked, x unreadable; + beside it for “matters a lot”. Anything else is no mark.
 */
export function readMark(keyed: string): Mark | undefined {
  const typed = keyed.toLowerCase().replace(/\s/gu, '')
  const important = typed.endsWith('+')
  const key = important ? typed.slice(0, -1) : typed
  const known = key === '' ? keys['0'] : keys[key]
  return known && { ...known, important }
}

/** The keys of a mark: the same mark always has the same ones. */
export function writeMark(mark: Mark): string {
  const [key] = Object.entries(keys).find(
    ([, each]) => each.value === mark.value && each.setAside === mark.setAside,
  )!
  return mark.important ? `${key}+` : key
}

/** Every mark there is, to choose from when two keyings differ. */
export const allMarks: Mark[] = Object.values(keys).flatMap((each) => [
  { ...each, important: false },
  { ...each, important: true },
])

export const sameMark = (a: Mark, b: Mark): boolean => writeMark(a) === writeMark(b)

/** One person's sheet, call or turn at the table, as one of the two keyings has it. */
export type KeyedSheet = {
  participant: string
  /** 1, 2, 3 … in the order of keying, written in the paper's corner. */
  place: number
  language: string
  marks: Map<string, Mark>
  about: Map<string, AboutAnswer>
  ownStatement: string
  ownWords: string
  mayPublish: boolean
  /** Came in a file, with marks only. */
  uploaded: boolean
}

/**
 * Reads the numbers of the options ticked (“2”, or “1, 3”), or the words written. Undefined where a
 * number is none of the question's.
 */
export function readKeyedAbout(
  question: Pick<AboutQuestion, 'id' | 'kind' | 'words'>,
  keyed: string,
): AboutAnswer | null | undefined {
  const text = keyed.trim()
  if (text === '') return null
  if (question.kind === 'words') return { question: question.id, options: [], words: text }
  const many = Math.max(0, ...Object.values(question.words).map((each) => each.options.length))
  const numbers = text.split(/[\s,;.]+/u).filter((each) => each !== '')
  if (numbers.some((each) => !/^\d{1,2}$/.test(each) || Number(each) < 1 || Number(each) > many))
    return undefined
  const options = [...new Set(numbers.map((each) => Number(each) - 1))].sort((a, b) => a - b)
  if (question.kind === 'choice' && options.length > 1) return undefined
  return { question: question.id, options, words: '' }
}

export function writeKeyedAbout(answer: AboutAnswer | undefined): string {
  if (!answer) return ''
  return answer.words || answer.options.map((option) => option + 1).join(', ')
}
