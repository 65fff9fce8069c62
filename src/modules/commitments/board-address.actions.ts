import type { Database } from '../../platform/database/index.ts'
import { link } from '../../platform/web/index.ts'
import { partnershipById, type Partnership } from '../partnerships/index.ts'
import { organisationById, organisationName } from '../places/index.ts'
import type { BoardOf } from './board.ts'
import { intentById } from './intent.sql.ts'
import { routes } from './routes.ts'

/** A board by its name and its addresses. */
export type Board = {
  of: BoardOf
  name: string
  /** The partnership whose page it is on; an organisation's board is on nobody's. */
  partnership: Partnership | null
  page: string
  csv: string
  json: string
  atom: string
  calendar: string
}

/** A board, if there is one: of what is public. */
export async function boardOf(
  db: Database,
  of: BoardOf,
  language: string,
): Promise<Board | undefined> {
  if (of.kind === 'partnership') {
    const partnership = await partnershipById(db, of.id)
    return partnership && partnershipBoard(partnership)
  }
  if (of.kind === 'organisation') {
    const found = await organisationById(db, of.id)
    const organisation = { organisation: of.id }
    return (
      found && {
        of,
        name: organisationName(found, language),
        partnership: null,
        page: link(routes.organisationBoard, organisation),
        csv: link(routes.organisationBoardCsv, organisation),
        json: link(routes.organisationBoardJson, organisation),
        atom: link(routes.organisationBoardAtom, organisation),
        calendar: link(routes.organisationBoardCalendar, organisation),
      }
    )
  }
  const found = await intentById(db, of.id)
  if (!found || found.publishedAt === null) return undefined
  const intent = { intent: found.slug }
  return {
    of,
    name: found.title,
    partnership: (await partnershipById(db, found.partnership)) ?? null,
    page: link(routes.intent, intent),
    csv: link(routes.intentBoardCsv, intent),
    json: link(routes.intentBoardJson, intent),
    atom: link(routes.intentBoardAtom, intent),
    calendar: link(routes.intentBoardCalendar, intent),
  }
}

export function partnershipBoard(partnership: Partnership): Board {
  const slug = { slug: partnership.slug }
  return {
    of: { kind: 'partnership', id: partnership.id },
    name: partnership.name,
    partnership,
    page: link(routes.promises, slug),
    csv: link(routes.promisesCsv, slug),
    json: link(routes.promisesJson, slug),
    atom: link(routes.promisesAtom, slug),
    calendar: link(routes.promisesCalendar, slug),
  }
}
