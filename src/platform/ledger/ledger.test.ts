import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { testSystem } from '../../../test/database.ts'
import { system as asSystem } from '../actor.ts'
import { transaction } from '../database/index.ts'
import { newId } from '../ids.ts'
import { leafHash, merkleTree, provesInclusion, record, verifyLedger } from './index.ts'

const system = await testSystem()
const at = new Date('2026-03-02T12:00:00Z')

async function append(partnership: string, act: string, body: Record<string, unknown> = {}) {
  return transaction(system.db, asSystem('test'), at, (trx) =>
    record(trx, { partnership, act, subject: { kind: 'round', id: newId() }, body }),
  )
}

test('events of one partnership are chained and verify', async () => {
  const [first, second] = [newId(), newId()]
  for (let i = 0; i < 5; i += 1)
    await append(first, 'round-opened', { n: i, words: 'Ysgol Tŷ’r Gof\nline "two"' })
  await append(second, 'round-opened')
  const report = await verifyLedger(system.db)
  assert.deepEqual(report.faults, [])
  assert.equal(report.events, 6)
  assert.equal(report.chains, 2)
  const { rows } = await system.owner.query(
    'SELECT * FROM platform.ledger_event WHERE partnership_id = $1 ORDER BY sequence',
    [first],
  )
  assert.equal(rows.length, 5)
  assert.ok(rows[1].previous_hash.equals(rows[0].hash))
})

test('many at once on one chain leave no gap', async () => {
  const partnership = newId()
  await Promise.all(Array.from({ length: 20 }, () => append(partnership, 'statement-published')))
  const report = await verifyLedger(system.db, undefined, partnership)
  assert.equal(report.events, 20)
  assert.deepEqual(report.faults, [])
})

test('the application may not change, remove or write past the chain; neither may the owner change it', async () => {
  await append(newId(), 'round-opened')
  for (const statement of [
    'UPDATE platform.ledger_event SET body = body',
    'DELETE FROM platform.ledger_event',
    'TRUNCATE platform.ledger_event',
  ]) {
    await assert.rejects(system.pool.query(statement), /permission denied/)
    await assert.rejects(system.owner.query(statement), /never changed or removed/)
  }
  await assert.rejects(
    system.pool.query('INSERT INTO platform.ledger_event SELECT * FROM platform.ledger_event'),
    /permission denied/,
  )
})

test('a byte changed behind the triggers is found and located', async () => {
  const partnership = newId()
  for (let i = 0; i < 4; i += 1) await append(partnership, 'round-opened', { n: i })
  const client = await system.owner.connect()
  try {
    await client.query(
      'ALTER TABLE platform.ledger_event DISABLE TRIGGER ledger_event_is_append_only',
    )
    await client.query(
      `UPDATE platform.ledger_event SET body = replace(body, '2', '3') WHERE partnership_id = $1 AND sequence = 3`,
      [partnership],
    )
    const changed = await verifyLedger(system.db, undefined, partnership)
    assert.deepEqual(changed.faults, [{ partnership, sequence: '3', what: 'hash' }])
    await client.query(
      `UPDATE platform.ledger_event SET body = replace(body, '3', '2') WHERE partnership_id = $1 AND sequence = 3`,
      [partnership],
    )
    await client.query(
      `DELETE FROM platform.ledger_event WHERE partnership_id = $1 AND sequence = 4`,
      [partnership],
    )
    const shortened = await verifyLedger(system.db, undefined, partnership)
    assert.deepEqual(shortened.faults, [{ partnership, sequence: '4', what: 'head' }])
  } finally {
    await client.query(
      'ALTER TABLE platform.ledger_event ENABLE TRIGGER ledger_event_is_append_only',
    )
    client.release()
  }
})

// RFC 6962 trees as published test vectors: certificate-transparency's merkle tree tests use these
// inputs; the roots for 1, 2 and 8 leaves are printed there.
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const roots: Record<number, string> = {
  1: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  2: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  8: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
}
test('Merkle roots equal the published vectors of Certificate Transparency', () => {
  const leaf = (hex: string) =>
    createHash('sha256')
      .update(Buffer.from([0]))
      .update(Buffer.from(hex, 'hex'))
      .digest()
  for (const [size, root] of Object.entries(roots))
    assert.equal(merkleTree(inputs.slice(0, Number(size)).map(leaf)).root.toString('hex'), root)
})

test('every leaf proves its inclusion, and no other leaf does with its proof', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 40 }),
      fc.nat(),
      (texts, pick) => {
        const leaves = texts.map(leafHash)
        const tree = merkleTree(leaves)
        const index = pick % leaves.length
        assert.ok(provesInclusion(leaves[index]!, tree.proof(index), tree.root))
        assert.ok(
          !provesInclusion(leafHash('not in the tree at all'), tree.proof(index), tree.root),
        )
      },
    ),
  )
})
