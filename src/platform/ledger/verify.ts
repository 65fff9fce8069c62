import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { genesis, ledgerHash } from './hash.ts'

export type LedgerFault = {
  partnership: string
  sequence: string
  what: 'hash' | 'link' | 'gap' | 'head' | 'unreadable'
}
export type LedgerReport = {
  chains: number
  events: number
  faults: LedgerFault[]
  heads: { partnership: string; sequence: string; hash: string }[]
}

type Row = {
  partnership_id: string
  sequence: string
  at: string
  actor: string
  act: string
  subject_kind: string
  subject_id: string
  body: string
  previous_hash: Buffer
  hash: Buffer
}

const page = 5000

/**
 * Re-computes every chain from its first event and compares it with what is stored: each hash, each
 * link to the one before, no gap, and the recorded end of the chain.
 */
export async function verifyLedger(
  db: Database,
  progress?: (events: number) => void,
  only?: string,
): Promise<LedgerReport> {
  const report: LedgerReport = { chains: 0, events: 0, faults: [], heads: [] }
  let after = { partnership: only ?? '00000000-0000-0000-0000-000000000000', sequence: '0' }
  let chain: { partnership: string; sequence: bigint; hash: Buffer } = {
    partnership: '',
    sequence: 0n,
    hash: genesis,
  }
  const ends = new Map<string, { sequence: bigint; hash: Buffer }>()

  for (;;) {
    const { rows } = await sql<Row>`
      SELECT partnership_id, sequence, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
        actor, act, subject_kind, subject_id, body, previous_hash, hash
      FROM platform.ledger_event
      WHERE (partnership_id, sequence) > (${after.partnership}, ${after.sequence}) ${only ? sql`AND partnership_id = ${only}` : sql``}
      ORDER BY partnership_id, sequence LIMIT ${page}`.execute(db)
    for (const row of rows) {
      if (row.partnership_id !== chain.partnership) {
        chain = { partnership: row.partnership_id, sequence: 0n, hash: genesis }
        report.chains += 1
      }
      const sequence = BigInt(row.sequence)
      const fault = (what: LedgerFault['what']) =>
        report.faults.push({ partnership: row.partnership_id, sequence: row.sequence, what })
      if (sequence !== chain.sequence + 1n) fault('gap')
      else if (!row.previous_hash.equals(chain.hash)) fault('link')
      const expected = ledgerHash({
        previousHash: row.previous_hash,
        partnership: row.partnership_id,
        sequence,
        at: row.at,
        actor: row.actor,
        act: row.act,
        subjectKind: row.subject_kind,
        subject: row.subject_id,
        body: row.body,
      })
      if (!expected.equals(row.hash)) fault('hash')
      chain = { partnership: row.partnership_id, sequence, hash: row.hash }
      ends.set(row.partnership_id, chain)
      report.events += 1
    }
    progress?.(report.events)
    const last = rows.at(-1)
    if (!last || rows.length < page) break
    after = { partnership: last.partnership_id, sequence: last.sequence }
  }

  const heads = await sql<{ partnership_id: string; sequence: string; hash: Buffer }>`
    SELECT partnership_id, sequence, hash FROM platform.ledger_head ${only ? sql`WHERE partnership_id = ${only}` : sql``} ORDER BY partnership_id`.execute(
    db,
  )
  for (const head of heads.rows) {
    const end = ends.get(head.partnership_id)
    if (!end || end.sequence !== BigInt(head.sequence) || !end.hash.equals(head.hash))
      report.faults.push({
        partnership: head.partnership_id,
        sequence: head.sequence,
        what: 'head',
      })
    report.heads.push({
      partnership: head.partnership_id,
      sequence: head.sequence,
      hash: head.hash.toString('hex'),
    })
    ends.delete(head.partnership_id)
  }
  for (const [partnership, end] of ends)
    report.faults.push({ partnership, sequence: String(end.sequence), what: 'head' })
  return report
}
