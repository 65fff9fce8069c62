import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { SetupProblem } from '../errors.ts'
import { applicationRole, type Connection } from './database.ts'

const folder = new URL('../../../db/migrations/', import.meta.url)
// Any fixed number will do: every program that migrates this database takes the same lock.
const lock = 7_406_151_223

export type Migration = { name: string; sql: string; checksum: string }

export function migrationsOnDisk(): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8')
      return { name, sql: text, checksum: createHash('sha256').update(text).digest('hex') }
    })
}

/**
 * Brings the database to the newest schema, each file in its own transaction, under a lock, so that
 * many programs may start at once. A file that changed after it was applied is refused by name.
 */
export async function migrate(
  connection: Connection,
  progress: (line: string) => void = () => undefined,
): Promise<string[]> {
  const client = new pg.Client({ ...connection, application_name: 'common-thread migrate' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock])
    await requireVersion(client)
    await ensureRole(client)
    await migrateJobQueue(connection)
    await client.query(
      `CREATE TABLE IF NOT EXISTS public.common_thread_migration (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    )
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'SELECT name, checksum FROM public.common_thread_migration',
    )
    const applied = new Map(rows.map((row) => [row.name, row.checksum]))
    const files = migrationsOnDisk()
    const known = new Set(files.map((file) => file.name))
    const unknown = [...applied.keys()].filter((name) => !known.has(name))
    if (unknown.length > 0)
      throw new SetupProblem(
        `This database was migrated by a newer version of Common Thread (it has ${unknown.join(', ')}).\nRun that version, or restore a backup made by this one.`,
      )
    const done: string[] = []
    for (const file of files) {
      const before = applied.get(file.name)
      if (before === file.checksum) continue
      if (before !== undefined)
        throw new SetupProblem(
          `db/migrations/${file.name} was changed after it was applied to this database.\nPut the file back as it was and write the change as a new migration.`,
        )
      progress(file.name)
      await client.query('BEGIN')
      try {
        await client.query(file.sql)
        await client.query(
          'INSERT INTO public.common_thread_migration (name, checksum) VALUES ($1, $2)',
          [file.name, file.checksum],
        )
        await client.query('COMMIT')
      } catch (error) {
        await client.query('ROLLBACK')
        throw new SetupProblem(
          `db/migrations/${file.name} could not be applied; the database is as it was before it.\n${(error as Error).message}`,
          { cause: error },
        )
      }
      done.push(file.name)
    }
    return done
  } finally {
    await client.end()
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  )
  if (rows[0]!.version < 150000)
    throw new SetupProblem(
      `PostgreSQL 15 or newer is needed; this server is version ${Math.floor(rows[0]!.version / 10000)}.`,
    )
}

async function ensureRole(client: pg.Client): Promise<void> {
  const { rows } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [applicationRole])
  try {
    // Roles belong to the whole server, so two databases may be migrated into it at once.
    if (rows.length === 0)
      await client
        .query(
          `CREATE ROLE ${applicationRole} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`,
        )
        .catch(ignoreDuplicate)
    await client.query(`GRANT ${applicationRole} TO CURRENT_USER`)
  } catch (error) {
    throw new SetupProblem(
      `The role ${applicationRole} is missing and this database user may not make it.\nAsk the server's administrator to run:\n  CREATE ROLE ${applicationRole} NOLOGIN;\n  GRANT ${applicationRole} TO <this user>;\n(${(error as Error).message})`,
      { cause: error },
    )
  }
}

function ignoreDuplicate(error: { code?: string }): void {
  if (error.code !== '42710' && error.code !== '23505') throw error
}

async function migrateJobQueue(connection: Connection): Promise<void> {
  const pool = new pg.Pool({ ...connection, max: 1 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    await runMigrations({ pgPool: pool, logger: silent })
  } finally {
    await pool.end()
  }
}

const silent = new Logger(() => () => undefined)
