import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { system as asSystem } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { follow } from '../../platform/thread/index.ts'
import { testSystem } from '../../../test/database.ts'
import { neighbours, type Neighbour, type Neighbours } from '../../../test/neighbours.ts'
import { visitor } from '../../../test/visitor.ts'
import { openRound } from './opening.actions.ts'
import { recordPriorReading } from './prior-reading.actions.ts'
import { termsIn } from './prior-reading.ts'
import { saidBefore } from './prior-reading.sql.ts'
import { draftRound } from './round.actions.ts'
import { addStatement } from './statement.actions.ts'

const system = await testSystem()
const web = createWeb(system)

const stored = async (query: string, ...values: unknown[]) =>
  (await system.owner.query(query, values)).rows

async function signedIn(neighbour: Neighbour) {
  const person = visitor(web)
  await person.signIn(system, neighbour.email)
  return person
}

async function held(place: Neighbours, question: string, statements: string[], language = 'en') {
  return transaction(system.db, place.facilitator, system.clock.now(), async (trx) => {
    const round = await draftRound(trx, {
      partnership: place.partnership,
      languages: [language],
      moderation: 'after',
      texts: [{ language, question, reason: 'A plan.', use: 'Answered.', invited: 'All.' }],
    })
    const ids: string[] = []
    for (const text of statements) {
      const { id } = await addStatement(trx, {
        round: round.id,
        text,
        language,
        source: 'starting',
        channel: 'screen',
      })
      ids.push(id)
    }
    await recordPriorReading(trx, { round: round.id, searchedFor: '', found: 0, whatIsNew: 'New.' })
    await openRound(trx, round.id)
    return { ...round, statements: ids }
  })
}

const close = (round: string) =>
  system.owner.query(
    `INSERT INTO listening.closure (round_id, closed_at, participants, responses, merkle_root) VALUES ($1, $2, 0, 0, '')`,
    [round, system.clock.now()],
  )

async function draft(place: Neighbours): Promise<string> {
  return transaction(system.db, place.facilitator, system.clock.now(), async (trx) => {
    const { id } = await draftRound(trx, {
      partnership: place.partnership,
      languages: ['en'],
      moderation: 'after',
      texts: [
        {
          language: 'en',
          question: 'What about evening buses?',
          reason: 'Now.',
          use: 'A plan.',
          invited: 'All.',
        },
      ],
    })
    await recordPriorReading(trx, { round: id, searchedFor: '', found: 0, whatIsNew: 'New.' })
    return id
  })
}

const find = (place: Neighbours, words: string, among = [place.partnership]) =>
  reading(system.db, place.facilitator, (db) => saidBefore(db, among, termsIn(words), newId()))

