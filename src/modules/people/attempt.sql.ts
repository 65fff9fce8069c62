import { sql } from 'kysely'
import type { Database, Transaction } from '../../platform/database/index.ts'

/** How much may be tried: `burst` at once, then `perMinute`. */
export type Allowance = { burst: number; perMinute: number }

/**
 * Spends one try, if there is one: in one statement, so that of two who try at once, in two processes,
 * each spends their own. False where none is left.
 */
export async function spendAttempt(
  { db, at }: Transaction,
  key: string,
  { burst, perMinute }: Allowance,
): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO people.attempt AS attempt (key, left_over, at, full_at)
    VALUES (${key}, ${burst - 1}, ${at}, ${at}::timestamptz + make_interval(secs => 60 / ${perMinute}::float))
    ON CONFLICT (key) DO UPDATE SET left_over = ${leftAt(at, burst, perMinute)} - 1, at = ${at},
      full_at = ${at}::timestamptz + make_interval(secs => 60 * (${burst}::float - ${leftAt(at, burst, perMinute)} + 1) / ${perMinute}::float)
    WHERE ${leftAt(at, burst, perMinute)} >= 1
    RETURNING 1`.execute(db)
  return rows.length > 0
}

/** What is left at a moment: with time it fills up again. */
const leftAt = (at: Date, burst: number, perMinute: number) =>
  sql`least(${burst}::float, attempt.left_over + greatest(0, extract(epoch FROM ${at}::timestamptz - attempt.at)::float) / 60 * ${perMinute}::float)`

/** When there is a try again, in seconds. */
export async function secondsUntilAttempt(
  db: Database,
  key: string,
  at: Date,
  { burst, perMinute }: Allowance,
): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    SELECT ceil(60 * (1 - ${leftAt(at, burst, perMinute)}) / ${perMinute}::float)::int AS seconds
    FROM people.attempt AS attempt WHERE key = ${key}`.execute(db)
  return Math.max(1, rows[0]?.seconds ?? 1)
}

/** Rows that say no more than a missing one would. */
export async function clearFullAttempts({ db, at }: Transaction): Promise<void> {
  await sql`DELETE FROM people.attempt WHERE full_at < ${at}`.execute(db)
}
