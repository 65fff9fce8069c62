/** What an organisation asks of communities or others, with what answering is thought to cost them. */
export type SupportAsk = {
  id: string
  partnership: string
  intent: string | null
  askedBy: string
  /** Whom, in words: a community is no organisation. */
  askedOf: string
  what: string
  language: string
  /** Of everybody asked together. */
  hours: number
  hoursPaid: number
  madeAt: Date
}

export type SupportAnswer = {
  id: string
  ask: string
  /** Null where the partnership itself answers. */
  organisation: string | null
  text: string
  language: string
  hours: number | null
  answeredAt: Date
}

/** An ask with how often it was answered, and the hours that took. */
export type AskWithCost = SupportAsk & { answers: number; spent: number }

export type AskSums = { askedBy: string; hours: number; spent: number; paid: number }

/** Hours asked for, spent and paid for, by who asked. */
export function sumsOf(asks: readonly AskWithCost[]): AskSums[] {
  const sum = (numbers: readonly number[]) =>
    // Tenths of an hour add up exactly as whole numbers only.
    numbers.reduce((total, each) => total + Math.round(each * 10), 0) / 10
  return [...Map.groupBy(asks, ({ askedBy }) => askedBy)].map(([askedBy, own]) => ({
    askedBy,
    hours: sum(own.map(({ hours }) => hours)),
    spent: sum(own.map(({ spent }) => spent)),
    paid: sum(own.map(({ hoursPaid }) => hoursPaid)),
  }))
}

export const longestAsk = 2000
const mostHours = 100_000

/** Hours as typed, to a tenth; undefined where they are no number of hours. */
export function readHours(typed: string): number | undefined {
  const bare = typed.trim().replace(',', '.')
  if (!/^\d{1,6}(\.\d+)?$/.test(bare)) return undefined
  const hours = Math.round(Number(bare) * 10) / 10
  return hours <= mostHours ? hours : undefined
}
