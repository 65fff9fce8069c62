// Whatever a superuser changes behind the triggers, one byte at a time, is found and located.

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { system as asSystem } from '../actor.ts'
import {
  createDatabase,
  createPool,
  migrate,
  startEmbedded,
  transaction,
} from '../database/index.ts'
import { newId } from '../ids.ts'
import { record, verifyLedger, type LedgerFault } from './index.ts'

// A server of its own: no other has its superuser.
const folder = mkdtempSync(join(tmpdir(), 'common-thread-ledger-'))
const server = await startEmbedded(folder, {
  settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
})
await migrate(server.owner)
const db = createDatabase(createPool(server.application, 4))
const now = new Date('2026-03-02T12:00:00Z')
const length = 6
// Words with two-byte and three-byte letters, and the letter that stands for bytes that are none.
const words = 'Tŷ’r Gof \uFFFD "dau" ➀'

async function chain(): Promise<string> {
  const partnership = newId()
  for (let n = 1; n <= length; n += 1)
    await transaction(db, asSystem('test'), now, (trx) =>
      record(trx, {
        partnership,
        act: 'round-opened',
        subject: { kind: 'round', id: newId() },
        body: { n, words },
      }),
    )
  return partnership
}

// A superuser may turn off triggers and constraints and put any bytes anywhere; each change is undone.
const superuser = new pg.Client({ ...server.superuser, database: server.owner.database })
await superuser.connect()
await superuser.query(`SET session_replication_role = replica`)
await superuser.query(`CREATE CAST (bytea AS text) WITHOUT FUNCTION`)
const { rows: constraints } = await superuser.query(
  `SELECT conrelid::regclass AS on, conname FROM pg_constraint WHERE conrelid IN ('platform.ledger_event'::regclass, 'platform.ledger_head'::regclass) AND contype = 'c'`,
)
for (const { on, conname } of constraints)
  await superuser.query(`ALTER TABLE ${on} DROP CONSTRAINT "${conname}"`)
