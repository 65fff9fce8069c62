import type { Area } from './area.ts'

/** What its own people say it is: a name, and the official areas it is made of if they wish. */
export type Neighbourhood = {
  id: string
  name: string
  translations: Record<string, string>
  description: string
  outwardCodes: string[]
  invented: boolean
  createdAt: Date
}

export type DrawnNeighbourhood = Neighbourhood & { areas: Area[] }

export function neighbourhoodName(
  neighbourhood: Pick<Neighbourhood, 'name' | 'translations'>,
  language: string,
): string {
  return neighbourhood.translations[language] || neighbourhood.name
}
