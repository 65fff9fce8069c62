import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { testSystem } from '../../../test/database.ts'
import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { foundPartnership } from '../partnerships/index.ts'
import { importPolis, ImportRefused, readPolisFolder } from './import.actions.ts'
import { readPolis } from './import.ts'

const system = await testSystem()
const conversations = join(import.meta.dirname, '../../../../shared/data/polis')
const partnership = await transaction(
  system.db,
  asSystem('test'),
  system.clock.now(),
  async (trx) =>
    (
      await foundPartnership(trx, {
        name: 'Harrow Lane Neighbours',
        purpose: '',
        nation: 'england',
        languages: ['en'],
        neighbourhood: null,
        founder: null,
      })
    ).id,
)
const about = { partnership, question: 'What matters?', source: 'a test', licence: 'CC BY 4.0' }

// What the description beside the data beside the data says: how many statements have exactly the counts of comments.csv,
// and by how many votes the others differ altogether.
const published = [
  { name: 'scoop-hivemind.affordable-housing', statements: 165, exact: 124, votes: 66 },
  { name: 'london.youth.policing', statements: 39, exact: 37, votes: 2 },
  { name: 'american-assembly.bowling-green', statements: 896, exact: 685, votes: 393 },
]

for (const { name, statements, exact, votes } of published) {
  test(`${name} becomes a closed round whose counts are those of comments.csv`, async (t) => {
    const folder = join(conversations, name)
    if (!existsSync(folder)) return t.skip('the published conversations are not beside the project')
    const before = performance.now()
    const { round, plan } = await importPolis(system, { folder, ...about })
    t.diagnostic(
      `${plan.responses.value.length} responses in ${Math.round(performance.now() - before)} ms`,
    )
    const rows = async (query: string) => (await system.owner.query(query, [round])).rows
    const [stored] = await rows(
      `SELECT source, licence, opened_at, closed_at, closure.participants, closure.responses, length(merkle_root) AS root FROM listening.round
       JOIN listening.opening ON opening.round_id = round.id JOIN listening.closure ON closure.round_id = round.id WHERE round.id = $1`,
    )
    assert.equal(stored.licence, 'CC BY 4.0')
    assert.equal(stored.root, 32)
    assert.equal(stored.responses, plan.standing)
    assert.ok(stored.opened_at < stored.closed_at)
    // Counted again in SQL, from the stored rows alone, with the signs of comments.csv.
    const counted = await rows(
      `SELECT number, status, count(*) FILTER (WHERE value = 1)::int AS agree, count(*) FILTER (WHERE value = -1)::int AS disagree
       FROM listening.statement LEFT JOIN (SELECT DISTINCT ON (participant_id, statement_id) * FROM listening.response
         ORDER BY participant_id, statement_id, given_at DESC, received_at DESC, id DESC) AS stands ON statement_id = statement.id
       WHERE statement.round_id = $1 GROUP BY number, status ORDER BY number`,
    )
    assert.equal(counted.length, statements)
    const said = new Map(commentCounts(readPolisFolder(folder)['comments.csv']!))
    const unlike = counted.filter(
      (row) =>
        row.agree !== said.get(row.number)!.agree ||
        row.disagree !== said.get(row.number)!.disagree,
    )
    assert.equal(statements - unlike.length, exact)
    assert.equal(
      unlike.reduce(
        (sum, row) =>
          sum +
          Math.abs(row.agree - said.get(row.number)!.agree) +
          Math.abs(row.disagree - said.get(row.number)!.disagree),
        0,
      ),
      votes,
    )
    assert.deepEqual(
      plan.differences.map((each) => each.number),
      unlike.map((row) => row.number),
    )
    assert.ok(
      counted.every(
        (row) => (row.status === 'removed') === (said.get(row.number)!.moderated === -1),
      ),
    )
  })
}

/** Read by a second way, so that one fault cannot hide another: comments.csv has no line feeds inside fields. */
function commentCounts(bytes: Uint8Array) {
  const [heading, ...lines] = Buffer.from(bytes).toString().trimEnd().split('\n')
  assert.equal(
    heading,
    'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body',
  )
  const found: [number, { agree: number; disagree: number; moderated: number }][] = []
  for (const line of lines) {
    const match = /^\d+,[^,]*,(\d+),\d+,(\d+),(\d+),(-?\d),/.exec(line)
    if (match)
      found.push([
        Number(match[1]),
        { agree: Number(match[2]), disagree: Number(match[3]), moderated: Number(match[4]) },
      ])
  }
  return found
}

const bytes = (text: string) => new TextEncoder().encode(text)
const good = {
  'comments.csv':
    'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n' +
    '1700000000000,x,0,1,2,0,1,"Buses, late"\n1700000001000,x,1,1,1,1,0,Warm rooms\n1700000002000,x,2,7,0,0,-1,"A ""mean"" one"\n',
  'participants-votes.csv':
    'participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2\n1,0,2,2,2,0,1,1,\n2,1,0,2,1,1,1,-1,\n3,,0,0,0,0,,,\n',
  'votes.csv':
    'timestamp,datetime,comment-id,voter-id,vote\n1700000010000,x,0,1,1\n1700000011000,x,1,1,-1\n1700000012000,x,1,1,1\n1700000013000,x,0,2,1\n1700000013000,x,1,2,-1\n',
}
type Change = Partial<Record<keyof typeof good, string | Uint8Array | null>>
const filesOf = (change: Change = {}) =>
  Object.fromEntries(
    Object.entries({ ...good, ...change }).flatMap(([name, text]) =>
      text === null ? [] : [[name, typeof text === 'string' ? bytes(text) : text]],
    ),
  )

