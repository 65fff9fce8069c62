import type { Channel } from '../../modules/listening/index.ts'
import type { Response } from '../../modules/listening/response.ts'
import { newId } from '../../platform/ids.ts'
import type { Conversation } from './conversation.ts'

const hour = 3_600_000

/** Somebody made up, who leans the way one of the conversation's groups does. */
export type Person = { id: string; channel: Channel; leaning: number; at: Date }

/** Most come early. */
export function peopleOf(
  conversation: Conversation,
  random: () => number,
  ago: (days: number) => Date,
): Person[] {
  const from = ago(conversation.opened).getTime() + hour
  const to = ago(conversation.closed ?? 0).getTime() - 3 * hour
  return Array.from({ length: conversation.people }, () => {
    const at = new Date(from + (to - from) * random() ** 1.4)
    return {
      id: newId(at),
      channel: drawn(conversation.channels, random),
      leaning: drawn(
        conversation.leanings.map((share, index) => [index, share] as const),
        random,
      ),
      at,
    }
  })
}

/** Everyone sees the first few; how far they go on differs. */
export function responsesOf(
  person: Person,
  round: string,
  statements: readonly string[],
  conversation: Conversation,
  random: () => number,
): Response[] {
  const goesOn = 0.35 + 0.6 * random()
  return statements.flatMap((statement, index) => {
    if (index > 3 && random() > goesOn) return []
    const line = conversation.statements[index]!
    const [agree, disagree] = line.lean[person.leaning]!
    const draw = random()
    const value = draw < agree ? 1 : draw < agree + disagree ? -1 : 0
    const givenAt = new Date(person.at.getTime() + index * 14_000)
    return [
      {
        id: newId(givenAt),
        round,
        participant: person.id,
        statement,
        value,
        important: value !== 0 && random() < (line.matters ?? 0.1),
        channel: person.channel,
        givenAt,
      } satisfies Response,
    ]
  })
}

export function drawn<T>(shares: readonly (readonly [T, number])[], random: () => number): T {
  let left = random() * shares.reduce((sum, [, share]) => sum + share, 0)
  for (const [value, share] of shares) {
    left -= share
    if (left < 0) return value
  }
  return shares.at(-1)![0]
}
