import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import {
  addStatement,
  draftRound,
  openRound,
  recordPriorReading,
} from '../src/modules/listening/index.ts'
import { foundPartnership } from '../src/modules/partnerships/index.ts'
import { system as asSystem } from '../src/platform/actor.ts'
import {
  connectionsOfRunning,
  createDatabase,
  createPool,
  transaction,
} from '../src/platform/database/index.ts'

// Two hundred people respond while the program, its PostgreSQL, or both are killed outright. What a
// person was told is saved must be there, once. KILLS says how often each: KILLS=10 is the full trial.
const kills = Number(process.env['KILLS'] ?? 3)
const people = 200
const perPerson = 6
const port = 24_000 + (process.pid % 8000)
const folder = mkdtempSync(join(tmpdir(), 'common-thread-kill-'))
let program: ChildProcess | undefined

after(async () => {
  if (program && program.exitCode === null) {
    program.kill('SIGTERM')
    await new Promise((resolve) => program!.once('exit', resolve))
  }
  rmSync(folder, { recursive: true, force: true })
})

async function startProgram(): Promise<void> {
  program = spawn(
    process.execPath,
    [fileURLToPath(new URL('../src/app/cli.ts', import.meta.url)), 'serve'],
    {
      env: {
        ...process.env,
        DATABASE_URL: '',
        PORT: String(port),
        DATA_DIR: folder,
        DEMO: 'off',
        LOG_LEVEL: 'silent',
        TRUST_PROXY: 'on',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  await ready()
}

async function ready(): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (
      await fetch(`http://127.0.0.1:${port}/ready`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return
    if (program!.exitCode !== null) throw new Error('the program ended by itself')
    await wait(50)
  }
  throw new Error('the program was not ready within half a minute')
}

const postgres = () =>
  Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

async function openARound() {
  const running = (await connectionsOfRunning(folder))!
  const pool = createPool(running.application, 1)
  try {
    return await transaction(createDatabase(pool), asSystem('test'), new Date(), async (trx) => {
      const partnership = await foundPartnership(trx, {
        name: 'Killed',
        purpose: '',
        nation: 'england',
        languages: ['en'],
        neighbourhood: null,
        founder: null,
      })
      const { id, code } = await draftRound(trx, {
        partnership: partnership.id,
        languages: ['en'],
        moderation: 'after',
        texts: [{ language: 'en', question: 'Q?', reason: 'R', use: 'U', invited: 'I' }],
      })
      const statements: string[] = []
      for (let n = 0; n < 40; n += 1)
        statements.push(
          (
            await addStatement(trx, {
              round: id,
              text: `Statement ${n}`,
              language: 'en',
              source: 'starting',
              channel: 'screen',
              status: 'published',
            })
          ).id,
        )
      await recordPriorReading(trx, { round: id, searchedFor: 's', found: 0, whatIsNew: 'all' })
      await openRound(trx, id)
      return { id, code, statements }
    })
  } finally {
    await pool.end()
  }
}

type Sent = { id: string; cookie: string }

test(
  `no acknowledged response is lost or doubled by ${kills} kills of each kind`,
  { timeout: 590_000 },
  async () => {
    await startProgram()
    const round = await openARound()
    const acknowledged: Sent[] = []
    let going = true

    /** One person after another: a turn begun, then responses, each sent again with its id until it is acknowledged. */
    async function keepResponding(): Promise<void> {
      // oxlint-disable-next-line no-unmodified-loop-condition -- changed below, while this goes on
      while (going) {
        const address = `10.${byte()}.${byte()}.${byte()}`
        const started = await trying(
          () =>
            fetch(`http://127.0.0.1:${port}/r/${round.code}/start`, {
              method: 'POST',
              redirect: 'manual',
              headers: { 'x-forwarded-for': address },
            }),
          (answer) => answer.status === 303,
        )
        const cookie = started?.headers.getSetCookie()[0]?.split(';')[0]
        if (!cookie) continue
        const order = round.statements.toSorted(() => Math.random() - 0.5).slice(0, perPerson)
        for (const statement of order) {
          const id = randomUUID()
          const body = JSON.stringify({
            responses: [{ id, statement, value: 1, important: false }],
          })
          const saved = await trying(
            () =>
              fetch(`http://127.0.0.1:${port}/r/${round.code}/responses`, {
                method: 'POST',
                body,
                headers: {
                  'content-type': 'application/json',
                  accept: 'application/json',
                  cookie,
                  'x-forwarded-for': address,
                },
              }),
            (answer) => answer.status === 200,
          )
          if (!saved) return
          acknowledged.push({ id, cookie })
          await wait(20)
        }
      }
    }

    async function trying(
      send: () => Promise<Response>,
      good: (answer: Response) => boolean,
    ): Promise<Response | undefined> {
      // oxlint-disable-next-line no-unmodified-loop-condition -- changed below, while this goes on
      for (let tries = 0; going || tries < 3; tries += 1) {
        try {
          const answer = await send()
          if (good(answer)) {
            await answer.arrayBuffer()
            return answer
          }
          await answer.arrayBuffer()
        } catch {
          // The program is down: the same response is sent again.
        }
        await wait(50 + Math.random() * 100)
      }
      return undefined
    }

    const responding = Array.from({ length: people }, keepResponding)
    const kinds = ['program', 'postgres', 'both'] as const
    for (let n = 0; n < kills * kinds.length; n += 1) {
      const kind = kinds[n % kinds.length]!
      const before = acknowledged.length
      while (acknowledged.length < before + 150) await wait(10)
      if (kind !== 'program') process.kill(postgres(), 'SIGKILL')
      if (kind !== 'postgres') {
        const gone = new Promise((resolve) => program!.once('exit', resolve))
        program!.kill('SIGKILL')
        await gone
        await startProgram()
      } else await ready()
    }
    going = false
    await Promise.all(responding)

    const running = (await connectionsOfRunning(folder))!
    const client = new pg.Client(running.owner)
    await client.connect()
    const { rows } = await client.query<{ id: string; times: string }>(
      'SELECT id, count(*) AS times FROM listening.response GROUP BY id',
    )
    await client.end()
    const stored = new Map(rows.map((row) => [row.id, Number(row.times)]))
    const lost = acknowledged.filter(({ id }) => !stored.has(id))
    const doubled = rows.filter((row) => Number(row.times) > 1)
    assert.ok(acknowledged.length > kills * 3 * 150)
    assert.deepEqual(
      lost,
      [],
      `${lost.length} of ${acknowledged.length} acknowledged responses were lost`,
    )
    assert.deepEqual(doubled, [])
  },
)

const byte = () => 1 + Math.floor(Math.random() * 250)