after(async () => {
  await superuser.end()
  await db.destroy()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const one = await chain()
const other = await chain()

async function faultsAfter(change: string, values: unknown[] = []): Promise<LedgerFault[]> {
  // Committed, because another connection reads it; then put back from what was there.
  await superuser.query(`CREATE TABLE kept_event AS TABLE platform.ledger_event`)
  await superuser.query(`CREATE TABLE kept_head AS TABLE platform.ledger_head`)
  try {
    const { rowCount } = await superuser.query(change, values)
    assert.ok((rowCount ?? 0) > 0, `nothing was changed by ${change}`)
    return (await verifyLedger(db)).faults
  } finally {
    await superuser.query(`DELETE FROM platform.ledger_event`)
    await superuser.query(`INSERT INTO platform.ledger_event TABLE kept_event`)
    await superuser.query(`DELETE FROM platform.ledger_head`)
    await superuser.query(`INSERT INTO platform.ledger_head TABLE kept_head`)
    await superuser.query(`DROP TABLE kept_event, kept_head`)
  }
}

const found = (faults: LedgerFault[], partnership: string, sequence: number) =>
  faults.some((each) => each.partnership === partnership && each.sequence === String(sequence))

test('nothing is found where nothing was changed', async () => {
  const report = await verifyLedger(db)
  assert.deepEqual([report.events, report.chains, report.faults], [2 * length, 2, []])
})

/** How each column's stored value is changed in one byte: `place` picks which, `by` what it becomes. */
const text = (column: string) =>
  `UPDATE platform.ledger_event SET ${column} = set_byte(convert_to(${column}, 'UTF8'), $3 % octet_length(${column}), get_byte(convert_to(${column}, 'UTF8'), $3 % octet_length(${column})) # $4)::text WHERE partnership_id = $1 AND sequence = $2`
const bytes = (column: string) =>
  `UPDATE platform.ledger_event SET ${column} = set_byte(${column}, $3 % 32, get_byte(${column}, $3 % 32) # $4) WHERE partnership_id = $1 AND sequence = $2`
const uuid = (column: string) =>
  `UPDATE platform.ledger_event SET ${column} = encode(set_byte(uuid_send(${column}), $3 % 16, get_byte(uuid_send(${column}), $3 % 16) # $4), 'hex')::uuid WHERE partnership_id = $1 AND sequence = $2`
const changes: Record<string, string> = {
  actor: text('actor'),
  act: text('act'),
  subject_kind: text('subject_kind'),
  body: text('body'),
  previous_hash: bytes('previous_hash'),
  hash: bytes('hash'),
  subject_id: uuid('subject_id'),
  partnership_id: uuid('partnership_id'),
  sequence: `UPDATE platform.ledger_event SET sequence = sequence # ($4::bigint << (8 * (1 + $3 % 6))::integer) WHERE partnership_id = $1 AND sequence = $2`,
  at: `UPDATE platform.ledger_event SET at = at + ($4::bigint << (8 * ($3 % 6))::integer) * interval '1 microsecond' WHERE partnership_id = $1 AND sequence = $2`,
}
for (const [column, change] of Object.entries(changes))
  test(`one byte of ${column} changed in any event is found there`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: length }),
        fc.nat(200),
        fc.integer({ min: 1, max: 255 }),
        async (sequence, place, by) => {
          // A zero byte cannot stand in a text, whoever writes it.
          const faults = await faultsAfter(change, [one, sequence, place, by])
          // An event that changed its chain or its place leaves a gap where the next one is, or moves the end.
          const near = column === 'partnership_id' || column === 'sequence'
          assert.ok(
            found(faults, one, sequence) ||
              (near && (found(faults, one, sequence + 1) || found(faults, one, length))),
            `${column} of ${sequence}: ${JSON.stringify(faults)}`,
          )
          if (!near)
            assert.deepEqual(
              faults.filter(
                (each) => each.partnership !== one || each.sequence !== String(sequence),
              ),
              [],
              'and nowhere else',
            )
        },
      ),
      { numRuns: 20 },
    )
  })

test('every single byte of an event’s words, changed to what is no letter, is found', async () => {
  const size = Buffer.byteLength(JSON.stringify({ n: 1, words }))
  for (let place = 0; place < size; place += 1)
    for (const by of [0x80, 0x1f]) {
      const faults = await faultsAfter(text('body'), [one, 3, place, by])
      assert.ok(found(faults, one, 3), `byte ${place} changed by ${by}`)
    }
})

test('the recorded end of a chain, changed, is found', async () => {
  for (const set of [
    'sequence = sequence + 1',
    'hash = set_byte(hash, 7, get_byte(hash, 7) # 1)',
    `partnership_id = encode(set_byte(uuid_send(partnership_id), 3, get_byte(uuid_send(partnership_id), 3) # 1), 'hex')::uuid`,
  ]) {
    const faults = await faultsAfter(
      `UPDATE platform.ledger_head SET ${set} WHERE partnership_id = $1`,
      [one],
    )
    assert.ok(
      faults.some((each) => each.partnership === one && each.what === 'head'),
      set,
    )
  }
  const gone = await faultsAfter('DELETE FROM platform.ledger_head WHERE partnership_id = $1', [
    one,
  ])
  assert.deepEqual(gone, [{ partnership: one, sequence: String(length), what: 'head' }])
})

