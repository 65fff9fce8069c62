import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { z } from 'zod'
import { verifyRounds } from '../../modules/listening/index.ts'
import { SetupProblem } from '../../platform/errors.ts'
import { verifyLedger, type ChainHead } from '../../platform/ledger/index.ts'
import { print, session } from './session.ts'
import { counter } from './progress.ts'

const faults = {
  hash: 'its content does not fit its hash',
  link: 'it does not follow the event before it',
  gap: 'an event before it is missing',
  head: 'the end of the chain is not where it was',
  form: 'a field of it holds what cannot have been recorded',
  unreadable: 'it cannot be read',
  kept: 'it is not what your copy says it was',
}

const head = z.object({
  partnership: z.uuid(),
  sequence: z.string().regex(/^\d+$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
const seal = z.object({ partnership: z.uuid(), entries: z.int(), seal: head.shape.hash })
const copy = z.union([
  z.object({ ledger: z.object({ heads: z.array(head) }) }).transform(({ ledger }) => ledger.heads),
  z.object({ seals: z.array(seal) }).transform(({ seals }) =>
    seals.map((each) => ({
      partnership: each.partnership,
      sequence: String(each.entries),
      hash: each.seal,
    })),
  ),
  z.array(head),
])

/** The ends of chains as somebody kept them. */
function readCopy(path: string): ChainHead[] {
  let found: unknown
  try {
    found = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new SetupProblem(`${path} could not be read: ${(error as Error).message}`)
  }
  const read = copy.safeParse(found)
  if (!read.success)
    throw new SetupProblem(
      `${path} holds no ends of chains. It should be what this command prints with --json, or what /record.json of the site gives.`,
    )
  return read.data.filter(({ sequence }) => sequence !== '0')
}

export function verifyCommand(program: Command): void {
  program
    .command('verify')
    .description(
      'Re-compute every ledger chain and re-count every closed round, and say exactly what does not fit. Exit code 1 if anything does not.',
    )
    .option('--json', 'print the report as JSON')
    .option(
      '--against <file>',
      'also compare with latest hashes that were kept earlier, outside this database',
    )
    .addHelpText(
      'after',
      `
Any change inside a chain is found from within. What only a copy kept elsewhere can show: the end of a
chain cut off together with its recorded end, or a whole chain written anew. So keep, now and then,
what this prints with --json (or /record.json of the site), and compare later:

Examples:
  npm run -s thread -- verify --json > kept.json
  npm run -s thread -- verify --against kept.json`,
    )
    .action(async (options: { json?: boolean; against?: string }) => {
      const kept = options.against === undefined ? [] : readCopy(options.against)
      const report = await session(async (system) => {
        const events = counter('events checked')
        const ledger = await verifyLedger(system.db, events, undefined, kept)
        events.end()
        const rounds = await verifyRounds(system)
        return {
          ok: ledger.faults.length === 0 && rounds.every((round) => round.ok),
          ledger,
          rounds,
        }
      })
      print(options.json, report, () =>
        [
          `${report.ledger.events} events in ${report.ledger.chains} chains: ${report.ledger.faults.length === 0 ? 'whole' : `${report.ledger.faults.length} faults`}`,
          ...report.ledger.faults.map(
            (fault) =>
              `  chain ${fault.partnership}, event ${fault.sequence}: ${faults[fault.what]}`,
          ),
          ...(kept.length === 0
            ? []
            : [
                `${kept.length} kept hashes compared: ${report.ledger.faults.some(({ what }) => what === 'kept') ? 'not all are in their chains' : 'every one is in its chain'}`,
              ]),
          `${report.rounds.length} closed rounds re-counted: ${report.rounds.every((round) => round.ok) ? 'every count stands' : 'not all counts stand'}`,
          ...report.rounds.flatMap((round) =>
            round.faults.map((fault) => `  round ${round.round}: ${fault}`),
          ),
          ...report.ledger.heads.map((head) => `latest hash of ${head.partnership}: ${head.hash}`),
        ].join('\n'),
      )
      if (!report.ok) process.exitCode = 1
    })
}
