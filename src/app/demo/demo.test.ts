import { test } from 'node:test'
import { testSystem } from '../../../test/database.ts'
import { loadDemonstration } from './index.ts'
const system = await testSystem()
test('x', async () => {
  const t = performance.now()
  await loadDemonstration(system, () => undefined)
  console.log('ms', performance.now() - t)
})
