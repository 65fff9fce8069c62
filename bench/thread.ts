import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createWeb } from '../src/app/web.ts'
import { systemClock } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import { migrate, startEmbedded } from '../src/platform/database/index.ts'
import { newCode, newId } from '../src/platform/ids.ts'
import { createLog } from '../src/platform/log.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import { createSystem } from '../src/platform/system.ts'
import { follow } from '../src/platform/thread/index.ts'

export const name = 'thread'

/** The most that a thread page may take at the server, in milliseconds. */
const goal = 50

/**
 * The walk and the whole page through the web handler, from the middle and from the root, as graphs
 * of several shapes double: one long chain, a fan, a round that heard a thousand statements, a web in
 * which each step came of five others. The page is asked as anybody asks it: all its words included.
 */
export async function run(
  print: (line: string) => void,
  options: { quick?: boolean } = {},
): Promise<void> {
  const sizes = options.quick ? [1250, 2500] : [1250, 2500, 5000, 10_000]
  const times = options.quick ? 20 : 100
  const folder = mkdtempSync(join(tmpdir(), 'common-thread-bench-'))
  const embedded = await startEmbedded(folder)
  try {
    await migrate(embedded.owner)
    const system = createSystem({
      config: readConfig(
        { PORT: '0', DATA_DIR: folder, DEMO: 'off', LOG_LEVEL: 'error', WORKERS: '0' },
        folder,
      ),
      application: embedded.application,
      ownerConnection: embedded.owner,
      clock: systemClock,
      log: createLog('error'),
      metrics: createMetrics(),
      secret: 'a secret for measuring only, of enough length',
    })
    const owner = new pg.Client(embedded.owner)
    await owner.connect()
    const web = createWeb(system)
    print(
      'shape | nodes  | ties   | from   | walked | query p50 ms | p99   | page p50 ms | p99   | growth | KB',
    )
    print(
      '------|--------|--------|--------|--------|--------------|-------|-------------|-------|--------|----',
    )
    for (const shape of ['chain', 'fan', 'round', 'web'] as const) {
      const before = new Map<string, number>()
      for (const size of sizes) {
        const made = await graph(owner, shape, size)
        for (const [from, node] of [
          ['root', made.root],
          ['middle', made.middle],
        ] as const) {
          const walked = (await follow(system.db, node, 1200)).length
          const query = await measured(
            times,
            async () => void (await follow(system.db, node, 1200)),
          )
          let bytes = 0
          const page = await measured(times, async () => {
            bytes = (await got(web, node)).length
          })
          const last = before.get(from)
          before.set(from, page.p50)
          print(
            [
              shape.padEnd(5),
              String(size).padStart(6),
              String(made.ties).padStart(6),
              from.padEnd(6),
              String(walked).padStart(6),
              query.p50.toFixed(1).padStart(12),
              query.p99.toFixed(1).padStart(5),
              page.p50.toFixed(1).padStart(11),
              page.p99.toFixed(1).padStart(5),
              (last === undefined ? '' : `×${(page.p50 / last).toFixed(2)}`).padStart(6),
              (bytes / 1024).toFixed(0).padStart(3) + (page.p50 > goal ? '  over the goal' : ''),
            ].join(' | '),
          )
        }
      }
    }
    await owner.end()
    await system.db.destroy()
  } finally {
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function got(web: ReturnType<typeof createWeb>, node: string): Promise<string> {
  const answer = await web.fetch(new Request(`http://127.0.0.1/thread/${node}`))
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`the page answered ${answer.status}`)
  return text
}

async function measured(times: number, work: () => Promise<void>) {
  for (let warm = 0; warm < 5; warm += 1) await work()
  const took: number[] = []
  for (let n = 0; n < times; n += 1) {
    const start = performance.now()
    await work()
    took.push(performance.now() - start)
  }
  took.sort((a, b) => a - b)
  return {
    p50: took[Math.floor(times / 2)]!,
    p99: took[Math.min(times - 1, Math.floor(times * 0.99))]!,
  }
}

type Shape = 'chain' | 'fan' | 'round' | 'web'

/** Every node is a public statement, or a lesson drawn from some, so that each step has words to fetch; each has an entry in the record. */
async function graph(owner: pg.Client, shape: Shape, size: number) {
  const [partnership, round] = [newId(), newId()]
  await owner.query(
    `INSERT INTO partnerships.partnership (id, slug, name, languages, founded_at) VALUES ($1, $2, 'Measured', '{en}', now())`,
    [partnership, `measured-${partnership.slice(-12)}`],
  )
  await owner.query(
    `INSERT INTO listening.round (id, partnership_id, code, languages, moderation, created_at) VALUES ($1, $2, $3, '{en}', 'after', now())`,
    [round, partnership, newCode(2)],
  )
  await owner.query(
    `INSERT INTO listening.round_text VALUES ($1, 'en', 'What would help?', 'To measure.', 'Nothing.', 'Nobody.')`,
    [round],
  )
  await owner.query(`INSERT INTO listening.opening (round_id, opened_at) VALUES ($1, now())`, [
    round,
  ])
  const ids = [round, ...Array.from({ length: size - 1 }, () => newId())]
  const heard = shape === 'chain' ? 1 : shape === 'web' ? 100 : shape === 'round' ? 1000 : size - 1
  const statements = ids.slice(1, heard + 1)
  const insights = ids.slice(heard + 1)
  const ties: [string, string][] = statements.map((id) => [round, id])
  if (shape === 'chain') for (let n = 2; n < size; n += 1) ties.push([ids[n - 1]!, ids[n]!])
  if (shape === 'round')
    for (const [n, id] of insights.entries()) ties.push([statements[n % heard]!, id])
  if (shape === 'web')
    for (let n = heard + 1; n < size; n += 1) {
      const row = Math.floor((n - 1) / 100) - 1
      for (const far of [7, 20, 41, 63, 88])
        ties.push([ids[1 + row * 100 + ((n * 13 + far) % 100)]!, ids[n]!])
    }
  const at = (n: number) => new Date(1_767_225_600_000 + n * 60_000)
  await owner.query(
    `INSERT INTO platform.thread_node SELECT id, $2, kind, at FROM unnest($1::uuid[], $3::text[], $4::timestamptz[]) AS n (id, kind, at)`,
    [
      ids,
      partnership,
      ids.map((_, n) => (n === 0 ? 'round' : n <= heard ? 'statement' : 'insight')),
      ids.map((_, n) => at(n)),
    ],
  )
  await owner.query(
    `INSERT INTO platform.thread_link SELECT earlier, later, 'led-to', now() FROM unnest($1::uuid[], $2::uuid[]) AS t (earlier, later) ON CONFLICT DO NOTHING`,
    [ties.map(([earlier]) => earlier), ties.map(([, later]) => later)],
  )
  await owner.query(
    `INSERT INTO listening.statement (id, round_id, number, text, language, source, channel, status, submitted_at, published_at)
     SELECT id, $2, n, 'Measured statement number ' || n || ' of some length, as people write them.', 'en', 'starting', 'screen', 'published', at, at FROM unnest($1::uuid[], $3::timestamptz[]) WITH ORDINALITY AS s (id, at, n)`,
    [statements, round, statements.map((_, n) => at(n))],
  )
  await owner.query(
    `INSERT INTO listening.insight (id, partnership_id, text, language, noted_at) SELECT id, $2, 'What was learned at step ' || n || ', in a sentence of some length.', 'en', at FROM unnest($1::uuid[], $3::timestamptz[]) WITH ORDINALITY AS i (id, at, n)`,
    [insights, partnership, insights.map((_, n) => at(n + heard))],
  )
  const result = {
    statements: statements.map((_, n) => ({
      number: n + 1,
      agree: 20,
      unsure: 4,
      disagree: 6,
      matters: 2,
      divides: 0,
      groups: [
        [12, 2, 3, 1],
        [8, 2, 3, 1],
      ],
    })),
    groups: ['A', 'B'].map((label) => ({ label, size: 20, distinctive: [] })),
    common: [],
    divisive: [],
    unsure: [],
  }
  await owner.query(
    `INSERT INTO listening.result (round_id, version, computed_at, counted_to, participants, responses, body, members) VALUES ($1, 1, now(), now(), 40, 9000, $2, '')`,
    [round, JSON.stringify(result)],
  )
  await owner.query(
    `SELECT platform.append_event($1, now(), 'system:measuring', 'insight-noted', 'insight', id, '{}') FROM unnest($2::uuid[]) AS n (id)`,
    [partnership, ids],
  )
  for (const table of [
    'platform.thread_node',
    'platform.thread_link',
    'platform.ledger_event',
    'listening.statement',
    'listening.insight',
  ])
    await owner.query(`ANALYZE ${table}`)
  return { root: round, middle: ids[size >> 1]!, ties: ties.length }
}
