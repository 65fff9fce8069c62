/** Every address of the places module. Links are built from this table with `link()`. */
export const routes = {
  neighbourhoods: '/neighbourhoods',
  newNeighbourhood: '/neighbourhoods/new',
  neighbourhood: '/neighbourhoods/:neighbourhood',
  neighbourhoodAreas: '/neighbourhoods/:neighbourhood/areas',
  organisations: '/organisations',
  newOrganisation: '/organisations/new',
  organisation: '/organisations/:organisation',
} as const
