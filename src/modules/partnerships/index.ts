import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { constitutionChangePages } from './constitution-change.pages.ts'
import { constitutionPages } from './constitution.pages.ts'
import { interestPages } from './interest.pages.ts'
import { trustedOrganisationPages } from './trusted-organisation.pages.ts'
import { termPages } from './term.pages.ts'
import { representativePages } from './representative.pages.ts'
import type { OpenItems } from './agenda.pages.ts'
import { meetingPages } from './meeting.pages.ts'
import { meetingCrontab, meetingTasks } from './notice.jobs.ts'
import { crontab as decisionCrontab, tasks as decisionTasks } from './decision.jobs.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { decisionPages } from './decision.pages.ts'
import type { StepsOf } from './decision-entry.pages.ts'
import { closenessTasks } from './closeness.jobs.ts'
import { closenessPages } from './closeness.pages.ts'
import { driftTermPages } from './drift-term.pages.ts'
import { driftPages } from './drift.pages.ts'
import { foundingPages } from './founding.pages.ts'
import { frontPages, type Section, type Sections } from './front.pages.ts'
import { invitationPages } from './invitation.pages.ts'
import { joinPages } from './join.pages.ts'
import { listPages } from './list.pages.ts'
import { memberPages } from './member.pages.ts'
import { recordPages, type WordsForAct } from './record.pages.ts'
import { settingsPages } from './settings.pages.ts'

export { routes } from './routes.ts'
export { enter } from './entry.pages.ts'
export { header, membersHeader, ownLanguage, type Tab } from './header.pages.ts'
export { changeRoles, join, leaveEverything, type Joining } from './member.actions.ts'
export { type Member, type Standing } from './member.ts'
export { memberCounts, membersOf, rolesOf } from './member.sql.ts'
export { foundPartnership, type Founding } from './partnership.actions.ts'
export { languageIn, placeName, type Partnership } from './partnership.ts'
export {
  findPartnerships,
  partnershipById,
  partnershipBySlug,
  partnershipsOfNeighbourhood,
} from './partnership.sql.ts'
export { acceptInvitation, invite } from './invitation.actions.ts'
export {
  all as allGiven,
  error as problemAt,
  one as given,
  problems,
  titled,
  untouched,
  type Sent,
} from './problem.pages.ts'
export { closenessBetween } from './closeness.sql.ts'
export { ownDataOf } from './own-data.sql.ts'
export { constitutionOf } from './constitution.sql.ts'
export { nameRepresentative } from './representative.actions.ts'
export { speaksFor } from './representative.sql.ts'

export { putDecision, type Putting } from './decision.actions.ts'
export { decisionsOf } from './decision.sql.ts'
export { isOutcome } from './decision.ts'
export { threadSteps } from './thread-step.pages.ts'

export type { OpenItems, Section, Sections, WordsForAct }

export const tasks: Tasks = { ...decisionTasks, ...meetingTasks, ...closenessTasks }
export const crontab = [decisionCrontab, meetingCrontab].join('\n')

/** All pages of this module. `app` hands in what other modules show here and how their acts are said. */
export function pages(
  system: System,
  given: {
    sections?: Sections
    wordsForAct?: WordsForAct
    openItems?: readonly OpenItems[]
    /** What stands at places of the thread, in words; without it they are only linked. */
    stepsOf?: StepsOf
  } = {},
): Hono<Env> {
  return new Hono<Env>()
    .route('/', listPages(system))
    .route('/', foundingPages(system))
    .route('/', joinPages(system))
    .route('/', frontPages(system, given.sections))
    .route('/', recordPages(system, given.wordsForAct))
    .route('/', memberPages(system))
    .route('/', invitationPages(system))
    .route('/', settingsPages(system))
    .route('/', constitutionPages(system))
    .route('/', constitutionChangePages(system))
    .route('/', interestPages(system))
    .route('/', termPages(system))
    .route('/', trustedOrganisationPages(system))
    .route('/', representativePages(system))
    .route('/', meetingPages(system, given.openItems))
    .route('/', decisionPages(system, given.stepsOf ?? (() => Promise.resolve(new Map()))))
    .route('/', closenessPages(system))
    .route('/', driftPages(system))
    .route('/', driftTermPages(system))
}
