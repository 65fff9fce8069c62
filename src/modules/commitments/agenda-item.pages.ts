import { words, type Language } from '../../ui/words/index.ts'
import type { OpenItems } from '../partnerships/index.ts'
import { dayOf, organisationName, organisationsById } from '../places/index.ts'
import { commitmentsOf, historiesOf } from './commitment.sql.ts'
import { stateOf } from './commitment.ts'
import { standingOf } from './expectation.ts'
import { answersTo, expectationsOf } from './expectation.sql.ts'

/** An agenda is read out: a long promise is told by how it begins, and is a link away. */
const longest = 200
const short = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, text.lastIndexOf(' ', longest))} …`

/**
 * What a board may want to talk about: what nobody has answered in time, promises that went quiet, and
 * those of which it is being asked, or nobody has said, whether they were kept.
 */
export const openItems: OpenItems = async ({ db, clock }, partnership, visit) => {
  const w = words(visit.language as Language)
  const today = dayOf(clock.now())
  const [expected, made] = await Promise.all([
    expectationsOf(db, { partnership: partnership.id }),
    commitmentsOf(db, { partnership: partnership.id }),
  ])
  const [answers, histories, bodies] = await Promise.all([
    answersTo(
      db,
      expected.map(({ id }) => id),
    ),
    historiesOf(
      db,
      made.map(({ id }) => id),
    ),
    organisationsById(
      db,
      [...expected, ...made].map(({ organisation }) => organisation),
    ),
  ])
  const told = (about: { id: string; organisation: string; what: string }, why: string) => {
    const body = bodies.get(about.organisation)
    const organisation = body ? organisationName(body, w.language) : ''
    const title = w.t('commitments.agenda.title', { organisation, what: short(about.what) })
    return { title, node: about.id, why }
  }
  return [
    ...expected.flatMap((each) =>
      standingOf(each, answers.get(each.id) ?? [], today).kind === 'silent'
        ? [told(each, w.t('commitments.agenda.silent', { day: w.date(each.answerBy) }))]
        : [],
    ),
    ...made.flatMap((each) => {
      const state = stateOf(histories.get(each.id)!, today)
      if (state.kind === 'quiet')
        return [told(each, w.t('commitments.agenda.quiet', { day: w.date(state.reviewOn) }))]
      if (state.kind === 'being-checked')
        return [told(each, w.t('commitments.agenda.check', { day: w.date(state.closesOn) }))]
      return state.kind === 'unchecked' ? [told(each, w.t('commitments.agenda.unchecked'))] : []
    }),
  ]
}
