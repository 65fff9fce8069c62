import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testSystem } from '../../test/database.ts'
import { createWeb } from './web.ts'

const token = 'a token of enough length'
const get = async (
  environment: Record<string, string>,
  path: string,
  headers: Record<string, string> = {},
) =>
  createWeb(await testSystem(environment)).fetch(
    new Request(`http://127.0.0.1${path}`, { headers }),
  )

test('alive and ready are told to anyone', async () => {
  assert.equal((await get({}, '/health')).status, 200)
  assert.equal((await get({}, '/ready')).status, 200)
})

test('figures are shown on one’s own computer, elsewhere only with the token', async () => {
  const own = await get({}, '/metrics')
  assert.match(await own.text(), /common_thread_request_seconds/)
  const elsewhere = { PUBLIC_URL: 'https://thread.example.org' }
  assert.equal((await get(elsewhere, '/metrics')).status, 401)
  assert.equal((await get({ ...elsewhere, METRICS_TOKEN: token }, '/metrics')).status, 401)
  const told = await get({ ...elsewhere, METRICS_TOKEN: token }, '/metrics', {
    authorization: `Bearer ${token}`,
  })
  assert.equal(told.status, 200)
})
