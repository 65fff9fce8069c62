import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { aboutQuestionPages } from './about-question.pages.ts'
import { insightReusePages } from './insight-reuse.pages.ts'
import { insightPages } from './insight.pages.ts'
import { managePages } from './manage.pages.ts'
import { openingPages } from './opening.pages.ts'
import { priorReadingPages } from './prior-reading.pages.ts'
import { roundDraftPages } from './round-draft.pages.ts'
import { roundSettingsPages } from './round-settings.pages.ts'
import { roundsPages } from './rounds.pages.ts'
import { startingStatementPages } from './starting-statement.pages.ts'

/** A round from its first draft to its opening, and what is learned from it. */
export function roundPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .route('/', roundsPages(system))
    .route('/', roundDraftPages(system))
    .route('/', managePages(system))
    .route('/', roundSettingsPages(system))
    .route('/', startingStatementPages(system))
    .route('/', aboutQuestionPages(system))
    .route('/', priorReadingPages(system))
    .route('/', openingPages(system))
    .route('/', insightPages(system))
    .route('/', insightReusePages(system))
}
