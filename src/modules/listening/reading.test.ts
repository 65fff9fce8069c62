import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { neighbours } from '../../../test/neighbours.ts'
import { visitor } from '../../../test/visitor.ts'
import { readPolis, type PolisTexts } from './import.ts'
import { oneInHand, readPolisAside, readUploadAside } from './reading.ts'
import { stopComputing } from './result.actions.ts'

const system = await testSystem()
const web = createWeb(system)
after(() => stopComputing(system))
const us = await neighbours(system)

/** A conversation of so many people about so many statements, each answered by one in eight. */
function conversation(people: number, statements: number): PolisTexts {
  const text = (lines: string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`)
  const numbers = Array.from({ length: statements }, (_, i) => i)
  return {
    'comments.csv': text([
      'timestamp,comment-id,author-id,moderated,comment-body',
      ...numbers.map((i) => `1469570000000,${i},0,1,Statement number ${i}`),
    ]),
    'participants-votes.csv': text([
      `participant,group-id,n-comments,n-votes,n-agree,n-disagree,${numbers.join(',')}`,
      ...Array.from(
        { length: people },
        (_, p) =>
          `${p},,,,,,${numbers.map((s) => ((p + s) % 8 === 0 ? [1, -1, 0][(p + s) % 3] : '')).join(',')}`,
      ),
    ]),
  }
}

/** What a browser sends, made beforehand, so that making it is not measured. */
function multipart(files: PolisTexts): { body: Buffer<ArrayBuffer>; type: string } {
  const line = '----a-line-between-the-parts'
  const about = { question: 'What matters here?', source: 'a test', licence: 'CC BY 4.0' }
  const parts = [
    ...Object.entries(about).map(([name, value]) =>
      Buffer.from(
        `--${line}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      ),
    ),
    ...Object.entries(files).flatMap(([name, bytes]) => [
      Buffer.from(
        `--${line}\r\ncontent-disposition: form-data; name="${name}"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`,
      ),
      Buffer.from(bytes),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${line}--\r\n`),
  ]
  return { body: Buffer.concat(parts), type: `multipart/form-data; boundary=${line}` }
}

test('read in a thread, files are what they are when read here', async () => {
  const files = conversation(200, 30)
  assert.deepEqual(await readPolisAside(files), readPolis(files))
  const wrong = { ...files, 'comments.csv': new TextEncoder().encode('comment-id\n1\n') }
  assert.deepEqual(await readPolisAside(wrong), readPolis(wrong))
  const upload = await readUploadAside('serial,statement,response\nCCCC-CCCC,1,agree\n')
  assert.equal(upload.rows[0]?.mark.value, 1)
})

test('what takes too long is ended, and the next is read all the same', async () => {
  const [slow, next] = [
    readPolisAside(conversation(20_000, 100), 100),
    readPolisAside(conversation(20, 3)),
  ]
  await assert.rejects(slow, { key: 'results.import.refused.slow' })
  assert.equal((await next).problems.length, 0)
})

test('a person has one import in hand', async () => {
  let done = () => {}
  const first = oneInHand('somebody', () => new Promise<void>((resolve) => (done = resolve)))
  await assert.rejects(
    oneInHand('somebody', async () => undefined),
    { key: 'results.import.refused.in-hand', status: 429 },
  )
  await oneInHand('somebody else', async () => undefined)
  done()
  await first
  await oneInHand('somebody', async () => undefined)
})

test('while large files are read, other pages come as they always do', async (t) => {
  const browser = visitor(web)
  await browser.signIn(system, us.facilitator.email)
  const { body, type } = multipart(conversation(8000, 760))
  await visitor(web).page('/')
  const until = new AbortController()
  const pages: number[] = []
  const others = (async () => {
    const reader = visitor(web)
    while (!until.signal.aborted) {
      const start = performance.now()
      await reader.page('/')
      pages.push(performance.now() - start)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  })()
  const start = performance.now()
  const sent = await browser.send(`/in/${us.slug}/import`, {
    method: 'POST',
    body,
    headers: { 'content-type': type },
  })
  assert.equal(sent.status, 303)
  const checked = performance.now() - start
  await browser.page(sent.headers.get('location')!)
  const all = performance.now() - start
  until.abort()
  await others
  const sorted = pages.toSorted((a, b) => a - b)
  const part = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
  const [middle, most, worst] = [part(0.5), part(0.99), part(1)]
  t.diagnostic(
    `${(body.length / 1e6).toFixed(0)} MB checked in ${Math.round(checked)} ms, shown after ${Math.round(all)}; ${pages.length} other pages, half within ${Math.round(middle)} ms, 99 in 100 within ${Math.round(most)}, the slowest ${Math.round(worst)}`,
  )
  // In one piece it held up everybody for as long as it took; how long a pause is on a busy machine is not ours to say.
  assert.ok(worst < all / 4, `a page took ${worst} ms of ${all}`)
  assert.ok(middle < 100, `half of the pages took more than ${middle} ms`)
})
