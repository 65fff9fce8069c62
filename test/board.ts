import type { Actor } from '../src/platform/actor.ts'
import { system as asSystem } from '../src/platform/actor.ts'
import { transaction } from '../src/platform/database/index.ts'
import { newId } from '../src/platform/ids.ts'
import { createWeb } from '../src/app/web.ts'
import {
  foundPartnership,
  join,
  membersOf,
  rolesOf,
  type Standing,
} from '../src/modules/partnerships/index.ts'
import type { RoleName } from '../src/modules/people/index.ts'
import type { TestSystem } from './database.ts'
import { visitor } from './visitor.ts'

export type BoardMember = {
  /** The member's id; `person` is who they are. */
  id: string
  person: string
  name: string
  email: string
  standing: Standing
  organisation: string | null
  roles: RoleName[]
  /** As whom they act, with the roles they were given at the start. */
  actor: Actor
  /** Their browser, signed in; the same one every time. */
  browser(): Promise<ReturnType<typeof visitor>>
}

export type Board = {
  id: string
  slug: string
  web: ReturnType<typeof createWeb>
  chair: BoardMember
  /** A resident who is a facilitator, one who is a keyer: present when there are residents enough. */
  facilitator: BoardMember
  keyer: BoardMember
  residents: BoardMember[]
  /** Members who stand for an organisation, each for their own. */
  officers: BoardMember[]
  members: BoardMember[]
  organisations: { id: string; name: string }[]
  /** Somebody with an account and no place on this board. */
  outsider: BoardMember
}

/** The actor that a signed-in person would be now, with the roles they hold now. */
export async function actorOf(system: TestSystem, person: string): Promise<Actor> {
  return { kind: 'person', person, roles: await rolesOf(system.db, person), operator: false }
}

/**
 * A partnership with a board: a chair and other residents, and members who stand for organisations.
 * Residents come first; the first founded it an hour ago and is its chair, the second is a
 * facilitator, the third a keyer. Its quorum is set unless `quorumShare` is null.
 */
export async function foundBoard(
  system: TestSystem,
  options: {
    residents?: number
    organisations?: number
    quorumShare?: number | null
    residentQuorum?: number | null
    minimumMembers?: number
    nation?: string
    name?: string
  } = {},
): Promise<Board> {
  const residents = options.residents ?? 6
  const organisations = options.organisations ?? 3
  const at = new Date(system.clock.now().getTime() - 3_600_000)
  const web = createWeb(system)
  // Letters alone: what looks like a postcode is refused as the name of an organisation.
  const mark = newId(at)
    .slice(-6)
    .replace(/[0-9]/g, (digit) => 'ghijklmnop'[Number(digit)]!)

  async function person(name: string): Promise<{ id: string; name: string; email: string }> {
    const id = newId(at)
    const email = `${name.toLowerCase().replaceAll(' ', '.')}.${mark}@example.org`
    await system.owner.query(
      `INSERT INTO people.person (id, name, email, email_verified, language, created_at, updated_at) VALUES ($1, $2, $3, true, 'en', $4, $4)`,
      [id, name, email, at],
    )
    return { id, name, email }
  }

  const people: Awaited<ReturnType<typeof person>>[] = []
  for (let index = 0; index < residents; index += 1)
    people.push(await person(`Resident ${index + 1}`))
  const bodies: Board['organisations'] = []
  for (let index = 0; index < organisations; index += 1) {
    const body = { id: newId(at), name: `Organisation ${index + 1} ${mark}` }
    await system.owner.query(
      `INSERT INTO places.organisation (id, name, kind, created_at) VALUES ($1, $2, 'council', $3)`,
      [body.id, body.name, at],
    )
    bodies.push(body)
    people.push(await person(`Officer ${index + 1}`))
  }

  const partnership = await transaction(system.db, asSystem('test'), at, async (trx) => {
    const founded = await foundPartnership(trx, {
      name: options.name ?? `Harrow Lane ${mark}`,
      purpose: 'Neighbours who set their own course.',
      nation: options.nation ?? 'england',
      languages: ['en'],
      neighbourhood: null,
      founder: { person: people[0]!.id, standing: 'resident', organisation: null },
    })
    for (const [index, { id }] of people.entries()) {
      if (index === 0) continue
      const body = bodies[index - residents]
      await join(trx, {
        partnership: founded.id,
        person: id,
        standing: body ? 'organisation' : 'resident',
        organisation: body?.id ?? null,
        roles: index === 1 ? ['facilitator'] : index === 2 ? ['keyer'] : [],
      })
    }
    return founded
  })

  if (options.quorumShare !== null)
    await system.owner.query(
      `INSERT INTO partnerships.constitution (id, partnership_id, version, minimum_members, resident_share_of_members, resident_share_of_votes,
         quorum_share, resident_quorum, carrying_share, change_share, notice_days, change_notice_days, yearly_meeting, adopted_at)
       SELECT $1, $2, coalesce(max(version), 0) + 1, $3, 50, 50, $4, $5, 50, 66, 5, 14, true, $6 FROM partnerships.constitution WHERE partnership_id = $2`,
      [
        newId(at),
        partnership.id,
        options.minimumMembers ?? Math.min(8, people.length),
        options.quorumShare ?? 50,
        options.residentQuorum ?? null,
        at,
      ],
    )

  const browsers = new Map<string, ReturnType<typeof visitor>>()
  const signedIn = (email: string) => async () => {
    let browser = browsers.get(email)
    if (!browser) {
      browser = visitor(web)
      await browser.signIn(system, email)
      browsers.set(email, browser)
    }
    return browser
  }

  const stored = await membersOf(system.db, partnership.id)
  const members: BoardMember[] = []
  for (const each of people) {
    const { id, standing, organisation, roles } = stored.find(({ person }) => person === each.id)!
    members.push({
      id,
      person: each.id,
      name: each.name,
      email: each.email,
      standing,
      organisation,
      roles,
      actor: await actorOf(system, each.id),
      browser: signedIn(each.email),
    })
  }
  const stranger = await person('Olwen Outside')
  return {
    id: partnership.id,
    slug: partnership.slug,
    web,
    chair: members[0]!,
    facilitator: members[1]!,
    keyer: members[2]!,
    residents: members.slice(0, residents),
    officers: members.slice(residents),
    members,
    organisations: bodies,
    outsider: {
      id: '',
      person: stranger.id,
      name: stranger.name,
      email: stranger.email,
      standing: 'resident',
      organisation: null,
      roles: [],
      actor: await actorOf(system, stranger.id),
      browser: signedIn(stranger.email),
    },
  }
}
