import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { foundBoard, type BoardMember } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { anonymous, type Actor } from '../../platform/actor.ts'
import { reading, transaction, type Database } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { putDecision } from './decision.actions.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 4, organisations: 1 })
const other = await foundBoard(system, { residents: 3, organisations: 1 })
const chair = await board.chair.browser()

async function called(title: string, fields: Record<string, string> = {}): Promise<string> {
  const answer = await chair.post(`/in/${board.slug}/meetings`, {
    title,
    'on-day': '11',
    'on-month': '3',
    'on-year': '2026',
    starts: '19:00',
    ends: '20:30',
    place: 'The hall',
    joining: '',
    ...fields,
  })
  assert.equal(answer.status, 303, await answer.text())
  const meeting = answer.headers.get('location')!.replace('/meetings/', '')
  await chair.post(`/meetings/${meeting}/agenda`, { title: `${title}: the road` })
  return meeting
}

const put = (question: string, actor: Actor = board.chair.actor) =>
  transaction(system.db, actor, system.clock.now(), (trx) =>
    putDecision(trx, {
      partnership: board.id,
      meeting: null,
      kind: 'ordinary',
      question,
      background: '',
      language: 'en',
      options: [
        { text: 'Yes', adopts: true },
        { text: 'No', adopts: false },
      ],
      grounds: [],
      parties: [],
    }),
  )

const draft = await called('Drafted')
const told = await called('Told')
assert.equal((await chair.post(`/meetings/${told}/notice`)).status, 303)
const question = await put('Shall we paint the bench?')
const itemOf = async (meeting: string) =>
  String(
    (
      await system.owner.query('SELECT id FROM partnerships.agenda_item WHERE meeting_id = $1', [
        meeting,
      ])
    ).rows[0].id,
  )
const items = { draft: await itemOf(draft), told: await itemOf(told) }

const who: Record<string, BoardMember> = {
  chair: board.chair,
  facilitator: board.facilitator,
  keyer: board.keyer,
  member: board.residents[3]!,
  'the chair of another partnership': other.chair,
  'somebody with an account': board.outsider,
}
const organisers = ['chair', 'facilitator']

