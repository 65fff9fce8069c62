import { link } from '../../platform/web/index.ts'
import type { Words } from '../../ui/words/index.ts'
import { boardChangeActs } from './board.ts'
import { routes } from './routes.ts'

type Change = { act: string; subjectKind: string; subject: string; body: Record<string, unknown> }

const days = new Set(['answerBy', 'dueOn', 'reviewOn', 'nextReviewOn', 'closesOn', 'since'])

/** What a message may say of an act: its plain values, days as they are read. */
export function valuesOf(body: Record<string, unknown>, w: Words): Record<string, string | number> {
  const values: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(body))
    if (typeof value === 'string') values[name] = days.has(name) ? w.date(value) : value
    else if (typeof value === 'number') values[name] = value
  return values
}

/** A change as plain text: a feed's title, a line of a message. */
export function changeWords(w: Words, { act, body }: Change): string {
  const known = boardChangeActs.find((each) => each === act)
  if (known === undefined) return ''
  return known === 'intent-signed' || known === 'signature-ended'
    ? w.t(`boards.resident.act.${known}`, valuesOf(body, w))
    : w.t(`commitments.resident.act.${known}`, valuesOf(body, w))
}

/** The page of what changed. */
export function changePath({ subjectKind, subject, body }: Change): string {
  if (subjectKind === 'intent') return link(routes.intent, { intent: String(body['slug']) })
  if (subjectKind === 'expectation') return link(routes.expectation, { expectation: subject })
  const commitment = typeof body['commitment'] === 'string' ? body['commitment'] : subject
  return link(routes.commitment, { commitment })
}
