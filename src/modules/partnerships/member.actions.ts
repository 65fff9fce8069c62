import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow, type RoleName } from '../people/index.ts'
import { eraseInterests } from './interest.sql.ts'
import { isLastChair, roleChanges, type Member, type Standing } from './member.ts'
import {
  endMember,
  endRoles,
  insertMember,
  insertRoles,
  lockMembers,
  memberById,
  memberOf,
  membershipsOf,
  membersOf,
} from './member.sql.ts'
import { stopSpeaking } from './representative.actions.ts'

export type Joining = {
  partnership: string
  person: string
  standing: Standing
  organisation: string | null
  roles: readonly RoleName[]
}

/**
 * Makes somebody a member. Callers have checked that they may be one: by founding, by an invitation,
 * or as background work. Returns the member's id.
 */
export async function join(trx: Transaction, joining: Joining): Promise<string> {
  await lockMembers(trx.db, joining.partnership)
  if (await memberOf(trx.db, joining.partnership, joining.person))
    throw new Refusal('partnerships.refused.already-member', 409)
  const id = newId(trx.at)
  await insertMember(trx.db, { ...joining, id, joinedAt: trx.at })
  await record(trx, {
    partnership: joining.partnership,
    act: 'member-joined',
    subject: { kind: 'member', id },
    body: {
      standing: joining.standing,
      ...(joining.organisation ? { organisation: joining.organisation } : {}),
    },
  })
  await grant(trx, joining.partnership, id, [...new Set<RoleName>([...joining.roles, 'member'])])
  return id
}

async function grant(
  trx: Transaction,
  partnership: string,
  member: string,
  roles: readonly RoleName[],
): Promise<void> {
  const by = trx.actor.kind === 'person' ? trx.actor.person : null
  await insertRoles(
    trx.db,
    roles.map((role) => ({ id: newId(trx.at), member, role, at: trx.at, by })),
  )
  // Belonging is recorded by `member-joined` already.
  for (const role of roles.filter((role) => role !== 'member'))
    await record(trx, {
      partnership,
      act: 'role-granted',
      subject: { kind: 'member', id: member },
      body: { role },
    })
}

async function end(
  trx: Transaction,
  partnership: string,
  member: string,
  roles: readonly RoleName[],
): Promise<void> {
  await endRoles(trx.db, member, roles, trx.at)
  for (const role of roles.filter((role) => role !== 'member'))
    await record(trx, {
      partnership,
      act: 'role-ended',
      subject: { kind: 'member', id: member },
      body: { role },
    })
}

/** Gives a member these roles and no others. */
export async function changeRoles(
  trx: Transaction,
  partnership: string,
  member: string,
  wanted: readonly RoleName[],
): Promise<void> {
  allow(trx.actor, 'change', { kind: 'partnership', partnership })
  await lockMembers(trx.db, partnership)
  const found = await present(trx, partnership, member)
  const { granted, ended } = roleChanges(found.roles, wanted)
  if (ended.includes('chair')) await keepAChair(trx, partnership, member)
  await grant(trx, partnership, member, granted)
  await end(trx, partnership, member, ended)
}

/** Ends somebody else's membership. The chair's to do; leaving is one's own. */
export async function endMembership(
  trx: Transaction,
  partnership: string,
  member: string,
): Promise<void> {
  allow(trx.actor, 'change', { kind: 'partnership', partnership })
  await leave(trx, partnership, member, 'membership-ended')
}

/** A member goes of their own accord. */
export async function leavePartnership(trx: Transaction, partnership: string): Promise<void> {
  allow(trx.actor, 'leave', { kind: 'partnership', partnership })
  const own = trx.actor.kind === 'person' && (await memberOf(trx.db, partnership, trx.actor.person))
  if (!own) throw notAllowed()
  await leave(trx, partnership, own.id, 'member-left')
}

/**
 * Ends every membership of somebody who is being erased, and whatever they spoke for or declared. A chair whom others depend on is asked to
 * hand over first; alone, they may go.
 */
export async function leaveEverything(trx: Transaction, person: string): Promise<void> {
  await stopSpeaking(trx, person)
  await eraseInterests(trx.db, trx.at)
  for (const { id, partnership } of await membershipsOf(trx.db, person)) {
    const alone = (await membersOf(trx.db, partnership)).length === 1
    await leave(trx, partnership, id, 'member-left', alone)
  }
}

async function leave(
  trx: Transaction,
  partnership: string,
  member: string,
  act: string,
  maybeLast = false,
): Promise<void> {
  await lockMembers(trx.db, partnership)
  const found = await present(trx, partnership, member)
  if (found.roles.includes('chair') && !maybeLast) await keepAChair(trx, partnership, member)
  await endRoles(trx.db, member, found.roles, trx.at)
  await endMember(
    trx.db,
    member,
    trx.at,
    trx.actor.kind === 'person' ? trx.actor.person : found.person,
  )
  await record(trx, { partnership, act, subject: { kind: 'member', id: member } })
}

async function present(trx: Transaction, partnership: string, member: string): Promise<Member> {
  const found = await memberById(trx.db, partnership, member)
  if (!found) throw new Refusal('partnerships.refused.no-longer-member', 409)
  return found
}

async function keepAChair(trx: Transaction, partnership: string, member: string): Promise<void> {
  if (isLastChair(await membersOf(trx.db, partnership), member))
    throw new Refusal('partnerships.refused.last-chair', 409)
}
