/** People of a neighbourhood, and those who stand with them, who decide together. */
export type Partnership = {
  id: string
  slug: string
  name: string
  purpose: string
  neighbourhood: { id: string; name: string; translations: Record<string, string> } | null
  /** First language first. */
  languages: string[]
  nation: string
  invented: boolean
  foundedAt: Date
}

/** What the place is called: its neighbourhood's own name where it has one. */
export function placeName(partnership: Partnership, language: string): string {
  const { neighbourhood } = partnership
  return neighbourhood
    ? neighbourhood.translations[language] || neighbourhood.name
    : partnership.name
}

/** The language to speak here: the reader's where the partnership speaks it, or else its first. */
export function languageIn(partnership: Pick<Partnership, 'languages'>, asked: string): string {
  return partnership.languages.includes(asked) ? asked : partnership.languages[0]!
}

/** In Wales everything is in Welsh and in English, whichever else is chosen. */
export function languagesFor(nation: string, chosen: readonly string[]): string[] {
  const needed = nation === 'wales' ? ['cy', 'en'] : []
  const all = [...new Set([...chosen, ...needed])]
  return all.length > 0 ? all : ['en']
}

/**
 * A name as it stands in an address: `Côr y Cwm` is `cor-y-cwm`. Empty where no Latin letter or
 * digit is left, as in a name written in Urdu.
 */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '')
}
