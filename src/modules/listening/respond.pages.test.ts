import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { Script } from 'node:vm'
import fc from 'fast-check'
import { createWeb } from '../../app/web.ts'
import { newCode } from '../../platform/ids.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound, type OpenRound } from '../../../test/open-round.ts'
import { visitor } from '../../../test/visitor.ts'
import { participantId } from './participant.ts'

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

const participants = async (round: string) =>
  (
    await system.owner.query(
      'SELECT * FROM listening.participant WHERE round_id = $1 ORDER BY created_at, id',
      [round],
    )
  ).rows as { id: string; channel: string; same_as_id: string | null; withdrawn_at: Date | null }[]

/** A printed sheet, as the paper route makes one: the serial is on paper, only its participant is stored. */
async function printedSheet(round: OpenRound): Promise<string> {
  const serial = newCode(3)
  const printing = randomUUID()
  await system.owner.query(
    `INSERT INTO listening.printing (id, round_id, language, large_print, statement_ids, sheets, printed_at) VALUES ($1, $2, 'en', false, '{}', 1, now())`,
    [printing, round.id],
  )
  await system.owner.query(
    'INSERT INTO listening.sheet (participant_id, printing_id, round_id) VALUES ($1, $2, $3)',
    [participantId(system.secret, round.id, serial), printing, round.id],
  )
  return serial
}

async function answerOne(person: Person, code: string, value = '1'): Promise<void> {
  const page = await person.page(`/r/${code}/respond`)
  const sent = await person.post(`/r/${code}/responses`, { ...fieldsOf(page), value })
  assert.equal(sent.status, 303)
}

describe('the door', () => {
  test('before opening, after closing and in draft', async () => {
    const later = await openRound(system, { opensAt: new Date('2026-03-09T09:00:00Z') })
    assert.match(await visitor(web).page(`/r/${later.code}`), /This opens on 9 March 2026/)
    const early = visitor(web)
    assert.equal((await early.post(`/r/${later.code}/start`)).status, 409)

    const over = await openRound(system, { closesAt: new Date('2026-03-02T11:30:00Z') })
    const page = await visitor(web).page(`/r/${over.code}`)
    assert.match(page, new RegExp(`/rounds/${over.id}/results`))
    const late = await sendJson(visitor(web), over.code, {
      responses: [{ id: randomUUID(), statement: over.statements[0]!.id, value: 1 }],
    })
    assert.equal(late.status, 409)
    assert.match(((await late.json()) as Refused).error.message, /This has closed/)

    const draft = await openRound(system)
    await system.owner.query('DELETE FROM listening.opening WHERE round_id = $1', [draft.id])
    assert.equal((await visitor(web).get(`/r/${draft.code}`)).status, 404)
  })

  test('asks the language at first contact and remembers it', async () => {
    const round = await openRound(system, { languages: ['en', 'cy', 'ur'] })
    const person = visitor(web)
    assert.match(await person.page(`/r/${round.code}`), /Which language would you like\?/)
    await person.get(`/r/${round.code}?lang=cy`)
    const page = await person.page(`/r/${round.code}`)
    assert.match(page, /<html lang="cy"/)
    assert.doesNotMatch(page, /Which language/)
  })

  test('a code however it is typed leads to the round', async () => {
    const round = await openRound(system)
    const typed = round.code.toLowerCase().replace('-', ' ')
    const answer = await visitor(web).get(`/r/${encodeURIComponent(typed)}`)
    assert.equal(answer.headers.get('location'), `/r/${round.code}`)
  })

  test('a round closed a moment ago takes nothing more, whatever the page still shows', async () => {
    const round = await openRound(system)
    const person = await started(round.code)
    const fields = fieldsOf(await person.page(`/r/${round.code}/respond`))
    await system.owner.query(
      `INSERT INTO listening.closure (round_id, closed_at, participants, responses, merkle_root) VALUES ($1, now(), 0, 0, '')`,
      [round.id],
    )
    const sent = await person.post(`/r/${round.code}/responses`, { ...fields, value: '1' })
    assert.equal(sent.status, 409)
    assert.match(await sent.text(), /This has closed, so we could not keep that answer/)
    assert.equal((await stored(round.id)).length, 0)
  })
})

