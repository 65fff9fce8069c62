import type { Command } from 'commander'
import { firstSignInLink } from '../../modules/people/index.ts'
import { print, session } from './session.ts'

export function signInCommand(program: Command): void {
  program
    .command('sign-in')
    .description(
      'Print a link that signs in whoever runs this installation. It works once, for an hour; the one before it stops working.',
    )
    .option('--json', 'print the link as JSON')
    .addHelpText('after', '\nExample:\n  npm run -s thread -- sign-in')
    .action(async (options: { json?: boolean }) => {
      const link = await session((system) => firstSignInLink(system))
      print(options.json, { link }, () => link)
    })
}
