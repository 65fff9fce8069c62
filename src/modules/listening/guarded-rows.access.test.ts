import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { anonymous, system as asSystem, type Actor } from '../../platform/actor.ts'
import { reading, transaction, type Database } from '../../platform/database/index.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound } from '../../../test/open-round.ts'
import { knownParticipants } from './participant.sql.ts'
import { latestMembers, latestResult } from './result.sql.ts'

// What pages guard, tried in SQL as the application's role: as if a page had forgotten to ask.

const system = await testSystem()
const { owner } = system
const now = system.clock.now()
const [round, draft] = [await openRound(system), await openRound(system)]
await owner.query('DELETE FROM listening.opening WHERE round_id = $1', [draft.id])
const [me, other, sheet, printing] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
const [said, decision] = [randomUUID(), randomUUID()]

for (const id of [me, other])
  await owner.query(
    `INSERT INTO listening.participant (id, round_id, channel, created_at) VALUES ($1, $2, 'screen', $3)`,
    [id, round.id, now],
  )
await owner.query(
  `INSERT INTO listening.printing (id, round_id, language, large_print, statement_ids, sheets, printed_at) VALUES ($1, $2, 'en', false, '{}', 1, $3)`,
  [printing, round.id, now],
)
await owner.query(`INSERT INTO listening.sheet VALUES ($1, $2, $3)`, [sheet, printing, round.id])
await owner.query(
  `INSERT INTO listening.result VALUES ($1, 1, $2, $2, 2, 0, '{"statements": []}', '\\x01')`,
  [round.id, now],
)
await owner.query(
  `INSERT INTO listening.statement (id, round_id, number, text, language, source, author_participant_id, channel, status, submitted_at)
   VALUES ($1, $2, 90, 'Said.', 'en', 'participant', $3, 'screen', 'removed', $4)`,
  [said, round.id, me, now],
)
await owner.query(
  `INSERT INTO listening.moderation_decision (id, round_id, subject_kind, subject_id, outcome, reason, note, decided_at)
   VALUES ($1, $2, 'statement', $3, 'removed', 'names-someone', 'It names your neighbour.', $4)`,
  [decision, round.id, said, now],
)
for (const which of [round.id, draft.id])
  await owner.query(
    `INSERT INTO listening.theme (id, round_id, title, position, made_at) VALUES ($1, $2, 'Buses', 0, $3)`,
    [randomUUID(), which, now],
  )

const person = (...roles: string[]): Actor => ({
  kind: 'person',
  person: randomUUID(),
  operator: false,
  roles: roles.flatMap((role) => [round, draft].map(({ partnership }) => ({ partnership, role }))),
})
const elsewhere: Actor = {
  kind: 'person',
  person: randomUUID(),
  operator: false,
  roles: [{ partnership: randomUUID(), role: 'chair' }],
}
const operator: Actor = { kind: 'person', person: randomUUID(), operator: true, roles: [] }

// Rows that each may read: participants (two), sheets (one), themes (one open, one in a draft), and
// whether they may read the note beside a decision.
const grid: [string, Actor, [number, number, number, boolean]][] = [
  ['anyone', anonymous, [0, 0, 1, false]],
  ['the participant who said it', { kind: 'participant', participant: me }, [1, 0, 1, true]],
  ['another participant', { kind: 'participant', participant: other }, [1, 0, 1, false]],
  ['a member', person('member'), [0, 0, 2, false]],
  ['a facilitator', person('facilitator'), [0, 1, 2, false]],
  ['a keyer', person('keyer'), [0, 1, 2, false]],
  ['a moderator', person('moderator'), [2, 0, 2, true]],
  ['the chair', person('chair'), [2, 1, 2, true]],
  ['a safeguarding lead', person('safeguarding'), [0, 0, 2, false]],
  ['a chair elsewhere', elsewhere, [0, 0, 1, false]],
  ['the operator', operator, [0, 0, 1, false]],
  ['background work', asSystem('test'), [2, 1, 2, true]],
]

const count = async (db: Database, table: string) => {
  const { rows } = await sql<{ many: number }>`
    SELECT count(*)::int AS many FROM ${sql.table(`listening.${table}`)} WHERE round_id IN (${round.id}, ${draft.id})`.execute(
    db,
  )
  return rows[0]!.many
}

