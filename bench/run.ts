// npm run bench [NAME…] [--quick]: every measure, or those named.
import * as ledger from './ledger.ts'
import * as opinion from './opinion.ts'
import * as responses from './responses.ts'
import * as results from './results.ts'
import * as thread from './thread.ts'

const benches = [responses, results, opinion, ledger, thread]
const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'))
const quick = process.argv.includes('--quick')

const known = new Set<string>(benches.map((bench) => bench.name))
const unknown = wanted.filter((name) => !known.has(name))
if (unknown.length > 0) {
  console.error(`No measure is named ${unknown.join(', ')}. There are: ${[...known].join(', ')}.`)
  process.exit(2)
}
for (const bench of benches) {
  if (wanted.length > 0 && !wanted.includes(bench.name)) continue
  console.log(`\n# ${bench.name}\n`)
  await bench.run((line) => console.log(line), { quick })
}
