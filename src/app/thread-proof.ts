import { partnershipById, type Partnership } from '../modules/partnerships/index.ts'
import type { Database } from '../platform/database/index.ts'
import { entriesAbout } from '../platform/ledger/index.ts'
import type { Tie } from '../platform/thread/index.ts'
import { wordKinds } from './thread-steps.ts'
import type { Proof } from './thread-stitch.pages.ts'
import type { Step } from './thread-walk.ts'

/**
 * What the public record holds about each step. Words are not recorded one by one: they stand under
 * the entries of the round that asked for them, whose closure seals all that was said and answered.
 */
export async function proofsOf(
  db: Database,
  steps: readonly Step[],
  ties: readonly Pick<Tie, 'earlier' | 'later'>[],
  home: Partnership,
): Promise<Map<string, Proof>> {
  const entries = await entriesAbout(
    db,
    steps.map(({ id }) => id),
  )
  const slugs = new Map([[home.id, home.slug]])
  for (const { partnership } of [...entries.values()].flat())
    if (!slugs.has(partnership))
      slugs.set(partnership, (await partnershipById(db, partnership))?.slug ?? '')
  const rounds = new Set(steps.filter(({ kind }) => kind === 'round').map(({ id }) => id))
  const roundOf = new Map(
    ties.flatMap(({ earlier, later }) => (rounds.has(earlier) ? [[later, earlier] as const] : [])),
  )
  const proofs = new Map<string, Proof>()
  const before = Map.groupBy(ties, ({ later }) => later)
  for (const { id, kind, at } of steps) {
    // An answer is recorded under the words that it answers, at its own moment.
    const answering = (before.get(id) ?? []).flatMap(({ earlier }) =>
      (entries.get(earlier) ?? []).filter(
        (entry) => entry.act.endsWith('-answered') && entry.at.getTime() === at.getTime(),
      ),
    )
    const own =
      entries.get(id) ?? (kind === 'answer' && answering.length > 0 ? answering : undefined)
    const found = own ?? (wordKinds.has(kind) ? entries.get(roundOf.get(id) ?? '') : undefined)
    if (found !== undefined)
      proofs.set(id, {
        entries: found.map((entry) => ({ ...entry, slug: slugs.get(entry.partnership)! })),
        ofRound: own === undefined,
      })
  }
  return proofs
}
