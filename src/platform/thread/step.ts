/** One step of a thread, said plainly; `app` draws it as a line, as text and as data. */
export type ThreadStep = {
  id: string
  kind: string
  verb: string
  at: Date
  /** How and by whom: “on paper”, “by the partnership”. */
  who: string
  /** What people said or what was done. Null when it is no longer public. */
  title: string | null
  language: string
  /** As it was said, where the title is a translation of it. */
  original?: { text: string; language: string } | null
  /** Somebody's own words, to be shown as such. */
  quote: boolean
  href: string | null
  /** Where everything said under it stands in one list. */
  list?: string | null
  facts: string[]
  /** How people answered it, where that has been counted: a row for each group, or one for everyone. */
  counted: {
    people: number
    matters: number
    rows: { label: string; agree: number; unsure: number; disagree: number }[]
    /** More than half of every group lean the same way. */
    common: boolean
  } | null
  /** An answer as its kind and its own text, for drawing them apart. */
  answer: { kind: string; text: string } | null
  /** What is unfinished here, if anything: “nobody has answered this yet”. */
  open?: string
}
