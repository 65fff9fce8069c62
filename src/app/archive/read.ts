// Long because it is one story told in order: open, check, lay down, compare, let go.
import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import pg from 'pg'
import { z } from 'zod'
import { wrapRoundKey } from '../../modules/listening/index.ts'
import { migrationsOnDisk, quoted } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { listenerNames } from '../listeners.ts'
import { contentsOf, neverTaken, type Contents, type Part } from './contents.ts'
import { linesOf, sharedKeys } from './rows.ts'
import { unseal } from './seal.ts'
import { format, roundKeys, type Manifest } from './write.ts'

/** An archive that cannot be brought in, with what is wrong and what to do. Nothing was changed. */
export class ArchiveRefused extends Error {}

export type Arrival = {
  partnership: Manifest['partnership']
  head: Manifest['head']
  rows: number
  /** Whether what only named people may read came with it. */
  unsealed: boolean
  /** People who were known here already, by their e-mail address, and keep their own account. */
  known: number
}

const largest = 2 * 1024 ** 3
const atOnce = 2000

const sum = z.object({ name: z.string(), rows: z.number().nullable(), sha256: z.string() })
const manifestShape = z.object({
  format: z.literal(format),
  version: z.literal(1),
  partnership: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  head: z.object({ sequence: z.string(), hash: z.string() }).nullable(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  files: z.array(sum),
  sealed: z.array(sum.extend({ rows: z.number() })),
})

/** Brings a partnership in: checked whole, then laid down in one transaction, compared with what the archive says, and kept only if both are the same. */
export async function readArchive(system: System, bytes: Uint8Array): Promise<Arrival> {
  const files = opened(bytes)
  const manifest = manifestOf(files)
  refuseUnlisted(files, manifest)
  for (const file of manifest.files) checkSum(files, file)
  const sealed = await sealedFiles(system, manifest, files)
  const client = new pg.Client(system.ownerConnection)
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query(`SET LOCAL TimeZone = 'UTC'`)
    await refuseIfHere(client, manifest)
    const contents = await contentsOf(client)
    for (const { table } of contents.parts)
      await client.query(`ALTER TABLE ${quoted(table)} DISABLE TRIGGER USER`)
    const linesFor = (part: Part): string | undefined =>
      sealed?.get(`${part.table}.jsonl`) ?? files.get(`data/${part.table}.jsonl`)
    const people = await knownPeople(client, linesFor)
    // What only named people may read comes sealed or not at all: in the open nothing would compare it.
    for (const { table, sealed: apart } of contents.parts)
      if (apart && files.has(`data/${table}.jsonl`))
        throw new ArchiveRefused(
          `data/${table}.jsonl is in the open part of this archive, where it does not belong. Nothing was brought in.`,
        )
    const laid = new Map<string, number>()
    for (const part of contents.parts)
      laid.set(part.table, await layDown(client, contents, part, linesFor(part) ?? '', people))
    await keepKeys(client, system, manifest.partnership.id, sealed?.get(roundKeys))
    await checkChain(client, manifest)
    await compare(client, contents, manifest, laid, sealed !== undefined, people.size > 0)
    for (const { table } of contents.parts)
      await client.query(`ALTER TABLE ${quoted(table)} ENABLE TRIGGER USER`)
    // What happened there has been acted on there.
    for (const name of listenerNames)
      await client.query(
        'INSERT INTO platform.listener (name, partnership_id, sequence) VALUES ($1, $2, $3)',
        [name, manifest.partnership.id, manifest.head?.sequence ?? '0'],
      )
    await client.query('COMMIT')
    return {
      partnership: manifest.partnership,
      head: manifest.head,
      rows: [...laid.values()].reduce((all, rows) => all + rows, 0),
      unsealed: sealed !== undefined,
      known: people.size,
    }
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    if (error instanceof ArchiveRefused) throw error
    throw new ArchiveRefused(
      `The archive could not be brought in, and nothing was changed: ${(error as Error).message}`,
      { cause: error },
    )
  } finally {
    await client.end()
  }
}

function opened(bytes: Uint8Array): Map<string, string> & { sealed?: Uint8Array } {
  let size = 0
  try {
    const entries = unzipSync(bytes, {
      filter: (entry) => {
        size += entry.originalSize
        if (size > largest)
          throw new ArchiveRefused(
            'This archive is larger than 2 GB when unpacked. Ask for help with bringing it in.',
          )
        return true
      },
    })
    const files: Map<string, string> & { sealed?: Uint8Array } = new Map()
    for (const [name, content] of Object.entries(entries)) {
      if (name === 'sealed.age') files.sealed = content
      else files.set(name, strFromU8(content))
    }
    return files
  } catch (error) {
    if (error instanceof ArchiveRefused) throw error
    throw new ArchiveRefused(
      'This is not a zip file, or it is damaged. Bring the archive over again, and check that it arrived whole.',
      { cause: error },
    )
  }
}

