import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ResponseMatrix } from './matrix.ts'
import { responseMatrix, setResponse, statementOf, valueOf, widen } from './matrix.ts'
import { rounds } from '../../../test/opinion-round.ts'

/** The rows as plain text, with what matters marked. */
function rowsOf(matrix: ResponseMatrix) {
  return Array.from({ length: matrix.participants }, (_, person) => {
    const from = matrix.start[person]!
    return Array.from({ length: matrix.length[person]! }, (_, i) => {
      const cell = matrix.cells[from + i]!
      return `${statementOf(cell)}:${valueOf(cell)}${matrix.matters?.[from + i] ? '!' : ''}`
    })
  })
}

test('rows stand in order of statement, the last response to each counting', () => {
  fc.assert(
    fc.property(rounds(), (round) => {
      const last = new Map<string, string>()
      for (let row = 0; row < round.value.length; row++) {
        const mark = round.matters?.[row] ? '!' : ''
        const key = `${round.participant[row]} ${round.statement[row]}`
        last.set(key, `${round.statement[row]}:${round.value[row]}${mark}`)
      }
      const wanted = Array.from({ length: round.participants }, (_, person) =>
        Array.from({ length: round.statements }, (_, s) => last.get(`${person} ${s}`)).filter(
          (response) => response !== undefined,
        ),
      )
      const matrix = responseMatrix(round)
      assert.deepEqual(rowsOf(matrix), wanted)
      assert.equal(matrix.size, last.size)
    }),
  )
})

test('setting responses one by one gives the same rows as building at once', () => {
  fc.assert(
    fc.property(rounds(), fc.nat(), (round, cut) => {
      const rows = round.value.length
      const at = rows === 0 ? 0 : cut % rows
      const part = (column: ArrayLike<number> | undefined) => Array.from(column ?? []).slice(0, at)
      const matrix = responseMatrix({
        participants: 1,
        statements: 1,
        participant: [],
        statement: [],
        value: [],
      })
      widen(matrix, round.participants, round.statements)
      const whole = responseMatrix(round)
      const grown =
        at % 2 === 0
          ? responseMatrix({
              ...round,
              participant: part(round.participant),
              statement: part(round.statement),
              value: part(round.value),
              matters: round.matters && part(round.matters),
            })
          : matrix
      for (let row = at % 2 === 0 ? at : 0; row < rows; row++) {
        const cell = 3 * round.statement[row]! + round.value[row]! + 1
        setResponse(grown, round.participant[row]!, cell, Boolean(round.matters?.[row]))
      }
      assert.deepEqual(rowsOf(grown), rowsOf(whole))
      assert.equal(grown.size, whole.size)
    }),
  )
})

test('a very long row keeps its order too', () => {
  const statements = 300
  const order = Array.from({ length: 2 * statements }, (_, i) => (i * 7) % statements)
  const matrix = responseMatrix({
    participants: 1,
    statements,
    participant: order.map(() => 0),
    statement: order,
    value: order.map((_, i) => (i < statements ? -1 : 1)),
  })
  assert.deepEqual(
    rowsOf(matrix)[0],
    Array.from({ length: statements }, (_, s) => `${s}:1`),
  )
})
