import type { Context } from 'hono'
import type { z } from 'zod'

export type FormErrors = Record<string, string>
export type Submitted<T> =
  | { ok: true; value: T }
  | { ok: false; errors: FormErrors; given: Record<string, string | string[]> }

/**
 * Reads a posted form and checks it. Every issue's message is a catalogue key, so that the page can
 * say it in the reader's language; `given` holds what was typed, so that nobody types it twice.
 */
export async function readForm<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<Submitted<z.output<Schema>>> {
  const body = await c.req.parseBody({ all: true })
  const given: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(body)) {
    if (Array.isArray(value))
      given[name] = value.filter((item) => typeof item === 'string').map(tidy)
    else if (typeof value === 'string') given[name] = tidy(value)
  }
  const read = schema.safeParse(given)
  if (read.success) return { ok: true, value: read.data }
  const errors: FormErrors = {}
  for (const issue of read.error.issues) {
    const field = String(issue.path[0] ?? 'form')
    errors[field] ??= isKey.test(issue.message) ? issue.message : 'app.refused.field'
  }
  return { ok: false, errors, given }
}

// A field that no page of ours leaves out has no words of its own: zod's are nobody's language.
const isKey = /^[a-z]+(\.[\w-]+)+$/

// Line ends as one character, no characters that the database or a screen reader cannot hold.
const tidy = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    // oxlint-disable-next-line no-control-regex -- these are the characters to take out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .trim()
