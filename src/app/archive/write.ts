import { createHash } from 'node:crypto'
import { strToU8, Zip, ZipDeflate } from 'fflate'
import pg from 'pg'
import { roundKey } from '../../modules/listening/index.ts'
import type { Partnership } from '../../modules/partnerships/index.ts'
import { migrationsOnDisk } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { contentsOf, type Part } from './contents.ts'
import { documentsOf } from './documents.ts'
import { linesOf, sharedKeys } from './rows.ts'
import { readme } from './readme.ts'
import { seal } from './seal.ts'

export const format = 'common-thread-archive'

/** In the sealed part. */
export const roundKeys = 'round-keys.json'

export type Manifest = {
  format: typeof format
  version: 1
  partnership: { id: string; slug: string; name: string }
  /** The end of its chain in the ledger: keep it, and you can prove later that nothing was changed. */
  head: { sequence: string; hash: string } | null
  /** Which tables there were: an archive is read by a version that has the same. */
  migrations: { name: string; checksum: string }[]
  files: { name: string; rows: number | null; sha256: string }[]
  /** What is in the sealed part, if there is one. */
  sealed: { name: string; rows: number; sha256: string }[]
}

// The same content makes the same bytes: no file in it carries the time it was packed.
const packed = { mtime: new Date(2020, 0, 1), level: 6 } as const

/**
 * A partnership whole, as a zip in open formats: rows as lines of JSON, rounds as CSV, the ledger's chain, a
 * README and a manifest. What only named people may read goes along only sealed, for the installation
 * whose moving key is given.
 */
export async function* writeArchive(
  system: System,
  partnership: Partnership,
  options: { sealedFor?: string } = {},
): AsyncGenerator<Uint8Array> {
  const client = new pg.Client(system.ownerConnection)
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query(`SET LOCAL TimeZone = 'UTC'`)
    const contents = await contentsOf(client)
    const shared = await sharedKeys(client, contents, partnership.id)
    const parameter = (part: Part) =>
      part.shared ? [...(shared.get(part.table) ?? [])] : partnership.id
    const manifest: Manifest = {
      format,
      version: 1,
      partnership: { id: partnership.id, slug: partnership.slug, name: partnership.name },
      head: await headOf(client, partnership.id),
      migrations: migrationsOnDisk().map(({ name, checksum }) => ({ name, checksum })),
      files: [],
      sealed: [],
    }
    const zip = zipper()
    const note = (name: string, rows: number | null, sha256: string) =>
      manifest.files.push({ name, rows, sha256 })
    for (const part of contents.parts) {
      if (part.sealed) continue
      const file = zip.file(`data/${part.table}.jsonl`)
      for await (const lines of linesOf(client, part, parameter(part), false)) {
        file.add(lines)
        yield* zip.ready()
      }
      note(file.name, ...file.end())
    }
    for await (const document of documentsOf(system, partnership)) {
      const file = zip.file(document.name)
      for await (const piece of document.pieces) {
        file.add(piece)
        yield* zip.ready()
      }
      note(file.name, null, file.end()[1])
    }
    if (options.sealedFor !== undefined) {
      const inner = zipper()
      const bytes: Uint8Array[] = []
      for (const part of contents.parts) {
        if (!part.sealed && Object.keys(part.withheld).length === 0) continue
        const file = inner.file(`${part.table}.jsonl`)
        for await (const lines of linesOf(client, part, parameter(part), true)) file.add(lines)
        const [rows, sha256] = file.end()
        manifest.sealed.push({ name: file.name, rows, sha256 })
        bytes.push(...inner.ready())
      }
      const keys = inner.file(roundKeys)
      keys.add(`${JSON.stringify(await keysOf(client, system, partnership.id), null, 2)}\n`)
      const [lines, sha256] = keys.end()
      manifest.sealed.push({ name: keys.name, rows: lines, sha256 })
      bytes.push(...inner.end())
      const file = zip.file('sealed.age')
      file.add(await seal(Buffer.concat(bytes), options.sealedFor))
      file.end()
    }
    const said = zip.file('README.md')
    said.add(readme(manifest, contents.parts))
    note(said.name, null, said.end()[1])
    const listed = zip.file('manifest.json')
    listed.add(`${JSON.stringify(manifest, null, 2)}\n`)
    listed.end()
    yield* zip.end()
  } finally {
    await client.end()
  }
}

/** The keys that make participants' ids of codes: with them every code goes on being good. */
async function keysOf(client: pg.Client, system: System, partnership: string) {
  const { rows } = await client.query<{ id: string; movedKey: string | null }>(
    'SELECT id, moved_key AS "movedKey" FROM listening.round WHERE partnership_id = $1 ORDER BY id',
    [partnership],
  )
  return Object.fromEntries(
    rows.map((round) => [round.id, roundKey(system.secret, round).toString('base64')]),
  )
}

async function headOf(client: pg.Client, partnership: string): Promise<Manifest['head']> {
  const { rows } = await client.query<{ sequence: string; hash: string }>(
    `SELECT sequence::text, encode(hash, 'hex') AS hash FROM platform.ledger_head WHERE partnership_id = $1`,
    [partnership],
  )
  return rows[0] ?? null
}

/** A zip that is handed out as it grows. */
function zipper() {
  let waiting: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    waiting.push(chunk)
  })
  const ready = (): Uint8Array[] => {
    const now = waiting
    waiting = []
    return now
  }
  return {
    ready,
    file(name: string) {
      const entry = new ZipDeflate(name, { level: packed.level })
      entry.mtime = packed.mtime
      zip.add(entry)
      const hash = createHash('sha256')
      let rows = 0
      return {
        name,
        add(content: string | Uint8Array) {
          const bytes = typeof content === 'string' ? strToU8(content) : content
          hash.update(bytes)
          for (const byte of bytes) if (byte === 10) rows += 1
          entry.push(bytes)
        },
        end(): [rows: number, sha256: string] {
          entry.push(new Uint8Array(0), true)
          return [rows, hash.digest('hex')]
        },
      }
    },
    end(): Uint8Array[] {
      zip.end()
      return ready()
    },
  }
}