describe('a code from paper', () => {
  test('in a QR link it begins that person’s turn and leaves the address', async () => {
    const round = await openRound(system)
    const serial = await printedSheet(round)
    const person = visitor(web)
    const came = await person.get(`/r/${round.code}?s=${serial}`)
    assert.equal(came.status, 303)
    assert.equal(came.headers.get('location'), `/r/${round.code}`)
    await answerOne(person, round.code)
    const [one] = await participants(round.id)
    assert.equal(one!.id, participantId(system.secret, round.id, serial))
  })

  test('typed, in any shape', async () => {
    const round = await openRound(system)
    const serial = await printedSheet(round)
    const person = visitor(web)
    const typed = serial.toLowerCase().replaceAll('-', ' ')
    const came = await person.post(`/r/${round.code}/start`, { code: typed })
    assert.equal(came.headers.get('location'), `/r/${round.code}/respond`)
    await answerOne(person, round.code)
    assert.equal(
      (await participants(round.id))[0]!.id,
      participantId(system.secret, round.id, serial),
    )
  })

  test('that is nobody’s is refused in words beside the field, and guessing is limited hard', async () => {
    const round = await openRound(system)
    const guesser = visitor(web)
    const told = await guesser.post(`/r/${round.code}/start`, { code: 'CCCC-CCCC-CCCC' })
    assert.equal(told.status, 422)
    const page = await told.text()
    assert.match(page, /We do not know that code/)
    assert.match(page, /value="CCCC-CCCC-CCCC"/)
    let refused = 0
    for (let i = 0; i < 12; i += 1) {
      const again = await guesser.post(`/r/${round.code}/start`, { code: newCode(3) })
      if (again.status === 429) refused += 1
    }
    assert.ok(refused >= 2, 'ten wrong codes, then one a minute')
    // A right one is refused too while the limit lasts, or a guesser would only have to go on.
    const serial = await printedSheet(round)
    assert.equal((await guesser.post(`/r/${round.code}/start`, { code: serial })).status, 429)
    system.clock.advance(30 * 60_000)
    assert.equal((await guesser.post(`/r/${round.code}/start`, { code: serial })).status, 303)
  })

  test('on a device that holds answers: asked whether it was them; yes joins, and the later answer stands', async () => {
    const round = await openRound(system, { statements: ['Only one'] })
    const serial = await printedSheet(round)
    const person = await started(round.code)
    await answerOne(person, round.code, '1')
    const came = await person.get(`/r/${round.code}?s=${serial}`)
    assert.equal(came.status, 303)
    assert.match(
      await person.page(`/r/${round.code}`),
      /Someone has already answered on this device\. Was it you\?/,
    )
    await person.post(`/r/${round.code}/start`, { same: 'yes' })
    const sheet = participantId(system.secret, round.id, serial)
    const all = await participants(round.id)
    const device = all.find((each) => each.id !== sheet)!
    assert.equal(all.find((each) => each.id === sheet)!.same_as_id, device.id)
    // The sheet is keyed later: it counts as this person's, and what it holds need not be asked again.
    await system.owner.query(
      `INSERT INTO listening.response (participant_id, statement_id, id, round_id, value, channel, given_at, received_at) VALUES ($1, $2, $3, $4, -1, 'paper', $5, $5)`,
      [
        sheet,
        round.statements[0]!.id,
        randomUUID(),
        round.id,
        new Date(system.clock.now().getTime() + 60_000),
      ],
    )
    assert.match(await person.page(`/r/${round.code}/mine`), /<b>Disagree<\/b>/)
    assert.equal((await stored(round.id)).length, 2, 'both are kept')
  })

  test('no begins a new turn', async () => {
    const round = await openRound(system)
    const serial = await printedSheet(round)
    const person = await started(round.code)
    await answerOne(person, round.code)
    await person.get(`/r/${round.code}?s=${serial}`)
    await person.post(`/r/${round.code}/start`, { same: 'no' })
    await answerOne(person, round.code)
    const all = await participants(round.id)
    assert.equal(all.length, 2)
    assert.ok(all.every((each) => each.same_as_id === null))
  })
})

