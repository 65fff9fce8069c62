import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { neighbourhoodPages } from './neighbourhood.pages.ts'

export { routes } from './routes.ts'
export { importAreas } from './area-import.actions.ts'
export { isNation, nations, type Area, type Nation } from './area.ts'
export { drawNeighbourhood, redrawNeighbourhood } from './neighbourhood.actions.ts'
export { neighbourhoodName, type Neighbourhood } from './neighbourhood.ts'
export { findNeighbourhoods, neighbourhoodById } from './neighbourhood.sql.ts'
export { addOrganisation, organisationCalled } from './organisation.actions.ts'
export { nameIn } from './name.ts'
export { organisationName, type BodyKind, type Organisation } from './organisation.ts'
export {
  bodyKindsAsOf,
  organisationById,
  organisationsAsOf,
  organisationsById,
  successorAsOf,
} from './organisation.sql.ts'
export { holdsPostcode, outwardCode } from './postcode.ts'

export function pages(system: System): Hono<Env> {
  return new Hono<Env>().route('/', neighbourhoodPages(system))
}
export { populationOf, type Population } from './population.sql.ts'
