import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type pg from 'pg'
import { loadDemonstration } from '../src/app/demo/index.ts'
import { backup, restore } from '../src/platform/database/index.ts'
import { verifyLedger } from '../src/platform/ledger/index.ts'
import { verifyRounds } from '../src/modules/listening/index.ts'
import { testSystem } from './database.ts'

const folder = mkdtempSync(join(tmpdir(), 'common-thread-backup-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const full = await testSystem()
const empty = await testSystem()
const options = { secret: full.secret, at: full.clock.now() }

/** A sum of every row of every table of ours. */
async function contents(pool: pg.Pool): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('platform', 'people', 'places', 'partnerships', 'listening') ORDER BY 1`,
  )
  const sums: Record<string, string> = {}
  for (const { name } of rows) {
    const table = await pool.query<{ line: string }>(
      `SELECT row_to_json(each)::text AS line FROM ${name} AS each ORDER BY 1`,
    )
    sums[name] = `${table.rows.length} ${createHash('sha256')
      .update(table.rows.map((row) => row.line).join('\n'))
      .digest('hex')}`
  }
  return sums
}

test('a backup restored into an empty installation holds every row, and everything in it still verifies', async () => {
  await loadDemonstration(full, () => undefined)
  const manifest = await backup(full.ownerConnection, join(folder, 'whole'), options)
  assert.ok(
    manifest.tables.some((table) => table.table === 'listening.response' && table.rows > 1000),
  )
  const restored = await restore(empty.ownerConnection, join(folder, 'whole'))
  assert.equal(restored.secret, full.secret)
  assert.deepEqual(await contents(empty.owner), await contents(full.owner))
  assert.deepEqual((await verifyLedger(empty.db)).faults, [])
  const rounds = await verifyRounds(empty)
  assert.ok(rounds.length > 0 && rounds.every((round) => round.ok))
})

test('a backup never overwrites: not a folder, not a database', async () => {
  await assert.rejects(backup(full.ownerConnection, join(folder, 'whole'), options), /is not empty/)
  const before = await contents(empty.owner)
  await assert.rejects(restore(empty.ownerConnection, join(folder, 'whole')), /is not empty/)
  assert.deepEqual(await contents(empty.owner), before)
})

test('a damaged backup, or half of one, is refused and nothing is restored', async () => {
  const other = await testSystem()
  const before = await contents(other.owner)
  const file = join(folder, 'whole/listening.response.copy.gz')
  const bytes = readFileSync(file)
  bytes[Math.floor(bytes.length / 2)]! ^= 1
  writeFileSync(file, bytes)
  await assert.rejects(
    restore(other.ownerConnection, join(folder, 'whole')),
    /could not be restored|SHA-256/,
  )
  rmSync(join(folder, 'whole/manifest.json'))
  await assert.rejects(
    restore(other.ownerConnection, join(folder, 'whole')),
    /not a whole Common Thread backup/,
  )
  assert.deepEqual(await contents(other.owner), before)
})
