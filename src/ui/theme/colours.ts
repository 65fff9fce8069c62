// Our tokens in place of govuk-frontend's colours: by name where it names them, else by value.

const named: Readonly<Record<string, string>> = {
  text: 'ink',
  'secondary-text': 'soft',
  'inverse-text': 'on-action',
  'print-text': 'ink',
  'body-background': 'card',
  'template-background': 'paper',
  brand: 'action',
  border: 'line',
  'input-border': 'ink',
  hover: 'line',
  link: 'link',
  'link-visited': 'visited',
  'link-hover': 'link-hover',
  'link-active': 'ink',
  focus: 'focus',
  'focus-text': 'focus-ink',
  error: 'error',
  success: 'kept',
}

const palette: Readonly<Record<string, string>> = {
  '#0b0c0c': 'ink',
  '#858686': 'soft',
  '#cecece': 'line',
  '#f3f3f3': 'wash',
  '#0f7a52': 'action',
  '#0b5c3e': 'action-hover',
  '#083d29': 'action-edge',
  '#ca3535': 'error',
  '#982828': 'error-hover',
  '#651b1b': 'error-edge',
  '#1d70b8': 'action',
  '#0f385c': 'action-edge',
  '#d2e2f1': 'tint',
  '#f4f8fb': 'wash',
}

const FUNCTIONAL = /var\(--govuk-([a-z-]+)-colour, #[0-9a-f]{6}\)/g
const HEX = /#[0-9a-f]{3,8}\b/gi

/** A component that sets one of their colours for its inside sets our token. */
export function token(property: string): string {
  const [, name] = /^--govuk-([a-z-]+)-colour$/.exec(property) ?? []
  return name && named[name] ? `--${named[name]}` : property
}

export function colours(property: string, value: string): string {
  const known = value.replace(FUNCTIONAL, (all, name: string) => {
    if (!named[name]) throw new Error(`No token for govuk-frontend's ${name} in ${all}`)
    return `var(--${named[name]})`
  })
  return known.replace(HEX, (hex) => {
    // White is the ground under things and the writing on coloured ones.
    if (/^#f{3,6}$/i.test(hex))
      return property.endsWith('color') && !property.includes('background')
        ? 'var(--on-action)'
        : 'var(--card)'
    const token = palette[hex.toLowerCase()]
    if (!token) throw new Error(`${property}: ${hex} is no token of ours`)
    return `var(--${token})`
  })
}
