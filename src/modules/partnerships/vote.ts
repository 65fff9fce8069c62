type VoteChannel = RecordedChannel | 'screen'

/** What somebody records for somebody else. A vote on a screen is always one's own. */
export const recordedChannels = ['hand', 'paper', 'phone'] as const
export type RecordedChannel = (typeof recordedChannels)[number]

export type Vote = {
  id: string
  member: string
  /** Null: abstains. */
  option: string | null
  channel: VoteChannel
  castAt: Date
  recordedBy: string
}

/** The newest vote of each member, from votes in the order they were stored. */
export function newestOf(votes: readonly Vote[]): Map<string, Vote> {
  return new Map(votes.map((vote) => [vote.member, vote]))
}
