import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startingRules, type Rules } from './constitution.ts'
import {
  missing,
  nodeIn,
  optionsIn,
  outcomeOf,
  rulesMet,
  type Count,
  type Outcome,
} from './decision.ts'

const rules: Rules = {
  ...startingRules('england'),
  quorumShare: 50,
  residentQuorum: 3,
  changeShare: 66,
}

/** Ten members, seven of them residents; six take part, four of them residents; four vote yes and one no. */
const usual = {
  members: 10,
  residents: 7,
  takingPart: 6,
  residentsTakingPart: 4,
  cast: 5,
  residentsCast: 3,
  yes: 4,
  no: 1,
}

function count(change: Partial<typeof usual> = {}): Count {
  const { yes, no, ...rest } = { ...usual, ...change }
  return {
    ...rest,
    mayVote: rest.members,
    excluded: {},
    voted: rest.cast,
    abstained: 0,
    channels: {},
    options: [
      { option: 'yes', votes: yes, residents: Math.min(yes, rest.residentsCast), adopts: true },
      { option: 'no', votes: no, residents: 0, adopts: false },
    ],
  }
}

const ordinary = { kind: 'ordinary', daysOfNotice: null, cancelled: false } as const

// Each rule at its edge: what just fails beside what just holds.
const table: [string, Outcome, Count, Partial<Rules>?][] = [
  ['as usual', 'carried', count()],
  ['seven members of eight', 'too-few-members', count({ members: 7, residents: 5 })],
  ['eight members', 'carried', count({ members: 8, residents: 5 })],
  ['half of the members live here', 'members-not-resident-led', count({ residents: 5 })],
  ['six of ten live here', 'carried', count({ residents: 6 })],
  [
    '51 per cent asked, 51 of 100',
    'members-not-resident-led',
    count({ members: 100, residents: 51, takingPart: 50 }),
    { residentShareOfMembers: 51 },
  ],
  [
    '51 per cent asked, 52 of 100',
    'carried',
    count({ members: 100, residents: 52, takingPart: 50 }),
    { residentShareOfMembers: 51 },
  ],
  [
    'four take part of ten',
    'no-quorum',
    count({ takingPart: 4, residentsTakingPart: 3, cast: 4, residentsCast: 3, yes: 4, no: 0 }),
  ],
  ['five take part of ten', 'carried', count({ takingPart: 5 })],
  ['half of eleven is rounded up', 'no-quorum', count({ members: 11, takingPart: 5 })],
  ['two residents take part', 'no-resident-quorum', count({ residentsTakingPart: 2 })],
  ['three residents take part', 'carried', count({ residentsTakingPart: 3 })],
  [
    'no resident quorum of its own',
    'carried',
    count({ residentsTakingPart: 2 }),
    { residentQuorum: null },
  ],
  ['nobody votes', 'no-votes', count({ cast: 0, residentsCast: 0, yes: 0, no: 0 })],
  [
    'half of the votes are residents’',
    'no-resident-majority',
    count({ cast: 4, residentsCast: 2, yes: 3, no: 1 }),
  ],
  [
    'two of three votes are residents’',
    'carried',
    count({ cast: 3, residentsCast: 2, yes: 2, no: 1 }),
  ],
  ['as many against as for', 'tied', count({ cast: 4, residentsCast: 3, yes: 2, no: 2 })],
  ['“no” leads', 'not-carried', count({ yes: 1, no: 4 })],
  [
    '60 per cent where 60 must be passed',
    'not-carried',
    count({ yes: 3, no: 2 }),
    { carryingShare: 60 },
  ],
  ['80 per cent where 60 must be passed', 'carried', count(), { carryingShare: 60 }],
]

for (const [name, expected, counted, changed] of table)
  test(`${name}: ${expected}`, () => {
    const { outcome, option } = outcomeOf(counted, { ...rules, ...changed }, ordinary)
    assert.equal(outcome, expected)
    assert.equal(option, expected === 'carried' ? 'yes' : null)
  })

test('with three options the most votes are not always enough', () => {
  const counted = count({ cast: 9, residentsCast: 5, takingPart: 9 })
  counted.options = [4, 3, 2].map((votes, at) => ({
    option: String(at),
    votes,
    residents: 0,
    adopts: at < 2,
  }))
  assert.equal(outcomeOf(counted, rules, ordinary).outcome, 'not-carried')
})

test('a change to the rules needs its notice and its own share', () => {
  const change = (daysOfNotice: number | null, yes: number) =>
    outcomeOf(count({ yes, no: 5 - yes }), rules, {
      kind: 'constitution',
      daysOfNotice,
      cancelled: false,
    }).outcome
  assert.equal(change(null, 5), 'notice-too-short')
  assert.equal(change(13, 5), 'notice-too-short')
  assert.equal(change(14, 5), 'carried')
  assert.equal(change(14, 3), 'not-carried')
})

test('nothing is decided at a meeting that was cancelled, nor before a quorum is set', () => {
  assert.equal(
    outcomeOf(count(), rules, { ...ordinary, cancelled: true }).outcome,
    'meeting-cancelled',
  )
  assert.throws(() => outcomeOf(count(), { ...rules, quorumShare: null }, ordinary), RangeError)
})

test('what is missing is all that is missing, and the least that would do', () => {
  assert.deepEqual(missing(count(), rules), [])
  assert.deepEqual(
    missing(
      count({
        members: 6,
        residents: 2,
        takingPart: 1,
        residentsTakingPart: 1,
        cast: 3,
        residentsCast: 1,
        yes: 3,
        no: 0,
      }),
      rules,
    ),
    [
      { what: 'members', count: 2 },
      // 5 of 9 is the first strict majority: 2 + 3 of 6 + 3.
      { what: 'resident-members', count: 3 },
      { what: 'people', count: 2 },
      { what: 'residents', count: 2 },
      // 3 of 5.
      { what: 'resident-votes', count: 2 },
    ],
  )
  // While votes are kept from view, nothing is said of them.
  const { options: _options, ...turnout } = count({ residentsTakingPart: 1 })
  assert.deepEqual(missing(turnout, rules), [{ what: 'residents', count: 2 }])
})

test('every rule is told with its numbers', () => {
  const met = rulesMet(count({ residentsTakingPart: 2 }), rules, 'ordinary')
  assert.deepEqual(
    met.map(({ rule, held }) => [rule, held]),
    [
      ['minimum-members', true],
      ['resident-members', true],
      ['quorum', true],
      ['resident-quorum', false],
      ['resident-votes', true],
      ['carrying', true],
    ],
  )
  assert.deepEqual(met[2], { rule: 'quorum', asked: 5, had: 6, of: 10, held: true })
})

test('what is typed', () => {
  assert.deepEqual(optionsIn(' yes \n\n no\n'), ['yes', 'no'])
  const id = '0195a1b2-c3d4-7e5f-8a6b-9c0d1e2f3a4b'
  assert.equal(nodeIn(id), id)
  assert.equal(nodeIn(`https://example.org/thread/${id}/text?x=1`), id)
  assert.equal(nodeIn('https://example.org/thread/'), undefined)
})
