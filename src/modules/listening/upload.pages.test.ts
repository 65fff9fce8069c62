import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import type { Neighbour } from '../../../test/neighbours.ts'
import { paperRound, type PaperRound } from '../../../test/paper-round.ts'
import { visitor } from '../../../test/visitor.ts'

const system = await testSystem()
const web = createWeb(system)
type Person = ReturnType<typeof visitor>

async function signedIn(neighbour: Neighbour): Promise<Person> {
  const person = visitor(web)
  await person.signIn(system, neighbour.email)
  return person
}

async function batchIn(round: PaperRound, keyer: Person): Promise<string> {
  const made = await keyer.post(`/rounds/${round.id}/batches`, {
    name: 'Hall',
    channel: 'paper',
    'given-day': '2',
    'given-month': '3',
    'given-year': '2026',
  })
  return made.headers.get('location')!
}

function send(
  person: Person,
  batch: string,
  csv: string | Uint8Array<ArrayBuffer>,
): Promise<Response> {
  const body = new FormData()
  body.set('file', new File([csv], 'answers.csv', { type: 'text/csv' }))
  return person.send(`${batch}/upload`, { method: 'POST', body })
}

const count = async (table: string, round: PaperRound) =>
  Number(
    (
      await system.owner.query(
        `SELECT count(*) FROM listening.${table} JOIN listening.batch ON batch.id = batch_id WHERE batch.round_id = $1`,
        [round.id],
      )
    ).rows[0].count,
  )

test('a file counts as one keying; the other is still somebody else’s', async () => {
  const round = await paperRound(system)
  const [first, second] = [await signedIn(round.place.keyer), await signedIn(round.place.chair)]
  const batch = await batchIn(round, first)
  const [one, two] = round.serials as [string, string]
  const csv = `\uFEFFserial,statement,response,important\r\n${one},1,agree,yes\r\n${one},2,Disagree,\r\n${two.toLowerCase()},3,not sure,no\r\n${two},4,x,\r\n`
  const preview = await send(first, batch, csv)
  assert.equal(preview.status, 200)
  const page = await preview.text()
  assert.match(page, /<b>2<\/b> sheets/)
  assert.match(page, /<b>4<\/b> rows/)
  assert.equal(await count('keyed_sheet', round), 0, 'looking keeps nothing')
  const taken = await first.post(`${batch}/upload`, { do: 'take', text: csv })
  assert.equal(taken.headers.get('location'), `${batch}/keying/1`)
  assert.equal(await count('keying', round), 4)
  const again = await first.post(`${batch}/upload`, { do: 'take', text: csv })
  assert.equal(again.status, 422)
  assert.match(
    await again.text(),
    /Row 2, column serial: this sheet is in this keying already, as sheet 1/,
  )
  await first.post(`${batch}/keying/1`, { do: 'finish' })
  // The same person cannot be the second; somebody else may send a file of their own.
  assert.equal((await first.get(`${batch}/keying/2`)).status, 409)
  const other = await second.post(`${batch}/upload`, {
    do: 'take',
    text: csv.replace('Disagree', 'anghytuno'),
  })
  assert.equal(other.headers.get('location'), `${batch}/keying/2`)
  await second.post(`${batch}/keying/2`, { do: 'finish' })
  const settled = await second.post(`${batch}/settlement`)
  assert.equal(settled.status, 303)
  const { rows } = await system.owner.query(
    'SELECT number, value, important FROM listening.response JOIN listening.statement ON statement.id = statement_id WHERE response.round_id = $1 ORDER BY number',
    [round.id],
  )
  assert.deepEqual(rows, [
    { number: 1, value: 1, important: true },
    { number: 2, value: -1, important: false },
    { number: 3, value: 0, important: false },
  ])
})

