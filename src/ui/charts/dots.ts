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
  loose = false,
): Html | null {
  if (points.length === 0) return null
  const { letter, shape } = loose ? { letter: 'h', shape: 'ring' as const } : symbol(index)
  const path = points.map(([x, y]) => draw[shape](x, y)).join('')
  if (shape === 'round' || shape === 'square') {
    return html`<path class="dots dots--${shape} stroke-${letter}" d="${path}"/>`
  }
  if (shape === 'cross' || shape === 'plus' || shape === 'ring') {
    return html`<path class="dots dots--cross stroke-${letter}" d="${path}"/>`
  }
  return html`<path class="dots--filled fill-${letter}" d="${path}"/>`
}

const draw: Readonly<Record<Shape, (x: number, y: number) => string>> = {
  round: (x, y) => `M${short(x)} ${short(y)}h0`,
  square: (x, y) => `M${short(x)} ${short(y)}h0`,
  triangle: (x, y) => `M${short(x)} ${short(y - 5)}l5 9h-10z`,
  down: (x, y) => `M${short(x)} ${short(y + 5)}l5-9h-10z`,
  diamond: (x, y) => `M${short(x)} ${short(y - 5.5)}l5.5 5.5-5.5 5.5-5.5-5.5z`,
  cross: (x, y) => `M${short(x - 4)} ${short(y - 4)}l8 8m0-8l-8 8`,
  plus: (x, y) => `M${short(x - 5)} ${short(y)}h10m-5-5v10`,
  ring: (x, y) => `M${short(x)} ${short(y - 4)}a4 4 0 1 1-.01 0`,
}
