import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, describe, test } from 'node:test'
// @ts-expect-error -- it comes without types
import { Provider } from 'oidc-provider'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'

// A real OpenID Connect provider, run here: discovery, PKCE, nonce, signed tokens and all. Its
// people are named by what they type: `asha:verified`, `asha:unverified`, `asha:operator`.
const ours = 'http://thread.test:3000'

const claimsOf = (sub: string) => {
  const [name, state] = sub.split(':')
  return {
    sub,
    name: `${name} of the council`,
    email: state === 'operator' ? 'operator@localhost' : `${name}@council.example`,
    email_verified: state !== 'unverified',
    picture: 'https://council.example/face.png',
  }
}

const server = createServer()
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
// The provider warns on the console that it runs for development: it does.
const { warn, info } = console
console.warn = console.info = () => undefined
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'common-thread',
      client_secret: 'a secret between the two',
      redirect_uris: [`${ours}/sign-in/callback/work`],
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'picture'] },
  conformIdTokenClaims: false,
  findAccount: (_context: unknown, sub: string) => ({
    accountId: sub,
    claims: () => claimsOf(sub),
  }),
  cookies: { keys: ['a key for the test'] },
  ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  pkce: { required: () => true },
})
server.on('request', provider.callback())
Object.assign(console, { warn, info })
const system = await testSystem({
  PUBLIC_URL: ours,
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: 'common-thread',
  OIDC_CLIENT_SECRET: 'a secret between the two',
  OIDC_NAME: 'Council account',
})
const web = createWeb(system)
after(() => new Promise<void>((resolve) => void server.close(() => resolve())))

/** A browser that keeps cookies for both sites and follows redirects between them. */
function browser() {
  const jars = new Map<string, Map<string, string>>()
  const cookiesOf = (url: URL) => {
    const jar = jars.get(url.host) ?? new Map<string, string>()
    jars.set(url.host, jar)
    return jar
  }
  async function open(address: string | URL, form?: Record<string, string>): Promise<Response> {
    const url = new URL(address, ours)
    const jar = cookiesOf(url)
    const headers = new Headers({ 'accept-language': 'en', accept: 'text/html' })
    if (jar.size > 0)
      headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    if (form) headers.set('origin', url.origin)
    const init: RequestInit = {
      headers,
      redirect: 'manual',
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    }
    const response = await (url.origin === ours
      ? web.fetch(new Request(url, init))
      : fetch(url, init))
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      const value = pair.slice(at + 1)
      if (value === '' || /max-age=0/i.test(line)) jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), value)
    }
    return response
  }
  /** Goes on until a page of ours, answering the provider's questions as `sub` would. */
  async function follow(response: Response, sub: string, from: string): Promise<URL> {
    let here = new URL(from, ours)
    for (let step = 0; step < 20; step += 1) {
      const location = response.headers.get('location')
      if (location !== null) {
        here = new URL(location, here)
        const atOurs = here.origin === ours
        if (atOurs && here.pathname !== '/sign-in/callback/work') return here
        response = await open(here)
        continue
      }
      const text = await response.text()
      assert.equal(response.status, 200, text)
      const action = /<form[^>]*action="([^"]+)"/.exec(text)?.[1]
      assert.ok(action, text)
      const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1]
      here = new URL(action, here)
      response = await open(here, {
        prompt: prompt ?? 'login',
        ...(prompt === 'login' ? { login: sub, password: 'any' } : {}),
      })
    }
    throw new Error('the provider never sent us back')
  }
  return {
    open,
    follow,
    jar: () => cookiesOf(new URL(ours)),
    async signIn(sub: string, to = '/'): Promise<URL> {
      return follow(await open('/sign-in/work', { to }), sub, '/sign-in/work')
    },
  }
}

const one = async (sql: string, ...values: unknown[]) => {
  const { rows } = await system.owner.query(sql, values)
  assert.equal(rows.length, 1)
  return rows[0]
}

