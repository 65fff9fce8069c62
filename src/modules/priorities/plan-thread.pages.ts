import type { Database } from '../../platform/database/index.ts'
import { languages, words, type Language } from '../../ui/words/index.ts'
import { decisionsOf, isOutcome, type Partnership } from '../partnerships/index.ts'
import { dayOf } from '../places/index.ts'
import { driversAmong } from './driver.sql.ts'
import { treeOf, type Branch } from './driver.ts'
import { agreedList } from './list.ts'
import { listsOf } from './list.sql.ts'
import type { PlanBody, PlanDriver, PlanPart } from './plan.ts'
import { prioritiesAmong } from './priority.sql.ts'

/** What modules to the right have to say in a plan, in the reader's language. `app` hands it in. */
export type PlanParts = (
  db: Database,
  partnership: Partnership,
  language: Language,
) => Promise<PlanPart[]>

/** Everything that a plan holds from the thread, as anybody may read it now. */
export async function planFromThread(
  db: Database,
  partnership: Partnership,
  parts: PlanParts,
): Promise<PlanBody> {
  const agreed = agreedList(await listsOf(db, partnership.id))?.priorities ?? []
  const known = await prioritiesAmong(db, agreed)
  const drawn = await driversAmong(db, agreed)
  const decisions = await decisionsOf(db, partnership.id)
  const said: PlanBody['parts'] = {}
  for (const language of Object.keys(languages) as Language[])
    said[language] = await parts(db, partnership, language)
  return {
    priorities: agreed
      .flatMap((id) => known.get(id) ?? [])
      .filter((each) => each.withdrawnAt === null)
      .map(({ id, title, why, strengths, language }, index) => ({
        id,
        place: index + 1,
        title,
        why,
        strengths,
        language,
        drivers: treeOf(drawn.get(id) ?? []).map(asPlanned),
      })),
    decisions: decisions
      .flatMap(({ id, question, language, result, options }) =>
        result === null
          ? []
          : [
              {
                id,
                question,
                answer: options.find((each) => each.id === result.option)?.text ?? '',
                outcome: result.outcome,
                language,
                on: dayOf(result.closedAt),
              },
            ],
      )
      .toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : a.id < b.id ? 1 : -1)),
    parts: said,
  }
}

const asPlanned = ({ text, kind, branches }: Branch): PlanDriver => ({
  text,
  kind,
  branches: branches.map(asPlanned),
})

/** How an outcome is said. One that this version of the program does not know is said as it is stored. */
export function outcomeSaid(outcome: string, language: Language): string {
  const w = words(language)
  return isOutcome(outcome)
    ? w.t(`decisions.resident.outcome.${outcome}`)
    : outcome.replaceAll('-', ' ')
}
