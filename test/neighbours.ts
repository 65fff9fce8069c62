import type { Actor } from '../src/platform/actor.ts'
import { newId } from '../src/platform/ids.ts'
import { roles, type RoleName } from '../src/modules/people/index.ts'
import type { TestSystem } from './database.ts'

export type Neighbour = Extract<Actor, { kind: 'person' }> & { name: string; email: string }

export type Neighbours = {
  partnership: string
  slug: string
  neighbourhood: string
} & Record<RoleName, Neighbour>

let made = 0

/** A partnership with one person in each role, put straight into the database for tests about what comes after. */
export async function neighbours(
  system: TestSystem,
  options: { languages?: readonly string[]; neighbourhood?: string; name?: string } = {},
): Promise<Neighbours> {
  made += 1
  const now = system.clock.now()
  const { owner } = system
  const partnership = newId(now)
  const neighbourhood = options.neighbourhood ?? newId(now)
  const name = options.name ?? `Millbank ${made}`
  const slug = `millbank-${partnership.slice(-12)}`
  if (options.neighbourhood === undefined)
    await owner.query(
      `INSERT INTO places.neighbourhood (id, name, created_at) VALUES ($1, $2, $3)`,
      [neighbourhood, name, now],
    )
  await owner.query(
    `INSERT INTO partnerships.partnership (id, slug, name, neighbourhood_id, languages, founded_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [partnership, slug, name, neighbourhood, options.languages ?? ['en'], now],
  )
  const people = await Promise.all(
    roles.map(async (role) => [role, await neighbour(system, partnership, role)] as const),
  )
  return {
    partnership,
    slug,
    neighbourhood,
    ...(Object.fromEntries(people) as Record<RoleName, Neighbour>),
  }
}

async function neighbour(
  system: TestSystem,
  partnership: string,
  role: RoleName,
): Promise<Neighbour> {
  const now = system.clock.now()
  const { owner } = system
  const [person, member] = [newId(now), newId(now)]
  const email = `${role}-${person.slice(-12)}@example.org`
  const held = role === 'member' ? ['member'] : [role, 'member']
  await owner.query(
    `INSERT INTO people.person (id, name, email, email_verified, language, created_at, updated_at) VALUES ($1, $2, $3, true, 'en', $4, $4)`,
    [person, `A ${role}`, email, now],
  )
  await owner.query(
    `INSERT INTO partnerships.member (id, partnership_id, person_id, standing, joined_at) VALUES ($1, $2, $3, 'resident', $4)`,
    [member, partnership, person, now],
  )
  for (const each of held)
    await owner.query(
      `INSERT INTO partnerships.member_role (id, member_id, role, granted_at) VALUES ($1, $2, $3, $4)`,
      [newId(now), member, each, now],
    )
  return {
    kind: 'person',
    person,
    operator: false,
    roles: held.map((each) => ({ partnership, role: each })),
    name: `A ${role}`,
    email,
  }
}
