import { link } from '../../platform/web/index.ts'
import { html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import type { WordsForAct } from '../partnerships/index.ts'
import { valuesOf } from './board-change.actions.ts'
import { routes } from './routes.ts'

const intentActs = ['intent-published', 'intent-signed', 'signature-ended'] as const
const askActs = ['support-asked', 'support-answered'] as const

/** How the acts of statements of intent and of asks are said in the public record. */
export const boardActs: WordsForAct = {
  ...Object.fromEntries(
    intentActs.map((act) => [
      act,
      (_event: unknown, body: Record<string, unknown>, w: Words) =>
        html`<a href="${link(routes.intent, { intent: String(body['slug']) })}">${w.t(`boards.resident.act.${act}`, valuesOf(body, w))}</a>`,
    ]),
  ),
  ...Object.fromEntries(
    askActs.map((act) => [
      act,
      (event: { subject: string }, body: Record<string, unknown>, w: Words) =>
        html`<a href="${link(routes.supportAsk, { ask: event.subject })}">${w.t(`boards.resident.act.${act}`, valuesOf(body, w))}</a>`,
    ]),
  ),
}
