import type { Database } from '../../platform/database/index.ts'
import type { ThreadStep } from '../../platform/thread/index.ts'
import { link } from '../../platform/web/index.ts'
import type { Words } from '../../ui/words/index.ts'
import { partnershipById } from '../partnerships/index.ts'
import { addDays, dayOf, organisationName, organisationsById } from '../places/index.ts'
import { checkBacksAmong } from './check-back.sql.ts'
import { responsibleWords } from './commitment-line.pages.ts'
import { stateWords } from './commitment-page.pages.ts'
import { commitmentsAmong, historiesOf } from './commitment.sql.ts'
import { isClosed, reviewsOf, stateOf, verdicts, type Commitment } from './commitment.ts'
import { standingWords } from './expectation-page.pages.ts'
import { standingOf, type Expectation } from './expectation.ts'
import { answersAmong, answersTo, expectationsAmong } from './expectation.sql.ts'
import { silencesNoted } from './quiet.sql.ts'
import { intentSteps } from './intent-step.pages.ts'
import { responsibleFor } from './responsible.sql.ts'
import { routes } from './routes.ts'
import { updatesAmong } from './update.sql.ts'

/**
 * The steps of this module's nouns among the given ids; loose ends say so. What is said of them
 * holds on any day it is read: a day that was asked for by its date, a silence once the clock has
 * written it down.
 */
export async function threadSteps(
  db: Database,
  ids: readonly string[],
  w: Words,
): Promise<ThreadStep[]> {
  const [expectations, given, made, updates, asked] = await Promise.all([
    expectationsAmong(db, ids),
    answersAmong(db, ids),
    commitmentsAmong(db, ids),
    updatesAmong(db, ids),
    checkBacksAmong(db, ids),
  ])
  const [answers, histories, responsible, under, of] = await Promise.all([
    answersTo(
      db,
      expectations.map(({ id }) => id),
    ),
    historiesOf(
      db,
      made.map(({ id }) => id),
    ),
    responsibleFor(
      db,
      made.map(({ id }) => id),
    ),
    commitmentsAmong(db, [
      ...updates.map(({ commitment }) => commitment),
      ...asked.map(({ commitment }) => commitment),
    ]),
    expectationsAmong(
      db,
      given.map(({ expectation }) => expectation),
    ),
  ])
  const quiet = await silencesNoted(
    db,
    made.map(({ id }) => id),
  )
  const bodies = await organisationsById(
    db,
    [...expectations, ...made, ...under, ...of].map(({ organisation }) => organisation),
  )
  const bodyOf = (noun: Expectation | Commitment | undefined) => {
    const body = noun && bodies.get(noun.organisation)
    return body ? organisationName(body, w.language) : ''
  }
  const partnerships = new Map<string, string>()
  for (const { partnership } of [...expectations, ...under])
    if (!partnerships.has(partnership))
      partnerships.set(partnership, (await partnershipById(db, partnership))?.name ?? '')
  const plain = { quote: false, list: null, counted: null, answer: null, original: null } as const
  return [
    ...(await intentSteps(db, ids, w)),
    ...expectations
      .filter(({ sentAt }) => sentAt !== null)
      .map((each) => {
        const state = standingOf(each, answers.get(each.id) ?? [], each.answerBy)
        const loose = ['waiting', 'proposed', 'agreed', 'not-agreed'].includes(state.kind)
        return {
          ...plain,
          id: each.id,
          kind: 'expectation',
          verb: w.t('commitments.resident.verb.expected'),
          at: each.sentAt!,
          who: partnerships.get(each.partnership) ?? '',
          title: each.what,
          language: each.language,
          href: link(routes.expectation, { expectation: each.id }),
          facts: [w.t('commitments.resident.expected-of', { organisation: bodyOf(each) })],
          ...(loose
            ? {
                open:
                  state.kind === 'waiting'
                    ? w.t('commitments.resident.unanswered', { day: w.date(each.answerBy) })
                    : standingWords(w, each, state),
              }
            : {}),
        }
      }),
    ...given.map((each) => ({
      ...plain,
      id: each.id,
      kind: 'expectation-answer',
      verb: w.t(`commitments.resident.verb.${each.kind}`),
      at: each.answeredAt,
      who: bodyOf(of.find(({ id }) => id === each.expectation)),
      title: each.text === '' ? w.t(`commitments.resident.verb.${each.kind}`) : each.text,
      language: each.text === '' ? w.language : each.language,
      href: link(routes.expectation, { expectation: each.expectation }),
      facts: [],
    })),
    ...made.map((each) => {
      const history = histories.get(each.id)!
      const review = reviewsOf(history).at(-1)!
      const state = stateOf(
        history,
        quiet.has(`${each.id} ${review.on}`) ? addDays(review.on, 1) : dayOf(review.setAt),
      )
      const current = responsible.get(each.id)?.at(-1)
      return {
        ...plain,
        id: each.id,
        kind: 'commitment',
        verb: w.t('commitments.resident.verb.promised'),
        at: each.madeAt,
        who: bodyOf(each),
        title: each.what,
        language: each.language,
        href: link(routes.commitment, { commitment: each.id }),
        facts: [
          w.t('commitments.resident.due', { day: w.date(each.dueOn) }),
          ...(current
            ? [`${w.t('commitments.resident.responsible')} ${responsibleWords(w, current)}`]
            : []),
        ],
        ...(isClosed(state) ? {} : { open: stateWords(w, state) }),
      }
    }),
    ...updates.map((each) => ({
      ...plain,
      id: each.id,
      kind: 'update',
      verb: w.t(
        each.saysDone
          ? 'commitments.resident.verb.says-done'
          : 'commitments.resident.verb.reported',
      ),
      at: each.postedAt,
      who: bodyOf(under.find(({ id }) => id === each.commitment)),
      title: each.text,
      language: each.language,
      href: `${link(routes.commitment, { commitment: each.commitment })}#update-${each.id}`,
      facts: each.evidenceUrl === null ? [] : [each.evidenceUrl],
    })),
    ...asked.map((each) => {
      const { result } = each
      return {
        ...plain,
        id: each.id,
        kind: 'check-back',
        verb: w.t(
          result ? 'commitments.resident.verb.checked' : 'commitments.resident.verb.being-checked',
        ),
        at: result?.closedAt ?? each.openedAt,
        who:
          partnerships.get(under.find(({ id }) => id === each.commitment)?.partnership ?? '') ?? '',
        title: result
          ? w.t(`commitments.resident.outcome.${result.outcome}`)
          : w.t('commitments.resident.check.title'),
        language: w.language,
        href: link(routes.checkBack, { commitment: each.commitment }),
        facts: result
          ? verdicts
              .filter((verdict) => result.counts[verdict] > 0)
              .map((verdict) =>
                w.t(`commitments.resident.count.${verdict}`, { people: result.counts[verdict] }),
              )
          : [],
        ...(result
          ? {}
          : { open: w.t('commitments.resident.check.open', { day: w.date(each.closesOn) }) }),
      }
    }),
  ]
}
