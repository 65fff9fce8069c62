/** A name in several languages; English is always there. */
export type Names = { en: string } & Record<string, string>

export function nameIn(names: Names, language: string): string {
  return names[language] || names.en
}
