/** One cell, read: its value, or what is wrong with it as the end of a catalogue key. */
export type Field<T> =
  | { ok: true; value: T }
  | { ok: false; what: string; values?: Record<string, string | number> }

/** A whole number from 0; `null` for an empty cell where one is allowed. */
export function wholeNumber(options: { empty?: boolean } = {}) {
  return (cell: string): Field<number | null> => {
    const text = cell.trim()
    if (text === '' && options.empty) return { ok: true, value: null }
    // Spreadsheets write 12 as 12.0 when they are careless.
    if (!/^\d{1,15}(\.0+)?$/.test(text)) return { ok: false, what: 'whole-number' }
    return { ok: true, value: Number(text) }
  }
}

/** −1, 0 or 1, in a column of this kind; only a vote in a wide table may be empty. */
export function valueIn(kind: 'vote' | 'vote-or-empty' | 'moderated') {
  return (cell: string): Field<-1 | 0 | 1 | null> => {
    const text = cell.trim()
    if (text === '' && kind === 'vote-or-empty') return { ok: true, value: null }
    if (!/^(-1|0|1)(\.0+)?$/.test(text)) return { ok: false, what: kind }
    return { ok: true, value: (Number(text) || 0) as -1 | 0 | 1 }
  }
}
