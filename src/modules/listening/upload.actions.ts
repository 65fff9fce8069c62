import type { Actor } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { readCode } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import { enterPass, personOf } from './batch.actions.ts'
import type { Batch, Pass } from './batch.ts'
import { setDone } from './batch.sql.ts'
import { emptyMark, sameMark, type KeyedSheet } from './keying.ts'
import { insertKeyedSheets, keyedBefore, nextPlace } from './keying.sql.ts'
import { knownParticipants } from './participant.sql.ts'
import { participantId } from './participant.ts'
import { printingsOfSheets } from './printing.sql.ts'
import { readUploadAside } from './reading.ts'
import type { Round } from './round.ts'
import { statementsOf } from './statement.sql.ts'
import type { UploadProblem } from './upload.ts'

export type Upload = { sheets: KeyedSheet[]; marks: number; problems: UploadProblem[] }

type At = { round: Round; batch: Batch; pass: Pass }

/** Reads a file of answers against the round: which sheets it holds, and every row that cannot be taken. */
export async function checkUpload(
  system: System,
  actor: Actor,
  at: At,
  text: string,
): Promise<Upload> {
  const { round, batch, pass } = at
  const { rows, problems } = await readUploadAside(text)
  return reading(system.db, actor, async (db) => {
    const statements = new Map(
      (await statementsOf(db, round.id)).map((each) => [each.number, each.id]),
    )
    const ids = new Map(
      [...new Set(rows.map((row) => row.serial))].map((serial) => [
        serial,
        participantId(system.secret, round, readCode(serial)),
      ]),
    )
    const participants = [...new Set(ids.values())]
    const there = await keyedBefore(db, batch.id, pass, participants)
    const other = await keyedBefore(db, batch.id, pass === 1 ? 2 : 1, participants)
    const known = new Set([...(await knownParticipants(db, participants)), ...other.keys()])
    const printings = await printingsOfSheets(db, participants)
    const sheets = new Map<string, KeyedSheet>()
    let place = await nextPlace(db, batch.id, pass)
    for (const { row, serial, statement, mark } of rows) {
      const participant = ids.get(serial)!
      const id = statements.get(statement)
      const before = there.get(participant)
      if (!known.has(participant))
        problems.push({ key: 'paper.upload.unknown-serial', values: { row } })
      else if (before)
        problems.push({ key: 'paper.upload.keyed', values: { row, place: before.place } })
      if (id === undefined)
        problems.push({ key: 'paper.upload.unknown-statement', values: { row, statement } })
      else if (printings.get(participant)?.statements.includes(id) === false) {
        // The template has a column for every statement; a sheet may hold fewer.
        if (sameMark(mark, emptyMark)) continue
        problems.push({ key: 'paper.upload.not-on-sheet', values: { row, statement } })
      }
      if (id === undefined) continue
      let sheet = sheets.get(participant)
      if (!sheet) {
        sheet = {
          participant,
          place: place++,
          language: printings.get(participant)?.language ?? round.languages[0]!,
          marks: new Map(),
          about: new Map(),
          ownStatement: '',
          ownWords: '',
          mayPublish: false,
          uploaded: true,
        }
        sheets.set(participant, sheet)
      }
      sheet.marks.set(id, mark)
    }
    return { sheets: [...sheets.values()], marks: rows.length, problems }
  })
}

/** Takes the whole file into one pass of the keying, or, if anything in it is wrong, nothing. */
export async function applyUpload(
  system: System,
  actor: Actor,
  at: At,
  text: string,
): Promise<Upload> {
  const upload = await checkUpload(system, actor, at, text)
  if (upload.problems.length > 0) return upload
  await transaction(system.db, actor, system.clock.now(), async (trx) => {
    const batch = await enterPass(trx, at.round, at.batch.id, at.pass)
    await insertKeyedSheets(trx.db, batch.id, at.pass, upload.sheets, personOf(actor), trx.at)
    if (batch.doneAt[at.pass]) await setDone(trx.db, batch.id, at.pass, null)
  })
  return upload
}
