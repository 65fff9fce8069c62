import type { System } from '../../platform/system.ts'
import { words } from '../../ui/words/index.ts'
import { dayOf, organisationName, organisationsById } from '../places/index.ts'
import type { PlanParts } from '../priorities/index.ts'
import { stateWords } from './commitment-page.pages.ts'
import { commitmentsOf, historiesOf } from './commitment.sql.ts'
import { stateOf } from './commitment.ts'

/** What was promised here and where each promise stands, for the partnership's plan. */
export const planParts =
  (system: System): PlanParts =>
  async (db, partnership, language) => {
    const w = words(language)
    const made = await commitmentsOf(db, { partnership: partnership.id })
    const [histories, organisations] = await Promise.all([
      historiesOf(
        db,
        made.map((each) => each.id),
      ),
      organisationsById(
        db,
        made.map((each) => each.organisation),
      ),
    ])
    const today = dayOf(system.clock.now())
    return [
      {
        kind: 'promises',
        title: w.t('commitments.resident.plan.title'),
        columns: [
          w.t('commitments.resident.plan.who'),
          w.t('commitments.resident.plan.what'),
          w.t('commitments.resident.plan.by'),
          w.t('commitments.resident.plan.state'),
        ],
        rows: made.map((each) => ({
          id: each.id,
          cells: [
            organisationName(organisations.get(each.organisation)!, language),
            each.what,
            w.date(each.dueOn),
            stateWords(w, stateOf(histories.get(each.id)!, today)),
          ],
        })),
        none: w.t('commitments.resident.plan.none'),
      },
    ]
  }
