import { readFileSync } from 'node:fs'
import {
  importAreas,
  importBankHolidays,
  importPopulation,
  type Imported,
} from '../../modules/places/index.ts'
import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { words, type Key } from '../../ui/words/index.ts'
import { InputRefused } from './refused.ts'

const kinds = {
  areas: { store: importAreas, rows: 'areas' },
  population: { store: importPopulation, rows: 'counts' },
  'bank-holidays': { store: importBankHolidays, rows: 'days' },
}

/** A file about places: stored whole, or not at all with what stands in the way. */
export async function importPlacesFile(system: System, kind: keyof typeof kinds, file: string) {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new InputRefused(`${file} cannot be read: ${(error as Error).message}`)
  }
  const { store, rows } = kinds[kind]
  const done: Imported & { removed?: number } = await transaction(
    system.db,
    asSystem(`import-${kind}`),
    system.clock.now(),
    (trx) => store(trx, text),
  )
  if (done.problems.length > 0) {
    const w = words('en')
    const lines = done.problems
      .slice(0, 20)
      .map((problem) => `  ${w.t(problem.key as Key, problem.values)}`)
    throw new InputRefused([`${file} cannot be imported; nothing was stored:`, ...lines].join('\n'))
  }
  const removed = done.removed ? ` ${done.removed} that the list does not have were taken out.` : ''
  return {
    ...done,
    words: `${done.rows} ${rows}: ${done.added} new, ${done.changed} changed, ${done.unchanged} as they were.${removed}`,
  }
}
