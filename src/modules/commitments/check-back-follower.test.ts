import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound } from '../../../test/open-round.ts'
import { boxes, promiseFields } from '../../../test/promise.ts'
import { visitor } from '../../../test/visitor.ts'
import { newId } from '../../platform/ids.ts'
import { askThosePromised } from './check-back.jobs.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 4, organisations: 1 })
const now = system.clock.now()
const { owner } = system

// A round that this board asked in, closed, with four people who answered its first statement.
const round = await openRound(system)
const [first, second] = [round.statements[0]!, round.statements[1]!]
// What is asked in an open round stands, its owner too: triggers are set aside to make it this board's.
await owner.query(
  `BEGIN; ALTER TABLE listening.round DISABLE TRIGGER USER; UPDATE listening.round SET partnership_id = '${board.id}' WHERE id = '${round.id}'; ALTER TABLE listening.round ENABLE TRIGGER USER; COMMIT`,
)
await owner.query(
  `INSERT INTO listening.closure (round_id, closed_at, participants, responses, merkle_root) VALUES ($1, $2, 5, 6, $3)`,
  [round.id, now, Buffer.alloc(32)],
)
for (const statement of [first, second])
  await owner.query(
    `INSERT INTO platform.thread_node (id, partnership_id, kind, at) VALUES ($1, $2, 'statement', $3)`,
    [statement.id, board.id, now],
  )

async function took(
  more: {
    statement?: string
    address?: string | null
    channel?: string
    sameAs?: string | null
    banned?: boolean
    stopped?: boolean
  } = {},
): Promise<string> {
  const id = newId(now)
  await owner.query(
    `INSERT INTO listening.participant (id, round_id, channel, same_as_id, banned_at, created_at) VALUES ($1, $2, 'screen', $3, $4, $5)`,
    [id, round.id, more.sameAs ?? null, more.banned ? now : null, now],
  )
  await owner.query(
    `INSERT INTO listening.response (participant_id, statement_id, id, round_id, value, channel, given_at, received_at)
     VALUES ($1, $2, $3, $4, 1, 'screen', $5, $5)`,
    [id, more.statement ?? first.id, newId(now), round.id, now],
  )
  const channel = more.channel ?? 'email'
  if (more.address !== undefined || channel === 'code')
    await owner.query(
      `INSERT INTO listening.follower (participant_id, channel, round_id, address, language, follows_at, stopped_at) VALUES ($1, $2, $3, $4, 'cy', $5, $6)`,
      [
        id,
        channel,
        round.id,
        more.stopped ? null : (more.address ?? null),
        now,
        more.stopped ? now : null,
      ],
    )
  return id
}

test('whoever answered what a promise rests on, and asked to hear, is written to once with a code of their own', async () => {
  const one = await took({ address: 'one@example.org' })
  // The same person by another route, with the same wish; somebody by text; and people who are not written to.
  await took({ address: 'one-again@example.org', sameAs: one })
  await took({ address: '+447700900123', channel: 'text' })
  await took({ address: 'elsewhere@example.org', statement: second.id })
  await took({ address: 'banned@example.org', banned: true })
  await took({ address: 'stopped@example.org', stopped: true })
  await took({ channel: 'code' })
  await took()

  const chair = await board.chair.browser()
  const officer = await board.officers[0]!.browser()
  const drafted = await chair.post(`/in/${board.slug}/expectations/new`, {
    organisation: board.organisations[0]!.id,
    what: 'Run a later bus.',
    why: 'The last one is at six.',
    // As somebody would copy it from their browser.
    ground: `http://127.0.0.1:3000/rounds/${round.id}/results/statements/1`,
    ...boxes('answer', '2026-03-30'),
  })
  const expectation = /\/expectations\/([0-9a-f-]{36})/.exec(
    drafted.headers.get('location') ?? '',
  )?.[1]
  assert.ok(expectation, (await drafted.text()).slice(0, 3000))
  await chair.post(`/expectations/${expectation}/sending`)
  assert.match(
    await visitor(board.web).page(`/expectations/${expectation}`),
    /The last bus is at six/,
  )
  const accepted = await officer.post(`/expectations/${expectation}/answers`, {
    kind: 'accepted',
    ...promiseFields({ promise: 'The last bus leaves at eleven.' }),
  })
  const commitment = /\/commitments\/([0-9a-f-]{36})/.exec(accepted.headers.get('location')!)![1]!
  await officer.post(`/commitments/${commitment}/updates`, { text: 'It runs.', done: 'yes' })
  const checkBack = String(
    (
      await owner.query('SELECT id FROM commitments.check_back WHERE commitment_id = $1', [
        commitment,
      ])
    ).rows[0].id,
  )
  await Promise.all([1, 2, 3].map(() => askThosePromised(system, { checkBack })))

  const { rows } = await owner.query(
    `SELECT recipient, channel, body, language FROM platform.message WHERE body LIKE '%/check-backs/code/%' ORDER BY recipient`,
  )
  assert.deepEqual(
    rows.map((row) => row.recipient),
    ['+447700900123', 'one@example.org'],
  )
  assert.equal(rows[1].language, 'cy')
  assert.match(rows[1].body, /A gafodd ei gadw/)
  assert.match(rows[1].body, /stop=/, 'every message can be stopped')
  const asking = await owner.query(
    'SELECT people FROM commitments.check_back_asking WHERE check_back_id = $1',
    [checkBack],
  )
  assert.equal(asking.rows[0].people, board.residents.length + 2)

  // The link in the message is a voice, without an account; used twice it is still one.
  const path = /\/check-backs\/code\/[0-9A-Z-]{14}/.exec(String(rows[1].body))![0]
  const contributor = visitor(board.web)
  assert.match(await contributor.page(path), /The last bus leaves at eleven/)
  assert.equal((await contributor.post(path, { verdict: 'kept' })).status, 303)
  assert.equal(
    (await contributor.post(path, { verdict: 'not-kept', words: 'It came once.' })).status,
    303,
  )
  await chair.post(`/check-backs/${checkBack}/closure`, {})
  const page = await contributor.page(`/commitments/${commitment}`)
  assert.match(page, /It came once/)
  assert.match(page, /Not kept: 1/)
  assert.match(page, /Kept: 0/)
  // From the words that were said to what came of them, and back.
  assert.match(await contributor.page(`/thread/${first.id}`), /Most said it was not kept/)
  assert.match(await contributor.page(`/thread/${checkBack}`), /The last bus is at six/)
})
