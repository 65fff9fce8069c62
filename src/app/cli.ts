import { Command, CommanderError } from 'commander'
import { SetupProblem } from '../platform/errors.ts'
import { backupCommands } from './commands/backup.ts'
import { demoCommand } from './commands/demo.ts'
import { exchangeCommands } from './commands/exchange.ts'
import { serveCommands } from './commands/serve.ts'
import { signInCommand } from './commands/sign-in.ts'
import { speakForCommand } from './commands/speak-for.ts'
import { verifyCommand } from './commands/verify.ts'
import { methodsCommand } from './commands/methods.ts'

// Exit codes, for scripts: 0 done; 1 done, and something is wrong with what was looked at (a fault
// found, an input refused); 2 could not be done as asked (a wrong option, a setting, a full disk).
const program = new Command('thread')
  .description(
    'Common Thread: from what neighbours say to what changes, in one unbroken line that anyone can follow.',
  )
  .helpOption('-h, --help', 'what this command does')
  .showHelpAfterError('(see --help)')
  .configureHelp({ showGlobalOptions: true })
  .exitOverride()

serveCommands(program)
signInCommand(program)
speakForCommand(program)
verifyCommand(program)
backupCommands(program)
demoCommand(program)
exchangeCommands(program)
methodsCommand(program)

// Whoever reads along may stop reading (`| head`, a closed terminal): that is no fault of the work.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

try {
  await program.parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof SetupProblem) {
    process.stderr.write(`\n${error.message}\n\n`)
    process.exitCode = 2
  } else {
    process.stderr.write(
      `\nSomething went wrong that we did not foresee:\n${(error as Error).stack ?? String(error)}\n\n`,
    )
    process.exitCode = 2
  }
  // A database or a listener may still be open; what was asked could not be done.
  if (process.exitCode !== 0) process.exit()
}