describe('at the front door', () => {
  const forms: [what: string, path: string, fields: Record<string, string>, may: string[]][] = [
    ['call a meeting', `/in/${board.slug}/meetings`, { title: '' }, organisers],
    ['change it', `/meetings/${draft}/change`, { title: '' }, organisers],
    ['add to its agenda', `/meetings/${draft}/agenda`, { title: '' }, organisers],
    ['word its agenda', `/meetings/${draft}/agenda/${items.draft}`, { title: '' }, organisers],
    ['cancel it', `/meetings/${told}/cancellation`, { reason: '' }, organisers],
    ['write minutes', `/meetings/${told}/minutes`, { text: '' }, organisers],
  ]
  for (const [name, person] of Object.entries(who))
    for (const [what, path, fields, may] of forms)
      test(`${name} ${may.includes(name) ? 'may' : 'may not'} ${what}`, async () => {
        const browser = await person.browser()
        const { status } = await browser.post(path, fields)
        // What may be done is refused for being empty; a draft of others is not there at all.
        if (may.includes(name)) assert.equal(status, 422)
        else assert.ok(status === 403 || status === 404, String(status))
      })

  test('whoever is not signed in is asked to sign in, and changes nothing', async () => {
    const anyone = visitor(board.web)
    for (const [, path, fields] of forms) {
      const { status } = await anyone.post(path, fields)
      assert.ok([303, 401, 404].includes(status), `${path}: ${status}`)
    }
  })

  test('a draft is there for members of its own partnership alone', async () => {
    for (const [name, person] of Object.entries(who)) {
      const member = name !== 'somebody with an account' && !name.startsWith('the chair of')
      const browser = await person.browser()
      assert.equal((await browser.get(`/meetings/${draft}`)).status, member ? 200 : 404, name)
      const list = await browser.page(`/in/${board.slug}/meetings`)
      assert.equal(list.includes('Drafted'), member, name)
    }
    const anyone = visitor(board.web)
    assert.equal((await anyone.get(`/meetings/${draft}`)).status, 404)
    assert.equal((await anyone.get(`/meetings/${draft}/minutes`)).status, 404)
    assert.equal((await anyone.get(`/meetings/${draft}/meeting.ics`)).status, 404)
  })

  test('who was there is for members; who notes it, for the keyer and organisers', async () => {
    system.clock.moveTo(new Date('2026-03-11T19:10:00Z'))
    for (const [name, person] of Object.entries(who)) {
      const browser = await person.browser()
      const member = name !== 'somebody with an account' && !name.startsWith('the chair of')
      const page = await browser.get(`/meetings/${told}/attendance`)
      assert.equal(page.status, member ? 200 : 403, name)
      const noting = await browser.post(`/meetings/${told}/attendance`, {})
      assert.equal(noting.status, [...organisers, 'keyer'].includes(name) ? 303 : 403, name)
    }
    assert.ok(
      [303, 401].includes((await visitor(board.web).get(`/meetings/${told}/attendance`)).status),
    )
    system.clock.moveTo(new Date('2026-03-02T12:00:00Z'))
  })

  test('a member of another partnership cannot be noted here', async () => {
    system.clock.moveTo(new Date('2026-03-11T19:10:00Z'))
    const stranger = other.members[0]!
    await chair.post(`/meetings/${told}/attendance`, { [`channel-${stranger.id}`]: 'room' })
    const { rows } = await system.owner.query(
      'SELECT 1 FROM partnerships.attendance WHERE member_id = $1',
      [stranger.id],
    )
    assert.equal(rows.length, 0)
    system.clock.moveTo(new Date('2026-03-02T12:00:00Z'))
  })

  test('a question of another partnership cannot be put on this agenda', async () => {
    const theirs = await transaction(system.db, other.chair.actor, system.clock.now(), (trx) =>
      putDecision(trx, {
        partnership: other.id,
        meeting: null,
        kind: 'ordinary',
        question: 'Theirs?',
        background: '',
        language: 'en',
        options: [
          { text: 'Yes', adopts: true },
          { text: 'No', adopts: false },
        ],
        grounds: [],
        parties: [],
      }),
    )
    const answer = await chair.post(`/meetings/${draft}/agenda`, {
      title: 'Theirs?',
      decision: theirs,
    })
    assert.equal(answer.status, 409)
    const { rows } = await system.owner.query(
      'SELECT meeting_id FROM partnerships.decision WHERE id = $1',
      [theirs],
    )
    assert.equal(rows[0].meeting_id, null)
  })
})

