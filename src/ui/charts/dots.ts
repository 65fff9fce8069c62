import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { short } from './figure.ts'

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

type Shape = 'round' | 'square' | 'triangle' | 'diamond' | 'cross' | 'plus' | 'ring' | 'down'

const shapes: readonly Shape[] = [
  'round',
  'square',
  'triangle',
  'diamond',
  'cross',
  'plus',
  'down',
  'ring',
]

/** A group's colour and shape: each alone tells it from the others. */
export function symbol(index: number): { letter: string; shape: Shape } {
  return { letter: letters[index % letters.length]!, shape: shapes[index % shapes.length]! }
}

/** Marks of one group as one path: a person costs a few bytes. */
export function glyph(
  points: readonly (readonly [number, number])[],
  index: number,
  { many = false, loose = false }: { many?: boolean; loose?: boolean } = {},
): Html | null {
  if (points.length === 0) return null
  const { letter, shape } = loose ? { letter: 'h', shape: 'ring' as const } : symbol(index)
  const size = many ? 0.65 : 1
  const d = points.map(([x, y]) => `M${short(x)} ${short(y)}${draw[shape](size)}`).join('')
  const small = many ? ' dots--many' : ''
  if (shape === 'round' || shape === 'square') {
    return html`<path class="dots dots--${shape}${small} stroke-${letter}" d="${d}"/>`
  }
  if (shape === 'cross' || shape === 'plus' || shape === 'ring') {
    return html`<path class="dots dots--cross stroke-${letter}" d="${d}"/>`
  }
  return html`<path class="dots--filled fill-${letter}" d="${d}"/>`
}

// From the middle of a mark, in the map's own units.
const draw: Readonly<Record<Shape, (size: number) => string>> = {
  round: () => 'h0',
  square: () => 'h0',
  triangle: (s) => `m0 ${short(-5 * s)}l${short(5 * s)} ${short(9 * s)}h${short(-10 * s)}z`,
  down: (s) => `m0 ${short(5 * s)}l${short(5 * s)} ${short(-9 * s)}h${short(-10 * s)}z`,
  diamond: (s) => {
    const r = short(5.5 * s)
    return `m0-${r}l${r} ${r}-${r} ${r}-${r}-${r}z`
  },
  cross: (s) => {
    const [r, d] = [short(4 * s), short(8 * s)]
    return `m-${r}-${r}l${d} ${d}m0-${d}l-${d} ${d}`
  },
  plus: (s) =>
    `m${short(-5 * s)} 0h${short(10 * s)}m${short(-5 * s)} ${short(-5 * s)}v${short(10 * s)}`,
  ring: (s) => `m0 ${short(-4 * s)}a${short(4 * s)} ${short(4 * s)} 0 1 1-.01 0`,
}
