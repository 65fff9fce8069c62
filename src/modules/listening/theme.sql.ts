import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Theme, ThemeItem } from './theme.ts'

/** A round's themes in their order, with what is grouped under each. */
export async function themesOf(db: Database, round: string): Promise<Theme[]> {
  const { rows } = await sql<Theme>`
    SELECT theme.id, theme.title, theme.position,
      coalesce((SELECT array_agg(item_id ORDER BY item_id) FROM listening.theme_item WHERE theme_id = theme.id AND kind = 'statement'), '{}') AS statements,
      coalesce((SELECT array_agg(item_id ORDER BY item_id) FROM listening.theme_item WHERE theme_id = theme.id AND kind = 'testimony'), '{}') AS testimonies
    FROM listening.theme WHERE round_id = ${round} ORDER BY position, id`.execute(db)
  return rows
}

export async function insertTheme(
  db: Database,
  theme: { id: string; round: string; title: string; by: string | null; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO listening.theme (id, round_id, title, position, made_by, made_at)
    SELECT ${theme.id}, ${theme.round}, ${theme.title}, coalesce(max(position) + 1, 0), ${theme.by}, ${theme.at}
    FROM listening.theme WHERE round_id = ${theme.round}`.execute(db)
}

export async function renameTheme(db: Database, id: string, title: string): Promise<void> {
  await sql`UPDATE listening.theme SET title = ${title} WHERE id = ${id}`.execute(db)
}

export async function deleteTheme(db: Database, id: string): Promise<void> {
  await sql`DELETE FROM listening.theme_item WHERE theme_id = ${id}`.execute(db)
  await sql`DELETE FROM listening.theme WHERE id = ${id}`.execute(db)
}

/** Puts exactly these under a theme; only what belongs to the same round is taken. */
export async function setItems(
  db: Database,
  round: string,
  theme: string,
  items: readonly ThemeItem[],
): Promise<void> {
  await sql`DELETE FROM listening.theme_item WHERE theme_id = ${theme}`.execute(db)
  const of = (kind: ThemeItem['kind']) =>
    items.filter((item) => item.kind === kind && isId(item.id)).map((item) => item.id)
  await sql`
    INSERT INTO listening.theme_item (theme_id, kind, item_id)
    SELECT ${theme}::uuid, 'statement', id FROM listening.statement
      WHERE round_id = ${round} AND status = 'published' AND id = ANY (${of('statement')}::uuid[])
    UNION
    SELECT ${theme}::uuid, 'testimony', id FROM listening.testimony
      WHERE round_id = ${round} AND status = 'published' AND id = ANY (${of('testimony')}::uuid[])`.execute(
    db,
  )
}

/** What somebody said in their own words and let be published. */
export type PublicTestimony = {
  id: string
  text: string
  language: string
  channel: string
  at: Date
}

/** In the order of their ids, which is no order of anything: the order in which they came would say who spoke when. */
export async function publicTestimonies(db: Database, round: string): Promise<PublicTestimony[]> {
  const { rows } = await sql<PublicTestimony>`
    SELECT id, coalesce(public_text, text) AS text, language, channel, given_at AS at FROM listening.testimony
    WHERE round_id = ${round} AND status = 'published' AND may_publish ORDER BY id`.execute(db)
  return rows
}
