import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
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

// A line that says which files follow and how long each is, then their bytes, compressed: beside the
// pages, because twenty megabytes take a second.
async function pack(files: PolisTexts): Promise<Buffer> {
  const all = Object.entries(files)
  const head = JSON.stringify(all.map(([name, bytes]) => [name, bytes.length]))
  return promisify(gzip)(
    Buffer.concat([Buffer.from(`${head}\n`), ...all.map(([, bytes]) => bytes)]),
    { level: 1 },
  )
}

async function unpack(packed: Buffer): Promise<PolisTexts> {
  const whole = await promisify(gunzip)(packed)
  const end = whole.indexOf('\n')
  let from = end + 1
  return Object.fromEntries(
    (JSON.parse(whole.toString('utf8', 0, end)) as [string, number][]).map(([name, length]) => {
      const bytes = whole.subarray(from, from + length)
      from += length
      return [name, bytes]
    }),
  )
}

/** Keeps files while their sender looks at the preview; earlier ones of theirs are let go. */
export async function keepWaiting(db: Database, waiting: WaitingImport): Promise<void> {
  const packed = await pack(waiting.files)
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
  return {
    id: row.id,
    partnership: row.partnership_id,
    person: row.person_id,
    madeAt: row.made_at,
    about: row.about,
    files: await unpack(row.files),
  }
}

export async function eraseWaiting(db: Database, id: string): Promise<void> {
  await sql`DELETE FROM listening.waiting_import WHERE id = ${id}`.execute(db)
}

export async function eraseOldWaiting(db: Database, before: Date): Promise<void> {
  await sql`DELETE FROM listening.waiting_import WHERE made_at < ${before}`.execute(db)
}
