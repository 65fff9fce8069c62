import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstSignInLink } from '../modules/people/index.ts'
import { testSystem } from '../../test/database.ts'
import { visitor } from '../../test/visitor.ts'
import { createWeb } from './web.ts'

for (const [how, settings, shown] of [
  ['with no mail server the operator passes codes on', {}, true],
  ['with one, no code of somebody else’s is shown', { SMTP_URL: 'smtp://127.0.0.1:9' }, false],
] as const)
  test(how, async () => {
    const system = await testSystem(settings)
    const web = createWeb(system)
    const operator = visitor(web)
    const link = new URL(await firstSignInLink(system))
    await operator.post('/sign-in/first', { token: link.searchParams.get('token')! })
    assert.equal((await visitor(web).post('/sign-in', { email: 'chair@example.org' })).status, 303)
    const page = await operator.page('/outbox')
    assert.match(page, /chair@example\.org/)
    assert.equal(/\b\d{4} \d{4}\b/.test(page), shown)
  })
