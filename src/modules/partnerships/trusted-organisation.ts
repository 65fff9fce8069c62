/** The organisation that holds a partnership's money. It does not decide what the money is for. */
export type TrustedOrganisation = {
  id: string
  partnership: string
  organisation: string
  /** What it holds, in the board's words: “our grant of £150,000 from …”. */
  holds: string
  /** `YYYY-MM-DD`. */
  since: string
  namedAt: Date
  endedAt: Date | null
}

export const longestHolds = 1000
