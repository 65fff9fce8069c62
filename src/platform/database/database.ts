import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.types.ts'

export type Database = Kysely<DB>

// Counts fit in a double long before they overflow one; 64-bit ids are never used as numbers.
// Dates without a time stay text, so that no time zone can move them to another day.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)

export const applicationRole = 'common_thread_app'

export type Connection = {
  connectionString?: string
  host?: string
  port?: number
  user?: string
  password?: string
  database?: string
}

/**
 * A pool whose connections act as the application's role, which owns nothing and is subject to
 * row-level security, whoever the server was signed in to as.
 */
export function createPool(connection: Connection, size: number): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: size,
    application_name: 'common-thread',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // Awaited on every new connection before the pool hands it out, though its type does not say so.
    // oxlint-disable-next-line typescript/no-misused-promises
    onConnect: async (client: pg.ClientBase) => {
      await client.query(`SET ROLE ${applicationRole}`)
    },
  })
  // A connection lost while idle is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  // One lost while a request holds it fails that request's next query; it must not end the process either.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

export function createDatabase(pool: pg.Pool): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}
