import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { testSystem } from '../../../test/database.ts'
import { holdsPostcode, outwardCode } from './postcode.ts'

const system = await testSystem()

// Every shape in BS 7666-2: A9, A99, A9A, AA9, AA99, AA9A, and an inward half.
const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split(''))
const digit = fc.constantFrom(...'0123456789'.split(''))
const inwardLetter = fc.constantFrom(...'ABDEFGHJLNPQRSTUWXYZ'.split(''))
const outward = fc.oneof(
  fc.tuple(letter, digit),
  fc.tuple(letter, digit, digit),
  fc.tuple(letter, digit, letter),
  fc.tuple(letter, letter, digit),
  fc.tuple(letter, letter, digit, digit),
  fc.tuple(letter, letter, digit, letter),
  fc.constant(['G', 'I', 'R']),
)
const inward = fc.tuple(digit, inwardLetter, inwardLetter)
const gap = fc.constantFrom('', ' ', '  ', '\t', ' - ', '-', '.', '\u00a0', '\n', ' · ')
const postcode = fc
  .tuple(outward, inward)
  .map(([out, inn]) => [out.join(''), inn.join('')] as const)

/** A postcode as people type it: any case, a gap anywhere. */
const typed = postcode.chain(([out, inn]) =>
  fc
    .tuple(
      fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
      fc.array(gap, { minLength: 7, maxLength: 7 }),
      gap,
    )
    .map(([lower, gaps, before]) => ({
      out,
      inn,
      text:
        before +
        (out + inn)
          .split('')
          .map((c, i) => (lower[i] ? c.toLowerCase() : c) + (i >= out.length - 1 ? gaps[i]! : ''))
          .join(''),
    })),
)

test('only the outward half of a postcode comes out, however it is spaced or written', () => {
  fc.assert(
    fc.property(typed, ({ text, out }) => {
      assert.equal(outwardCode(text), out)
    }),
    { numRuns: 5000 },
  )
})

test('whatever is typed, nothing that comes out is a whole postcode', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 24 }),
        typed.map((each) => each.text),
      ),
      (text) => {
        const code = outwardCode(text)
        if (code === null) return
        assert.match(code, /^([A-Z]{1,2}[0-9][A-Z0-9]?|GIR)$/)
        assert.ok(!holdsPostcode(code))
      },
    ),
    { numRuns: 5000 },
  )
})

test('a half is kept as it is, a postcode begun is cut, and what is no postcode is nothing', () => {
  const examples: [string, string | null][] = [
    ['BD3', 'BD3'],
    ['bd3 9qw', 'BD3'],
    ['BD39QW', 'BD3'],
    ['BD3 9', 'BD3'],
    ['bd3 9q', 'BD3'],
    ['BD39', 'BD39'],
    ['SW1A 1AA', 'SW1A'],
    ['w1a', 'W1A'],
    ['GIR 0AA', 'GIR'],
    ['CF10 3AT', 'CF10'],
    ['ＢＤ３ ９ＱＷ', 'BD3'],
    ['Harrow Lane', null],
    ['', null],
    ['12345', null],
    ['E01000001', null],
  ]
  for (const [text, expected] of examples) assert.equal(outwardCode(text), expected, text)
})

test('the program and the database agree on what a whole postcode in a text is', async () => {
  const samples = fc.sample(
    fc
      .tuple(
        fc.constantFrom('', 'I live at ', 'near ', '(', 'x'),
        typed,
        fc.constantFrom('', ' by the shop', ')', 's', ', top flat'),
      )
      .map(([before, each, after]) => before + each.text + after),
    400,
  )
  samples.push(
    'nowhere in particular',
    'BD3',
    'the A1 and the M62',
    'E01000001',
    'W06000015 Caerdydd',
    '',
  )
  const { rows } = await sql<{ text: string; held: boolean }>`
    SELECT value AS text, places.holds_postcode(value) AS held FROM jsonb_array_elements_text(${JSON.stringify(samples)}::jsonb) AS value`.execute(
    system.db,
  )
  assert.equal(rows.length, samples.length)
  for (const row of rows) assert.equal(row.held, holdsPostcode(row.text), JSON.stringify(row.text))
  assert.ok(rows.some((row) => row.held) && rows.some((row) => !row.held))
})

test('the database keeps no whole postcode even where the program is passed by', async () => {
  const insert = (name: string, codes: string[]) =>
    system.owner.query(
      `INSERT INTO places.neighbourhood (id, name, outward_codes, created_at) VALUES (gen_random_uuid(), $1, $2, now())`,
      [name, codes],
    )
  await insert('Harrow Lane', ['BD3', 'SW1A'])
  await assert.rejects(insert('Flats at bd3 9qw', []), /check constraint/)
  await assert.rejects(insert('Harrow Lane', ['BD39QW']), /check constraint/)
  await assert.rejects(insert('Harrow Lane', ['BD3 9QW']), /check constraint/)
  await assert.rejects(
    system.owner.query(
      `INSERT INTO places.organisation (id, name, kind, created_at) VALUES (gen_random_uuid(), 'The hall, BD3 9QW', 'charity', now())`,
    ),
    /check constraint/,
  )
})
