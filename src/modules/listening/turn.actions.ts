import type { Context } from 'hono'
import { newCode } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import {
  clearCookie,
  readCookie,
  readSignedCookie,
  writeSignedCookie,
  type Env,
} from '../../platform/web/index.ts'
import { participantId } from './participant.ts'
import type { Round } from './round.ts'
import { readTurn, writeTurn, type Turn } from './turn.ts'

/** A turn and who it stands for. */
export type Taking = Turn & { participant: string }

type Of = Pick<Round, 'id' | 'code' | 'movedKey'>

// Long enough to stop and come back; a turn at a table is over by the evening.
const days = { screen: 180, table: 1 }

const cookie = (round: Of) => `turn-${round.code}`
const purpose = (round: Of) => `turn:${round.id}`

function taking(system: System, round: Of, turn: Turn): Taking {
  return { ...turn, participant: participantId(system.secret, round, turn.code) }
}

// Turns whose signature was found good, by the whole cookie: a busy evening sends each many times.
const verified = new WeakMap<System, Map<string, Taking>>()
const mostVerified = 20_000

/** Whose turn it is on this device; none if the cookie is missing or was tampered with. */
export function takingOf(system: System, c: Context<Env>, round: Of): Taking | undefined {
  const raw = readCookie(system, c, cookie(round))
  if (raw === undefined) return undefined
  const kept = verified.get(system) ?? new Map<string, Taking>()
  verified.set(system, kept)
  const key = `${round.id} ${raw}`
  const known = kept.get(key)
  if (known) return known
  const turn = readTurn(readSignedCookie(system, c, cookie(round)))
  if (!turn) return undefined
  const found = taking(system, round, turn)
  if (kept.size >= mostVerified) kept.clear()
  kept.set(key, found)
  return found
}

/** Begins a turn on this device, with the code given or a new one. */
export function beginTurn(
  system: System,
  c: Context<Env>,
  round: Of,
  given: Partial<Turn> = {},
): Taking {
  const turn: Turn = { code: given.code ?? newCode(3), channel: given.channel ?? 'screen' }
  writeSignedCookie(system, c, cookie(round), writeTurn(turn), days[turn.channel])
  return taking(system, round, turn)
}

export function endTurn(system: System, c: Context<Env>, round: Of): void {
  clearCookie(system, c, cookie(round))
}

/**
 * The turn as a text that a page's script keeps beside answers waiting for signal, so that they
 * are sent as the person who gave them, whoever holds the device by then.
 */
export function turnToken(system: System, round: Of, turn: Turn): string {
  const text = writeTurn(turn)
  return `${text}.${system.sign(purpose(round), text)}`
}

export function takingFromToken(system: System, round: Of, token: unknown): Taking | undefined {
  if (typeof token !== 'string' || token.length > 200) return undefined
  const dot = token.lastIndexOf('.')
  const text = token.slice(0, dot)
  if (dot < 0 || !system.verify(purpose(round), text, token.slice(dot + 1))) return undefined
  const turn = readTurn(text)
  return turn && taking(system, round, turn)
}
