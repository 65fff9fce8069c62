import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { createWeb } from '../../app/web.ts'
import { anonymous, system as asSystem, type Actor } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { testSystem } from '../../../test/database.ts'
import { moderatedRound, takesPart } from '../../../test/moderated-round.ts'
import { visitor } from '../../../test/visitor.ts'
import {
  closeConcernOf,
  noteConcern,
  openConcern,
  openQueue,
  raiseConcern,
} from './safeguarding.actions.ts'
import { tellSafeguarding } from './safeguarding.jobs.ts'
import { safeguardingPeople } from './safeguarding.sql.ts'

const system = await testSystem()
const web = createWeb(system)
const round = await moderatedRound(system)
const elsewhere = await moderatedRound(system)
const { place } = round
const operator: Actor = { ...place.member, operator: true }
const participant: Actor = { kind: 'participant', participant: (await takesPart(system, round)).id }

const concerns = async () =>
  (
    await system.owner.query(
      'SELECT * FROM listening.safeguarding_concern WHERE round_id = $1 ORDER BY raised_at, id',
      [round.id],
    )
  ).rows as Record<string, unknown>[]
const as = <T>(actor: Actor, work: Parameters<typeof transaction<T>>[3]) =>
  transaction(system.db, actor, system.clock.now(), work)

test('anyone may raise a concern, and nobody who raised it reads it back', async () => {
  for (const actor of [anonymous, participant, place.moderator, place.keyer])
    await as(actor, (trx) =>
      raiseConcern(trx, round, {
        text: `I am worried, says a ${actor.kind}.`,
        raisedBy: 'participant',
      }),
    )
  assert.equal((await concerns()).length, 4)
  // Not for a round of another partnership under this one's name.
  await assert.rejects(
    as(anonymous, (trx) =>
      raiseConcern(
        trx,
        { id: elsewhere.id, partnership: place.partnership },
        { text: 'x', raisedBy: 'participant' },
      ),
    ),
    /row-level security/,
  )
})

// What must be true, by hand: who sees, notes and closes.
const grid: [string, Actor, boolean][] = [
  ['a stranger', anonymous, false],
  ['a participant', participant, false],
  ['a member', place.member, false],
  ['a keyer', place.keyer, false],
  ['a moderator', place.moderator, false],
  ['a facilitator', place.facilitator, false],
  ['the chair', place.chair, false],
  ['the operator', operator, false],
  ['background work', asSystem('anything'), false],
  ['another partnership’s named person', elsewhere.place.safeguarding, false],
  ['the named person', place.safeguarding, true],
]

describe('in SQL', () => {
  for (const [who, actor, may] of grid) {
    test(`${who} ${may ? 'reads, notes and closes' : 'sees no concern, nor how many there are'}`, async () => {
      const [first] = await concerns()
      const seen = await reading(system.db, actor, async (db) => ({
        concerns: (
          await sql<{
            n: number
          }>`SELECT count(*)::int AS n FROM listening.safeguarding_concern`.execute(db)
        ).rows[0]!.n,
        notes: (
          await sql<{
            n: number
          }>`SELECT count(*)::int AS n FROM listening.safeguarding_note`.execute(db)
        ).rows[0]!.n,
      }))
      assert.equal(seen.concerns, may ? 4 : 0)
      if (!may) assert.equal(seen.notes, 0)
      const closed = await as(actor, async ({ db, at }) => {
        const result =
          await sql`UPDATE listening.safeguarding_concern SET closed_at = ${at}, closed_by = ${place.safeguarding.person} WHERE id = ${String(first!['id'])}`.execute(
            db,
          )
        if (may) throw new Error('undo')
        return result.numAffectedRows
      }).catch((error: Error) => error.message)
      assert.equal(String(closed), may ? 'undo' : '0')
      const noting = as(actor, ({ db, at }) =>
        sql`INSERT INTO listening.safeguarding_note VALUES (${newId(at)}, ${String(first!['id'])}, ${place.partnership}, 'n', ${place.safeguarding.person}, ${at})`.execute(
          db,
        ),
      )
      if (may) await noting
      else await assert.rejects(noting, /row-level security/)
    })
  }

  test('nobody changes the words of a concern', async () => {
    await assert.rejects(
      as(place.safeguarding, ({ db }) =>
        sql`UPDATE listening.safeguarding_concern SET text = 'nothing'`.execute(db),
      ),
      /permission denied/,
    )
  })
})

