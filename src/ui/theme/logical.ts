// Sides become logical (start and end for left and right), so that one stylesheet serves both
// directions of writing. Works on Sass's expanded output: one declaration a line.

const renamed: Readonly<Record<string, string>> = {
  'margin-left': 'margin-inline-start',
  'margin-right': 'margin-inline-end',
  'padding-left': 'padding-inline-start',
  'padding-right': 'padding-inline-end',
  left: 'inset-inline-start',
  right: 'inset-inline-end',
  'border-left': 'border-inline-start',
  'border-right': 'border-inline-end',
  'border-left-color': 'border-inline-start-color',
  'border-right-color': 'border-inline-end-color',
  'border-left-width': 'border-inline-start-width',
  'border-right-width': 'border-inline-end-width',
}

const sides: Readonly<Record<string, string>> = { left: 'start', right: 'end' }

// A value with four parts is split only outside brackets: `max(0px, 1em) 0 2px`.
const PART = /(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+/g

/** The declarations that say the same as one declaration, by logical sides. */
export function logical(property: string, value: string): [string, string][] {
  const name = renamed[property]
  if (name) return [[name, value]]
  const side = sides[value.replace(/ !important$/, '')]
  const important = value.endsWith('!important') ? ' !important' : ''
  if (side && (property === 'text-align' || property === 'justify-content')) {
    return [[property, side + important]]
  }
  // Browsers before 2023 know no logical floats; they keep the physical one.
  if (side && property === 'float')
    return [
      [property, value],
      [property, `inline-${side}`],
    ]
  if (property === 'margin' || property === 'padding') return box(property, value)
  return [[property, value]]
}

function box(property: string, value: string): [string, string][] {
  const [top, right, bottom, left] = value.match(PART) ?? []
  if (!left || left === right) return [[property, value]]
  return [
    [`${property}-block`, `${top} ${bottom}`],
    [`${property}-inline`, `${left} ${right}`],
  ]
}
