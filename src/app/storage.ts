import { SetupProblem } from '../platform/errors.ts'
import type { Config } from '../platform/config.ts'
import { migrate, startEmbedded, type Connection } from '../platform/database/index.ts'
import pg from 'pg'

/** A database ready to use, and how to let go of it. */
export type Storage = {
  application: Connection
  owner: Connection
  superuser?: Connection
  directory?: string
  embedded: boolean
  stop(): Promise<void>
}

/**
 * The server that DATABASE_URL names, or the embedded one. `DATABASE_OWNER_URL`, where it is set,
 * migrates and keeps the job queue; otherwise one user does both and steps down to the
 * application's role on every connection.
 */
export async function openStorage(
  config: Config,
  say: (line: string) => void,
  lost: (message: string) => void = say,
): Promise<Storage> {
  if (!config.DATABASE_URL) {
    const server = await startEmbedded(config.dataDirectory, { say, onLost: lost })
    return { ...server, embedded: true, stop: () => server.stop() }
  }
  const owner: Connection = { connectionString: config.DATABASE_OWNER_URL ?? config.DATABASE_URL }
  const client = new pg.Client({ ...owner, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
  } catch (error) {
    const where = new URL(config.DATABASE_URL)
    throw new SetupProblem(
      `The database server that DATABASE_URL names (${where.hostname}${where.port ? `:${where.port}` : ''}${where.pathname}) cannot be reached.\n${(error as Error).message}\nCheck the address, the user and the password, and that the server is running.`,
      { cause: error },
    )
  }
  return {
    application: { connectionString: config.DATABASE_URL },
    owner,
    embedded: false,
    stop: async () => undefined,
  }
}

export async function bringUpToDate(
  storage: Storage,
  say: (line: string) => void,
): Promise<string[]> {
  const done = await migrate(storage.owner)
  if (done.length > 0)
    say(
      `The database is up to date (${done.length} ${done.length === 1 ? 'change' : 'changes'} applied)`,
    )
  return done
}
