import { link } from '../../platform/web/index.ts'
import { html, type Content } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import type { WordsForAct } from '../partnerships/index.ts'
import { inLanguage } from './round-entry.pages.ts'
import { routes } from './routes.ts'

const acts = [
  'round-changed',
  'round-imported',
  'round-closed',
  'statement-published',
  'statement-held',
  'statement-removed',
  'statement-translated',
  'statement-answered',
  'theme-answered',
  'theme-made',
  'theme-changed',
  'theme-removed',
  'testimony-published',
  'testimony-held',
  'testimony-removed',
  'insight-noted',
  'insight-reused',
  'reuse-refused',
  'appeal-made',
  'appeal-answered',
  'participant-banned',
  'participant-ban-ended',
  'sheets-printed',
  'batch-made',
  'batch-keyed-twice',
  'batch-settled',
] as const

/** How the acts of this module are said in a partnership's public record. */
export const wordsForAct: WordsForAct = {
  ...Object.fromEntries(acts.map((act) => [act, `listening.resident.act.${act}` satisfies Key])),
  'round-opened': (act, body, w) => actInWords(act.act, body, w),
}

/** One act of this module in words, from its body as it stands in the record. */
export function actInWords(act: string, body: Record<string, unknown>, w: Words): Content {
  if (act === 'round-opened')
    return w.th('listening.resident.act.round-opened', { question: question(body, w) })
  const known = acts.find((each) => each === act)
  if (known === undefined) return act.replaceAll('-', ' ')
  const values = Object.entries(body).filter(
    (pair): pair is [string, string | number] =>
      typeof pair[1] === 'string' || typeof pair[1] === 'number',
  )
  return w.t(`listening.resident.act.${known}`, Object.fromEntries(values))
}

/** The question that was asked, leading to its round. */
function question(body: Record<string, unknown>, w: Words): ReturnType<typeof html> {
  const questions = (body['questions'] ?? {}) as Record<string, string>
  const language = w.language in questions ? w.language : Object.keys(questions)[0]
  const words: Content = language ? inLanguage(questions[language] ?? '', language, w) : ''
  return typeof body['code'] === 'string'
    ? html`<a href="${link(routes.round, { code: body['code'] })}">${words}</a>`
    : html`${words}`
}
