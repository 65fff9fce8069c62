import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { neighbours } from '../../../test/neighbours.ts'
import { openRound } from '../../../test/open-round.ts'
import { visitor } from '../../../test/visitor.ts'
import { newId } from '../../platform/ids.ts'
import { closeRound } from './closure.actions.ts'
import { exportFile } from './export.actions.ts'
import { plainText, safeText } from './export.ts'
import { importPolis } from './import.actions.ts'
import { polisFiles, readPolis, type ImportPlan, type PolisTexts } from './import.ts'
import { leastAtOnce } from './release.ts'
import { resultTasks } from './result.jobs.ts'
import { computeResult, stopComputing } from './result.actions.ts'

const system = await testSystem()
const web = createWeb(system)
after(() => stopComputing(system))

async function textOf(round: string, name: Parameters<typeof exportFile>[2]): Promise<string> {
  let text = ''
  for await (const piece of exportFile(system, round, name)) text += piece
  return text
}

async function filesOf(round: string): Promise<PolisTexts> {
  const files: PolisTexts = {}
  for (const name of polisFiles) files[name] = new TextEncoder().encode(await textOf(round, name))
  return files
}

/** What a plan says, without the order in which people first appeared. */
function essence(plan: ImportPlan) {
  const { participant, statement, value, at } = plan.responses
  return {
    statements: plan.statements,
    participants: plan.participants.toSorted((a, b) => a - b),
    responses: Array.from(value, (each, i) =>
      [
        plan.participants[participant[i]!],
        plan.statements[statement[i]!]!.number,
        each,
        at[i],
      ].join(' '),
    ).toSorted(),
  }
}

for (const name of ['london.youth.policing', 'scoop-hivemind.affordable-housing'])
  test(`${name}: what is exported can be imported, and is the same`, async (t) => {
    const folder = join(import.meta.dirname, '../../../../shared/data/polis', name)
    if (!existsSync(folder)) return t.skip('the published conversations are not beside the project')
    const { partnership } = await neighbours(system)
    const about = { partnership, question: 'What?', source: 'a test', licence: 'CC BY 4.0' }
    const first = await importPolis(system, { folder, ...about })
    await computeResult(system, first.round)
    const files = await filesOf(first.round)
    const again = readPolis(files)
    assert.deepEqual(again.problems, [])
    assert.deepEqual(essence(again.plan!), essence(first.plan))
    // Our own counts agree with our own responses, statement by statement.
    assert.deepEqual(again.plan!.differences, [])
    const second = await importPolis(system, { files, ...about })
    assert.deepEqual(await filesOf(second.round).then(withoutGroups), withoutGroups(files))
  })

// The second round has no result yet, so nobody has a group.
function withoutGroups(files: PolisTexts) {
  const text = new TextDecoder().decode(files['participants-votes.csv'])
  return {
    comments: new TextDecoder().decode(files['comments.csv']),
    votes: new TextDecoder().decode(files['votes.csv']),
    people: text
      .split('\n')
      .map((line) => line.replace(/^(\d+),[^,]*,/, '$1,,'))
      .toSorted(),
  }
}

