import { createWriteStream, existsSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { roundsOf, verifyRounds } from '../../modules/listening/index.ts'
import { partnershipBySlug } from '../../modules/partnerships/index.ts'
import { verifyLedger } from '../../platform/ledger/index.ts'
import type { System } from '../../platform/system.ts'
import { ArchiveRefused, readArchive } from '../archive/read.ts'
import { isMovingKey } from '../archive/seal.ts'
import { writeArchive } from '../archive/write.ts'
import { InputRefused } from './refused.ts'

/** Writes a partnership whole to a new file. */
export async function exportPartnership(
  system: System,
  slug: string,
  file: string,
  options: { sealedFor?: string },
) {
  const partnership = await partnershipBySlug(system.db, slug)
  if (!partnership)
    throw new InputRefused(
      `There is no partnership at /in/${slug}. Give the last part of its address.`,
    )
  if (existsSync(file))
    throw new InputRefused(`${file} is there already, and nothing is overwritten.`)
  if (options.sealedFor !== undefined && !isMovingKey(options.sealedFor))
    throw new InputRefused('That is not a moving key: it begins with age1 and has 62 characters.')
  await pipeline(
    Readable.from(writeArchive(system, partnership, options)),
    createWriteStream(file, { mode: 0o600, flags: 'wx' }),
  )
  return {
    partnership: partnership.id,
    file,
    sealed: options.sealedFor !== undefined,
    words: `${partnership.name} is in ${file}${options.sealedFor === undefined ? ', without what only named people may read.' : ', with what only named people may read sealed for that installation.'}`,
  }
}

/** Brings a partnership in and checks its chain and its rounds once more where it stands now. */
export async function importPartnership(system: System, file: string) {
  if (!existsSync(file)) throw new InputRefused(`There is no file ${file}.`)
  const arrival = await readArchive(system, readFileSync(file)).catch((error: unknown) => {
    if (error instanceof ArchiveRefused) throw new InputRefused(error.message, { cause: error })
    throw error
  })
  const ledger = await verifyLedger(system.db, undefined, arrival.partnership.id)
  const own = new Set((await roundsOf(system.db, arrival.partnership.id)).map((round) => round.id))
  const rounds = arrival.unsealed
    ? (await verifyRounds(system)).filter((each) => own.has(each.round))
    : []
  const whole = ledger.faults.length === 0 && rounds.every((round) => round.ok)
  return {
    ...arrival,
    ledger,
    rounds,
    whole,
    words: [
      `${arrival.partnership.name} is here: ${arrival.rows} rows, at /in/${arrival.partnership.slug}.`,
      `${ledger.events} events of its public record: ${ledger.faults.length === 0 ? 'whole' : 'not whole'}.`,
      arrival.unsealed
        ? `${rounds.length} closed rounds re-counted: ${rounds.every((round) => round.ok) ? 'every count stands' : 'not all counts stand'}.`
        : 'What only named people may read did not come with it, so its rounds cannot be re-counted here.',
      ...(arrival.known > 0
        ? [`${arrival.known} of its people had an account here already and keep it.`]
        : []),
    ].join('\n'),
  }
}
