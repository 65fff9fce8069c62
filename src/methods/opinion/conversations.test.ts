/**
 * Real conversations (../shared/data/polis, The Computational Democracy Project, CC BY 4.0):
 * the counts of the files themselves, and what the map must be true of on any of them.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { countResponses, statementCounts } from './counts.ts'
import { cellsOf, csvRows } from './csv.ts'
import { responseMatrix } from './matrix.ts'
import { opinionMap } from './thread.ts'
import { readModeration, readVotes } from './votes.ts'

const folder = join(import.meta.dirname, '../../../../shared/data/polis')
const skip = existsSync(folder) ? false : 'skipped: ../shared is absent'

/** Name, people, statements, and by how many votes the description beside the data says its two files differ in all. */
const conversations = [
  ['scoop-hivemind.affordable-housing', 381, 165, 66, 124],
  ['london.youth.policing', 26, 36, 2, 37],
  ['american-assembly.bowling-green', 2031, 896, 393, 685],
] as const

for (const [name, people, statements, differences, exact] of conversations) {
  test(`a real conversation: ${name}`, { skip }, () => {
    const read = (file: string) => readFileSync(join(folder, name, file), 'utf8')
    const votes = readVotes(read('participants-votes.csv'))
    assert.deepEqual([votes.participantIds.length, votes.statementIds.length], [people, statements])

    const { tally } = countResponses(responseMatrix(votes.responses))
    const at = new Map(votes.statementIds.map((id, s) => [id, s]))
    const rows = csvRows(read('comments.csv'))
    const heading = cellsOf(rows.next().value!)
    let apart = 0
    let equal = 0
    for (const record of rows) {
      const cells = cellsOf(record)
      const field = (column: string) => cells[heading.indexOf(column)]!
      const s = at.get(field('comment-id'))
      // A statement nobody answered has no column.
      const { agree, disagree } =
        s === undefined ? { agree: 0, disagree: 0 } : statementCounts(tally, s)
      const difference =
        Math.abs(agree - Number(field('agrees'))) + Math.abs(disagree - Number(field('disagrees')))
      apart += difference
      if (difference === 0) equal++
    }
    assert.deepEqual({ apart, equal }, { apart: differences, equal: exact })

    const moderation = readModeration(read('comments.csv'))
    const hidden = moderation.moderatedOut.flatMap((id) => at.get(id) ?? [])
    const map = opinionMap(votes.responses, { hidden })
    assert.ok(map.groups.length >= 1 && map.groups.length <= 8)
    const grouped = map.groups.flatMap(({ members }) => members)
    assert.equal(grouped.length, map.counted.length)
    assert.equal(new Set(grouped).size, grouped.length)
    for (const numbers of [...map.components.vectors, map.positions.x, map.positions.y]) {
      for (const number of numbers) assert.ok(Number.isFinite(number))
    }
    for (const vector of map.components.vectors) {
      assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-12)
      for (const s of hidden) assert.equal(vector[s], 0)
    }
    assert.ok(map.common.length > 0)
    for (const { statement, direction, floor } of map.common) {
      const standing = map.standings.find((each) => each.statement === statement)!
      const sides = map.groups.length > 1 ? standing.groups : [standing.everyone]
      assert.equal(floor, Math.min(...sides.map((answers) => answers[direction].lower)))
      for (const answers of standing.groups) assert.ok(answers[direction].share > 0.5)
    }
  })
}

test('both layouts of a conversation hold the same people and statements', { skip }, () => {
  const read = (name: string, file: string) =>
    readVotes(readFileSync(join(folder, name, file), 'utf8'))
  for (const [name] of conversations.slice(0, 2)) {
    const wide = read(name, 'participants-votes.csv')
    const long = read(name, 'votes.csv')
    assert.deepEqual(long.participantIds, wide.participantIds)
    assert.deepEqual(long.statementIds, wide.statementIds)
  }
})
