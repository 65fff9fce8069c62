import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { SetupProblem } from '../errors.ts'
import { connectionsOfRunning, startEmbedded, type Embedded } from './embedded.ts'

const folder = mkdtempSync(join(tmpdir(), 'common-thread-embedded-'))
let last: Embedded | undefined
after(async () => {
  await last?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const count = async (server: Embedded, query: string) => {
  const client = new pg.Client(server.owner)
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

const pidOf = (directory: string) =>
  Number(readFileSync(join(directory, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

/** Another program on the same directory, in a process of its own. */
async function otherProgram(): Promise<ChildProcess> {
  const script = `import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)}
    await startEmbedded(${JSON.stringify(folder)}); console.log('ready'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

test('a server left by a killed program is taken over with everything it holds', async () => {
  const said: string[] = []
  const first = await otherProgram()
  const pid = pidOf(folder)
  first.kill('SIGKILL')
  await once(first, 'exit')
  process.kill(pid, 0)
  last = await startEmbedded(folder, { say: (line) => said.push(line) })
  assert.equal(pidOf(folder), pid, 'the same server goes on')
  assert.ok(said.some((line) => /Taking over/.test(line)))
  await count(last, 'CREATE TABLE public.kept AS SELECT 42 AS n')
})

test('a second program on the same directory is told so, and harms nothing', async () => {
  await assert.rejects(
    startEmbedded(folder),
    (error: Error) =>
      error instanceof SetupProblem &&
      /already using/.test(error.message) &&
      error.message.includes(`process ${process.pid}`),
  )
  assert.deepEqual(await count(last!, 'SELECT n FROM public.kept'), [{ n: 42 }])
})

test('a command finds the running server and works beside it', async () => {
  const beside = await connectionsOfRunning(folder)
  assert.ok(beside)
  assert.deepEqual(
    await count({ ...beside, stop: async () => undefined }, 'SELECT n FROM public.kept'),
    [{ n: 42 }],
  )
})

test('a server killed outright is started again and keeps what was committed', async () => {
  await count(last!, 'INSERT INTO public.kept VALUES (43)')
  process.kill(pidOf(folder), 'SIGKILL')
  for (let tries = 0; ; tries += 1) {
    await wait(100)
    try {
      assert.deepEqual(await count(last!, 'SELECT n FROM public.kept ORDER BY n'), [
        { n: 42 },
        { n: 43 },
      ])
      break
    } catch (error) {
      if (tries > 200) throw error
    }
  }
  // The lock is held again: a second program is still refused.
  for (let tries = 0; ; tries += 1) {
    if (await connectionsOfRunning(folder)) break
    assert.ok(tries < 100, 'the program did not take its lock again')
    await wait(100)
  }
})

test('the application signs in as a role that owns nothing and bypasses nothing', async () => {
  const client = new pg.Client(last!.application)
  await client.connect()
  const { rows } = await client.query(
    'SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user',
  )
  await client.end()
  assert.deepEqual(rows, [
    { rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false },
  ])
})

test('it stops cleanly, and starts again with its data', async () => {
  await last!.stop()
  assert.equal(await connectionsOfRunning(folder), undefined)
  last = await startEmbedded(folder)
  assert.deepEqual(await count(last, 'SELECT n FROM public.kept ORDER BY n'), [
    { n: 42 },
    { n: 43 },
  ])
})

test('a folder that cannot be used is refused with what to do', async () => {
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  await assert.rejects(
    startEmbedded(join(file, 'data')),
    (error: Error) => error instanceof SetupProblem && error.message.includes(file),
  )
  await assert.rejects(startEmbedded('/proc/common-thread'), SetupProblem)
})
