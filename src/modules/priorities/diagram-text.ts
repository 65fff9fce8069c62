/**
 * How wide words are drawn, before anything is drawn: a diagram made on the server has no browser to
 * ask. Widths are hundredths of the letter size, read from Atkinson Hyperlegible Next at weight 400,
 * for the characters from space to tilde; any other letter takes the width of a wide one, so that
 * words are broken a little early rather than run over.
 */
const widths = [
  28, 29, 30, 65, 59, 92, 73, 16, 30, 30, 49, 61, 21, 36, 21, 39, 65, 41, 55, 58, 61, 59, 60, 51,
  62, 60, 21, 21, 55, 63, 55, 48, 78, 63, 61, 65, 67, 57, 55, 69, 69, 39, 51, 63, 54, 82, 69, 71,
  59, 72, 61, 59, 56, 69, 59, 86, 62, 57, 61, 32, 39, 34, 55, 37, 24, 53, 57, 49, 56, 54, 31, 56,
  55, 25, 25, 49, 26, 85, 55, 55, 57, 57, 35, 47, 33, 54, 46, 68, 48, 45, 46, 34, 24, 34, 56,
]
const other = 62
// Naskh letters join and are narrow; marks above and below take no room of their own.
const arabic = 50

/** In letter sizes (em). A twentieth is added for typefaces that stand in for ours. */
export function widthOf(text: string): number {
  let sum = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (/\p{M}/u.test(character)) continue
    if (code > 0x05ff && code < 0x0800) sum += arabic
    else sum += widths[code - 32] ?? (code > 0x2e7f ? 100 : other)
  }
  return (sum / 100) * 1.05
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Words broken into lines no wider than this. A word too long for a line is broken where the line ends. */
export function linesOf(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/u).filter((each) => each !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const { segment } of letters.segment(word)) {
      if (line !== '' && widthOf(line + segment) > width) {
        lines.push(line)
        line = ''
      }
      line += segment
    }
  }
  if (line !== '') lines.push(line)
  return lines
}
