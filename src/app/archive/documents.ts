import { exportFile, exportNames, roundsOf } from '../../modules/listening/index.ts'
import type { Partnership } from '../../modules/partnerships/index.ts'
import type { System } from '../../platform/system.ts'

type Document = { name: string; pieces: AsyncIterable<string> }

/** What people open first: every closed round in the layout of the open Polis data. Made again from the rows, so not read back in. */
export async function* documentsOf(
  system: System,
  partnership: Partnership,
): AsyncGenerator<Document> {
  for (const round of await roundsOf(system.db, partnership.id)) {
    if (!round.closedAt) continue
    for (const name of exportNames)
      yield { name: `rounds/${round.code}/${name}`, pieces: exportFile(system, round.id, name) }
  }
}