describe('who may not', () => {
  test('a tampered cookie is nobody’s', async () => {
    const round = await openRound(system)
    const person = await started(round.code)
    await answerOne(person, round.code)
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
    const person = await started(round.code)
    await answerOne(person, round.code)
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
    assert.equal((await stored(round.id)).length, 1)
  })

  test('a statement taken down is not asked and not answered', async () => {
    const round = await openRound(system, { statements: ['Stays', 'Goes'] })
    const person = await started(round.code)
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
    const person = await started(round.code)
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
    const person = await started(round.code)
    const response = { id: randomUUID(), statement: round.statements[0]!.id, value: -1 }
    const sent = await Promise.all(
      Array.from({ length: 50 }, () => sendJson(person, round.code, { responses: [response] })),
    )
    assert.ok(sent.every((answer) => answer.status === 200))
    assert.equal((await stored(round.id)).length, 1)
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
          const standings = []
          for (let run = 0; run < 2; run += 1) {
            const person = await started(round.code)
            // Every response at least once, some twice, in any order, some together.
            const order = [...sent, ...sent.filter(() => chance.next().value! % 2 === 0)]
              .map((response) => ({ response, key: chance.next().value! }))
              .sort((a, b) => a.key - b.key)
              .map(({ response }) => response)
            await Promise.all(
              order.map((response) => sendJson(person, round.code, { responses: [response] })),
            )
            const page = await person.page(`/r/${round.code}/mine`)
            standings.push(
              [...page.matchAll(/<b>(Agree|Disagree|Not sure)<\/b>/g)].map((match) => match[1]),
            )
          }
          assert.deepEqual(standings[0], standings[1])
        },
      ),
      { numRuns: 12 },
    )
  })
})

describe('own words', () => {
  test('a statement of one’s own, after those that say something close', async () => {
    const round = await openRound(system)
    const person = await started(round.code)
    const close = await (
      await person.post(`/r/${round.code}/say`, {
        text: 'The last bus goes at six and we are on our own.',
      })
    ).text()
    assert.match(close, /These say something close/)
    assert.match(close, /The last bus is at six/)
    const said = await person.post(`/r/${round.code}/say`, {
      text: 'The last bus goes at six and we are on our own.',
      anyway: 'yes',
    })
    assert.equal(said.headers.get('location'), `/r/${round.code}/mine?said=published`)
    const { rows } = await system.owner.query(
      `SELECT * FROM listening.statement WHERE round_id = $1 AND source = 'participant'`,
      [round.id],
    )
    assert.equal(rows.length, 1)
    assert.equal(rows[0].status, 'published')
    assert.equal(rows[0].author_participant_id, (await participants(round.id))[0]!.id)
    assert.match(await person.page(`/r/${round.code}/mine?said=published`), /Others can see this/)
  })

  test('one that may name someone waits to be read', async () => {
    const round = await openRound(system)
    const person = await started(round.code)
    const said = await person.post(`/r/${round.code}/say`, {
      text: 'Please ring me on 07700 900123 about the path.',
      anyway: 'yes',
    })
    assert.equal(said.headers.get('location'), `/r/${round.code}/mine?said=held`)
    assert.doesNotMatch(await visitor(web).page(`/r/${round.code}`), /07700/)
  })

  test('an empty or far too long one is refused beside the field, and kept there', async () => {
    const round = await openRound(system)
    const person = await started(round.code)
    const empty = await person.post(`/r/${round.code}/say`, { text: '   ' })
    assert.equal(empty.status, 422)
    assert.match(await empty.text(), /Write your statement first/)
    const long = 'word '.repeat(80)
    const told = await person.post(`/r/${round.code}/say`, { text: long })
    assert.equal(told.status, 422)
    assert.match(await told.text(), /has 399 characters/)
  })

  test('testimony is kept verbatim, and private unless its author says otherwise', async () => {
    const round = await openRound(system, { moderation: 'before' })
    const person = await started(round.code)
    const text = 'My mother waited.\n\n  Two hours; in the rain —  nobody came.'
    assert.equal(
      (await person.post(`/r/${round.code}/tell`, { text })).status,
      422,
      'asked plainly, never assumed',
    )
    await person.post(`/r/${round.code}/tell`, { text, publish: 'no' })
    await person.post(`/r/${round.code}/tell`, { text, publish: 'yes' })
    const { rows } = await system.owner.query(
      'SELECT text, status, may_publish FROM listening.testimony WHERE round_id = $1 ORDER BY may_publish',
      [round.id],
    )
    assert.deepEqual(rows, [
      { text, status: 'private', may_publish: false },
      { text, status: 'waiting', may_publish: true },
    ])
    const page = await person.page(`/r/${round.code}/tell`)
    assert.match(page, new RegExp(`/r/${round.code}/worried`))
  })
})

