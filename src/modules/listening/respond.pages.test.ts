import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound } from '../../../test/open-round.ts'
import { visitor } from '../../../test/visitor.ts'

const system = await testSystem()
const web = createWeb(system)

type Person = ReturnType<typeof visitor>
type Sent = {
  saved: string[]
  next: { id: string } | null
  ahead: { id: string }[]
  answered: number
  total: number
}
type Refused = { error: { code: string; message: string; id?: string } }

const stored = async (round: string) =>
  (
    await system.owner.query(
      `SELECT response.*, statement.number FROM listening.response JOIN listening.statement ON statement.id = statement_id
       WHERE response.round_id = $1 ORDER BY response.received_at, response.id`,
      [round],
    )
  ).rows as {
    id: string
    participant_id: string
    statement_id: string
    value: number
    important: boolean
    channel: string
    number: number
    given_at: Date
  }[]

const fieldsOf = (page: string) => ({
  response: /name="response" value="([^"]+)"/.exec(page)![1]!,
  statement: /name="statement" value="([^"]+)"/.exec(page)![1]!,
})

async function started(code: string): Promise<Person> {
  const person = visitor(web)
  assert.equal(
    (await person.post(`/r/${code}/start`)).headers.get('location'),
    `/r/${code}/respond`,
  )
  return person
}

function sendJson(person: Person, code: string, body: unknown) {
  return person.send(`/r/${code}/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

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
    assert.equal(
      (await stored(round.id)).length,
      0,
      'a participant is made with the first response',
    )
    const page = await person.page(`/r/${round.code}/respond`)
    const fields = fieldsOf(page)
    const sent = await person.post(`/r/${round.code}/responses`, {
      ...fields,
      value: '1',
      important: '1',
    })
    assert.equal(sent.headers.get('location'), `/r/${round.code}/respond?saved=1`)
    const [row, ...others] = await stored(round.id)
    assert.equal(others.length, 0)
    assert.equal(row!.id, fields.response)
    assert.equal(row!.statement_id, fields.statement)
    assert.deepEqual([row!.value, row!.important, row!.channel], [1, true, 'screen'])
    const next = await person.page(`/r/${round.code}/respond?saved=1`)
    assert.match(next, /Saved\./)
    assert.notEqual(fieldsOf(next).statement, fields.statement)
    // The same form sent again (a double press) stores nothing new.
    await person.post(`/r/${round.code}/responses`, { ...fields, value: '1', important: '1' })
    assert.equal((await stored(round.id)).length, 1)
  })

  test('everything answered is said so', async () => {
    const round = await openRound(system, { statements: ['One', 'Two'] })
    const person = await started(round.code)
    for (let i = 0; i < 2; i += 1) {
      const page = await person.page(`/r/${round.code}/respond`)
      await person.post(`/r/${round.code}/responses`, { ...fieldsOf(page), value: '0' })
    }
    assert.match(await person.page(`/r/${round.code}/respond`), /You have answered everything/)
    const rows = await stored(round.id)
    assert.deepEqual(new Set(rows.map((row) => row.number)), new Set([0, 1]))
  })
})

describe('responding with a script', () => {
  test('stores several at once and tells what comes next', async () => {
    const round = await openRound(system)
    const person = await started(round.code)
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
    assert.equal((await stored(round.id)).length, 3)
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
    const person = await started(round.code)
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
    assert.equal((await stored(round.id)).length, 0)
  })
})
