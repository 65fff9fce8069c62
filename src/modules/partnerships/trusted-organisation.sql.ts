import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { TrustedOrganisation } from './trusted-organisation.ts'

/** Whoever holds the money and whoever held it before, the latest first. */
export async function trustedOrganisationsOf(
  db: Database,
  partnership: string,
): Promise<TrustedOrganisation[]> {
  const { rows } = await sql<TrustedOrganisation>`
    SELECT id, partnership_id AS partnership, organisation_id AS organisation, holds, to_char(since, 'YYYY-MM-DD') AS since,
      named_at AS "namedAt", ended_at AS "endedAt"
    FROM partnerships.trusted_organisation WHERE partnership_id = ${partnership} ORDER BY named_at DESC, id DESC`.execute(
    db,
  )
  return rows
}

export async function insertTrustedOrganisation(
  db: Database,
  row: Omit<TrustedOrganisation, 'endedAt'>,
): Promise<void> {
  await db
    .insertInto('partnerships.trusted_organisation')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      organisation_id: row.organisation,
      holds: row.holds,
      since: row.since,
      named_at: row.namedAt,
    })
    .execute()
}

export async function markTrustedOrganisationEnded(
  db: Database,
  partnership: string,
  at: Date,
): Promise<string | undefined> {
  const row = await db
    .updateTable('partnerships.trusted_organisation')
    .set({ ended_at: at })
    .where('partnership_id', '=', partnership)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row?.id
}
