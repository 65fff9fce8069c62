import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { moderatedRound, takesPart, type ModeratedRound } from '../../../test/moderated-round.ts'
import { visitor } from '../../../test/visitor.ts'
import { newId } from '../../platform/ids.ts'
import { stopComputing } from './result.actions.ts'
import { resultTasks } from './result.jobs.ts'
import { latestResult } from './result.sql.ts'

const system = await testSystem()
after(() => stopComputing(system))

/** Five people who answer one statement; the first of them wrote it. */
async function answered() {
  const round = await moderatedRound(system)
  const people = await Promise.all(Array.from({ length: 5 }, () => takesPart(system, round)))
  const statement = newId(system.clock.now())
  await system.owner.query(
    `INSERT INTO listening.statement (id, round_id, number, text, language, source, author_participant_id, channel, status, submitted_at, published_at)
     VALUES ($1, $2, 1, 'The same again and again.', 'en', 'participant', $3, 'screen', 'published', $4, $4)`,
    [statement, round.id, people[0]!.id, system.clock.now()],
  )
  for (const { id } of people)
    await system.owner.query(
      `INSERT INTO listening.response (participant_id, statement_id, id, round_id, value, channel, given_at, received_at) VALUES ($1, $2, $3, $4, 1, 'screen', $5, $5)`,
      [id, statement, newId(system.clock.now()), round.id, system.clock.now()],
    )
  const moderator = visitor(createWeb(system))
  await moderator.signIn(system, round.place.moderator.email)
  return { round, statement, author: people[0]!.id, moderator }
}

/** Does the work that waits, if it is to compute this round; how many people the newest result counts. */
async function computed(round: ModeratedRound): Promise<number | undefined> {
  const { rows } = await system.owner.query<{ id: string; payload: { round: string } }>(
    `SELECT id, payload FROM graphile_worker._private_jobs WHERE key = $1`,
    [`result:${round.id}`],
  )
  if (!rows[0]) return undefined
  await system.owner.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1', [rows[0].id])
  await resultTasks['compute-result']!(system, rows[0].payload)
  return (await latestResult(system.db, round.id))?.body.participants
}

test('what came out follows a ban, and the end of one', async () => {
  const { round, statement, author, moderator } = await answered()
  await resultTasks['compute-result']!(system, { round: round.id })
  assert.equal((await latestResult(system.db, round.id))?.body.participants, 5)
  system.clock.advance(1000)
  const banned = { kind: 'statement', subject: statement, reason: 'flooding' }
  assert.equal((await moderator.post(`/rounds/${round.id}/bans`, banned)).status, 303)
  assert.equal(await computed(round), 4)
  assert.equal((await moderator.post(`/rounds/${round.id}/bans/${author}/end`)).status, 303)
  assert.equal(await computed(round), 5)
})

test('somebody who was banned before anything was counted counts when the ban ends', async () => {
  const { round, statement, author, moderator } = await answered()
  const banned = { kind: 'statement', subject: statement, reason: 'flooding' }
  await moderator.post(`/rounds/${round.id}/bans`, banned)
  assert.equal(await computed(round), 4)
  // Long after their responses arrived: nothing new is read but the people who count again.
  system.clock.advance(3_600_000)
  await moderator.post(`/rounds/${round.id}/bans/${author}/end`)
  assert.equal(await computed(round), 5)
})
