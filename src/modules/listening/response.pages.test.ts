import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { Script } from 'node:vm'
import fc from 'fast-check'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound } from '../../../test/open-round.ts'
import {
  fieldsOf,
  sendJson,
  takingPart,
  type Refused,
  type Sent,
} from '../../../test/taking-part.ts'
import { visitor } from '../../../test/visitor.ts'
import { laterOf } from './response.ts'

const system = await testSystem()
const web = createWeb(system)
const { answerOne, started, stored } = takingPart(system, web)

describe('responding without a script', () => {
  test('from the door to a stored answer, and on to the next statement', async () => {
    const round = await openRound(system)
    const person = visitor(web)
    const door = await person.page(`/r/${round.code}`)
    assert.match(door, /What would help us live well here\?/)
    assert.match(door, /The board sets its plan in May\./)
    assert.match(door, /nobody is named/)
    const start = await person.post(`/r/${round.code}/start`)
    assert.equal(start.status, 303)
    assert.equal((await stored(round)).length, 0, 'a participant is made with the first response')
    const page = await person.page(`/r/${round.code}/respond`)
    const fields = fieldsOf(page)
    const sent = await person.post(`/r/${round.code}/responses`, {
      ...fields,
      value: '1',
      important: '1',
    })
    assert.equal(sent.headers.get('location'), `/r/${round.code}/respond?saved=1`)
    const [row, ...others] = await stored(round)
    assert.equal(others.length, 0)
    assert.equal(row!.id, fields.response)
    assert.equal(row!.statement_id, fields.statement)
    assert.deepEqual([row!.value, row!.important, row!.channel], [1, true, 'screen'])
    const next = await person.page(`/r/${round.code}/respond?saved=1`)
    assert.match(next, /Saved\./)
    assert.notEqual(fieldsOf(next).statement, fields.statement)
    // The same form sent again (a double press) stores nothing new.
    await person.post(`/r/${round.code}/responses`, { ...fields, value: '1', important: '1' })
    assert.equal((await stored(round)).length, 1)
  })

  test('everything answered is said so', async () => {
    const round = await openRound(system, { statements: ['One', 'Two'] })
    const person = await started(round)
    for (let i = 0; i < 2; i += 1) {
      const page = await person.page(`/r/${round.code}/respond`)
      await person.post(`/r/${round.code}/responses`, { ...fieldsOf(page), value: '0' })
    }
    assert.match(await person.page(`/r/${round.code}/respond`), /You have answered everything/)
    const rows = await stored(round)
    assert.deepEqual(new Set(rows.map((row) => row.number)), new Set([1, 2]))
  })
})

