import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { settled, type Published } from './participation.ts'

/** How many people took part by each way in, of those who count. */
export async function peopleByChannel(
  db: Database,
  round: string,
  until?: Date,
): Promise<Record<string, number>> {
  const counted = until ? sql`AND response.received_at <= ${until}` : sql``
  const { rows } = await sql<{ channel: string; people: number }>`
    SELECT channel, count(*)::int AS people FROM listening.participant
    WHERE round_id = ${round} AND same_as_id IS NULL AND banned_at IS NULL AND withdrawn_at IS NULL
      AND (EXISTS (SELECT FROM listening.response WHERE response.participant_id = participant.id ${counted})
        OR EXISTS (SELECT FROM listening.participant AS double JOIN listening.response ON response.participant_id = double.id
          WHERE double.same_as_id = participant.id ${counted}))
    GROUP BY channel ORDER BY people DESC, channel`.execute(db)
  return Object.fromEntries(rows.map((row) => [row.channel, row.people]))
}

/**
 * How people described themselves, protected before it leaves here: small counts are suppressed, the
 * rest rounded, and nothing is published again until enough more people have answered. Reads what
 * only background work may read; the exact counts go no further than the next result, apart.
 */
export async function protectedAboutYou(
  db: Database,
  round: string,
  before: readonly Published[],
): Promise<Published[]> {
  const { rows } = await sql<{
    id: string
    options: number
    answered: number
    counts: { option: number; people: number }[] | null
  }>`
    WITH given AS (
      SELECT DISTINCT ON (coalesce(participant.same_as_id, participant.id), question_id)
        question_id, about_answer.options
      FROM listening.about_answer JOIN listening.participant ON participant.id = about_answer.participant_id
      WHERE participant.round_id = ${round} AND banned_at IS NULL AND withdrawn_at IS NULL AND cardinality(about_answer.options) > 0
      ORDER BY coalesce(participant.same_as_id, participant.id), question_id, answered_at DESC
    )
    SELECT question.id, (SELECT max(jsonb_array_length(word.value -> 'options')) FROM jsonb_each(question.words) AS word)::int AS options,
      (SELECT count(*) FROM given WHERE question_id = question.id)::int AS answered,
      (SELECT json_agg(json_build_object('option', option, 'people', people)) FROM (
        SELECT option, count(*)::int AS people FROM given CROSS JOIN unnest(given.options) AS option
        WHERE question_id = question.id GROUP BY option) AS each) AS counts
    FROM listening.about_question AS question
    WHERE round_id = ${round} AND kind <> 'words' ORDER BY position`.execute(db)
  return rows.flatMap((row) => {
    const counts = Array.from({ length: row.options ?? 0 }, () => 0)
    for (const each of row.counts ?? [])
      if (each.option >= 0 && each.option < counts.length) counts[each.option] = each.people
    const found = settled(
      row.id,
      row.answered,
      counts,
      before.find((each) => each.question === row.id),
    )
    return found ? [found] : []
  })
}
