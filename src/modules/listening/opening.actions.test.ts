import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { anonymous, system as asSystem, type Actor } from '../../platform/actor.ts'
import { reading, transaction, type Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { follow } from '../../platform/thread/index.ts'
import { testSystem } from '../../../test/database.ts'
import { neighbours, type Neighbours } from '../../../test/neighbours.ts'
import { NotReady, openRound } from './opening.actions.ts'
import { recordPriorReading } from './prior-reading.actions.ts'
import { changeSettings, changeWhileOpen, draftRound, writeWords } from './round.actions.ts'
import { roundByCode, roundById } from './round.sql.ts'
import { addStatement } from './statement.actions.ts'
import { similarStatements } from './similar-statement.sql.ts'
import { statementsOf } from './statement.sql.ts'

const system = await testSystem()

const as = <T>(actor: Actor, work: (trx: Transaction) => Promise<T>) =>
  transaction(system.db, actor, system.clock.now(), work)
const stored = async (query: string, ...values: unknown[]) =>
  (await system.owner.query(query, values)).rows

const words = {
  language: 'en',
  question: 'What would help us get about after dark?',
  reason: 'The board sets its plan in May.',
  use: 'Every statement is answered in public.',
  invited: 'Everyone who lives here.',
}

async function drafted(
  place: Neighbours,
  options: { moderation?: 'before' | 'after'; statements?: string[] } = {},
) {
  return as(place.facilitator, async (trx) => {
    const round = await draftRound(trx, {
      partnership: place.partnership,
      languages: ['en'],
      moderation: options.moderation ?? 'after',
      texts: [words],
    })
    for (const text of options.statements ?? ['The last bus is at six.', 'The paths are dark.'])
      await addStatement(trx, {
        round: round.id,
        text,
        language: 'en',
        source: 'starting',
        channel: 'screen',
      })
    return round
  })
}

const read = (place: Neighbours, round: string) =>
  as(place.facilitator, (trx) =>
    recordPriorReading(trx, { round, searchedFor: 'dark', found: 0, whatIsNew: 'Nobody asked.' }),
  )

describe('opening a round', () => {
  test('needs somebody to have read what was said before', async () => {
    const place = await neighbours(system)
    const { id } = await drafted(place)
    await assert.rejects(
      as(place.facilitator, (trx) => openRound(trx, id)),
      (error) => error instanceof NotReady && error.missing[0]!.what === 'prior-reading',
    )
    await assert.rejects(
      system.db.transaction().execute(() =>
        as(place.facilitator, ({ db, at }) =>
          db
            .insertInto('listening.opening')
            .values({ round_id: id, opened_at: at })
            .execute()
            .then(() => undefined),
        ),
      ),
      /row-level security/,
    )
    assert.equal((await stored('SELECT FROM listening.opening WHERE round_id = $1', id)).length, 0)
  })

  test('is recorded, puts its statements on the thread and shows it to everyone', async () => {
    const place = await neighbours(system)
    const { id, code } = await drafted(place)
    assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    assert.equal(await roundByCode(system.db, code), undefined, 'a draft is not public')
    await read(place, id)
    await as(place.chair, (trx) => openRound(trx, id))
    const round = await roundByCode(system.db, code)
    assert.deepEqual(round?.texts, [words])
    const events = await stored(
      `SELECT act, body, subject_id FROM platform.ledger_event WHERE partnership_id = $1 ORDER BY sequence`,
      place.partnership,
    )
    assert.deepEqual(
      events.map((event) => event.act),
      ['round-opened', 'statement-published', 'statement-published'],
    )
    assert.deepEqual(JSON.parse(events[0].body), {
      code,
      questions: { en: words.question },
      moderation: 'after',
      opens: null,
      closes: null,
      statements: 2,
    })
    const statements = await statementsOf(system.db, id)
    assert.deepEqual(
      statements.map((each) => [each.number, each.text, each.status]),
      [
        [1, 'The last bus is at six.', 'published'],
        [2, 'The paths are dark.', 'published'],
      ],
    )
    assert.ok(statements.every((each) => each.publishedAt !== null))
    const line = await follow(system.db, statements[1]!.id)
    assert.deepEqual(
      line.map((each) => [each.id, each.kind, each.distance]),
      [
        [id, 'round', -1],
        [statements[1]!.id, 'statement', 0],
      ],
    )
  })

  test('happens once', async () => {
    const place = await neighbours(system)
    const { id } = await drafted(place)
    await read(place, id)
    const both = await Promise.allSettled([
      as(place.facilitator, (trx) => openRound(trx, id)),
      as(place.chair, (trx) => openRound(trx, id)),
    ])
    assert.equal(both.filter((each) => each.status === 'fulfilled').length, 1)
    const refused = both.find((each) => each.status === 'rejected')!
    assert.equal((refused.reason as Refusal).key, 'listening.refused.opened-already')
    assert.equal((await stored('SELECT FROM listening.opening WHERE round_id = $1', id)).length, 1)
  })

  test('with nothing to respond to is possible only where participants speak first', async () => {
    const place = await neighbours(system)
    const before = await drafted(place, { moderation: 'before', statements: [] })
    await read(place, before.id)
    await assert.rejects(
      as(place.facilitator, (trx) => openRound(trx, before.id)),
      (error) => error instanceof NotReady && error.missing[0]!.what === 'statements',
    )
    const after = await drafted(place, { moderation: 'after', statements: [] })
    await read(place, after.id)
    await as(place.facilitator, (trx) => openRound(trx, after.id))
  })

  test('fixes words, statements and settings, in the database too', async () => {
    const place = await neighbours(system)
    const { id } = await drafted(place)
    await read(place, id)
    await as(place.facilitator, (trx) => openRound(trx, id))
    const settings = {
      languages: ['en'],
      moderation: 'after',
      opensAt: null,
      closesAt: null,
    } as const
    const refusedAs = (error: unknown) =>
      error instanceof Refusal && error.key === 'listening.refused.opened-already'
    await assert.rejects(
      as(place.chair, (trx) => writeWords(trx, id, words)),
      refusedAs,
    )
    await assert.rejects(
      as(place.chair, (trx) => changeSettings(trx, id, settings)),
      refusedAs,
    )
    for (const query of [
      `UPDATE listening.statement SET text = 'Something else' WHERE round_id = $1`,
      `UPDATE listening.statement SET number = number + 10 WHERE round_id = $1`,
      `DELETE FROM listening.statement WHERE round_id = $1`,
      `UPDATE listening.round_text SET question = 'Something else' WHERE round_id = $1`,
      `DELETE FROM listening.round_text WHERE round_id = $1`,
      `UPDATE listening.round SET languages = '{cy}' WHERE id = $1`,
    ])
      await assert.rejects(stored(query, id), /the round has opened/, query)
  })

  test('leaves the last day and moderation to change, and records both', async () => {
    const place = await neighbours(system)
    const { id } = await drafted(place)
    const closesAt = new Date('2026-03-09T23:59:00Z')
    await assert.rejects(
      as(place.chair, (trx) => changeWhileOpen(trx, id, { closesAt, moderation: 'after' })),
      (error) => error instanceof Refusal && error.key === 'listening.refused.not-open',
    )
    await read(place, id)
    await as(place.facilitator, (trx) => openRound(trx, id))
    await assert.rejects(
      as(place.chair, (trx) =>
        changeWhileOpen(trx, id, { closesAt: new Date('2026-03-01'), moderation: 'after' }),
      ),
      (error) => error instanceof Refusal && error.key === 'listening.refused.closes-in-past',
    )
    await as(place.chair, (trx) => changeWhileOpen(trx, id, { closesAt, moderation: 'before' }))
    await as(place.chair, (trx) => changeWhileOpen(trx, id, { closesAt, moderation: 'before' }))
    const changes = await stored(
      `SELECT body FROM platform.ledger_event WHERE partnership_id = $1 AND act = 'round-changed'`,
      place.partnership,
    )
    assert.deepEqual(
      changes.map((each) => JSON.parse(each.body)),
      [{ closes: '2026-03-09T23:59:00.000Z', moderation: 'before' }],
    )
  })
})

describe('adding a statement', () => {
  const opened = async (place: Neighbours, moderation: 'before' | 'after' = 'after') => {
    const round = await drafted(place, { moderation })
    await read(place, round.id)
    await as(place.facilitator, (trx) => openRound(trx, round.id))
    return round
  }
  const say = (round: string, text: string, status?: 'held') => {
    const participant = newId(system.clock.now())
    return as({ kind: 'participant', participant }, (trx) =>
      addStatement(trx, {
        round,
        text,
        language: 'en',
        source: 'participant',
        authorParticipant: participant,
        channel: 'screen',
        ...(status ? { status } : {}),
      }),
    )
  }

  test('numbers thirty that arrive at once 3 to 32, held ones among them', async () => {
    const { id } = await opened(await neighbours(system))
    const added = await Promise.all(
      Array.from({ length: 30 }, (_, n) => say(id, `Voice ${n}`, n % 3 === 0 ? 'held' : undefined)),
    )
    assert.deepEqual(
      added.map((each) => each.number).sort((a, b) => a - b),
      Array.from({ length: 30 }, (_, n) => n + 3),
    )
    const rows = await stored(
      'SELECT number, status FROM listening.statement WHERE round_id = $1 ORDER BY number',
      id,
    )
    assert.deepEqual(
      rows.map((row) => row.number),
      Array.from({ length: 32 }, (_, n) => n + 1),
    )
    assert.equal(rows.filter((row) => row.status === 'held').length, 10)
  })

  test('publishes by the round’s moderation and by what was spotted', async () => {
    const place = await neighbours(system)
    const after = await opened(place, 'after')
    const before = await opened(place, 'before')
    assert.equal((await say(after.id, 'More light')).status, 'published')
    assert.equal((await say(after.id, 'More light at number 9', 'held')).status, 'held')
    assert.equal((await say(before.id, 'More light')).status, 'waiting')
    assert.equal((await say(before.id, 'More light at number 9', 'held')).status, 'held')
    const acts = await stored(
      `SELECT actor FROM platform.ledger_event WHERE partnership_id = $1 AND act = 'statement-published' AND body LIKE '%"number":3%'`,
      place.partnership,
    )
    assert.deepEqual(
      acts.map((each) => each.actor),
      ['system:statement'],
      'the record names no participant',
    )
  })

  test('is seen by its author and the partnership until it is public', async () => {
    const place = await neighbours(system)
    const other = await neighbours(system)
    const { id } = await opened(place, 'before')
    const participant = newId(system.clock.now())
    const author: Actor = { kind: 'participant', participant }
    const { number } = await as(author, (trx) =>
      addStatement(trx, {
        round: id,
        text: 'A warm room',
        language: 'en',
        source: 'participant',
        authorParticipant: participant,
        channel: 'screen',
      }),
    )
    const seen = async (actor: Actor) =>
      (await reading(system.db, actor, (db) => statementsOf(db, id))).some(
        (each) => each.number === number,
      )
    assert.equal(await seen(author), true)
    assert.equal(await seen(place.moderator), true)
    assert.equal(await seen(asSystem('test')), true)
    assert.equal(await seen(anonymous), false)
    assert.equal(await seen(other.chair), false)
    assert.equal(await seen({ kind: 'participant', participant: newId() }), false)
  })

  test('cannot be done in another person’s name, to a draft or to nothing', async () => {
    const place = await neighbours(system)
    const { id } = await drafted(place)
    await assert.rejects(say(id, 'Into a draft'), Refusal)
    await assert.rejects(say(newId(), 'Into nothing'), Refusal)
    const open = await opened(place)
    await assert.rejects(
      as({ kind: 'participant', participant: newId() }, (trx) =>
        addStatement(trx, {
          round: open.id,
          text: 'As somebody else',
          language: 'en',
          source: 'participant',
          authorParticipant: newId(),
          channel: 'screen',
        }),
      ),
      /row-level security/,
    )
    await assert.rejects(say(open.id, '   '), Refusal)
    await assert.rejects(say(open.id, 'a'.repeat(281)), Refusal)
  })

  test('finds those that say nearly the same, and no others', async () => {
    const { id } = await opened(await neighbours(system))
    await say(id, 'There is nowhere warm to sit.')
    const alike = await similarStatements(system.db, id, 'the LAST bus goes at six', 3)
    assert.deepEqual(
      alike.map((each) => each.text),
      ['The last bus is at six.'],
    )
    assert.ok(alike[0]!.likeness > 0.35 && alike[0]!.likeness <= 1)
    assert.deepEqual(await similarStatements(system.db, id, 'More doctors, please'), [])
  })
})

describe('a draft', () => {
  test('is invisible to all but its partnership, with everything in it', async () => {
    const place = await neighbours(system)
    const other = await neighbours(system)
    const { id } = await drafted(place)
    await read(place, id)
    const tables = ['round_text', 'statement', 'prior_reading'] as const
    const counts = (actor: Actor) =>
      reading(system.db, actor, async (db) => {
        const found = await Promise.all(
          tables.map((table) =>
            db.selectFrom(`listening.${table}`).selectAll().where('round_id', '=', id).execute(),
          ),
        )
        return [Boolean(await roundById(db, id)), ...found.map((rows) => rows.length)]
      })
    const strangers: Actor[] = [
      anonymous,
      { kind: 'participant', participant: newId() },
      other.chair,
      { kind: 'person', person: newId(), roles: [], operator: true },
    ]
    for (const actor of strangers) assert.deepEqual(await counts(actor), [false, 0, 0, 0])
    for (const role of [
      'chair',
      'facilitator',
      'moderator',
      'keyer',
      'safeguarding',
      'member',
    ] as const)
      assert.deepEqual(await counts(place[role]), [true, 1, 2, 1], role)
  })

  test('is changed by chair and facilitator alone', async () => {
    const place = await neighbours(system)
    const other = await neighbours(system)
    const { id } = await drafted(place)
    const change = (actor: Actor) =>
      as(actor, (trx) => writeWords(trx, id, { ...words, reason: 'A new reason.' }))
    for (const actor of [
      place.moderator,
      place.keyer,
      place.safeguarding,
      place.member,
      other.chair,
    ])
      await assert.rejects(change(actor), Refusal)
    await change(place.chair)
    await change(place.facilitator)
    // And in SQL, where no rule of ours was asked.
    await assert.rejects(
      as(place.member, ({ db }) =>
        db
          .insertInto('listening.round_text')
          .values({ ...words, round_id: id, language: 'cy' })
          .execute(),
      ),
      /row-level security/,
    )
    const untouched = await as(place.moderator, ({ db }) =>
      db
        .updateTable('listening.round_text')
        .set({ reason: 'x' })
        .where('round_id', '=', id)
        .executeTakeFirst(),
    )
    assert.equal(untouched.numUpdatedRows, 0n)
  })
})
