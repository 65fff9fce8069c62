/** A listening round: one question, asked by one partnership, for a while. */
export type Round = {
  id: string
  partnership: string
  code: string
  languages: string[]
  moderation: 'before' | 'after'
  opensAt: Date | null
  closesAt: Date | null
  openedAt: Date | null
  closedAt: Date | null
  source: string | null
  licence: string | null
  /** Where it came whole from another installation: the key of its codes, wrapped under this one's secret. */
  movedKey: string | null
  createdAt: Date
  texts: RoundText[]
}

export type RoundText = {
  language: string
  question: string
  reason: string
  use: string
  invited: string
}

export type RoundState = 'draft' | 'scheduled' | 'open' | 'closed'

/** Where a round stands at a moment. It is open from its opening (or its opening date, if later) until it is closed or its closing date has come. */
export function stateOf(
  round: Pick<Round, 'openedAt' | 'closedAt' | 'opensAt' | 'closesAt'>,
  now: Date,
): RoundState {
  if (round.openedAt === null) return 'draft'
  if (round.closedAt !== null || (round.closesAt !== null && round.closesAt <= now)) return 'closed'
  if (round.opensAt !== null && round.opensAt > now) return 'scheduled'
  return 'open'
}

/** The round's words in the reader's language, or in the round's first one. */
export function textIn(round: Pick<Round, 'texts' | 'languages'>, language: string): RoundText {
  const text =
    round.texts.find((each) => each.language === language) ??
    round.texts.find((each) => each.language === round.languages[0]) ??
    round.texts[0]
  if (!text) throw new TypeError('a round has words in at least one language')
  return text
}
