import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { actorOf, foundBoard, type Board } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import type { Actor } from '../../platform/actor.ts'
import { anonymous } from '../../platform/actor.ts'
import { reading, transaction, type Database } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

const system = await testSystem()
const askers = [
  'stranger',
  'outsider',
  'elsewhere',
  'chair',
  'facilitator',
  'keyer',
  'member',
] as const
type Asker = (typeof askers)[number]

let board: Board
let other: Board
let interest = ''
let voice = ''

const personOf = (asker: Asker) =>
  asker === 'outsider'
    ? board.outsider
    : asker === 'elsewhere'
      ? other.chair
      : asker === 'chair'
        ? board.chair
        : asker === 'facilitator'
          ? board.facilitator
          : asker === 'keyer'
            ? board.keyer
            : board.residents[3]!

before(async () => {
  board = await foundBoard(system, {
    residents: 5,
    organisations: 1,
    quorumShare: null,
    name: 'Ours',
  })
  other = await foundBoard(system, { residents: 3, organisations: 0, name: 'Theirs' })
  interest = newId(system.clock.now())
  voice = newId(system.clock.now())
  await system.owner.query(
    `INSERT INTO partnerships.interest (id, partnership_id, member_id, about, declared_at, declared_by) VALUES ($1, $2, $3, 'A shop.', $4, $5)`,
    [interest, board.id, board.residents[4]!.id, system.clock.now(), board.residents[4]!.person],
  )
  await system.owner.query(
    `INSERT INTO partnerships.representative (id, organisation_id, person_id, partnership_id, named_at) VALUES ($1, $2, $3, $4, $5)`,
    [voice, board.organisations[0]!.id, other.residents[1]!.person, board.id, system.clock.now()],
  )
})

// + let in; s asked to sign in; . refused; ? a form that is wrong, which only those let in are told.
const grid: [method: 'GET' | 'POST', path: string, row: string][] = [
  //                                      stranger outsider elsewhere chair facil keyer member
  ['GET', '/constitution', '+ + + + + + +'],
  ['GET', '/trusted-organisation', '+ + + + + + +'],
  ['GET', '/constitution/set-up', 's . . + . . .'],
  ['POST', '/constitution/set-up', 's . . ? . . .'],
  ['GET', '/constitution/change', 's . . + + . .'],
  ['POST', '/constitution/change', 's . . ? ? . .'],
  ['POST', '/trusted-organisation', 's . . ? . . .'],
  ['POST', '/trusted-organisation/end', 's . . + . . .'],
  ['GET', '/interests', 's . . + + + +'],
  ['POST', '/interests', 's . . ? ? ? ?'],
  ['GET', '/representatives', 's . . + + + +'],
  ['GET', '/members/MEMBER/term', 's . . + . . .'],
  ['POST', '/members/MEMBER/term', 's . . + . . .'],
  ['GET', '/closeness', 's . . + + + +'],
  ['GET', '/drift', 's . . + + + +'],
  ['GET', '/drift-terms?language=en', 's . . + + + +'],
  ['POST', '/interests/INTEREST/end', 's . . + + . .'],
  ['POST', '/representatives/VOICE/end', 's . . + . . .'],
]

describe('at the front door', () => {
  for (const [method, pattern, row] of grid)
    test(`${method} ${pattern}`, async () => {
      const path = `/in/${board.slug}${pattern}`
        .replace('MEMBER', board.residents[4]!.id)
        .replace('INTEREST', interest)
        .replace('VOICE', voice)
      const seen: string[] = []
      // Those who may go last, so that nobody is refused only because it is done already.
      for (const asker of askers.toSorted((a, b) => may(row, a) - may(row, b))) {
        const browser = asker === 'stranger' ? visitor(board.web) : await personOf(asker).browser()
        const response = await (method === 'GET' ? browser.get(path) : browser.post(path, {}))
        const location = response.headers.get('location') ?? ''
        seen[askers.indexOf(asker)] =
          response.status === 403
            ? '.'
            : response.status === 401 || location.startsWith('/sign-in')
              ? 's'
              : response.status === 422
                ? '?'
                : response.status === 200 || response.status === 303
                  ? '+'
                  : // Ended already by whoever went before.
                    response.status === 404 && method === 'POST'
                    ? '+'
                    : String(response.status)
      }
      assert.equal(seen.join(' '), row)
    })
})

const may = (row: string, asker: Asker) => Number(row.split(' ')[askers.indexOf(asker)] === '+')

const at = () => system.clock.now()
const rules = () => ({
  partnership_id: board.id,
  minimum_members: 1,
  resident_share_of_members: 50,
  resident_share_of_votes: 50,
  quorum_share: 1,
  carrying_share: 50,
  change_share: 50,
  notice_days: 0,
  change_notice_days: 0,
  yearly_meeting: false,
  adopted_at: at(),
})

