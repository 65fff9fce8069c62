import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Theme } from './theme.ts'

export type Said = { id: string; kind: 'statement' | 'testimony' | 'theme' | 'insight' }

/** Which of these are public words that this partnership was told or drew from them, and what each is. */
export async function saidTo(
  db: Database,
  partnership: string,
  ids: readonly string[],
): Promise<Said[]> {
  const asked = ids.filter(isId)
  if (asked.length === 0) return []
  const { rows } = await sql<Said>`
    WITH opened AS (
      SELECT round.id FROM listening.round JOIN listening.opening ON opening.round_id = round.id WHERE round.partnership_id = ${partnership}
    )
    SELECT statement.id, 'statement' AS kind FROM listening.statement JOIN opened ON opened.id = statement.round_id
      WHERE statement.id = ANY (${asked}::uuid[]) AND statement.status = 'published'
    UNION ALL
    SELECT testimony.id, 'testimony' FROM listening.testimony JOIN opened ON opened.id = testimony.round_id
      WHERE testimony.id = ANY (${asked}::uuid[]) AND testimony.status = 'published' AND testimony.may_publish
    UNION ALL
    SELECT theme.id, 'theme' FROM listening.theme JOIN opened ON opened.id = theme.round_id WHERE theme.id = ANY (${asked}::uuid[])
    UNION ALL
    SELECT insight.id, 'insight' FROM listening.insight WHERE insight.id = ANY (${asked}::uuid[]) AND insight.partnership_id = ${partnership}`.execute(
    db,
  )
  return rows
}

/** These themes, with the round each belongs to. */
export async function themesAmong(
  db: Database,
  ids: readonly string[],
): Promise<(Theme & { round: string })[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Theme & { round: string }>`
    SELECT theme.id, theme.round_id AS round, theme.title, theme.position,
      coalesce((SELECT array_agg(item_id ORDER BY item_id) FROM listening.theme_item WHERE theme_id = theme.id AND kind = 'statement'), '{}') AS statements,
      coalesce((SELECT array_agg(item_id ORDER BY item_id) FROM listening.theme_item WHERE theme_id = theme.id AND kind = 'testimony'), '{}') AS testimonies
    FROM listening.theme WHERE theme.id = ANY (${ids}::uuid[]) ORDER BY theme.title, theme.id`.execute(
    db,
  )
  return rows
}
