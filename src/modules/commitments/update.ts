/** What happened to a promise, said by whoever speaks for the organisation, with where it is to be seen. */
export type Update = {
  id: string
  commitment: string
  text: string
  language: string
  evidenceUrl: string | null
  figure: string | null
  /** It is not done until those it was promised to have checked. */
  saysDone: boolean
  nextReviewOn: string | null
  postedAt: Date
}

export const longestUpdate = 2000
