import { resolve } from 'node:path'
import type { Command } from 'commander'
import { exportPartnership, importPartnership } from './archive.ts'
import { movingKey } from '../archive/seal.ts'
import { exportConversation, importConversation } from './conversation.ts'
import { importPlacesFile } from './places-file.ts'
import { InputRefused } from './refused.ts'
import { print, session } from './session.ts'

export function exchangeCommands(program: Command): void {
  const importing = program
    .command('import')
    .description('Bring in data: checked whole, then applied in one transaction.')
  importing
    .command('polis')
    .description(
      'A conversation in the column layout of the open Polis data: a folder with comments.csv, participants-votes.csv and, where there is one, votes.csv. Makes a closed round with its results.',
    )
    .argument('<folder>', 'the folder')
    .option(
      '--into <partnership>',
      'the last part of the partnership’s address; without it, one for imported conversations is used',
    )
    .option('--question <text>', 'what was asked, if not the folder’s name')
    .option('--check', 'check and preview only')
    .option('--json', 'print what was imported as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  npm run -s thread -- import polis ./scoop-hivemind.affordable-housing',
    )
    .action(
      async (
        folder: string,
        options: { into?: string; question?: string; check?: boolean; json?: boolean },
      ) => {
        await refusingInWords(async () => {
          const done = await session((system) =>
            importConversation(system, resolve(folder), options),
          )
          print(options.json, done, () => done.words)
        })
      },
    )
  const placesFile = (
    kind: 'areas' | 'population' | 'bank-holidays',
    description: string,
    example: string,
    format = 'CSV',
  ) =>
    importing
      .command(kind)
      .description(description)
      .argument('<file>', `the ${format} file`)
      .option('--json', 'print what was imported as JSON')
      .addHelpText('after', `\nExample:\n  npm run -s thread -- import ${kind} ./${example}`)
      .action(async (file: string, options: { json?: boolean }) => {
        await refusingInWords(async () => {
          const done = await session((system) => importPlacesFile(system, kind, resolve(file)))
          print(options.json, done, () => done.words)
        })
      })
  placesFile(
    'areas',
    'Official areas as CSV with the columns code, name, name_cy, kind, parent, nation, starts, ends, source.',
    'areas.csv',
  )
  placesFile(
    'population',
    'Counts of people as CSV with the columns area, dimension, category, people, source, vintage. Their areas must be there first.',
    'census-2021-age.csv',
  )
  placesFile(
    'bank-holidays',
    'Bank holidays in the layout of https://www.gov.uk/bank-holidays.json. They take the place of what is held for the same nations and years.',
    'bank-holidays.json',
    'JSON',
  )

  importing
    .command('partnership')
    .description(
      'A partnership whole, from an archive made by another installation. Checked first: every sum, the whole chain of its public record, and that nothing in it belongs to anybody else.',
    )
    .argument('<file>', 'the zip file')
    .option('--json', 'print what was brought in as JSON')
    .addHelpText('after', '\nExample:\n  npm run -s thread -- import partnership ./harrow-lane.zip')
    .action(async (file: string, options: { json?: boolean }) => {
      await refusingInWords(async () => {
        const done = await session((system) => importPartnership(system, resolve(file)))
        print(options.json, done, () => done.words)
        if (!done.whole) process.exitCode = 1
      })
    })
  program
    .command('moving-key')
    .description(
      'This installation’s moving key: an archive sealed with it can be opened here and nowhere else.',
    )
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  npm run -s thread -- moving-key')
    .action(async (options: { json?: boolean }) => {
      const key = await session((system) => movingKey(system))
      print(options.json, { key }, () => key)
    })

  const exporting = program.command('export').description('Take data out, in open formats.')
  exporting
    .command('round')
    .description(
      'A round as comments.csv, votes.csv, participants-votes.csv, testimony.csv and round.json, in the layout of the open Polis data.',
    )
    .argument('<round>', 'the round’s id, or the code on its posters')
    .argument('<folder>', 'an empty folder, made if it is missing')
    .option('--json', 'print what was written as JSON')
    .addHelpText('after', '\nExample:\n  npm run -s thread -- export round 7KXD-M4PT ./evenings')
    .action(async (round: string, folder: string, options: { json?: boolean }) => {
      await refusingInWords(async () => {
        const done = await session((system) => exportConversation(system, round, resolve(folder)))
        print(options.json, done, () => done.words)
      })
    })
  exporting
    .command('partnership')
    .description(
      'A partnership whole, as a zip in open formats with its public record and a README. With the moving key of another installation, also what only named people may read, sealed for it.',
    )
    .argument('<partnership>', 'the last part of its address')
    .argument('<file>', 'the zip file to write')
    .option('--for <key>', 'the moving key of the installation it goes to')
    .option('--json', 'print what was written as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  npm run -s thread -- export partnership harrow-lane ./harrow-lane.zip',
    )
    .action(
      async (partnership: string, file: string, options: { for?: string; json?: boolean }) => {
        await refusingInWords(async () => {
          const sealedFor = options.for === undefined ? {} : { sealedFor: options.for }
          const done = await session((system) =>
            exportPartnership(system, partnership, resolve(file), sealedFor),
          )
          print(options.json, done, () => done.words)
        })
      },
    )
}

/** An input that cannot be used is exit code 1, with the words alone. */
async function refusingInWords(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error
    process.stderr.write(`\n${error.message}\n\n`)
    process.exitCode = 1
  }
}
