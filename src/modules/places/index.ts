import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { neighbourhoodAreaPages } from './neighbourhood-area.pages.ts'
import { neighbourhoodPages } from './neighbourhood.pages.ts'
import { organisationPages } from './organisation.pages.ts'

export { routes } from './routes.ts'
export { importAreas, type Imported } from './area-import.actions.ts'
export { areaAsOf } from './area.sql.ts'
export { nations, type Area, type Nation } from './area.ts'
export { importBankHolidays } from './bank-holiday.actions.ts'
export { bankHolidays } from './bank-holiday.sql.ts'
export type { BankHoliday } from './bank-holiday.ts'
export {
  addDays,
  addMonths,
  clearDaysBetween,
  dayOf,
  daysBetween,
  endOfDay,
  latestNoticeDay,
  momentAt,
  noonOf,
  readDay,
  startOfDay,
  timeOf,
  type Holidays,
} from './calendar.ts'
export { nameIn } from './name.ts'
export { drawNeighbourhood } from './neighbourhood.actions.ts'
export { findNeighbourhoods, neighbourhoodById } from './neighbourhood.sql.ts'
export { neighbourhoodName, type Neighbourhood } from './neighbourhood.ts'
export { addOrganisation, organisationCalled } from './organisation.actions.ts'
export {
  bodyKindsAsOf,
  organisationById,
  organisationsAsOf,
  organisationsById,
} from './organisation.sql.ts'
export { organisationName, type BodyKind, type Organisation } from './organisation.ts'
export { importPopulation } from './population.actions.ts'
export { dimensionsOf, populationOf } from './population.sql.ts'
export type { Population } from './population.ts'
export { holdsPostcode, outwardCode } from './postcode.ts'
export type { Problem } from './sheet.ts'

/** All pages of this module. */
export function pages(system: System): Hono<Env> {
  return new Hono<Env>()
    .route('/', neighbourhoodPages(system))
    .route('/', neighbourhoodAreaPages(system))
    .route('/', organisationPages(system))
}
