import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testSystem } from '../../../test/database.ts'
import { system as background, type Actor } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { verifyLedger } from '../../platform/ledger/index.ts'
import {
  acceptInvitation,
  changeRoles,
  foundPartnership,
  invite,
  membersOf,
  memberCounts,
  partnershipBySlug,
  rolesOf,
  type Founding,
} from './index.ts'
import { endMembership, leavePartnership } from './member.actions.ts'
import { languagesFor, slugOf } from './partnership.ts'

const system = await testSystem()

async function person(name: string): Promise<string> {
  const id = newId(system.clock.now())
  await system.owner.query(
    `INSERT INTO people.person (id, name, email, created_at, updated_at) VALUES ($1, $2, $3, now(), now())`,
    [id, name, `${id}@example.org`],
  )
  return id
}

const acting = async (id: string): Promise<Actor> => ({
  kind: 'person',
  person: id,
  operator: false,
  roles: await rolesOf(system.db, id),
})

const as = async <T>(id: string, work: Parameters<typeof transaction<T>>[3]) =>
  transaction(system.db, await acting(id), system.clock.now(), work)

const refused = (key: string) => (error: unknown) => error instanceof Refusal && error.key === key

function founding(name: string, founder: string, more: Partial<Founding> = {}): Founding {
  return {
    name,
    purpose: 'To set our own course.',
    nation: 'england',
    languages: ['en'],
    neighbourhood: { name: 'Harrow Lane', postcodes: ['bd3 9qw', 'BD3'] },
    founder: { person: founder, standing: 'resident', organisation: null },
    ...more,
  }
}

test('founding makes the partnership, its neighbourhood, its first member and its first public acts', async () => {
  const founder = await person('Amina')
  const made = await as(founder, (trx) =>
    foundPartnership(trx, founding('Harrow Lane Together', founder)),
  )
  assert.equal(made.slug, 'harrow-lane-together')
  assert.deepEqual(await partnershipBySlug(system.db, made.slug), made)
  assert.deepEqual((await rolesOf(system.db, founder)).map((held) => held.role).toSorted(), [
    'chair',
    'facilitator',
    'member',
    'moderator',
  ])
  assert.deepEqual(await memberCounts(system.db, made.id), { resident: 1, organisation: 0 })
  const { rows } = await system.owner.query(
    `SELECT act, body FROM platform.ledger_event WHERE partnership_id = $1 ORDER BY sequence`,
    [made.id],
  )
  assert.deepEqual(
    rows.map((row) => row.act),
    [
      'partnership-founded',
      'constitution-adopted',
      'member-joined',
      'role-granted',
      'role-granted',
      'role-granted',
    ],
  )
  assert.ok(!JSON.stringify(rows).includes('Amina'), 'the public record holds no name of a person')
  const kept = await system.owner.query(
    `SELECT outward_codes FROM places.neighbourhood WHERE id = $1`,
    [made.neighbourhood!.id],
  )
  assert.deepEqual(kept.rows[0].outward_codes, ['BD3'])
  assert.deepEqual((await verifyLedger(system.db, undefined, made.id)).faults, [])
})

test('an address is free, readable, and there even for a name in other letters', async () => {
  const founder = await person('Bethan')
  const slugs: string[] = []
  for (const name of ['Côr y Cwm', 'Cor y cwm!', 'ہیرو لین', 'x'.repeat(80)])
    slugs.push((await as(founder, (trx) => foundPartnership(trx, founding(name, founder)))).slug)
  assert.deepEqual(slugs.slice(0, 2), ['cor-y-cwm', 'cor-y-cwm-2'])
  assert.match(slugs[2]!, /^[0-9a-z]{4}$/)
  assert.equal(slugs[3], 'x'.repeat(50))
  assert.equal(slugOf('Fish & Chips, St Anne’s'), 'fish-and-chips-st-annes')
})

test('many who found one of the same name at once each get an address', async () => {
  const founders = await Promise.all(Array.from({ length: 6 }, (_, n) => person(`Founder ${n}`)))
  const made = await Promise.all(
    founders.map((each) => as(each, (trx) => foundPartnership(trx, founding('Same Name', each)))),
  )
  assert.deepEqual(made.map((each) => each.slug).toSorted(), [
    'same-name',
    'same-name-2',
    'same-name-3',
    'same-name-4',
    'same-name-5',
    'same-name-6',
  ])
})

test('a partnership in Wales speaks Welsh and English', async () => {
  assert.deepEqual(languagesFor('wales', ['en']), ['en', 'cy'])
  assert.deepEqual(languagesFor('wales', ['cy', 'ur']), ['cy', 'ur', 'en'])
  assert.deepEqual(languagesFor('england', []), ['en'])
  await assert.rejects(
    system.owner.query(
      `INSERT INTO partnerships.partnership (id, slug, name, nation, languages, founded_at) VALUES (gen_random_uuid(), 'w', 'W', 'wales', '{en}', now())`,
    ),
    /check constraint/,
  )
})

test('a whole postcode is refused where it would be public for ever', async () => {
  const founder = await person('Carys')
  await assert.rejects(
    as(founder, (trx) => foundPartnership(trx, founding('Flats at BD3 9QW', founder))),
    refused('places.refused.postcode'),
  )
})

test('background work may found one that nobody belongs to yet', async () => {
  const made = await transaction(system.db, background('import'), system.clock.now(), (trx) =>
    foundPartnership(trx, { ...founding('Imported', ''), founder: null, neighbourhood: null }),
  )
  assert.deepEqual(await membersOf(system.db, made.id), [])
  assert.equal(made.neighbourhood, null)
})