function manifestOf(files: ReadonlyMap<string, string>): z.infer<typeof manifestShape> {
  const text = files.get('manifest.json')
  if (text === undefined)
    throw new ArchiveRefused(
      'This zip has no manifest.json at its top: it is not an archive of a partnership.',
    )
  let read: ReturnType<typeof manifestShape.safeParse>
  try {
    read = manifestShape.safeParse(JSON.parse(text))
  } catch {
    throw new ArchiveRefused('manifest.json is not JSON: the archive was changed on its way.')
  }
  if (!read.success)
    throw new ArchiveRefused(
      `manifest.json is not that of a partnership’s archive: ${read.error.issues[0]?.path.join('.')} ${read.error.issues[0]?.message}`,
    )
  const here = new Map(migrationsOnDisk().map(({ name, checksum }) => [name, checksum]))
  for (const made of read.data.migrations)
    if (here.get(made.name) !== made.checksum)
      throw new ArchiveRefused(
        `This archive was made by another version of Common Thread (${made.name} differs). Bring it in with the version that made it, then update.`,
      )
  return read.data
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Every file is one that the manifest names, so that none is laid down which nobody checked. */
function refuseUnlisted(
  files: ReadonlyMap<string, string>,
  { files: listed }: z.infer<typeof manifestShape>,
): void {
  const names = new Set(['manifest.json', ...listed.map(({ name }) => name)])
  for (const name of files.keys())
    if (!names.has(name))
      throw new ArchiveRefused(
        `${name} is in this archive, and its manifest does not name it. Nothing was brought in.`,
      )
}

function checkSum(
  files: ReadonlyMap<string, string>,
  file: { name: string; sha256: string },
): void {
  const content = files.get(file.name)
  if (content === undefined)
    throw new ArchiveRefused(`${file.name} is missing from the archive. Bring it over again.`)
  if (sha256(content) !== file.sha256)
    throw new ArchiveRefused(
      `${file.name} is not what was packed: its SHA-256 sum differs. Bring the archive over again.`,
    )
}

/** The sealed part, where there is one and it was sealed for this installation. */
async function sealedFiles(
  system: System,
  manifest: z.infer<typeof manifestShape>,
  files: { sealed?: Uint8Array },
): Promise<Map<string, string> | undefined> {
  if (manifest.sealed.length === 0) return undefined
  if (files.sealed === undefined)
    throw new ArchiveRefused('sealed.age is missing from the archive. Bring it over again.')
  const inner = await unseal(system, files.sealed)
  if (inner === undefined)
    throw new ArchiveRefused(
      'The sealed part was sealed for another installation. Make the archive again with this one’s moving key (npm run -s thread -- moving-key).',
    )
  const entries = opened(inner)
  refuseUnlisted(entries, { ...manifest, files: manifest.sealed })
  for (const file of manifest.sealed) checkSum(entries, file)
  return entries
}

async function refuseIfHere(client: pg.Client, manifest: Pick<Manifest, 'partnership'>) {
  const { id, slug, name } = manifest.partnership
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM partnerships.partnership WHERE id = $1 OR slug = $2',
    [id, slug],
  )
  if (rows.some((row) => row.id === id))
    throw new ArchiveRefused(`${name} is here already. Nothing is ever overwritten.`)
  if (rows.length > 0)
    throw new ArchiveRefused(
      `Another partnership here has the address /in/${slug}. Two cannot share one.`,
    )
}

/** Codes go on being good: each round's key is kept under this installation's secret. */
async function keepKeys(
  client: pg.Client,
  system: System,
  partnership: string,
  text: string | undefined,
) {
  if (text === undefined) return
  const keys = z.record(z.uuid(), z.base64()).parse(JSON.parse(text))
  for (const [round, key] of Object.entries(keys))
    await client.query(
      'UPDATE listening.round SET moved_key = $2 WHERE id = $1 AND partnership_id = $3',
      [round, wrapRoundKey(system.secret, round, Buffer.from(key, 'base64')), partnership],
    )
}

/** People of the archive who have an account here under the same address: theirs stays as it is. */
async function knownPeople(
  client: pg.Client,
  linesFor: (part: Part) => string | undefined,
): Promise<Map<string, string>> {
  const lines = linesFor({ table: 'people.person' } as Part) ?? ''
  const { rows } = await client.query<{ theirs: string; ours: string }>(
    `SELECT arriving.id AS theirs, person.id AS ours
     FROM json_populate_recordset(NULL::people.person, $1::json) AS arriving
     JOIN people.person ON person.email = arriving.email AND person.id <> arriving.id`,
    [asArray(lines.split('\n').filter(Boolean))],
  )
  return new Map(rows.map((row) => [row.theirs, row.ours]))
}

const asArray = (lines: readonly string[]) => `[${lines.join(',')}]`

