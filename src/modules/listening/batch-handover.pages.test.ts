import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import type { Actor } from '../../platform/actor.ts'
import { transaction, type Database } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
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

async function batchIn(round: PaperRound, keyer: Person): Promise<string> {
  const made = await keyer.post(`/rounds/${round.id}/batches`, {
    name: 'The library box',
    channel: 'paper',
    'given-day': '2',
    'given-month': '3',
    'given-year': '2026',
  })
  return made.headers.get('location')!
}

/** Opens a sheet and keys the first statement of the round on it. */
async function keys(
  person: Person,
  path: string,
  round: PaperRound,
  sheet: number,
  key: string,
  again = false,
): Promise<void> {
  const code = round.serials[sheet]!
  const rest: Record<string, string> = again ? { again: 'yes' } : {}
  const opened = await person.post(path, { do: 'open', code, ...rest })
  assert.equal(opened.status, 303, (await opened.text()).slice(0, 2000))
  const mark = { [`m-${round.statements[0]!}`]: key }
  const about = { [`a-${round.question}`]: '1' }
  const kept = await person.post(path, { do: 'keep', code, ...mark, ...about, ...rest })
  assert.equal(kept.status, 303, (await kept.text()).slice(0, 2000))
}

const finish = (person: Person, path: string) => person.post(path, { do: 'finish' })
const handOver = (person: Person, path: string) => person.post(`${path}/handover`)
const rows = async (query: string, values: unknown[]) =>
  (await system.owner.query(query, values)).rows as Record<string, unknown>[]

/** What a pass holds: who keyed each sheet, and the first statement's value, in the order of keying. */
const keyedIn = (batch: string, round: PaperRound, pass: number) =>
  rows(
    `SELECT place, keyed_sheet.keyed_by AS by, value FROM listening.keyed_sheet
     JOIN listening.keying USING (participant_id, batch_id, pass)
     WHERE batch_id = $1 AND pass = $2 AND statement_id = $3 ORDER BY place`,
    [batch.split('/').at(-1), pass, round.statements[0]],
  )

