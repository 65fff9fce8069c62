import type { Tie } from '../platform/thread/index.ts'
import type { Words } from '../ui/words/index.ts'
import type { Node } from './thread-line.ts'
import { wordKinds } from './thread-steps.ts'
import type { Step } from './thread-walk.ts'

/** What is drawn in one row: a step, or an end that is left loose. */
export type Row =
  | {
      id: string
      step: Step
      /** What is unfinished or missing here, said in the row itself. */
      open: string[]
      /** What it came from, where that is not just the row above. */
      from: Step[]
    }
  | { id: string; step: null; verb: string; open: string[] }

type Tied = Pick<Tie, 'earlier' | 'later'>

/** So many loose ends have a row of their own; more would hide what was done. */
const mostLoose = 4

/** Kinds that stand on something people said, or should. */
const restOnWords: ReadonlySet<string> = new Set([
  'priority',
  'decision',
  'expectation',
  'commitment',
  'answer',
])

/**
 * The rows of a line: its steps in the order given, with the ends that nobody has tied yet. An end
 * is shown where it is: words that nobody answered, a promise with nothing after it, and a priority
 * or promise with nothing before it that people said.
 */
export function rowsOf(
  steps: readonly Step[],
  among: readonly Tied[],
  whole: { nodes: readonly Node[]; cut: boolean },
  w: Words,
): { rows: Row[]; ties: Tied[] } {
  const ties: Tied[] = [...among]
  const byId = new Map(steps.map((step) => [step.id, step]))
  const before = Map.groupBy(ties, ({ later }) => later)
  const leads = new Set([
    ...ties.map(({ earlier }) => earlier),
    ...whole.nodes.flatMap(({ distance, via, id }) =>
      via === null ? [] : [distance > 0 ? via.id : id],
    ),
  ])
  const follows = new Set([
    ...ties.map(({ later }) => later),
    ...whole.nodes.flatMap(({ distance, via, id }) =>
      via === null ? [] : [distance > 0 ? id : via.id],
    ),
  ])
  const unheard = ({ id, kind }: Step) =>
    wordKinds.has(kind) && kind !== 'insight' && !leads.has(id)
  const ends = steps.filter(({ id }) => !leads.has(id))
  const nothingCame = ends.length > 0 && ends.every(unheard)
  const noWords =
    !whole.cut && whole.nodes.every(({ kind }) => !wordKinds.has(kind) && kind !== 'round')
  const roots = steps.filter(({ id, kind }) => !follows.has(id) && restOnWords.has(kind))

  const rows: Row[] = []
  if (noWords && roots.length > 0) {
    rows.push({
      id: 'nothing-said',
      step: null,
      verb: w.t('app.thread.before'),
      open: [w.t('app.thread.before.none')],
    })
    for (const { id } of roots) ties.push({ earlier: 'nothing-said', later: id })
  }
  let loose = 0
  for (const [index, step] of steps.entries()) {
    const parents = (before.get(step.id) ?? []).flatMap(({ earlier }) => byId.get(earlier) ?? [])
    const above = steps[index - 1]
    const open: string[] = []
    if (!noWords && !whole.cut && roots.includes(step)) open.push(w.t('app.thread.before.none'))
    if (!nothingCame && unheard(step)) open.push(step.open ?? w.t('app.thread.open.yet'))
    const own = step.open !== undefined && !unheard(step)
    const apart = own && !leads.has(step.id) && loose < mostLoose
    if (own && !apart) open.push(step.open!)
    rows.push({
      id: step.id,
      step,
      open,
      from:
        parents.length === 1 && parents[0] === above
          ? []
          : parents.filter(({ kind }) => kind !== 'round'),
    })
    if (apart) {
      loose += 1
      rows.push({
        id: `${step.id}-open`,
        step: null,
        verb: w.t('app.thread.open'),
        open: [step.open!],
      })
      ties.push({ earlier: step.id, later: `${step.id}-open` })
    }
  }
  if (nothingCame) {
    const texts = [...new Set(ends.map((step) => step.open ?? w.t('app.thread.open.none')))]
    rows.push({ id: 'nothing-came', step: null, verb: w.t('app.thread.open'), open: texts })
    for (const { id } of ends) ties.push({ earlier: id, later: 'nothing-came' })
  }
  return { rows, ties }
}
