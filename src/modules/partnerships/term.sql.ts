import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

/** When each member's place ends, for those to whom somebody has set a term. */
export async function termsOf(
  db: Database,
  partnership: string,
): Promise<Map<string, string | null>> {
  const { rows } = await sql<{ member: string; ends_on: string | null }>`
    SELECT DISTINCT ON (term.member_id) term.member_id AS member, to_char(term.ends_on, 'YYYY-MM-DD') AS ends_on
    FROM partnerships.term JOIN partnerships.member ON member.id = term.member_id AND member.left_at IS NULL
    WHERE member.partnership_id = ${partnership}
    ORDER BY term.member_id, term.set_at DESC, term.id DESC`.execute(db)
  return new Map(rows.map((row) => [row.member, row.ends_on]))
}

export async function insertTerm(
  db: Database,
  row: { id: string; member: string; endsOn: string | null; at: Date; by: string | null },
): Promise<void> {
  await db
    .insertInto('partnerships.term')
    .values({
      id: row.id,
      member_id: row.member,
      ends_on: row.endsOn,
      set_at: row.at,
      set_by: row.by,
    })
    .execute()
}
