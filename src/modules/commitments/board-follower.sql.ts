import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { BoardFollower } from './board-follower.ts'
import type { BoardOf } from './board.ts'

type Row = Omit<BoardFollower, 'board'> & { kind: BoardOf['kind']; board: string }

const columns = sql`id, board_kind AS kind, board_id AS board, address, language, confirmed_at AS "confirmedAt"`
const asFollower = ({ kind, board, ...row }: Row): BoardFollower => ({
  ...row,
  board: { kind, id: board },
})

/** The one row of an address on a board, whether it is new or was there. */
export async function upsertBoardFollower(
  db: Database,
  row: Omit<BoardFollower, 'confirmedAt'>,
  at: Date,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO commitments.board_follower (id, board_kind, board_id, address, language, asked_at)
    VALUES (${row.id}, ${row.board.kind}, ${row.board.id}, ${row.address}, ${row.language}, ${at})
    ON CONFLICT (board_kind, board_id, lower(address)) DO UPDATE SET confirmed_at = board_follower.confirmed_at
    RETURNING id`.execute(db)
  return rows[0]!.id
}

export async function boardFollowerById(
  db: Database,
  id: string,
): Promise<BoardFollower | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM commitments.board_follower WHERE id = ${id}`.execute(db)
  return rows[0] && asFollower(rows[0])
}

/** Those who said yes to hearing of any of these boards before a moment: each address once. */
export async function followersOfBoards(
  db: Database,
  boards: readonly BoardOf[],
  before: Date,
): Promise<BoardFollower[]> {
  const { rows } = await sql<Row>`
    SELECT DISTINCT ON (lower(address)) ${columns} FROM commitments.board_follower
    WHERE confirmed_at <= ${before} AND (board_kind, board_id) IN
      (SELECT kind, id FROM jsonb_to_recordset(${JSON.stringify(boards)}::jsonb) AS asked (kind text, id uuid))
    ORDER BY lower(address), confirmed_at, id`.execute(db)
  return rows.map(asFollower)
}

export async function confirmBoardFollower(db: Database, id: string, at: Date): Promise<void> {
  await db
    .updateTable('commitments.board_follower')
    .set({ confirmed_at: at })
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .execute()
}

export async function deleteBoardFollower(db: Database, id: string): Promise<void> {
  await db.deleteFrom('commitments.board_follower').where('id', '=', id).execute()
}

/** Ends every following of the acting person's own address. */
export async function forgetOwnFollowing(db: Database): Promise<void> {
  await sql`SELECT commitments.forget_own_following()`.execute(db)
}

export async function forgetUnconfirmed(db: Database, before: Date): Promise<void> {
  await db
    .deleteFrom('commitments.board_follower')
    .where('confirmed_at', 'is', null)
    .where('asked_at', '<', before)
    .execute()
}