// The same past every page: each asker as the database sees them, writing by hand.
const changes: Record<string, (db: Database, own: string) => Promise<unknown>> = {
  'sets the rules': (db) =>
    db
      .insertInto('partnerships.constitution')
      .values({ ...rules(), id: newId(), version: 90 + Math.floor(performance.now() * 1000) })
      .execute(),
  'forges rules as decided': (db) =>
    db
      .insertInto('partnerships.constitution')
      .values({ ...rules(), id: newId(), version: 2, decision_id: newId() })
      .execute(),
  'rewrites the rules': (db) =>
    db.updateTable('partnerships.constitution').set({ quorum_share: 1 }).execute(),
  'sets a term': (db, own) =>
    db
      .insertInto('partnerships.term')
      .values({
        id: newId(),
        member_id: board.residents[4]!.id,
        ends_on: '2030-01-01',
        set_at: at(),
        set_by: own,
      })
      .execute(),
  'names who holds the money': async (db) => {
    await db
      .updateTable('partnerships.trusted_organisation')
      .set({ ended_at: at() })
      .where('partnership_id', '=', board.id)
      .execute()
    await db
      .insertInto('partnerships.trusted_organisation')
      .values({
        id: newId(),
        partnership_id: board.id,
        organisation_id: board.organisations[0]!.id,
        holds: 'All of it.',
        since: '2026-01-01',
        named_at: at(),
      })
      .execute()
  },
  'reads interests': async (db) => {
    const seen = await db.selectFrom('partnerships.interest').selectAll().execute()
    assert.ok(seen.length > 0, 'nothing is shown')
  },
  "declares somebody else's interest": (db, own) =>
    db
      .insertInto('partnerships.interest')
      .values({
        id: newId(),
        partnership_id: board.id,
        member_id: board.residents[4]!.id,
        about: 'Forged.',
        declared_at: at(),
        declared_by: own,
      })
      .execute(),
  'rewrites an interest': (db) =>
    db.updateTable('partnerships.interest').set({ about: 'Nothing.' }).execute(),
  'speaks for an organisation uninvited': (db, own) =>
    db
      .insertInto('partnerships.representative')
      .values({
        id: newId(),
        organisation_id: board.organisations[0]!.id,
        person_id: own,
        partnership_id: board.id,
        named_at: at(),
      })
      .execute(),
  'speaks for it everywhere': (db, own) =>
    db
      .insertInto('partnerships.representative')
      .values({
        id: newId(),
        organisation_id: board.organisations[0]!.id,
        person_id: own,
        named_at: at(),
      })
      .execute(),
}

const sqlGrid: Record<string, string> = {
  //                                   stranger outsider elsewhere chair facil keyer member
  'sets the rules': '. . . + . . .',
  'forges rules as decided': '. . . . . . .',
  'rewrites the rules': '. . . . . . .',
  'sets a term': '. . . + . . .',
  'names who holds the money': '. . . + . . .',
  'reads interests': '. . . + + + +',
  "declares somebody else's interest": '. . . + + . .',
  'rewrites an interest': '. . . . . . .',
  'speaks for an organisation uninvited': '. . . . . . .',
  'speaks for it everywhere': '. . . . . . .',
}

describe('past every page, in SQL', () => {
  for (const [name, row] of Object.entries(sqlGrid))
    test(name, async () => {
      const seen: string[] = []
      for (const asker of askers) {
        const own = asker === 'stranger' ? newId() : personOf(asker).person
        const actor: Actor = asker === 'stranger' ? anonymous : await actorOf(system, own)
        try {
          const run = changes[name]!
          await (name.startsWith('reads')
            ? reading(system.db, actor, (db) => run(db, own))
            : transaction(system.db, actor, at(), ({ db }) => run(db, own)))
          seen.push('+')
        } catch (error) {
          assert.match(
            String(error),
            /row-level security|permission denied|nothing is shown|not allowed/,
            `${name} as ${asker}`,
          )
          seen.push('.')
        }
      }
      assert.equal(seen.join(' '), row)
    })

  test('an invitation to speak for an organisation makes nobody a member', async () => {
    const person = board.outsider.person
    const invitation = newId()
    await system.owner.query(
      `INSERT INTO partnerships.invitation (id, partnership_id, code_hash, standing, organisation_id, roles, invited_by, made_at, expires_at, uses, uses_left)
       VALUES ($1, $2, $6, 'representative', $3, '{}', $4, $5, $5::timestamptz + interval '1 day', 1, 0)`,
      [invitation, board.id, board.organisations[0]!.id, board.chair.person, at(), newId()],
    )
    await system.owner.query(
      'INSERT INTO partnerships.invitation_use (invitation_id, person_id, used_at) VALUES ($1, $2, $3)',
      [invitation, person, at()],
    )
    const joinAs = (standing: 'resident' | 'organisation') =>
      actorOf(system, person).then((actor) =>
        transaction(system.db, actor, at(), ({ db }) =>
          db
            .insertInto('partnerships.member')
            .values({
              id: newId(),
              partnership_id: board.id,
              person_id: person,
              standing,
              organisation_id: standing === 'organisation' ? board.organisations[0]!.id : null,
              joined_at: at(),
            })
            .execute(),
        ),
      )
    await assert.rejects(joinAs('resident'), /row-level security/)
    await assert.rejects(joinAs('organisation'), /row-level security/)
  })
})
