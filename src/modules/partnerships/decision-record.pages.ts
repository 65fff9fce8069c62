import { link } from '../../platform/web/index.ts'
import { html, type Content } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { inLanguage } from './decision-entry.pages.ts'
import { isOutcome } from './decision.ts'
import type { PublicAct } from './record.sql.ts'
import { routes } from './routes.ts'

const plain = ['decision-interest-declared', 'votes-recorded', 'dissent-written'] as const

type Body = Record<string, unknown>

const linked = (act: PublicAct, said: Content): Content =>
  html`<a href="${link(routes.decision, { decision: act.subject })}">${said}</a>`

/** How acts about decisions are said in a partnership's public record. */
export const decisionActs: Record<string, (act: PublicAct, body: Body, w: Words) => Content> = {
  'decision-opened': (act, body, w) =>
    linked(
      act,
      w.th('decisions.resident.act.decision-opened', {
        question: inLanguage(String(body['question']), String(body['language']), w),
      }),
    ),
  'decision-closed': (act, body, w) => {
    const { outcome } = body
    return linked(
      act,
      w.t('decisions.resident.act.decision-closed', {
        cast: Number(body['cast']),
        residentsCast: Number(body['residentsCast']),
        outcome: isOutcome(outcome) ? w.t(`decisions.resident.outcome.${outcome}`) : '',
      }),
    )
  },
  ...Object.fromEntries(
    plain.map((name) => [
      name,
      (act: PublicAct, body: Body, w: Words) =>
        linked(act, w.t(`decisions.resident.act.${name}`, numbers(body))),
    ]),
  ),
}

const numbers = (body: Body) =>
  Object.fromEntries(
    Object.entries(body).filter((pair): pair is [string, number] => typeof pair[1] === 'number'),
  )
