import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { stitch, tie } from '../../platform/thread/index.ts'
import { figuresAmong } from '../evidence/index.ts'
import { saidTo, themesAmong } from '../listening/index.ts'
import { allow } from '../people/index.ts'
import { tieOf, type Ground, type GroundKind } from './ground.ts'
import { deleteGround, groundsOf, insertGround, updateNote } from './ground.sql.ts'
import type { Priority } from './priority.ts'
import { priorityById } from './priority.sql.ts'

export type Linking = {
  priority: string
  items: readonly { kind: GroundKind; node: string }[]
  /** Why they belong here: kept with each. */
  note: string
}

/**
 * Links what people said, or figures, to a priority. Only what is public and this partnership's own
 * is taken. Where the priority is public already the thread and the record say so at once.
 */
export async function linkGrounds(trx: Transaction, linking: Linking): Promise<number> {
  const priority = await priorityToLink(trx, linking.priority)
  const known = await public_(
    trx,
    priority.partnership,
    linking.items.map(({ node }) => node),
  )
  const items = linking.items.filter(({ kind, node }) => known.get(node) === kind)
  if (items.length === 0) throw new Refusal('priorities.refused.nothing-chosen', 422)
  const added: Ground[] = []
  for (const { kind, node } of items) {
    const ground: Ground = {
      priority: priority.id,
      node,
      kind,
      note: linking.note.trim(),
      linkedAt: trx.at,
    }
    const by = trx.actor.kind === 'person' ? trx.actor.person : null
    if (await insertGround(trx.db, { ...ground, by })) added.push(ground)
  }
  if (priority.publishedAt !== null && added.length > 0) {
    await tieGrounds(trx, priority, added)
    await record(trx, {
      partnership: priority.partnership,
      act: 'ground-linked',
      subject: { kind: 'priority', id: priority.id },
      body: { title: priority.title, count: added.length, grounds: added.map(({ node }) => node) },
    })
  }
  return added.length
}

/** Says better why something belongs under a draft. */
export async function changeNote(
  trx: Transaction,
  priority: string,
  node: string,
  note: string,
): Promise<void> {
  await draftToLink(trx, priority)
  if (!isId(node) || !(await updateNote(trx.db, priority, node, note.trim()))) throw notFound()
}

/** Takes a link away from a draft. */
export async function unlinkGround(
  trx: Transaction,
  priority: string,
  node: string,
): Promise<void> {
  await draftToLink(trx, priority)
  if (!isId(node) || !(await deleteGround(trx.db, priority, node))) throw notFound()
}

/** At its publication a priority is tied to all that it rests on. */
export async function tieAllGrounds(
  trx: Transaction,
  priorities: readonly Pick<Priority, 'id' | 'partnership'>[],
): Promise<void> {
  const grounds = await groundsOf(
    trx.db,
    priorities.map(({ id }) => id),
  )
  for (const priority of priorities) await tieGrounds(trx, priority, grounds.get(priority.id) ?? [])
}

/** A theme is a name for what people said, so it is what they said that is tied. */
async function tieGrounds(
  trx: Transaction,
  { id, partnership }: Pick<Priority, 'id' | 'partnership'>,
  grounds: readonly Ground[],
): Promise<void> {
  const themes = new Map(
    (
      await themesAmong(
        trx.db,
        grounds.filter(({ kind }) => kind === 'theme').map(({ node }) => node),
      )
    ).map((theme) => [theme.id, theme]),
  )
  const nodes = grounds.flatMap(({ kind, node }): { kind: GroundKind; node: string }[] => {
    if (kind !== 'theme') return [{ kind, node }]
    const theme = themes.get(node)
    return [
      ...(theme?.statements ?? []).map((each) => ({ kind: 'statement' as const, node: each })),
      ...(theme?.testimonies ?? []).map((each) => ({ kind: 'testimony' as const, node: each })),
    ]
  })
  await stitch(trx, ...nodes.map(({ kind, node }) => ({ id: node, partnership, kind })))
  for (const { kind, node } of nodes) await tie(trx, node, id, tieOf(kind))
}

/** What each of these is, where it is public and this partnership's own. */
async function public_(
  trx: Transaction,
  partnership: string,
  ids: readonly string[],
): Promise<Map<string, GroundKind>> {
  const [said, figures] = await Promise.all([
    saidTo(trx.db, partnership, ids),
    figuresAmong(trx.db, ids.filter(isId)),
  ])
  return new Map<string, GroundKind>([
    ...said.map(({ id, kind }) => [id, kind] as const),
    ...figures
      .filter((each) => each.partnership === partnership && each.withdrawnAt === null)
      .map(({ id }) => [id, 'figure'] as const),
  ])
}

async function priorityToLink(trx: Transaction, id: string): Promise<Priority> {
  const priority = await priorityById(trx.db, id)
  if (!priority) throw notFound()
  allow(trx.actor, 'link', { kind: 'priority', partnership: priority.partnership })
  if (priority.withdrawnAt !== null) throw new Refusal('priorities.refused.withdrawn', 409)
  return priority
}

async function draftToLink(trx: Transaction, id: string): Promise<void> {
  const priority = await priorityToLink(trx, id)
  if (priority.publishedAt !== null) throw new Refusal('priorities.refused.kept', 409)
}
