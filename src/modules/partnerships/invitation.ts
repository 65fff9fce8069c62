import type { RoleName } from '../people/index.ts'
import type { Standing } from './member.ts'

/** A way in for one person, or for a room of them: a link and a code that can be read aloud. */
export type Invitation = {
  id: string
  partnership: string
  /** As what somebody joins; or to speak for an organisation without becoming a member. */
  standing: Standing | 'representative'
  organisation: string | null
  roles: RoleName[]
  invitedBy: string
  madeAt: Date
  expiresAt: Date
  uses: number
  usesLeft: number
  withdrawnAt: Date | null
}

export type InvitationState = 'open' | 'withdrawn' | 'over' | 'used-up'

export function invitationState(invitation: Invitation, now: Date): InvitationState {
  if (invitation.withdrawnAt) return 'withdrawn'
  if (invitation.usesLeft < 1) return 'used-up'
  return invitation.expiresAt > now ? 'open' : 'over'
}

/** How long an invitation may last, in days. */
export const lifetimes = [7, 30, 90] as const

/** A chair is made by a chair on the members page, so that a lost sheet of paper cannot make one. */
export const rolesByInvitation: readonly RoleName[] = [
  'facilitator',
  'moderator',
  'keyer',
  'member',
]
