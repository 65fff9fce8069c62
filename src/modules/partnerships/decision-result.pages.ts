import { link } from '../../platform/web/index.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { day } from '../../ui/components/timestamp.ts'
import { html, type Content, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import type { Rules } from './constitution.ts'
import { inLanguage, paragraphs } from './decision-entry.pages.ts'
import {
  isWhole,
  rulesMet,
  type Count,
  type Decision,
  type Missing,
  type Outcome,
  type Turnout,
} from './decision.ts'
import type { Dissent } from './dissent.sql.ts'
import { routes } from './routes.ts'

/** What came of it, in a sentence, with the votes and the rules. */
export function resultSection(
  w: Words,
  decision: Decision,
  rules: Rules,
  again: readonly Decision[],
): Html {
  const result = decision.result!
  const chosen = decision.options.find(({ id }) => id === result.option)
  return html`<section class="card" aria-labelledby="result"><h2 id="result">${w.t('decisions.resident.result')}</h2>
    <p class="lead">${
      chosen
        ? w.th('decisions.resident.chosen', {
            option: inLanguage(chosen.text, decision.language, w),
          })
        : w.t(`decisions.resident.outcome.${result.outcome}`)
    }</p>
    <p class="soft">${w.th('decisions.resident.closed-on', { date: day({ words: w, when: result.closedAt }) })}</p>
    ${votesTable(w, decision, result.count)}
    ${turnoutFacts(w, result.count)}
    ${rulesList(w, decision, result.count, rules)}
    ${againLinks(w, again)}</section>`
}

const againLinks = (w: Words, again: readonly Decision[]): Html =>
  html`${again.map((each) => html`<p>${w.t('decisions.resident.put-again-as')} <a href="${link(routes.decision, { decision: each.id })}">${inLanguage(each.question, each.language, w)}</a></p>`)}`

/** Votes by option, with those of residents counted apart. */
export function votesTable(w: Words, decision: Decision, count: Count): Html {
  const row = (label: Content, votes: number, residents: number): Content[] => [
    label,
    w.number(votes),
    w.number(residents),
    w.number(votes - residents),
  ]
  return dataTable({
    words: w,
    id: 'votes',
    caption: w.t('decisions.resident.votes'),
    columns: [
      { key: 'option', text: w.t('decisions.resident.option') },
      { key: 'votes', text: w.t('decisions.resident.votes.all'), numeric: true },
      { key: 'residents', text: w.t('decisions.resident.votes.residents'), numeric: true },
      { key: 'organisations', text: w.t('decisions.resident.votes.organisations'), numeric: true },
    ],
    rows: [
      ...decision.options.map((option) => {
        const counted = count.options.find((each) => each.option === option.id)
        return row(
          inLanguage(option.text, decision.language, w),
          counted?.votes ?? 0,
          counted?.residents ?? 0,
        )
      }),
      row(w.t('decisions.resident.votes.total'), count.cast, count.residentsCast),
    ],
  })
}

export function turnoutFacts(w: Words, count: Turnout | Count): Html {
  const channels = isWhole(count) ? count.channels : {}
  const ways = (['hand', 'paper', 'phone', 'screen'] as const).flatMap((way) =>
    channels[way] ? [w.t(`decisions.resident.way.${way}`, { count: channels[way] })] : [],
  )
  return html`<p>${w.t('decisions.resident.turnout', { members: count.members, takingPart: count.takingPart, voted: count.voted })}${
    isWhole(count) && count.abstained > 0
      ? html` ${w.t('decisions.resident.abstained', { count: count.abstained })}`
      : null
  }${ways.length > 0 ? html` ${w.t('decisions.resident.ways', { ways: w.list(ways) })}` : null}</p>`
}

/** Each rule with its numbers, and whether it held. */
export function rulesList(w: Words, decision: Decision, count: Count, rules: Rules): Html {
  return html`<h3>${w.t('decisions.resident.rules')}</h3>
    <ul>${rulesMet(count, rules, decision.kind).map(
      ({ rule, asked, had, of, held }) =>
        html`<li><strong>${w.t(held ? 'decisions.resident.rule.held' : 'decisions.resident.rule.failed')}</strong> ${w.t(`decisions.resident.rule.${rule}`, { asked, had, of })}</li>`,
    )}</ul>`
}

/** What is still needed, in words; or that nothing is. */
export function missingList(w: Words, needed: readonly Missing[]): Html {
  if (needed.length === 0) return html`<p>${w.t('decisions.resident.missing.none')}</p>`
  return html`<ul>${needed.map(({ what, count }) => html`<li>${w.t(`decisions.resident.missing.${what}`, { count })}</li>`)}</ul>`
}

/** What the rules would say now, before anybody closes it. */
export function previewOf(
  w: Words,
  decision: Decision,
  now: { outcome: Outcome; option: string | null },
): Html {
  const chosen = decision.options.find(({ id }) => id === now.option)
  return html`<p class="lead">${
    chosen
      ? w.th('decisions.resident.would', { option: inLanguage(chosen.text, decision.language, w) })
      : w.t('decisions.resident.would-not', {
          reason: w.t(`decisions.resident.outcome.${now.outcome}`),
        })
  }</p>`
}

/** Dissent beside the result, in the dissenters' own words. */
export function dissentSection(
  w: Words,
  dissents: readonly Dissent[],
  names: ReadonlyMap<string, string>,
): Html | null {
  if (dissents.length === 0) return null
  return html`<section aria-labelledby="dissent"><h2 id="dissent">${w.t('decisions.resident.dissent')}</h2>
    ${dissents.map(
      (each) =>
        html`<figure class="testimony"><blockquote>${paragraphs(each.text, each.language, w)}</blockquote><figcaption class="soft">${
          each.named && each.person && names.has(each.person)
            ? names.get(each.person)
            : w.t('decisions.resident.dissent.unnamed')
        }, ${day({ words: w, when: each.writtenOn })}</figcaption></figure>`,
    )}</section>`
}
