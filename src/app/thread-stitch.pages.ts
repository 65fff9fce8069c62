import { routes as partnerships } from '../modules/partnerships/index.ts'
import type { Entry } from '../platform/ledger/index.ts'
import { link } from '../platform/web/index.ts'
import { details } from '../ui/components/details.ts'
import { facts, strong } from '../ui/components/facts.ts'
import { describe, shareBars, sharesKey } from '../ui/components/share-bar.ts'
import type { Stitch } from '../ui/components/thread.ts'
import { day } from '../ui/components/timestamp.ts'
import { html, type Html } from '../ui/html.ts'
import { isLanguage, languages, type Words } from '../ui/words/index.ts'
import type { Row } from './thread-rows.ts'
import type { Step } from './thread-walk.ts'

/** What the public record holds about a step. */
export type Proof = {
  entries: readonly (Entry & { slug: string })[]
  /** Of the round it was said in, where it has no entry of its own. */
  ofRound: boolean
}

/** One row of the line, ready to be drawn. */
export function stitched(
  row: Row,
  page: { start: string; keyed: string | undefined; proof: Proof | undefined },
  w: Words,
): Stitch {
  const { start, proof } = page
  if (row.step === null)
    return {
      verb: row.verb,
      body: html`${row.open.map((each) => html`<p dir="auto">${each}</p>`)}`,
      open: true,
    }
  const { step } = row
  const title = titleOf(step, w)
  const words = step.quote
    ? html`<blockquote class="stitch__words"${step.title === null ? null : said(step, w)}>${title}</blockquote>${step.original ? html`<p class="soft small">${w.t('results.resident.statement.original')} <span${said(step.original, w)}>${step.original.text}</span></p>` : null}`
    : undefined
  return {
    id: placeOf(step, start),
    here: step.id === start,
    verb: step.verb,
    when: day({ words: w, when: step.at }),
    who: step.who,
    title:
      step.quote || step.answer
        ? undefined
        : step.href
          ? html`<a href="${step.href}"${said(step, w)}>${title}</a>`
          : html`<span${said(step, w)}>${title}</span>`,
    body: html`${words}${step.answer ? answered(step.answer) : null}${bars(step, step.id === page.keyed, w)}${step.facts.length > 0 ? facts({ items: step.facts }) : null}${step.quote && step.href ? html`<p><a href="${step.href}">${w.t(step.counted?.common ? 'app.thread.numbers.common' : 'app.thread.numbers')}<span class="govuk-visually-hidden">: <span${said(step, w)}>${title}</span></span></a></p>` : null}${cameFrom(row.from, start, w)}${row.open.map((each) => html`<p class="stitch__open" dir="auto">${each}</p>`)}${proof ? proven(step, proof, w) : null}`,
  }
}

/** Where a step stands on its page. */
export const placeOf = (step: { id: string }, start: string): string =>
  step.id === start ? 'here' : `at-${step.id}`

export const titleOf = (step: Step, w: Words): string =>
  step.title === null ? w.t('app.thread.nothing') : step.quote ? quoted(step.title, w) : step.title

const mostNamed = 3
const longestNamed = 70

/** What it came from, in words: the drawing says it to those who see it. */
function cameFrom(ties: readonly Step[], start: string, w: Words): Html | null {
  // Two may be tied in more ways than one: a priority is put to a decision, and the decision rests on it.
  const from = [...new Set(ties)]
  if (from.length === 0) return null
  const named = from.slice(0, mostNamed)
  return html`<div class="stitch__from"><p>${w.t('app.thread.from')}</p><ul>${named.map(
    (step) =>
      html`<li><a href="#${placeOf(step, start)}">${step.verb}: <span${said(step, w)}>${shortened(step.title ?? w.t('app.thread.nothing'))}</span></a></li>`,
  )}${from.length > mostNamed ? html`<li>${w.t('app.thread.from.more', { count: from.length - mostNamed })}</li>` : null}</ul></div>`
}

function shortened(text: string): string {
  if (text.length <= longestNamed) return text
  const cut = text.slice(0, longestNamed)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longestNamed / 2))}…`
}

/** Where it stands in the public record, and how anybody can check it. */
function proven(step: Step, { entries, ofRound }: Proof, w: Words): Html {
  const last = entries.at(-1)!
  return details({
    classes: 'stitch__proof',
    summary: html`${w.t(ofRound ? 'app.thread.proof.round' : 'app.thread.proof', { number: w.number(Number(last.sequence)) })}<span class="govuk-visually-hidden">: <span${said(step, w)}>${shortened(step.title ?? step.verb)}</span></span>`,
    text: html`<ul class="govuk-list">${entries.map(
      (entry) =>
        html`<li><a href="${recordLink(entry)}">${w.t('app.thread.proof.entry', { number: w.number(Number(entry.sequence)) })}</a>, ${day({ words: w, when: entry.at })}<br><code class="seal" dir="ltr">${entry.hash}</code></li>`,
    )}</ul><p>${w.t('app.thread.proof.how')} <a href="/record">${w.t('app.thread.proof.all')}</a></p>`,
  })
}

export const recordLink = ({ slug, sequence }: { slug: string; sequence: string }): string =>
  `${link(partnerships.record, { slug }, { before: String(BigInt(sequence) + 1n) })}#act-${sequence}`

/** How each group answered, drawn; then how many did. */
function bars({ counted }: Step, key: boolean, w: Words): Html | null {
  if (!counted || counted.people === 0) return null
  return html`${shareBars({ words: w, rows: counted.rows.map(({ label, ...shares }) => ({ label, shares })), key: false })}${key ? sharesKey(w) : null}${facts(
    {
      items: [
        w.th('results.resident.answered', { people: counted.people, b: strong }),
        ...(counted.matters > 0
          ? [w.th('results.resident.matters', { people: counted.matters, b: strong })]
          : []),
      ],
    },
  )}`
}

/** The same in words. */
export function counts({ counted }: Step, w: Words): Html | null {
  if (!counted || counted.people === 0) return null
  return html`<ul>${counted.rows.map(({ label, ...shares }) => html`<li>${label}: ${describe(w, shares)}</li>`)}</ul>`
}

const answered = ({ kind, text }: { kind: string; text: string }) =>
  html`<p class="stitch__answer"><strong>${kind}</strong> <span dir="auto">${text}</span></p>`

/** The language that somebody's words are in, where it is not the page's. */
export function said(step: { language: string }, w: Words): Html | null {
  if (step.language === w.language || !isLanguage(step.language)) return null
  return html` lang="${step.language}" dir="${languages[step.language].direction}"`
}

export const quoted = (text: string, w: Words): string =>
  w.language === 'ur' ? `”${text}“` : `“${text}”`
