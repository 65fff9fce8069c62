import type { Command } from 'commander'
import { loadDemonstration } from '../demo/index.ts'
import { say, session } from './session.ts'

export function demoCommand(program: Command): void {
  program
    .command('demo')
    .description(
      'Add the demonstration neighbourhoods (made-up places and people, labelled so) if they are not there yet.',
    )
    .action(async () => {
      await session((system) => loadDemonstration(system, say))
    })
}
