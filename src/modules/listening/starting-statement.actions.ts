import { createHash } from 'node:crypto'
import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { draftToChange } from './round.actions.ts'
import { roundById } from './round.sql.ts'
import { addStatement } from './statement.actions.ts'
import { longestStatement, statementsIn, tidyStatement, type Statement } from './statement.ts'
import {
  deleteStatement,
  deleteTranslation,
  lockStatements,
  statementById,
  statementsOf,
  swapNumbers,
  updateWords,
  upsertTranslation,
} from './statement.sql.ts'

/** As many as a round can begin with: more is a form, not a conversation. */
const mostStarting = 100

/** Adds one statement a line. Those that the round has already are left out; how many were added comes back. */
export async function addStartingStatements(
  trx: Transaction,
  round: string,
  lines: string,
  language: string,
): Promise<number> {
  const draft = await draftToChange(trx, round)
  if (!draft.languages.includes(language))
    throw new Refusal('listening.refused.language-not-in-round', 422)
  await lockStatements(trx.db, round)
  const there = await statementsOf(trx.db, round)
  const known = new Set(there.map((each) => each.text.toLowerCase()))
  const added = statementsIn(lines).filter((text) => !known.has(text.toLowerCase()))
  if (there.length + added.length > mostStarting)
    throw new Refusal('listening.refused.too-many-statements', 422, { most: mostStarting })
  for (const text of added)
    await addStatement(trx, { round, text, language, source: 'starting', channel: 'screen' })
  return added.length
}

/** A statement that may still be changed, because its round is a draft. */
async function ofDraft(trx: Transaction, round: string, id: string): Promise<Statement> {
  await draftToChange(trx, round)
  await lockStatements(trx.db, round)
  const statement = await statementById(trx.db, id)
  if (!statement || statement.round !== round) throw notFound()
  return statement
}

function checkedWords(typed: string): string {
  const text = tidyStatement(typed)
  if (text === '') throw new Refusal('listening.resident.refused.no-words', 422)
  if (text.length > longestStatement)
    throw new Refusal('listening.resident.refused.too-long', 422, {
      most: longestStatement,
      length: text.length,
    })
  return text
}

/** Changes the words of a starting statement. Words that are somebody else's, asked again, stay as they were said. */
export async function rewordStatement(
  trx: Transaction,
  round: string,
  id: string,
  typed: string,
): Promise<void> {
  const statement = await ofDraft(trx, round, id)
  const text = checkedWords(typed)
  if (text === statement.text) return
  if (statement.source === 'insight') throw new Refusal('listening.refused.reused-words', 409)
  await updateWords(trx.db, id, { text, language: statement.language })
}

export async function removeStatement(trx: Transaction, round: string, id: string): Promise<void> {
  await deleteStatement(trx.db, await ofDraft(trx, round, id))
}

/** Moves a statement one place up or down; at the end of the list it stays where it is. */
export async function moveStatement(
  trx: Transaction,
  round: string,
  id: string,
  direction: 'up' | 'down',
): Promise<void> {
  const statement = await ofDraft(trx, round, id)
  const other = (await statementsOf(trx.db, round)).find(
    (each) => each.number === statement.number + (direction === 'up' ? -1 : 1),
  )
  if (other) await swapNumbers(trx.db, statement, other)
}

/**
 * Says a statement in another of the round's languages. In a draft it may be said anew or taken out;
 * of a published statement a translation may be mended. The record keeps the sums of both wordings, not
 * the words: they may name someone, and taking a statement down must take its translations with it.
 */
export async function translateStatement(
  trx: Transaction,
  id: string,
  language: string,
  typed: string,
): Promise<void> {
  const statement = await statementById(trx.db, id)
  const round = statement && (await roundById(trx.db, statement.round))
  if (!statement || !round) throw notFound()
  allow(trx.actor, 'change', { kind: 'round', partnership: round.partnership })
  if (language === statement.language || !round.languages.includes(language))
    throw new Refusal('listening.refused.language-not-in-round', 422)
  if (round.closedAt !== null) throw new Refusal('listening.resident.refused.closed', 409)
  const before = statement.translations[language] ?? null
  if (round.openedAt === null && tidyStatement(typed) === '')
    return deleteTranslation(trx.db, id, language)
  const text = checkedWords(typed)
  if (text === before) return
  await upsertTranslation(trx.db, {
    statement: id,
    language,
    text,
    by: trx.actor.kind === 'person' ? trx.actor.person : null,
    at: trx.at,
  })
  if (statement.status !== 'published' || round.openedAt === null) return
  await record(trx, {
    partnership: round.partnership,
    act: 'statement-translated',
    subject: { kind: 'statement', id },
    body: { language, sha256: sumOf(text), before: before === null ? null : sumOf(before) },
  })
}

const sumOf = (text: string) => createHash('sha256').update(text).digest('hex')
