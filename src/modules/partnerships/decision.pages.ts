import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { decisionClosingPages } from './decision-closing.pages.ts'
import type { StepsOf } from './decision-entry.pages.ts'
import { decisionListPages } from './decision-list.pages.ts'
import { decisionMemberPages } from './decision-member.pages.ts'
import { decisionOpeningPages } from './decision-opening.pages.ts'
import { decisionPutPages } from './decision-put.pages.ts'
import { decisionShowPages } from './decision-show.pages.ts'
import { decisionApi } from './decision.api.ts'
import { votePages } from './vote.pages.ts'
import { votingPaperPages } from './voting-paper.pages.ts'

/** Questions that a partnership decides. */
export function decisionPages(system: System, stepsOf: StepsOf): Hono<Env> {
  return new Hono<Env>()
    .route('/', decisionListPages(system))
    .route('/', decisionPutPages(system, stepsOf))
    .route('/', decisionShowPages(system, stepsOf))
    .route('/', decisionOpeningPages(system, stepsOf))
    .route('/', votePages(system, stepsOf))
    .route('/', decisionMemberPages(system, stepsOf))
    .route('/', decisionClosingPages(system))
    .route('/', votingPaperPages(system))
    .route('/', decisionApi(system))
}
