import type { Command } from 'commander'
import { readConfig } from '../../platform/config.ts'
import { firstSignInLink } from '../../modules/people/index.ts'
import { loadDemonstration } from '../demo/index.ts'
import { start, stopOnSignals } from '../program.ts'
import { bringUpToDate, openStorage } from '../storage.ts'
import { print, say } from './session.ts'
import { withRunning } from './running.ts'

export function serveCommands(program: Command): void {
  program
    .command('up')
    .description(
      'Start everything on this computer: database, web pages, background work; the first time, with the demonstration neighbourhoods.',
    )
    .addHelpText('after', '\nExample:\n  npm run up\n  PORT=4000 DATA_DIR=/srv/thread npm run up')
    .action(async () => {
      const from = performance.now()
      say('Starting Common Thread …')
      const config = readConfig()
      const running = await start(
        {
          web: true,
          jobs: config.WORKERS > 0,
          say: step,
          ...(config.DEMO ? { prepare: loadDemonstration } : {}),
        },
        config,
      )
      stopOnSignals(running, say)
      const link = await firstSignInLink(running.system, running.address)
      say(`
  Common Thread is ready (${((performance.now() - from) / 1000).toFixed(1)} s)

    Open       ${running.address}
    Sign in    ${link}
               (works once, for an hour; run this command again for another)

  Stop with Ctrl-C. What is kept is in ${running.storage.directory ?? 'the database that DATABASE_URL names'}.
`)
      if (!config.SMTP_URL)
        say(`  No mail server is set: messages wait at ${running.address}/outbox\n`)
    })

  program
    .command('serve')
    .description(
      'Serve the web pages. With a server named by DATABASE_URL, any number may run; with the embedded database this one does the background work too.',
    )
    .addHelpText(
      'after',
      '\nExample:\n  DATABASE_URL=postgres://thread@db.example.org/thread npm run serve',
    )
    .action(async () => {
      const config = readConfig()
      const running = await start(
        { web: true, jobs: !config.DATABASE_URL && config.WORKERS > 0, say: step },
        config,
      )
      stopOnSignals(running, say)
      say(`Serving on ${running.address}`)
    })

  program
    .command('work')
    .description(
      'Do background work only: results, messages, clocks. Needs a server named by DATABASE_URL; any number may run.',
    )
    .addHelpText(
      'after',
      '\nExample:\n  DATABASE_URL=postgres://thread@db.example.org/thread npm run work',
    )
    .action(async () => {
      const running = await start({ web: false, jobs: true, say: step })
      stopOnSignals(running, say)
      say('Working. Stop with Ctrl-C.')
    })

  program
    .command('migrate')
    .description('Bring the database to the newest schema and stop.')
    .option('--json', 'print what was applied as JSON')
    .action(async (options: { json?: boolean }) => {
      const config = readConfig()
      const storage = (await withRunning(config)) ?? (await openStorage(config, say))
      try {
        const applied = await bringUpToDate(storage, () => undefined)
        print(options.json, { applied }, () =>
          applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`,
        )
      } finally {
        await storage.stop()
      }
    })
}

const step = (line: string) => say(`  · ${line}`)
