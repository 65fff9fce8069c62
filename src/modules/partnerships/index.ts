import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { frontPages } from './front.pages.ts'

export { routes } from './routes.ts'
export { header, type Tab } from './header.pages.ts'
export { changeRoles, join, type Joining } from './member.actions.ts'
export { standings, type Member, type Standing } from './member.ts'
export { memberCounts, memberOf, membersOf, membershipsOf, rolesOf } from './member.sql.ts'
export { foundPartnership, type Founding } from './partnership.actions.ts'
export { languageIn, placeName, type Partnership } from './partnership.ts'
export { findPartnerships, partnershipById, partnershipBySlug } from './partnership.sql.ts'
export { acceptInvitation, invite } from './invitation.actions.ts'

export function pages(system: System): Hono<Env> {
  return new Hono<Env>().route('/', frontPages(system))
}
