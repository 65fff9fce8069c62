/**
 * The compatibility mode against real production outputs (../shared/data/opinion, The
 * Computational Democracy Project, CC BY 4.0; see the description beside it for signs and fields).
 */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { polisMap } from './polis.ts'
import { readModeration, readVotes } from './votes.ts'

const folder = join(import.meta.dirname, '../../../../shared/data/opinion')
const absent = existsSync(folder) ? false : 'skipped: ../shared is absent'
const cases = absent
  ? ['(none)']
  : readdirSync(folder).filter((name) => existsSync(join(folder, name, 'expected.json')))

type Production = {
  n: number
  tids: number[]
  'mod-out': number[]
  'meta-tids': number[]
  pca: {
    center: number[]
    comps: number[][]
    'comment-projection': number[][]
    'comment-extremity': number[]
  }
  'base-clusters': { members: number[][]; x: number[]; y: number[] }
  'group-members': Record<string, number[]>
  'group-votes': Record<string, { votes: Record<string, { A: number; D: number; S: number }> }>
  repness: Record<string, ProductionRepresentative[]>
  consensus: Record<'agree' | 'disagree', ProductionConsensus[]>
  'group-aware-consensus': Record<string, number>
  'comment-priorities': Record<string, number>
}
type ProductionConsensus = {
  tid: number
  'n-success': number
  'n-trials': number
  'p-success': number
  'p-test': number
}
type ProductionRepresentative = ProductionConsensus & {
  'repful-for': 'agree' | 'disagree'
  repness: number
  'repness-test': number
  'best-agree'?: boolean
}

function load(name: string) {
  const read = (file: string) => readFileSync(join(folder, name, file), 'utf8')
  const expected = JSON.parse(read('expected.json')) as Production
  const votes = readVotes(read('votes.csv'))
  const moderation = readModeration(read('comments.csv'))
  const person = new Map(votes.participantIds.map((id, i) => [Number(id), i]))
  const statement = new Map(votes.statementIds.map((id, i) => [Number(id), i]))
  const numbers = (ids: readonly (string | number)[]) =>
    ids.flatMap((id) => statement.get(Number(id)) ?? [])
  const map = polisMap(votes.responses, {
    arrival: votes.arrival,
    moderatedOut: numbers(moderation.moderatedOut),
    flagged: numbers(moderation.flagged),
    baseClusters: expected['base-clusters'].members.map((ids) => ids.map((id) => person.get(id)!)),
  })
  return { expected, votes, moderation, map, person, statement }
}

function assertClose(got: ArrayLike<number>, wanted: ArrayLike<number>, within: number) {
  assert.equal(got.length, wanted.length)
  for (let i = 0; i < wanted.length; i++) {
    assert.ok(Math.abs(got[i]! - wanted[i]!) <= within, `${i}: ${got[i]} is not ${wanted[i]}`)
  }
}

for (const name of cases) {
  test(`production outputs: ${name}`, { skip: absent }, async (t) => {
    const { expected, votes, moderation, map, person, statement } = load(name)
    const along = [0, 1].map((c) => {
      const ours = map.components.vectors[c]!
      const theirs = expected.pca.comps[c]!
      return ours.reduce((sum, entry, s) => sum + entry * theirs[s]!, 0) < 0 ? -1 : 1
    })

    await t.test('participants, statements and moderation', () => {
      assert.equal(map.participants, expected.n)
      assert.deepEqual(votes.statementIds.map(Number), expected.tids)
      assert.deepEqual(
        moderation.moderatedOut.map(Number).toSorted((a, b) => a - b),
        expected['mod-out'].toSorted((a, b) => a - b),
      )
      assert.deepEqual(
        moderation.flagged.map(Number).toSorted((a, b) => a - b),
        expected['meta-tids'].toSorted((a, b) => a - b),
      )
    })
    await t.test('column means to 1e-12, components up to sign to 1e-9', () => {
      assertClose(map.centre, expected.pca.center, 1e-12)
      for (const c of [0, 1]) {
        const turned = map.components.vectors[c]!.map((entry) => entry * along[c]!)
        assertClose(turned, expected.pca.comps[c]!, 1e-9)
      }
    })
    await t.test('positions of base clusters and of statements', () => {
      const { members, x, y } = expected['base-clusters']
      for (const [b, ids] of members.entries()) {
        const mean = (of: Float64Array) =>
          ids.reduce((sum, id) => sum + of[person.get(id)!]!, 0) / ids.length
        assertClose(
          [mean(map.people[0]!) * along[0]!, mean(map.people[1]!) * along[1]!],
          [x[b]!, y[b]!],
          1e-9,
        )
      }
      const [across, up] = map.statementPositions
      assertClose(
        across!.map((v) => v * along[0]!),
        expected.pca['comment-projection'][0]!,
        1e-9,
      )
      assertClose(
        up!.map((v) => v * along[1]!),
        expected.pca['comment-projection'][1]!,
        1e-9,
      )
      assertClose(map.extremity, expected.pca['comment-extremity'], 1e-9)
    })
    await t.test('the group partition, from their base clusters', () => {
      assert.deepEqual(
        map.groups.map(({ members }) => members.map((i) => Number(votes.participantIds[i]))),
        Object.values(expected['group-members']),
      )
    })
    await t.test('the votes of each group', () => {
      for (const [g, tally] of map.groupTallies.entries()) {
        for (const [id, { A, D, S }] of Object.entries(expected['group-votes'][g]!.votes)) {
          const at = 3 * statement.get(Number(id))!
          assert.deepEqual(Array.from(tally.slice(at, at + 3)), [D, S - A - D, A])
        }
      }
    })
    await t.test('representative statements: which, in what order, why', () => {
      for (const [g, ours] of map.representative.entries()) {
        const theirs = expected.repness[g]!
        assert.deepEqual(
          ours.map((r) => [Number(votes.statementIds[r.statement]), r.direction, r.bestAgree]),
          theirs.map((r) => [r.tid, r['repful-for'], r['best-agree'] === true]),
        )
        for (const [i, r] of ours.entries()) {
          const their = theirs[i]!
          assert.deepEqual([r.successes, r.trials], [their['n-success'], their['n-trials']])
          assertClose(
            [r.share, r.shareTest, r.ratio],
            [their['p-success'], their['p-test'], their.repness],
            1e-9,
          )
          assert.equal(r.ratioTest, Math.fround(their['repness-test']))
        }
      }
    })
    await t.test('consensus, group-aware consensus and priorities', () => {
      for (const direction of ['agree', 'disagree'] as const) {
        const theirs = expected.consensus[direction]
        const ours = map.consensus[direction]
        assert.deepEqual(
          ours.map((c) => Number(votes.statementIds[c.statement])),
          theirs.map((c) => c.tid),
        )
        for (const [i, c] of ours.entries()) {
          const their = theirs[i]!
          assert.deepEqual([c.successes, c.trials], [their['n-success'], their['n-trials']])
          assertClose([c.share, c.shareTest], [their['p-success'], their['p-test']], 1e-9)
        }
      }
      const byStatement = (of: Record<string, number>) => expected.tids.map((id) => of[id]!)
      assertClose(map.groupAwareConsensus, byStatement(expected['group-aware-consensus']), 1e-12)
      assertClose(map.priorities, byStatement(expected['comment-priorities']), 1e-9)
    })
  })
}
