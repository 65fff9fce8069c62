// Long because both grids, and everyone who stands in them, are read in one sitting.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { createWeb } from '../../app/web.ts'
import type { Actor } from '../../platform/actor.ts'
import { reading, transaction, type Database } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { rolesOf } from './index.ts'

const system = await testSystem()
const web = createWeb(system)

// Who asks: a stranger, somebody signed in who belongs elsewhere (as chair there), one for each role
// here, somebody whose membership was ended, and the operator of the server.
const askers = [
  'stranger',
  'elsewhere',
  'chair',
  'facilitator',
  'moderator',
  'keyer',
  'safeguarding',
  'member',
  'ended',
  'operator',
] as const
type Asker = (typeof askers)[number]

const browsers = new Map<Asker, ReturnType<typeof visitor>>()
const people = new Map<Asker, string>()
let partnership = ''
let target = ''
let invitation = ''

const founding = {
  purpose: 'To be tested.',
  language: 'en',
  place: 'Here',
  nation: 'england',
  standing: 'resident',
}
const rowsOf = async (text: string, values: unknown[] = []) =>
  (await system.owner.query(text, values)).rows

before(async () => {
  for (const asker of askers) {
    const browser = visitor(web)
    browsers.set(asker, browser)
    if (asker !== 'stranger')
      people.set(asker, await browser.signIn(system, `${asker}@example.org`))
    // Signing in is slowed per address; the clock moves on between people.
    system.clock.advance(60_000)
  }
  await browsers.get('chair')!.post('/partnerships', { ...founding, name: 'Ours' })
  await browsers.get('elsewhere')!.post('/partnerships', { ...founding, name: 'Theirs' })
  await system.owner.query(`UPDATE people.person SET operator = true WHERE id = $1`, [
    people.get('operator'),
  ])
  partnership = (await rowsOf(`SELECT id FROM partnerships.partnership WHERE slug = 'ours'`))[0].id
  const add = async (person: string, roles: string[], ended = false) => {
    const id = newId(system.clock.now())
    await system.owner.query(
      `INSERT INTO partnerships.member (id, partnership_id, person_id, standing, joined_at, left_at, left_by) VALUES ($1, $2, $3, 'resident', $4, $5, $6)`,
      [
        id,
        partnership,
        person,
        system.clock.now(),
        ended ? system.clock.now() : null,
        ended ? people.get('chair') : null,
      ],
    )
    for (const role of roles)
      await system.owner.query(
        `INSERT INTO partnerships.member_role (id, member_id, role, granted_at) VALUES (gen_random_uuid(), $1, $2, $3)`,
        [id, role, system.clock.now()],
      )
    return id
  }
  // A chair and nothing else, so that the grid shows what the role alone may do.
  await system.owner.query(
    `UPDATE partnerships.member_role SET ended_at = granted_at WHERE role <> 'chair' AND role <> 'member' AND member_id IN (SELECT id FROM partnerships.member WHERE person_id = $1)`,
    [people.get('chair')],
  )
  for (const role of ['facilitator', 'moderator', 'keyer', 'safeguarding'] as const)
    await add(people.get(role)!, [role, 'member'])
  await add(people.get('member')!, ['member'])
  await add(people.get('ended')!, ['chair', 'member'], true)
  const [someone] = await rowsOf(
    `INSERT INTO people.person (id, name, email, created_at, updated_at) VALUES (gen_random_uuid(), 'Someone', 'someone@example.org', now(), now()) RETURNING id`,
  )
  target = await add(someone.id, ['member'])
  const made = await browsers
    .get('chair')!
    .post('/in/ours/invitations', { standing: 'resident', uses: '5', days: '7' })
  invitation = made.headers.get('location')!.split('/').at(-1)!
})

