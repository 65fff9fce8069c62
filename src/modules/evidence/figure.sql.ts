import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Figure } from './figure.ts'

const columns = sql`
  id, partnership_id AS partnership, title, language, value, lower, upper, confidence, unit, place, period,
  compared_with AS "comparedWith", compared_value AS "comparedValue", source, source_url AS "sourceUrl",
  vintage::text AS vintage, caution, added_by AS "addedBy", added_at AS "addedAt",
  withdrawn_at AS "withdrawnAt", withdrawal`

export async function figureById(db: Database, id: string): Promise<Figure | undefined> {
  if (!isId(id)) return undefined
  const [found] = await figuresAmong(db, [id])
  return found
}

/** Newest first; those withdrawn too, since others may still hold what they said. */
export async function figuresOf(db: Database, partnership: string): Promise<Figure[]> {
  const { rows } = await sql<Figure>`
    SELECT ${columns} FROM evidence.figure WHERE partnership_id = ${partnership}
    ORDER BY added_at DESC, id DESC LIMIT 1000`.execute(db)
  return rows
}

export async function figuresAmong(db: Database, ids: readonly string[]): Promise<Figure[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Figure>`
    SELECT ${columns} FROM evidence.figure WHERE id = ANY (${ids}::uuid[]) ORDER BY added_at, id`.execute(
    db,
  )
  return rows
}

export async function insertFigure(
  db: Database,
  figure: Omit<Figure, 'withdrawnAt' | 'withdrawal'>,
): Promise<void> {
  await db
    .insertInto('evidence.figure')
    .values({
      id: figure.id,
      partnership_id: figure.partnership,
      title: figure.title,
      language: figure.language,
      value: figure.value,
      lower: figure.lower,
      upper: figure.upper,
      confidence: figure.confidence,
      unit: figure.unit,
      place: figure.place,
      period: figure.period,
      compared_with: figure.comparedWith,
      compared_value: figure.comparedValue,
      source: figure.source,
      source_url: figure.sourceUrl,
      vintage: figure.vintage,
      caution: figure.caution,
      added_by: figure.addedBy,
      added_at: figure.addedAt,
    })
    .execute()
}

/** Whether it was there to be withdrawn. */
export async function setWithdrawn(
  db: Database,
  id: string,
  reason: string,
  at: Date,
): Promise<boolean> {
  const result = await db
    .updateTable('evidence.figure')
    .set({ withdrawn_at: at, withdrawal: reason })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