describe('what was said before', () => {
  test('is found by beginnings, near spellings and without accents, the rarest words first', async () => {
    const place = await neighbours(system, { languages: ['en', 'cy'] })
    await held(place, 'What would help us live well here?', [
      'The last bus is at six.',
      'The surgery is hard to reach by phone.',
      'Children need more places to play.',
      'The paths are dark after six.',
    ])
    await held(
      place,
      'Sut mae’r côr?',
      ['Mae’r bws olaf am chwech.', 'Hoffwn gael côr cymunedol.'],
      'cy',
    )
    const texts = async (words: string) => (await find(place, words)).map((each) => each.text)
    assert.equal((await texts('buses'))[0], 'The last bus is at six.')
    assert.equal((await texts('surgry'))[0], 'The surgery is hard to reach by phone.')
    assert.ok((await texts('cor')).includes('Hoffwn gael côr cymunedol.'))
    assert.equal(
      (await texts('What is the play like for children'))[0],
      'Children need more places to play.',
    )
    assert.deepEqual(await texts('swimming'), [])
    assert.deepEqual(await texts("'; DROP TABLE x; -- & | ! ( :*"), [])
    const [question] = await find(place, 'live well')
    assert.equal(question!.kind, 'question')
  })

  test('covers every partnership of the neighbourhood, and none elsewhere', async () => {
    const place = await neighbours(system)
    const same = await neighbours(system, { neighbourhood: place.neighbourhood })
    const elsewhere = await neighbours(system)
    await held(same, 'How is the park?', ['The pond smells in July.'])
    await held(elsewhere, 'How is the park there?', ['The pond elsewhere smells.'])
    const person = await signedIn(place.facilitator)
    const page = await person.page(`/rounds/${await draft(place)}/before?words=pond`)
    assert.match(page, /The pond smells in July\./)
    assert.doesNotMatch(page, /elsewhere smells/)
  })

  test('leaves out drafts, what is held back and testimony that is not public', async () => {
    const place = await neighbours(system)
    const other = await neighbours(system, { neighbourhood: place.neighbourhood })
    const round = await held(other, 'How is the market?', ['The market closes early.'])
    const at = system.clock.now()
    const participant = newId()
    await system.owner.query(
      `INSERT INTO listening.participant (id, round_id, channel, created_at) VALUES ($1, $2, 'paper', $3)`,
      [participant, round.id, at],
    )
    for (const [text, publicText, status] of [
      ['Mrs Jones has the market stall', 'The market stall of ___ is best', 'published'],
      ['Waiting words about the market', null, 'waiting'],
    ])
      await system.owner.query(
        `INSERT INTO listening.testimony (participant_id, id, round_id, text, public_text, language, channel, may_publish, status, given_at) VALUES ($1, $2, $3, $4, $5, 'en', 'paper', true, $6, $7)`,
        [participant, newId(), round.id, text, publicText, status, at],
      )
    await transaction(system.db, asSystem('test'), at, (trx) =>
      addStatement(trx, {
        round: round.id,
        text: 'Held market words',
        language: 'en',
        source: 'participant',
        channel: 'paper',
        status: 'held',
      }),
    )
    await transaction(system.db, other.facilitator, at, (trx) =>
      draftRound(trx, {
        partnership: other.partnership,
        languages: ['en'],
        moderation: 'after',
        texts: [
          {
            language: 'en',
            question: 'A draft about the market?',
            reason: '',
            use: '',
            invited: '',
          },
        ],
      }),
    )
    const found = await find(place, 'market', [place.partnership, other.partnership])
    assert.deepEqual(found.map((each) => each.text).sort(), [
      'How is the market?',
      'The market closes early.',
      'The market stall of ___ is best',
    ])
  })
})

describe('an insight', () => {
  test('is noted from a closed round by a member, with what it rests on, and found by anybody', async () => {
    const place = await neighbours(system)
    const round = await held(place, 'How do we get about?', [
      'The last bus is at six.',
      'Taxis are dear.',
    ])
    const person = await signedIn(place.member)
    const noted = (fields: Record<string, string | string[]>) =>
      person.post(`/rounds/${round.id}/insights/new`, {
        text: 'People would use an evening bus.',
        language: 'en',
        ...fields,
      })
    const early = await noted({ statements: round.statements })
    assert.equal(early.status, 422)
    assert.match(await early.text(), /once the round has closed/)
    await close(round.id)
    assert.match(await (await noted({})).text(), /at least one statement/)
    const sent = await noted({ statements: [round.statements[0]!, newId()] })
    assert.equal(sent.status, 303, await sent.text())
    const [row] = await stored('SELECT * FROM listening.insight WHERE round_id = $1', round.id)
    assert.deepEqual(row.statement_ids, [round.statements[0]])
    assert.equal(row.noted_by, place.member.person)
    const line = await follow(system.db, row.id)
    assert.deepEqual(
      line.map((each) => each.kind),
      ['round', 'statement', 'insight'],
    )
    const anybody = visitor(web)
    assert.match(
      await anybody.page(`/thread/${row.id}`),
      /Learned[\s\S]*People would use an evening bus\./,
    )
    assert.match(
      await anybody.page(`/in/${place.slug}/insights`),
      /People would use an evening bus\./,
    )
    assert.match(
      await anybody.page(`/in/${place.slug}/insights?words=buses`),
      /People would use an evening bus\./,
    )
    assert.match(
      await anybody.page(`/in/${place.slug}/insights?words=swimming`),
      /Nothing fits these words/,
    )
  })
})

