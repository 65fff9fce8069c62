import { createHash } from 'node:crypto'

/** What stands for one person when a round closes: their last response to each statement. */
export type Standing = { statement: number; value: -1 | 0 | 1; important: boolean }

/**
 * The text that a leaf of a closed round's Merkle tree is the hash of: five kinds of line, joined by
 * line feeds, without one at the end.
 *
 *     common-thread receipt 1
 *     round <the round's id>
 *     person <SHA-256 of the participant's id, in hexadecimal>
 *     <statement number> agree|unsure|disagree[ matters]      (by number, lowest first)
 *
 * The participant's id cannot be guessed, so nobody can find a person's answers by trying texts.
 * The leaf is SHA-256 over a zero byte and this text (RFC 6962, section 2.1).
 */
export function receiptText(
  round: string,
  participant: string,
  responses: readonly Standing[],
): string {
  const word = { '-1': 'disagree', '0': 'unsure', '1': 'agree' } as const
  return [
    'common-thread receipt 1',
    `round ${round}`,
    `person ${createHash('sha256').update(participant).digest('hex')}`,
    ...responses
      .toSorted((a, b) => a.statement - b.statement)
      .map(
        (each) => `${each.statement} ${word[`${each.value}`]}${each.important ? ' matters' : ''}`,
      ),
  ].join('\n')
}
