import type { Command } from 'commander'
import { findPartnerships } from '../../modules/partnerships/index.ts'
import { loadDemonstration } from '../demo/index.ts'
import { print, say, session } from './session.ts'

export function demoCommand(program: Command): void {
  program
    .command('demo')
    .description(
      'Add the demonstration neighbourhoods (made-up places and people, labelled so) to an empty database; one that holds any partnership is left as it is.',
    )
    .option('--json', 'print whether they were added as JSON')
    .action(async (options: { json?: boolean }) => {
      const added = await session(async (system) => {
        const empty = (await findPartnerships(system.db, { limit: 1 })).length === 0
        await loadDemonstration(system, say)
        return empty
      })
      print(options.json, { added }, () =>
        added
          ? 'The demonstration neighbourhoods are there.'
          : 'Nothing was added: there are partnerships already.',
      )
    })
}
