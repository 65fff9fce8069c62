import { system as asSystem, type Actor } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { audit, auditOf } from './audit.sql.ts'
import { allow } from './can.ts'
import { deleteMessagesTo, type Wiring } from './own-data.sql.ts'
import { passkeysOf } from './passkey.sql.ts'
import { accountsOf, erasePerson, personById } from './person.sql.ts'
import { sessionsOf } from './session.sql.ts'

/** Everything kept about a person, in one JSON document, read as that person. */
export async function exportOwn(
  system: System,
  actor: Actor,
  person: string,
  wiring: Wiring,
): Promise<Record<string, unknown>> {
  allow(actor, 'export-own', { kind: 'person', person })
  const now = system.clock.now()
  await transaction(system.db, actor, now, (trx) => audit(trx, 'export'))
  return reading(system.db, actor, async (db) => {
    const own: Record<string, unknown> = {
      exportedAt: now,
      person: await personById(db, person),
      // A session's hash is of no use to anybody, and nobody should get used to passing it on.
      sessions: (await sessionsOf(db, person, now)).map(({ id, browser, since, until }) => ({
        id,
        browser,
        since,
        until,
      })),
      passkeys: await passkeysOf(db, person),
      workAccounts: await accountsOf(db, person),
      record: await auditOf(db, person),
    }
    for (const collect of wiring.exporters ?? []) Object.assign(own, await collect(db, person))
    return own
  })
}

/**
 * Erases a person: what is theirs goes, their id stays, because the ledger names it. Messages that
 * were sent to them go too; only background work may touch those, so they go first.
 */
export async function eraseOwn(
  system: System,
  actor: Actor,
  person: string,
  wiring: Wiring,
): Promise<void> {
  allow(actor, 'erase-own', { kind: 'person', person })
  const known = await reading(system.db, actor, (db) => personById(db, person))
  if (!known) throw notFound()
  const now = system.clock.now()
  await transaction(system.db, asSystem('erase-person'), now, (trx) =>
    deleteMessagesTo(trx, known.email),
  )
  await transaction(system.db, actor, now, async (trx) => {
    for (const erase of wiring.erasers ?? []) await erase(trx, person)
    await erasePerson(trx, person)
    await audit(trx, 'erasure')
  })
}
