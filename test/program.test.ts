import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

// The program as its user meets it: started, asked, stopped, and refused with words.

const root = fileURLToPath(new URL('..', import.meta.url))
const cli = join(root, 'src/app/cli.ts')
const folder = mkdtempSync(join(tmpdir(), 'common-thread-program-'))
const port = 33_000 + (process.pid % 8000)
const environment = {
  ...process.env,
  DATABASE_URL: '',
  PORT: String(port),
  DATA_DIR: join(folder, 'data'),
  DEMO: 'off',
  LOG_LEVEL: 'silent',
}
let program: ChildProcess | undefined

after(async () => {
  if (program && program.exitCode === null) {
    program.kill('SIGKILL')
    await once(program, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

function thread(args: string[], more: Record<string, string> = {}) {
  const done = spawnSync(process.execPath, [cli, ...args], {
    env: { ...environment, ...more },
    encoding: 'utf8',
    timeout: 90_000,
  })
  return { code: done.status, out: done.stdout, said: done.stderr }
}

async function up(more: Record<string, string> = {}): Promise<string> {
  program = spawn(process.execPath, [cli, 'up'], {
    env: { ...environment, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for await (const chunk of program.stderr!) {
    said += String(chunk)
    if (/Stop with Ctrl-C/.test(said)) break
  }
  return said
}

test('up starts everything, prints the address and a sign-in link that works once', async () => {
  const said = await up()
  assert.match(said, new RegExp(`http://127.0.0.1:${port}`))
  const link = /(http:\/\/\S+\/sign-in\/first\?token=\S+)/.exec(said)![1]!
  assert.equal((await fetch(`http://127.0.0.1:${port}/ready`)).status, 200)
  const page = await fetch(link)
  assert.equal(page.status, 200, 'looking at the link uses nothing up')
  const post = () =>
    fetch(`http://127.0.0.1:${port}/sign-in/first`, {
      method: 'POST',
      body: new URLSearchParams({ token: new URL(link).searchParams.get('token')! }),
      redirect: 'manual',
    })
  const first = await post()
  assert.equal(first.status, 303)
  assert.ok(
    first.headers.getSetCookie().some((line) => /session/.test(line) && /HttpOnly/i.test(line)),
  )
  assert.notEqual((await post()).status, 303)
})

test('every answer carries the security headers, and a change sent from another site is refused', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/`)
  const policy = answer.headers.get('content-security-policy')!
  assert.match(policy, /default-src 'none'/)
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|https?:/)
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  const foreign = await fetch(`http://127.0.0.1:${port}/choices`, {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example' },
    body: new URLSearchParams({ language: 'cy' }),
    redirect: 'manual',
  })
  assert.equal(foreign.status, 403)
  assert.equal(foreign.headers.get('set-cookie'), null)
})

test('a second start on the same port is told so at once; on another port, that the data are in use', () => {
  const taken = thread(['up'])
  assert.equal(taken.code, 2)
  assert.match(taken.said, new RegExp(`Port ${port} is already in use`))
  assert.match(taken.said, /PORT=\d+ npm run up/)
  const inUse = thread(['up'], { PORT: String(port + 1) })
  assert.equal(inUse.code, 2)
  assert.match(inUse.said, /Another Common Thread is already using/)
})

test('commands work beside the running program', () => {
  const verified = thread(['verify', '--json'])
  assert.equal(verified.code, 0, verified.said)
  assert.equal((JSON.parse(verified.out) as { ok: boolean }).ok, true)
  assert.deepEqual(JSON.parse(thread(['migrate', '--json']).out), { applied: [] })
})

test('a new sign-in link is printed beside the running program, and opens', async () => {
  const { link } = JSON.parse(thread(['sign-in', '--json']).out) as { link: string }
  // Nothing ran here while the command did: fetch must first notice a connection that was closed meanwhile.
  await wait(200)
  const signedIn = await fetch(`http://127.0.0.1:${port}/sign-in/first`, {
    method: 'POST',
    body: new URLSearchParams({ token: new URL(link).searchParams.get('token')! }),
    redirect: 'manual',
  })
  assert.equal(signedIn.status, 303)
  assert.match(signedIn.headers.getSetCookie().join(), /session/)
})

test('files about places are imported whole, and a wrong row is named', () => {
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const areas = file(
    'areas.csv',
    'code,name,name_cy,kind,parent,nation,starts,ends,source\nX90,England,Lloegr,nation,,england,,,Invented 2026\n',
  )
  const head = 'area,dimension,category,people,source,vintage'
  const counts = file('counts.csv', `${head}\nX90,age,0-15,12,Invented 2026,2026-01-01\n`)
  const wrong = file('wrong.csv', `${head}\nX91,age,0-15,12,Invented 2026,2026-01-01\n`)
  for (const [kind, path] of [
    ['areas', areas],
    ['population', counts],
  ] as const) {
    const done = thread(['import', kind, path, '--json'])
    assert.equal(done.code, 0, done.said)
    assert.equal((JSON.parse(done.out) as { added: number }).added, 1)
  }
  const refused = thread(['import', 'population', wrong])
  assert.equal(refused.code, 1)
  assert.match(refused.said, /nothing was stored[\s\S]*X91/)
})

test(
  'it is stopped by one SIGTERM within ten seconds, and starts again with what it held',
  { timeout: 60_000 },
  async () => {
    const from = performance.now()
    program!.kill('SIGTERM')
    const [code] = (await once(program!, 'exit')) as [number]
    assert.equal(code, 0)
    assert.ok(performance.now() - from < 10_000)
    const before = readFileSync(join(folder, 'data/secret'), 'utf8')
    await up()
    assert.equal((await fetch(`http://127.0.0.1:${port}/ready`)).status, 200)
    assert.equal(readFileSync(join(folder, 'data/secret'), 'utf8'), before)
  },
)

test('a request under way is answered before it stops', { timeout: 60_000 }, async () => {
  const asked = fetch(`http://127.0.0.1:${port}/patterns`)
  await new Promise((resolve) => setTimeout(resolve, 30))
  program!.kill('SIGTERM')
  assert.equal((await asked).status, 200)
  await once(program!, 'exit')
})

test('wrong settings are refused by name', () => {
  const wrong = thread(['serve'], { PORT: 'many', SMTP_URL: 'mail.example.org', SECRET: 'short' })
  assert.equal(wrong.code, 2)
  for (const name of ['PORT', 'SMTP_URL', 'SECRET']) assert.match(wrong.said, new RegExp(name))
})

test('a server that cannot be reached is named, without its password', () => {
  const away = thread(['serve'], { DATABASE_URL: 'postgres://someone:hidden@127.0.0.1:1/nothing' })
  assert.equal(away.code, 2)
  assert.match(away.said, /127\.0\.0\.1:1\/nothing/)
  assert.doesNotMatch(away.said, /hidden/)
})

test('a port held by another program is told with what to do', async () => {
  const other = createServer((_request, response) => response.end('not us'))
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port: held } = other.address() as AddressInfo
  const told = spawn(process.execPath, [cli, 'up'], {
    env: { ...environment, PORT: String(held) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  for await (const chunk of told.stderr) said += String(chunk)
  other.close()
  assert.match(said, new RegExp(`Port ${held} is already in use`))
})

test('every command explains itself, and one that does not exist is refused with exit code 2', () => {
  const help = thread(['--help'])
  assert.equal(help.code, 0)
  for (const command of [
    'up',
    'serve',
    'work',
    'sign-in',
    'migrate',
    'verify',
    'backup',
    'restore',
    'demo',
    'import',
    'export',
    'methods',
  ]) {
    assert.match(help.out, new RegExp(`^  ${command}\\b`, 'm'))
  }
  assert.equal(thread(['nothing']).code, 2)
})

test('the settings that are read are those in the README’s table', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const table = new Set([...readme.matchAll(/`([A-Z][A-Z_]+)`/g)].map((match) => match[1]))
  const source = readFileSync(join(root, 'src/platform/config.ts'), 'utf8')
  const read = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1]!)
  assert.ok(read.length > 15)
  assert.deepEqual(
    read.filter((name) => !table.has(name)),
    [],
  )
})
