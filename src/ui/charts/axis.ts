import { html, join } from '../html.ts'
import type { Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import { short } from './figure.ts'

/** Left to right, or right to left where reading goes that way; the values stand at the beginning. */
export function across(words: Words, from: number, to: number): (value: number) => number {
  const span = to - from || 1
  return (value) => {
    const share = 10 + ((value - from) / span) * 87
    return words.direction === 'rtl' ? 100 - share : share
  }
}

/** Lines across at round values, each with its value above its beginning. */
export function grid(
  words: Words,
  ticks: readonly number[],
  y: (value: number) => number,
  say: (value: number) => string,
): Html {
  const start = words.direction === 'rtl' ? '100%' : '0%'
  return join(
    ticks.map(
      (tick) =>
        html`<line class="chart__grid" x1="0" x2="100%" y1="${short(y(tick))}em" y2="${short(y(tick))}em"/><text class="chart__quiet chart__halo" x="${start}" y="${short(y(tick) - 0.25)}em">${say(tick)}</text>`,
    ),
  )
}

export type Mark = 'round' | 'square' | 'diamond' | 'triangle'

/** A small sign of constant size at a share across and a height in lines. */
export function mark(shape: Mark, x: number, y: number, named: string, size = 5): Html {
  const at = html`x="${short(x)}%" y="${short(y)}em" overflow="visible" aria-hidden="true"`
  const s = size
  const d = {
    round: `M0-${s}a${s} ${s} 0 1 1-.01 0z`,
    square: `M-${s}-${s}h${2 * s}v${2 * s}h-${2 * s}z`,
    diamond: `M0-${s * 1.35}L${s * 1.35} 0 0 ${s * 1.35}-${s * 1.35} 0z`,
    triangle: `M0-${s * 1.3}L${s * 1.2} ${s}h-${s * 2.4}z`,
  }[shape]
  return html`<svg ${at}><path class="${named}" d="${d}"/></svg>`
}

/** What stands under the beginning, the middle and the end: words, so that they wrap when large. */
export function ends(first: string, middle: Html | string | null, last: string): Html {
  return html`<div class="chart__ends" aria-hidden="true"><span>${first}</span>${middle && html`<span>${middle}</span>`}<span>${last}</span></div>`
}
