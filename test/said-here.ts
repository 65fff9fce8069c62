import assert from 'node:assert/strict'
import { runListeners } from '../src/app/listeners.ts'
import { newId } from '../src/platform/ids.ts'
import type { Board } from './board.ts'
import type { TestSystem } from './database.ts'

/** A closed round of this partnership with two statements, one testimony, a theme and a result. */
export async function saidHere(system: TestSystem, partnership: string) {
  const at = new Date(system.clock.now().getTime() - 86_400_000)
  const ids = {
    round: newId(at),
    bus: newId(at),
    warm: newId(at),
    testimony: newId(at),
    participant: newId(at),
    theme: newId(at),
  }
  const q = (text: string, values: unknown[]) => system.owner.query(text, values)
  await q(
    `INSERT INTO listening.round (id, partnership_id, code, languages, moderation, created_at) VALUES ($1, $2, 'PRIO-TEST', '{en}', 'after', $3)`,
    [ids.round, partnership, at],
  )
  await q(
    `INSERT INTO listening.round_text VALUES ($1, 'en', 'What would help us live well here?', 'r', 'u', 'i')`,
    [ids.round],
  )
  await q(`INSERT INTO listening.opening (round_id, opened_at) VALUES ($1, $2)`, [ids.round, at])
  const texts = ['The last bus is at six.', 'There is nowhere warm to sit.'] as const
  for (const [index, id] of [ids.bus, ids.warm].entries())
    await q(
      `INSERT INTO listening.statement (id, round_id, number, text, language, source, channel, status, submitted_at, published_at)
       VALUES ($1, $2, $3, $4, 'en', 'starting', 'screen', 'published', $5, $5)`,
      [id, ids.round, index + 1, texts[index], at],
    )
  await q(
    `INSERT INTO listening.participant (id, round_id, channel, language, created_at) VALUES ($1, $2, 'paper', 'en', $3)`,
    [ids.participant, ids.round, at],
  )
  await q(
    `INSERT INTO listening.testimony (participant_id, id, round_id, text, language, channel, may_publish, status, given_at, published_at)
     VALUES ($1, $2, $3, 'I walk home in the dark because of it.', 'en', 'paper', true, 'published', $4, $4)`,
    [ids.participant, ids.testimony, ids.round, at],
  )
  await q(
    `INSERT INTO listening.theme (id, round_id, title, position, made_at) VALUES ($1, $2, 'Getting home', 0, $3)`,
    [ids.theme, ids.round, at],
  )
  await q(`INSERT INTO listening.theme_item VALUES ($1, 'testimony', $2)`, [
    ids.theme,
    ids.testimony,
  ])
  const statement = (id: string, number: number, a: number[], b: number[], matters: number) => ({
    id,
    number,
    agree: a[0]! + b[0]!,
    unsure: a[1]! + b[1]!,
    disagree: a[2]! + b[2]!,
    matters,
    groups: [
      [...a, matters],
      [...b, 0],
    ],
    extremity: 0,
    divides: 0,
    unites: 0,
  })
  const body = {
    participants: 20,
    placed: 20,
    responses: 40,
    certainty: 'steady',
    groups: [
      { label: 'A', size: 10, distinctive: [] },
      { label: 'B', size: 10, distinctive: [] },
    ],
    common: [{ statement: 1, direction: 'agree', floor: 0.7, certainty: 'steady' }],
    divisive: [{ statement: 2, between: { more: 'A', less: 'B' }, gap: 0.6 }],
    unsure: [],
    statements: [
      statement(ids.bus, 1, [9, 1, 0], [8, 1, 1], 7),
      statement(ids.warm, 2, [10, 0, 0], [2, 0, 8], 3),
    ],
    points: [],
    channels: {},
    about: [],
    labels: ['A', 'B'],
    axes: [],
  }
  await q(
    `INSERT INTO listening.result (round_id, version, computed_at, counted_to, participants, responses, body, members) VALUES ($1, 1, $2, $2, 20, 40, $3, '')`,
    [ids.round, at, JSON.stringify(body)],
  )
  return ids
}

/** Opens the vote on a list, lets these members vote with or against it, and closes it when its time is over. */
export async function decideList(
  system: TestSystem,
  board: Board,
  list: string,
  votes: readonly (readonly [number, boolean])[],
): Promise<string> {
  const chair = await board.chair.browser()
  const { decision_id: decision } = (
    await system.owner.query('SELECT decision_id FROM priorities.list WHERE id = $1', [list])
  ).rows[0]
  const ends = new Date(system.clock.now().getTime() + 7 * 86_400_000)
  const opened = await chair.post(`/decisions/${decision}/opening`, {
    day: String(ends.getUTCDate()),
    month: String(ends.getUTCMonth() + 1),
    year: String(ends.getUTCFullYear()),
  })
  assert.equal(opened.status, 303, await opened.text())
  const { rows: options } = await system.owner.query<{ id: string; adopts: boolean }>(
    'SELECT id, adopts FROM partnerships.decision_option WHERE decision_id = $1',
    [decision],
  )
  for (const [index, agrees] of votes) {
    const browser = await board.members[index]!.browser()
    const cast = await browser.post(`/decisions/${decision}/votes`, {
      option: options.find((each) => each.adopts === agrees)!.id,
    })
    assert.equal(cast.status, 303, await cast.text())
  }
  system.clock.advance(9 * 86_400_000)
  const closed = await chair.post(`/decisions/${decision}/closure`)
  assert.equal(closed.status, 303, await closed.text())
  await runListeners(system, { partnership: board.id })
  return String(decision)
}