describe('in the database, past every page', () => {
  const refused = (actor: Actor, work: (db: Database) => Promise<unknown>) =>
    assert.rejects(
      transaction(system.db, actor, system.clock.now(), ({ db }) => work(db)),
      { code: '42501' },
    )
  const changes = async (
    actor: Actor,
    work: (db: Database) => Promise<{ numAffectedRows?: bigint }>,
  ) =>
    Number(
      (await transaction(system.db, actor, system.clock.now(), ({ db }) => work(db)))
        .numAffectedRows ?? 0n,
    )
  const outsiders: [string, Actor][] = [
    ['anyone', anonymous],
    ['an outsider', board.outsider.actor],
    ['another chair', other.chair.actor],
  ]

  test('a draft, its agenda and its cancelling are seen by members alone', async () => {
    const gone = await called('Given up')
    await chair.post(`/meetings/${gone}/cancellation`, { reason: 'A private matter' })
    for (const [name, actor] of [...outsiders, ['a member', board.residents[3]!.actor] as const]) {
      const seen = await reading(system.db, actor, async (db) => ({
        meetings: (
          await sql`SELECT 1 FROM partnerships.meeting WHERE id IN (${draft}, ${gone})`.execute(db)
        ).rows.length,
        items: (
          await sql`SELECT 1 FROM partnerships.agenda_item WHERE meeting_id = ${draft}`.execute(db)
        ).rows.length,
        cancelled: (
          await sql`SELECT 1 FROM partnerships.meeting_cancellation WHERE meeting_id = ${gone}`.execute(
            db,
          )
        ).rows.length,
        told: (await sql`SELECT 1 FROM partnerships.meeting WHERE id = ${told}`.execute(db)).rows
          .length,
      }))
      const member = name === 'a member'
      assert.deepEqual(
        seen,
        { meetings: member ? 2 : 0, items: member ? 1 : 0, cancelled: member ? 1 : 0, told: 1 },
        name,
      )
    }
  })

  test('after notice neither the meeting nor its agenda changes, whoever asks', async () => {
    for (const actor of [board.chair.actor, board.facilitator.actor]) {
      assert.equal(
        await changes(actor, (db) =>
          sql`UPDATE partnerships.meeting SET place = 'Elsewhere' WHERE id = ${told}`.execute(db),
        ),
        0,
      )
      assert.equal(
        await changes(actor, (db) =>
          sql`UPDATE partnerships.agenda_item SET title = 'Another' WHERE id = ${items.told}`.execute(
            db,
          ),
        ),
        0,
      )
      assert.equal(
        await changes(actor, (db) =>
          sql`DELETE FROM partnerships.agenda_item WHERE id = ${items.told}`.execute(db),
        ),
        0,
      )
      await refused(actor, (db) =>
        sql`INSERT INTO partnerships.agenda_item (id, meeting_id, position, title) VALUES (${newId()}, ${told}, 9, 'Late')`.execute(
          db,
        ),
      )
      await refused(actor, (db) =>
        sql`UPDATE partnerships.decision SET meeting_id = ${told} WHERE id = ${question}`.execute(
          db,
        ),
      )
      await refused(actor, (db) =>
        sql`UPDATE partnerships.meeting_notice SET clear_days = 9 WHERE meeting_id = ${told}`.execute(
          db,
        ),
      )
    }
  })

  test('members, outsiders and other organisers write nothing of a meeting', async () => {
    for (const [, actor] of [...outsiders, ['a member', board.residents[3]!.actor] as const]) {
      await refused(actor, (db) =>
        sql`INSERT INTO partnerships.meeting (id, partnership_id, title, starts_at, ends_at, place, called_at)
          VALUES (${newId()}, ${board.id}, 'Mine', '2026-04-01T10:00Z', '2026-04-01T11:00Z', 'Here', '2026-03-02T12:00Z')`.execute(
          db,
        ),
      )
      await refused(actor, (db) =>
        sql`INSERT INTO partnerships.meeting_notice (meeting_id, sent_at, clear_days, asked_days) VALUES (${draft}, '2026-03-02T12:00Z', 5, 5)`.execute(
          db,
        ),
      )
      await refused(actor, (db) =>
        sql`INSERT INTO partnerships.meeting_cancellation (meeting_id, at, reason) VALUES (${told}, '2026-03-02T12:00Z', 'No')`.execute(
          db,
        ),
      )
      await refused(actor, (db) =>
        sql`INSERT INTO partnerships.attendance (meeting_id, member_id, channel, arrived_at) VALUES (${told}, ${board.residents[3]!.id}, 'room', '2026-03-11T19:00Z')`.execute(
          db,
        ),
      )
      await refused(actor, (db) =>
        sql`INSERT INTO partnerships.minutes (id, meeting_id, version, text, language, written_at) VALUES (${newId()}, ${told}, 1, 'Mine', 'en', '2026-03-12T12:00Z')`.execute(
          db,
        ),
      )
      assert.equal(
        await changes(actor, (db) =>
          sql`UPDATE partnerships.decision SET meeting_id = ${draft} WHERE id = ${question}`.execute(
            db,
          ),
        ),
        0,
      )
    }
  })

  test('who was written to is known to nobody but the work that writes', async () => {
    await refused(board.chair.actor, (db) =>
      sql`INSERT INTO partnerships.meeting_told (meeting_id, kind, person_id, at) VALUES (${told}, 'notice', ${board.chair.person}, '2026-03-02T12:00Z')`.execute(
        db,
      ),
    )
    await system.owner.query(
      `INSERT INTO partnerships.meeting_told (meeting_id, kind, person_id, at) VALUES ($1, 'notice', $2, '2026-03-02T12:00Z')`,
      [told, board.chair.person],
    )
    for (const actor of [anonymous, board.chair.actor, board.residents[3]!.actor])
      assert.equal(
        await reading(
          system.db,
          actor,
          async (db) =>
            (await sql`SELECT 1 FROM partnerships.meeting_told`.execute(db)).rows.length,
        ),
        0,
      )
  })

  test('unpublished minutes and who was there are for members', async () => {
    await system.owner.query(
      `INSERT INTO partnerships.minutes (id, meeting_id, version, text, language, written_at) VALUES ($1, $2, 1, 'Not yet', 'en', '2026-03-12T12:00Z')`,
      [newId(), told],
    )
    await system.owner.query(
      `INSERT INTO partnerships.attendance (meeting_id, member_id, channel, arrived_at) VALUES ($1, $2, 'room', '2026-03-11T19:00Z')`,
      [told, board.residents[3]!.id],
    )
    for (const [name, actor] of [...outsiders, ['a member', board.residents[3]!.actor] as const]) {
      const seen = await reading(system.db, actor, async (db) => [
        (await sql`SELECT 1 FROM partnerships.minutes WHERE meeting_id = ${told}`.execute(db)).rows
          .length,
        (await sql`SELECT 1 FROM partnerships.attendance WHERE meeting_id = ${told}`.execute(db))
          .rows.length,
      ])
      assert.deepEqual(seen, name === 'a member' ? [1, 1] : [0, 0], name)
    }
  })
})

