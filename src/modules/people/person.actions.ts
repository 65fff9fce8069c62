import type { Actor } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { allow } from './can.ts'
import type { Profile } from './person.ts'
import { changePerson } from './person.sql.ts'

export async function changeProfile(
  system: System,
  actor: Actor,
  person: string,
  change: Partial<Profile>,
): Promise<void> {
  allow(actor, 'change-own', { kind: 'person', person })
  await transaction(system.db, actor, system.clock.now(), (trx) =>
    changePerson(trx, person, change),
  )
}
