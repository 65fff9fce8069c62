import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { anonymous, system as asSystem, type Actor } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound } from '../../../test/open-round.ts'
import { insertParticipants, insertResponses } from './response.sql.ts'

const system = await testSystem()
const round = await openRound(system)
const [me, other] = [randomUUID(), randomUUID()]
const question = randomUUID()
const now = system.clock.now()

await system.owner.query(
  `INSERT INTO listening.about_question (id, round_id, position, kind, words) VALUES ($1, $2, 0, 'words', '{}')`,
  [question, round.id],
)
for (const id of [me, other]) {
  await system.owner.query(
    `INSERT INTO listening.participant (id, round_id, channel, created_at) VALUES ($1, $2, 'screen', $3)`,
    [id, round.id, now],
  )
  await system.owner.query(
    `INSERT INTO listening.response (participant_id, statement_id, id, round_id, value, channel, given_at, received_at) VALUES ($1, $2, $3, $4, 1, 'screen', $5, $5)`,
    [id, round.statements[0]!.id, randomUUID(), round.id, now],
  )
  await system.owner.query(
    `INSERT INTO listening.about_answer (participant_id, question_id, words, answered_at) VALUES ($1, $2, 'x', $3)`,
    [id, question, now],
  )
  await system.owner.query(
    `INSERT INTO listening.follower (participant_id, channel, round_id, address, language, follows_at) VALUES ($1, 'email', $2, 'a@example.org', 'en', $3)`,
    [id, round.id, now],
  )
  for (const status of ['private', 'waiting', 'published'])
    await system.owner.query(
      `INSERT INTO listening.testimony (participant_id, id, round_id, text, language, channel, may_publish, status, given_at) VALUES ($1, $2, $3, 'words', 'en', 'screen', $6, $4, $5)`,
      [id, randomUUID(), round.id, status, now, status !== 'private'],
    )
}

const person = (...roles: string[]): Actor => ({
  kind: 'person',
  person: randomUUID(),
  operator: false,
  roles: roles.map((role) => ({ partnership: round.partnership, role })),
})
const elsewhere: Actor = {
  kind: 'person',
  person: randomUUID(),
  operator: false,
  roles: [{ partnership: randomUUID(), role: 'chair' }],
}
const operator: Actor = { kind: 'person', person: randomUUID(), operator: true, roles: [] }

const tables = ['response', 'about_answer', 'follower', 'testimony'] as const

// How many of the rows above each may read: two people's one response, one answer about themselves,
// one address, and three testimonies: one private, one that waits, one published.
const grid: [string, Actor, [number, number, number, number]][] = [
  ['anyone', anonymous, [0, 0, 0, 2]],
  ['the participant', { kind: 'participant', participant: me }, [1, 1, 1, 4]],
  ['someone who is nobody', { kind: 'participant', participant: randomUUID() }, [0, 0, 0, 2]],
  ['a member', person('member'), [0, 0, 0, 2]],
  ['a facilitator', person('facilitator'), [0, 0, 0, 2]],
  ['a keyer', person('keyer'), [0, 0, 0, 2]],
  ['a moderator', person('moderator'), [0, 0, 0, 4]],
  ['the chair', person('chair'), [0, 0, 0, 4]],
  ['a chair elsewhere', elsewhere, [0, 0, 0, 2]],
  ['the operator', operator, [0, 0, 0, 2]],
  ['background work', asSystem('test'), [2, 2, 2, 6]],
]

for (const [who, actor, expected] of grid)
  test(`what ${who} may read`, async () => {
    const seen = await reading(system.db, actor, async (db) => {
      const counts = []
      for (const table of tables) {
        const { rows } = await sql<{ many: string }>`
          SELECT count(*) AS many FROM ${sql.table(`listening.${table}`)} WHERE participant_id = ANY (${[me, other]}::uuid[])`.execute(
          db,
        )
        counts.push(Number(rows[0]!.many))
      }
      return counts
    })
    assert.deepEqual(seen, expected)
  })

test('nobody answers as someone else, and nobody changes an answer', async () => {
  const response = {
    id: randomUUID(),
    round: round.id,
    participant: other,
    statement: round.statements[1]!.id,
    value: 1,
    important: false,
    channel: 'screen',
    givenAt: now,
  } as const
  const asMe = { kind: 'participant', participant: me } as const
  for (const actor of [anonymous, asMe, person('chair'), operator])
    await assert.rejects(
      transaction(system.db, actor, now, ({ db }) => insertResponses(db, [response], now)),
      /row-level security/,
    )
  for (const change of [
    sql`UPDATE listening.response SET value = -1 WHERE participant_id = ${me}`,
    sql`DELETE FROM listening.response WHERE participant_id = ${me}`,
  ])
    for (const actor of [asMe, asSystem('test')])
      await assert.rejects(
        transaction(system.db, actor, now, ({ db }) => change.execute(db)),
        /permission denied/,
      )
  await transaction(system.db, asSystem('test'), now, async ({ db }) => {
    await insertParticipants(
      db,
      [{ id: other, round: round.id, channel: 'screen', language: null }],
      now,
    )
    await insertResponses(db, [response, response], now)
  })
  const { rows } = await system.owner.query('SELECT FROM listening.response WHERE id = $1', [
    response.id,
  ])
  assert.equal(rows.length, 1)
})