test('an event taken out, put in, or two that changed places are found', async () => {
  const middle = await faultsAfter(
    'DELETE FROM platform.ledger_event WHERE partnership_id = $1 AND sequence = 3',
    [one],
  )
  assert.deepEqual(middle, [{ partnership: one, sequence: '4', what: 'gap' }])
  const last = await faultsAfter(
    'DELETE FROM platform.ledger_event WHERE partnership_id = $1 AND sequence = $2',
    [one, length],
  )
  assert.deepEqual(last, [{ partnership: one, sequence: String(length), what: 'head' }])
  const added = await faultsAfter(
    `INSERT INTO platform.ledger_event SELECT partnership_id, sequence + 1, at, actor, act, subject_kind, subject_id, body, hash,
       platform.ledger_hash(hash, partnership_id, sequence + 1, at, actor, act, subject_kind, subject_id, body)
     FROM platform.ledger_event WHERE partnership_id = $1 AND sequence = $2`,
    [one, length],
  )
  assert.deepEqual(added, [{ partnership: one, sequence: String(length), what: 'head' }])
  const swapped = await faultsAfter(
    `WITH taken AS (DELETE FROM platform.ledger_event WHERE partnership_id = $1 AND sequence IN (2, 3) RETURNING *)
     INSERT INTO platform.ledger_event SELECT partnership_id, 5 - sequence, at, actor, act, subject_kind, subject_id, body, previous_hash, hash FROM taken ORDER BY sequence`,
    [one],
  )
  assert.ok(found(swapped, one, 2) && found(swapped, one, 3))
  const moved = await faultsAfter(
    `UPDATE platform.ledger_event SET partnership_id = $2 WHERE partnership_id = $1 AND sequence = 6`,
    [one, newId()],
  )
  assert.ok(found(moved, one, length))
})

test('words moved from one field into the next are found, though their text is the same', async () => {
  const faults = await faultsAfter(
    `UPDATE platform.ledger_event SET actor = actor || E'\\n' || act, act = subject_kind, subject_kind = subject_id::text, subject_id = subject_id WHERE partnership_id = $1 AND sequence = 2`,
    [one],
  )
  assert.ok(found(faults, one, 2))
  const shifted = await faultsAfter(
    `UPDATE platform.ledger_event SET act = act || E'\\n' || subject_kind, subject_kind = '' WHERE partnership_id = $1 AND sequence = 2`,
    [one],
  )
  assert.ok(found(shifted, one, 2))
})

test('a time that cannot be, or prints like another, is found', async () => {
  for (const at of ['infinity', '2026-03-02 12:00:00 BC', '294276-12-31 23:59:59'])
    assert.ok(
      found(
        await faultsAfter(
          'UPDATE platform.ledger_event SET at = $2 WHERE partnership_id = $1 AND sequence = 2',
          [one, at],
        ),
        one,
        2,
      ),
      at,
    )
})

test('a tail cut off with its end moved back, and a chain written anew, only a copy kept elsewhere shows', async () => {
  const { heads } = await verifyLedger(db)
  const cut = `WITH cut AS (DELETE FROM platform.ledger_event WHERE partnership_id = $1 AND sequence > 4)
    UPDATE platform.ledger_head SET sequence = 4, hash = (SELECT hash FROM platform.ledger_event WHERE partnership_id = $1 AND sequence = 4) WHERE partnership_id = $1`
  assert.deepEqual(await faultsAfter(cut, [other]), [], 'nothing inside can tell')
  await superuser.query('BEGIN')
  await superuser.query(
    `CREATE TABLE kept_tail AS SELECT * FROM platform.ledger_event WHERE partnership_id = '${other}' AND sequence > 4`,
  )
  await superuser.query(cut, [other])
  await superuser.query('COMMIT')
  assert.deepEqual((await verifyLedger(db, undefined, undefined, heads)).faults, [
    { partnership: other, sequence: String(length), what: 'kept' },
  ])
  await superuser.query('INSERT INTO platform.ledger_event TABLE kept_tail')
  await superuser.query(
    `UPDATE platform.ledger_head SET sequence = $2, hash = (SELECT hash FROM platform.ledger_event WHERE partnership_id = $1 AND sequence = $2) WHERE partnership_id = $1`,
    [other, length],
  )
  assert.deepEqual((await verifyLedger(db, undefined, undefined, heads)).faults, [])
})

test('events added while all is verified are no fault', async () => {
  const growing = await chain()
  const [report] = await Promise.all([verifyLedger(db), chain(), chain()])
  assert.deepEqual(report.faults, [])
  assert.ok(report.heads.some(({ partnership }) => partnership === growing))
})
