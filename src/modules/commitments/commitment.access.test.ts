import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { actorOf, foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { boxes, communityGroup, promise } from '../../../test/promise.ts'
import { anonymous, type Actor } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 4, organisations: 2 })
const other = await foundBoard(system, { residents: 3, organisations: 0, name: 'Next door' })
const now = system.clock.now()
const body = board.organisations[0]!.id
const chair = await board.chair.browser()
const partner = await actorOf(system, board.officers[0]!.person)
const rival = await actorOf(system, board.officers[1]!.person)

// The officer is made a facilitator and a keyer too: whoever holds every role still has no part in this.
for (const role of ['facilitator', 'keyer'])
  await system.owner.query(
    'INSERT INTO partnerships.member_role (id, member_id, role, granted_at) VALUES ($1, $2, $3, $4)',
    [newId(now), board.officers[0]!.id, role, now],
  )
const powerful = await actorOf(system, board.officers[0]!.person)

const as = (actor: Actor, text: string) =>
  transaction(system.db, actor, now, async ({ db }) => (await sql.raw(text).execute(db)).rows)
const refused = (actor: Actor, text: string) =>
  assert.rejects(
    as(actor, text),
    /row-level security|permission denied|is kept as it was|refused|is closed/,
  )
const seen = (actor: Actor, text: string) =>
  reading(system.db, actor, async (db) => (await sql.raw(text).execute(db)).rows)

const drafted = await chair.post(`/in/${board.slug}/expectations/new`, {
  organisation: body,
  what: 'Put a seat at every bus stop.',
  why: 'People cannot stand for long.',
  address: 'highways@council.example',
  ...boxes('answer', '2026-03-30'),
})
const expectation = /\/expectations\/([0-9a-f-]{36})/.exec(drafted.headers.get('location')!)![1]!

test('an outsider sees no draft, at the door or in SQL', async () => {
  const select = `SELECT what FROM commitments.expectation WHERE id = '${expectation}'`
  for (const actor of [anonymous, board.outsider.actor, other.chair.actor])
    assert.equal((await seen(actor, select)).length, 0)
  assert.equal((await seen(board.residents[3]!.actor, select)).length, 1)
  for (const browser of [await board.outsider.browser(), await other.chair.browser()]) {
    assert.equal((await browser.get(`/expectations/${expectation}`)).status, 404)
    assert.equal((await browser.post(`/expectations/${expectation}/sending`)).status, 404)
    assert.equal((await browser.get(`/in/${board.slug}/expectations/new`)).status, 403)
  }
  assert.equal(
    (await (await board.residents[3]!.browser()).post(`/expectations/${expectation}/sending`))
      .status,
    403,
  )
})

test('where notice goes is for organisers, and where reminders go for those who answer', async () => {
  const select = 'SELECT address FROM commitments.expectation_contact'
  for (const actor of [anonymous, board.outsider.actor, board.residents[3]!.actor, rival])
    assert.equal((await seen(actor, select)).length, 0)
  assert.equal((await seen(board.chair.actor, select)).length, 1)
  const id = await promise(board)
  const reminders = 'SELECT address FROM commitments.responsible_contact'
  for (const actor of [anonymous, board.chair.actor, board.outsider.actor, rival])
    assert.equal((await seen(actor, reminders)).length, 0)
  assert.equal((await seen(partner, reminders)).length, 1)
  for (const path of [
    `/commitments/${id}`,
    `/commitments/${id}/commitment.json`,
    `/in/${board.slug}/record.json`,
    `/thread/${id}`,
  ])
    assert.doesNotMatch(await chair.page(path), /@council\.example/)
})