test('a code lets in as many as it is for, as what it says, and never a chair', async () => {
  const [chair, one, two, three] = await Promise.all(['Dai', 'Ela', 'Fay', 'Gwen'].map(person))
  const { id } = await as(chair!, (trx) => foundPartnership(trx, founding('Codes', chair!)))
  const inviting = {
    partnership: id,
    standing: 'resident',
    organisation: null,
    uses: 2,
    days: 7,
  } as const
  await assert.rejects(
    as(chair!, (trx) => invite(trx, system, { ...inviting, roles: ['chair'] })),
    refused('partnerships.refused.role-by-invitation'),
  )
  const { code } = await as(chair!, (trx) =>
    invite(trx, system, { ...inviting, roles: ['moderator'] }),
  )
  const stored = await system.owner.query(
    `SELECT * FROM partnerships.invitation WHERE partnership_id = $1`,
    [id],
  )
  assert.ok(!JSON.stringify(stored.rows).includes(code), 'only a hash of the code is kept')

  await as(one!, (trx) => acceptInvitation(trx, system, code.toLowerCase().replaceAll('-', ' ')))
  assert.deepEqual((await rolesOf(system.db, one!)).map((held) => held.role).toSorted(), [
    'member',
    'moderator',
  ])
  await assert.rejects(
    as(one!, (trx) => acceptInvitation(trx, system, code)),
    refused('partnerships.refused.already-member'),
  )
  await as(two!, (trx) => acceptInvitation(trx, system, code))
  await assert.rejects(
    as(three!, (trx) => acceptInvitation(trx, system, code)),
    refused('partnerships.refused.invitation-used-up'),
  )
  assert.deepEqual(await memberCounts(system.db, id), { resident: 3, organisation: 0 })
})

test('a code of one use lets in one of many who press at once', async () => {
  const chair = await person('Hana')
  const { id } = await as(chair, (trx) => foundPartnership(trx, founding('Rush', chair)))
  const { code } = await as(chair, (trx) =>
    invite(trx, system, {
      partnership: id,
      standing: 'resident',
      organisation: null,
      roles: [],
      uses: 1,
      days: 7,
    }),
  )
  const crowd = await Promise.all(Array.from({ length: 8 }, (_, n) => person(`Person ${n}`)))
  const outcomes = await Promise.allSettled(
    crowd.map((each) => as(each, (trx) => acceptInvitation(trx, system, code))),
  )
  assert.equal(outcomes.filter((each) => each.status === 'fulfilled').length, 1)
  assert.deepEqual(await memberCounts(system.db, id), { resident: 2, organisation: 0 })
})

test('the last chair stays, even when two chairs go at once', async () => {
  const [first, second] = await Promise.all(['Ifan', 'Jo'].map(person))
  const { id } = await as(first!, (trx) => foundPartnership(trx, founding('Chairs', first!)))
  await assert.rejects(
    as(first!, (trx) => leavePartnership(trx, id)),
    refused('partnerships.refused.last-chair'),
  )
  const { code } = await as(first!, (trx) =>
    invite(trx, system, {
      partnership: id,
      standing: 'resident',
      organisation: null,
      roles: [],
      uses: 1,
      days: 7,
    }),
  )
  await as(second!, (trx) => acceptInvitation(trx, system, code))
  const [, other] = await membersOf(system.db, id)
  await as(first!, (trx) => changeRoles(trx, id, other!.id, ['chair', 'safeguarding']))
  const outcomes = await Promise.allSettled(
    [first!, second!].map((each) => as(each, (trx) => leavePartnership(trx, id))),
  )
  assert.equal(outcomes.filter((each) => each.status === 'fulfilled').length, 1)
  const left = outcomes.find((each) => each.status === 'rejected')!
  assert.ok(refused('partnerships.refused.last-chair')(left.reason))
  assert.equal(
    (await membersOf(system.db, id)).filter((each) => each.roles.includes('chair')).length,
    1,
  )
})

test('a person whose membership was ended needs a new invitation; one who left may come back', async () => {
  const [chair, other] = await Promise.all(['Kit', 'Lowri'].map(person))
  const { id } = await as(chair!, (trx) => foundPartnership(trx, founding('Return', chair!)))
  const inviting = {
    partnership: id,
    standing: 'resident',
    organisation: null,
    roles: [],
    uses: 9,
    days: 7,
  } as const
  const { code } = await as(chair!, (trx) => invite(trx, system, inviting))
  const minute = () => system.clock.advance(60_000)
  minute()
  await as(other!, (trx) => acceptInvitation(trx, system, code))
  minute()
  await as(other!, (trx) => leavePartnership(trx, id))
  assert.deepEqual(await rolesOf(system.db, other!), [])
  minute()
  await as(other!, (trx) => acceptInvitation(trx, system, code))
  minute()
  const member = (await membersOf(system.db, id)).find((each) => each.person === other)!
  await as(chair!, (trx) => endMembership(trx, id, member.id))
  minute()
  await assert.rejects(
    as(other!, (trx) => acceptInvitation(trx, system, code)),
    refused('partnerships.refused.ended-since'),
  )
  const again = await as(chair!, (trx) => invite(trx, system, inviting))
  minute()
  await as(other!, (trx) => acceptInvitation(trx, system, again.code))
  assert.equal((await rolesOf(system.db, other!)).length, 1)
})
