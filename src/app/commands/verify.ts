import type { Command } from 'commander'
import { verifyRounds } from '../../modules/listening/index.ts'
import { verifyLedger } from '../../platform/ledger/index.ts'
import { print, session } from './session.ts'
import { counter } from './progress.ts'

const faults = {
  hash: 'its content does not fit its hash',
  link: 'it does not follow the event before it',
  gap: 'an event before it is missing',
  head: 'the end of the chain is not where it was',
  unreadable: 'it cannot be read',
}

export function verifyCommand(program: Command): void {
  program
    .command('verify')
    .description(
      'Re-compute every ledger chain and re-count every closed round, and say exactly what does not fit. Exit code 1 if anything does not.',
    )
    .option('--json', 'print the report as JSON')
    .addHelpText('after', '\nExample:\n  npm run -s thread -- verify --json')
    .action(async (options: { json?: boolean }) => {
      const report = await session(async (system) => {
        const events = counter('events checked')
        const ledger = await verifyLedger(system.db, events)
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
