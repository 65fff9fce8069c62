import type { RoleName } from '../people/index.ts'

/** Someone who lives here, or someone who speaks for an organisation; said honestly, counted apart. */
export type Standing = 'resident' | 'organisation'

export type Member = {
  id: string
  partnership: string
  person: string
  standing: Standing
  organisation: string | null
  joinedAt: Date
  leftAt: Date | null
  roles: RoleName[]
}

/** Whoever founds a partnership can do everything it needs until others join. */
export const foundersRoles: readonly RoleName[] = ['chair', 'facilitator', 'moderator', 'member']

/** Whether the partnership would be left without a chair if this member no longer were one. */
export function isLastChair(members: readonly Member[], member: string): boolean {
  const chairs = members.filter((each) => each.leftAt === null && each.roles.includes('chair'))
  return chairs.length === 1 && chairs[0]!.id === member
}

/** What changes when these become someone's roles. Every member keeps `member`. */
export function roleChanges(
  held: readonly RoleName[],
  wanted: readonly RoleName[],
): { granted: RoleName[]; ended: RoleName[] } {
  const next = new Set<RoleName>([...wanted, 'member'])
  return {
    granted: [...next].filter((role) => !held.includes(role)),
    ended: held.filter((role) => !next.has(role)),
  }
}
