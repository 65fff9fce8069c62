import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Printing } from './printing.ts'

export async function insertPrinting(
  db: Database,
  row: Printing & { printedBy: string | null },
): Promise<void> {
  await sql`
    INSERT INTO listening.printing (id, round_id, language, large_print, statement_ids, sheets, printed_by, printed_at)
    VALUES (${row.id}, ${row.round}, ${row.language}, ${row.largePrint}, ${row.statements}::uuid[], ${row.sheets}, ${row.printedBy}, ${row.printedAt})`.execute(
    db,
  )
}

export async function insertSheets(
  db: Database,
  printing: Pick<Printing, 'id' | 'round'>,
  participants: readonly string[],
): Promise<void> {
  await sql`
    INSERT INTO listening.sheet (participant_id, printing_id, round_id)
    SELECT participant, ${printing.id}, ${printing.round} FROM unnest(${participants}::uuid[]) AS given (participant)
    ORDER BY participant`.execute(db)
}

const columns = sql`printing.id, printing.round_id AS round, printing.language, printing.large_print AS "largePrint",
  printing.statement_ids AS statements, printing.sheets, printing.printed_at AS "printedAt"`

/** Newest first. */
export async function printingsOf(db: Database, round: string): Promise<Printing[]> {
  const { rows } = await sql<Printing>`
    SELECT ${columns} FROM listening.printing WHERE round_id = ${round} ORDER BY printed_at DESC, id`.execute(
    db,
  )
  return rows
}

/** The printing that a sheet belongs to. */
export async function printingOfSheet(
  db: Database,
  participant: string,
): Promise<Printing | undefined> {
  const { rows } = await sql<Printing>`
    SELECT ${columns} FROM listening.sheet JOIN listening.printing ON printing.id = printing_id
    WHERE participant_id = ${participant}`.execute(db)
  return rows[0]
}

/** The printings of several sheets, by participant. */
export async function printingsOfSheets(
  db: Database,
  participants: readonly string[],
): Promise<Map<string, Printing>> {
  const { rows } = await sql<Printing & { participant: string }>`
    SELECT sheet.participant_id AS participant, ${columns} FROM listening.sheet JOIN listening.printing ON printing.id = printing_id
    WHERE participant_id = ANY (${participants}::uuid[])`.execute(db)
  return new Map(rows.map(({ participant, ...row }) => [participant, row]))
}