for (const [who, actor, expected] of grid)
  test(`what ${who} may read`, async () => {
    const seen = await reading(system.db, actor, async (db) => {
      const { rows } = await sql<{ note: string | null }>`
        SELECT listening.decision_note(${decision}) AS note`.execute(db)
      return [
        await count(db, 'participant'),
        await count(db, 'sheet'),
        await count(db, 'theme'),
        rows[0]!.note === 'It names your neighbour.',
      ]
    })
    assert.deepEqual(seen, expected)
  })

const refused = (actor: Actor, change: ReturnType<typeof sql>, why: RegExp) =>
  assert.rejects(
    transaction(system.db, actor, now, ({ db }) => change.execute(db)),
    why,
  )
const changed = async (actor: Actor, change: ReturnType<typeof sql>) =>
  Number(
    (await transaction(system.db, actor, now, ({ db }) => change.execute(db))).numAffectedRows ?? 0,
  )

test('who was put in which group is read by background work alone; the rest of a result by anyone', async () => {
  for (const [, actor] of grid) {
    await refused(actor, sql`SELECT members FROM listening.result`, /permission denied/)
    await refused(actor, sql`SELECT note FROM listening.moderation_decision`, /permission denied/)
    const [result, members] = await reading(system.db, actor, async (db) => [
      await latestResult(db, round.id),
      await latestMembers(db, round.id),
    ])
    assert.equal(result?.version, 1)
    assert.equal(members !== undefined, actor.kind === 'system')
  }
})

test('only background work puts down a result or a closure', async () => {
  for (const [, actor] of grid.filter(([, each]) => each.kind !== 'system')) {
    await refused(
      actor,
      sql`INSERT INTO listening.result VALUES (${round.id}, 2, ${now}, ${now}, 0, 0, '{}', '')`,
      /row-level security/,
    )
    await refused(
      actor,
      sql`INSERT INTO listening.closure VALUES (${round.id}, NULL, ${now}, '', 0, 0, '')`,
      /row-level security/,
    )
    assert.equal(await changed(actor, sql`DELETE FROM listening.result`), 0)
  }
})

test('a participant arrives as themselves, and is banned by those who moderate', async () => {
  const [someone, body] = [randomUUID(), [round.id, 'screen', now] as const]
  const arriving = (id: string) => sql`
    INSERT INTO listening.participant (id, round_id, channel, created_at) VALUES (${id}, ${body[0]}, ${body[1]}, ${body[2]})`
  const asSomeone = { kind: 'participant', participant: someone } as const
  for (const actor of [anonymous, asSomeone, person('chair'), operator])
    await refused(actor, arriving(randomUUID()), /row-level security/)
  await refused(
    asSomeone,
    sql`INSERT INTO listening.participant (id, round_id, channel, same_as_id, created_at) VALUES (${someone}, ${round.id}, 'screen', ${other}, ${now})`,
    /row-level security/,
  )
  assert.equal(await changed(asSomeone, arriving(someone)), 1)
  const ban = sql`UPDATE listening.participant SET banned_at = ${now} WHERE id = ${someone}`
  for (const actor of [anonymous, asSomeone, person('facilitator'), elsewhere, operator])
    assert.equal(await changed(actor, ban), 0)
  assert.equal(await changed(person('moderator'), ban), 1)
})

test('themes are made and taken away by organisers', async () => {
  const making = () => sql`
    INSERT INTO listening.theme (id, round_id, title, position, made_at) VALUES (${randomUUID()}, ${round.id}, 'Trees', 1, ${now})`
  for (const actor of [anonymous, person('member'), person('keyer'), elsewhere, operator]) {
    await refused(actor, making(), /row-level security/)
    assert.equal(await changed(actor, sql`DELETE FROM listening.theme`), 0)
    assert.equal(await changed(actor, sql`UPDATE listening.theme SET title = 'Mine'`), 0)
  }
  assert.equal(await changed(person('facilitator'), making()), 1)
})

test('whoever has a code can ask whether it is somebody’s, and learns no other', async () => {
  const known = await reading(system.db, anonymous, (db) =>
    knownParticipants(db, [me, sheet, randomUUID()]),
  )
  assert.deepEqual(known.toSorted(), [me, sheet].toSorted())
})
