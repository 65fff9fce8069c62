import type { Database } from '../../platform/database/index.ts'
import { interestsOfPerson } from './interest.sql.ts'
import { membershipsOf } from './member.sql.ts'
import { representingOf } from './representative.sql.ts'

/** What this module keeps about a person, for them to take away; read as them. */
export async function ownDataOf(db: Database, person: string): Promise<Record<string, unknown>> {
  return {
    memberships: await membershipsOf(db, person),
    speaksFor: await representingOf(db, person),
    interests: await interestsOfPerson(db, person),
  }
}
