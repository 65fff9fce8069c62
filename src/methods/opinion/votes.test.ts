import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cellsOf, csvRows } from './csv.ts'
import { responseMatrix, statementOf, valueOf } from './matrix.ts'
import { OpinionInputError } from './responses.ts'
import { readModeration, readVotes } from './votes.ts'

/** Responses as "person statement value", by id. */
function read(text: string) {
  const votes = readVotes(text)
  const matrix = responseMatrix(votes.responses)
  return votes.participantIds.flatMap((id, person) => {
    const from = matrix.start[person]!
    return Array.from({ length: matrix.length[person]! }, (_, i) => {
      const cell = matrix.cells[from + i]!
      return `${id} ${votes.statementIds[statementOf(cell)]} ${valueOf(cell)}`
    })
  })
}

test('the long layout: any order of columns; the last response by time counts', () => {
  const text = `timestamp,datetime,vote,voter-id,comment-id
30,"Tue, late",-1,10,2
10,early,1,9,2
20,then,0,10,2
30,same time,1,10,7
30,same time,0,10,7
`
  assert.deepEqual(read(text), ['9 2 1', '10 2 -1', '10 7 0'])
  const { participantIds, statementIds, arrival, layout } = readVotes(text)
  assert.deepEqual(
    { participantIds, statementIds, layout },
    {
      participantIds: ['9', '10'],
      statementIds: ['2', '7'],
      layout: 'long',
    },
  )
  assert.deepEqual(Array.from(arrival), [0, 1])
})

test('without times the order of the file decides', () => {
  assert.deepEqual(read('comment-id,voter-id,vote\n1,a,1\n1,b,0\n1,a,-1\n'), ['a 1 -1', 'b 1 0'])
})

test('the wide layout: known columns passed over, empty cells unanswered, silent people left out', () => {
  const text =
    '\uFEFFparticipant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,3,20\r\n' +
    '2,x,1,0,2,1,1,1,-1\r\n7,,,0,0,0,0,,\r\n10,,0,0,1,0,0,,0\r\n'
  assert.deepEqual(read(text), ['2 3 1', '2 20 -1', '10 20 0'])
  // The same through the slower path for quoted fields.
  assert.deepEqual(read(text.replace('2,x,', '2,"x, ""y""",')), ['2 3 1', '2 20 -1', '10 20 0'])
})

test('refusals name the row, the column, and what would be accepted', () => {
  for (const [text, message] of [
    ['', /^The file is empty\. .*comment-id, voter-id and vote/],
    ['a,b\n1,2\n', /heading \(row 1\) has the columns a, b/],
    ['comment-id,voter-id,vote\n', /heading but no responses/],
    [
      'comment-id,voter-id,vote\n1,1,NaN\n',
      /Row 2, column vote: found "NaN"; it must be 1 \(agree\)/,
    ],
    ['comment-id,voter-id,vote\n1,1,1\n1,2,2\n', /Row 3, column vote: found "2"/],
    ['comment-id,voter-id,vote\n1,1,\n', /Row 2, column vote: found nothing/],
    ['comment-id,voter-id,vote\n,1,1\n', /Row 2, column comment-id: found nothing/],
    ['comment-id,voter-id,vote\n1,1\n', /Row 2: found 2 fields; the heading has 3/],
    ['comment-id,voter-id,vote,timestamp\n1,1,1,soon\n', /Row 2, column timestamp: found "soon"/],
    ['participant,1,2\n5,1,yes\n', /Row 2, column 2: found "yes".*or empty/],
    ['participant,1,1\n5,1,1\n', /two columns for statement 1/],
    ['participant,1,2\n5,1,\n5,,1\n', /Row 3, column participant: 5 stands in an earlier row/],
    ['participant,1,2\n,1,1\n', /Row 2, column participant: found nothing/],
    ['participant,1\n5,1,1\n', /Row 2: found 3 fields; the heading has 2/],
    ['participant,1\n5,"1\n', /Row 2: a quoted field never ends/],
  ] as const) {
    assert.throws(
      () => readVotes(text),
      (error) => {
        assert.ok(error instanceof OpinionInputError)
        assert.match(error.message, message)
        return true
      },
    )
  }
})

test('moderation: left out, flagged, or let in', () => {
  const text = 'comment-id,author-id,moderated,is-meta\n1,0,1,False\n2,0,-1,False\n3,0,0,True\n'
  assert.deepEqual(readModeration(text), { moderatedOut: ['2', '3'], flagged: ['3'] })
  assert.deepEqual(
    readModeration('moderated,comment-id,comment-body\n-1,4,"so, ""no"""\n').moderatedOut,
    ['4'],
  )
  assert.throws(() => readModeration('comment-id,moderated\n1,maybe\n'), /column moderated/)
  assert.throws(() => readModeration('x\n1\n'), /comment-id and moderated/)
})

test('any text is either read or refused by name: never another error, never a wrong number', () => {
  const field = fc.oneof(
    fc.constantFrom('1', '0', '-1', '', 'NaN', '1e999', ' 1', '"', '\r', 'x,y', '\n', '-0', '0x1'),
    fc.string({ maxLength: 4 }),
  )
  const heading = fc.constantFrom(
    'comment-id,voter-id,vote',
    'comment-id,voter-id,vote,timestamp',
    'participant,1,2',
    'participant,xid,1',
    '',
  )
  fc.assert(
    fc.property(
      heading,
      fc.array(fc.array(field, { maxLength: 5 }), { maxLength: 6 }),
      (top, body) => {
        const text = [top, ...body.map((cells) => cells.join(','))].join('\n')
        try {
          const { responses } = readVotes(text)
          assert.ok(responses.value.length > 0)
          responseMatrix(responses)
        } catch (error) {
          assert.ok(error instanceof OpinionInputError, String(error))
        }
      },
    ),
    { numRuns: 2000 },
  )
})

test('what is written as CSV is read back', () => {
  const cell = fc.string({ maxLength: 6 }).map((text) => text.replaceAll('\r', ''))
  const record = fc.array(cell, { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      (records, always) => {
        const text = records
          .map((cells) =>
            cells
              .map((each) =>
                always || /[",\n]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each,
              )
              .join(','),
          )
          .join('\n')
        assert.deepEqual(Array.from(csvRows(text), cellsOf), records)
      },
    ),
  )
})
