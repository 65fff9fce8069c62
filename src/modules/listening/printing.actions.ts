import { system as asSystem, type Actor } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newCode, newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import type { System } from '../../platform/system.ts'
import { allow } from '../people/index.ts'
import { createAskings, nextOf } from './asking.actions.ts'
import { personOf } from './batch.actions.ts'
import type { AskedStatement } from './next-statement.sql.ts'
import { participantId } from './participant.ts'
import { mostOnSheet, mostSheets, printedOrder, type Printing } from './printing.ts'
import { insertPrinting, insertSheets } from './printing.sql.ts'
import type { Round } from './round.ts'

export type Printed = { printing: Printing; statements: AskedStatement[]; serials: string[] }

/** Printing begins once a round has opened and ends with it. */
export function mustBePrintable(round: Round): void {
  if (!round.openedAt) throw new Refusal('paper.refused.print-not-open', 409)
  if (round.closedAt) throw new Refusal('paper.refused.print-closed', 409)
}

/**
 * Makes sheets: draws them up, lets `draw` print them, and only then keeps what is kept: the order of
 * the statements and, for each sheet, the participant that its serial stands for. The serials
 * themselves are on the paper alone, so the same sheets cannot be printed again.
 *
 * Which statements are on them is chosen as on a screen: those most worth asking now.
 */
export async function printSheets<T>(
  system: System,
  actor: Actor,
  round: Round,
  asked: { language: string; largePrint: boolean; sheets: number; statements: number },
  draw: (printed: Printed) => Promise<T>,
): Promise<T> {
  allow(actor, 'print', { kind: 'round', partnership: round.partnership })
  mustBePrintable(round)
  const at = system.clock.now()
  const id = newId(at)
  const asking = await createAskings(system).of(round.code, true)
  const chosen = asking
    ? nextOf(asking, id, new Set(), Math.min(asked.statements, mostOnSheet))
    : []
  if (chosen.length === 0) throw new Refusal('paper.refused.no-statements', 409)
  const statements = printedOrder(chosen, Number.parseInt(id.slice(-6), 16))
  const sheets = Math.min(Math.max(Math.trunc(asked.sheets), 1), mostSheets)
  const serials = new Set<string>()
  while (serials.size < sheets) serials.add(newCode(2))
  const printing: Printing = {
    id,
    round: round.id,
    language: asked.language,
    largePrint: asked.largePrint,
    statements: statements.map((each) => each.id),
    sheets,
    printedAt: at,
  }
  const drawn = await draw({ printing, statements, serials: [...serials] })
  await transaction(system.db, actor, at, async (trx) => {
    await insertPrinting(trx.db, { ...printing, printedBy: personOf(actor) })
    await insertSheets(
      trx.db,
      printing,
      [...serials].map((serial) => participantId(system.secret, round, serial)),
    )
    await record(trx, {
      partnership: round.partnership,
      act: 'sheets-printed',
      subject: { kind: 'round', id: round.id },
      body: { sheets },
    })
  })
  return drawn
}

/** How many sheets came back and were counted, of those printed. */
export async function sheetsBack(system: System, round: Pick<Round, 'id'>): Promise<number> {
  return reading(system.db, asSystem('count-sheets'), async (db) => {
    const row = await db
      .selectFrom('listening.participant')
      .innerJoin('listening.sheet', 'listening.sheet.participant_id', 'listening.participant.id')
      .where('listening.participant.round_id', '=', round.id)
      .select((each) => each.fn.countAll<string>().as('many'))
      .executeTakeFirstOrThrow()
    return Number(row.many)
  })
}