async function layDown(
  client: pg.Client,
  { keys }: Contents,
  part: Part,
  text: string,
  people: ReadonlyMap<string, string>,
): Promise<number> {
  let lines = text.split('\n').filter(Boolean)
  let laid = 0
  if (part.table === 'people.person')
    lines = lines.filter((line) => !people.has((JSON.parse(line) as { id: string }).id))
  else if (people.size > 0 && !part.table.startsWith('platform.'))
    lines = lines.map((line) => line.replace(uuid, (id) => people.get(id) ?? id))
  // A row may point at another of its own table: those are laid down together.
  // So are rows that are numbered as they are stored: they get numbers of this installation, in their order.
  const together =
    part.number !== undefined ||
    keys.some((key) => key.table === part.table && key.to === part.table)
  const given = part.columns.filter((column) => column !== part.number)
  const columns = given.map((column) => `"${column}"`)
  const values = given.map((column) =>
    neverTaken.has(`${part.table}.${column}`) ? part.withheld[column]! : `"${column}"`,
  )
  for (let at = 0; at < lines.length; at += together ? lines.length : atOnce) {
    const { rowCount } = await client.query(
      `INSERT INTO ${quoted(part.table)} (${columns.join(', ')})
       SELECT ${values.join(', ')} FROM json_populate_recordset(NULL::${quoted(part.table)}, $1::json)
       ${part.number === undefined ? '' : `ORDER BY "${part.number}"`} ${part.shared ? 'ON CONFLICT DO NOTHING' : ''}`,
      [asArray(together ? lines : lines.slice(at, at + atOnce))],
    )
    laid += rowCount ?? 0
  }
  return laid
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Every event of the chain follows from the one before it, and the last is the one that the manifest names. */
async function checkChain(client: pg.Client, manifest: Pick<Manifest, 'partnership' | 'head'>) {
  const { rows } = await client.query<{ sequence: string; what: string }>(
    `SELECT sequence::text,
       CASE WHEN hash <> platform.ledger_hash(previous_hash, partnership_id, sequence, at, actor, act, subject_kind, subject_id, body)
         THEN 'its content does not fit its hash' ELSE 'it does not follow the event before it' END AS what
     FROM (SELECT *, coalesce(lag(hash) OVER chain, decode(repeat('00', 32), 'hex')) AS before, row_number() OVER chain AS place
       FROM platform.ledger_event WHERE partnership_id = $1 WINDOW chain AS (ORDER BY sequence)) AS event
     WHERE previous_hash <> before OR sequence <> place
       OR hash <> platform.ledger_hash(previous_hash, partnership_id, sequence, at, actor, act, subject_kind, subject_id, body)
     ORDER BY event.sequence LIMIT 1`,
    [manifest.partnership.id],
  )
  if (rows[0])
    throw new ArchiveRefused(
      `The public record in this archive was changed: event ${rows[0].sequence}, ${rows[0].what}. Nothing was brought in.`,
    )
  const last = await client.query<{ sequence: string; hash: string }>(
    `SELECT event.sequence::text, encode(event.hash, 'hex') AS hash FROM platform.ledger_head head
     JOIN platform.ledger_event event USING (partnership_id, sequence) WHERE partnership_id = $1 AND event.hash = head.hash`,
    [manifest.partnership.id],
  )
  if (last.rows[0]?.hash !== manifest.head?.hash)
    throw new ArchiveRefused(
      'The end of the public record in this archive is not the one its manifest names. Nothing was brought in.',
    )
}

/**
 * Takes the partnership out again and compares: a row that belongs to another partnership, or that the
 * database understood in another way, would be missing or different.
 */
async function compare(
  client: pg.Client,
  contents: Contents,
  manifest: z.infer<typeof manifestShape>,
  laid: ReadonlyMap<string, number>,
  unsealed: boolean,
  renamed: boolean,
): Promise<void> {
  const shared = await sharedKeys(client, contents, manifest.partnership.id)
  const sums = new Map(manifest.files.map((file) => [file.name.replace(/^data\//, ''), file]))
  const sealedSums = new Map(manifest.sealed.map((file) => [file.name, file]))
  for (const part of contents.parts) {
    if (part.shared) continue
    const name = `${part.table}.jsonl`
    const wholeToo = unsealed && sealedSums.has(name)
    for (const [expected, whole] of [
      [part.sealed ? undefined : sums.get(name), false],
      [wholeToo ? sealedSums.get(name) : undefined, true],
    ] as const) {
      if (expected === undefined) continue
      const hash = createHash('sha256')
      let rows = 0
      for await (const lines of linesOf(client, part, parameterOf(part, shared, manifest), whole)) {
        hash.update(lines)
        rows += lines.split('\n').length - 1
      }
      if (
        rows !== expected.rows ||
        rows !== laid.get(part.table) ||
        (!renamed && hash.digest('hex') !== expected.sha256)
      )
        throw new ArchiveRefused(
          `${name} holds rows that do not belong to this partnership, or that mean something else here. Nothing was brought in.`,
        )
    }
  }
}

const parameterOf = (
  part: Part,
  shared: ReadonlyMap<string, Set<string>>,
  manifest: Pick<Manifest, 'partnership'>,
) => (part.shared ? [...(shared.get(part.table) ?? [])] : manifest.partnership.id)
