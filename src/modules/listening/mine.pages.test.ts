import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound } from '../../../test/open-round.ts'
import { fieldsOf, sendJson, takingPart } from '../../../test/taking-part.ts'
import { visitor } from '../../../test/visitor.ts'

const system = await testSystem()
const web = createWeb(system)
const { answerOne, participants, started, stored } = takingPart(system, web)

describe('own words', () => {
  test('a statement of one’s own, after those that say something close', async () => {
    const round = await openRound(system)
    const person = await started(round)
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
    assert.equal(rows[0].author_participant_id, (await participants(round))[0]!.id)
    assert.match(await person.page(`/r/${round.code}/mine?said=published`), /Others can see this/)
  })

  test('one that may name someone waits to be read', async () => {
    const round = await openRound(system)
    const person = await started(round)
    const said = await person.post(`/r/${round.code}/say`, {
      text: 'Please ring me on 07700 900123 about the path.',
      anyway: 'yes',
    })
    assert.equal(said.headers.get('location'), `/r/${round.code}/mine?said=held`)
    assert.doesNotMatch(await visitor(web).page(`/r/${round.code}`), /07700/)
  })

  test('an empty or far too long one is refused beside the field, and kept there', async () => {
    const round = await openRound(system)
    const person = await started(round)
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
    const person = await started(round)
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
    const person = await started(round)
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
    const person = await started(round)
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
    const person = await started(round)
    await answerOne(person, round)
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
    const person = await started(round)
    await answerOne(person, round, '1')
    const page = await person.page(`/r/${round.code}/respond?statement=1`)
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
      (await stored(round)).map((row) => row.value),
      [1, -1],
    )
  })

  test('erasing takes words and contact, leaves the count, and says so', async () => {
    const round = await openRound(system)
    const person = await started(round)
    await answerOne(person, round)
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
    assert.equal((await stored(round)).length, 1)
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
    const person = await started(round)
    await answerOne(person, round)
    const before = person.cookies.get(`turn-${round.code}`)!
    await person.post(`/r/${round.code}/mine`, { do: 'withdraw' })
    assert.ok((await participants(round))[0]!.withdrawn_at)
    assert.equal((await stored(round)).length, 1, 'kept, not counted')
    const again = visitor(web)
    again.cookies.set(`turn-${round.code}`, before)
    const refused = await sendJson(again, round.code, {
      responses: [{ id: randomUUID(), statement: round.statements[1]!.id, value: 1 }],
    })
    assert.equal(refused.status, 409)
  })
})
