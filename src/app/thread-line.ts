/** What choosing needs to know of a step. */
type Step = {
  id: string
  kind: string
  at: Date
  distance: number
  counted: { people: number; common: boolean } | null
}
type Tied = { earlier: string; later: string }

/** The steps drawn as a line, in the order given, and how many more there are. */
export type Line<S> = { shown: S[]; left: { statements: number; answers: number; others: number } }

/** How many statements, and how many answers, one line holds: a few screens of a phone. */
const most = 12
/** How many steps altogether. */
const mostSteps = 60

/** Whether the line must choose, and so must know how everything is tied. */
export const mustChoose = (steps: readonly Step[]): boolean =>
  steps.length > mostSteps || ['statement', 'answer'].some((kind) => count(steps, kind) > most)

const count = (steps: readonly Step[], kind: string) =>
  steps.filter((step) => step.kind === kind).length

/** The steps that a reader can follow: of what is chosen, the nearest to where the reader began. */
export function lineOf<S extends Step>(
  steps: readonly S[],
  ties: readonly Tied[],
  start: string,
): Line<S> {
  const { shown, left } = chosen(steps, ties, start)
  if (shown.length <= mostSteps) return { shown, left: { ...left, others: 0 } }
  const near = shown.toSorted((a, b) => Math.abs(a.distance) - Math.abs(b.distance))
  const kept = new Set(near.slice(0, mostSteps).map(({ id }) => id))
  return {
    shown: shown.filter(({ id }) => kept.has(id)),
    left: { ...left, others: shown.length - mostSteps },
  }
}

/**
 * The steps that a reader can follow. A round leads to hundreds of statements; of so many a line
 * holds where the reader began, words that something came of (for each answer or lesson those most
 * people responded to), common ground, and what most people responded to. An answer stands on the
 * line if words it answers do.
 */
function chosen<S extends Step>(
  steps: readonly S[],
  ties: readonly Tied[],
  start: string,
): { shown: S[]; left: { statements: number; answers: number } } {
  const statements = steps.filter((step) => step.kind === 'statement')
  const answers = steps.filter((step) => step.kind === 'answer')
  if (statements.length <= most && answers.length <= most)
    return { shown: [...steps], left: { statements: 0, answers: 0 } }

  const responded = statements.toSorted((a, b) => peopleOf(b) - peopleOf(a)).map(({ id }) => id)
  const place = new Map(responded.map((id, index) => [id, index]))
  const first = (ids: readonly string[]) => ids.toSorted((a, b) => place.get(a)! - place.get(b)!)
  const cameTo = new Map<string, string[]>()
  for (const { earlier, later } of ties)
    if (place.has(earlier)) cameTo.set(later, [...(cameTo.get(later) ?? []), earlier])

  const picked = new Set<string>()
  const pick = (ids: readonly string[], count: number) => {
    const end = picked.size + count
    for (const id of ids) if (picked.size < Math.min(end, most)) picked.add(id)
  }
  const roots = [...cameTo.values()].map((ids) => first(ids)[0]!)
  const common = statements.filter((step) => step.counted?.common).map(({ id }) => id)
  pick(place.has(start) ? [start] : (cameTo.get(start) ?? []).slice(0, 1), 1)
  pick(first(roots), most / 2)
  pick(first(common), most / 4)
  pick(responded, most / 4)
  pick(first([...cameTo.values()].flat()), most)
  pick(responded, most)

  const near = (id: string) => (cameTo.get(id) ?? []).some((each) => picked.has(each))
  const told = new Set(
    answers
      .filter(({ id }) => id === start || near(id) || !cameTo.has(id))
      // The newest: what was said back last is what holds.
      .slice(-most)
      .map(({ id }) => id),
  )
  if (answers.some(({ id }) => id === start)) told.add(start)
  const shown = steps.filter(({ id, kind }) =>
    kind === 'statement' ? picked.has(id) : kind === 'answer' ? told.has(id) : true,
  )
  return {
    shown,
    left: {
      statements: statements.length - picked.size,
      answers: answers.length - told.size,
    },
  }
}

const peopleOf = (step: Step) => step.counted?.people ?? 0