// + is let in (200, or 303 to what comes next); s is asked to sign in (303 to sign-in, or 401 for a
// change); . is refused (403).
const grid: [method: 'GET' | 'POST', path: string, row: string][] = [
  //                                        stranger elsewhere chair facil moder keyer safeg member ended operator
  ['GET', '/partnerships', '+ + + + + + + + + +'],
  ['GET', '/partnerships/new', 's + + + + + + + + +'],
  ['GET', '/in/ours', '+ + + + + + + + + +'],
  ['GET', '/in/ours/came-out', '+ + + + + + + + + +'],
  ['GET', '/in/ours/record', '+ + + + + + + + + +'],
  ['GET', '/in/ours/record.json', '+ + + + + + + + + +'],
  ['GET', '/in/ours/record.atom', '+ + + + + + + + + +'],
  ['GET', '/join', '+ + + + + + + + + +'],
  ['GET', '/in/ours/members', 's . + + + + + + . .'],
  ['GET', '/in/ours/leaving', 's . + + + + + + . .'],
  ['GET', '/in/ours/members/TARGET/roles', 's . + . . . . . . .'],
  ['POST', '/in/ours/members/TARGET/roles', 's . + . . . . . . .'],
  ['GET', '/in/ours/invitations', 's . + . . . . . . .'],
  ['GET', '/in/ours/invitations/new', 's . + . . . . . . .'],
  ['GET', '/in/ours/invitations/INVITATION', 's . + . . . . . . .'],
  ['POST', '/in/ours/invitations/INVITATION/withdrawal', 's . + . . . . . . .'],
  ['GET', '/in/ours/settings', 's . + . . . . . . .'],
  ['POST', '/in/ours/settings', 's . + . . . . . . .'],
  // Last: it changes who belongs.
  ['POST', '/in/ours/members/TARGET/end', 's . + . . . . . . .'],
]

describe('at the front door', () => {
  for (const [method, pattern, row] of grid) {
    test(`${method} ${pattern}`, async () => {
      const path = pattern.replace('TARGET', target).replace('INVITATION', invitation)
      const seen: string[] = []
      // The chair goes last, so that nobody is refused only because it is done already.
      for (const asker of askers.toSorted(
        (a, b) => Number(a === 'chair') - Number(b === 'chair'),
      )) {
        const browser = browsers.get(asker)!
        const response = await (method === 'GET'
          ? browser.get(path)
          : browser.post(path, { name: 'Ours', purpose: 'To be tested.', language: 'en' }))
        const location = response.headers.get('location') ?? ''
        const mark =
          response.status === 403
            ? '.'
            : response.status === 401 || location.startsWith('/sign-in')
              ? 's'
              : response.status === 200 || response.status === 303
                ? '+'
                : String(response.status)
        seen[askers.indexOf(asker)] = mark
      }
      assert.equal(seen.join(' '), row)
    })
  }
})

// The same again past every page: each asker as the database sees them, writing by hand.
const changes: Record<string, (db: Database, own: string) => Promise<unknown>> = {
  'reads invitations': async (db) => {
    const rows = await db.selectFrom('partnerships.invitation').selectAll().execute()
    assert.ok(rows.length > 0, 'nothing is shown')
  },
  'makes an invitation': (db, own) =>
    db
      .insertInto('partnerships.invitation')
      .values({
        id: newId(system.clock.now()),
        partnership_id: partnership,
        code_hash: newId(),
        standing: 'resident',
        invited_by: own,
        made_at: new Date(),
        expires_at: new Date(Date.now() + 1e9),
        uses: 1,
        uses_left: 1,
      })
      .execute(),
  'gives a role': (db, own) =>
    db
      .insertInto('partnerships.member_role')
      .values({
        id: newId(system.clock.now()),
        member_id: target,
        role: 'keyer',
        granted_at: new Date(),
        granted_by: own,
      })
      .execute(),
  'gives themselves the chair': async (db, own) => {
    const member = await db
      .selectFrom('partnerships.member')
      .select('id')
      .where('person_id', '=', own)
      .where('partnership_id', '=', partnership)
      .executeTakeFirstOrThrow()
    await db
      .updateTable('partnerships.member_role')
      .set({ ended_at: new Date(Date.now() + 1e9) })
      .where('member_id', '=', member.id)
      .where('role', '=', 'chair')
      .execute()
    await db
      .insertInto('partnerships.member_role')
      .values({ id: newId(), member_id: member.id, role: 'chair', granted_at: new Date() })
      .execute()
  },
  'makes themselves a member': (db, own) =>
    db
      .insertInto('partnerships.member')
      .values({
        id: newId(system.clock.now()),
        partnership_id: partnership,
        person_id: own,
        standing: 'resident',
        joined_at: new Date(Date.now() + 1e9),
      })
      .execute(),
  "ends somebody's membership": async (db, own) => {
    const result = await db
      .updateTable('partnerships.member')
      .set({ left_at: new Date(Date.now() + 1e9), left_by: own })
      .where('id', '=', target)
      .executeTakeFirst()
    assert.equal(result.numUpdatedRows, 1n, 'no row could be changed')
  },
  'changes what it says of itself': async (db) => {
    const result = await db
      .updateTable('partnerships.partnership')
      .set({ name: 'Mine' })
      .where('id', '=', partnership)
      .executeTakeFirst()
    assert.equal(result.numUpdatedRows, 1n, 'no row could be changed')
  },
  'rewrites how somebody joined': (db) =>
    db
      .updateTable('partnerships.member')
      .set({ standing: 'resident' })
      .where('id', '=', target)
      .execute(),
  'gives an invitation more uses': (db) =>
    db
      .updateTable('partnerships.invitation')
      .set({ uses_left: 500 })
      .where('id', '=', invitation)
      .execute(),
  'removes a member': (db) =>
    db.deleteFrom('partnerships.member').where('id', '=', target).execute(),
}

