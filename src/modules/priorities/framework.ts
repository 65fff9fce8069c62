/** Official categories, held as data: a lens over what people said, never the first page. */
export type Framework = {
  code: string
  /** By language; English always. */
  name: Record<string, string>
  source: string
  items: { code: string; name: Record<string, string> }[]
}

/** A name in the reader's language, or in English, and which of the two it is. */
export function nameIn(
  name: Record<string, string>,
  language: string,
): { text: string; language: string } {
  const own = name[language]
  return own === undefined ? { text: name['en'] ?? '', language: 'en' } : { text: own, language }
}