test('only of a public body may something be expected, by whoever asks the database', async () => {
  const group = await communityGroup(system)
  const insert = (organisation: string) => `INSERT INTO commitments.expectation
    (id, partnership_id, organisation_id, what, why, language, answer_by, drafted_at)
    VALUES ('${newId(now)}', '${board.id}', '${organisation}', 'x', 'y', 'en', '2026-04-01', now())`
  await refused(board.chair.actor, insert(group))
  await refused(board.residents[3]!.actor, insert(body))
  await refused(other.chair.actor, insert(body))
  await as(board.chair.actor, insert(body))
})

test('what was sent is kept as it was; nobody answers in another’s name', async () => {
  assert.equal((await chair.post(`/expectations/${expectation}/sending`)).status, 303)
  await refused(
    board.chair.actor,
    `UPDATE commitments.expectation SET what = 'Something else' WHERE id = '${expectation}'`,
  )
  await refused(
    board.chair.actor,
    `UPDATE commitments.expectation SET sent_at = NULL WHERE id = '${expectation}'`,
  )
  const answer = (person: string) => `INSERT INTO commitments.expectation_answer
    (id, expectation_id, kind, text, language, answered_by, answered_at)
    VALUES ('${newId(now)}', '${expectation}', 'declined', 'no', 'en', '${person}', now())`
  await refused(board.chair.actor, answer(board.chair.person))
  await refused(board.chair.actor, answer(board.officers[0]!.person))
  await refused(rival, answer(board.officers[1]!.person))
  await refused(anonymous, answer(board.officers[0]!.person))
  // A promise under an expectation needs the body's own yes.
  const promised = (organisation: string, person: string) => `INSERT INTO commitments.commitment
    (id, partnership_id, organisation_id, what, language, due_on, review_on, expectation_id, made_by, made_at)
    VALUES ('${newId(now)}', '${board.id}', '${organisation}', 'x', 'en', '2026-06-01', '2026-05-01', '${expectation}', '${person}', now())`
  await refused(partner, promised(body, board.officers[0]!.person))
  await refused(rival, promised(body, board.officers[1]!.person))
  await refused(board.chair.actor, promised(body, board.chair.person))
})

