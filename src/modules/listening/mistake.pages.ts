import { Refusal } from '../../platform/errors.ts'
import type { FormErrors } from '../../platform/web/index.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { nothing, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'

/** What is wrong with which field of a form. */
export type Mistakes = Record<string, { key: string; values?: Record<string, string | number> }>

export function mistakesIn(errors: FormErrors): Mistakes {
  return Object.fromEntries(Object.entries(errors).map(([field, key]) => [field, { key }]))
}

const say = (w: Words, mistake: Mistakes[string]): string => w.t(mistake.key as Key, mistake.values)

/** All that is wrong, at the top; each leads to its field, whose id is the field's name. */
export function mistakeSummary(w: Words, mistakes: Mistakes): Html {
  const all = Object.entries(mistakes)
  if (all.length === 0) return nothing
  return errorSummary({
    words: w,
    errorList: all.map(([field, mistake]) => ({ text: say(w, mistake), href: `#${field}` })),
  })
}

/** What is wrong with one field, to stand beside it. */
export function mistakeAt(w: Words, mistakes: Mistakes, field: string): string | undefined {
  const mistake = mistakes[field]
  return mistake && say(w, mistake)
}

/** Does what a form asks for. A refusal that the same form can mend becomes a mistake at its field. */
export async function attempt(
  field: string,
  work: () => Promise<unknown>,
): Promise<Mistakes | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (!(error instanceof Refusal) || (error.status !== 422 && error.status !== 409)) throw error
    return { [field]: { key: error.key, values: error.values } }
  }
}

/** Says what was done, after the redirect that follows a form. */
export function doneBanner<Done extends string>(
  w: Words,
  done: string | undefined,
  known: Record<Done, Key>,
): Html {
  if (done === undefined || !Object.hasOwn(known, done)) return nothing
  return notificationBanner({ words: w, type: 'success', text: w.t(known[done as Done]) })
}
