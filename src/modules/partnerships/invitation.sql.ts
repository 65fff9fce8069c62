import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { RoleName } from '../people/index.ts'
import type { Invitation } from './invitation.ts'

type Row = {
  id: string
  partnership_id: string
  standing: Invitation['standing']
  organisation_id: string | null
  roles: RoleName[]
  invited_by: string
  made_at: Date
  expires_at: Date
  uses: number
  uses_left: number
  withdrawn_at: Date | null
}

function asInvitation(row: Row): Invitation {
  return {
    id: row.id,
    partnership: row.partnership_id,
    standing: row.standing,
    organisation: row.organisation_id,
    roles: row.roles,
    invitedBy: row.invited_by,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    uses: row.uses,
    usesLeft: row.uses_left,
    withdrawnAt: row.withdrawn_at,
  }
}

/** All invitations of a partnership, newest first. Only its chair is shown any: row-level security. */
export async function invitationsOf(db: Database, partnership: string): Promise<Invitation[]> {
  const { rows } = await sql<Row>`
    SELECT * FROM partnerships.invitation WHERE partnership_id = ${partnership} ORDER BY made_at DESC, id DESC LIMIT 500`.execute(
    db,
  )
  return rows.map(asInvitation)
}

export async function invitationById(
  db: Database,
  partnership: string,
  id: string,
): Promise<Invitation | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Row>`
    SELECT * FROM partnerships.invitation WHERE id = ${id} AND partnership_id = ${partnership}`.execute(
    db,
  )
  return rows[0] && asInvitation(rows[0])
}

/** What a code offers. Holding the code is what lets anybody read it. */
export async function invitationByHash(
  db: Database,
  hash: string,
): Promise<Invitation | undefined> {
  const { rows } = await sql<Row>`SELECT * FROM partnerships.invitation_by_code(${hash})`.execute(
    db,
  )
  return rows[0] && asInvitation(rows[0])
}

/** Spends one use for the acting person, or returns nothing where none is left to spend. */
export async function spendInvitation(
  db: Database,
  hash: string,
  at: Date,
): Promise<Invitation | undefined> {
  const { rows } =
    await sql<Row>`SELECT * FROM partnerships.use_invitation(${hash}, ${at})`.execute(db)
  return rows[0] && asInvitation(rows[0])
}

/** Whether somebody else ended this person's membership after the invitation was made. */
export async function wasEndedSince(
  db: Database,
  partnership: string,
  person: string,
  since: Date,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM partnerships.member WHERE partnership_id = ${partnership} AND person_id = ${person}
      AND left_by <> person_id AND left_at > ${since}`.execute(db)
  return rows.length > 0
}

export async function insertInvitation(
  db: Database,
  row: Omit<Invitation, 'usesLeft' | 'withdrawnAt'> & { codeHash: string },
): Promise<void> {
  await db
    .insertInto('partnerships.invitation')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      code_hash: row.codeHash,
      standing: row.standing,
      organisation_id: row.organisation,
      roles: row.roles,
      invited_by: row.invitedBy,
      made_at: row.madeAt,
      expires_at: row.expiresAt,
      uses: row.uses,
      uses_left: row.uses,
    })
    .execute()
}

export async function withdraw(db: Database, id: string, at: Date): Promise<boolean> {
  if (!isId(id)) return false
  const result = await db
    .updateTable('partnerships.invitation')
    .set({ withdrawn_at: at })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
