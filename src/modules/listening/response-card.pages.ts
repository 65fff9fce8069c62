import { link } from '../../platform/web/index.ts'
import { answers, answerKeys, answerSign } from '../../ui/components/answer.ts'
import { progressDots } from '../../ui/components/progress-dots.ts'
import { html, type Html } from '../../ui/html.ts'
import { isLanguage, languages, type Words } from '../../ui/words/index.ts'
import { placeName } from '../partnerships/index.ts'
import type { Asking } from './asking.actions.ts'
import { turnBanner } from './helper-turn-banner.pages.ts'
import type { StandingResponse } from './response.sql.ts'
import type { Value } from './response.ts'
import { textIn } from './round.ts'
import { routes } from './routes.ts'
import type { Taking } from './turn.actions.ts'
import { worriedLink } from './worried-link.pages.ts'

/** A statement as one reader sees it. */
export type Shown = {
  id: string
  number: number
  text: string
  language: string
  original?: { text: string; language: string }
}

type Progress = { answered: number; total: number }

const values = { agree: 1, disagree: -1, unsure: 0 } as const satisfies Record<string, Value>

/** The one card of the respond page: the statement, large, and three answers that a thumb cannot miss. */
export function answerCard(options: {
  w: Words
  asking: Asking
  taking: Taking
  progress: Progress
  saved: boolean
  statement: Shown
  earlier: StandingResponse | undefined
  /** Where to go after answering: on to the next, or back to one's own answers. */
  back: 'mine' | undefined
  response: string
  turn: string
  coming: Shown[]
}): Html {
  const { w, asking, taking, progress, statement, earlier, back, response, turn, coming } = options
  const code = asking.round.code
  const place = { code }
  const question = textIn(asking.round, w.language)
  return html`${turnBanner(w, code, taking)}
    <div class="statement-card" id="card" data-code="${code}" data-turn="${turn}" data-answered="${progress.answered}"
      data-total="${progress.total}" data-coming="${JSON.stringify(coming)}" data-words="${JSON.stringify(scriptWords(w))}">
      <p class="soft small"><bdi>${placeName(asking.partnership, w.language)}</bdi> · <bdi lang="${question.language}">${question.question}</bdi></p>
      <div id="progress">${progressDots({ words: w, done: progress.answered, total: progress.total })}</div>
      <h1 class="statement-card__words" id="statement" tabindex="-1" lang="${statement.language}" dir="${directionOf(statement.language)}">${statement.text}</h1>
      <div id="original">${original(w, statement)}</div>
      <form method="post" action="${link(routes.responses, place)}" id="answer">
        <input type="hidden" name="response" value="${response}">
        <input type="hidden" name="statement" value="${statement.id}">
        ${back ? html`<input type="hidden" name="to" value="${back}">` : null}
        <div class="stack"><div class="choices" role="group" aria-labelledby="statement">${answers.map(
          (answer) =>
            html`<button class="choice" name="value" value="${values[answer]}"${
              earlier ? html` aria-pressed="${String(earlier.value === values[answer])}"` : null
            }>${answerSign(answer)}<span>${w.t(answerKeys[answer])}</span></button>`,
        )}</div>
        <div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">
          <input class="govuk-checkboxes__input" type="checkbox" id="important" name="important" value="1"${earlier?.important ? html` checked` : null}>
          <label class="govuk-label govuk-checkboxes__label" for="important">${w.t('respond.important')}</label>
        </div></div></div>
      </form>
      <p class="saved" id="saved" role="status">${options.saved ? w.t('respond.saved') : null}</p>
      <p class="soft small"><span id="count">${w.t('respond.count', { count: progress.answered })}</span> <a href="${link(routes.ownStatement, place)}">${w.t('respond.say')}</a></p>
    </div>
    <p>${
      back
        ? html`<a href="${link(routes.mine, place)}">${w.t('respond.back-to-mine')}</a>`
        : html`<a href="${link(routes.mine, place)}">${w.t('respond.enough')}</a>`
    }</p>
    ${worriedLink(w, code)}`
}

/** Nothing left to answer: what else one may do. */
export function finishedCard(options: {
  w: Words
  asking: Asking
  taking: Taking
  progress: Progress
  saved: boolean
}): Html {
  const { w, asking, taking, progress } = options
  const place = { code: asking.round.code }
  return html`${turnBanner(w, asking.round.code, taking)}
    <div class="statement-card">
      ${progressDots({ words: w, done: progress.answered, total: progress.total })}
      <h1 class="statement-card__words">${progress.total === 0 ? w.t('respond.none.title') : w.t('respond.finished.title')}</h1>
      <p class="saved" role="status">${options.saved ? w.t('respond.saved') : null}</p>
      <p>${progress.total === 0 ? w.t('respond.none.text') : w.t('respond.finished.text')}</p>
      ${nextSteps(w, place)}
      <p><a href="${link(routes.mine, place)}">${w.t('respond.mine')}</a></p>
    </div>
    ${worriedLink(w, asking.round.code)}`
}

/** What one may still do, one line each. */
export function nextSteps(w: Words, place: { code: string }): Html {
  return html`<ul class="govuk-list govuk-list--spaced">
    <li><a href="${link(routes.ownStatement, place)}">${w.t('respond.say')}</a></li>
    <li><a href="${link(routes.testimony, place)}">${w.t('respond.tell')}</a></li>
    <li><a href="${link(routes.aboutYou, place)}">${w.t('respond.about-you')}</a></li>
    <li><a href="${link(routes.follow, place)}">${w.t('respond.follow')}</a></li>
  </ul>`
}

function original(w: Words, statement: Shown): Html | null {
  if (!statement.original) return null
  const { text, language } = statement.original
  return html`<p class="soft small">${w.t('respond.original')}</p><p class="soft small" lang="${language}" dir="${directionOf(language)}">${text}</p>`
}

/** Of a language that we speak, its own; of any other, what its letters say. */
export function directionOf(language: string): 'ltr' | 'rtl' | 'auto' {
  return isLanguage(language) ? languages[language].direction : 'auto'
}

// What the page's script says, in the reader's language.
function scriptWords(w: Words) {
  return {
    language: w.language,
    saved: w.t('respond.saved'),
    sending: w.t('respond.sending'),
    setAside: w.t('respond.set-aside'),
    closed: w.t('respond.refused.closed'),
    original: w.t('respond.original'),
    noMoreHere: w.t('respond.no-more-here'),
    waiting: forms(w, 'respond.waiting'),
    count: forms(w, 'respond.count'),
    finishWaiting: w.t('respond.turn.waiting'),
  }
}

/**
 * A message that counts, once for each plural form of the language, with `#` for the number: a
 * script picks by Intl.PluralRules and needs no message parser. The samples meet all six of CLDR's
 * categories in the languages that have them.
 */
export function forms(w: Words, key: 'respond.waiting' | 'respond.count'): Record<string, string> {
  const rules = new Intl.PluralRules(languages[w.language].locale)
  return Object.fromEntries(
    [100, 20, 11, 6, 3, 2, 1, 0].map((count) => [
      rules.select(count),
      w.t(key, { count }).replace(w.number(count), '#'),
    ]),
  )
}
