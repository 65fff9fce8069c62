import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { transaction } from '../../platform/database/index.ts'
import { verifyLedger } from '../../platform/ledger/index.ts'
import { testSystem } from '../../../test/database.ts'
import type { Neighbour } from '../../../test/neighbours.ts'
import { paperRound, type PaperRound } from '../../../test/paper-round.ts'
import { visitor } from '../../../test/visitor.ts'
import { participantId } from './participant.ts'

const system = await testSystem()
const web = createWeb(system)

type Person = ReturnType<typeof visitor>

async function signedIn(neighbour: Neighbour): Promise<Person> {
  const person = visitor(web)
  await person.signIn(system, neighbour.email)
  return person
}

async function batchIn(round: PaperRound, keyer: Person, channel = 'paper'): Promise<string> {
  const made = await keyer.post(`/rounds/${round.id}/batches`, {
    name: 'The library box',
    channel,
    'given-day': '2',
    'given-month': '3',
    'given-year': '2026',
  })
  assert.equal(made.status, 303, await made.text())
  return made.headers.get('location')!
}

/** Keys one sheet as a person does: the serial, then a key a row, in the printed order. */
async function keys(
  person: Person,
  path: string,
  serial: string,
  marks: Record<string, string>,
  rest: Record<string, string> = {},
): Promise<Response> {
  const opened = await person.post(path, { do: 'open', code: serial })
  assert.equal(opened.status, 303, (await opened.text()).slice(0, 2000))
  const page = await person.page(path)
  const code = /name="code" value="([^"]*)"/.exec(page)![1]!
  const fields = Object.fromEntries(Object.entries(marks).map(([id, key]) => [`m-${id}`, key]))
  return person.post(path, { do: 'keep', code, ...fields, ...rest })
}

const rows = async (query: string, values: unknown[]) =>
  (await system.owner.query(query, values)).rows as Record<string, unknown>[]
const responsesOf = (round: PaperRound) =>
  rows(
    'SELECT * FROM listening.response WHERE round_id = $1 ORDER BY participant_id, statement_id',
    [round.id],
  )
const finish = (person: Person, path: string) => person.post(path, { do: 'finish' })

