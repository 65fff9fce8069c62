import { entriesAbout } from '../platform/ledger/index.ts'
import type { System } from '../platform/system.ts'
import { html, raw, type Html } from '../ui/html.ts'
import type { Words } from '../ui/words/index.ts'
import { placeOf, titleOf } from './thread-stitch.pages.ts'
import { tiesAmong } from '../platform/thread/index.ts'
import type { Step, Walk } from './thread-walk.ts'

/** A thread for programs: the steps nearest to its start first to be given, each page in order of time. */
export async function threadData(
  system: System,
  { start, partnership, nodes, cut }: Walk,
  page: readonly Step[],
  after: number,
  atOnce: number,
) {
  const ids = page.map(({ id }) => id)
  const [entries, ties] = await Promise.all([
    entriesAbout(system.db, ids),
    tiesAmong(system.db, ids),
  ])
  const here = `${system.config.publicUrl}/thread/${start}/thread.json`
  return {
    partnership: { id: partnership.id, name: partnership.name },
    start,
    // False where the thread goes on beyond what is walked from here: begin again at its far end.
    whole: !cut,
    count: nodes.length,
    next: after + atOnce < nodes.length ? `${here}?after=${after + atOnce}` : null,
    steps: page
      .toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.distance - b.distance)
      .map((step) => ({
        id: step.id,
        kind: step.kind,
        at: step.at,
        who: step.who,
        // What was said, never a translation of it.
        title: step.original?.text ?? step.title,
        language: step.original?.language ?? step.language,
        facts: step.facts,
        counted: step.counted,
        open: step.open ?? null,
        distance: step.distance,
        via: step.via,
        record: entries.get(step.id) ?? [],
      })),
    ties,
  }
}

/** The newest steps of a thread as they come, for whoever follows it. */
export function threadFeed(
  system: System,
  start: Step,
  { partnership }: Walk,
  steps: readonly Step[],
  w: Words,
): Html {
  const here = `${system.config.publicUrl}/thread/${start.id}`
  const latest = steps.toSorted((a, b) => b.at.getTime() - a.at.getTime())
  return html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${w.language}">
<id>${here}</id>
<title>${w.t('app.thread.title.of', { title: titleOf(start, w) })}</title>
<updated>${(latest[0] ?? start).at.toISOString()}</updated>
<author><name>${partnership.name}</name></author>
<link rel="alternate" href="${here}"/>
<link rel="self" href="${here}/thread.atom"/>
${latest.map(
  (step) => html`<entry>
<id>urn:uuid:${step.id}</id>
<title>${step.verb}: ${titleOf(step, w)}</title>
<updated>${step.at.toISOString()}</updated>
<link href="${here}#${placeOf(step, start.id)}"/>
<summary>${[step.who, ...step.facts].filter((part) => part !== '').join(' · ')}</summary>
</entry>
`,
)}</feed>`
}
