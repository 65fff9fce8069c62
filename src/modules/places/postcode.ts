// The forms a postcode takes (BS 7666): an outward half of a district, an inward half of a digit and
// two letters that are never C I K M O V. GIR 0AA is the one exception in use.
const outward = '(?:[A-Z]{1,2}[0-9][A-Z0-9]?|GIR)'
const inward = '[0-9][ABD-HJLNP-UW-Z]{2}'
const whole = new RegExp(`^(${outward})${inward}$`)
const half = new RegExp(`^${outward}$`)
const begun = new RegExp(`^(${outward})[0-9][ABD-HJLNP-UW-Z]?$`)

/**
 * The first half of a postcode, whatever was typed: `bd3 9qw`, `BD39QW` and `BD3` all give `BD3`.
 * A full postcode names about fifteen households, so the rest is dropped here, before anything is
 * stored. Null where no postcode can be read.
 */
export function outwardCode(typed: string): string | null {
  const upper = typed.normalize('NFKC').toUpperCase()
  const bare = upper.replace(/[^A-Z0-9]/g, '')
  const full = whole.exec(bare)
  if (full) return full[1]!
  if (half.test(bare)) {
    // “BD3 9” was begun and not finished; “BD39” is a district.
    const [first = '', ...rest] = upper.match(/[A-Z0-9]+/g) ?? []
    return rest.length > 0 && half.test(first) && /^[0-9]/.test(rest.join('')) ? first : bare
  }
  return begun.exec(bare)?.[1] ?? null
}

const gap = '[\\s.·–-]*'
const inText = new RegExp(
  `(?:^|[^A-Z0-9])(?:[A-Z]{1,2}[0-9][A-Z0-9]?|GIR)${gap}[0-9]${gap}[ABD-HJLNP-UW-Z]${gap}[ABD-HJLNP-UW-Z](?:$|[^A-Z0-9])`,
  'i',
)

/** Whether a whole postcode stands somewhere in a text. The database asks the same (`places.holds_postcode`). */
export function holdsPostcode(text: string): boolean {
  return inText.test(text)
}
