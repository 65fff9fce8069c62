import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { newCode } from '../../platform/ids.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound } from '../../../test/open-round.ts'
import { fieldsOf, sendJson, takingPart, type Refused } from '../../../test/taking-part.ts'
import { visitor } from '../../../test/visitor.ts'
import { participantId } from './participant.ts'

const system = await testSystem()
const web = createWeb(system)
const { answerOne, participants, printedSheet, started, stored } = takingPart(system, web)

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
    const person = await started(round)
    const fields = fieldsOf(await person.page(`/r/${round.code}/respond`))
    await system.owner.query(
      `INSERT INTO listening.closure (round_id, closed_at, participants, responses, merkle_root) VALUES ($1, now(), 0, 0, '')`,
      [round.id],
    )
    const sent = await person.post(`/r/${round.code}/responses`, { ...fields, value: '1' })
    assert.equal(sent.status, 409)
    assert.match(await sent.text(), /This has closed, so we could not keep that answer/)
    assert.equal((await stored(round)).length, 0)
  })
})

describe('a code from paper', () => {
  test('in a QR link is filled in, and one press begins that person’s turn', async () => {
    const round = await openRound(system)
    const serial = await printedSheet(round)
    const person = visitor(web)
    const page = await person.page(`/r/${round.code}?s=${serial}`)
    assert.match(page, new RegExp(`name="code" value="${serial}"`))
    const came = await person.post(`/r/${round.code}/start`, { code: serial })
    assert.equal(came.headers.get('location'), `/r/${round.code}/respond`)
    // Coming again the code leaves the address: the device has it already.
    const again = await person.get(`/r/${round.code}?s=${serial}`)
    assert.equal(again.headers.get('location'), `/r/${round.code}`)
    await answerOne(person, round)
    const [one] = await participants(round)
    assert.equal(one!.id, participantId(system.secret, round, serial))
  })

  test('in a link begins nothing when it is only looked at, whoever’s it is and whatever was there', async () => {
    const round = await openRound(system)
    const [theirs, unknown] = [await printedSheet(round), newCode(3)]
    for (const code of [theirs, unknown]) {
      const robot = visitor(web)
      const looked = await robot.get(`/r/${round.code}?s=${code}`)
      // The same for a code that is somebody's and one that is nobody's: there is nothing to find out.
      assert.equal(looked.status, 200)
      assert.equal(
        looked.headers.getSetCookie().filter((each) => /turn|arrived/.test(each)).length,
        0,
      )
      assert.match(await robot.page(`/r/${round.code}`), /Start/)
      assert.equal(
        (await robot.get(`/r/${round.code}/mine`)).headers.get('location'),
        '/thread/code',
      )
    }
    const stranger = visitor(web)
    const wrong = await stranger.post(`/r/${round.code}/start`, { code: unknown })
    assert.equal(wrong.status, 422)
    assert.equal((await participants(round)).length, 0)

    // Somebody else's link on a device that is in use changes nothing of it.
    const person = await started(round)
    await answerOne(person, round)
    const asked = await person.page(`/r/${round.code}?s=${theirs}`)
    assert.match(asked, /Was it you\?/)
    assert.match(asked, /Whoever has the code can read the answers that belong to it/)
    await answerOne(person, round)
    await person.post(`/r/${round.code}/start`, { same: 'keep', code: theirs })
    await answerOne(person, round)
    assert.equal((await participants(round)).length, 1)
    assert.equal((await stored(round)).length, 3)
  })

  test('after the end opens what belongs to it, and leaves the device’s own if asked to', async () => {
    const round = await openRound(system)
    const serial = await printedSheet(round)
    const person = await started(round)
    await answerOne(person, round, '1')
    const paper = visitor(web)
    await paper.post(`/r/${round.code}/start`, { code: serial })
    await answerOne(paper, round, '-1')
    await system.owner.query(
      `INSERT INTO listening.closure (round_id, closed_at, participants, responses, merkle_root) VALUES ($1, now(), 0, 0, '')`,
      [round.id],
    )
    const page = await person.page(`/r/${round.code}?s=${serial}`)
    assert.match(page, /You came with another code/)
    assert.doesNotMatch(page, /value="yes"/)
    const kept = await person.post(`/r/${round.code}/start`, { same: 'keep', code: serial })
    assert.equal(kept.headers.get('location'), `/r/${round.code}/mine`)
    assert.match(await person.page(`/r/${round.code}/mine`), /<b>Agree<\/b>/)
    await person.post(`/r/${round.code}/start`, { same: 'yes', code: serial })
    assert.match(await person.page(`/r/${round.code}/mine`), /<b>Disagree<\/b>/)
    assert.ok((await participants(round)).every((each) => each.same_as_id === null))
    assert.equal((await visitor(web).post(`/r/${round.code}/start`)).status, 409)
    const fresh = visitor(web)
    assert.match(await fresh.page(`/r/${round.code}?s=${serial}`), /See what I said with this code/)
    const opened = await fresh.post(`/r/${round.code}/start`, { code: serial })
    assert.equal(opened.headers.get('location'), `/r/${round.code}/mine`)
  })

  test('typed, in any shape', async () => {
    const round = await openRound(system)
    const serial = await printedSheet(round)
    const person = visitor(web)
    const typed = serial.toLowerCase().replaceAll('-', ' ')
    const came = await person.post(`/r/${round.code}/start`, { code: typed })
    assert.equal(came.headers.get('location'), `/r/${round.code}/respond`)
    await answerOne(person, round)
    assert.equal((await participants(round))[0]!.id, participantId(system.secret, round, serial))
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
    const person = await started(round)
    await answerOne(person, round, '1')
    const came = await person.post(`/r/${round.code}/start`, { code: serial })
    assert.equal(came.headers.get('location'), `/r/${round.code}`)
    assert.match(
      await person.page(`/r/${round.code}`),
      /Someone has already answered on this device\. Was it you\?/,
    )
    await person.post(`/r/${round.code}/start`, { same: 'yes' })
    const sheet = participantId(system.secret, round, serial)
    const all = await participants(round)
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
    assert.equal((await stored(round)).length, 2, 'both are kept')
  })

  test('no begins a new turn', async () => {
    const round = await openRound(system)
    const serial = await printedSheet(round)
    const person = await started(round)
    await answerOne(person, round)
    assert.match(await person.page(`/r/${round.code}?s=${serial}`), /Was it you\?/)
    await person.post(`/r/${round.code}/start`, { same: 'no', code: serial })
    await answerOne(person, round)
    const all = await participants(round)
    assert.equal(all.length, 2)
    assert.ok(all.every((each) => each.same_as_id === null))
  })
})
