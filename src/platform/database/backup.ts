import { createHash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { SetupProblem } from '../errors.ts'
import type { Connection } from './database.ts'
import { migrationsOnDisk } from './migrate.ts'

type TableCopy = { table: string; columns: string[]; file: string; rows: number; sha256: string }
export type Manifest = {
  format: 'common-thread-backup'
  version: 1
  madeAt: string
  migrations: { name: string; checksum: string }[]
  tables: TableCopy[]
}

/** Tables of ours that are loaded by migrations and may be there before anything else is. */
const reference = new Set([
  'places.area_kind',
  'places.body_kind',
  'places.bank_holiday',
  'priorities.framework',
  'priorities.framework_item',
])

/**
 * Writes every table as PostgreSQL's own text format, gzipped, as of one moment, with a manifest of
 * row counts and SHA-256 sums. Works with any server, needs no tool, and leaves the program running.
 */
export async function backup(
  connection: Connection,
  folder: string,
  options: { secret: string; at: Date; progress?: (rows: number) => void },
): Promise<Manifest> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new SetupProblem(`${folder} is not empty.\nName a new folder for each backup.`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const tables: TableCopy[] = []
    let total = 0
    for (const { table, columns } of await tablesInOrder(client)) {
      const file = `${table}.copy.gz`
      const hash = createHash('sha256')
      let rows = 0
      const watch = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk)
          for (const byte of chunk) if (byte === 10) rows += 1
          done(null, chunk)
        },
      })
      const source = client.query(
        copyTo(
          `COPY ${quoted(table)} (${columns.map((name) => `"${name}"`).join(', ')}) TO STDOUT`,
        ),
      )
      await pipeline(
        source,
        watch,
        createGzip({ level: 6 }),
        createWriteStream(join(folder, file), { mode: 0o600, flush: true }),
      )
      total += rows
      options.progress?.(total)
      tables.push({ table, columns, file, rows, sha256: hash.digest('hex') })
    }
    await client.query('COMMIT')
    // Participants' codes are only good with the secret they were made under.
    writeFileSync(join(folder, 'secret'), options.secret, { mode: 0o600 })
    const manifest: Manifest = {
      format: 'common-thread-backup',
      version: 1,
      madeAt: options.at.toISOString(),
      migrations: migrationsOnDisk().map(({ name, checksum }) => ({ name, checksum })),
      tables,
    }
    // Written last: a folder without it is not a backup.
    writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, {
      mode: 0o600,
      flush: true,
    })
    return manifest
  } finally {
    await client.end()
  }
}

/** Puts a backup into an empty, migrated database: all of it in one transaction, or nothing. Returns the installation's secret. */
export async function restore(
  connection: Connection,
  folder: string,
  progress?: (rows: number) => void,
): Promise<{ manifest: Manifest; secret: string }> {
  const manifest = readManifest(folder)
  const here = new Map(migrationsOnDisk().map((file) => [file.name, file.checksum]))
  for (const made of manifest.migrations)
    if (here.get(made.name) !== made.checksum)
      throw new SetupProblem(
        `This backup was made by another version of Common Thread (${made.name} differs).\nRestore it with the version that made it, then update.`,
      )
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query('BEGIN')
    const order = await tablesInOrder(client)
    for (const { table } of order.toReversed()) {
      if (reference.has(table)) await client.query(`DELETE FROM ${quoted(table)}`)
      else if ((await client.query(`SELECT FROM ${quoted(table)} LIMIT 1`)).rows.length > 0)
        throw new SetupProblem(
          `The database is not empty (${table} has rows), and a backup never overwrites anything.\nName a new DATA_DIR or an empty database with DATABASE_URL.`,
        )
    }
    let total = 0
    // What was allowed when it happened is not asked again: a vote is refused once its decision is closed.
    for (const { table } of order)
      await client.query(`ALTER TABLE ${quoted(table)} DISABLE TRIGGER USER`)
    for (const { table } of order) {
      const copy = manifest.tables.find((each) => each.table === table)
      if (!copy) continue
      const hash = createHash('sha256')
      const watch = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk)
          done(null, chunk)
        },
      })
      await pipeline(
        createReadStream(join(folder, copy.file)),
        createGunzip(),
        watch,
        client.query(
          copyFrom(
            `COPY ${quoted(table)} (${copy.columns.map((name) => `"${name}"`).join(', ')}) FROM STDIN`,
          ),
        ),
      )
      if (hash.digest('hex') !== copy.sha256)
        throw new SetupProblem(
          `${copy.file} is not what the backup wrote: its SHA-256 sum differs.\nNothing was restored. Use another copy of the backup.`,
        )
      total += copy.rows
      progress?.(total)
    }
    for (const { table } of order)
      await client.query(`ALTER TABLE ${quoted(table)} ENABLE TRIGGER USER`)
    // Jobs are not in a backup; messages that had not gone out get theirs again.
    await client.query(
      `SELECT platform.add_job('send-message', json_build_object('id', id), 'message:' || id, NULL) FROM platform.message WHERE sent_at IS NULL`,
    )
    await client.query('COMMIT')
    return { manifest, secret: readFileSync(join(folder, 'secret'), 'utf8') }
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    if (error instanceof SetupProblem) throw error
    throw new SetupProblem(
      `The backup could not be restored; the database is as it was.\n${(error as Error).message}`,
      { cause: error },
    )
  } finally {
    await client.end()
  }
}

function readManifest(folder: string): Manifest {
  try {
    const read = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
    if (read.format === 'common-thread-backup' && read.version === 1) return read
  } catch {
    // Told below.
  }
  throw new SetupProblem(
    `${folder} is not a whole Common Thread backup: its manifest.json is missing or cannot be read.`,
  )
}

export const quoted = (table: string) =>
  table
    .split('.')
    .map((part) => `"${part}"`)
    .join('.')

/** Every table of ours, each after those it points at. */
export async function tablesInOrder(
  client: pg.Client,
): Promise<{ table: string; columns: string[] }[]> {
  const { rows } = await client.query<{ table: string; columns: string[]; needs: string[] }>(`
    SELECT nspname || '.' || relname AS table,
      (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
      coalesce((SELECT array_agg(DISTINCT other_space.nspname || '.' || other.relname) FROM pg_constraint
        JOIN pg_class other ON other.oid = confrelid JOIN pg_namespace other_space ON other_space.oid = other.relnamespace
        WHERE conrelid = pg_class.oid AND contype = 'f' AND confrelid <> conrelid), '{}') AS needs
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind = 'r' AND nspname NOT IN ('pg_catalog', 'information_schema', 'graphile_worker', 'public') AND nspname NOT LIKE 'pg\\_%' ORDER BY 1`)
  const placed = new Set<string>()
  const ordered: typeof rows = []
  while (ordered.length < rows.length) {
    const ready = rows.filter(
      (row) => !placed.has(row.table) && row.needs.every((need) => placed.has(need)),
    )
    if (ready.length === 0) throw new Error('tables point at each other in a circle')
    for (const row of ready) {
      placed.add(row.table)
      ordered.push(row)
    }
  }
  return ordered
}
