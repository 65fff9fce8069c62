import { after } from 'node:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { heldClock } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import type { Connection } from '../src/platform/database/index.ts'
import { createLog } from '../src/platform/log.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import { createSystem, type System } from '../src/platform/system.ts'
import { inDatabase } from './server.ts'

export type TestSystem = System & { clock: ReturnType<typeof heldClock>; owner: pg.Pool }

let made = 0

/**
 * A whole system on a fresh copy of the migrated database, with a clock that stands at noon on
 * 2 March 2026 until it is moved. `owner` reads and writes past row-level security, to look at what
 * was really stored. Everything is closed and dropped after the file's tests.
 */
export async function testSystem(environment: Record<string, string> = {}): Promise<TestSystem> {
  const given = process.env['TEST_DATABASE']
  if (!given)
    throw new Error(
      'No test server: run the tests with `npm run check`, or node --test --test-global-setup=test/server.ts FILE',
    )
  const { owner, application, template } = JSON.parse(given) as {
    owner: Connection
    application: Connection
    template: string
  }
  made += 1
  const name = `common_thread_test_${process.pid}_${made}`
  const admin = new pg.Client(owner)
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  const folder = mkdtempSync(join(tmpdir(), 'common-thread-data-'))
  const config = readConfig(
    { PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: folder, DEMO: 'off', ...environment },
    folder,
  )
  const ownerConnection = inDatabase(owner, name)
  const ownerPool = new pg.Pool({ ...ownerConnection, max: 2 })
  ownerPool.on('error', () => undefined)
  const system = createSystem({
    config,
    application: inDatabase(application, name),
    ownerConnection,
    clock: heldClock(new Date('2026-03-02T12:00:00Z')),
    log: createLog('silent'),
    metrics: createMetrics(),
    secret: 'a secret for tests only, of enough length',
  })
  after(async () => {
    await system.db.destroy()
    await ownerPool.end()
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await admin.end()
    rmSync(folder, { recursive: true, force: true })
  })
  return Object.assign(system, { owner: ownerPool }) as TestSystem
}
