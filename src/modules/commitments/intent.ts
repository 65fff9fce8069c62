/** What many say together that they mean to do. A draft among members until it is published; then its words stay. */
export type Intent = {
  id: string
  partnership: string
  slug: string
  title: string
  text: string
  /** What its signatories ask of others: “needs help and support”. */
  asks: string
  language: string
  draftedAt: Date
  publishedAt: Date | null
}

export const longestTitle = 160
export const longestText = 8000

/** A title as an address: its letters and numbers, without accents. Empty where it has none that an address can hold. */
export function slugOfIntent(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '')
}