describe('a keying handed over', () => {
  test('is carried on by another; what was keyed stays as keyed by whom it was', async () => {
    const round = await paperRound(system)
    const { keyer, facilitator, chair } = round.place
    const [first, third, second] = [
      await signedIn(keyer),
      await signedIn(facilitator),
      await signedIn(chair),
    ]
    const batch = await batchIn(round, first)
    const [one, two] = [`${batch}/keying/1`, `${batch}/keying/2`]
    await keys(first, one, round, 0, '1')
    await keys(first, one, round, 1, '1')
    assert.match(await first.page(batch), /Hand this keying over/)
    const handed = await handOver(first, one)
    assert.equal(handed.headers.get('location'), `${batch}?done=handed-over`)
    const [row, ...more] = await rows(
      'SELECT pass, from_person, handed_over_by FROM listening.batch_handover WHERE batch_id = $1',
      [batch.split('/').at(-1)],
    )
    assert.deepEqual(row, { pass: 1, from_person: keyer.person, handed_over_by: keyer.person })
    assert.equal(more.length, 0)

    assert.match(await third.page(batch), /Carry on where the last person stopped/)
    assert.match(await third.page(one), /<b>2<\/b> sheets done/)
    await keys(third, one, round, 2, '2')
    // A sheet that the one before keyed can be keyed again, and is then the new keyer's.
    await keys(third, one, round, 1, '3', true)
    assert.deepEqual(await keyedIn(batch, round, 1), [
      { place: 1, by: keyer.person, value: 1 },
      { place: 2, by: facilitator.person, value: 0 },
      { place: 3, by: facilitator.person, value: -1 },
    ])
    await finish(third, one)

    // Whoever held a part of the first keying may not do the second.
    for (const person of [first, third]) {
      const refused = await person.post(two, { do: 'open', code: round.serials[0]! })
      assert.equal(refused.status, 409)
      assert.match(await refused.text(), /or part of it/)
      assert.match(await person.page(batch), /or part of it, and two people read every sheet/)
    }
    for (const [sheet, key] of ['1', '3', '2'].entries()) await keys(second, two, round, sheet, key)
    await finish(second, two)
    assert.match(await second.page(`${batch}/differences`), /The two keyings agree/)
    assert.equal((await second.post(`${batch}/settlement`)).status, 303)
    const stored = await rows('SELECT value FROM listening.response WHERE round_id = $1', [
      round.id,
    ])
    assert.deepEqual(new Set(stored.map((each) => each['value'])), new Set([-1, 0, 1]))
  })

  test('is handed over by an organiser when its keyer is ill, and by nobody else', async () => {
    const round = await paperRound(system)
    const { keyer, facilitator, chair, moderator } = round.place
    const [first, ill, organiser, other] = [
      await signedIn(chair),
      await signedIn(keyer),
      await signedIn(facilitator),
      await signedIn(moderator),
    ]
    const batch = await batchIn(round, first)
    const [one, two] = [`${batch}/keying/1`, `${batch}/keying/2`]
    await keys(first, one, round, 0, '1')
    assert.doesNotMatch(await ill.page(batch), /Hand this keying/)
    assert.equal((await handOver(ill, one)).status, 403, 'a keyer takes nothing from others')
    assert.equal((await handOver(other, one)).status, 403)
    assert.equal((await handOver(organiser, two)).status, 409, 'nobody holds it')
    await finish(first, one)
    assert.equal((await handOver(first, one)).status, 409, 'finished')

    await keys(ill, two, round, 0, '2')
    assert.match(await organiser.page(batch), /Hand this keying to someone else/)
    assert.equal((await handOver(organiser, two)).status, 303)
    assert.equal((await handOver(organiser, two)).status, 409, 'once')
    await keys(organiser, two, round, 1, '1')
    assert.equal((await ill.get(two)).status, 409, 'someone else holds it now')
    // Thrown away by whoever holds it now, all of it.
    await organiser.post(two, { do: 'restart' })
    assert.deepEqual(await keyedIn(batch, round, 2), [])
    assert.equal((await keyedIn(batch, round, 1)).length, 1)
    assert.equal((await organiser.get(two)).status, 200)
    const stranger = visitor(web)
    assert.equal((await handOver(stranger, two)).status, 401)
    assert.equal((await organiser.post(`${batch}/keying/3/handover`)).status, 404)
  })
})

