import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Candidate } from '../../methods/opinion/index.ts'
import { choose, unknownCandidate, urgencyOf } from './next-statement.ts'
import { participantId } from './participant.ts'

const person = (number: number) =>
  participantId('a secret for tests', { id: 'round' }, String(number))

const candidate = (
  agree: number,
  disagree: number,
  unsure: number,
  more: Partial<Candidate> = {},
): Candidate => ({
  ...unknownCandidate,
  agree,
  disagree,
  unsure,
  ...more,
})

/** People come one after another and answer a few each; what they are asked is counted as it would be. */
function simulate(
  candidates: Candidate[],
  people: number,
  each: number,
  agrees: (statement: number, person: number) => number,
) {
  const asked = candidates.map(() => 0)
  for (let number = 0; number < people; number += 1) {
    const answered = new Set<number>()
    // Weights are a moment old in real life too: once for each person.
    const urgency = urgencyOf(candidates)
    while (answered.size < each) {
      const [next] = choose(urgency, (index) => answered.has(index), person(number), answered.size)
      if (next === undefined) break
      answered.add(next)
      asked[next]! += 1
      const value = agrees(next, number)
      candidates[next]![value > 0 ? 'agree' : value < 0 ? 'disagree' : 'unsure'] += 1
    }
  }
  return asked
}

describe('which statement next', () => {
  test('no statement is starved, however little is learnt from it', () => {
    // Statement 0 is refused by all, 1 leaves everyone unsure, the rest are liked: by priority alone 0 and 1 would vanish.
    const candidates = Array.from({ length: 40 }, () => candidate(0, 0, 0))
    const value = (statement: number) => (statement === 0 ? -1 : statement === 1 ? 0 : 1)
    const [people, each] = [1000, 8]
    const asked = simulate(candidates, people, each, value)
    // The bound that nextStatement states: T/(4S) − m − 3√(T/S).
    const [T, S] = [people * each, candidates.length]
    const least = T / (4 * S) - each - 3 * Math.sqrt(T / S)
    assert.ok(
      Math.min(...asked) >= Math.max(1, least),
      `least asked: ${Math.min(...asked)}, bound ${least}`,
    )
    assert.ok(asked[0]! >= 40 && asked[1]! >= 40, `asked ${asked[0]} and ${asked[1]} times in ${T}`)
  })

  test('one added late catches up', () => {
    const candidates = Array.from({ length: 20 }, () => candidate(60, 30, 10))
    candidates.push(candidate(0, 0, 0))
    const asked = simulate(
      candidates,
      100,
      5,
      (statement, person) => ((statement + person) % 3) - 1,
    )
    assert.ok(asked.at(-1)! >= 60, `asked ${asked.at(-1)} of 100 people`)
  })

  test('what divides groups comes sooner than what does not', () => {
    const candidates = [candidate(50, 50, 0, { division: 0.8 }), candidate(50, 50, 0)]
    const urgency = urgencyOf(candidates)
    let divided = 0
    for (let number = 0; number < 2000; number += 1)
      if (choose(urgency, () => false, person(number), 0)[0] === 0) divided += 1
    // A quarter by fairness, alike; of the rest 1.8² : 1.
    const expected = 0.25 / 2 + 0.75 * (1.8 ** 2 / (1.8 ** 2 + 1))
    assert.ok(Math.abs(divided / 2000 - expected) < 0.03, `${divided / 2000}, expected ${expected}`)
  })

  test('never one that the person has answered, never one twice, and the same again when asked again', () => {
    const candidates = Array.from({ length: 12 }, (_, index) => candidate(index, 3, 1))
    const urgency = urgencyOf(candidates)
    for (let number = 0; number < 200; number += 1) {
      const answered = new Set([number % 12, (number * 7) % 12])
      const first = choose(
        urgency,
        (index) => answered.has(index),
        person(number),
        answered.size,
        20,
      )
      assert.equal(new Set(first).size, first.length)
      assert.equal(first.length, 12 - answered.size)
      assert.ok(first.every((index) => !answered.has(index)))
      assert.deepEqual(
        first,
        choose(urgency, (index) => answered.has(index), person(number), answered.size, 20),
      )
    }
  })

  test('nothing to ask is nothing', () => {
    assert.deepEqual(
      choose(urgencyOf([]), () => false, person(1), 0),
      [],
    )
    assert.deepEqual(
      choose(urgencyOf([candidate(1, 1, 1)]), () => true, person(1), 1),
      [],
    )
  })
})
