import { Hono } from 'hono'
import type { Tasks } from '../../platform/jobs/index.ts'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { tellContributors } from './answer.jobs.ts'
import { answerPages } from './answer.pages.ts'
import { moderationPages } from './moderation.pages.ts'
import { paperPages } from './paper.pages.ts'
import { respondPages } from './respond.pages.ts'
import { resultCrontab, resultTasks } from './result.jobs.ts'
import { resultPages } from './result.pages.ts'
import { roundPages } from './round.pages.ts'
import { tellSafeguarding } from './safeguarding.jobs.ts'
import type { Whereto } from './whereto.pages.ts'

export { askedStatements } from './next-statement.sql.ts'
export { insightsOf } from './insight.sql.ts'
export { termsIn } from './prior-reading.ts'
export { saidBefore } from './prior-reading.sql.ts'
export { barRows, shownFrom } from './result-statement-list.pages.ts'
export { latestResult } from './result.sql.ts'
export { saidTo, themesAmong } from './said.sql.ts'
export { publicTestimonies, themesOf } from './theme.sql.ts'
export { statementLink, wordsOf } from './result-statement-list.pages.ts'
export { threadSteps } from './thread-step.pages.ts'
export { statementsHeard } from './thread-step.sql.ts'
export { routes } from './routes.ts'
export type { Whereto } from './whereto.pages.ts'
export { aboutQuestionsOf } from './about-question.sql.ts'
export { aboutWordsIn, type AboutQuestion } from './about-question.ts'
export { closeRound } from './closure.actions.ts'
export { exportFile } from './export.actions.ts'
export { exportNames, isExportName, type ExportName } from './export.ts'
export {
  importPolis,
  ImportRefused,
  noteLine,
  problemLine,
  questionFromFolder,
  readPolisFolder,
} from './import.actions.ts'
export { readPolis } from './import.ts'
export { verifyRounds } from './verification.actions.ts'
export { computeResult, stopComputing } from './result.actions.ts'
export { openRound } from './opening.actions.ts'
export { writeToFollowers } from './follower-message.actions.ts'
export { recordPriorReading } from './prior-reading.actions.ts'
export { draftRound, type Drafting } from './round.actions.ts'
export { wordsForAct } from './record-words.pages.ts'
export { closedRoundsSection, openRoundsSection } from './rounds.pages.ts'
export { openRounds, roundById, roundByCode, roundsOf, type OpenRound } from './round.sql.ts'
export { addStatement, putOnThread, type Adding } from './statement.actions.ts'
export { statementById, statementsOf } from './statement.sql.ts'
export { longestStatement, type Statement } from './statement.ts'
export type { Channel } from './participant.ts'
export { roundKey, wrapRoundKey } from './round-key.ts'
export { stateOf, textIn, type Round, type RoundState } from './round.ts'

/** `whereto` tells where somebody's words have got to, in modules to the right of this one too. */
export function pages(system: System, given: { whereto?: Whereto } = {}): Hono<Env> {
  return new Hono<Env>()
    .route('/', roundPages(system))
    .route('/', respondPages(system, given.whereto ?? (() => Promise.resolve(new Map()))))
    .route('/', paperPages(system))
    .route('/', moderationPages(system))
    .route('/', resultPages(system))
    .route('/', answerPages(system))
}

export const tasks: Tasks = {
  ...resultTasks,
  'tell-contributors': tellContributors,
  'tell-safeguarding': tellSafeguarding,
}
/** When the clock starts which task: graphile-worker's crontab. */
export const crontab = resultCrontab
