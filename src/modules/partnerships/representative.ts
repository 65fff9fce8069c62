/** Somebody who speaks for an organisation without being a member: in one partnership, or in all of them. */
export type Representative = {
  id: string
  organisation: string
  person: string
  /** Null: everywhere. */
  partnership: string | null
  namedAt: Date
}
