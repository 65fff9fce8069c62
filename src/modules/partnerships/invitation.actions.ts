import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import { newCode, newId, readCode } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import type { System } from '../../platform/system.ts'
import { allow, type RoleName } from '../people/index.ts'
import { organisationById } from '../places/index.ts'
import { invitationState, rolesByInvitation, type Invitation } from './invitation.ts'
import {
  insertInvitation,
  invitationByHash,
  spendInvitation,
  wasEndedSince,
  withdraw,
} from './invitation.sql.ts'
import { join } from './member.actions.ts'
import { memberOf } from './member.sql.ts'
import { nameRepresentative } from './representative.actions.ts'
import { representingOf, stoppedSpeakingSince } from './representative.sql.ts'

type Signer = Pick<System, 'sign'>

/** What is kept of a code: its keyed hash, so that a copy of the database lets nobody in. */
export const codeHash = (signer: Signer, typed: string) =>
  signer.sign('invitation', readCode(typed))

export type Inviting = {
  partnership: string
  standing: Invitation['standing']
  organisation: string | null
  roles: readonly RoleName[]
  /** How many people may join with it. */
  uses: number
  days: number
}

/** Makes an invitation. The code is given back this once and kept nowhere. */
export async function invite(
  trx: Transaction,
  signer: Signer,
  inviting: Inviting,
): Promise<{ id: string; code: string }> {
  allow(trx.actor, 'invite', { kind: 'partnership', partnership: inviting.partnership })
  if (trx.actor.kind !== 'person') throw notAllowed()
  if (inviting.roles.some((role) => !rolesByInvitation.includes(role)))
    throw new Refusal('partnerships.refused.role-by-invitation', 422)
  if (inviting.organisation && !(await organisationById(trx.db, inviting.organisation)))
    throw new Refusal('partnerships.refused.organisation', 422)
  const id = newId(trx.at)
  const code = newCode(3)
  const { days, ...rest } = inviting
  await insertInvitation(trx.db, {
    ...rest,
    id,
    codeHash: codeHash(signer, code),
    // Whoever speaks for an organisation without belonging has no role here.
    roles:
      inviting.standing === 'representative'
        ? []
        : [...new Set<RoleName>([...inviting.roles, 'member'])],
    invitedBy: trx.actor.person,
    madeAt: trx.at,
    expiresAt: new Date(trx.at.getTime() + days * 86_400_000),
  })
  await record(trx, {
    partnership: inviting.partnership,
    act: 'invitation-made',
    subject: { kind: 'invitation', id },
    body: { standing: inviting.standing, uses: inviting.uses, days },
  })
  return { id, code }
}

export async function withdrawInvitation(
  trx: Transaction,
  partnership: string,
  invitation: string,
): Promise<void> {
  allow(trx.actor, 'invite', { kind: 'partnership', partnership })
  if (!(await withdraw(trx.db, invitation, trx.at))) return
  await record(trx, {
    partnership,
    act: 'invitation-withdrawn',
    subject: { kind: 'invitation', id: invitation },
  })
}

/** Joins with a code. The invitation says as what; the person has read it before they say yes. */
export async function acceptInvitation(
  trx: Transaction,
  signer: Signer,
  typed: string,
): Promise<Invitation> {
  if (trx.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  const hash = codeHash(signer, typed)
  const offered = await invitationByHash(trx.db, hash)
  if (!offered) throw notFound()
  const { person } = trx.actor
  const { partnership, standing, organisation, roles } = offered
  if (standing === 'representative') return acceptSpeaking(trx, hash, offered, person)
  // Joining twice, by a second press or an old link, spends nothing and says so.
  if (await memberOf(trx.db, partnership, person))
    throw new Refusal('partnerships.refused.already-member', 409)
  if (await wasEndedSince(trx.db, partnership, person, offered.madeAt))
    throw new Refusal('partnerships.refused.ended-since', 403)
  if (!(await spendInvitation(trx.db, hash, trx.at)))
    throw new Refusal(closed(invitationState(offered, trx.at)), 410)
  await join(trx, { partnership, person, standing, organisation, roles })
  return offered
}

/** Begins to speak for the organisation that the invitation names. A member may, too. */
async function acceptSpeaking(
  trx: Transaction,
  hash: string,
  offered: Invitation,
  person: string,
): Promise<Invitation> {
  const speaking = { person, partnership: offered.partnership, organisation: offered.organisation! }
  const known = await representingOf(trx.db, person)
  if (
    known.some(
      (each) =>
        each.organisation === speaking.organisation && each.partnership === speaking.partnership,
    )
  )
    throw new Refusal('constitution.resident.refused.speaks-already', 409)
  if (await stoppedSpeakingSince(trx.db, speaking, offered.madeAt))
    throw new Refusal('constitution.resident.refused.stopped-since', 403)
  if (!(await spendInvitation(trx.db, hash, trx.at)))
    throw new Refusal(closed(invitationState(offered, trx.at)), 410)
  await nameRepresentative(trx, speaking)
  return offered
}

function closed(state: ReturnType<typeof invitationState>): string {
  // An open one that could not be spent was used up by somebody else a moment ago.
  return `partnerships.refused.invitation-${state === 'open' ? 'used-up' : state}`
}
