import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { foundPartnership } from '../src/modules/partnerships/index.ts'
import {
  addStatement,
  draftRound,
  openRound,
  recordPriorReading,
} from '../src/modules/listening/index.ts'
import { system as asSystem } from '../src/platform/actor.ts'
import { systemClock } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import {
  migrate,
  startEmbedded,
  transaction,
  type Connection,
} from '../src/platform/database/index.ts'
import { createLog } from '../src/platform/log.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import { createSystem, type System } from '../src/platform/system.ts'

const secret = 'a secret for measuring only, of enough length'

export type Installation = {
  system: System
  port: number
  web: ChildProcess
  round: { id: string; code: string; statements: string[] }
  stop(): Promise<void>
}

/**
 * A whole installation in a folder of its own, durable as in earnest (fsync on), with an open round;
 * the web runs as a process of its own, as in earnest. `server` names a PostgreSQL server to use
 * instead of the embedded one; a database is made in it and dropped afterwards.
 */
export async function installation(statements: number, server?: string): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'common-thread-bench-'))
  const embedded = server === undefined ? await startEmbedded(folder) : undefined
  const name = `common_thread_bench_${process.pid}`
  if (server !== undefined) await admin(server, `CREATE DATABASE ${name}`)
  const owner: Connection = embedded?.owner ?? { connectionString: withDatabase(server!, name) }
  const application: Connection = embedded?.application ?? owner
  await migrate(owner)
  const port = 20_000 + (process.pid % 20_000)
  const environment = {
    PORT: String(port),
    DATA_DIR: folder,
    DEMO: 'off',
    LOG_LEVEL: 'error',
    SECRET: secret,
    TRUST_PROXY: 'on',
    WORKERS: '0',
  }
  const system = createSystem({
    config: readConfig(environment, folder),
    application,
    ownerConnection: owner,
    clock: systemClock,
    log: createLog('error'),
    metrics: createMetrics(),
  })
  const round = await openOne(system, statements)
  const url =
    owner.connectionString ??
    `postgres://${owner.user}:${encodeURIComponent(owner.password!)}@localhost/${owner.database}?host=${encodeURIComponent(owner.host!)}`
  const web = spawn(
    process.execPath,
    [fileURLToPath(new URL('../src/app/cli.ts', import.meta.url)), 'serve'],
    {
      env: { ...process.env, ...environment, DATABASE_URL: url },
      stdio: ['ignore', 'ignore', 'inherit'],
      cwd: fileURLToPath(new URL('..', import.meta.url)),
    },
  )
  for (let tries = 0; ; tries += 1) {
    const ready = await fetch(`http://127.0.0.1:${port}/ready`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) break
    if (tries > 300 || web.exitCode !== null) throw new Error('the web did not start')
    await wait(100)
  }
  return {
    system,
    port,
    web,
    round,
    async stop() {
      web.kill('SIGTERM')
      if (web.exitCode === null) await new Promise((resolve) => web.once('exit', resolve))
      await system.db.destroy()
      if (server !== undefined) await admin(server, `DROP DATABASE ${name} WITH (FORCE)`)
      await embedded?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openOne(system: System, statements: number) {
  const actor = asSystem('measuring')
  return transaction(system.db, actor, system.clock.now(), async (trx) => {
    const partnership = await foundPartnership(trx, {
      name: 'Measured',
      purpose: 'Made for measuring.',
      nation: 'england',
      languages: ['en'],
      neighbourhood: null,
      founder: null,
    })
    const text = {
      language: 'en',
      question: 'What would help us live well here?',
      reason: 'To measure.',
      use: 'Nothing.',
      invited: 'Nobody.',
    }
    const { id, code } = await draftRound(trx, {
      partnership: partnership.id,
      languages: ['en'],
      moderation: 'after',
      texts: [text],
    })
    const ids: string[] = []
    for (let n = 0; n < statements; n += 1)
      ids.push(
        (
          await addStatement(trx, {
            round: id,
            text: `Measured statement number ${n + 1} of some length, as people write them.`,
            language: 'en',
            source: 'starting',
            channel: 'screen',
            status: 'published',
          })
        ).id,
      )
    await recordPriorReading(trx, {
      round: id,
      searchedFor: 'measuring',
      found: 0,
      whatIsNew: 'Everything.',
    })
    await openRound(trx, id)
    return { id, code, statements: ids }
  })
}

const withDatabase = (server: string, name: string) => {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.toString()
}

async function admin(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  await client.query(statement)
  await client.end()
}
