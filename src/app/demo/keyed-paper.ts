import { finishPass, makeBatch } from '../../modules/listening/batch.actions.ts'
import type { Pass } from '../../modules/listening/batch.ts'
import { keySheet } from '../../modules/listening/keying.actions.ts'
import { roundById } from '../../modules/listening/index.ts'
import { participantId } from '../../modules/listening/participant.ts'
import { insertPrinting, insertSheets } from '../../modules/listening/printing.sql.ts'
import type { Round } from '../../modules/listening/round.ts'
import { settleBatch } from '../../modules/listening/settlement.actions.ts'
import { differencesBetween } from '../../modules/listening/settlement.ts'
import { keyedSheets } from '../../modules/listening/keying.sql.ts'
import { system as asSystem, type Actor } from '../../platform/actor.ts'
import { heldClock } from '../../platform/clock.ts'
import { reading, transaction, type Transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import type { System } from '../../platform/system.ts'
import type { DemoBatch, PaperPile } from './conversation.ts'
import { marksOn, serialOf } from './pile.ts'

type Keying = {
  round: Round
  /** In the order of the conversation. */
  statements: readonly string[]
  keyers: Record<Pass, Actor>
  ago: (days: number) => Date
}

/** What came back of the printed sheets: keyed by people, once or twice, as it would have been. */
export async function keyPaper(
  system: System,
  pile: PaperPile,
  { round: id, ...keying }: Omit<Keying, 'round'> & { round: string },
): Promise<void> {
  const { keyers, statements, ago } = keying
  const round = (await reading(system.db, keyers[1], (db) => roundById(db, id)))!
  await transaction(system.db, keyers[1], ago(pile.printed), (trx) =>
    print(system, trx, round, statements, pile.sheets),
  )
  let next = 0
  for (const batch of pile.batches) {
    await keyBatch(system, { ...keying, round }, batch, next)
    next += batch.sheets.length
  }
}

async function print(
  system: System,
  trx: Transaction,
  round: Round,
  statements: readonly string[],
  sheets: number,
): Promise<void> {
  const printing = {
    id: newId(trx.at),
    round: round.id,
    language: round.languages[0]!,
    largePrint: false,
    statements: [...statements],
    sheets,
    printedAt: trx.at,
  }
  const by = trx.actor.kind === 'person' ? trx.actor.person : null
  await insertPrinting(trx.db, { ...printing, printedBy: by })
  const serials = Array.from({ length: sheets }, (_, sheet) => serialOf(system, round.id, sheet))
  await insertSheets(
    trx.db,
    printing,
    serials.map((serial) => participantId(system.secret, round, serial)),
  )
  await record(trx, {
    partnership: round.partnership,
    act: 'sheets-printed',
    subject: { kind: 'round', id: round.id },
    body: { sheets },
  })
}

async function keyBatch(
  system: System,
  { round, statements, keyers, ago }: Keying,
  batch: DemoBatch,
  firstSheet: number,
): Promise<void> {
  const id = await transaction(system.db, keyers[1], ago(batch.keyed[0]), (trx) =>
    makeBatch(trx, round, {
      name: batch.name,
      channel: 'paper',
      givenOn: ago(batch.given).toISOString().slice(0, 10),
    }),
  )
  for (const [index, days] of batch.keyed.entries()) {
    const pass: Pass = index === 0 ? 1 : 2
    await transaction(system.db, keyers[pass], ago(days), async (trx) => {
      for (const [place, sheet] of batch.sheets.entries()) {
        const serial = serialOf(system, round.id, firstSheet + place)
        const words = (pass === 1 ? sheet.wordsTyped : undefined) ?? sheet.words ?? ''
        await keySheet(
          trx,
          { round, batch: id, pass },
          {
            participant: participantId(system.secret, round, serial),
            language: round.languages[0]!,
            marks: marksOn(sheet, statements, pass === 1 ? 'first' : 'second'),
            about: new Map(),
            ownStatement: '',
            ownWords: words,
            mayPublish: words !== '',
          },
          false,
        )
      }
      await finishPass(trx, round, id, pass)
    })
  }
  if (batch.settled === undefined) return
  // The second keyer read the paper rightly.
  const differences = await reading(system.db, asSystem('demonstration'), async (db) =>
    differencesBetween(await keyedSheets(db, id, 1), await keyedSheets(db, id, 2)),
  )
  const settling = { ...system, clock: heldClock(ago(batch.settled)) }
  const choices = new Map(differences.map((each) => [each.key, 'second']))
  await settleBatch(settling, keyers[1], round, id, choices)
}
