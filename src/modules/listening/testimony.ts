/** As much as somebody may tell at once: about two pages. */
export const longestTestimony = 10_000

/** What became of a testimony: `private` ones are read by those who run the round and never shown. */
export type TestimonyStatus = 'waiting' | 'held' | 'published' | 'removed' | 'private'

export type Testimony = {
  id: string
  text: string
  /** What others read, where something was held back. */
  publicText: string | null
  language: string
  mayPublish: boolean
  status: TestimonyStatus
  givenAt: Date
}