describe('signing in with a work account', () => {
  test('the sign-in page names it, and pressing goes to the provider', async () => {
    const me = browser()
    const page = await (await me.open('/sign-in')).text()
    assert.match(page, /Sign in with Council account/)
    const away = await me.open('/sign-in/work', { to: '/about' })
    assert.equal(away.status, 303)
    const url = new URL(away.headers.get('location')!)
    assert.equal(url.origin, issuer)
    assert.equal(url.searchParams.get('redirect_uri'), `${ours}/sign-in/callback/work`)
    assert.equal(url.searchParams.get('code_challenge_method'), 'S256')
    assert.ok(url.searchParams.get('nonce'))
    assert.ok(url.searchParams.get('state'))
  })

  test('someone new becomes a person; the next time they are known', async () => {
    const me = browser()
    const landed = await me.signIn('bryn:verified', '/about?part=2')
    assert.equal(landed.pathname + landed.search, '/you/welcome?to=%2Fabout%3Fpart%3D2')
    const person = await one("SELECT * FROM people.person WHERE email = 'bryn@council.example'")
    assert.equal(person.name, 'bryn of the council')
    assert.equal(person.email_verified, true)
    const account = await one('SELECT * FROM people.account WHERE person_id = $1', person.id)
    assert.deepEqual(Object.keys(account).sort(), [
      'account_id',
      'created_at',
      'id',
      'person_id',
      'provider_id',
      'updated_at',
    ])
    assert.equal(account.account_id, 'bryn:verified')
    const audit = await one('SELECT act, detail FROM people.audit WHERE person_id = $1', person.id)
    assert.deepEqual(audit, { act: 'sign-in', detail: { by: 'work' } })
    assert.match(await (await me.open('/you')).text(), /You also sign in with Council account/)

    const again = await browser().signIn('bryn:verified', '/about')
    assert.equal(again.pathname, '/about')
    await one("SELECT FROM people.person WHERE email = 'bryn@council.example'")
    await one('SELECT FROM people.account WHERE person_id = $1', person.id)
  })

  test('an address that the provider has checked joins the person we know', async () => {
    const id = '01890000-0000-7000-8000-0000000000aa'
    await system.owner.query(
      "INSERT INTO people.person (id, name, email, email_verified, created_at, updated_at) VALUES ($1, 'Carys', 'carys@council.example', true, now(), now())",
      [id],
    )
    const landed = await browser().signIn('carys:verified')
    assert.equal(landed.pathname, '/')
    await one('SELECT FROM people.account WHERE person_id = $1', id)
    await one('SELECT FROM people.session WHERE person_id = $1', id)
    const kept = await one('SELECT name FROM people.person WHERE id = $1', id)
    assert.equal(kept.name, 'Carys', 'the provider does not change what a person wrote')
  })

  test('an address that it has not checked does not', async () => {
    const id = '01890000-0000-7000-8000-0000000000bb'
    await system.owner.query(
      "INSERT INTO people.person (id, name, email, email_verified, created_at, updated_at) VALUES ($1, 'Dewi', 'dewi@council.example', true, now(), now())",
      [id],
    )
    const me = browser()
    const landed = await me.signIn('dewi:unverified', '/about')
    assert.equal(landed.pathname, '/sign-in')
    assert.equal(landed.searchParams.get('to'), '/about')
    const page = await (await me.open(landed)).text()
    assert.match(page, /does not vouch for that address/)
    const { rowCount } = await system.owner.query(
      'SELECT FROM people.session WHERE person_id = $1',
      [id],
    )
    assert.equal(rowCount, 0)
  })

  test('an unchecked newcomer gives way to whoever really has the address', async () => {
    await browser().signIn('eira:unverified')
    const person = await one("SELECT * FROM people.person WHERE email = 'eira@council.example'")
    assert.equal(person.email_verified, false)
    const me = browser()
    await me.open('/sign-in', { email: 'eira@council.example' })
    const { body } = await one(
      "SELECT body FROM platform.message WHERE recipient = 'eira@council.example'",
    )
    const code = /\b(\d{4} \d{4})\b/.exec(body)![1]!
    assert.equal((await me.open('/sign-in/code', { code })).status, 303)
    const { rowCount } = await system.owner.query(
      'SELECT FROM people.account WHERE person_id = $1',
      [person.id],
    )
    assert.equal(rowCount, 0, 'the work account that never proved the address is cut off')
    await one('SELECT FROM people.session WHERE person_id = $1', person.id)
  })

  test('no work account becomes the operator', async () => {
    const { firstSignInLink } = await import('./index.ts')
    await firstSignInLink(system)
    const me = browser()
    const landed = await me.signIn('mallory:operator')
    assert.equal(landed.pathname, '/sign-in')
    assert.ok(landed.searchParams.get('error'))
    assert.equal(me.jar().has('session'), false)
  })

  test('an answer that was not asked for, or asked by another browser, is refused', async () => {
    const me = browser()
    const invented = await me.open('/sign-in/callback/work?code=abc&state=invented')
    assert.equal(invented.status, 302)
    assert.match(invented.headers.get('location')!, /\/sign-in\?(.*&)?error=/)

    // Everything up to the return, then the return in a browser that never started.
    const away = await me.open('/sign-in/work', { to: '/' })
    const state = new URL(away.headers.get('location')!).searchParams.get('state')!
    const other = browser()
    const stolen = await other.open(`/sign-in/callback/work?code=abc&state=${state}`)
    assert.match(stolen.headers.get('location')!, /error=state_mismatch/)
    assert.equal(other.jar().has('session'), false)
  })

  test('stopping at the provider is said plainly', async () => {
    const me = browser()
    const away = await me.open('/sign-in/work', { to: '/about' })
    const state = new URL(away.headers.get('location')!).searchParams.get('state')!
    const back = await me.open(`/sign-in/callback/work?error=access_denied&state=${state}`)
    const page = await (await me.open(back.headers.get('location')!)).text()
    assert.match(page, /You stopped at the work account page/)
    assert.match(page, /name="to" value="\/about"/)
  })

  test('a provider that does not answer is tried again by the next person', async () => {
    const broken = await testSystem({
      PUBLIC_URL: ours,
      OIDC_ISSUER: 'http://127.0.0.1:9',
      OIDC_CLIENT_ID: 'common-thread',
    })
    const door = createWeb(broken)
    const post = () =>
      door.fetch(
        new Request(`${ours}/sign-in/work`, {
          method: 'POST',
          headers: { origin: ours },
          body: new URLSearchParams({ to: '/' }),
        }),
      )
    const first = await post()
    assert.equal(first.status, 503)
    assert.match(await first.text(), /work account page does not answer/)
    assert.equal((await post()).status, 503)
    assert.equal((await door.fetch(new Request(`${ours}/sign-in`))).status, 200)
  })

  test('without settings there is no such page', async () => {
    const plain = await testSystem()
    const door = createWeb(plain)
    const page = await (await door.fetch(new Request('http://127.0.0.1/sign-in'))).text()
    assert.doesNotMatch(page, /work account/)
    const post = await door.fetch(new Request('http://127.0.0.1/sign-in/work', { method: 'POST' }))
    assert.equal(post.status, 404)
  })
})
