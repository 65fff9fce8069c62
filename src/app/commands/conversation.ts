import { createWriteStream, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  computeResult,
  exportFile,
  exportNames,
  roundByCode,
  roundById,
  ImportRefused,
  importPolis,
  questionFromFolder,
  readPolis,
  readPolisFolder,
  noteLine,
  problemLine,
} from '../../modules/listening/index.ts'
import { foundPartnership, partnershipBySlug } from '../../modules/partnerships/index.ts'
import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { readCode } from '../../platform/ids.ts'
import { link } from '../../platform/web/index.ts'
import { routes } from '../../modules/listening/index.ts'
import type { System } from '../../platform/system.ts'
import { words } from '../../ui/words/index.ts'
import { counter } from './progress.ts'
import { InputRefused } from './refused.ts'

type Options = { into?: string; question?: string; check?: boolean }

/** The attribution that the open Polis data asks for, shown wherever the round is. */
const licence = 'CC BY 4.0, The Computational Democracy Project (compdemocracy.org/polis)'

export async function importConversation(system: System, folder: string, options: Options) {
  if (!existsSync(folder)) throw new InputRefused(`There is no folder ${folder}.`)
  const files = readPolisFolder(folder)
  const { plan, problems } = readPolis(files)
  if (!plan) throw new InputRefused(refusal(folder, problems))
  const w = words('en')
  const counts = {
    statements: plan.statements.length,
    participants: plan.participants.length,
    responses: plan.responses.value.length,
    standing: plan.standing,
    equal: plan.equal,
    differences: plan.differences,
  }
  const notes = plan.notes.map((note) => noteLine(w, note))
  const summary = `${counts.statements} statements, ${counts.participants} participants, ${counts.responses} responses (${counts.standing} stand); the counts of ${counts.equal} statements equal those in comments.csv, ${counts.differences.length} differ`
  if (options.check)
    return {
      round: null,
      ...counts,
      notes,
      words: [`Nothing was stored. ${summary}.`, ...notes].join('\n'),
    }

  const partnership = await receivingPartnership(system, options.into)
  const progress = counter('responses stored')
  try {
    const done = await importPolis(
      system,
      {
        files,
        partnership: partnership.id,
        question: options.question ?? questionFromFolder(folder),
        source: basename(folder),
        licence,
      },
      asSystem('import-round'),
      progress,
    )
    progress.end()
    const result = await computeResult(system, done.round, { whole: true })
    const page = system.config.publicUrl + link(routes.results, { round: done.round })
    return {
      round: done.round,
      code: done.code,
      partnership: partnership.slug,
      root: done.root,
      ...counts,
      groups: result.body.groups.map(({ label, size }) => ({ label, size })),
      common: result.body.common.map((each) => each.statement),
      notes,
      page,
      words: [
        `Imported: ${summary}.`,
        ...notes,
        result.body.groups.length === 0
          ? 'No clear groups were found.'
          : `Groups: ${result.body.groups.map((group) => `${group.label} (${group.size})`).join(', ')}; ${result.body.common.length} statements of common ground.`,
        `Results: ${page}`,
      ].join('\n'),
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw new InputRefused(refusal(folder, error.problems))
    throw error
  }
}

function refusal(folder: string, problems: ImportRefused['problems']): string {
  const w = words('en')
  const shown = problems.slice(0, 20).map((problem) => `  ${problemLine(w, problem)}`)
  const more =
    problems.length > shown.length ? [`  and ${problems.length - shown.length} more`] : []
  return [`${folder} cannot be imported; nothing was stored:`, ...shown, ...more].join('\n')
}

async function receivingPartnership(system: System, slug: string | undefined) {
  const wanted = slug ?? 'imported-conversations'
  const found = await partnershipBySlug(system.db, wanted)
  if (found) return found
  if (slug !== undefined) throw new InputRefused(`There is no partnership at /in/${slug}.`)
  return transaction(system.db, asSystem('import-round'), system.clock.now(), (trx) =>
    foundPartnership(trx, {
      name: 'Imported conversations',
      purpose: 'Conversations held elsewhere and published as open data.',
      nation: 'england',
      languages: ['en'],
      neighbourhood: null,
      founder: null,
      slug: wanted,
    }),
  )
}

/** Writes every file of a round into an empty folder, a piece at a time, so that no round is too large. */
export async function exportConversation(system: System, idOrCode: string, folder: string) {
  const found =
    (await roundById(system.db, idOrCode)) ?? (await roundByCode(system.db, readCode(idOrCode)))
  if (!found)
    throw new InputRefused(
      `There is no opened round ${idOrCode}. Give its id, or the code on its posters.`,
    )
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new InputRefused(`${folder} is not empty; nothing was written.`)
  mkdirSync(folder, { recursive: true })
  const files: { name: string; bytes: number }[] = []
  for (const name of exportNames) {
    const path = join(folder, name)
    await pipeline(
      Readable.from(exportFile(system, found.id, name)),
      createWriteStream(path, { flush: true }),
    )
    files.push({ name, bytes: statSync(path).size })
  }
  return {
    round: found.id,
    folder,
    files,
    words: `Written to ${folder}: ${files.map((file) => file.name).join(', ')}`,
  }
}
