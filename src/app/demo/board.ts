import { rolesOf, invite, acceptInvitation, join } from '../../modules/partnerships/index.ts'
import { setUpConstitution } from '../../modules/partnerships/constitution.actions.ts'
import { startingRules, type Rules } from '../../modules/partnerships/constitution.ts'
import { setTermsByRule } from '../../modules/partnerships/term.actions.ts'
import type { RoleName } from '../../modules/people/index.ts'
import { addDays, dayOf, momentAt } from '../../modules/places/index.ts'
import { system as asSystem, type Actor } from '../../platform/actor.ts'
import { transaction, type Transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'

/** Somebody invented. Their name says so wherever it is shown, and nobody receives mail at their address. */
export type Invented = {
  key: string
  name: string
  roles?: readonly RoleName[]
  /** The body they speak for; without one they are a resident. */
  organisation?: string
  /** Speaks for their body without a place on the board. */
  outside?: boolean
}

export type Seat = { person: string; member: string | null; actor: Actor }

/** An invented board and what it does. Each act is done by one of them, on a day of their own past. */
export type Board = {
  system: System
  partnership: string
  nation: string
  bodies: ReadonlyMap<string, string>
  seat(key: string): Seat
  /** A member's id: of somebody who has a place. */
  member(key: string): string
  body(name: string): string
  does<T>(key: string, at: Date, act: (trx: Transaction) => Promise<T>): Promise<T>
}

/** The newest Tuesday that is at least so many days before a moment. Boards meet on Tuesdays here. */
export function tuesdayBefore(now: Date, days: number): string {
  const day = addDays(dayOf(now), -days)
  return addDays(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 5) % 7))
}

/** The first Tuesday that is at least so many days after a moment. */
export const tuesdayAfter = (now: Date, days: number): string => tuesdayBefore(now, -days - 6)

export const evening = (day: string, time = '19:00'): Date => momentAt(day, time)

/** Seats a board of invented people under the rules it set itself, the first of them its chair. */
export async function seatBoard(
  system: System,
  given: {
    partnership: string
    nation: string
    bodies: ReadonlyMap<string, string>
    domain: string
    people: readonly Invented[]
    rules: Partial<Rules>
    at: Date
  },
): Promise<Board> {
  const { partnership, at } = given
  const seats = new Map<string, Seat>()
  const board: Board = {
    system,
    partnership,
    nation: given.nation,
    bodies: given.bodies,
    seat: (key) => seats.get(key)!,
    member: (key) => seats.get(key)!.member!,
    body: (name) => given.bodies.get(name)!,
    does: (key, when, act) => transaction(system.db, seats.get(key)!.actor, when, act),
  }
  await transaction(system.db, asSystem('demonstration'), at, async (trx) => {
    for (const each of given.people) {
      const person = newId(trx.at)
      const email = `${each.key}@${given.domain}.invalid`
      const name = `${each.name} (made up)`
      await trx.db
        .insertInto('people.person')
        .values({ id: person, name, email, created_at: trx.at, updated_at: trx.at })
        .execute()
      const organisation = each.organisation ? board.body(each.organisation) : null
      const member = each.outside
        ? null
        : await join(trx, {
            partnership,
            person,
            standing: organisation ? 'organisation' : 'resident',
            organisation,
            roles: each.roles ?? [],
          })
      const roles = member ? await rolesOf(trx.db, person) : []
      seats.set(each.key, {
        person,
        member,
        actor: { kind: 'person', person, operator: false, roles },
      })
    }
  })
  const chair = given.people[0]!.key
  await board.does(chair, at, async (trx) => {
    await setUpConstitution(trx, partnership, { ...startingRules(given.nation), ...given.rules })
    if (given.rules.termMonths) await setTermsByRule(trx, partnership)
  })
  for (const each of given.people.filter(({ outside }) => outside))
    await letSpeak(board, chair, each.key, board.body(each.organisation!), at)
  return board
}

/** Invites somebody to speak for a body here, and they accept. */
export async function letSpeak(
  board: Board,
  chair: string,
  key: string,
  organisation: string,
  at: Date,
): Promise<void> {
  const { code } = await board.does(chair, at, (trx) =>
    invite(trx, board.system, {
      partnership: board.partnership,
      standing: 'representative',
      organisation,
      roles: [],
      uses: 1,
      days: 14,
    }),
  )
  await board.does(key, at, (trx) => acceptInvitation(trx, board.system, code))
}
