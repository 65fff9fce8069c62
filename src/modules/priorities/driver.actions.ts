import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import {
  allOf,
  deepest,
  heightOf,
  kindUnder,
  longestDriver,
  mostDrivers,
  movedAmong,
  pathTo,
  treeOf,
  whyNotUnder,
  type Branch,
  type Driver,
  type WhyNot,
} from './driver.ts'
import { driversOf, insertDriver, lockDrivers, setRemoved, updateDriver } from './driver.sql.ts'
import type { Priority } from './priority.ts'
import { priorityById } from './priority.sql.ts'

type Diagram = { priority: Priority; drivers: Driver[]; tree: Branch[] }

/** Adds a cause, or an idea for change, at the end of what hangs there already. */
export async function addDriver(
  trx: Transaction,
  adding: { priority: string; parent: string | null; idea: boolean; text: string },
): Promise<string> {
  const diagram = await open(trx, adding.priority)
  const kind = kindUnder(adding.idea ? 'change-idea' : 'secondary', adding.parent)
  const parent = adding.parent === null ? null : standing(diagram, adding.parent)
  refuse(whyNotUnder(parent, kind, 1))
  if (allOf(diagram.tree).length >= mostDrivers) refuse('too-many')
  const id = newId(trx.at)
  await insertDriver(trx.db, {
    id,
    priority: diagram.priority.id,
    parent: adding.parent,
    kind,
    text: wordsIn(adding.text),
    position: atTheEnd(diagram, adding.parent),
    addedAt: trx.at,
    addedBy: trx.actor.kind === 'person' ? trx.actor.person : null,
  })
  await noted(trx, diagram, 'added', id, 1)
  return id
}

/**
 * Changes what a driver says. `seen` is what it said when the writer began: where somebody else has
 * changed it since, nothing is written over and the writer is told.
 */
export async function changeDriver(
  trx: Transaction,
  changing: { priority: string; driver: string; text: string; seen: string },
): Promise<void> {
  const diagram = await open(trx, changing.priority)
  const driver = standing(diagram, changing.driver)
  const text = wordsIn(changing.text)
  if (text === driver.text) return
  if (driver.text !== changing.seen) throw new Refusal('drivers.refused.changed-since', 409)
  await updateDriver(trx.db, driver.id, { text })
  await noted(trx, diagram, 'reworded', driver.id, 1)
}

/** One place up or down among what hangs from the same driver. */
export async function moveAmong(
  trx: Transaction,
  moving: { priority: string; driver: string; by: -1 | 1 },
): Promise<void> {
  const diagram = await open(trx, moving.priority)
  const driver = standing(diagram, moving.driver)
  const siblings = hangingFrom(diagram, driver.parent)
  const order = movedAmong(
    siblings.map((each) => each.id),
    driver.id,
    moving.by,
  )
  if (order.every((id, index) => siblings[index]!.id === id)) return
  for (const [index, id] of order.entries()) {
    const before = siblings.find((each) => each.id === id)!
    if (before.position !== index + 1) await updateDriver(trx.db, id, { position: index + 1 })
  }
  await noted(trx, diagram, 'moved', driver.id, 1)
}

/** Hangs a driver, and everything on it, from another or from the priority. */
export async function moveUnder(
  trx: Transaction,
  moving: { priority: string; driver: string; parent: string | null },
): Promise<void> {
  const diagram = await open(trx, moving.priority)
  const driver = standing(diagram, moving.driver)
  const parent = moving.parent === null ? null : standing(diagram, moving.parent)
  if (driver.parent === moving.parent) return
  if (parent && allOf([driver]).some((each) => each.id === parent.id)) refuse('under-itself')
  refuse(whyNotUnder(parent, driver.kind, heightOf(driver)))
  await updateDriver(trx.db, driver.id, {
    parent: moving.parent,
    kind: kindUnder(driver.kind, moving.parent),
    position: atTheEnd(diagram, moving.parent),
  })
  await noted(trx, diagram, 'moved', driver.id, allOf([driver]).length)
}

