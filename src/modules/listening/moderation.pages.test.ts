import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { createWeb } from '../../app/web.ts'
import { actingAs, reading } from '../../platform/database/index.ts'
import { verifyLedger } from '../../platform/ledger/index.ts'
import { testSystem } from '../../../test/database.ts'
import { moderatedRound, type ModeratedRound } from '../../../test/moderated-round.ts'
import type { Neighbour } from '../../../test/neighbours.ts'
import { visitor } from '../../../test/visitor.ts'
import { stateFor } from './moderation.sql.ts'

const system = await testSystem()
const web = createWeb(system)

type Person = ReturnType<typeof visitor>

async function signedIn(neighbour: Neighbour): Promise<Person> {
  const person = visitor(web)
  await person.signIn(system, neighbour.email)
  return person
}

async function starts(round: ModeratedRound): Promise<Person> {
  const person = visitor(web)
  assert.equal((await person.post(`/r/${round.code}/start`)).status, 303)
  return person
}

/** What somebody says by the page that everyone uses; gives back the stored row. */
async function says(round: ModeratedRound, person: Person, text: string) {
  const answer = await person.post(`/r/${round.code}/say`, {
    text,
    sure: 'yes',
    sent: 'yes',
    say: 'yes',
    confirm: 'yes',
  })
  assert.ok(answer.status < 400, `${answer.status}: ${(await answer.text()).slice(0, 300)}`)
  const { rows } = await system.owner.query(
    'SELECT * FROM listening.statement WHERE round_id = $1 ORDER BY number DESC LIMIT 1',
    [round.id],
  )
  assert.ok(rows[0], await answer.text())
  return rows[0] as {
    id: string
    text: string
    status: string
    number: number
    author_participant_id: string
  }
}

const statement = async (id: string) =>
  (await system.owner.query('SELECT * FROM listening.statement WHERE id = $1', [id]))
    .rows[0] as Record<string, unknown>
const decisions = async (id: string) =>
  (
    await system.owner.query(
      'SELECT outcome, reason, note, decided_by FROM listening.moderation_decision WHERE subject_id = $1 ORDER BY decided_at, id',
      [id],
    )
  ).rows
const acts = async (round: ModeratedRound, subject: string) =>
  (
    await system.owner.query(
      'SELECT act, actor, body FROM platform.ledger_event WHERE partnership_id = $1 AND subject_id = $2 ORDER BY sequence',
      [round.place.partnership, subject],
    )
  ).rows as { act: string; actor: string; body: string }[]

const decide = (
  person: Person,
  round: ModeratedRound,
  id: string,
  fields: Record<string, string>,
  kind = 'statement',
) => person.post(`/rounds/${round.id}/moderation/${kind}/${id}/decisions`, fields)

