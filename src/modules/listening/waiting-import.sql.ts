import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { PolisTexts } from './import.ts'

/** What somebody wrote beside the files. */
export type ImportAbout = {
  question: string
  reason: string
  source: string
  licence: string
  language: string
}

export type WaitingImport = {
  id: string
  partnership: string
  person: string
  madeAt: Date
  about: ImportAbout
  files: PolisTexts
}

/** Keeps files while their sender looks at the preview; earlier ones of theirs are let go. */
export async function keepWaiting(db: Database, waiting: WaitingImport): Promise<void> {
  const packed = gzipSync(
    JSON.stringify(
      Object.fromEntries(
        Object.entries(waiting.files).map(([name, bytes]) => [
          name,
          Buffer.from(bytes).toString('base64'),
        ]),
      ),
    ),
  )
  await sql`DELETE FROM listening.waiting_import WHERE person_id = ${waiting.person}`.execute(db)
  await sql`
    INSERT INTO listening.waiting_import (id, partnership_id, person_id, made_at, about, files)
    VALUES (${waiting.id}, ${waiting.partnership}, ${waiting.person}, ${waiting.madeAt}, ${JSON.stringify(waiting.about)}::jsonb, ${packed})`.execute(
    db,
  )
}

/** Seen by whoever sent it, and by nobody else: row-level security. */
export async function waitingImport(db: Database, id: string): Promise<WaitingImport | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<{
    id: string
    partnership_id: string
    person_id: string
    made_at: Date
    about: ImportAbout
    files: Buffer
  }>`SELECT * FROM listening.waiting_import WHERE id = ${id}`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const files = JSON.parse(gunzipSync(row.files).toString()) as Record<string, string>
  return {
    id: row.id,
    partnership: row.partnership_id,
    person: row.person_id,
    madeAt: row.made_at,
    about: row.about,
    files: Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, Buffer.from(text, 'base64')]),
    ),
  }
}

export async function eraseWaiting(db: Database, id: string): Promise<void> {
  await sql`DELETE FROM listening.waiting_import WHERE id = ${id}`.execute(db)
}

export async function eraseOldWaiting(db: Database, before: Date): Promise<void> {
  await sql`DELETE FROM listening.waiting_import WHERE made_at < ${before}`.execute(db)
}
