import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import {
  createDatabase,
  createPool,
  migrate,
  startEmbedded,
} from '../src/platform/database/index.ts'
import { newId } from '../src/platform/ids.ts'
import { genesis, ledgerHash } from '../src/platform/ledger/hash.ts'
import { verifyLedger } from '../src/platform/ledger/index.ts'

export const name = 'ledger'

/** How many events a chain has: a busy neighbourhood's for some years. */
const inChain = 50_000

/** How long it takes to re-compute the whole ledger as it doubles, on a database that is durable as in earnest. */
export async function run(
  print: (line: string) => void,
  options: { quick?: boolean } = {},
): Promise<void> {
  const sizes = options.quick ? [25_000, 50_000, 100_000] : [125_000, 250_000, 500_000, 1_000_000]
  const folder = mkdtempSync(join(tmpdir(), 'common-thread-bench-'))
  const embedded = await startEmbedded(folder)
  try {
    await migrate(embedded.owner)
    const owner = new pg.Client(embedded.owner)
    await owner.connect()
    const db = createDatabase(createPool(embedded.application, 2))
    print('events    | chains | verified in (s) | growth | events/s | faults | memory (MB)')
    print('----------|--------|-----------------|--------|----------|--------|------------')
    const chain = chains()
    let [made, before] = [0, 0]
    for (const size of sizes) {
      await pipeline(
        Readable.from(chain.next(size - made)),
        owner.query(from('COPY platform.ledger_event FROM STDIN')),
      )
      await owner.query('TRUNCATE platform.ledger_head')
      await pipeline(
        Readable.from(chain.heads()),
        owner.query(from('COPY platform.ledger_head FROM STDIN')),
      )
      await owner.query('ANALYZE platform.ledger_event')
      made = size
      let peak = 0
      const start = performance.now()
      const report = await verifyLedger(db, () => {
        peak = Math.max(peak, process.memoryUsage().rss)
      })
      const took = (performance.now() - start) / 1000
      if (report.events !== size || report.chains !== Math.ceil(size / inChain))
        throw new Error(`verified ${report.events} of ${size} events`)
      print(
        [
          size.toLocaleString('en-GB').padEnd(9),
          String(report.chains).padStart(6),
          took.toFixed(2).padStart(15),
          (before === 0 ? '' : `×${(took / before).toFixed(2)}`).padStart(6),
          Math.round(size / took)
            .toLocaleString('en-GB')
            .padStart(8),
          String(report.faults.length).padStart(6),
          (peak / 2 ** 20).toFixed(0).padStart(11),
        ].join(' | '),
      )
      before = took
    }
    await db.destroy()
    await owner.end()
  } finally {
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Chains of events as they are in earnest, sealed here and copied in: appending a million takes far longer. */
function chains() {
  let [partnership, sequence, hash]: [string, bigint, Buffer] = [newId(), 0n, genesis]
  const full: string[] = []
  const acts = [
    'statement-answered',
    'votes-recorded',
    'decision-closed',
    'commitment-made',
  ] as const
  const line = (fields: readonly unknown[]) => `${fields.join('\t')}\n`
  const end = () => line([partnership, sequence, `\\\\x${hash.toString('hex')}`])
  return {
    *next(count: number) {
      let lines = ''
      for (let made = 0; made < count; made += 1) {
        if (sequence === BigInt(inChain)) {
          full.push(end())
          ;[partnership, sequence, hash] = [newId(), 0n, genesis]
        }
        sequence += 1n
        const at = new Date(1_767_225_600_000 + Number(sequence) * 61_000)
        const event = {
          previousHash: hash,
          partnership,
          sequence,
          at: at.toISOString().replace('Z', '000Z'),
          actor: `person:${partnership}`,
          act: acts[Number(sequence) % acts.length]!,
          subjectKind: 'decision',
          subject: newId(at),
          body: `{"cast":${sequence},"kind":"we-will","option":"${partnership}","words":"Byddwn yn gofyn i’r cwmni bysiau am fws hwyrach."}`,
        }
        hash = ledgerHash(event)
        lines += line([
          partnership,
          sequence,
          event.at,
          event.actor,
          event.act,
          event.subjectKind,
          event.subject,
          event.body,
          `\\\\x${event.previousHash.toString('hex')}`,
          `\\\\x${hash.toString('hex')}`,
        ])
        if (lines.length > 1_000_000) {
          yield lines
          lines = ''
        }
      }
      yield lines
    },
    /** The ends of all chains. */
    *heads() {
      yield* full
      yield end()
    },
  }
}