describe('the queue', () => {
  test('holds back what was found, keeps what was said, and tells the author', async () => {
    const round = await moderatedRound(system)
    const author = await starts(round)
    const said = await says(round, author, 'Sharon Price at 12 Elm Street parks on the path.')
    assert.equal(said.status, 'held')
    const moderator = await signedIn(round.place.moderator)
    const queue = await moderator.page(`/rounds/${round.id}/moderation`)
    assert.match(queue, /<mark>Sharon Price<\/mark> <small>\(a name\)/)
    assert.match(queue, /\[a name\] at \[an address\] parks on the path\./)
    assert.ok(!queue.includes(said.author_participant_id), 'the author’s id is not on the page')

    const done = await decide(moderator, round, said.id, { outcome: 'holding-back', seen: 'held' })
    assert.equal(done.status, 303)
    const row = await statement(said.id)
    assert.equal(row['text'], '[a name] at [an address] parks on the path.')
    assert.equal(row['status'], 'published')
    assert.ok(row['published_at'])
    const kept = await system.owner.query(
      'SELECT text FROM listening.statement_verbatim WHERE statement_id = $1',
      [said.id],
    )
    assert.equal(kept.rows[0].text, 'Sharon Price at 12 Elm Street parks on the path.')
    assert.deepEqual(await decisions(said.id), [
      {
        outcome: 'published',
        reason: 'names-someone',
        note: '',
        decided_by: round.place.moderator.person,
      },
    ])
    const public_ = await acts(round, said.id)
    assert.deepEqual(
      public_.map(({ act }) => act),
      ['statement-published'],
    )
    assert.ok(
      !JSON.stringify(public_).includes('Sharon') &&
        !JSON.stringify(public_).includes(said.author_participant_id),
    )
    const node = await system.owner.query('SELECT kind FROM platform.thread_node WHERE id = $1', [
      said.id,
    ])
    assert.equal(node.rows[0].kind, 'statement')
    // What was really said is hidden from everyone but its author and the moderators, in SQL too.
    for (const [actor, sees] of [
      [round.place.moderator, 1],
      [round.place.chair, 1],
      [round.place.facilitator, 0],
      [round.place.member, 0],
      [{ kind: 'participant', participant: said.author_participant_id }, 1],
      [{ kind: 'anonymous' }, 0],
    ] as const) {
      const rows = await reading(system.db, actor, (db) =>
        db.selectFrom('listening.statement_verbatim').selectAll().execute(),
      )
      assert.equal(rows.length, sees, JSON.stringify(actor))
    }
  })

  test('takes down with a reason and a note; responses stay, the record says why', async () => {
    const round = await moderatedRound(system)
    const author = await starts(round)
    const said = await says(round, author, 'Buy my carpets.')
    assert.equal(said.status, 'waiting')
    const moderator = await signedIn(round.place.moderator)
    await decide(moderator, round, said.id, { outcome: 'published', seen: 'waiting' })
    const other = await starts(round)
    const given = await other.send(`/r/${round.code}/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        responses: [{ id: '0190a000-0000-7000-8000-0000000000aa', statement: said.id, value: 1 }],
      }),
    })
    assert.ok(given.status < 300, await given.text())

    const refused = await decide(moderator, round, said.id, {
      outcome: 'removed',
      seen: 'published',
    })
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), /Choose a reason/)
    const late = await decide(moderator, round, said.id, {
      outcome: 'removed',
      reason: 'advert',
      seen: 'waiting',
    })
    assert.equal(late.status, 409)
    const invented = await decide(moderator, round, said.id, {
      outcome: 'removed',
      reason: 'i-disagree',
      seen: 'published',
    })
    assert.equal(invented.status, 422)
    const held = await decide(moderator, round, said.id, {
      outcome: 'removed',
      reason: 'advert',
      note: 'Try the noticeboard.',
      seen: 'published',
    })
    assert.equal(held.status, 303)

    assert.equal((await statement(said.id))['status'], 'removed')
    assert.deepEqual(
      (await decisions(said.id)).map((each) => [each.outcome, each.reason, each.note]),
      [
        ['published', 'fine', ''],
        ['removed', 'advert', 'Try the noticeboard.'],
      ],
    )
    const { rows } = await system.owner.query(
      'SELECT value FROM listening.response WHERE statement_id = $1',
      [said.id],
    )
    assert.deepEqual(rows, [{ value: 1 }], 'what people answered is kept')
    const last = (await acts(round, said.id)).at(-1)!
    assert.equal(last.act, 'statement-removed')
    assert.deepEqual(JSON.parse(last.body), {
      number: said.number,
      reason: 'advert',
      round: round.id,
    })
    const state = await reading(
      system.db,
      { kind: 'participant', participant: said.author_participant_id },
      (db) => stateFor(db, 'statement', [said.id]),
    )
    assert.equal(state.get(said.id)?.reason, 'advert')
    assert.equal(state.get(said.id)?.note, 'Try the noticeboard.')
    assert.equal(state.get(said.id)?.mayAppeal, true)
    assert.deepEqual((await verifyLedger(system.db, undefined, round.place.partnership)).faults, [])
  })

  test('publishes the checked ones at once, and never one with something to hold back', async () => {
    const round = await moderatedRound(system)
    const author = await starts(round)
    const one = await says(round, author, 'The last bus is at six.')
    const two = await says(round, author, 'The park gate is locked too early.')
    const three = await says(round, author, 'Ring 07700 900123 about the park.')
    const moderator = await signedIn(round.place.moderator)
    const queue = await moderator.page(`/rounds/${round.id}/moderation`)
    assert.ok(
      queue.includes(`value="statement:${one.id}"`) &&
        !queue.includes(`value="statement:${three.id}"`),
    )
    const none = await moderator.post(`/rounds/${round.id}/moderation`, {})
    assert.equal(none.status, 422)
    const done = await moderator.post(`/rounds/${round.id}/moderation`, {
      item: [one, two, three].map(({ id }) => `statement:${id}`),
    })
    assert.equal(done.status, 303)
    assert.match(
      await moderator.page(done.headers.get('location')!),
      /2 are public now\. 1 was left/,
    )
    assert.deepEqual(
      await Promise.all([one, two, three].map(async ({ id }) => (await statement(id))['status'])),
      ['published', 'published', 'held'],
    )
  })

  test('words that people have read stand: they can go, not change', async () => {
    const round = await moderatedRound(system)
    const author = await starts(round)
    const said = await says(round, author, 'Ask Sharon about the keys.')
    const moderator = await signedIn(round.place.moderator)
    await decide(moderator, round, said.id, { outcome: 'published' })
    const changed = await decide(moderator, round, said.id, { outcome: 'holding-back' })
    assert.equal(changed.status, 409)
    assert.equal((await statement(said.id))['text'], 'Ask Sharon about the keys.')
    await assert.rejects(
      system.owner.query(`UPDATE listening.statement SET text = 'other' WHERE id = $1`, [said.id]),
      /has opened/,
    )
  })

  test('is for moderators and the chair of this partnership alone', async () => {
    const round = await moderatedRound(system)
    const elsewhere = await moderatedRound(system)
    const author = await starts(round)
    const said = await says(round, author, 'The last bus is at six.')
    const { place } = round
    const grid: [string, Person, number][] = [
      ['stranger', visitor(web), 303],
      ['member', await signedIn(place.member), 403],
      ['keyer', await signedIn(place.keyer), 403],
      ['facilitator', await signedIn(place.facilitator), 403],
      ['safeguarding', await signedIn(place.safeguarding), 403],
      ['moderator', await signedIn(place.moderator), 200],
      ['chair', await signedIn(place.chair), 200],
      ['moderator elsewhere', await signedIn(elsewhere.place.moderator), 403],
    ]
    for (const [who, person, status] of grid) {
      for (const page of ['moderation', 'appeals', 'bans'])
        assert.equal(
          (await person.get(`/rounds/${round.id}/${page}`)).status,
          status,
          `${who}: ${page}`,
        )
      if (status === 200) continue
      const tried = await decide(person, round, said.id, { outcome: 'published' })
      assert.ok([401, 403].includes(tried.status), `${who} decides: ${tried.status}`)
    }
    assert.equal((await statement(said.id))['status'], 'waiting')
    // A statement of another round is not decided through this one.
    const moderator = grid[5]![1]
    const theirs = await says(elsewhere, await starts(elsewhere), 'Theirs.')
    assert.equal((await decide(moderator, round, theirs.id, { outcome: 'published' })).status, 404)
    // Past the pages, in SQL.
    for (const actor of [
      place.member,
      place.keyer,
      elsewhere.place.moderator,
      { kind: 'participant', participant: said.author_participant_id },
      { kind: 'anonymous' },
    ] as const)
      await assert.rejects(
        system.db.transaction().execute(async (db) => {
          await sql.raw(actingAs(actor)).execute(db)
          await sql`INSERT INTO listening.moderation_decision (id, round_id, subject_kind, subject_id, outcome, reason, decided_at)
            VALUES (gen_random_uuid(), ${round.id}, 'statement', ${said.id}, 'published', 'fine', now())`.execute(
            db,
          )
        }),
        /row-level security/,
      )
  })
})

describe('an appeal', () => {
  test('is made by the author, answered by somebody else, in words', async () => {
    const round = await moderatedRound(system)
    const author = await starts(round)
    const said = await says(round, author, 'The market should come back on Fridays.')
    const page = `/r/${round.code}/mine/appeals/${said.id}`
    const moderator = await signedIn(round.place.moderator)
    // Nothing to appeal against yet.
    assert.equal((await author.post(page, { text: 'Please' })).status, 409)
    await decide(moderator, round, said.id, {
      outcome: 'removed',
      reason: 'off-topic',
      note: 'We asked about health.',
    })
    assert.equal((await (await starts(round)).get(page)).status, 404, 'to others it is not there')
    assert.equal((await visitor(web).get(page)).status, 404)
    const shown = await author.page(page)
    assert.match(shown, /It was about something other than the question/)
    assert.match(shown, /We asked about health\./)
    assert.equal((await author.post(page, { text: '' })).status, 422)
    assert.equal((await author.post(page, { text: 'Shopping is health to me.' })).status, 303)
    assert.equal((await author.post(page, { text: 'Again' })).status, 409, 'one at a time')
    const { rows } = await system.owner.query(
      'SELECT * FROM listening.appeal WHERE subject_id = $1',
      [said.id],
    )
    assert.equal(rows.length, 1)
    const appeal = String(rows[0].id)
    const answer = (person: Person, upheld: string) =>
      person.post(`/rounds/${round.id}/appeals/${appeal}/answer`, {
        upheld,
        answer: 'You are right: it is health.',
      })

    assert.match(await moderator.page(`/rounds/${round.id}/appeals`), /someone else must answer/)
    assert.equal(
      (await answer(moderator, 'as-written')).status,
      403,
      'nobody is judge of their own decision',
    )
    const chair = await signedIn(round.place.chair)
    assert.match(await chair.page(`/rounds/${round.id}/appeals`), /Shopping is health to me\./)
    assert.equal((await answer(chair, 'as-written')).status, 303)
    assert.equal((await answer(chair, 'no')).status, 409, 'answered once')

    assert.equal((await statement(said.id))['status'], 'published')
    assert.deepEqual(
      (await decisions(said.id)).map((each) => [each.reason, each.decided_by]),
      [
        ['off-topic', round.place.moderator.person],
        ['upheld-appeal', round.place.chair.person],
      ],
    )
    assert.match(
      await author.page(page),
      /You were right: it is public now\.[\s\S]*You are right: it is health\./,
    )
    const record = await acts(round, appeal)
    assert.deepEqual(
      record.map(({ act, actor }) => [act, actor]),
      [
        ['appeal-made', 'system:appeal'],
        ['appeal-answered', `person:${round.place.chair.person}`],
      ],
    )
    assert.ok(!JSON.stringify(record).includes(said.author_participant_id))
  })

  test('that is not upheld leaves things as they are, and a new decision can be asked about again', async () => {
    const round = await moderatedRound(system)
    const author = await starts(round)
    const said = await says(round, author, 'Bring back the market.')
    const page = `/r/${round.code}/mine/appeals/${said.id}`
    const chair = await signedIn(round.place.chair)
    const moderator = await signedIn(round.place.moderator)
    await decide(chair, round, said.id, { outcome: 'held' })
    await author.post(page, { text: 'Why wait?' })
    const { rows } = await system.owner.query(
      'SELECT id FROM listening.appeal WHERE subject_id = $1',
      [said.id],
    )
    assert.equal(
      (
        await moderator.post(`/rounds/${round.id}/appeals/${rows[0].id}/answer`, {
          upheld: 'no',
          answer: 'We meet on Monday.',
        })
      ).status,
      303,
    )
    assert.equal((await statement(said.id))['status'], 'held')
    assert.match(await author.page(page), /We meet on Monday\./)
    assert.equal((await author.post(page, { text: 'Again' })).status, 409)
    system.clock.advance(60_000)
    await decide(chair, round, said.id, { outcome: 'removed', reason: 'duplicate' })
    assert.equal((await author.post(page, { text: 'It is not the same.' })).status, 303)
  })
})

describe('a ban', () => {
  test('stops somebody from counting, says why, and can be ended', async () => {
    const round = await moderatedRound(system)
    const author = await starts(round)
    const said = await says(round, author, 'I say this again and again.')
    const moderator = await signedIn(round.place.moderator)
    assert.equal(
      (
        await moderator.post(`/rounds/${round.id}/bans`, {
          kind: 'statement',
          subject: said.id,
          reason: 'wrong-opinion',
        })
      ).status,
      422,
    )
    assert.equal(
      (
        await moderator.post(`/rounds/${round.id}/bans`, {
          kind: 'statement',
          subject: said.id,
          reason: 'flooding',
        })
      ).status,
      303,
    )
    const participant = said.author_participant_id
    const banned = async () =>
      (
        await system.owner.query('SELECT banned_at FROM listening.participant WHERE id = $1', [
          participant,
        ])
      ).rows[0].banned_at as Date | null
    assert.deepEqual(await banned(), system.clock.now())
    assert.match(
      await moderator.page(`/rounds/${round.id}/bans`),
      /Sent the same thing again and again/,
    )
    assert.equal((await moderator.post(`/rounds/${round.id}/bans/${participant}/end`)).status, 303)
    assert.equal(await banned(), null)
    const { rows } = await system.owner.query(
      'SELECT id, reason, banned_by, ended_by FROM listening.ban WHERE participant_id = $1',
      [participant],
    )
    assert.deepEqual(rows, [
      {
        id: rows[0]?.id,
        reason: 'flooding',
        banned_by: round.place.moderator.person,
        ended_by: round.place.moderator.person,
      },
    ])
    assert.deepEqual(
      (await acts(round, rows[0]?.id)).map(({ act, body }) => [act, JSON.parse(body)]),
      [
        ['participant-banned', { reason: 'flooding', round: round.id }],
        ['participant-ban-ended', { round: round.id }],
      ],
    )
    const { rowCount } = await system.owner.query(
      'SELECT FROM platform.ledger_event WHERE partnership_id = $1 AND (subject_id = $2 OR body LIKE $3)',
      [round.partnership, participant, `%${participant}%`],
    )
    assert.equal(rowCount, 0, 'the public record never holds who a participant is')
  })
})