describe('a question on an agenda', () => {
  test('it is decided at the meeting it is put to, and waits for another when it is taken off', async () => {
    const asked = await put('Shall we mend the wall?')
    const meeting = await called('With a question')
    const meetingOf = async () =>
      (
        await system.owner.query('SELECT meeting_id FROM partnerships.decision WHERE id = $1', [
          asked,
        ])
      ).rows[0].meeting_id as string | null
    assert.match(await chair.page(`/meetings/${meeting}`), /Shall we mend the wall\?/)
    const on = () =>
      chair.post(`/meetings/${meeting}/agenda`, {
        title: 'Shall we mend the wall?',
        decision: asked,
      })
    const first = await on()
    assert.equal(first.status, 303)
    assert.equal((await on()).headers.get('location'), first.headers.get('location'), 'once')
    assert.equal(await meetingOf(), meeting)
    const item = first.headers.get('location')!.split('#item-')[1]!
    await chair.post(`/meetings/${meeting}/agenda/${item}/removal`)
    assert.equal(await meetingOf(), null)
    await on()
    // A question put to the meeting elsewhere is on its agenda by the time notice is sent.
    const alsoAsked = await put('Shall we plant the verge?')
    await system.owner.query('UPDATE partnerships.decision SET meeting_id = $1 WHERE id = $2', [
      meeting,
      alsoAsked,
    ])
    assert.match(await chair.page(`/meetings/${meeting}/notice`), /Shall we plant the verge\?/)
    assert.equal((await chair.post(`/meetings/${meeting}/notice`)).status, 303)
    const open = await visitor(board.web).page(`/meetings/${meeting}`)
    assert.match(open, /Shall we mend the wall\?/)
    assert.match(open, /Shall we plant the verge\?/)
    const nodes = await system.owner.query(
      'SELECT kind FROM platform.thread_node WHERE id = ANY ($1::uuid[])',
      [[asked, alsoAsked]],
    )
    assert.deepEqual(nodes.rows, [{ kind: 'decision' }, { kind: 'decision' }])
    // Cancelled, its questions wait for another meeting.
    await chair.post(`/meetings/${meeting}/cancellation`, { reason: 'Snow' })
    const next = await called('In its place')
    const moved = await chair.post(`/meetings/${next}/agenda`, {
      title: 'Shall we mend the wall?',
      decision: asked,
    })
    assert.equal(moved.status, 303)
    assert.equal(await meetingOf(), next)
  })

  test('a change of the rules is not put at short notice', async () => {
    const meeting = await called('Rules')
    await transaction(system.db, board.chair.actor, system.clock.now(), (trx) =>
      putDecision(trx, {
        partnership: board.id,
        meeting,
        kind: 'constitution',
        question: 'Shall notice be seven days?',
        background: '',
        language: 'en',
        options: [
          { text: 'Yes', adopts: true },
          { text: 'No', adopts: false },
        ],
        grounds: [],
        parties: [],
        proposal: { notice_days: 7 },
      }),
    )
    const page = await chair.page(`/meetings/${meeting}/notice`)
    assert.match(page, /has to be made known 14 days before/)
    assert.doesNotMatch(page, /Send notice now/)
    assert.equal((await chair.post(`/meetings/${meeting}/notice`, { reason: 'Soon' })).status, 409)
    assert.equal(
      (
        await chair.post(`/meetings/${meeting}/change`, {
          title: 'Rules',
          'on-day': '16',
          'on-month': '3',
          'on-year': '2026',
          starts: '19:00',
          ends: '20:30',
          place: 'The hall',
          joining: '',
        })
      ).status,
      303,
    )
    assert.equal((await chair.post(`/meetings/${meeting}/notice`)).status, 303)
  })
})