describe('a batch', () => {
  test('is keyed by two people, compared, settled and counted once', async () => {
    const round = await paperRound(system)
    const [first, second] = [
      await signedIn(round.place.keyer),
      await signedIn(round.place.facilitator),
    ]
    const batch = await batchIn(round, first)
    const [a, b, c, d] = round.statements as [string, string, string, string]
    const [one, two] = round.serials as [string, string]

    const kept = await keys(
      first,
      `${batch}/keying/1`,
      one.toLowerCase().replace('-', ' '),
      { [a]: '1+', [b]: '2', [c]: '3', [d]: '' },
      {
        [`a-${round.question}`]: '2',
        ownStatement: 'The swings are  broken.',
        ownWords: 'I have lived here\nall my life.',
        mayPublish: 'yes',
      },
    )
    assert.equal(kept.headers.get('location'), `${batch}/keying/1?kept=1`)
    await keys(first, `${batch}/keying/1`, two, { [a]: '1', [b]: '1', [c]: 'x', [d]: '3' })
    assert.equal((await responsesOf(round)).length, 0, 'nothing counts before it is settled')

    // The same person may not key it again, at the front door.
    const refused = await first.get(`${batch}/keying/2`)
    assert.equal(refused.status, 409)
    assert.match(await refused.text(), /Someone else keys this one/)

    // The second begins when the first is finished, whatever address is typed.
    const early = await second.post(`${batch}/keying/2`, { do: 'open', code: one })
    assert.equal(early.status, 409)
    assert.match(await early.text(), /begins when the first is finished/)
    await finish(first, `${batch}/keying/1`)

    // The second is blind to the first's marks, and reads the words.
    await second.post(`${batch}/keying/2`, { do: 'open', code: one })
    const page = await second.page(`${batch}/keying/2`)
    assert.doesNotMatch(page, /value="1\+"/)
    assert.match(page, /The swings are broken\./)
    assert.deepEqual(
      [...page.matchAll(/for="m-([^"]+)"/g)].map(([, id]) => id),
      [c, d, a, b],
      'in the printed order',
    )
    await keys(second, `${batch}/keying/2`, two, { [a]: '1', [b]: '2', [c]: 'x', [d]: '3' })
    await keys(
      second,
      `${batch}/keying/2`,
      one,
      { [a]: '1+', [b]: '2', [c]: '3', [d]: '0' },
      {
        [`a-${round.question}`]: '3',
        ownStatement: 'The swings are broken.',
        ownWords: 'I have lived here\nall my life.',
        mayPublish: 'yes',
      },
    )

    assert.equal(
      (await second.get(`${batch}/differences`)).status,
      303,
      'not before both are finished',
    )
    await finish(second, `${batch}/keying/2`)
    const differences = await first.page(`${batch}/differences`)
    assert.match(differences, /2 things differ\./)
    assert.match(differences, /Sheet 2 in the first keying, 1 in the second/)
    const [p1, p2] = [one, two].map((serial) => participantId(system.secret, round, serial)) as [
      string,
      string,
    ]
    const open = await first.post(`${batch}/settlement`, { [`mark.${p2}.${b}`]: 'second' })
    assert.equal(open.status, 422)
    assert.match(await open.text(), /say what the paper shows/)
    assert.equal((await responsesOf(round)).length, 0)

    const choices = { [`mark.${p2}.${b}`]: 'second', [`about.${p1}.${round.question}`]: 'first' }
    const settled = await Promise.all(
      [1, 2, 3].map(() => first.post(`${batch}/settlement`, choices)),
    )
    assert.deepEqual(
      settled.map((each) => each.status),
      [303, 303, 303],
    )

    const stored = await responsesOf(round)
    assert.equal(stored.length, 6)
    const of = (participant: string, statement: string) =>
      stored.find(
        (row) => row['participant_id'] === participant && row['statement_id'] === statement,
      )
    assert.deepEqual([of(p1, a)!['value'], of(p1, a)!['important']], [1, true])
    assert.equal(of(p1, b)!['value'], -1)
    assert.equal(of(p1, c)!['value'], 0)
    assert.equal(of(p1, d), undefined, 'an empty row is no response')
    assert.equal(of(p2, b)!['value'], -1, 'as the paper showed')
    assert.equal(of(p2, c), undefined, 'unreadable is set aside')
    for (const row of stored) {
      assert.equal(row['channel'], 'paper')
      assert.equal(row['entered_by'], round.place.keyer.person)
      assert.equal((row['given_at'] as Date).toISOString(), '2026-03-02T12:00:00.000Z')
    }
    const [own] = await rows(
      'SELECT text, author_participant_id, channel, status FROM listening.statement WHERE round_id = $1 AND source = $2',
      [round.id, 'participant'],
    )
    assert.deepEqual(own, {
      text: 'The swings are broken.',
      author_participant_id: p1,
      channel: 'paper',
      status: 'published',
    })
    const told = await rows(
      'SELECT text, status, participant_id FROM listening.testimony WHERE round_id = $1',
      [round.id],
    )
    assert.deepEqual(told, [
      { text: 'I have lived here\nall my life.', status: 'published', participant_id: p1 },
    ])
    const about = await rows(
      'SELECT options FROM listening.about_answer WHERE participant_id = $1',
      [p1],
    )
    assert.deepEqual(about, [{ options: [1] }])
    const wiped = await rows(
      `SELECT FROM listening.keyed_sheet WHERE participant_id = $1 AND own_statement || own_words <> ''`,
      [p1],
    )
    assert.equal(wiped.length, 0, 'no second copy of what people wrote')
    assert.equal(
      (await rows('SELECT FROM listening.keyed_about WHERE participant_id = $1', [p1])).length,
      0,
    )
    const [event, ...more] = await rows(
      'SELECT body FROM platform.ledger_event WHERE partnership_id = $1 AND act = $2',
      [round.partnership, 'batch-settled'],
    )
    assert.equal(more.length, 0)
    assert.deepEqual(JSON.parse(String(event!['body'])), {
      channel: 'paper',
      leftOut: 0,
      responses: 6,
      round: round.id,
      setAside: 1,
      sheets: 2,
    })
    const result = await verifyLedger(system.db)
    assert.ok(result, 'the ledger holds')
    const after = await first.page(batch)
    assert.match(after, /<b>6<\/b> responses/)
    assert.match(after, /<b>1<\/b> mark set aside/)
  })

  test('tells each person what there is for them to do', async () => {
    const round = await paperRound(system)
    const [first, second, third] = [
      await signedIn(round.place.keyer),
      await signedIn(round.place.chair),
      await signedIn(round.place.facilitator),
    ]
    const batch = await batchIn(round, first)
    const sees = async (person: Person, ...expected: RegExp[]) => {
      const page = await person.page(batch)
      for (const each of expected) assert.match(page, each)
      return page
    }
    const [one] = round.serials as [string]
    const fresh = await sees(second, /Start keying/, /starts here once it is finished/)
    assert.ok(!fresh.includes('keying/2"'), 'one person is shown one place to start')
    await keys(first, `${batch}/keying/1`, one, {})
    await sees(first, /Carry on keying/, /This is for another person/)
    const waiting = await sees(second, /Someone else is keying this/, /starts here once it is/)
    assert.ok(!waiting.includes('nothing left'), 'there will be something for them')
    assert.ok(!waiting.includes('/upload"'))
    await finish(first, `${batch}/keying/1`)
    await sees(first, /Look at your keying again/)
    await sees(second, /Someone else has finished this/, /Start the second keying/)
    await keys(second, `${batch}/keying/2`, one, {})
    await sees(second, /Someone else has finished this/, /Carry on keying/)
    const nothing = await sees(third, /There is nothing left for you to key in this batch/)
    assert.ok(!nothing.includes('/upload"'))
  })

  test('says at once what is wrong with a serial, and keeps nothing', async () => {
    const round = await paperRound(system)
    const other = await paperRound(system)
    const keyer = await signedIn(round.place.keyer)
    const path = `${await batchIn(round, keyer)}/keying/1`
    const said = async (code: string) => {
      const answer = await keyer.post(path, { do: 'open', code })
      assert.equal(answer.status, 422)
      return answer.text()
    }
    assert.match(await said(''), /Type the serial/)
    assert.match(await said('2345-6789'), /No sheet of this round has this serial/)
    assert.match(await said(other.serials[0]!), /No sheet of this round has this serial/)
    assert.match(await said('<script>alert(1)</script>'), /No sheet of this round has this serial/)
    await keys(keyer, path, round.serials[0]!, { [round.statements[0]!]: '1' })
    const again = await said(round.serials[0]!)
    assert.match(again, /You have keyed this serial already, as sheet 1/)
    assert.match(again, /name="again"/)
    const wrong = await keys(keyer, path, round.serials[1]!, { [round.statements[0]!]: '7' })
    assert.equal(wrong.status, 422)
    assert.match(await wrong.text(), /Statement 1: use 1, 2, 3/)
    const kept = await rows(
      'SELECT participant_id FROM listening.keyed_sheet JOIN listening.batch ON batch.id = batch_id WHERE round_id = $1',
      [round.id],
    )
    assert.equal(kept.length, 1)
    const everything = await rows(
      `SELECT message.body FROM platform.message WHERE message.body LIKE '%' || $1 || '%'`,
      [round.serials[0]],
    )
    assert.equal(everything.length, 0)
  })

  test('a serial of another round of the same people is said to be that', async () => {
    const round = await paperRound(system)
    const other = await paperRound(system)
    await system.owner.query('ALTER TABLE listening.round DISABLE TRIGGER round_stands')
    await system.owner.query('UPDATE listening.round SET partnership_id = $1 WHERE id = $2', [
      round.partnership,
      other.id,
    ])
    await system.owner.query('ALTER TABLE listening.round ENABLE TRIGGER round_stands')
    const keyer = await signedIn(round.place.keyer)
    const path = `${await batchIn(round, keyer)}/keying/1`
    const answer = await keyer.post(path, { do: 'open', code: other.serials[0]! })
    assert.equal(answer.status, 422)
    assert.match(
      await answer.text(),
      /belongs to another round: What would help us live well here\?/,
    )
  })

  test('gives those without a sheet a code that is theirs', async () => {
    const round = await paperRound(system)
    const [first, second] = [await signedIn(round.place.keyer), await signedIn(round.place.chair)]
    const batch = await batchIn(round, first, 'phone')
    const path = `${batch}/keying/1`
    await first.post(path, { do: 'fresh' })
    const page = await first.page(path)
    assert.match(page, /Read it out to them/)
    const code = /name="code" value="([^"]+)"/.exec(page)![1]!
    const proof = /name="proof" value="([^"]+)"/.exec(page)![1]!
    assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const mark = { [`m-${round.statements[1]!}`]: '2' }
    assert.equal(
      (await first.post(path, { do: 'keep', code: '2345-2345-2345', proof, ...mark })).status,
      422,
      'no code of one’s own making',
    )
    assert.equal((await first.post(path, { do: 'keep', code, proof, ...mark })).status, 303)
    await finish(first, path)
    await keys(second, `${batch}/keying/2`, code, { [round.statements[1]!]: '2' })
    await finish(second, `${batch}/keying/2`)
    assert.match(await second.page(`${batch}/differences`), /The two keyings agree/)
    await second.post(`${batch}/settlement`)
    const [stored, ...more] = await responsesOf(round)
    assert.equal(more.length, 0)
    assert.deepEqual([stored!['value'], stored!['channel']], [-1, 'phone'])
    // The code is theirs: with it they go on by themselves and see what they said.
    const caller = visitor(web)
    assert.equal((await caller.post(`/r/${round.code}/start`, { code })).status, 303)
    assert.match(await caller.page(`/r/${round.code}/mine`), /nowhere warm to sit/)
  })

  test('a sheet keyed once is keyed again or left out with a reason; a pass can start again', async () => {
    const round = await paperRound(system)
    const [first, second] = [await signedIn(round.place.keyer), await signedIn(round.place.chair)]
    const batch = await batchIn(round, first)
    const [a] = round.statements as [string]
    for (const serial of round.serials.slice(0, 3))
      await keys(first, `${batch}/keying/1`, serial, { [a]: '1' })
    await first.post(`${batch}/keying/1`, { do: 'restart' })
    assert.equal(
      (
        await rows(
          'SELECT FROM listening.keying JOIN listening.batch ON batch.id = batch_id WHERE round_id = $1',
          [round.id],
        )
      ).length,
      0,
    )
    for (const serial of round.serials.slice(0, 3))
      await keys(first, `${batch}/keying/1`, serial, { [a]: '1' })
    await finish(first, `${batch}/keying/1`)
    for (const serial of round.serials.slice(1, 3))
      await keys(second, `${batch}/keying/2`, serial, { [a]: '1' })
    const keyer = await first.post(`${batch}/keying/2`, { do: 'restart' })
    assert.equal(keyer.status, 409)
    await finish(second, `${batch}/keying/2`)
    assert.match(await second.page(`${batch}/differences`), /This sheet was keyed once only/)
    const alone = participantId(system.secret, round, round.serials[0]!)
    assert.equal(
      (await second.post(`${batch}/settlement`, { [`sheet.${alone}`]: 'first' })).status,
      422,
    )
    await second.post(`${batch}/settlement`, { [`sheet.${alone}`]: 'damaged' })
    const stored = await responsesOf(round)
    assert.equal(stored.length, 2)
    assert.ok(!stored.some((row) => row['participant_id'] === alone))
    const [left] = await rows(
      'SELECT set_aside FROM listening.keyed_sheet WHERE participant_id = $1 AND pass = 3',
      [alone],
    )
    assert.equal(left!['set_aside'], 'damaged')
  })

  test('a closed round takes nothing more', async () => {
    const round = await paperRound(system)
    const [first, second] = [await signedIn(round.place.keyer), await signedIn(round.place.chair)]
    const batch = await batchIn(round, first)
    await keys(first, `${batch}/keying/1`, round.serials[0]!, { [round.statements[0]!]: '1' })
    await finish(first, `${batch}/keying/1`)
    await keys(second, `${batch}/keying/2`, round.serials[0]!, { [round.statements[0]!]: '1' })
    await finish(second, `${batch}/keying/2`)
    await system.owner.query(
      `INSERT INTO listening.closure (round_id, closed_at, participants, responses, merkle_root) VALUES ($1, $2, 0, 0, '')`,
      [round.id, system.clock.now()],
    )
    const late = await second.post(`${batch}/settlement`)
    assert.equal(late.status, 409)
    assert.match(await late.text(), /The round has closed/)
    assert.equal((await responsesOf(round)).length, 0)
  })
})

