// What a stylesheet can do without. Works on Sass's expanded output.

// Inherited from the page, or long since understood without its prefix.
const SAID_ONCE = /^(-webkit-font-smoothing|-moz-osx-font-smoothing|-webkit-clip-path)$/

// On paper our tokens are black on white already, and the typeface is the same.
const SAME_IN_PRINT: Readonly<Record<string, string>> = {
  'font-family': 'var(--font)',
  color: 'var(--ink)',
}

export function needless(property: string, value: string): boolean {
  // Every element has the typeface of its language: see _base.scss.
  if (property === 'font-family' && value === 'var(--font)') return true
  return SAID_ONCE.test(property)
}

export function needlessInPrint(property: string, value: string): boolean {
  return SAME_IN_PRINT[property] === value
}

// Variants that a resident's page never uses.
const UNUSED = new RegExp(
  [
    '--inverse',
    'button--warning|moz-focus-inner',
    'heading-xl|caption-|body-lead|body-l\\b|label--xl|legend--xl|label-wrapper',
    'govuk-link-image|link--(muted|text|no-|success|error)|link--inverse',
    'list--spaced|skip-link-focused|visually-hidden-focusable',
    'govuk-breadcrumbs|govuk-pagination|govuk-fieldset__heading|section-break',
    'input--extra|width-(30|20|3)\\b|input__(prefix|suffix|wrapper)',
    '(checkboxes|radios)__(divider|conditional)|radios--small|exit-this-page',
    '\\.(two|chart|dots__plot|filter|stepper|keyset|thread-words|stitch__answer|stitch__proof)\\b',
    '\\btable-frame|\\bthead|\\btr$|govuk-select|file-upload|govuk-panel|notification-banner|task-list|\\.(chart|diverging)__',
  ].join('|'),
)

// Colours of charts.
const CHART_TOKEN = /^--g-[a-h]$/

export function unusedToken(property: string): boolean {
  return CHART_TOKEN.test(property)
}

/** Without the rules, and the parts of rules, that only unused variants need. */
export function withoutUnused(css: string): string {
  return css.replace(/([^{}]+)\{([^{}]*)\}/g, (rule, head: string, body: string) => {
    const lines = /^(\s*(?:@charset[^;]+;)?\s*)([\s\S]*)$/.exec(head)!
    if (lines[2]!.startsWith('@')) return rule
    const kept = lines[2]!.split(/,(?![^(]*\))/).filter((selector) => !UNUSED.test(selector.trim()))
    return kept.length === 0 ? '' : `${lines[1]}${kept.join(',')}{${body}}`
  })
}
