import type { Names } from './name.ts'

export type BodyKind = {
  code: string
  name: Names
  /** A public body, of which communities may expect something; not a community group. */
  statutory: boolean
}

export type Organisation = {
  id: string
  name: string
  translations: Record<string, string>
  kind: BodyKind
  website: string | null
  area: string | null
  startsOn: string | null
  endsOn: string | null
  successor: string | null
  invented: boolean
}

export function organisationName(
  organisation: Pick<Organisation, 'name' | 'translations'>,
  language: string,
): string {
  return organisation.translations[language] || organisation.name
}
