import { OpinionInputError } from './responses.ts'

/**
 * The records of a CSV text (RFC 4180: commas, double quotes, either line ending; a leading byte
 * order mark and blank lines are passed over). A record without quotes comes as the bare line, so
 * that a reader of wide tables may scan it in place; {@link cellsOf} parts it.
 *
 * @throws OpinionInputError where a quoted field never ends.
 */
export function* csvRows(text: string): Generator<string | string[], undefined, undefined> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let row = 0
  let quote = -1
  while (at < text.length) {
    let end = text.indexOf('\n', at)
    if (end < 0) end = text.length
    if (quote < at) {
      quote = text.indexOf('"', at)
      if (quote < 0) quote = Infinity
    }
    if (quote > end) {
      const line = text.slice(at, text.charCodeAt(end - 1) === 13 ? end - 1 : end)
      at = end + 1
      if (line.trim() === '') continue
      row++
      yield line
      continue
    }
    row++
    const cells: string[] = []
    for (;;) {
      let cell: string
      if (text[at] === '"') {
        cell = ''
        for (;;) {
          const close = text.indexOf('"', at + 1)
          if (close < 0) {
            throw new OpinionInputError(`Row ${row}: a quoted field never ends; close its quote.`)
          }
          cell += text.slice(at + 1, close)
          at = close + 1
          if (text[at] !== '"') break
          cell += '"'
        }
        while (at < text.length && text[at] !== ',' && text[at] !== '\n') {
          if (text[at] !== '\r') cell += text[at]!
          at++
        }
      } else {
        const from = at
        while (at < text.length && text[at] !== ',' && text[at] !== '\n') at++
        cell = text.slice(from, text[at - 1] === '\r' && text[at] !== ',' ? at - 1 : at)
      }
      cells.push(cell)
      if (text[at] !== ',') break
      at++
    }
    at++
    yield cells
  }
  return undefined
}

/** The fields of a record. */
export function cellsOf(record: string | string[]): string[] {
  return typeof record === 'string' ? record.split(',') : record
}
