import { link } from '../../platform/web/index.ts'
import { day } from '../../ui/components/timestamp.ts'
import { html } from '../../ui/html.ts'
import { words, type Language } from '../../ui/words/index.ts'
import type { Section } from '../partnerships/index.ts'
import { changePath, changeWords } from './board-change.actions.ts'
import { boardChanges } from './board.sql.ts'
import { noFilter } from './board.ts'
import { routes } from './routes.ts'

const shown = 3

/** The newest changes to what was expected and promised, on the front page of a partnership. */
export const promisesSection: Section = async (system, partnership, visit) => {
  const w = words(visit.language as Language)
  const of = { kind: 'partnership', id: partnership.id } as const
  const changes = await boardChanges(system.db, of, noFilter, shown)
  if (changes.length === 0) return null
  return html`<section class="part" aria-labelledby="promised"><h2 id="promised">${w.t('boards.resident.section')}</h2>
    <ul class="findings">${changes.map((change) => html`<li class="finding"><p class="finding__words"><a href="${changePath(change)}">${changeWords(w, change)}</a></p><p class="soft">${day({ words: w, when: change.at })}</p></li>`)}</ul>
    <p><a href="${link(routes.promises, { slug: partnership.slug })}">${w.t('boards.resident.section.all')}</a></p></section>`
}
