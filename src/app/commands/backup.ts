import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { readConfig } from '../../platform/config.ts'
import { backup, restore } from '../../platform/database/index.ts'
import { SetupProblem } from '../../platform/errors.ts'
import { counter } from './progress.ts'
import { print, say, session } from './session.ts'

export function backupCommands(program: Command): void {
  program
    .command('backup')
    .description(
      'Write everything to a new folder: every table in an open text format with its SHA-256 sum. The program may go on running.',
    )
    .argument('<folder>', 'a folder that does not exist yet')
    .option('--json', 'print the manifest as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  npm run -s thread -- backup /mnt/backups/2026-11-22\n\nThe folder holds personal data and the installation’s secret: keep it where only you can read it.',
    )
    .action(async (folder: string, options: { json?: boolean }) => {
      const manifest = await session(async (system, storage) => {
        const rows = counter('rows written')
        const done = await backup(storage.owner, resolve(folder), {
          secret: system.secret,
          at: system.clock.now(),
          progress: rows,
        })
        rows.end()
        return done
      })
      print(
        options.json,
        manifest,
        () =>
          `${manifest.tables.reduce((sum, table) => sum + table.rows, 0)} rows of ${manifest.tables.length} tables are in ${resolve(folder)}`,
      )
    })

  program
    .command('restore')
    .description('Put a backup into an empty installation: all of it, or nothing.')
    .argument('<folder>', 'the folder that `thread backup` wrote')
    .option('--json', 'print the manifest as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  DATA_DIR=/srv/thread-new npm run -s thread -- restore /mnt/backups/2026-11-22',
    )
    .action(async (folder: string, options: { json?: boolean }) => {
      const config = readConfig()
      const kept = join(config.dataDirectory, 'secret')
      const hadSecret = existsSync(kept)
      const { manifest, secret } = await session(async (_system, storage) => {
        const rows = counter('rows read')
        const done = await restore(storage.owner, resolve(folder), rows)
        rows.end()
        return done
      })
      if (config.SECRET !== undefined && config.SECRET !== secret)
        throw new SetupProblem(
          'The backup is restored, but SECRET is set to another value than it was made with.\nSet SECRET to the text in the backup’s file named secret, or people’s codes will not work.',
        )
      if (config.SECRET === undefined) {
        mkdirSync(config.dataDirectory, { recursive: true })
        writeFileSync(kept, secret, { mode: 0o600 })
        if (hadSecret)
          say(
            'This installation’s secret was replaced by the backup’s, so that people’s codes go on working.',
          )
      }
      print(
        options.json,
        manifest,
        () =>
          `Restored ${manifest.tables.reduce((sum, table) => sum + table.rows, 0)} rows, as of ${manifest.madeAt}. Check with: npm run -s thread -- verify`,
      )
    })
}
