import type { WordsForAct } from '../partnerships/index.ts'

/** How the acts of this module are said in a partnership's public record. */
export const wordsForAct: WordsForAct = {
  'priority-changed': 'priorities.resident.act.priority-changed',
  'priority-withdrawn': 'priorities.resident.act.priority-withdrawn',
  'ground-linked': 'priorities.resident.act.ground-linked',
  'priorities-put': (_act, body, w) =>
    w.t('priorities.resident.act.priorities-put', { titles: titles(body, w.list) }),
  'priorities-adopted': (_act, body, w) =>
    w.t('priorities.resident.act.priorities-adopted', { titles: titles(body, w.list) }),
  'plan-published': 'plan.resident.act.plan-published',
  'driver-diagram-changed': 'drivers.resident.act.driver-diagram-changed',
  'frameworks-changed': 'priorities.resident.act.frameworks-changed',
}

function titles(body: Record<string, unknown>, list: (items: readonly string[]) => string): string {
  const priorities = (body['priorities'] ?? []) as { place: number; title: string }[]
  return list(priorities.map(({ place, title }) => `${place}. ${title}`))
}
