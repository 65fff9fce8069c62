import { channelTag, type Channel } from '../../ui/components/channel-tag.ts'
import { details } from '../../ui/components/details.ts'
import { testimony } from '../../ui/components/testimony.ts'
import { html, type Html } from '../../ui/html.ts'
import { isLanguage, type Words } from '../../ui/words/index.ts'
import { link } from '../../platform/web/index.ts'
import { answerCards } from './answer-card.pages.ts'
import type { Answer } from './answer.ts'
import { statementLink, wordsOf, type Shown } from './result-statement-list.pages.ts'
import { routes } from './routes.ts'
import type { PublicTestimony } from './theme.sql.ts'
import type { Theme } from './theme.ts'

export function quote(w: Words, each: PublicTestimony): Html {
  return testimony({
    quote: each.text,
    source: html`${channelTag({ words: w, channel: each.channel as Channel })} · ${w.date(each.at, 'month')}`,
    ...(isLanguage(each.language) && each.language !== w.language
      ? { language: each.language }
      : {}),
  })
}

/** Themes with what people said in their own words beside the statements, and what was answered. */
export function themeList(
  shown: Shown,
  themes: readonly Theme[],
  testimonies: readonly PublicTestimony[],
  answers: ReadonlyMap<string, Answer[]>,
): Html {
  const { w } = shown
  const byId = new Map(testimonies.map((each) => [each.id, each]))
  const statements = new Map([...shown.texts.values()].map((each) => [each.id, each]))
  const grouped = new Set(themes.flatMap((theme) => theme.testimonies))
  const loose = testimonies.filter((each) => !grouped.has(each.id))
  if (themes.length === 0 && testimonies.length === 0)
    return html`<p>${w.t('results.resident.words.none')}</p>`
  return html`${themes.map((theme) => {
    const quotes = theme.testimonies.map((id) => byId.get(id)).filter((each) => each !== undefined)
    return html`<section class="theme" aria-labelledby="theme-${theme.id}"><h3 id="theme-${theme.id}">${theme.title}</h3>
      ${
        theme.statements.length > 0
          ? html`<ul>${theme.statements
              .map((id) => statements.get(id))
              .filter((each) => each !== undefined)
              .map(
                (each) =>
                  html`<li><a class="govuk-link" href="${statementLink(shown.round, each.number)}">${wordsOf(w, each)}</a></li>`,
              )}</ul>`
          : null
      }
      ${someQuotes(w, quotes)}${answerCards(w, answers.get(theme.id) ?? [])}</section>`
  })}${
    loose.length === 0
      ? null
      : html`${themes.length > 0 ? html`<h3>${w.t('results.resident.words.loose')}</h3>` : null}${someQuotes(w, loose)}`
  }<p class="small"><a class="govuk-link" href="${link(routes.exportFile, { round: shown.round, file: 'testimony.csv' })}" download>${w.t('results.resident.words.download')}</a></p>`
}

const atFirst = 6

function someQuotes(w: Words, quotes: readonly PublicTestimony[]): Html {
  const rest = quotes.slice(atFirst)
  return html`${quotes.slice(0, atFirst).map((each) => quote(w, each))}${
    rest.length === 0
      ? null
      : details({
          summary: w.t('results.resident.words.more', { count: rest.length }),
          text: html`${rest.map((each) => quote(w, each))}`,
        })
  }`
}
