import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, describe, test } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import type { CDPSession, Page } from 'playwright-core'
import { createWeb } from '../../app/web.ts'
import { launch } from '../../../test/browser.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'

// A real browser with a device of its own that signs: Chromium's virtual authenticator.
const server = createServer()
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const ours = `http://localhost:${(server.address() as AddressInfo).port}`
const system = await testSystem({ PUBLIC_URL: ours })
const listener = getRequestListener(createWeb(system).fetch)
server.on('request', (request, response) => void listener(request, response))
const browser = await launch()
after(async () => {
  await browser.close()
  server.closeAllConnections()
  await new Promise<void>((resolve) => void server.close(() => resolve()))
})

async function person(): Promise<{ page: Page; device: CDPSession; authenticator: string }> {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { page, device, authenticator: authenticatorId }
}

async function signIn(page: Page, email: string): Promise<string> {
  await page.goto(`${ours}/sign-in?to=/you`)
  await page.getByLabel('Your e-mail address').fill(email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.waitForURL(/\/sign-in\/code/)
  const { rows } = await system.owner.query(
    'SELECT body FROM platform.message WHERE recipient = $1 ORDER BY id DESC LIMIT 1',
    [email],
  )
  await page
    .getByLabel('The code from the e-mail')
    .fill(/\b(\d{4} \d{4})\b/.exec(rows[0].body)![1]!)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/you/)
  await page.goto(`${ours}/you`)
  const found = await system.owner.query('SELECT id FROM people.person WHERE email = $1', [email])
  return found.rows[0].id
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto(`${ours}/you`)
  await page.getByLabel('Name for a new passkey').fill(name)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText(name, { exact: true }).waitFor()
}

const rows = async (sql: string, ...values: unknown[]) =>
  (await system.owner.query(sql, values)).rows

describe('a passkey', () => {
  test('is added, signs in, is listed and removed', async () => {
    const { page, device, authenticator } = await person()
    const id = await signIn(page, 'rhian@example.org')
    await addPasskey(page, 'My phone')
    const [passkey] = await rows('SELECT * FROM people.passkey WHERE person_id = $1', id)
    assert.equal(passkey.name, 'My phone')
    assert.equal(passkey.device_type, 'singleDevice')
    const { credentials } = await device.send('WebAuthn.getCredentials', {
      authenticatorId: authenticator,
    })
    assert.equal(credentials.length, 1)
    assert.equal(credentials[0]!.isResidentCredential, true)
    assert.equal(credentials[0]!.rpId, 'localhost')
    assert.equal(
      Buffer.from(credentials[0]!.credentialId, 'base64').toString('base64url'),
      passkey.credential_id,
    )

    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.waitForURL(`${ours}/`)
    await page.goto(`${ours}/sign-in?to=${encodeURIComponent('/you/record?from=passkey')}`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL(/\/you\/(welcome\?to=%2Fyou%2Frecord|record)/)
    await page.goto(`${ours}/you/record`)
    await page.getByText('Signed in with a passkey').waitFor()
    const acts = await rows(
      'SELECT act, detail FROM people.audit WHERE person_id = $1 ORDER BY id',
      id,
    )
    assert.deepEqual(
      acts.map(({ act, detail }) => [act, detail.by]),
      [
        ['sign-in', 'code'],
        ['passkey-added', undefined],
        ['sign-out', undefined],
        ['sign-in', 'passkey'],
      ],
    )
    const [used] = await rows('SELECT counter FROM people.passkey WHERE id = $1', passkey.id)
    assert.ok(Number(used.counter) > Number(passkey.counter), 'the count of uses goes up')
    assert.equal(
      (await rows('SELECT FROM people.verification')).length,
      0,
      'challenges are used up',
    )

    await page.goto(`${ours}/you`)
    await page.getByRole('button', { name: /Remove.*My phone/ }).click()
    await page.getByText('You have no passkey yet').waitFor()
    assert.equal((await rows('SELECT FROM people.passkey WHERE person_id = $1', id)).length, 0)

    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.goto(`${ours}/sign-in`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByText('The passkey did not work').waitFor()
    assert.equal(new URL(page.url()).pathname, '/sign-in')
    await page.context().close()
  })

  test('of somebody else is not mine to remove', async () => {
    const { page } = await person()
    const theirs = await signIn(page, 'sian@example.org')
    await addPasskey(page, 'Laptop')
    const [passkey] = await rows('SELECT id FROM people.passkey WHERE person_id = $1', theirs)
    const me = visitor({ fetch: createWeb(system).fetch })
    await me.signIn(system, 'tomos@example.org')
    const answer = await me.send(`/you/passkeys/${passkey.id}/removal`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    assert.equal(answer.status, 404)
    assert.equal((await rows('SELECT FROM people.passkey WHERE person_id = $1', theirs)).length, 1)
    await page.context().close()
  })

  test('is added only within a day of signing in', async () => {
    const { page } = await person()
    await signIn(page, 'una@example.org')
    system.clock.advance(25 * 60 * 60_000)
    await page.goto(`${ours}/you`)
    await page.getByLabel('Name for a new passkey').fill('Late')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByText('sign out and sign in again first').waitFor()
    await page.context().close()
  })

  test('an answer to no question, or to somebody else’s, is refused', async () => {
    const me = visitor({ fetch: createWeb(system).fetch })
    const say = (path: string, body: unknown) =>
      me.send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    for (const body of ['', 'not json', {}, { response: null }, { response: { id: 'x' } }]) {
      const answer = await say('/sign-in/passkey', body)
      assert.equal(answer.status, 400)
      assert.match(((await answer.json()) as { message: string }).message, /did not work/)
    }
    const asked = await say('/sign-in/passkey/challenge', {})
    const { challenge, rpId } = (await asked.json()) as { challenge: string; rpId: string }
    assert.ok(challenge.length >= 32)
    assert.equal(rpId, 'localhost')
    const forged = await say('/sign-in/passkey', { response: { id: 'x', type: 'public-key' } })
    assert.equal(forged.status, 400)
    assert.equal(me.cookies.has('session'), false)
    assert.equal((await say('/you/passkeys/challenge', {})).status, 401)
    assert.equal((await say('/you/passkeys', { response: { id: 'x' } })).status, 401)
  })

  test('without scripts, or at an address of numbers, there is no button to press', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${ours}/sign-in`)
    assert.equal(
      await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible(),
      false,
    )
    assert.equal(await page.getByRole('button', { name: 'Send me a code' }).isVisible(), true)
    await context.close()

    const numbered = await testSystem({ PUBLIC_URL: 'http://127.0.0.1:3000' })
    const me = visitor(createWeb(numbered))
    assert.doesNotMatch(await me.page('/sign-in'), /passkey/)
    await me.signIn(numbered, 'vera@example.org')
    assert.match(await me.page('/you'), /web address with a name/)
  })
})