test('a round held here gives nothing by which a person could be known', async () => {
  const round = await openRound(system, {
    statements: ['=1+1 is what "they" say', 'Warm, free rooms', 'Plain'],
  })
  const person = newId(system.clock.now())
  const { owner } = system
  await owner.query(
    `INSERT INTO listening.participant (id, round_id, channel, created_at) VALUES ($1, $2, 'phone', $3)`,
    [person, round.id, system.clock.now()],
  )
  const moments = [new Date('2026-03-02T11:17:43Z'), new Date('2026-03-02T11:40:00Z')]
  for (const [i, at] of moments.entries())
    await owner.query(
      `INSERT INTO listening.response (participant_id, statement_id, id, round_id, value, channel, given_at, received_at) VALUES ($1, $2, $3, $4, $5, 'phone', $6, $6)`,
      [person, round.statements[0]!.id, newId(at), round.id, i === 0 ? -1 : 1, at],
    )
  await owner.query(`UPDATE listening.statement SET author_participant_id = $2 WHERE id = $1`, [
    round.statements[1]!.id,
    person,
  ])
  for (const [status, text] of [
    ['published', '-2 degrees in my room'],
    ['private', 'for you alone'],
    ['waiting', 'not looked at yet'],
  ])
    await owner.query(
      `INSERT INTO listening.testimony (participant_id, id, round_id, text, language, channel, may_publish, status, given_at) VALUES ($1, $2, $3, $4, 'en', 'phone', $5, $6, $7)`,
      [person, newId(system.clock.now()), round.id, text, status !== 'private', status, moments[0]],
    )
  await computeResult(system, round.id)
  const browser = visitor(web)
  const everything: string[] = []
  for (const name of [
    'comments.csv',
    'votes.csv',
    'participants-votes.csv',
    'testimony.csv',
    'results.csv',
    'round.json',
  ]) {
    const response = await browser.get(`/rounds/${round.id}/export/${name}`)
    assert.equal(response.status, 200)
    assert.match(response.headers.get('content-disposition')!, /attachment; filename=/)
    everything.push(await response.text())
  }
  const [comments, votes, people, testimony] = everything
  assert.match(comments!, /,1,,1,0,1,"'=1\+1 is what ""they"" say"\n/)
  assert.equal(
    votes,
    'timestamp,datetime,comment-id,voter-id,vote\n' +
      [-1, 1]
        .map(
          (value) =>
            `${Date.parse('2026-03-02T11:00:00Z')},Mon Mar 02 11:00:00 UTC 2026,1,0,${value}\n`,
        )
        .join(''),
  )
  assert.equal(
    people,
    'participant,group-id,n-comments,n-votes,n-agree,n-disagree,1,2,3\n0,,,1,1,0,1,,\n',
  )
  assert.match(
    testimony!,
    /^month,testimony-id,language,channel,text\n2026-03,[0-9a-f-]+,en,phone,'-2 degrees in my room\n$/,
  )
  const whole = everything.join('\n')
  assert.ok(!whole.includes(person))
  assert.ok(!whole.includes('for you alone') && !whole.includes('not looked at yet'))
  assert.ok(!whole.includes('11:17') && !whole.includes('"axes"'))
  assert.equal((await browser.get(`/rounds/${round.id}/export/members.csv`)).status, 404)
})

test('two files of an open round never differ by what one person said', async () => {
  const round = await openRound(system)
  const browser = visitor(web)
  const says = async (value: number) => {
    const person = newId(system.clock.now())
    await system.owner.query(
      `INSERT INTO listening.participant (id, round_id, channel, created_at) VALUES ($1, $2, 'screen', $3)`,
      [person, round.id, system.clock.now()],
    )
    await system.owner.query(
      `INSERT INTO listening.response (participant_id, statement_id, id, round_id, value, channel, given_at, received_at) VALUES ($1, $2, $3, $4, $5, 'screen', $6, $6)`,
      [person, round.statements[0]!.id, randomUUID(), round.id, value, system.clock.now()],
    )
    system.clock.advance(30_000)
    await resultTasks['compute-result']!(system, { round: round.id })
  }
  const files = ['comments.csv', 'votes.csv', 'participants-votes.csv', 'results.csv'] as const
  const fetched = async () =>
    Promise.all(
      files.map(async (name) => (await browser.get(`/rounds/${round.id}/export/${name}`)).text()),
    )
  const people = ([, , text]: string[]) => text!.trimEnd().split('\n').length - 1
  const empty = await fetched()
  assert.equal(people(empty), 0)
  let last = empty
  for (let count = 1; count <= 2 * leastAtOnce + 1; count += 1) {
    await says(count % 2 === 0 ? 1 : -1)
    const now = await fetched()
    const grown = people(now) - people(last)
    assert.ok(grown === 0 || grown >= leastAtOnce, `${grown} people more after ${count}`)
    if (grown === 0 && count > 1) assert.deepEqual(now, last)
    last = now
  }
  assert.equal(people(last), 2 * leastAtOnce)
  const page = await browser.page(`/rounds/${round.id}/export`)
  assert.match(page, /when at least 5 people have answered, all together/)

  await closeRound(system, { kind: 'system', task: 'close-rounds' }, round)
  assert.equal(people(await fetched()), 2 * leastAtOnce + 1, 'a closed round is whole')
  assert.doesNotMatch(await browser.page(`/rounds/${round.id}/export`), /While this is open/)
})

