import type { Database } from '../../platform/database/index.ts'
import type { ThreadStep } from '../../platform/thread/index.ts'
import { link } from '../../platform/web/index.ts'
import type { Words } from '../../ui/words/index.ts'
import type { Decision } from './decision.ts'
import { decisionsById } from './decision.sql.ts'
import { routes } from './routes.ts'
import { dissentCounts, meetingsOnThread } from './thread-step.sql.ts'

/** The steps of this module's nouns among the given ids. A draft tells nothing and is left out. */
export async function threadSteps(
  db: Database,
  ids: readonly string[],
  w: Words,
): Promise<ThreadStep[]> {
  const [decisions, meetings] = await Promise.all([
    decisionsById(db, ids),
    meetingsOnThread(db, ids),
  ])
  const dissents = await dissentCounts(
    db,
    decisions.map(({ id }) => id),
  )
  return [
    ...decisions.map((decision) => decisionStep(w, decision, dissents.get(decision.id) ?? 0)),
    ...meetings.map((meeting) => ({
      ...plain,
      id: meeting.id,
      kind: 'meeting',
      verb: w.t('decisions.resident.step.met'),
      at: meeting.startsAt,
      who: w.t('decisions.resident.step.by'),
      title: meeting.title,
      language: w.language,
      href: link(routes.meeting, { meeting: meeting.id }),
      facts: [],
    })),
  ]
}

const plain = { original: null, quote: false, list: null, counted: null, answer: null } as const

function decisionStep(w: Words, decision: Decision, dissents: number): ThreadStep {
  const { result } = decision
  const chosen = decision.options.find(({ id }) => id === result?.option)
  return {
    ...plain,
    id: decision.id,
    kind: 'decision',
    verb: w.t(
      result?.outcome === 'carried'
        ? 'decisions.resident.step.decided'
        : 'decisions.resident.step.asked',
    ),
    at: result?.closedAt ?? decision.openedAt ?? decision.putAt,
    who: w.t('decisions.resident.step.by'),
    title: decision.question,
    language: decision.language,
    href: link(routes.decision, { decision: decision.id }),
    facts: result
      ? [
          chosen
            ? w.t('decisions.resident.chosen', { option: chosen.text })
            : w.t(`decisions.resident.outcome.${result.outcome}`),
          w.t('decisions.resident.step.votes', {
            cast: result.count.cast,
            residentsCast: result.count.residentsCast,
          }),
          ...(dissents > 0 ? [w.t('decisions.resident.step.dissents', { count: dissents })] : []),
        ]
      : [],
    ...(result
      ? {}
      : {
          open: w.t(
            decision.openedAt ? 'decisions.resident.step.open' : 'decisions.resident.step.waiting',
          ),
        }),
  }
}