test('a small conversation is read whole', () => {
  const { plan } = readPolis(filesOf())
  assert.ok(plan)
  assert.deepEqual(
    plan.statements.map(({ number, text, author, moderated }) => [number, text, author, moderated]),
    [
      [0, 'Buses, late', 1, 1],
      [1, 'Warm rooms', 1, 0],
      [2, 'A "mean" one', 7, -1],
    ],
  )
  assert.equal(plan.responses.value.length, 5)
  assert.equal(plan.standing, 4)
  assert.deepEqual(plan.differences, [])
  assert.equal(plan.equal, 3)
  assert.deepEqual(
    plan.notes.map((note) => note.what),
    ['changed-minds', 'silent', 'authors-elsewhere'],
  )
})

test('a byte order mark, Windows line ends and quotes are nothing to refuse', () => {
  const wrapped = Object.fromEntries(
    Object.entries(good).map(([name, text]) => [name, `\ufeff${text.replace(/\n/g, '\r\n')}`]),
  )
  assert.deepEqual(readPolis(filesOf(wrapped)).plan, readPolis(filesOf()).plan)
  const quoted = good['votes.csv'].replace(/[^,\n]+/g, '"$&"')
  assert.deepEqual(readPolis(filesOf({ 'votes.csv': quoted })).plan, readPolis(filesOf()).plan)
})

describe('what is wrong is refused by row and column, and nothing is stored', () => {
  const changed = (file: keyof typeof good, from: string | RegExp, to: string): Change => {
    const text = good[file].replace(from, to)
    assert.notEqual(text, good[file])
    return { [file]: text }
  }
  const cases: [string, Change, RegExp][] = [
    ['a file is missing', { 'comments.csv': null }, /^comments\.csv: this file is needed/],
    ['a file is empty', { 'votes.csv': '' }, /^votes\.csv: this file is empty/],
    [
      'only a heading',
      { 'participants-votes.csv': good['participants-votes.csv'].split('\n')[0]! },
      /^participants-votes\.csv: there is a first row with names, but nothing below/,
    ],
    [
      'a column is missing',
      changed('votes.csv', 'voter-id', 'who'),
      /^votes\.csv, row 1: the column voter-id is missing\. The first row has: timestamp, datetime, comment-id, who, vote/,
    ],
    [
      'a bad number',
      changed('votes.csv', '0,2,1', '0,two,1'),
      /^votes\.csv, row 5, column voter-id: found “two”\. A whole number/,
    ],
    [
      'a vote that is none',
      changed('votes.csv', '0,2,1', '0,2,5'),
      /^votes\.csv, row 5, column vote: found “5”\. Accepted are 1 \(agree\)/,
    ],
    [
      'a bad cell in the wide table',
      changed('participants-votes.csv', '1,-1,\n', '1,x,\n'),
      /^participants-votes\.csv, row 3, column 1: found “x”/,
    ],
    [
      'a statement twice',
      changed('comments.csv', 'x,1,1,1', 'x,0,1,1'),
      /^comments\.csv, row 3, column comment-id: the number 0 stands in row 2 already/,
    ],
    [
      'a person twice',
      changed('participants-votes.csv', '\n3,', '\n1,'),
      /^participants-votes\.csv, row 4, column participant: the number 1 stands in row 2 already/,
    ],
    [
      'a vote for an unknown statement',
      changed('votes.csv', ',0,2,1', ',9,2,1'),
      /^votes\.csv, row 5, column comment-id: there is no statement with the number 9/,
    ],
    [
      'a column for an unknown statement',
      changed('participants-votes.csv', ',0,1,2\n', ',0,1,8\n'),
      /^participants-votes\.csv, row 1, column 8: the column “8” is not the number of a statement/,
    ],
    [
      'a row too short',
      changed('votes.csv', ',0,2,1\n', ',0,2\n'),
      /^votes\.csv, row 5: this row has 4 cells; the first row has 5/,
    ],
    [
      'a quote that never closes',
      changed('comments.csv', 'late"', 'late'),
      /^comments\.csv, row 2: a quotation mark opens here/,
    ],
    [
      'letters in another encoding',
      { 'comments.csv': Buffer.from(good['comments.csv'].replace('Warm', 'W\u00e4rm'), 'latin1') },
      /^comments\.csv, row 3: here are letters that cannot be read/,
    ],
    [
      'UTF-16',
      { 'votes.csv': Buffer.from(`\ufeff${good['votes.csv']}`, 'utf16le') },
      /^votes\.csv, row 1: here are letters/,
    ],
    [
      'an empty statement',
      changed('comments.csv', 'Warm rooms', ' '),
      /^comments\.csv, row 3, column comment-body: the statement has no words/,
    ],
    [
      'a statement too long',
      changed('comments.csv', 'Warm rooms', 'w'.repeat(1001)),
      /^comments\.csv, row 3, column comment-body: the statement is 1001 characters/,
    ],
    [
      'a moderation that is none',
      changed('comments.csv', '1,1,0,Warm', '1,1,maybe,Warm'),
      /^comments\.csv, row 3, column moderated: found “maybe”/,
    ],
    [
      'two columns of one name',
      changed('votes.csv', 'datetime', 'timestamp'),
      /^votes\.csv, row 1: the first row names the column “timestamp” twice/,
    ],
  ]
  for (const [name, change, words] of cases) {
    test(name, async () => {
      const count = async () =>
        (
          await system.owner.query(
            'SELECT (SELECT count(*) FROM listening.round) AS rounds, (SELECT count(*) FROM platform.ledger_event) AS events',
          )
        ).rows[0]
      const before = await count()
      await assert.rejects(importPolis(system, { files: filesOf(change), ...about }), (error) => {
        assert.ok(error instanceof ImportRefused)
        assert.match(error.message.split('\n')[0]!, words)
        return true
      })
      assert.deepEqual(await count(), before)
    })
  }
})