describe('responding with a script', () => {
  test('stores several at once and tells what comes next', async () => {
    const round = await openRound(system)
    const person = await started(round)
    const responses = round.statements
      .slice(0, 3)
      .map((statement, index) => ({ id: randomUUID(), statement: statement.id, value: index - 1 }))
    const answer = await sendJson(person, round.code, { responses, ahead: 5 })
    assert.equal(answer.status, 200)
    const body = (await answer.json()) as Sent
    assert.deepEqual(
      body.saved,
      responses.map((each) => each.id),
    )
    assert.deepEqual([body.answered, body.total], [3, 5])
    assert.equal([body.next, ...body.ahead].length, 2)
    assert.equal((await stored(round)).length, 3)
  })

  test('a newcomer without a cookie is given one', async () => {
    const round = await openRound(system)
    const person = visitor(web)
    const response = { id: randomUUID(), statement: round.statements[0]!.id, value: 1 }
    const answer = await sendJson(person, round.code, { responses: [response] })
    assert.equal(answer.status, 200)
    assert.ok(person.cookies.has(`turn-${round.code}`))
  })

  test('names the response that is wrong and stores none of the rest', async () => {
    const round = await openRound(system)
    const other = await openRound(system)
    const person = await started(round)
    const good = { id: randomUUID(), statement: round.statements[0]!.id, value: 1 }
    const wrong: [object, RegExp][] = [
      [{ ...good, value: 2 }, /Answer 2: choose agree/],
      [{ ...good, id: 'x' }, /Answer 2: its id/],
      [
        { ...good, statement: other.statements[0]!.id, id: randomUUID() },
        /Answer 2: that statement/,
      ],
      [{ ...good, givenAt: 'yesterday' }, /Answer 2: the time/],
      [{ ...good, important: 'yes' }, /Answer 2: “matters/],
    ]
    for (const [bad, said] of wrong) {
      const answer = await sendJson(person, round.code, { responses: [good, bad] })
      assert.equal(answer.status, 422)
      assert.match(((await answer.json()) as Refused).error.message, said)
    }
    for (const body of ['', '[]', '{"responses":1}', 'null']) {
      const answer = await person.send(`/r/${round.code}/responses`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      assert.equal(answer.status, 422)
    }
    assert.equal((await stored(round)).length, 0)
  })
})

describe('who may not', () => {
  test('a tampered cookie is nobody’s', async () => {
    const round = await openRound(system)
    const person = await started(round)
    await answerOne(person, round)
    const name = `turn-${round.code}`
    const [code, signature] = person.cookies.get(name)!.split('.')
    const thief = visitor(web)
    thief.cookies.set(name, `${code}.${signature!.slice(0, -2)}xx`)
    assert.equal(
      (await thief.get(`/r/${round.code}/respond`)).headers.get('location'),
      `/r/${round.code}`,
    )
    assert.equal((await thief.get(`/r/${round.code}/mine`)).headers.get('location'), '/thread/code')
    // Another round's cookie is no good here either.
    const other = await openRound(system)
    thief.cookies.set(`turn-${other.code}`, person.cookies.get(name)!)
    assert.equal(
      (await thief.get(`/r/${other.code}/respond`)).headers.get('location'),
      `/r/${other.code}`,
    )
  })

  test('someone banned is told so', async () => {
    const round = await openRound(system)
    const person = await started(round)
    await answerOne(person, round)
    const fields = fieldsOf(await person.page(`/r/${round.code}/respond`))
    await system.owner.query(
      'UPDATE listening.participant SET banned_at = now() WHERE round_id = $1',
      [round.id],
    )
    const sent = await person.post(`/r/${round.code}/responses`, { ...fields, value: '1' })
    assert.equal(sent.status, 403)
    assert.match(await sent.text(), /no longer taken/)
    assert.equal(
      (await person.post(`/r/${round.code}/say`, { text: 'Still here', anyway: 'yes' })).status,
      403,
    )
    assert.equal((await stored(round)).length, 1)
  })

  test('a statement taken down is not asked and not answered', async () => {
    const round = await openRound(system, { statements: ['Stays', 'Goes'] })
    const person = await started(round)
    await system.owner.query(`UPDATE listening.statement SET status = 'removed' WHERE id = $1`, [
      round.statements[1]!.id,
    ])
    // A process may hold its copy of a round for a second; the door reads it anew.
    await person.page(`/r/${round.code}`)
    const sent = await sendJson(person, round.code, {
      responses: [{ id: randomUUID(), statement: round.statements[1]!.id, value: 1 }],
    })
    assert.equal(sent.status, 422)
    assert.match(((await sent.json()) as Refused).error.message, /may have been taken down/)
  })

  test('one person, or one address, cannot flood a round', async () => {
    const round = await openRound(system)
    const person = await started(round)
    const burst = () =>
      sendJson(person, round.code, {
        responses: Array.from({ length: 200 }, () => ({
          id: randomUUID(),
          statement: round.statements[0]!.id,
          value: 1,
        })),
      })
    assert.equal((await burst()).status, 200)
    assert.equal((await burst()).status, 200)
    const third = await burst()
    assert.equal(third.status, 429)
    assert.ok(Number(third.headers.get('retry-after')) > 0)
    system.clock.advance(10 * 60_000)
  })
})

describe('exactly once', () => {
  test('the same response sent fifty times at once is stored once', async () => {
    const round = await openRound(system)
    const person = await started(round)
    const response = { id: randomUUID(), statement: round.statements[0]!.id, value: -1 }
    const sent = await Promise.all(
      Array.from({ length: 50 }, () => sendJson(person, round.code, { responses: [response] })),
    )
    assert.ok(sent.every((answer) => answer.status === 200))
    assert.equal((await stored(round)).length, 1)
  })

  test('any order of duplicates and late arrivals leaves the same answer standing', async () => {
    const round = await openRound(system, { statements: ['One', 'Two'] })
    const given = fc.record({
      statement: fc.integer({ min: 0, max: 1 }),
      value: fc.constantFrom(-1, 0, 1),
      minute: fc.integer({ min: 0, max: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(given, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        async (answers, chance) => {
          const sent = answers.map((each) => ({
            id: randomUUID(),
            statement: round.statements[each.statement]!.id,
            value: each.value,
            givenAt: new Date(
              system.clock.now().getTime() - 60_000 * (10 - each.minute),
            ).toISOString(),
          }))
          // What the rule says stands, whatever the order: the clock stands still, so all arrive at one moment.
          const receivedAt = system.clock.now()
          const dated = sent.map((each) => ({
            ...each,
            givenAt: new Date(each.givenAt),
            receivedAt,
          }))
          const said = { '1': 'Agree', '0': 'Not sure', '-1': 'Disagree' } as Record<string, string>
          const expected = round.statements.flatMap(({ id }) => {
            const own = dated.filter((each) => each.statement === id)
            return own.length === 0 ? [] : [said[String(own.reduce(laterOf).value)]]
          })
          for (let run = 0; run < 2; run += 1) {
            const person = await started(round)
            // Every response at least once, some twice, in any order, some together.
            const order = [...sent, ...sent.filter(() => chance.next().value! % 2 === 0)]
              .map((response) => ({ response, key: chance.next().value! }))
              .sort((a, b) => a.key - b.key)
              .map(({ response }) => response)
            await Promise.all(
              order.map((response) => sendJson(person, round.code, { responses: [response] })),
            )
            const page = await person.page(`/r/${round.code}/mine`)
            const standing = [...page.matchAll(/<b>(Agree|Disagree|Not sure)<\/b>/g)]
            assert.deepEqual(
              standing.map((match) => match[1]),
              expected,
            )
          }
        },
      ),
      { numRuns: 12 },
    )
  })
})

describe('what is sent', () => {
  test('the page for responding is under 60 KB with its style and scripts, fonts aside', async () => {
    const round = await openRound(system, { languages: ['en', 'ur'] })
    const person = await started(round)
    for (const language of ['en', 'ur']) {
      const page = await person.page(`/r/${round.code}/respond?lang=${language}`)
      const paths = [
        ...page.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js|svg|webmanifest))"/g),
      ].map((match) => match[1]!)
      const scripts = await Promise.all(
        paths
          .filter((path) => path.endsWith('.js'))
          .map(async (path) => (await person.get(path)).text()),
      )
      paths.push(
        ...scripts.flatMap((script) =>
          [...script.matchAll(/'(\/assets\/[^']+\.js)'/g)].map((match) => match[1]!),
        ),
      )
      let bytes = Buffer.byteLength(page)
      for (const path of [...new Set(paths), '/r/worker.js']) {
        const file = await person.get(path, { 'accept-encoding': 'gzip' })
        assert.equal(file.status, 200, path)
        bytes += (await file.arrayBuffer()).byteLength
      }
      assert.ok(bytes < 60_000, `${language}: ${bytes} bytes`)
    }
  })

  test('the worker is allowed the pages under /r/ and nothing else', async () => {
    const worker = await visitor(web).get('/r/worker.js')
    assert.equal(worker.headers.get('service-worker-allowed'), '/r/')
    assert.match(worker.headers.get('content-type')!, /javascript/)
    // It must parse as a plain script.
    assert.ok(new Script(await worker.text()))
  })
})
