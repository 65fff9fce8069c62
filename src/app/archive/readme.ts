import { leftOut, type Part } from './contents.ts'
import type { Manifest } from './write.ts'

/** The page at the top of an archive: what it holds, how to read it without this program, how to check it. */
export function readme(manifest: Omit<Manifest, 'files'>, parts: readonly Part[]): string {
  const { partnership, head, sealed } = manifest
  const rows = (of: readonly string[]) => of.map((line) => `- ${line}`).join('\n')
  return `# ${partnership.name}

Everything that this partnership made with Common Thread, in open formats. It belongs to the neighbourhood.

## What is here

- \`data/\`: one file for each table, one row a line, as JSON (https://jsonlines.org). Ids are UUIDs; times are UTC.
- \`data/platform.ledger_event.jsonl\`: the public record, one event a line, in order.
- \`data/platform.thread_node.jsonl\` and \`thread_link.jsonl\`: what led to what.
- \`rounds/\`: every closed listening round as CSV, in the layout of the open Polis data.
- \`manifest.json\`: every file with its number of rows and its SHA-256 sum.
${
  sealed.length > 0
    ? `- \`sealed.age\`: what only named people may read (${sealed.map((each) => each.name.replace('.jsonl', '')).join(', ')}). It is sealed in the age format (https://age-encryption.org) and only the installation it was sealed for can open it.`
    : `- Not here: what only named people may read (contact details, each person's own responses, disclosures of harm). To move them to another installation, ask it for its moving key and make this archive again with that key.`
}

## What is not here

${rows(Object.entries(leftOut).map(([table, why]) => `${table}: ${why}`))}
${rows(parts.flatMap((part) => Object.keys(part.withheld).map((column) => `${part.table}.${column}: in the sealed part only`)))}

## How to check the public record

Each event's hash is SHA-256 over these, joined by line feeds: the hash before it in hexadecimal (64 zeros for the first), partnership_id, sequence, at (UTC with six decimals and Z), actor, act, subject_kind, subject_id, body.
${head ? `\nThe last of ${head.sequence} events has the hash\n\n    ${head.hash}\n\nIf you kept an earlier hash, find it in the file: everything up to it is as it was.` : ''}

## How to bring it into another installation

    npm run -s thread -- import partnership FILE.zip

It is checked whole first: every sum, the whole chain, and that nothing in it belongs to anybody else.
`
}
