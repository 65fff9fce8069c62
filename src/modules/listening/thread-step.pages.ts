import type { Database } from '../../platform/database/index.ts'
import type { ThreadStep } from '../../platform/thread/index.ts'
import { link } from '../../platform/web/index.ts'
import type { Words } from '../../ui/words/index.ts'
import { routes } from './routes.ts'
import {
  answerSteps,
  insightSteps,
  roundSteps,
  statementFigures,
  statementSteps,
  testimonySteps,
  type StatementFigures,
} from './thread-step.sql.ts'

/** The steps of this module's nouns among the given ids. */
export async function threadSteps(
  db: Database,
  ids: readonly string[],
  w: Words,
): Promise<ThreadStep[]> {
  const [statements, rounds, answers, insights, testimonies] = await Promise.all([
    statementSteps(db, ids, w.language),
    roundSteps(db, ids, w.language),
    answerSteps(db, ids),
    insightSteps(db, ids),
    testimonySteps(db, ids),
  ])
  const figures = await statementFigures(
    db,
    statements.filter((each) => each.status === 'published'),
  )
  return [
    ...rounds.map((round) => ({
      id: round.id,
      kind: 'round',
      verb: w.t('app.step.asked'),
      at: round.at,
      who: '',
      title: round.question,
      language: round.language,
      original: null,
      quote: false,
      href: link(routes.round, { code: round.code }),
      list: link(routes.resultStatements, { round: round.id }),
      facts:
        round.participants === null
          ? []
          : [
              w.t('app.step.took-part', {
                people: round.participants,
                responses: round.responses ?? 0,
              }),
            ],
      counted: null,
      answer: null,
    })),
    ...statements.map((statement) => ({
      id: statement.id,
      kind: 'statement',
      verb: w.t('app.step.said'),
      at: statement.at,
      who: w.t(`app.channel.${statement.channel}` as Parameters<Words['t']>[0]),
      title: statement.status === 'published' ? (statement.translation ?? statement.text) : null,
      language: statement.translation === null ? statement.language : w.language,
      original:
        statement.status === 'published' && statement.translation !== null
          ? { text: statement.text, language: statement.language }
          : null,
      quote: true,
      href:
        statement.status === 'published'
          ? link(routes.resultStatement, {
              round: statement.round,
              number: String(statement.number),
            })
          : null,
      list: null,
      facts: [],
      counted: counted(w, figures.get(statement.id)),
      answer: null,
    })),
    ...answers.map((answer) => ({
      id: answer.id,
      kind: 'answer',
      verb: w.t('app.step.answered'),
      at: answer.at,
      who: answer.organisation ?? '',
      title: `${w.t(`app.answer.${answer.kind}`)} ${answer.text}`,
      language: w.language,
      original: null,
      quote: false,
      href: null,
      list: null,
      facts: [],
      counted: null,
      answer: { kind: w.t(`app.answer.${answer.kind}`), text: answer.text },
    })),
    ...testimonies.map((testimony) => ({
      id: testimony.id,
      kind: 'testimony',
      verb: w.t('app.step.said'),
      at: testimony.at,
      who: w.t(`app.channel.${testimony.channel}` as Parameters<Words['t']>[0]),
      title: testimony.text,
      language: testimony.language,
      original: null,
      quote: true,
      href: `${link(routes.results, { round: testimony.round })}#words`,
      list: null,
      facts: [],
      counted: null,
      answer: null,
    })),
    ...insights.map((insight) => ({
      id: insight.id,
      kind: 'insight',
      verb: w.t('listening.resident.thread.learned'),
      at: insight.at,
      who: '',
      title: insight.text,
      language: insight.language,
      original: null,
      quote: false,
      href: `${link(routes.insights, { slug: insight.slug })}#insight-${insight.id}`,
      list: null,
      facts: [],
      counted: null,
      answer: null,
    })),
  ]
}

function counted(w: Words, figures: StatementFigures | undefined): ThreadStep['counted'] {
  if (figures === undefined) return null
  const { statement, labels, common } = figures
  const { agree, unsure, disagree, matters } = statement
  return {
    people: agree + unsure + disagree,
    matters,
    rows:
      labels.length === 0
        ? [{ label: w.t('results.resident.everyone'), agree, unsure, disagree }]
        : labels.map((label, index) => {
            const [a, u, d] = statement.groups[index]!
            return {
              label: w.t('results.resident.group', { label }),
              agree: a,
              unsure: u,
              disagree: d,
            }
          }),
    common: common !== null && common.certainty !== 'unsure' && labels.length > 0,
  }
}
