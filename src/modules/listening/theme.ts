/** A name that the partnership gives to statements and words that belong together. */
export type Theme = {
  id: string
  title: string
  position: number
  statements: string[]
  testimonies: string[]
}

export type ThemeItem = { kind: 'statement' | 'testimony'; id: string }

/** `statement:<id>` or `testimony:<id>`, as a form sends it. */
export function readItem(text: string): ThemeItem | undefined {
  const [kind, id] = text.split(':')
  return id && (kind === 'statement' || kind === 'testimony') ? { kind, id } : undefined
}

export const mostThemes = 40
