import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { testSystem } from '../../../test/database.ts'
import { absence } from './index.ts'

test('a full disk, a database that is away and any other fault are told apart', () => {
  assert.equal(absence(Object.assign(new Error(), { code: '53100' })), 'full')
  assert.equal(absence(Object.assign(new Error(), { code: 'ENOSPC' })), 'full')
  assert.equal(absence(Object.assign(new Error(), { code: '57P03' })), 'away')
  assert.equal(absence(new Error('Connection terminated unexpectedly')), 'away')
  assert.equal(absence(Object.assign(new Error(), { code: '23505' })), undefined)
  assert.equal(absence(new TypeError('undefined is not a function')), undefined)
  assert.equal(absence(undefined), undefined)
})

test('what PostgreSQL really says is known', async () => {
  const system = await testSystem()
  const nowhere = new pg.Client({ host: '/nowhere', database: 'none' })
  assert.equal(absence(await nowhere.connect().catch((error: unknown) => error)), 'away')
  const client = await system.owner.connect()
  client.on('error', () => undefined)
  const ended = await client
    .query('SELECT pg_terminate_backend(pg_backend_pid())')
    .catch((error: unknown) => error)
  client.release(true)
  assert.equal(absence(ended), 'away')
})