describe('asking again what was said', () => {
  const reusing = async (
    asker: Neighbours,
    statement: string,
    purpose = 'To see whether it still holds.',
  ) => {
    const round = await draft(asker)
    const person = await signedIn(asker.facilitator)
    assert.match(
      await person.page(`/rounds/${round}/reuses?statement=${statement}`),
      /They may say no/,
    )
    const sent = await person.post(`/rounds/${round}/reuses`, { statement, purpose })
    assert.equal(sent.status, 303, await sent.text())
    const [reuse] = await stored('SELECT * FROM listening.insight_reuse WHERE round_id = $1', round)
    return { round, person, reuse }
  }

  test('is logged, and its owners’ chair and facilitator are told, nobody else', async () => {
    const owner = await neighbours(system)
    const asker = await neighbours(system, { neighbourhood: owner.neighbourhood })
    const earlier = await held(owner, 'How do we get about?', ['The last bus is at six.'])
    const none = await (
      await signedIn(asker.facilitator)
    ).post(`/rounds/${await draft(asker)}/reuses`, {
      statement: earlier.statements[0]!,
      purpose: '',
    })
    assert.equal(none.status, 422)
    const { reuse, round } = await reusing(asker, earlier.statements[0]!)
    assert.equal(reuse.owner_id, owner.partnership)
    assert.equal(reuse.asker_id, asker.partnership)
    const [statement] = await stored(
      'SELECT * FROM listening.statement WHERE id = $1',
      reuse.statement_id,
    )
    assert.equal(statement.text, 'The last bus is at six.')
    assert.equal(statement.source, 'insight')
    assert.equal(statement.round_id, round)
    const messages = await stored(
      `SELECT recipient, body FROM platform.message WHERE body LIKE '%' || $1 || '%' ORDER BY recipient`,
      reuse.id,
    )
    assert.deepEqual(
      messages.map((each) => each.recipient),
      [owner.chair.email, owner.facilitator.email],
    )
    assert.match(messages[0].body, /To see whether it still holds\./)
  })

  test('refused, is taken out of a draft, whose numbers close up, and cannot come back', async () => {
    const owner = await neighbours(system)
    const asker = await neighbours(system, { neighbourhood: owner.neighbourhood })
    const earlier = await held(owner, 'How do we get about?', ['The last bus is at six.'])
    const { reuse, round, person } = await reusing(asker, earlier.statements[0]!)
    await person.post(`/rounds/${round}/statements`, { statements: 'A later one', language: 'en' })
    const chair = await signedIn(owner.chair)
    const page = await chair.page(`/insight-reuses/${reuse.id}/refusal`)
    assert.match(page, /To see whether it still holds\./)
    assert.doesNotMatch(page, /What about evening buses/, 'the draft stays with those who write it')
    assert.equal(
      (await chair.post(`/insight-reuses/${reuse.id}/refusal`, { why: ' ' })).status,
      422,
    )
    assert.equal(
      (
        await chair.post(`/insight-reuses/${reuse.id}/refusal`, {
          why: 'It was said in confidence.',
        })
      ).status,
      303,
    )
    assert.deepEqual(
      await stored('SELECT number, text FROM listening.statement WHERE round_id = $1', round),
      [{ number: 1, text: 'A later one' }],
    )
    const [row] = await stored(
      'SELECT refusal, refused_by FROM listening.insight_reuse WHERE id = $1',
      reuse.id,
    )
    assert.deepEqual(row, { refusal: 'It was said in confidence.', refused_by: owner.chair.person })
    const told = await stored(
      `SELECT body FROM platform.message WHERE recipient = $1 AND body LIKE '%in confidence%'`,
      asker.facilitator.email,
    )
    assert.equal(told.length, 1)
    const again = await person.post(`/rounds/${round}/reuses`, {
      statement: earlier.statements[0]!,
      purpose: 'Again',
    })
    assert.equal(again.status, 422)
    assert.match(await again.text(), /have said no/)
    assert.equal(
      (await chair.post(`/insight-reuses/${reuse.id}/refusal`, { why: 'Twice' })).status,
      422,
    )
  })

  test('refused after the opening, is held and stays held whoever moderates', async () => {
    const owner = await neighbours(system)
    const asker = await neighbours(system, { neighbourhood: owner.neighbourhood })
    const earlier = await held(owner, 'How do we get about?', ['The last bus is at six.'])
    const { reuse, round } = await reusing(asker, earlier.statements[0]!)
    await transaction(system.db, asker.chair, system.clock.now(), (trx) => openRound(trx, round))
    const line = await follow(system.db, reuse.statement_id)
    assert.ok(line.some((each) => each.id === earlier.statements[0] && each.distance === -1))
    const facilitator = await signedIn(owner.facilitator)
    assert.equal(
      (await facilitator.post(`/insight-reuses/${reuse.id}/refusal`, { why: 'No.' })).status,
      303,
    )
    const status = async () =>
      (await stored('SELECT status FROM listening.statement WHERE id = $1', reuse.statement_id))[0]
        .status
    assert.equal(await status(), 'held')
    const [decision] = await stored(
      'SELECT outcome, reason, decided_by FROM listening.moderation_decision WHERE subject_id = $1',
      reuse.statement_id,
    )
    assert.deepEqual(decision, {
      outcome: 'held',
      reason: 'refused-reuse',
      decided_by: owner.facilitator.person,
    })
    await assert.rejects(
      stored(
        `UPDATE listening.statement SET status = 'published' WHERE id = $1`,
        reuse.statement_id,
      ),
      /have said no/,
    )
    const acts = await stored(
      `SELECT partnership_id, act FROM platform.ledger_event WHERE act IN ('reuse-refused', 'statement-held', 'insight-reused') AND partnership_id = ANY ($1) ORDER BY act`,
      [owner.partnership, asker.partnership],
    )
    assert.deepEqual(acts, [
      { partnership_id: owner.partnership, act: 'insight-reused' },
      { partnership_id: owner.partnership, act: 'reuse-refused' },
      { partnership_id: asker.partnership, act: 'statement-held' },
    ])
  })

  test('is refused by nobody but the owners’ chair and facilitators, in SQL too', async () => {
    const owner = await neighbours(system)
    const asker = await neighbours(system, { neighbourhood: owner.neighbourhood })
    const earlier = await held(owner, 'How do we get about?', ['The last bus is at six.'])
    const { reuse } = await reusing(asker, earlier.statements[0]!)
    for (const neighbour of [owner.member, owner.moderator, asker.chair, asker.facilitator]) {
      const person = await signedIn(neighbour)
      const answer = await person.post(`/insight-reuses/${reuse.id}/refusal`, { why: 'No.' })
      assert.ok([403, 404].includes(answer.status), String(answer.status))
      const { refused } = await transaction(
        system.db,
        neighbour,
        system.clock.now(),
        async ({ db }) => ({
          refused: (
            await db
              .selectNoFrom((all) =>
                all
                  .fn<string>('listening.refuse_reuse', [
                    all.val(reuse.id),
                    all.val(newId()),
                    all.val('No.'),
                    all.val(system.clock.now()),
                  ])
                  .as('answer'),
              )
              .execute()
          ).length,
        }),
      )
      assert.equal(refused, 0)
    }
    assert.equal(
      (await visitor(web).post(`/insight-reuses/${reuse.id}/refusal`, { why: 'No.' })).status,
      401,
    )
    const [row] = await stored(
      'SELECT refused_at FROM listening.insight_reuse WHERE id = $1',
      reuse.id,
    )
    assert.equal(row.refused_at, null)
  })
})
