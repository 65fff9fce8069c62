import { sql } from 'kysely'
import { actorName, type Actor } from '../actor.ts'
import { isId } from '../ids.ts'
import type { Database } from './database.ts'

/** A transaction knows who acts and when, so that every row in it carries the same time. */
export type Transaction = { db: Database; actor: Actor; at: Date }

/**
 * Runs `work` in one transaction as somebody. The settings that row-level security reads are made
 * with SET LOCAL statements, not set_config(): only those reach the shards of a distributed table.
 */
export async function transaction<T>(
  db: Database,
  actor: Actor,
  at: Date,
  work: (trx: Transaction) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (inner) => {
    await sql.raw(actingAs(actor)).execute(inner)
    return work({ db: inner, actor, at })
  })
}

/** Reads rows that only some may see: the same settings, in a transaction that cannot write. */
export async function reading<T>(
  db: Database,
  actor: Actor,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async (inner) => {
      await sql.raw(actingAs(actor)).execute(inner)
      return work(inner)
    })
}

/** The SET LOCAL statements for an actor. Ids are checked as UUIDs and names as plain words before they are quoted. */
export function actingAs(actor: Actor): string {
  const settings: [string, string][] = [['app.actor', actorName(actor)]]
  if (actor.kind === 'participant') settings.push(['app.participant', identity(actor.participant)])
  if (actor.kind === 'system') settings.push(['app.system', actor.task])
  if (actor.kind === 'person') {
    settings.push(['app.person', identity(actor.person)])
    if (actor.participant !== undefined)
      settings.push(['app.participant', identity(actor.participant)])
    if (actor.operator) settings.push(['app.operator', 'yes'])
    settings.push([
      'app.roles',
      actor.roles.map((held) => `${identity(held.partnership)}:${held.role}`).join(','),
    ])
  }
  return settings
    .map(([name, value]) => {
      if (!/^[a-z0-9:,._-]*$/i.test(value))
        throw new TypeError(`${name} has a character that is not allowed`)
      return `SET LOCAL ${name} = '${value}'`
    })
    .join('; ')
}

function identity(id: string): string {
  if (!isId(id)) throw new TypeError('an actor is named by a UUID')
  return id
}
