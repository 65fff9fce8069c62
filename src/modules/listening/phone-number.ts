// Phone numbers, in digits or in words, or half and half. A run of digit words is read as digits; a
// number is the longest whole run of them that a telephone number can be (Ofcom's numbering plan).

const said: Record<string, string> = Object.fromEntries(
  [
    '0 zero oh o nought sero dim صفر زیرو',
    '1 one un ایک',
    '2 two dau dwy دو',
    '3 three tri tair تین',
    '4 four pedwar pedair چار',
    '5 five pump pum پانچ',
    '6 six chwech chwe چھ چھے',
    '7 seven saith سات',
    '8 eight wyth آٹھ',
    '9 nine naw نو',
    '00 hundred cant',
    '000 thousand',
  ].flatMap((line) => {
    const [digits, ...names] = line.split(' ')
    return names.map((name) => [name, digits!])
  }),
)
const times: Record<string, number> = {
  double: 2,
  dwbl: 2,
  ڈبل: 2,
  triple: 3,
  treble: 3,
  triphlyg: 3,
}

type Piece = { digits: string; start: number; end: number; spoken: boolean }

const ownLine = /^0(?:1\d{8,9}|2\d{9}|7\d{9}|5[56]\d{8})$/
const fromAbroad = /^(?:00)?440?(?:1\d{8,9}|2\d{9}|7\d{9}|5[56]\d{8})$/
const otherCountry = /^(?!44)[1-9]\d{9,13}$/
const ringMe =
  /(?:^|[^\p{L}])(?:tel|telephone|phone|ph|mob|mobile|ring|call|text|txt|whatsapp|phone number|rhif ffon|rhif ffôn|ffon|ffôn|ffonio|ffoniwch|galw|galwch|tecstio|tecstiwch|فون|موبائل|کال)[\s:.,-]*(?:(?:me|us|him|her|them|on|at|is|no|number|fi|ni|ar|yw|پر|نمبر)[\s:.,-]*){0,3}$/iu
const counted =
  /^\s*(?:people|residents|homes|families|households|houses|signatures|votes|pounds|times|%|o bobl|o gartrefi|pobl|mph)/i
const helplines = /^(?:116\d{3}|999|101|105|111|119|112)$/

export function phones(text: string): { start: number; end: number }[] {
  const details: { start: number; end: number }[] = []
  for (const run of runsOfDigits(text)) {
    for (let first = 0; first < run.length; first += 1) {
      const length = phoneLength(text, run, first)
      if (length === 0) continue
      const [from, to] = [run[first]!, run[first + length - 1]!]
      const plus = /(?:\(?\+\s?|\()$/.exec(text.slice(0, from.start))?.[0].length ?? 0
      details.push({ start: from.start - plus, end: to.end })
      first += length - 1
    }
  }
  return details
}

/** How many pieces from `first` on make a telephone number; 0 for none. */
function phoneLength(text: string, run: Piece[], first: number): number {
  const before = text.slice(Math.max(0, run[first]!.start - 40), run[first]!.start)
  if (/[£$€][\d,. ]*$/.test(before)) return 0
  const plus = /\+\s?\(?$/.test(before)
  const asked = ringMe.test(before)
  let digits = ''
  let longest = 0
  for (let last = first; last < run.length && digits.length < 16; last += 1) {
    digits += run[last]!.digits
    const pieces = run.slice(first, last + 1)
    const thousands = /\d,\d{3}(?!\d)/.test(text.slice(pieces[0]!.start, pieces.at(-1)!.end))
    if (ownLine.test(digits) || fromAbroad.test(digits)) longest = last - first + 1
    else if (plus && otherCountry.test(digits)) longest = last - first + 1
    else if (/^7\d{9}$/.test(digits) && !thousands) longest = last - first + 1
    else if (
      asked &&
      longest === 0 &&
      /^[2-9]\d{5,7}$/.test(digits) &&
      last === run.length - 1 &&
      !thousands &&
      !helplines.test(digits) &&
      !pieces.every((piece) => /^(?:19|20)\d\d$/.test(piece.digits)) &&
      !counted.test(text.slice(run[last]!.end))
    )
      longest = last - first + 1
  }
  return longest
}

function runsOfDigits(text: string): Piece[][] {
  const runs: Piece[][] = []
  let run: Piece[] = []
  let multiplied: { by: number; start: number } | undefined
  let end = -1
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}]*|\d+/gu)) {
    const word = match[0].toLowerCase()
    const near =
      end >= 0 && /^(?:[\s,.()/_:*-]{0,4}|\s*\(0\)\s*)$/.test(text.slice(end, match.index))
    if (!near && run.length > 0) {
      runs.push(run)
      run = []
    }
    if (!near) multiplied = undefined
    const by = Object.hasOwn(times, word) ? times[word] : undefined
    const digits = /^\d/.test(word) ? word : Object.hasOwn(said, word) ? said[word] : undefined
    end = match.index + match[0].length
    if (by !== undefined) multiplied = { by, start: match.index }
    else if (digits !== undefined) {
      run.push({
        digits: digits.repeat(multiplied?.by ?? 1),
        start: multiplied?.start ?? match.index,
        end,
        spoken: digits !== word,
      })
      multiplied = undefined
    } else {
      if (run.length > 0) runs.push(run)
      run = []
      multiplied = undefined
      end = -1
    }
  }
  if (run.length > 0) runs.push(run)
  return runs
}
