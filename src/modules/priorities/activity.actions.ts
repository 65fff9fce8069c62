import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { allow } from '../people/index.ts'
import { organisationById } from '../places/index.ts'
import { longestActivity, longestWhat, longestWho, type Activity } from './activity.ts'
import {
  activityById,
  insertActivity,
  mapActivity,
  setEnded,
  updateActivity,
} from './activity.sql.ts'
import { driversAmong } from './driver.sql.ts'
import { allOf, treeOf } from './driver.ts'
import { prioritiesOf } from './priority.sql.ts'

export type Saying = Pick<Activity, 'title' | 'organisation' | 'who' | 'what' | 'drivers'>

/** Notes what somebody does already, and which drivers it does something about. */
export async function addActivity(
  trx: Transaction,
  adding: Saying & { partnership: string; language: string },
): Promise<string> {
  allow(trx.actor, 'draw', { kind: 'priority', partnership: adding.partnership })
  const said = await checked(trx, adding.partnership, adding)
  const id = newId(trx.at)
  await insertActivity(trx.db, {
    ...said,
    id,
    partnership: adding.partnership,
    language: adding.language,
    addedAt: trx.at,
    addedBy: trx.actor.kind === 'person' ? trx.actor.person : null,
  })
  await mapActivity(trx.db, id, { onto: said.drivers, off: [] })
  return id
}

/**
 * Changes what is noted. `offered` are the drivers that the writer was shown: one that was drawn since
 * keeps what somebody else has mapped onto it.
 */
export async function changeActivity(
  trx: Transaction,
  changing: Saying & { activity: string; offered: readonly string[] },
): Promise<void> {
  const activity = await known(trx, changing.activity)
  const said = await checked(trx, activity.partnership, changing)
  await updateActivity(trx.db, activity.id, said)
  await mapActivity(trx.db, activity.id, {
    onto: said.drivers,
    off: activity.drivers.filter(
      (each) => changing.offered.includes(each) && !said.drivers.includes(each),
    ),
  })
}

/** Says that it is no longer done, or that it is again. It stays to be read about. */
export async function endActivity(
  trx: Transaction,
  ending: { activity: string; again: boolean },
): Promise<void> {
  const activity = await known(trx, ending.activity)
  if ((activity.endedAt === null) === ending.again) return
  await setEnded(trx.db, activity.id, ending.again ? null : trx.at)
}

async function known(trx: Transaction, id: string): Promise<Activity> {
  const activity = await activityById(trx.db, id)
  if (!activity) throw notFound()
  allow(trx.actor, 'draw', { kind: 'priority', partnership: activity.partnership })
  return activity
}

async function checked(trx: Transaction, partnership: string, saying: Saying): Promise<Saying> {
  const title = saying.title.trim()
  const who = saying.organisation === null ? saying.who.replace(/\s+/gu, ' ').trim() : ''
  if (title === '') throw new Refusal('drivers.refused.activity-empty', 422)
  for (const [text, most] of [
    [title, longestActivity],
    [who, longestWho],
    [saying.what, longestWhat],
  ] as const)
    if (text.length > most) throw new Refusal('drivers.refused.long', 422, { most })
  if (saying.organisation === null && who === '')
    throw new Refusal('drivers.refused.who-missing', 422)
  if (saying.organisation !== null && !(await organisationById(trx.db, saying.organisation)))
    throw new Refusal('drivers.refused.organisation', 422)
  const drawn = await driversAmong(
    trx.db,
    (await prioritiesOf(trx.db, partnership)).map((each) => each.id),
  )
  const live = new Set(
    [...drawn.values()].flatMap((each) => allOf(treeOf(each)).map(({ id }) => id)),
  )
  return {
    title,
    organisation: saying.organisation,
    who,
    what: saying.what.trim(),
    drivers: [...new Set(saying.drivers)].filter((id) => live.has(id)),
  }
}