describe('at the front door', () => {
  const people = {
    member: place.member,
    keyer: place.keyer,
    moderator: place.moderator,
    facilitator: place.facilitator,
    chair: place.chair,
    elsewhere: elsewhere.place.safeguarding,
  }
  test('only the named person opens the queue, and each opening is written down', async () => {
    const [first] = await concerns()
    const address = `/in/${place.slug}/safeguarding`
    const stranger = visitor(web)
    assert.equal((await stranger.get(address)).status, 303, 'asked to sign in')
    for (const [who, neighbour] of Object.entries(people)) {
      const person = visitor(web)
      await person.signIn(system, neighbour.email)
      for (const page of [address, `${address}/${String(first!['id'])}`]) {
        const answer = await person.get(page)
        assert.equal(answer.status, 403, `${who}: ${page}`)
        assert.doesNotMatch(await answer.text(), /worried, says/)
      }
      assert.equal(
        (await person.post(`${address}/${String(first!['id'])}/notes`, { text: 'x' })).status,
        403,
      )
      assert.equal(
        (await person.post(`${address}/${String(first!['id'])}/closure`, { text: 'x' })).status,
        403,
      )
    }
    await system.owner.query('UPDATE people.person SET operator = true WHERE id = $1', [
      place.member.person,
    ])
    const runs = visitor(web)
    await runs.signIn(system, place.member.email)
    assert.equal((await runs.get(address)).status, 403, 'the operator')

    const named = visitor(web)
    await named.signIn(system, place.safeguarding.email)
    assert.match(await named.page(address), /A message from someone who is worried/)
    const one = `${address}/${String(first!['id'])}`
    assert.match(await named.page(one), /I am worried, says a anonymous\./)
    assert.equal((await named.post(`${one}/notes`, { text: 'Rang the council.' })).status, 303)
    assert.equal(
      (await named.post(`${one}/closure`, { text: '' })).status,
      422,
      'closing says what was done',
    )
    assert.equal((await named.post(`${one}/closure`, { text: 'They are safe.' })).status, 303)
    assert.equal((await named.post(`${one}/closure`, { text: 'Again.' })).status, 409)
    assert.match(await named.page(one), /Rang the council\.[\s\S]*They are safe\./)
    const closed = (await concerns())[0]!
    assert.equal(closed['closed_by'], place.safeguarding.person)
    const { rows } = await system.owner.query(
      `SELECT act, detail FROM people.audit WHERE person_id = $1 AND act LIKE 'safeguarding%' ORDER BY at, id`,
      [place.safeguarding.person],
    )
    assert.deepEqual(
      rows.map(({ act }) => act),
      [
        'safeguarding-queue-opened',
        'safeguarding-concern-opened',
        'safeguarding-concern-noted',
        'safeguarding-concern-noted',
        'safeguarding-concern-closed',
        'safeguarding-concern-opened',
      ],
    )
    assert.doesNotMatch(JSON.stringify(rows), /worried|council/)
  })

  test('the actions refuse too, whoever calls them', async () => {
    const id = String((await concerns())[1]!['id'])
    for (const [who, actor, may] of grid.filter(([, , may]) => !may)) {
      for (const work of [
        () => as(actor, (trx) => openQueue(trx, place.partnership)),
        () => as(actor, (trx) => openConcern(trx, place.partnership, id)),
        () => as(actor, (trx) => noteConcern(trx, place.partnership, id, 'x')),
        () => as(actor, (trx) => closeConcernOf(trx, place.partnership, id, 'x')),
      ])
        await assert.rejects(
          work(),
          (error) => error instanceof Refusal && (error.status === 401 || error.status === 403),
          `${who} ${may}`,
        )
    }
  })
})

describe('being worried', () => {
  test('the page says what to do first, promises no secrecy, and asks for no name', async () => {
    const person = visitor(web)
    const page = await person.page(`/r/${round.code}/worried`)
    assert.match(page, /call 999/)
    assert.match(page, /cannot promise to keep it secret/)
    assert.match(page, /1 person named for this/)
    assert.equal((await person.post(`/r/${round.code}/worried`, { text: '' })).status, 422)
    const sent = await person.post(`/r/${round.code}/worried`, {
      text: 'He hits her.',
      contact: 'After nine.',
    })
    assert.match(await person.page(sent.headers.get('location')!), /It is with them now/)
    const last = (await concerns()).at(-1)!
    assert.match(String(last['text']), /^He hits her\.\n\n.*After nine\.$/)
    assert.deepEqual(last['signs'], ['abuse'])
    assert.equal(last['raised_by'], 'participant')
  })

  test('where nobody is named the page says so and takes nothing', async () => {
    await system.owner.query(
      `UPDATE partnerships.member_role SET ended_at = now() + interval '1 year' WHERE role = 'safeguarding' AND member_id IN (SELECT id FROM partnerships.member WHERE partnership_id = $1)`,
      [elsewhere.place.partnership],
    )
    assert.deepEqual(await safeguardingPeople(system.db, elsewhere.place.partnership), [])
    const person = visitor(web)
    const page = await person.page(`/r/${elsewhere.code}/worried`)
    assert.match(page, /Nobody here is named/)
    assert.doesNotMatch(page, /<textarea/)
    assert.equal((await person.post(`/r/${elsewhere.code}/worried`, { text: 'x' })).status, 409)
  })

  test('what somebody writes in the round is passed on, and stays where it is', async () => {
    const person = visitor(web)
    await person.post(`/r/${round.code}/start`)
    await person.post(`/r/${round.code}/say`, { text: 'Some days I want to die.' })
    const last = (await concerns()).at(-1)!
    assert.deepEqual(
      [last['raised_by'], last['signs'], last['subject_kind']],
      ['spotter', ['self-harm'], 'statement'],
    )
    const { rows } = await system.owner.query(
      'SELECT text, status FROM listening.statement WHERE id = $1',
      [last['subject_id']],
    )
    assert.deepEqual(rows, [{ text: 'Some days I want to die.', status: 'waiting' }])
  })

  test('the message to the named people says only that something waits', async () => {
    assert.deepEqual(await safeguardingPeople(system.db, place.partnership), [
      place.safeguarding.person,
    ])
    await tellSafeguarding(system, { partnership: place.partnership })
    const { rows } = await system.owner.query(
      `SELECT recipient, subject, body FROM platform.message WHERE subject LIKE 'Something waits%'`,
    )
    assert.deepEqual(
      rows.map(({ recipient }) => recipient),
      [place.safeguarding.email],
    )
    assert.match(rows[0].body, new RegExp(`/in/${place.slug}/safeguarding`))
    assert.doesNotMatch(rows[0].body, /worried|hits|die|danger|statement/)
  })
})