const sqlGrid: Record<string, string> = {
  //                                  stranger elsewhere chair facil moder keyer safeg member ended operator
  'reads invitations': '. . + . . . . . . .',
  'makes an invitation': '. . + . . . . . . .',
  'gives a role': '. . + . . . . . . .',
  'gives themselves the chair': '. . + . . . . . . .',
  'makes themselves a member': '. . . . . . . . . .',
  "ends somebody's membership": '. . + . . . . . . .',
  'changes what it says of itself': '. . + . . . . . . .',
  'rewrites how somebody joined': '. . . . . . . . . .',
  'gives an invitation more uses': '. . . . . . . . . .',
  'removes a member': '. . . . . . . . . .',
}

describe('in the database', () => {
  before(async () => {
    // Let the chair's ending at the front door be undone, for the same target here.
    await system.owner.query(
      `UPDATE partnerships.member SET left_at = NULL, left_by = NULL WHERE id = $1`,
      [target],
    )
  })
  for (const [change, row] of Object.entries(sqlGrid)) {
    test(change, async () => {
      const seen = []
      for (const asker of askers) {
        const person = people.get(asker)
        const actor: Actor = person
          ? {
              kind: 'person',
              person,
              operator: asker === 'operator',
              roles: await rolesOf(system.db, person),
            }
          : { kind: 'anonymous' }
        // Everything is undone again: only whether it could be done is asked.
        const undone = new Error('undone')
        const outcome = await transaction(system.db, actor, system.clock.now(), async ({ db }) => {
          await changes[change]!(db, person ?? newId())
          throw undone
        }).catch((error: unknown) => error)
        seen.push(outcome === undone ? '+' : '.')
      }
      assert.equal(seen.join(' '), row)
    })
  }

  test('rows of members are ids: nobody reads a code, and counting needs nobody', async () => {
    const shown = await reading(system.db, { kind: 'anonymous' }, (db) =>
      db
        .selectFrom('partnerships.member')
        .selectAll()
        .where('partnership_id', '=', partnership)
        .execute(),
    )
    assert.ok(shown.length > 5)
    assert.deepEqual(Object.keys(shown[0]!).toSorted(), [
      'id',
      'joined_at',
      'left_at',
      'left_by',
      'organisation_id',
      'partnership_id',
      'person_id',
      'standing',
    ])
  })

  test('a founder takes up roles once: not again after giving one up', async () => {
    const person = people.get('elsewhere')!
    const roles = await rolesOf(system.db, person)
    const [member] = await rowsOf(`SELECT id FROM partnerships.member WHERE person_id = $1`, [
      person,
    ])
    await system.owner.query(
      `UPDATE partnerships.member_role SET ended_at = granted_at WHERE member_id = $1 AND role = 'moderator'`,
      [member.id],
    )
    const asMember: Actor = {
      kind: 'person',
      person,
      operator: false,
      roles: roles.filter((held) => held.role === 'member'),
    }
    await assert.rejects(
      transaction(system.db, asMember, system.clock.now(), ({ db }) =>
        db
          .insertInto('partnerships.member_role')
          .values({
            id: newId(),
            member_id: member.id,
            role: 'moderator',
            granted_at: system.clock.now(),
          })
          .execute(),
      ),
      /row-level security/,
    )
  })
})
