import { html, join } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'

/** Counts of people, or shares of them: only the proportions are drawn. */
export type Shares = Readonly<{ agree: number; disagree: number; unsure: number }>

export type SharesRow = Readonly<{ label: Content; shares: Shares }>

/** How each group answered, one bar a row: agree first, then not sure, then disagree. */
export function shareBars(options: {
  words: Words
  rows: readonly SharesRow[]
  /** Without it the page has said what the colours mean already, with `sharesKey`. */
  key?: boolean | undefined
}): Html {
  const { words, rows, key = true } = options
  return html`<div class="shares">${rows.map(
    ({ label, shares }) =>
      html`<div class="shares__row"><span>${label}</span>${bar(words, shares)}<span class="shares__said">${said(words, shares)}</span></div>`,
  )}</div>${key ? sharesKey(words) : null}`
}

/** One bar by itself. */
export function shareBar(options: { words: Words; shares: Shares }): Html {
  const { words, shares } = options
  return html`${bar(words, shares)}<p class="small soft">${describe(words, shares)}</p>`
}

/** “91% agree, 5% are not sure, 4% disagree”, or that nobody has answered. */
export function describe(words: Words, shares: Shares): string {
  const total = shares.agree + shares.disagree + shares.unsure
  if (total === 0) return words.t('ui.shares.none')
  return words.t('ui.shares.said', {
    agree: words.percent(shares.agree / total),
    unsure: words.percent(shares.unsure / total),
    disagree: words.percent(shares.disagree / total),
  })
}

function said(words: Words, { agree, disagree, unsure }: Shares): Html {
  const total = agree + disagree + unsure
  if (total === 0) return html`${words.t('ui.shares.none')}`
  return html`<span aria-hidden="true">${words.t('ui.shares.agree', { agree: words.percent(agree / total) })}</span><span class="govuk-visually-hidden">${describe(words, { agree, disagree, unsure })}</span>`
}

function bar(words: Words, shares: Shares): Html {
  const total = shares.agree + shares.disagree + shares.unsure
  const parts = (['agree', 'unsure', 'disagree'] as const).map((name) => ({
    name,
    width: total === 0 ? 0 : (shares[name] / total) * 100,
  }))
  let from = 0
  const drawn = parts.map(({ name, width }) => {
    const start = words.direction === 'rtl' ? 100 - from - width : from
    from += width
    return html`<rect class="shares__${name}" x="${start.toFixed(2)}%" width="${width.toFixed(2)}%" height="100%"/>`
  })
  // A line between the parts, so that they are told apart without colour.
  const gaps = [parts[0]!.width, parts[0]!.width + parts[1]!.width]
    .filter((at) => at > 0 && at < 100)
    .map((at) => (words.direction === 'rtl' ? 100 - at : at).toFixed(2))
    .map((at) => html`<line class="shares__gap" x1="${at}%" x2="${at}%" y1="0" y2="100%"/>`)
  return html`<svg class="shares__bar" aria-hidden="true" focusable="false">${total === 0 ? html`<rect class="shares__unsure" width="100%" height="100%"/>` : join([...drawn, ...gaps])}</svg>`
}

/** What the colours of the bars mean. */
export function sharesKey(words: Words): Html {
  const entry = (name: keyof Shares, text: string) =>
    html`<li><svg aria-hidden="true" focusable="false"><rect class="shares__${name}" width="100%" height="100%"/></svg>${text}</li>`
  return html`<ul class="legend">${entry('agree', words.t('ui.answer.agree'))}${entry('unsure', words.t('ui.answer.unsure'))}${entry('disagree', words.t('ui.answer.disagree'))}</ul>`
}
