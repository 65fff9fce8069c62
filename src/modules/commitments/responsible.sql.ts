import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Responsible } from './responsible.ts'

/** Who has answered for each promise, in order; the last one does now. */
export async function responsibleFor(
  db: Database,
  commitments: readonly string[],
): Promise<Map<string, Responsible[]>> {
  if (commitments.length === 0) return new Map()
  const { rows } = await sql<Responsible>`
    SELECT id, commitment_id AS commitment, name, role, person_id AS person, from_at AS "fromAt" FROM commitments.responsible
    WHERE commitment_id = ANY (${commitments}::uuid[]) ORDER BY from_at, id`.execute(db)
  return Map.groupBy(rows, ({ commitment }) => commitment)
}

export async function insertResponsible(
  db: Database,
  row: Omit<Responsible, 'name'> & { name: string; namedBy: string | null },
  contact: { address: string; language: string } | null,
): Promise<void> {
  await db
    .insertInto('commitments.responsible')
    .values({
      id: row.id,
      commitment_id: row.commitment,
      name: row.name,
      role: row.role,
      person_id: row.person,
      from_at: row.fromAt,
      named_by: row.namedBy,
    })
    .execute()
  if (contact)
    await db
      .insertInto('commitments.responsible_contact')
      .values({ responsible_id: row.id, ...contact })
      .execute()
}

/** Where reminders go now: only background work may ask. */
export async function contactNow(
  db: Database,
  commitment: string,
): Promise<{ address: string; language: string } | undefined> {
  const { rows } = await sql<{ address: string | null; language: string | null }>`
    SELECT contact.address, contact.language FROM commitments.responsible named
    LEFT JOIN commitments.responsible_contact contact ON contact.responsible_id = named.id
    WHERE named.commitment_id = ${commitment} ORDER BY named.from_at DESC, named.id DESC LIMIT 1`.execute(
    db,
  )
  const found = rows[0]
  return found?.address && found.language
    ? { address: found.address, language: found.language }
    : undefined
}

/** Takes a name away wherever it is this person's; the role stays, and reminders no longer reach them. */
export async function forgetPerson(db: Database, person: string): Promise<void> {
  await sql`DELETE FROM commitments.responsible_contact contact USING commitments.responsible named
    WHERE named.id = contact.responsible_id AND named.person_id = ${person}`.execute(db)
  await sql`UPDATE commitments.responsible SET name = NULL, person_id = NULL WHERE person_id = ${person}`.execute(
    db,
  )
}

/** Takes one name away, as somebody who answers for the promise. */
export async function forgetName(db: Database, id: string): Promise<boolean> {
  await sql`DELETE FROM commitments.responsible_contact WHERE responsible_id = ${id}`.execute(db)
  const { numAffectedRows } = await sql`
    UPDATE commitments.responsible SET name = NULL, person_id = NULL WHERE id = ${id} AND name IS NOT NULL`.execute(
    db,
  )
  return (numAffectedRows ?? 0n) > 0n
}