test('nothing that is public says at which moment somebody spoke', async () => {
  const round = await openRound(system)
  system.clock.advance(17 * 60_000 + 43_210)
  const person = visitor(web)
  await person.post(`/r/${round.code}/start`)
  const said = { text: 'Benches by the surgery, please.', anyway: 'yes' }
  assert.equal((await person.post(`/r/${round.code}/say`, said)).status, 303)
  const told = { text: 'I wait outside in the rain.', publish: 'yes' }
  assert.equal((await person.post(`/r/${round.code}/tell`, told)).status, 303)
  const { rows: spoken } = await system.owner.query<{ id: string }>(
    `SELECT id FROM listening.statement WHERE round_id = $1 AND source = 'participant'
     UNION ALL SELECT id FROM listening.testimony WHERE round_id = $1`,
    [round.id],
  )
  assert.equal(spoken.length, 2)
  for (const { id } of spoken) assert.equal(id[14], '4', 'an id without a time in it')
  const { rows: public_ } = await system.owner.query<{ at: Date; actor: string }>(
    `SELECT at, actor FROM platform.ledger_event WHERE subject_id = ANY ($1) UNION ALL SELECT at, 'system:' FROM platform.thread_node WHERE id = ANY ($1)`,
    [spoken.map((each) => each.id)],
  )
  assert.ok(public_.length >= 2)
  for (const { at, actor } of public_) {
    assert.equal(at.getTime() % 3_600_000, 0, 'the hour alone')
    assert.match(actor, /^system:/)
  }
  const { rows: people } = await system.owner.query<{ id: string }>(
    'SELECT id FROM listening.participant WHERE round_id = $1',
    [round.id],
  )
  assert.ok(people.every(({ id }) => id[14] === '8'))
})

test('text that a spreadsheet would run is made plain, and comes back as it was', () => {
  for (const text of ['=1+1', '+44', '-2', '@here', "'=x", "''-", 'plain', "'quoted'", '']) {
    assert.ok(!/^[=+\-@\t\r]/.test(safeText(text)))
    assert.equal(plainText(safeText(text)), text)
  }
})

test('words taken down are in no file, before the result is computed again or after an import', async () => {
  const place = await neighbours(system)
  const file = (lines: string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`)
  const { round } = await importPolis(system, {
    partnership: place.partnership,
    question: 'What?',
    source: 'a test',
    licence: 'CC BY 4.0',
    files: {
      'comments.csv': file([
        'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body',
        '1469570000000,x,0,0,3,0,1,Ask Dilys Probert at number nine',
        '1469570000000,x,1,0,2,1,1,More trees',
        '1469570000000,x,2,0,0,0,-1,Left out where it was held',
      ]),
      'participants-votes.csv': file([
        'participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2',
        '0,,3,2,2,0,1,1,',
        '1,,0,2,1,1,1,-1,',
        '2,,0,2,2,0,1,1,',
      ]),
    },
  })
  await computeResult(system, round, { whole: true })
  assert.match(await textOf(round, 'results.csv'), /Dilys Probert/)
  const { rows } = await system.owner.query(
    "UPDATE listening.statement SET status = 'removed' WHERE round_id = $1 AND number = 0 RETURNING id",
    [round],
  )
  await system.owner.query(
    `INSERT INTO listening.moderation_decision (id, round_id, subject_kind, subject_id, outcome, reason, decided_at)
     VALUES ($1, $2, 'statement', $3, 'removed', 'names-someone', $4)`,
    [newId(), round, rows[0].id, system.clock.now()],
  )
  for (const name of ['comments.csv', 'results.csv', 'round.json'] as const) {
    const text = await textOf(round, name)
    assert.doesNotMatch(text, /Dilys Probert/, name)
    assert.match(text, /\[removed\]/, name)
  }
  assert.match(await textOf(round, 'comments.csv'), /Left out where it was held/)
})
