import { promisesSection } from '../modules/commitments/index.ts'
import {
  askedStatements,
  closedRoundsSection,
  latestResult,
  openRoundsSection,
  roundsOf,
  routes as listening,
  stateOf,
  statementLink,
  textIn,
  wordsOf,
  type Round,
} from '../modules/listening/index.ts'
import { frontSection as agreedPriorities } from '../modules/priorities/index.ts'
import type { Section, Sections } from '../modules/partnerships/index.ts'
import { link } from '../platform/web/index.ts'
import type { System } from '../platform/system.ts'
import { facts, strong } from '../ui/components/facts.ts'
import { day } from '../ui/components/timestamp.ts'
import { html, type Html } from '../ui/html.ts'
import { isLanguage, languages, words, type Language, type Words } from '../ui/words/index.ts'
import { livingThreads } from './living-threads.pages.ts'

const sharedShown = 3

/** Every closed round with what its people share. */
const cameOut: Section = async (system, partnership, visit) => {
  const w = words(visit.language as Language)
  const closed = (await roundsOf(system.db, partnership.id)).filter(
    (round) => stateOf(round, system.clock.now()) === 'closed',
  )
  if (closed.length === 0) return null
  return html`${await Promise.all(closed.map((round) => closedRound(system, round, w)))}`
}

async function closedRound(system: System, round: Round, w: Words): Promise<Html> {
  const [result, asked] = await Promise.all([
    latestResult(system.db, round.id),
    askedStatements(system.db, round.id),
  ])
  const text = textIn(round, w.language)
  const results = link(listening.results, { round: round.id })
  const byNumber = new Map(asked.map((each) => [each.number, each]))
  const shared = (result?.body.common ?? [])
    .filter((each) => each.certainty !== 'unsure')
    .flatMap((each) => byNumber.get(each.statement) ?? [])
    .slice(0, sharedShown)
  const at = round.closedAt ?? round.closesAt
  return html`<section class="part" aria-labelledby="round-${round.id}"><h2 id="round-${round.id}"><a href="${results}"${marked(text.language, w)}>${text.question}</a></h2>
    ${at ? html`<p class="soft">${w.th('app.sections.closed', { date: day({ words: w, when: at }) })}</p>` : null}
    ${
      result
        ? html`${facts({
            items: [
              w.th('app.sections.people', { people: result.body.participants, b: strong }),
              w.th('app.sections.responses', { responses: result.body.responses, b: strong }),
            ],
          })}<h3>${w.t('app.sections.shared')}</h3>${
            shared.length === 0
              ? html`<p>${w.t('app.sections.shared.none')}</p>`
              : html`<ul class="findings">${shared.map((each) => html`<li class="finding"><p class="finding__words"><a href="${statementLink(round.id, each.number)}">${wordsOf(w, each)}</a></p></li>`)}</ul>`
          }`
        : null
    }
    <p><a href="${results}">${w.t('app.sections.came-out')}<span class="govuk-visually-hidden">: <span${marked(text.language, w)}>${text.question}</span></span></a></p></section>`
}

/** The language of somebody's words, where it is not the page's. */
function marked(language: string, w: Words): Html | null {
  return language === w.language || !isLanguage(language)
    ? null
    : html` lang="${language}" dir="${languages[language].direction}"`
}

/** What other modules show on a partnership's own pages. */
export const sections: Sections = {
  // Somebody's own words and what came of them come before what a board made of them.
  front: [openRoundsSection, livingThreads, agreedPriorities, promisesSection, closedRoundsSection],
  cameOut: [cameOut],
}
