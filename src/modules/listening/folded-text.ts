/**
 * A text as the spotter reads it: full-width and other look-alike characters made plain, digits of
 * other scripts made 0 to 9, invisible characters left out. Each character of it knows which
 * characters of the original it stands for, always whole ones as a reader sees them, so that nothing
 * found ever cuts an emoji or a letter from its accent.
 */
export type FoldedText = {
  text: string
  /** Where the original of `text.slice(start, end)` lies. */
  original(start: number, end: number): { start: number; end: number }
}

// The zero of each set of digits people here type with: Arabic, Persian and Urdu, and the scripts of
// Hindi, Bengali, Punjabi and Gujarati.
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6]
// Zero-width characters, soft hyphens, direction marks, variation selectors, keycap and emoji joiners.
const invisible =
  // oxlint-disable-next-line no-misleading-character-class -- each is meant by itself
  /[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u20e3]/g
const dashes = /[\u2010-\u2015\u2212]/g

const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' })

export function folded(text: string): FoldedText {
  // Most texts need nothing: no character outside the plain ones, so every place is its own.
  // oxlint-disable-next-line no-control-regex -- the plain characters, all of them
  if (/^[\u0000-\u007f]*$/.test(text) && !text.includes('\r\n'))
    return { text, original: (start, end) => ({ start, end }) }
  let out = ''
  const starts: number[] = []
  const ends: number[] = []
  for (const { segment, index } of clusters.segment(text)) {
    const plain = plainly(segment)
    for (let unit = 0; unit < plain.length; unit += 1) {
      starts.push(index)
      ends.push(index + segment.length)
    }
    out += plain
  }
  return {
    text: out,
    original: (start, end) => ({ start: starts[start]!, end: ends[end - 1]! }),
  }
}

function plainly(cluster: string): string {
  return cluster
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(dashes, '-')
    .replace(/[\u2018\u2019\u02bc\u0060\u00b4]/g, "'")
    .replace(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0)!
      const zero = zeros.find((each) => code >= each && code < each + 10)
      return zero === undefined ? digit : String(code - zero)
    })
}

/** For looking a word up in a list: small letters without accents. */
export function bare(word: string): string {
  return word
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, '')
    .toLowerCase()
}