describe('about you, following, and taking back', () => {
  test('about you can be given, changed and wiped', async () => {
    const round = await openRound(system)
    const [choice, open] = [randomUUID(), randomUUID()]
    const ask = (id: string, position: number, kind: string, options: string[]) =>
      system.owner.query(
        'INSERT INTO listening.about_question (id, round_id, position, kind, words) VALUES ($1, $2, $3, $4, $5)',
        [
          id,
          round.id,
          position,
          kind,
          { en: { label: `Question ${position}`, hint: '', options } },
        ],
      )
    await ask(choice, 0, 'choice', ['Under 25', '25 or over'])
    await ask(open, 1, 'words', [])
    const person = await started(round.code)
    const answers = async () =>
      (
        await system.owner.query(
          'SELECT question_id, options, words FROM listening.about_answer JOIN listening.participant ON participant.id = participant_id WHERE round_id = $1 ORDER BY options DESC',
          [round.id],
        )
      ).rows
    await person.post(`/r/${round.code}/about-you`, {
      [`about-${choice}`]: '1',
      [`about-${open}`]: 'A carer',
    })
    assert.deepEqual(await answers(), [
      { question_id: choice, options: [1], words: '' },
      { question_id: open, options: [], words: 'A carer' },
    ])
    assert.match(await person.page(`/r/${round.code}/about-you`), /value="1" checked/)
    await person.post(`/r/${round.code}/about-you`, {
      [`about-${choice}`]: '0',
      [`about-${open}`]: '',
    })
    assert.deepEqual(await answers(), [{ question_id: choice, options: [0], words: '' }])
    await person.post(`/r/${round.code}/about-you`, { wipe: 'yes' })
    assert.deepEqual(await answers(), [])
  })

  test('follows by e-mail and stops with the link in the message', async () => {
    const round = await openRound(system)
    const person = await started(round.code)
    const wrong = await person.post(`/r/${round.code}/follow`, {
      channel: 'email',
      email: 'not an address',
    })
    assert.equal(wrong.status, 422)
    await person.post(`/r/${round.code}/follow`, { channel: 'email', email: 'ann@example.org' })
    await person.post(`/r/${round.code}/follow`, { channel: 'text', mobile: '07700 900 123' })
    const follows = async () =>
      (
        await system.owner.query(
          'SELECT channel, address, stopped_at IS NOT NULL AS stopped FROM listening.follower WHERE round_id = $1 ORDER BY channel',
          [round.id],
        )
      ).rows
    assert.deepEqual(await follows(), [
      { channel: 'email', address: 'ann@example.org', stopped: false },
      { channel: 'text', address: '+447700900123', stopped: false },
    ])
    const { rows } = await system.owner.query(
      `SELECT body FROM platform.message WHERE recipient = 'ann@example.org'`,
    )
    const stop = /(\/r\/\S+stop=\S+)/.exec(rows[0].body)![1]!
    const stranger = visitor(web)
    assert.match(await stranger.page(stop), /Stop these messages\?/)
    assert.equal(
      (await follows())[0].stopped,
      false,
      'opening the link stops nothing: mail scanners open links',
    )
    await stranger.post(`/r/${round.code}/follow`, {
      'stop-link': decodeURIComponent(/stop=([^&]+)/.exec(stop)![1]!),
    })
    assert.deepEqual((await follows())[0], { channel: 'email', address: null, stopped: true })
    assert.equal((await stranger.get(stop.replace(/.$/, 'x'))).status, 404)
  })

  test('a code on paper opens one’s own answers on another device', async () => {
    const round = await openRound(system)
    const person = await started(round.code)
    await answerOne(person, round.code)
    const given = await person.post(`/r/${round.code}/follow`, { channel: 'code' })
    const paper = await person.page(given.headers.get('location')!)
    const code = /<b>([0-9A-Z-]{14})<\/b>/.exec(paper)![1]!
    const elsewhere = visitor(web)
    const opened = await elsewhere.post('/thread/code', { code: code.toLowerCase() })
    assert.equal(opened.headers.get('location'), `/r/${round.code}/mine`)
    assert.match(await elsewhere.page(`/r/${round.code}/mine`), /<b>Agree<\/b>/)
    assert.equal((await elsewhere.post('/thread/code', { code: 'CCCC-CCCC-CCCC' })).status, 422)
  })

  test('an answer can be changed: both are kept, the later stands', async () => {
    const round = await openRound(system, { statements: ['Only one'] })
    const person = await started(round.code)
    await answerOne(person, round.code, '1')
    const page = await person.page(`/r/${round.code}/respond?statement=0`)
    assert.match(page, /value="1" aria-pressed="true"/)
    system.clock.advance(60_000)
    const sent = await person.post(`/r/${round.code}/responses`, {
      ...fieldsOf(page),
      value: '-1',
      to: 'mine',
    })
    assert.equal(sent.headers.get('location'), `/r/${round.code}/mine?saved=1`)
    assert.match(await person.page(`/r/${round.code}/mine`), /<b>Disagree<\/b>/)
    assert.deepEqual(
      (await stored(round.id)).map((row) => row.value),
      [1, -1],
    )
  })

  test('erasing takes words and contact, leaves the count, and says so', async () => {
    const round = await openRound(system)
    const person = await started(round.code)
    await answerOne(person, round.code)
    await person.post(`/r/${round.code}/say`, {
      text: 'More benches by the shops would help.',
      anyway: 'yes',
    })
    await person.post(`/r/${round.code}/say`, {
      text: 'Ring me on 07700 900123 please.',
      anyway: 'yes',
    })
    await person.post(`/r/${round.code}/tell`, { text: 'A long story.', publish: 'yes' })
    await person.post(`/r/${round.code}/follow`, { channel: 'email', email: 'bo@example.org' })
    assert.match(await person.page(`/r/${round.code}/mine?ask=erase`), /stay counted/)
    await person.post(`/r/${round.code}/mine`, { do: 'erase' })
    const own = await system.owner.query(
      `SELECT text, status, author_participant_id FROM listening.statement WHERE round_id = $1 AND source = 'participant' ORDER BY number`,
      [round.id],
    )
    assert.deepEqual(own.rows, [
      {
        text: 'More benches by the shops would help.',
        status: 'published',
        author_participant_id: null,
      },
      { text: '–', status: 'removed', author_participant_id: null },
    ])
    for (const table of ['testimony', 'follower'])
      assert.equal(
        (await system.owner.query(`SELECT FROM listening.${table} WHERE round_id = $1`, [round.id]))
          .rowCount,
        0,
      )
    assert.equal((await stored(round.id)).length, 1)
    const events = await system.owner.query(
      `SELECT actor, act, body FROM platform.ledger_event WHERE partnership_id = $1`,
      [round.partnership],
    )
    assert.ok(events.rows.some((event) => event.act === 'testimony-removed'))
    assert.ok(
      events.rows.every((event) => !String(event.actor).startsWith('participant')),
      'the record names no participant',
    )
  })

  test('taking everything back while the round is open', async () => {
    const round = await openRound(system)
    const person = await started(round.code)
    await answerOne(person, round.code)
    const before = person.cookies.get(`turn-${round.code}`)!
    await person.post(`/r/${round.code}/mine`, { do: 'withdraw' })
    assert.ok((await participants(round.id))[0]!.withdrawn_at)
    assert.equal((await stored(round.id)).length, 1, 'kept, not counted')
    const again = visitor(web)
    again.cookies.set(`turn-${round.code}`, before)
    const refused = await sendJson(again, round.code, {
      responses: [{ id: randomUUID(), statement: round.statements[1]!.id, value: 1 }],
    })
    assert.equal(refused.status, 409)
  })
})

