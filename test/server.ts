import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import {
  migrate,
  startEmbedded,
  type Connection,
  type Embedded,
} from '../src/platform/database/index.ts'

// One database server a run: the embedded one in a folder of its own, or the one that DATABASE_URL
// names. It is migrated once into a template; every test file copies the template.

let server: Embedded | undefined
let template: { owner: Connection; name: string } | undefined

export async function globalSetup(): Promise<void> {
  const given = process.env['DATABASE_URL']
  let owner: Connection
  if (given) {
    owner = { connectionString: given }
  } else {
    // fsync off: these data are thrown away; durability has tests of its own.
    server = await startEmbedded(mkdtempSync(join(tmpdir(), 'common-thread-test-')), {
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
    })
    owner = server.owner
  }
  const name = `common_thread_template_${process.pid}`
  const client = new pg.Client(owner)
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  await migrate(inDatabase(owner, name))
  template = { owner, name }
  process.env['TEST_DATABASE'] = JSON.stringify({
    owner,
    application: server?.application ?? owner,
    template: name,
  })
}

export async function globalTeardown(): Promise<void> {
  if (server) {
    await server.stop()
    rmSync(server.directory, { recursive: true, force: true })
  } else if (template) {
    const client = new pg.Client(template.owner)
    await client.connect()
    await client.query(`DROP DATABASE IF EXISTS ${template.name} WITH (FORCE)`)
    await client.end()
  }
}

/** The same server and user, another database. */
export function inDatabase(connection: Connection, database: string): Connection {
  if (connection.connectionString === undefined) return { ...connection, database }
  const url = new URL(connection.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.toString() }
}