/** Takes a driver off the diagram with everything on it. It is kept, and can be brought back. */
export async function removeDriver(
  trx: Transaction,
  removing: { priority: string; driver: string },
): Promise<void> {
  const diagram = await open(trx, removing.priority)
  const branch = allOf([standing(diagram, removing.driver)])
  await setRemoved(
    trx.db,
    branch.map((each) => each.id),
    trx.at,
  )
  await noted(trx, diagram, 'removed', removing.driver, branch.length)
}

/** Brings back a driver and what was removed with it, to where it hung, under the rules of today. */
export async function bringBackDriver(
  trx: Transaction,
  returning: { priority: string; driver: string },
): Promise<void> {
  const diagram = await open(trx, returning.priority)
  const driver = diagram.drivers.find((each) => each.id === returning.driver)
  if (!driver) throw notFound()
  if (driver.removedAt === null) return
  const parent = driver.parent === null ? null : pathTo(diagram.tree, driver.parent).at(-1)
  if (parent === undefined) throw new Refusal('drivers.refused.parent-gone', 409)
  // What went with it went at the same moment, so that what was removed before stays so.
  const together = diagram.drivers
    .filter((each) => each.removedAt?.getTime() === driver.removedAt!.getTime())
    .map((each) => ({ ...each, removedAt: null }))
  const [branch] = treeOf(
    together.map((each) => (each.id === driver.id ? { ...each, parent: null } : each)),
  ).filter((each) => each.id === driver.id)
  refuse(whyNotUnder(parent, driver.kind, heightOf(branch!)))
  const all = allOf([branch!])
  if (allOf(diagram.tree).length + all.length > mostDrivers) refuse('too-many')
  await setRemoved(
    trx.db,
    all.map((each) => each.id),
    null,
  )
  await noted(trx, diagram, 'returned', driver.id, all.length)
}

/** The diagram as it stands, held still until this change is made. */
async function open(trx: Transaction, id: string): Promise<Diagram> {
  const priority = await priorityById(trx.db, id)
  if (!priority) throw notFound()
  allow(trx.actor, 'draw', { kind: 'priority', partnership: priority.partnership })
  if (priority.withdrawnAt) throw new Refusal('drivers.refused.withdrawn', 409)
  await lockDrivers(trx.db, id)
  const drivers = await driversOf(trx.db, id)
  return { priority, drivers, tree: treeOf(drivers) }
}

/** A driver that is on the diagram now. Somebody else may have removed it a moment ago. */
function standing(diagram: Diagram, id: string): Branch {
  const found = pathTo(diagram.tree, id).at(-1)
  if (found) return found
  if (diagram.drivers.some((each) => each.id === id)) throw new Refusal('drivers.refused.gone', 409)
  throw notFound()
}

const hangingFrom = (diagram: Diagram, parent: string | null): Branch[] =>
  parent === null ? diagram.tree : (pathTo(diagram.tree, parent).at(-1)?.branches ?? [])

const atTheEnd = (diagram: Diagram, parent: string | null): number =>
  Math.max(0, ...hangingFrom(diagram, parent).map((each) => each.position)) + 1

function wordsIn(typed: string): string {
  const text = typed.replace(/\s+/gu, ' ').trim()
  if (text === '') throw new Refusal('drivers.refused.empty', 422)
  if (text.length > longestDriver)
    throw new Refusal('drivers.refused.long', 422, { most: longestDriver })
  return text
}

function refuse(why: WhyNot | undefined): void {
  if (why === undefined) return
  const most = why === 'too-many' ? mostDrivers : deepest
  throw new Refusal(`drivers.refused.${why}`, 422, { most })
}

/** Once for each change, for anybody to read: not while the priority is a draft among members. */
async function noted(
  trx: Transaction,
  { priority }: Diagram,
  change: 'added' | 'reworded' | 'moved' | 'removed' | 'returned',
  driver: string,
  drivers: number,
): Promise<void> {
  if (priority.publishedAt === null) return
  await record(trx, {
    partnership: priority.partnership,
    act: 'driver-diagram-changed',
    subject: { kind: 'priority', id: priority.id },
    body: { change, driver, drivers },
  })
}
