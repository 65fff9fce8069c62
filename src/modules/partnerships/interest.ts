/** Something a member could gain or lose by: an organisation, or anything else in their words. */
export type Interest = {
  id: string
  partnership: string
  member: string
  organisation: string | null
  about: string
  declaredAt: Date
  /** The member, or whoever noted it when they said it in the room. */
  declaredBy: string
}

export const longestInterest = 500
