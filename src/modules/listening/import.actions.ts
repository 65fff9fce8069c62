import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { system as asSystem, type Actor } from '../../platform/actor.ts'
import { transaction, type Transaction } from '../../platform/database/index.ts'
import { newCode, newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import type { System } from '../../platform/system.ts'
import { stitch, tie } from '../../platform/thread/index.ts'
import { words, type Key, type Words } from '../../ui/words/index.ts'
import { allow } from '../people/index.ts'
import { alsoCounting, seal } from './closure.actions.ts'
import {
  polisFiles,
  type ImportNote,
  type ImportPlan,
  type ImportProblem,
  type PolisTexts,
} from './import.ts'
import { readPolisAside } from './reading.ts'
import {
  insertImportedParticipants,
  insertImportedResponses,
  insertImportedRound,
  insertImportedStatements,
} from './import.sql.ts'

export type ImportRequest = {
  /** Where the files lie, or the files themselves. */
  folder?: string
  files?: PolisTexts
  partnership: string
  question: string
  reason?: string
  use?: string
  invited?: string
  language?: string
  source: string
  licence: string
}

export type Imported = {
  round: string
  code: string
  plan: ImportPlan
  root: string
}

/** The files cannot be imported as they are; `problems` says what is wrong and where. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused'
  readonly problems: ImportProblem[]

  constructor(problems: ImportProblem[]) {
    super(problems.map((problem) => problemLine(words('en'), problem)).join('\n'))
    this.problems = problems
  }
}

/** The three files of a folder, as far as they are there. */
export function readPolisFolder(folder: string): PolisTexts {
  const names = readdirSync(folder)
  return Object.fromEntries(
    polisFiles
      .filter((name) => names.includes(name))
      .map((name) => [name, readFileSync(join(folder, name))]),
  )
}

/**
 * Makes a closed round of a conversation held elsewhere: checked whole, then stored in one
 * transaction with its opening, its closure and everybody's receipts. Throws ImportRefused, and
 * stores nothing, if anything is wrong.
 */
export async function importPolis(
  system: System,
  request: ImportRequest,
  actor: Actor = asSystem('import-round'),
  progress: (done: number, of: number) => void = () => undefined,
): Promise<Imported> {
  allow(actor, 'draft', { kind: 'round', partnership: request.partnership })
  const files = request.files ?? readPolisFolder(request.folder ?? '.')
  const { plan, problems } = await readPolisAside(files)
  if (!plan) throw new ImportRefused(problems)
  return transaction(system.db, actor, system.clock.now(), (trx) =>
    storePlan(trx, plan, request, progress),
  )
}

async function storePlan(
  trx: Transaction,
  plan: ImportPlan,
  request: ImportRequest,
  progress: (done: number, of: number) => void,
): Promise<Imported> {
  await alsoCounting(trx, 'import-round')
  const { db, at } = trx
  const id = newId(at)
  const code = newCode(2)
  const language = request.language ?? 'en'
  // Files that say nothing of times are dated now; a closure is never before its last response.
  const opened = plan.first > 0 && plan.first < at.getTime() ? new Date(plan.first) : at
  const closed = plan.last > 0 && plan.last < at.getTime() ? new Date(plan.last) : at
  await insertImportedRound(db, {
    id,
    partnership: request.partnership,
    code,
    language,
    question: request.question,
    reason: request.reason ?? '',
    use: request.use ?? '',
    invited: request.invited ?? '',
    source: request.source,
    licence: request.licence,
    createdBy: trx.actor.kind === 'person' ? trx.actor.person : null,
    openedAt: opened,
    createdAt: at,
  })
  const statements = plan.statements.map((each) => ({
    ...each,
    id: newId(at),
  }))
  await insertImportedStatements(db, id, language, statements, opened)
  const participants = plan.participants.map((number) => ({ number, id: newId(at) }))
  for (let from = 0; from < participants.length; from += atOnce)
    await insertImportedParticipants(db, id, participants.slice(from, from + atOnce), opened)
  await storeResponses(trx, id, plan, participants, statements, progress)
  const round = { id, partnership: request.partnership }
  const published = statements.filter((each) => each.moderated !== -1)
  await stitch(
    trx,
    { ...round, kind: 'round' },
    ...published.map((each) => ({
      id: each.id,
      partnership: request.partnership,
      kind: 'statement',
    })),
  )
  for (const each of published) await tie(trx, id, each.id, 'heard')
  await record(trx, {
    partnership: request.partnership,
    act: 'round-imported',
    subject: { kind: 'round', id },
    body: {
      statements: statements.length,
      removed: statements.length - published.length,
      participants: participants.length,
      responses: plan.responses.value.length,
      source: request.source,
      licence: request.licence,
    },
  })
  const closure = await seal(trx, round, { closedAt: closed, reason: '' })
  return { round: id, code, plan, root: closure.root.toString('hex') }
}

// Few enough that whoever opens a page meanwhile does not notice: a few hundredths of a second each.
const atOnce = 4000

async function storeResponses(
  trx: Transaction,
  round: string,
  plan: ImportPlan,
  participants: { id: string }[],
  statements: { id: string }[],
  progress: (done: number, of: number) => void,
): Promise<void> {
  const { participant, statement, value, at } = plan.responses
  const latest = trx.at.getTime()
  for (let from = 0; from < value.length; from += atOnce) {
    const to = Math.min(from + atOnce, value.length)
    const rows = Array.from({ length: to - from }, (_, offset) => {
      const i = from + offset
      return {
        // Rising ids keep the order of the file where two times are equal.
        id: newId(trx.at),
        participant: participants[participant[i]!]!.id,
        statement: statements[statement[i]!]!.id,
        value: value[i]!,
        at: at[i]! > 0 ? Math.min(at[i]!, latest) : latest,
      }
    })
    // In the order of the table's key, so that neighbours are written together.
    rows.sort((a, b) =>
      a.participant < b.participant ? -1 : a.participant > b.participant ? 1 : 0,
    )
    await insertImportedResponses(trx.db, round, rows)
    progress(to, value.length)
  }
}

/** A question for a conversation whose folder's name is all that is known of it. */
export function questionFromFolder(folder: string): string {
  const name = basename(folder.replace(/\/+$/, ''))
    .replace(/[._-]+/g, ' ')
    .trim()
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** Where it is and what is wrong, in one sentence: “votes.csv, row 12, column vote: …”. */
export function problemLine(w: Words, problem: ImportProblem): string {
  const { file, row, column } = problem
  const said = w.t(`results.import.problem.${problem.what}` as Key, problem.values)
  const where =
    row === null
      ? file
      : column === null
        ? w.t('results.import.where-row', { file, row: String(row) })
        : w.t('results.import.where', { file, row: String(row), column })
  return `${where}: ${said}`
}

export function noteLine(w: Words, note: ImportNote): string {
  return w.t(`results.import.note.${note.what}` as Key, note.values)
}
