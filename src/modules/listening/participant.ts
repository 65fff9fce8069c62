import { createHmac } from 'node:crypto'
import { roundKey, type Keyed } from './round-key.ts'

/**
 * Who a code stands for. Every participant is born with a code (on a sheet, in a link, or made for
 * their browser), and their id is computed from it, so the code itself is never stored and a stolen
 * database lets nobody act as anyone. The id is a UUID version 8 (RFC 9562 section 5.8): the first
 * 122 free bits of HMAC-SHA-256(key of the round, "participant\n" code).
 */
export function participantId(secret: string, round: Keyed, code: string): string {
  const bytes = createHmac('sha256', roundKey(secret, round))
    .update(`participant\n${code}`)
    .digest()
    .subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export type Channel = 'screen' | 'paper' | 'phone' | 'table' | 'room' | 'import'