test('a partner cannot vote in its own check-back, write words down for others, print papers or close it', async () => {
  const id = await promise(board)
  const officer = await board.officers[0]!.browser()
  await officer.post(`/commitments/${id}/updates`, { text: 'Done.', done: 'yes' })
  const checkBack = String(
    (
      await system.owner.query('SELECT id FROM commitments.check_back WHERE commitment_id = $1', [
        id,
      ])
    ).rows[0].id,
  )
  const resident = board.residents[3]!
  const word = (member: string | null, recorded: string | null, channel: string) =>
    `INSERT INTO commitments.check_back_word (id, check_back_id, member_id, voice_hash, channel, verdict, language, said_at, recorded_by)
     VALUES ('${newId(now)}', '${checkBack}', ${member ? `'${member}'` : 'NULL'}, ${member ? 'NULL' : `'guess'`}, '${channel}', 'kept', 'en', now(), ${recorded ? `'${recorded}'` : 'NULL'})`
  const own = board.officers[0]!
  // At the door.
  for (const [path, fields] of [
    [`/check-backs/${checkBack}/words`, { verdict: 'kept' }],
    [
      `/check-backs/${checkBack}/recording`,
      { verdict: 'kept', member: resident.id, code: '', channel: 'room' },
    ],
    [`/check-backs/${checkBack}/papers`, { count: '5' }],
    [`/check-backs/${checkBack}/closure`, {}],
  ] as const)
    assert.equal((await officer.post(path, fields)).status, 403, path)
  // In SQL, with every role in hand.
  for (const actor of [partner, powerful]) {
    await refused(actor, word(own.id, null, 'screen'))
    await refused(actor, word(resident.id, own.person, 'room'))
    await refused(
      actor,
      `INSERT INTO commitments.check_back_code (code_hash, check_back_id, made_at) VALUES ('mine', '${checkBack}', now())`,
    )
    await refused(
      actor,
      `INSERT INTO commitments.check_back_result (check_back_id, verdict, counts, closed_by, closed_at) VALUES ('${checkBack}', 'kept', '{}', '${own.person}', now())`,
    )
  }
  // Another organisation's officer is no resident; a guessed code is nobody's; a member says nothing for another.
  await refused(rival, word(board.officers[1]!.id, null, 'screen'))
  await refused(anonymous, word(null, null, 'screen'))
  await refused(resident.actor, word(board.residents[2]!.id, null, 'screen'))
  await refused(board.outsider.actor, word(resident.id, board.outsider.person, 'phone'))
  assert.equal(
    (
      await (
        await board.officers[1]!.browser()
      ).post(`/check-backs/${checkBack}/words`, { verdict: 'kept' })
    ).status,
    403,
  )
  assert.equal(
    (await (await other.chair.browser()).post(`/check-backs/${checkBack}/closure`)).status,
    403,
  )

  // The database counts for itself, whatever it is told, and keeps what was said and what came of it.
  await as(resident.actor, word(resident.id, null, 'screen').replace(`'kept'`, `'not-kept'`))
  assert.equal(
    (await seen(anonymous, `SELECT * FROM commitments.words_of_check_back('${checkBack}')`)).length,
    0,
  )
  assert.equal(
    (await seen(board.chair.actor, 'SELECT * FROM commitments.check_back_word')).length,
    0,
  )
  await refused(resident.actor, `UPDATE commitments.check_back_word SET verdict = 'kept'`)
  await as(
    board.chair.actor,
    `INSERT INTO commitments.check_back_result (check_back_id, verdict, counts, closed_by, closed_at) VALUES ('${checkBack}', 'kept', '{"kept": 99}', '${board.chair.person}', now())`,
  )
  const [result] = await seen(
    anonymous,
    `SELECT verdict, counts FROM commitments.check_back_result WHERE check_back_id = '${checkBack}'`,
  )
  assert.deepEqual(result, {
    verdict: 'not-kept',
    counts: { kept: 0, partly: 0, 'not-kept': 1, 'too-soon': 0 },
  })
  await refused(resident.actor, word(resident.id, null, 'screen'))
  await assert.rejects(
    system.owner.query(`UPDATE commitments.check_back_result SET verdict = 'kept'`),
    /is refused/,
    'not even the owner rewrites it by accident',
  )
})

test('nobody but the clock writes a silence or a reminder, and nobody reports for another', async () => {
  const id = await promise(board)
  for (const actor of [board.chair.actor, partner, anonymous]) {
    await refused(
      actor,
      `INSERT INTO commitments.quiet (commitment_id, review_on, since) VALUES ('${id}', '2026-04-01', now())`,
    )
    await refused(
      actor,
      `INSERT INTO commitments.reminder (commitment_id, review_on, kind, sent_at) VALUES ('${id}', '2026-04-01', 'gone-quiet', now())`,
    )
  }
  const update = (person: string) => `INSERT INTO commitments.commitment_update
    (id, commitment_id, text, language, says_done, next_review_on, posted_by, posted_at)
    VALUES ('${newId(now)}', '${id}', 'x', 'en', false, '2026-05-01', '${person}', now())`
  await refused(board.chair.actor, update(board.chair.person))
  await refused(rival, update(board.officers[0]!.person))
  await refused(partner, `UPDATE commitments.commitment SET what = 'Less' WHERE id = '${id}'`)
  await refused(
    partner,
    `UPDATE commitments.responsible SET name = 'Somebody else' WHERE commitment_id = '${id}'`,
  )
  for (const browser of [
    await board.outsider.browser(),
    chair,
    await board.officers[1]!.browser(),
  ]) {
    assert.equal(
      (await browser.post(`/commitments/${id}/updates`, { text: 'x', done: 'yes' })).status,
      403,
    )
    assert.equal(
      (await browser.post(`/commitments/${id}/responsible`, { name: 'x', role: 'y' })).status,
      403,
    )
  }
})
