/** Who is doing something. Every change and every guarded read is done as somebody. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'participant'; participant: string }
  | {
      kind: 'person'
      person: string
      roles: readonly Role[]
      operator: boolean
      participant?: string
    }
  /** Background work and the clock, named by its task. */
  | { kind: 'system'; task: string }

/** What a person may do is held per partnership; no role reads across partnerships. */
export type Role = { partnership: string; role: string }

export const anonymous: Actor = { kind: 'anonymous' }
export const system = (task: string): Actor => ({ kind: 'system', task })

/** How the ledger names an actor: ids only, so that erasing a person leaves the chain whole. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'anonymous':
      return 'anonymous'
    case 'participant':
      return `participant:${actor.participant}`
    case 'person':
      return `person:${actor.person}`
    case 'system':
      return `system:${actor.task}`
  }
}