describe('the database', () => {
  const as = <T>(actor: Actor, work: (db: Database) => Promise<T>) =>
    transaction(system.db, actor, system.clock.now(), ({ db }) => work(db))
  const holds = (
    id: string,
    column: 'first_keyed_by' | 'second_keyed_by',
    person: string | null,
  ) => {
    return (db: Database) =>
      db
        .updateTable('listening.batch')
        .set({ [column]: person })
        .where('id', '=', id)
        .execute()
  }
  const handsOver = (id: string, pass: number, from: Neighbour, by: Neighbour) => (db: Database) =>
    db
      .insertInto('listening.batch_handover')
      .values({
        id: newId(system.clock.now()),
        batch_id: id,
        pass,
        from_person: from.person,
        handed_over_by: by.person,
        handed_over_at: system.clock.now(),
      })
      .execute()

  test('holds the rules of two people, past the pages', async () => {
    const round = await paperRound(system)
    const { keyer, facilitator, chair, moderator } = round.place
    const first = await signedIn(keyer)
    const batch = await batchIn(round, first)
    const id = batch.split('/').at(-1)!
    const one = `${batch}/keying/1`
    await keys(first, one, round, 0, '1')

    await assert.rejects(as(facilitator, holds(id, 'second_keyed_by', facilitator.person)), {
      message: /the second keying begins when the first is finished/,
    })
    await assert.rejects(as(facilitator, holds(id, 'first_keyed_by', facilitator.person)), {
      message: /someone else holds this keying/,
    })
    await assert.rejects(as(keyer, holds(id, 'first_keyed_by', null)), {
      message: /let go by handing it over/,
    })
    for (const [pass, from, by, actor, said] of [
      [1, keyer, keyer, facilitator, /row-level security/],
      [1, chair, chair, chair, /that somebody holds and has not finished/],
      [2, keyer, keyer, keyer, /that somebody holds and has not finished/],
      [1, keyer, moderator, moderator, /row-level security/],
    ] as const)
      await assert.rejects(as(actor, handsOver(id, pass, from, by)), { message: said })

    await as(keyer, handsOver(id, 1, keyer, keyer))
    await assert.rejects(as(chair, holds(id, 'first_keyed_by', facilitator.person)), {
      message: /taken up for oneself/,
    })
    await as(facilitator, holds(id, 'first_keyed_by', facilitator.person))
    await as(facilitator, (db) =>
      db
        .updateTable('listening.batch')
        .set({ first_done_at: system.clock.now() })
        .where('id', '=', id)
        .execute(),
    )
    await assert.rejects(as(keyer, holds(id, 'second_keyed_by', keyer.person)), {
      message: /whoever held one keying of a batch may not hold the other/,
    })
    await assert.rejects(as(facilitator, handsOver(id, 1, facilitator, facilitator)), {
      message: /has not finished/,
    })
    await assert.rejects(
      as(keyer, (db) => db.deleteFrom('listening.batch_handover').execute()),
      /permission denied/,
    )
    await as(chair, holds(id, 'second_keyed_by', chair.person))
    await assert.rejects(
      as(chair, (db) =>
        db
          .insertInto('listening.batch')
          .values({
            id: newId(system.clock.now()),
            round_id: round.id,
            name: 'Made up',
            channel: 'paper',
            given_on: '2026-03-02',
            made_at: system.clock.now(),
            first_keyed_by: keyer.person,
          })
          .execute(),
      ),
      /row-level security/,
      'no batch is made as if others had keyed it',
    )
  })

  test('shows the new keyer the pass they carry on, and the second stays blind to the first', async () => {
    const round = await paperRound(system)
    const { keyer, facilitator, chair } = round.place
    const [first, third] = [await signedIn(keyer), await signedIn(facilitator)]
    const batch = await batchIn(round, first)
    const id = batch.split('/').at(-1)!
    await keys(first, `${batch}/keying/1`, round, 0, '1')
    const seen = (actor: Actor) =>
      as(actor, async (db) => {
        const marks = db.selectFrom('listening.keying').select('pass').where('batch_id', '=', id)
        const about = db
          .selectFrom('listening.keyed_about')
          .select('pass')
          .where('batch_id', '=', id)
        return [...(await marks.execute()), ...(await about.execute())].length
      })
    const all = round.statements.length + 1
    assert.deepEqual([await seen(keyer), await seen(facilitator)], [all, 0])
    await handOver(first, `${batch}/keying/1`)
    assert.equal(await seen(facilitator), 0, 'not before it is theirs')
    await keys(third, `${batch}/keying/1`, round, 1, '1')
    assert.deepEqual([await seen(keyer), await seen(facilitator)], [all, 2 * all])
    await finish(third, `${batch}/keying/1`)
    await keys(await signedIn(chair), `${batch}/keying/2`, round, 0, '2')
    assert.equal(await seen(chair), all, 'blind')
    // The one who handed the pass over no longer writes in it.
    await assert.rejects(
      as(keyer, (db) =>
        db
          .insertInto('listening.keying')
          .values({
            participant_id: participantId(system.secret, round, round.serials[2]!),
            batch_id: id,
            pass: 1,
            statement_id: round.statements[0]!,
            value: 1,
            keyed_by: keyer.person,
            keyed_at: system.clock.now(),
          })
          .execute(),
      ),
      /row-level security/,
    )
    const gone = await as(keyer, (db) =>
      db.deleteFrom('listening.keying').where('batch_id', '=', id).executeTakeFirst(),
    )
    assert.equal(Number(gone.numDeletedRows), 0)
  })
})
