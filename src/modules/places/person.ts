import type { Actor } from '../../platform/actor.ts'
import { Refusal } from '../../platform/errors.ts'

/**
 * The id of whoever adds a place or a body: any signed-in person, since a neighbourhood is what its
 * people say it is. Null for background work.
 */
export function requirePerson(actor: Actor): string | null {
  if (actor.kind === 'person') return actor.person
  if (actor.kind === 'system') return null
  throw new Refusal('people.refused.sign-in', 401)
}
