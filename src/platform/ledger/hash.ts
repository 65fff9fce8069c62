import { createHash } from 'node:crypto'

export type HashedEvent = {
  previousHash: Buffer
  partnership: string
  sequence: bigint
  /** UTC with microseconds, `2026-03-12T09:30:00.000000Z`, as the database prints it. */
  at: string
  actor: string
  act: string
  subjectKind: string
  subject: string
  body: string
}

/**
 * SHA-256 over the fields joined by line feeds, the same text that `platform.ledger_hash` builds in
 * SQL. No field but the last may hold a line feed, so two different events never share a text.
 */
export function ledgerHash(event: HashedEvent): Buffer {
  return createHash('sha256')
    .update(
      [
        event.previousHash.toString('hex'),
        event.partnership,
        event.sequence,
        event.at,
        event.actor,
        event.act,
        event.subjectKind,
        event.subject,
        event.body,
      ].join('\n'),
    )
    .digest()
}

export const genesis = Buffer.alloc(32)
