/** The files a round can be taken out as: the columns of the open Polis data, and two of our own. */
export const exportNames = [
  'comments.csv',
  'votes.csv',
  'participants-votes.csv',
  'testimony.csv',
  'results.csv',
  'round.json',
] as const
export type ExportName = (typeof exportNames)[number]

export function isExportName(name: string): name is ExportName {
  return (exportNames as readonly string[]).includes(name)
}

/** A row of CSV (RFC 4180). Numbers stand as they are; text is quoted where it must be. */
export function csvRow(cells: readonly (string | number | null)[]): string {
  return `${cells
    .map((cell) => {
      if (cell === null) return ''
      if (typeof cell === 'number') return String(cell)
      return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
    })
    .join(',')}\n`
}

const formula = /^'*[=+\-@\t\r]/

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe in front, so that opening the
 * file runs nothing. Reading it back takes the apostrophe off again (`plainText`).
 */
export function safeText(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

export function plainText(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}

/** The hour a moment falls in: exact times beside whole sets of answers would tell who gave them. */
export function wholeHour(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000)
}

/** `Wed Jul 27 21:56:00 UTC 2022`, as the open data writes it. */
export function datetime(at: Date): string {
  const [weekday, day, month, year, time] = at.toUTCString().replace(',', '').split(' ')
  return `${weekday} ${month} ${day} ${time} UTC ${year}`
}