describe('who may', () => {
  test('key and settle at the front door: keyers, facilitators and chairs', async () => {
    const round = await paperRound(system)
    const batch = await batchIn(round, await signedIn(round.place.chair))
    const paths = [
      `/rounds/${round.id}/batches`,
      batch,
      `${batch}/keying/1`,
      `${batch}/differences`,
    ]
    for (const role of [
      'chair',
      'facilitator',
      'keyer',
      'moderator',
      'safeguarding',
      'member',
    ] as const) {
      const person = await signedIn(round.place[role])
      const may = role === 'chair' || role === 'facilitator' || role === 'keyer'
      for (const path of paths) {
        const { status } = await person.get(path)
        assert.equal(status < 400, may, `${role} ${path}: ${status}`)
      }
      const settled = await person.post(`${batch}/settlement`)
      assert.equal(settled.status, may ? 409 : 403, role)
    }
    const stranger = visitor(web)
    for (const path of paths)
      assert.match((await stranger.get(path)).headers.get('location') ?? '', /^\/sign-in/, path)
    const elsewhere = await paperRound(system)
    const theirs = await signedIn(elsewhere.place.keyer)
    for (const path of paths) assert.equal((await theirs.get(path)).status, 403, path)
    assert.equal((await theirs.get(batch.replace(round.id, elsewhere.id))).status, 404)
  })

  test('see and write keyings in SQL: each their own pass, the other only when both are done', async () => {
    const round = await paperRound(system)
    const { keyer, facilitator, moderator } = round.place
    const [first, second] = [await signedIn(keyer), await signedIn(facilitator)]
    const batch = await batchIn(round, first)
    const id = batch.split('/').at(-1)!
    const serial = round.serials[0]!
    await keys(first, `${batch}/keying/1`, serial, { [round.statements[0]!]: '1' })
    const seen = (actor: Parameters<typeof transaction>[1]) =>
      transaction(
        system.db,
        actor,
        system.clock.now(),
        async ({ db }) =>
          (await db.selectFrom('listening.keying').selectAll().where('batch_id', '=', id).execute())
            .length,
      )
    assert.equal(await seen(keyer), round.statements.length)
    assert.equal(await seen(facilitator), 0, 'blind')
    assert.equal(await seen(moderator), 0)
    assert.equal(await seen({ kind: 'anonymous' }), 0)
    const write = (actor: Neighbour, pass: number, by: string) =>
      transaction(system.db, actor, system.clock.now(), async ({ db, at }) =>
        db
          .insertInto('listening.keying')
          .values({
            participant_id: participantId(system.secret, round, round.serials[1]!),
            batch_id: id,
            pass,
            statement_id: round.statements[0]!,
            value: 1,
            keyed_by: by,
            keyed_at: at,
          })
          .execute(),
      )
    await assert.rejects(write(keyer, 2, keyer.person), /row-level security/)
    await assert.rejects(write(facilitator, 1, facilitator.person), /row-level security/)
    await assert.rejects(write(keyer, 1, facilitator.person), /row-level security/)
    await assert.rejects(write(moderator, 1, moderator.person), /row-level security/)
    await finish(first, `${batch}/keying/1`)
    await assert.rejects(
      transaction(system.db, keyer, system.clock.now(), ({ db }) =>
        db
          .updateTable('listening.batch')
          .set({ second_keyed_by: keyer.person })
          .where('id', '=', id)
          .execute(),
      ),
      /batch_check/,
      'the database too refuses one person for both',
    )
    await keys(second, `${batch}/keying/2`, serial, { [round.statements[0]!]: '1' })
    assert.equal(await seen(keyer), round.statements.length)
    await finish(second, `${batch}/keying/2`)
    assert.equal(await seen(keyer), 2 * round.statements.length)
    assert.equal(await seen(moderator), 0)
  })
})