test('every wrong row is named with its column and what would be accepted, and nothing is kept', async () => {
  const round = await paperRound(system)
  const keyer = await signedIn(round.place.keyer)
  const batch = await batchIn(round, keyer)
  const [one] = round.serials as [string]
  const says = async (csv: string | Uint8Array<ArrayBuffer>, ...expected: RegExp[]) => {
    const answer = await send(keyer, batch, csv)
    const page = await answer.text()
    assert.equal(answer.status, 422)
    for (const each of expected) assert.match(page, each)
    return page
  }
  await says('', /Choose a file\./)
  await says('serial,statement\n', /no column “response”/)
  await says('serial,statement,response\n', /nothing under it/)
  await says(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0xff]), /not a CSV file in UTF-8/)
  const page = await says(
    `serial,statement,response,important\n2345-6789,0,agree,\n${one},99,agree,\n${one},two,agree,\n${one},0,maybe,\n${one},1,agree,perhaps\n,1,agree,\n${one},2,agree,\n${one},2,disagree,\n"=HYPERLINK(""http://example.org"",""x"")",0,=1+1,@x\n`,
    /Row 2, column serial: no sheet of this round/,
    /Row 3, column statement: this round has no statement 99/,
    /Row 4, column statement: “two” is no statement number/,
    /Row 5, column response: “maybe” is no response\. Use agree, disagree, unsure/,
    /Row 6, column important: “perhaps” is neither yes nor no/,
    /Row 7, column serial: the serial is missing/,
    /Row 9: statement 2 of this sheet stands in row 8 too/,
    /Row 10, column response: “=1\+1” is no response/,
    /Nothing has been kept/,
  )
  assert.ok(!page.includes('HYPERLINK'), 'a serial that is not one is not repeated')
  assert.equal(await count('keyed_sheet', round), 0)
  assert.equal(await count('keying', round), 0)
})

test('the template has the round’s statements, is refused unfilled, and is taken filled in', async () => {
  const round = await paperRound(system)
  const keyer = await signedIn(round.place.keyer)
  const batch = await batchIn(round, keyer)
  assert.match(await keyer.page(`${batch}/upload`), /href="[^"]*template\.csv"/)
  const answer = await keyer.get(`${batch}/upload/template.csv`)
  assert.match(answer.headers.get('content-disposition')!, /attachment; filename="answers-/)
  const head = await answer.text()
  assert.match(
    head,
    /^\uFEFF?serial,1\. The last bus is at six\. After that we are on our own\.,2\. /,
  )
  const empty = await send(keyer, batch, head)
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /the template with nothing filled in yet/)
  const [one, two] = round.serials as [string, string]
  const wrong = await send(keyer, batch, `${head}${one},agree,maybe,,\n,agree,,,\n${one},,,,\n`)
  const page = await wrong.text()
  assert.match(page, /Row 2, column 2: “maybe” is no response/)
  assert.match(page, /Row 3, column serial: the serial is missing/)
  assert.match(page, /Row 4: this sheet stands in row 2 too/)
  const filled = `${head}${one},agree +,disagree,,x\n${two},,unsure,w,\n,,,,\n`
  await keyer.post(`${batch}/upload`, { do: 'take', text: filled })
  const { rows } = await system.owner.query(
    `SELECT place, number, value, important, keying.set_aside FROM listening.keying
     JOIN listening.statement ON statement.id = statement_id JOIN listening.keyed_sheet USING (participant_id, batch_id, pass)
     WHERE statement.round_id = $1 ORDER BY place, number`,
    [round.id],
  )
  assert.deepEqual(
    rows.map((row) => [row.place, row.number, row.value, row.important, row.set_aside]),
    [
      [1, 1, 1, true, null],
      [1, 2, -1, false, null],
      [1, 3, null, false, null],
      [1, 4, null, false, 'unreadable'],
      [2, 1, null, false, null],
      [2, 2, 0, false, null],
      [2, 3, null, false, 'two-marks'],
      [2, 4, null, false, null],
    ],
  )
})
