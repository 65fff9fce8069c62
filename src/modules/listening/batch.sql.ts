import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Batch, BatchChannel, Pass } from './batch.ts'

type Row = {
  id: string
  round_id: string
  name: string
  channel: BatchChannel
  given_on: string
  made_at: Date
  first_keyed_by: string | null
  second_keyed_by: string | null
  first_done_at: Date | null
  second_done_at: Date | null
  first_handed_over_by: string[]
  second_handed_over_by: string[]
  settled_at: Date | null
}

const columns = sql`id, round_id, name, channel, given_on::text AS given_on, made_at, first_keyed_by, second_keyed_by, first_done_at, second_done_at, settled_at,
  ARRAY(SELECT from_person FROM listening.batch_handover WHERE batch_id = batch.id AND pass = 1) AS first_handed_over_by,
  ARRAY(SELECT from_person FROM listening.batch_handover WHERE batch_id = batch.id AND pass = 2) AS second_handed_over_by`

const asBatch = (row: Row): Batch => ({
  id: row.id,
  round: row.round_id,
  name: row.name,
  channel: row.channel,
  givenOn: row.given_on,
  madeAt: row.made_at,
  keyedBy: { 1: row.first_keyed_by, 2: row.second_keyed_by },
  handedOverBy: { 1: row.first_handed_over_by, 2: row.second_handed_over_by },
  doneAt: { 1: row.first_done_at, 2: row.second_done_at },
  settledAt: row.settled_at,
})

/** Newest first. */
export async function batchesOf(db: Database, round: string): Promise<Batch[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM listening.batch WHERE round_id = ${round} ORDER BY made_at DESC, id`.execute(
    db,
  )
  return rows.map(asBatch)
}

export async function batchById(db: Database, id: string): Promise<Batch | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Row>`SELECT ${columns} FROM listening.batch WHERE id = ${id}`.execute(
    db,
  )
  return rows[0] && asBatch(rows[0])
}

/** The same, held against others until the end of the transaction. */
export async function lockedBatch(db: Database, id: string): Promise<Batch | undefined> {
  if (!isId(id)) return undefined
  const { rows } =
    await sql<Row>`SELECT ${columns} FROM listening.batch WHERE id = ${id} FOR UPDATE`.execute(db)
  return rows[0] && asBatch(rows[0])
}

export async function insertBatch(
  db: Database,
  row: Pick<Batch, 'id' | 'round' | 'name' | 'channel' | 'givenOn' | 'madeAt'> & {
    madeBy: string | null
  },
): Promise<void> {
  await sql`
    INSERT INTO listening.batch (id, round_id, name, channel, given_on, made_by, made_at)
    VALUES (${row.id}, ${row.round}, ${row.name}, ${row.channel}, ${row.givenOn}::date, ${row.madeBy}, ${row.madeAt})`.execute(
    db,
  )
}

const keyer = { 1: 'first_keyed_by', 2: 'second_keyed_by' } as const
const done = { 1: 'first_done_at', 2: 'second_done_at' } as const

export async function setKeyer(
  db: Database,
  id: string,
  pass: Pass,
  person: string,
): Promise<void> {
  await sql`UPDATE listening.batch SET ${sql.ref(keyer[pass])} = ${person} WHERE id = ${id}`.execute(
    db,
  )
}

export async function setDone(
  db: Database,
  id: string,
  pass: Pass,
  at: Date | null,
): Promise<void> {
  await sql`UPDATE listening.batch SET ${sql.ref(done[pass])} = ${at} WHERE id = ${id}`.execute(db)
}

export async function setSettled(db: Database, id: string, by: string, at: Date): Promise<void> {
  await sql`UPDATE listening.batch SET settled_at = ${at}, settled_by = ${by} WHERE id = ${id}`.execute(
    db,
  )
}
