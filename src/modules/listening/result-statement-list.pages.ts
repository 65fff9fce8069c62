import { link } from '../../platform/web/index.ts'
import { details } from '../../ui/components/details.ts'
import { facts, strong } from '../../ui/components/facts.ts'
import { shareBars, type SharesRow } from '../../ui/components/share-bar.ts'
import { html, type Content, type Html } from '../../ui/html.ts'
import { isLanguage, languages, type Words } from '../../ui/words/index.ts'
import type { AskedStatement } from './next-statement.sql.ts'
import type { ResultBody, ResultStatement, Tally } from './result.ts'
import { routes } from './routes.ts'

/** Everything needed to show a statement of a result. */
export type Shown = {
  w: Words
  round: string
  body: ResultBody
  texts: ReadonlyMap<number, AskedStatement>
  results: ReadonlyMap<number, ResultStatement>
}

export function shownFrom(
  w: Words,
  round: string,
  body: ResultBody,
  asked: readonly AskedStatement[],
): Shown {
  return {
    w,
    round,
    body,
    texts: new Map(asked.map((each) => [each.number, each])),
    results: new Map(body.statements.map((each) => [each.number, each])),
  }
}

/** A statement's words, in the reader's language where somebody has put it into it. */
export function wordsOf(w: Words, statement: AskedStatement): Html {
  const translated = statement.translations[w.language]
  if (translated !== undefined) return html`${translated}`
  if (statement.language === w.language || !isLanguage(statement.language))
    return html`${statement.text}`
  return html`<span lang="${statement.language}" dir="${languages[statement.language].direction}">${statement.text}</span>`
}

export function textOf(w: Words, statement: AskedStatement): string {
  return statement.translations[w.language] ?? statement.text
}

export const groupName = (w: Words, label: string) => w.t('results.resident.group', { label })

export const statementLink = (round: string, number: number) =>
  link(routes.resultStatement, { round, number: String(number) })

const sharesOf = ([agree, unsure, disagree]: Tally) => ({ agree, unsure, disagree })

/** How each group answered, or everyone where there are no groups. */
export function barRows({ w, body }: Shown, result: ResultStatement): SharesRow[] {
  const everyone = { agree: result.agree, unsure: result.unsure, disagree: result.disagree }
  if (body.groups.length === 0)
    return [{ label: w.t('results.resident.everyone'), shares: everyone }]
  return body.groups.map((group, index) => ({
    label: groupName(w, group.label),
    shares: sharesOf(result.groups[index]!),
  }))
}

/** One statement with what it is here for, how groups answered and how many did. */
function statementItem(shown: Shown, number: number, said: Content): Html {
  const { w, round } = shown
  const statement = shown.texts.get(number)
  const result = shown.results.get(number)
  if (!statement || !result) return html``
  const people = result.agree + result.unsure + result.disagree
  const items = [
    w.th('results.resident.answered', { people, b: strong }),
    ...(result.matters > 0
      ? [w.th('results.resident.matters', { people: result.matters, b: strong })]
      : []),
  ]
  return html`<li class="finding"><h3 class="finding__words"><a href="${statementLink(round, number)}">${wordsOf(w, statement)}</a></h3>
    <p class="finding__said">${said}</p>
    ${shareBars({ words: w, rows: barRows(shown, result), key: false })}
    ${facts({ items })}</li>`
}

/** The first of a list in full, the rest by their words. */
export function statementList<T extends { statement: number }>(
  shown: Shown,
  entries: readonly T[],
  say: (entry: T, result: ResultStatement) => Content,
  options: { full: number; more: (count: number) => string },
): Html {
  const public_ = entries.filter(
    (entry) => shown.texts.has(entry.statement) && shown.results.has(entry.statement),
  )
  const rest = public_.slice(options.full)
  const sayOf = (entry: T) => say(entry, shown.results.get(entry.statement)!)
  return html`<ol class="findings">${public_
    .slice(0, options.full)
    .map((entry) => statementItem(shown, entry.statement, sayOf(entry)))}</ol>${
    rest.length === 0
      ? null
      : details({
          summary: options.more(rest.length),
          text: html`<ol class="govuk-list" start="${options.full + 1}">${rest.map(
            (entry) =>
              html`<li><a class="govuk-link" href="${statementLink(shown.round, entry.statement)}">${wordsOf(shown.w, shown.texts.get(entry.statement)!)}</a> <span class="soft">${sayOf(entry)}</span></li>`,
          )}</ol>`,
        })
  }`
}
