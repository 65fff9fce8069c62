import type { BoardOf } from './board.ts'

/** Who hears of a board by e-mail. Never public. */
export type BoardFollower = {
  id: string
  board: BoardOf
  address: string
  language: string
  confirmedAt: Date | null
}

/** An address that nobody confirmed is forgotten after this many days. */
export const daysToConfirm = 7
