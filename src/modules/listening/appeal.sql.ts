import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Appeal, Own } from './appeal.ts'
import type { SubjectKind } from './moderation.ts'

/** A contribution of this participant, or nothing: of others nobody is told whether it exists. Read as that participant. */
export async function ownContribution(
  db: Database,
  round: string,
  participant: string,
  id: string,
): Promise<Own | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Own>`
    SELECT 'statement' AS kind, statement.id, coalesce(verbatim.text, statement.text) AS text, statement.language
    FROM listening.statement LEFT JOIN listening.statement_verbatim verbatim ON verbatim.statement_id = statement.id
    WHERE statement.id = ${id} AND statement.round_id = ${round} AND statement.author_participant_id = ${participant}
    UNION ALL
    SELECT 'testimony', testimony.id, testimony.text, testimony.language
    FROM listening.testimony WHERE testimony.id = ${id} AND testimony.round_id = ${round} AND testimony.participant_id = ${participant}`.execute(
    db,
  )
  return rows[0]
}

export async function insertAppeal(
  db: Database,
  row: {
    id: string
    round: string
    kind: SubjectKind
    subject: string
    participant: string
    text: string
    at: Date
  },
): Promise<void> {
  await sql`
    INSERT INTO listening.appeal (id, round_id, subject_kind, subject_id, participant_id, text, made_at)
    VALUES (${row.id}, ${row.round}, ${row.kind}, ${row.subject}, ${row.participant}, ${row.text}, ${row.at})`.execute(
    db,
  )
}

const columns = sql`
  appeal.id, appeal.round_id AS round, appeal.subject_kind AS kind, appeal.subject_id AS subject, appeal.text, appeal.made_at AS "madeAt",
  appeal.answered_at AS "answeredAt", appeal.upheld, appeal.answer,
  (SELECT decided_by FROM listening.moderation_decision decision WHERE decision.subject_id = appeal.subject_id
    ORDER BY decided_at DESC, decision.id DESC LIMIT 1) AS "decidedBy"`

/** Those that wait first. Read as a moderator. */
export async function appealsOf(db: Database, round: string): Promise<Appeal[]> {
  const { rows } = await sql<Appeal>`
    SELECT ${columns} FROM listening.appeal WHERE appeal.round_id = ${round}
    ORDER BY appeal.answered_at IS NOT NULL, CASE WHEN appeal.answered_at IS NULL THEN appeal.made_at END, appeal.answered_at DESC, appeal.id LIMIT 500`.execute(
    db,
  )
  return rows
}

export async function lockedAppeal(
  db: Database,
  round: string,
  id: string,
): Promise<Appeal | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Appeal>`
    SELECT ${columns} FROM listening.appeal WHERE appeal.id = ${id} AND appeal.round_id = ${round} FOR UPDATE OF appeal`.execute(
    db,
  )
  return rows[0]
}

export async function answerAppeal(
  db: Database,
  row: { id: string; upheld: boolean; answer: string; by: string; at: Date },
): Promise<void> {
  await sql`
    UPDATE listening.appeal SET answered_at = ${row.at}, answered_by = ${row.by}, upheld = ${row.upheld}, answer = ${row.answer}
    WHERE id = ${row.id} AND answered_at IS NULL`.execute(db)
}