describe('helping others on one device', () => {
  test('each turn is one person’s, and its end leaves no way back', async () => {
    const round = await openRound(system)
    const device = visitor(web)
    await device.page(`/r/${round.code}/helper`)
    for (let turn = 0; turn < 2; turn += 1) {
      const begun = await device.post(`/r/${round.code}/helper`, { turn: 'start' })
      assert.equal(begun.headers.get('location'), `/r/${round.code}/respond`)
      const page = await device.page(`/r/${round.code}/respond`)
      assert.match(page, /This is your turn/)
      await answerOne(device, round.code)
      const response = await device.get(`/r/${round.code}/mine`)
      assert.equal(response.headers.get('cache-control'), 'no-store')
      const ended = await device.post(`/r/${round.code}/helper`, { turn: 'end' })
      assert.equal(ended.headers.get('clear-site-data'), '"cache"')
      assert.match(await device.page(ended.headers.get('location')!), /Your turn has ended/)
      assert.equal(
        (await device.get(`/r/${round.code}/mine`)).headers.get('location'),
        '/thread/code',
      )
    }
    assert.match(await device.page(`/r/${round.code}/helper`), /2 turns on this device today/)
    const all = await participants(round.id)
    assert.deepEqual(
      all.map((each) => each.channel),
      ['table', 'table'],
    )
    assert.deepEqual(
      (await stored(round.id)).map((row) => row.channel),
      ['table', 'table'],
    )
  })
})

describe('what is sent', () => {
  test('the page for responding is under 60 KB with its style and scripts, fonts aside', async () => {
    const round = await openRound(system, { languages: ['en', 'ur'] })
    const person = await started(round.code)
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
