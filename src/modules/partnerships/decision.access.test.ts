import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { foundBoard, type Board, type BoardMember } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { anonymous, type Actor } from '../../platform/actor.ts'
import { reading, transaction, type Transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { openDecision, putDecision } from './decision.actions.ts'
import { recordVotes } from './vote.actions.ts'
import { writeDissent } from './dissent.actions.ts'

const system = await testSystem()

let board: Board
let other: Board
let draft: string
let decision: string
let yes: string

const until = () => new Date(system.clock.now().getTime() + 86_400_000)

async function asked(on: Board, parties: string[] = []): Promise<string> {
  return transaction(system.db, on.chair.actor, system.clock.now(), (trx) =>
    putDecision(trx, {
      partnership: on.id,
      meeting: null,
      kind: 'ordinary',
      question: 'Shall we?',
      background: '',
      language: 'en',
      options: [
        { text: 'Yes', adopts: true },
        { text: 'No', adopts: false },
      ],
      grounds: [],
      parties,
    }),
  )
}

before(async () => {
  board = await foundBoard(system)
  other = await foundBoard(system)
  draft = await asked(board)
  decision = await asked(board, [board.organisations[0]!.id])
  await transaction(system.db, board.chair.actor, system.clock.now(), (trx) =>
    openDecision(trx, decision, until()),
  )
  const { rows } = await system.owner.query(
    'SELECT id FROM partnerships.decision_option WHERE decision_id = $1 ORDER BY position',
    [decision],
  )
  yes = rows[0].id
})

/** Everybody there is, by what they are to this board. */
const everybody = (): Record<string, BoardMember | null> => ({
  stranger: null,
  outsider: board.outsider,
  'chair of another': other.chair,
  member: board.residents[4]!,
  excluded: board.officers[0]!,
  keyer: board.keyer,
  facilitator: board.facilitator,
  chair: board.chair,
})

// For each page or post, what each of them is answered, written out by hand: 303 is done, or asked to sign in.
const grid: [
  string,
  'get' | 'post',
  () => string,
  () => Record<string, string>,
  Record<string, number>,
][] = [
  [
    'read a draft',
    'get',
    () => `/decisions/${draft}`,
    () => ({}),
    {
      stranger: 404,
      outsider: 404,
      'chair of another': 404,
      member: 200,
      excluded: 200,
      keyer: 200,
      facilitator: 200,
      chair: 200,
    },
  ],
  [
    'read a draft as JSON',
    'get',
    () => `/decisions/${draft}/decision.json`,
    () => ({}),
    {
      stranger: 404,
      outsider: 404,
      'chair of another': 404,
      member: 200,
      excluded: 200,
      keyer: 200,
      facilitator: 200,
      chair: 200,
    },
  ],
  [
    'see the form to put',
    'get',
    () => `/in/${board.slug}/decisions/new`,
    () => ({}),
    {
      stranger: 303,
      outsider: 403,
      'chair of another': 403,
      member: 403,
      excluded: 403,
      keyer: 403,
      facilitator: 200,
      chair: 200,
    },
  ],
  [
    'put',
    'post',
    () => `/in/${board.slug}/decisions`,
    () => ({ question: 'Q', changing: 'Yes', keeping: 'No', where: 'between' }),
    {
      stranger: 401,
      outsider: 403,
      'chair of another': 403,
      member: 403,
      excluded: 403,
      keyer: 403,
      facilitator: 303,
      chair: 303,
    },
  ],
  [
    'open a vote that is open',
    'post',
    () => `/decisions/${decision}/opening`,
    () => ({ day: '9', month: '3', year: '2026' }),
    {
      stranger: 401,
      outsider: 403,
      'chair of another': 403,
      member: 403,
      excluded: 403,
      keyer: 403,
      facilitator: 409,
      chair: 409,
    },
  ],
  [
    'vote',
    'post',
    () => `/decisions/${decision}/votes`,
    () => ({ option: yes }),
    {
      stranger: 401,
      outsider: 403,
      'chair of another': 403,
      member: 303,
      excluded: 403,
      keyer: 303,
      facilitator: 303,
      chair: 303,
    },
  ],
  [
    'see the recording form',
    'get',
    () => `/decisions/${decision}/recording`,
    () => ({}),
    {
      stranger: 303,
      outsider: 403,
      'chair of another': 403,
      member: 403,
      excluded: 403,
      keyer: 200,
      facilitator: 200,
      chair: 200,
    },
  ],
  [
    'record',
    'post',
    () => `/decisions/${decision}/recording`,
    () => ({
      [`vote-${board.residents[5]!.id}`]: yes,
      [`channel-${board.residents[5]!.id}`]: 'paper',
    }),
    {
      stranger: 401,
      outsider: 403,
      'chair of another': 403,
      member: 403,
      excluded: 403,
      keyer: 303,
      facilitator: 303,
      chair: 303,
    },
  ],
  [
    'record for somebody excluded',
    'post',
    () => `/decisions/${decision}/recording`,
    () => ({
      [`vote-${board.officers[0]!.id}`]: yes,
      [`channel-${board.officers[0]!.id}`]: 'paper',
    }),
    {
      stranger: 401,
      outsider: 403,
      'chair of another': 403,
      member: 403,
      excluded: 403,
      keyer: 403,
      facilitator: 403,
      chair: 403,
    },
  ],
  [
    'print voting papers',
    'get',
    () => `/decisions/${decision}/papers?as=nobody`,
    () => ({}),
    {
      stranger: 303,
      outsider: 403,
      'chair of another': 403,
      member: 403,
      excluded: 403,
    },
  ],
  [
    'see the closing',
    'get',
    () => `/decisions/${decision}/closure`,
    () => ({}),
    {
      stranger: 303,
      outsider: 403,
      'chair of another': 403,
      member: 403,
      excluded: 403,
      keyer: 403,
      facilitator: 200,
      chair: 200,
    },
  ],
  [
    'close early',
    'post',
    () => `/decisions/${decision}/closure`,
    () => ({}),
    {
      stranger: 401,
      outsider: 403,
      'chair of another': 403,
      member: 403,
      excluded: 403,
      keyer: 403,
      facilitator: 409,
      chair: 409,
    },
  ],
  [
    'dissent',
    'post',
    () => `/decisions/${decision}/dissents`,
    () => ({ text: 'No.', named: 'no' }),
    {
      stranger: 401,
      outsider: 403,
      'chair of another': 403,
      member: 303,
      excluded: 303,
      keyer: 303,
      facilitator: 303,
      chair: 303,
    },
  ],
  [
    'write down another’s dissent',
    'post',
    () => `/decisions/${decision}/dissents`,
    () => ({ text: 'No.', named: 'no', member: board.residents[5]!.id }),
    {
      stranger: 401,
      outsider: 403,
      'chair of another': 403,
      member: 403,
      excluded: 403,
      keyer: 303,
      facilitator: 303,
      chair: 303,
    },
  ],
]

test('at the door each may do what is theirs and nothing else', async (t) => {
  for (const [name, method, path, fields, expected] of grid)
    await t.test(name, async () => {
      for (const [who, member] of Object.entries(everybody())) {
        if (!(who in expected)) continue
        const browser = member ? await member.browser() : visitor(board.web)
        const answer =
          method === 'get' ? await browser.get(path()) : await browser.post(path(), fields())
        assert.equal(answer.status, expected[who], who)
      }
    })
})

test('an interest is one’s own to declare, and an organiser’s to note', async () => {
  const post = async (member: BoardMember, whose: string) =>
    (
      await (
        await member.browser()
      ).post(`/decisions/${draft}/interests`, { reason: 'Mine.', member: whose })
    ).status
  const theirs = board.residents[5]!.id
  assert.equal(await post(board.outsider, theirs), 404)
  assert.equal(await post(board.residents[4]!, theirs), 403)
  assert.equal(await post(board.keyer, theirs), 403)
  assert.equal(await post(board.facilitator, theirs), 303)
})

// ------------------------------------------------------------------------------- the same in SQL

async function refused(
  actor: Actor,
  work: (trx: Transaction) => Promise<unknown>,
  why = /42501|23514/,
) {
  await assert.rejects(
    transaction(system.db, actor, system.clock.now(), work),
    (error: { code?: string; message: string }) => {
      assert.match(String(error.code), why, error.message)
      return true
    },
  )
}

const voteFor =
  (
    member: BoardMember,
    by: BoardMember,
    channel: string,
    change: { decision?: string; option?: string; at?: Date } = {},
  ) =>
  (trx: Transaction) =>
    sql`INSERT INTO partnerships.vote (id, decision_id, member_id, option_id, channel, cast_at, recorded_by)
    VALUES (${newId(trx.at)}, ${change.decision ?? decision}, ${member.id}, ${change.option ?? yes}, ${channel}, ${change.at ?? trx.at}, ${by.person})`.execute(
      trx.db,
    )

test('no draft is read in SQL by anybody outside', async () => {
  for (const actor of [anonymous, board.outsider.actor, other.chair.actor])
    for (const table of ['decision', 'decision_option', 'decision_party', 'decision_ground']) {
      const key = table === 'decision' ? sql`id` : sql`decision_id`
      const { rows } = await reading(system.db, actor, (db) =>
        sql`SELECT FROM ${sql.table(`partnerships.${table}`)} WHERE ${key} = ${draft}`.execute(db),
      )
      assert.equal(rows.length, 0, table)
    }
  const count = await reading(system.db, board.outsider.actor, (db) =>
    sql<{
      count: unknown
    }>`SELECT partnerships.count_decision(${draft}, ${system.clock.now()}) AS count`.execute(db),
  )
  assert.equal(count.rows[0]!.count, null)
  for (const actor of [anonymous, other.chair.actor]) {
    const names = await reading(system.db, actor, (db) =>
      sql`SELECT * FROM partnerships.electorate(${decision}, ${system.clock.now()})`.execute(db),
    )
    assert.equal(names.rows.length, 0)
  }
})

test('a vote in SQL is one’s own, or recorded by a recorder for somebody who may vote', async () => {
  const [member, excluded, keyer] = [board.residents[4]!, board.officers[0]!, board.keyer]
  await refused(excluded.actor, voteFor(excluded, excluded, 'screen'))
  await refused(excluded.actor, voteFor(excluded, excluded, 'paper'))
  for (const recorder of [keyer, board.facilitator, board.chair])
    await refused(recorder.actor, voteFor(excluded, recorder, 'paper'))
  await refused(member.actor, voteFor(board.residents[5]!, member, 'paper'))
  // In another's name; on another's screen; by hand without a room.
  await refused(member.actor, voteFor(member, board.chair, 'screen'))
  await refused(keyer.actor, voteFor(member, keyer, 'screen'))
  await refused(keyer.actor, voteFor(member, keyer, 'hand'))
  await refused(board.outsider.actor, voteFor(member, board.outsider, 'paper'))
  await refused(other.chair.actor, voteFor(member, other.chair, 'paper'))
  // Before it is open, after its time, before its time.
  await refused(
    board.chair.actor,
    voteFor(board.chair, board.chair, 'screen', { decision: draft }),
    /42501|23503/,
  )
  await refused(member.actor, voteFor(member, member, 'screen', { at: until() }))
  await refused(member.actor, voteFor(member, member, 'screen', { at: new Date(0) }))
  // With an option of another question.
  await refused(member.actor, voteFor(member, member, 'screen', { option: newId() }), /23503/)
})

test('nobody writes a result, a count or a change to the rules past the vote', async () => {
  const { actor } = board.chair
  await refused(actor, (trx) =>
    sql`INSERT INTO partnerships.decision_result (decision_id, closed_at, outcome, option_id, constitution_id, count)
    SELECT ${decision}, ${trx.at}, 'carried', ${yes}, id, '{}' FROM partnerships.constitution LIMIT 1`.execute(
      trx.db,
    ),
  )
  await refused(actor, (trx) =>
    sql`SELECT partnerships.close_decision(${decision}, ${trx.at})`.execute(trx.db),
  )
  await refused(board.keyer.actor, (trx) =>
    sql`SELECT partnerships.close_decision(${decision}, ${until()})`.execute(trx.db),
  )
  await refused(actor, (trx) =>
    sql`UPDATE partnerships.vote SET option_id = ${yes}`.execute(trx.db),
  )
  await refused(actor, (trx) => sql`DELETE FROM partnerships.vote`.execute(trx.db))
  await refused(actor, (trx) =>
    sql`UPDATE partnerships.decision_opening SET closes_at = ${trx.at}`.execute(trx.db),
  )
  await refused(actor, (trx) => sql`DELETE FROM partnerships.decision_interest`.execute(trx.db))
  // Once it is public its words, its options and whom it touches are what they were.
  await refused(actor, (trx) =>
    sql`UPDATE partnerships.decision SET question = 'Another?'`.execute(trx.db),
  )
  await refused(actor, (trx) =>
    sql`INSERT INTO partnerships.decision_option VALUES (${newId(trx.at)}, ${decision}, 9, 'Late', true)`.execute(
      trx.db,
    ),
  )
  await refused(actor, (trx) =>
    sql`INSERT INTO partnerships.decision_party VALUES (${decision}, ${board.organisations[1]!.id})`.execute(
      trx.db,
    ),
  )
  const rows = await transaction(system.db, actor, system.clock.now(), (trx) =>
    sql`UPDATE partnerships.decision SET meeting_id = NULL WHERE id = ${decision}`.execute(trx.db),
  )
  assert.equal(Number(rows.numAffectedRows), 0)
})

test('how each voted is theirs and their recorder’s; who dissented without a name is theirs alone', async () => {
  const [member, keyer] = [board.residents[5]!, board.keyer]
  await transaction(system.db, keyer.actor, system.clock.now(), (trx) =>
    recordVotes(trx, decision, [{ member: member.id, option: yes, channel: 'phone' }]),
  )
  await transaction(system.db, board.officers[2]!.actor, system.clock.now(), (trx) =>
    writeDissent(trx, { decision, text: 'Not with my name.', language: 'en', named: false }),
  )
  const votes = async (actor: Actor) =>
    (
      await reading(system.db, actor, (db) =>
        sql`SELECT FROM partnerships.vote WHERE member_id = ${member.id} AND channel = 'phone'`.execute(
          db,
        ),
      )
    ).rows.length
  assert.equal(await votes(member.actor), 1)
  assert.equal(await votes(keyer.actor), 1)
  for (const actor of [
    board.chair.actor,
    board.residents[4]!.actor,
    board.outsider.actor,
    anonymous,
  ])
    assert.equal(await votes(actor), 0)

  const dissents = async (actor: Actor) =>
    (
      await reading(system.db, actor, (db) =>
        sql`SELECT FROM partnerships.dissent WHERE text = 'Not with my name.'`.execute(db),
      )
    ).rows.length
  const dissenters = async (actor: Actor) =>
    (
      await reading(system.db, actor, (db) =>
        sql`SELECT FROM partnerships.dissenter WHERE member_id = ${board.officers[2]!.id}`.execute(
          db,
        ),
      )
    ).rows.length
  assert.equal(await dissents(board.officers[2]!.actor), 1)
  assert.equal(await dissents(board.chair.actor), 0)
  await system.owner.query(
    `INSERT INTO partnerships.decision_result SELECT $1, $2, NULL, 'not-carried', NULL, id, '{}' FROM partnerships.constitution WHERE partnership_id = $3 AND version = 1`,
    [decision, system.clock.now(), board.id],
  )
  assert.equal(await dissents(anonymous), 1)
  assert.equal(await dissenters(board.officers[2]!.actor), 1)
  for (const actor of [board.chair.actor, board.residents[4]!.actor, anonymous])
    assert.equal(await dissenters(actor), 0)
  // And now that it is closed nothing is added to it.
  await refused(
    board.residents[4]!.actor,
    voteFor(board.residents[4]!, board.residents[4]!, 'screen'),
  )
})
