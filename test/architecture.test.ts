// Long because it is the map of the house and every rule that keeps it, to be read in one sitting.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { basename, join, posix } from 'node:path'
import { describe, test } from 'node:test'
import { factsOf } from './architecture/facts.ts'
import type { Facts } from './architecture/facts.ts'
import { refusals } from './architecture/refusals.ts'
import { grantsIn, referencesIn, tablesIn } from './architecture/sql.ts'

// -------------------------------------------------------------------------------------------------
// The map. The rule in three words: down, left, inward. Tests may enter any room: they are exempt
// from the rules about imports.

/** Down: a floor of src/ may import itself and the floors named beside it. */
const FLOORS: Record<string, string[]> = {
  app: ['modules', 'ui', 'platform', 'methods'],
  modules: ['ui', 'platform', 'methods'],
  ui: [],
  platform: [],
  methods: [],
}

/** Left: a module may enter one that stands before it here, by its index.ts. */
const MODULES = [
  'people',
  'places',
  'partnerships',
  'evidence',
  'listening',
  'priorities',
  'brokering',
  'programmes',
  'budgets',
  'commitments',
  'improvement',
  'scrutiny',
  'learning',
  'evaluation',
  'voice',
]

/** Inward: inside a module a file may import those of its own row and of the rows below. */
const ROWS = [['index'], ['pages', 'api', 'jobs'], ['actions'], ['sql'], ['rules', 'routes']]

/** What a row may not import from outside the module. */
const KEPT_OUT: Record<string, RegExp> = {
  rules:
    /^(src\/ui\/|src\/platform\/(?!(actor|errors)\.ts$)|kysely|pg$|hono|node:(fs|http|https|net)\b)/,
  sql: /^(src\/ui\/|hono)/,
  actions: /^(src\/ui\/layout|hono\/)/,
}

/** The kinds of file, `noun.kind.ts`, each floor may hold; beside each may stand its `.test.ts`,
 * and an `.access.test.ts` that says who may do what. */
const KINDS: Record<string, string[]> = {
  app: ['pages', 'api'],
  modules: ['sql', 'actions', 'pages', 'api', 'jobs'],
  platform: ['types'],
  ui: [],
  methods: [],
}

const EVERY_MODULE_HAS = ['README.md', 'index.ts', 'routes.ts']

const BANNED_NAMES =
  /^(utils?|shared|services?|repositor(y|ies)|helpers|dtos?|managers?|common)$|-(utils?|service|repository|helpers|dto|manager)$/

const METHODS_MAY_USE = [
  '@stdlib/stats-base-dists-beta-quantile',
  '@stdlib/stats-base-dists-chisquare-quantile',
  '@stdlib/stats-base-dists-t-quantile',
  'highs',
]

/** Tables the application's role may at most add to and read: no UPDATE, no DELETE, no TRUNCATE. */
const APPEND_ONLY = [
  'platform.ledger_event',
  'platform.ledger_head',
  'platform.thread_node',
  'platform.thread_link',
  'listening.response',
  'listening.moderation_decision',
  'listening.answer',
  'listening.opening',
  'listening.closure',
  'listening.receipt',
]

const LONGEST_UNEXPLAINED_FILE = 300

// -------------------------------------------------------------------------------------------------
// The rules. Each is a question asked of the whole house, given as paths and texts and nothing else.

type File = { path: string; source: string }
type Code = File & { facts: Facts; floor: string; module: string | undefined; isTest: boolean }
type House = { files: File[]; code: Code[]; migrations: File[] }
type Fault = { path: string; line?: number; found: string; instead: string }

const rules: Record<string, (house: House) => Iterable<Fault>> = {
  *down({ code }) {
    for (const { file, target, line } of importsOfOurs(code)) {
      const from = placeOf(file.path)
      const to = placeOf(target)
      if (to.floor === from.floor || FLOORS[from.floor]?.includes(to.floor)) continue
      if (target.startsWith('locales/') || target === 'package.json') continue
      yield {
        ...at(file, line),
        found: `${from.floor} imports ${target}`,
        instead: `${from.floor} may import ${listed([`src/${from.floor}`, ...(FLOORS[from.floor] ?? []).map((floor) => `src/${floor}`)])}; let the caller above hand the thing down as an argument`,
      }
    }
  },

  *left({ code }) {
    for (const { file, target, line } of importsOfOurs(code)) {
      const from = file.module
      const to = placeOf(target).module
      if (file.floor !== 'modules' || !from || !to || from === to) continue
      if (MODULES.indexOf(to) > MODULES.indexOf(from)) {
        yield {
          ...at(file, line),
          found: `${from} imports ${to}, which stands to its right`,
          instead: `record an event in the ledger and let src/app wire a listener in ${to}`,
        }
      } else if (target !== `src/modules/${to}/index.ts`) {
        yield {
          ...at(file, line),
          found: `${from} enters ${to} by ${target}`,
          instead: `export what is needed from src/modules/${to}/index.ts and import that`,
        }
      }
    }
  },

  *inward({ code }) {
    for (const { file, target, line } of importsOfOurs(code)) {
      const to = placeOf(target)
      if (!file.module || to.module !== file.module || !target.endsWith('.ts')) continue
      const [fromRow, toRow] = [rowOf(file.path), rowOf(target)]
      if (
        ROWS.findIndex((row) => row.includes(toRow)) >=
        ROWS.findIndex((row) => row.includes(fromRow))
      )
        continue
      yield {
        ...at(file, line),
        found: `a file of ${fromRow} imports ${target}, a file of ${toRow}`,
        instead: `inside a module imports go ${ROWS.map((row) => row.join('/')).join(' → ')}; move what is needed inward`,
      }
    }
    for (const { file, name, line } of importsOfAny(code)) {
      const row = file.module ? rowOf(file.path) : ''
      if (!KEPT_OUT[row]?.test(name)) continue
      yield {
        ...at(file, line),
        found: `a file of ${row} imports ${name}`,
        instead: `keep it to ${{ rules: 'types and rules, with rows and dates as arguments', sql: 'queries that return rows', actions: 'allowed, rule, write, event; the page draws the answer' }[row]}`,
      }
    }
  },

  *'methods alone'({ code }) {
    const outside = /^(process|console|performance|crypto)\.|^(fetch|setTimeout|setInterval)\(\)$/
    for (const file of code.filter(({ floor, isTest }) => floor === 'methods' && !isTest)) {
      for (const { specifier, line } of file.facts.imports) {
        if (!specifier || specifier.startsWith('.') || METHODS_MAY_USE.includes(specifier)) continue
        yield {
          ...at(file, line),
          found: `imports ${isBuiltin(specifier) ? 'the built-in' : 'the package'} ${specifier}`,
          instead: `methods are pure: take the data as an argument${isBuiltin(specifier) ? '' : `, or argue for a place beside ${listed(METHODS_MAY_USE)}`}`,
        }
      }
      for (const { name, line } of file.facts.uses) {
        if (!outside.test(name)) continue
        yield {
          ...at(file, line),
          found: `uses ${name}`,
          instead: 'methods are pure: take the value as an argument and return the answer',
        }
      }
    }
  },

  *'clock and chance are given'({ code }) {
    const given = /^(Date\.now|Math\.random)\b|^(new )?Date\(\)$/
    const keepers = /^src\/platform\/(clock|ids)(\.ts$|\/)/
    for (const file of code) {
      if (file.isTest || keepers.test(file.path) || !/^src\/.*\.ts$/.test(file.path)) continue
      for (const { name, line } of file.facts.uses) {
        if (!given.test(name)) continue
        yield {
          ...at(file, line),
          found: `uses ${name}`,
          instead:
            'take the date or the seed as an argument, or the clock from src/platform/clock.ts',
        }
      }
    }
  },

  *'settings are read once'({ files, code }) {
    const readers = /^(src\/platform\/config(\.ts$|\/)|start\.mjs$|bench\/)/
    for (const file of code) {
      if (file.isTest || readers.test(file.path)) continue
      for (const { name, line } of file.facts.uses) {
        // A child process needs the machine's own PATH: no setting of ours.
        if (!/^process\.env\b/.test(name) || name === 'process.env.PATH') continue
        yield {
          ...at(file, line),
          found: `reads ${name}`,
          instead: 'add the setting to src/platform/config.ts and take it as an argument',
        }
      }
    }
    const config = files.find(({ path }) => path === 'src/platform/config.ts')
    const example = files.find(({ path }) => path === '.env.example')
    for (const [, setting] of config?.source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm) ?? []) {
      if (new RegExp(`^#? ?${setting}=`, 'm').test(example?.source ?? '')) continue
      yield {
        path: config!.path,
        found: `${setting} is not in .env.example`,
        instead: 'add it there with one line that says what it is for',
      }
    }
  },

  *'imports say where they lead'({ code }) {
    for (const file of code) {
      for (const { specifier, line } of file.facts.imports) {
        if (specifier === undefined) {
          if (file.isTest) continue
          yield {
            ...at(file, line),
            found: 'imports a computed path',
            instead: 'write the path out, so that the map can be checked',
          }
        } else if (/^\.{1,2}\//.test(specifier) && !/\.(ts|js|mjs|json)$/.test(specifier)) {
          yield {
            ...at(file, line),
            found: `imports ${specifier}`,
            instead: 'end relative imports in .ts: Node runs these files as they stand',
          }
        } else if (!file.isTest && /^(test|bench)\//.test(resolved(file.path, specifier))) {
          yield {
            ...at(file, line),
            found: `imports ${specifier}`,
            instead: 'what runs never imports from test/ or bench/',
          }
        }
      }
    }
  },

  *'files are named after nouns'({ files }) {
    for (const { path } of files.filter((file) => /^(src|test|bench)\//.test(file.path))) {
      const parts = path.split('/').flatMap((part) => part.split('.')[0]!)
      const banned = parts.find((part) => BANNED_NAMES.test(part))
      if (banned)
        yield {
          path,
          found: `is called ${banned}`,
          instead: 'name the file after the noun it holds and put it beside the code that needs it',
        }
      if (!/^src\/.*\.ts$/.test(path)) continue
      const [noun, ...kinds] = basename(path, '.ts').split('.')
      const allowed = KINDS[placeOf(path).floor] ?? []
      if (kinds.at(-1) === 'test') {
        kinds.pop()
        if (kinds.at(-1) === 'access') kinds.pop()
      }
      if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(noun!)) {
        yield {
          path,
          found: `is called ${noun}`,
          instead: 'use lower case, with hyphens between words',
        }
      }
      if (kinds.length > 1 || (kinds[0] && !allowed.includes(kinds[0]))) {
        yield {
          path,
          found: `ends in .${kinds.join('.')}.ts`,
          instead: `here a noun may have ${listed(['noun.ts', ...allowed.map((kind) => `noun.${kind}.ts`), 'noun.test.ts'])}`,
        }
      }
    }
  },

  *'every module has its three doors'({ files }) {
    const paths = new Set(files.map(({ path }) => path))
    const present = [...paths].map((path) => /^src\/modules\/([^/]+)\//.exec(path)?.[1])
    for (const module of new Set(present.filter((name) => name !== undefined))) {
      const path = `src/modules/${module}`
      if (!MODULES.includes(module))
        yield {
          path,
          found: 'is not on the map',
          instead:
            'give it a place in MODULES in test/architecture.test.ts and say why in docs/decisions/',
        }
      for (const name of EVERY_MODULE_HAS) {
        if (!paths.has(`${path}/${name}`))
          yield {
            path,
            found: `has no ${name}`,
            instead:
              'write it: README.md holds its purpose, words and tables; index.ts what others may use; routes.ts its URLs',
          }
      }
    }
  },

  *'foreign keys point left'({ migrations }) {
    for (const { path, source } of migrations) {
      for (const { from, to, line } of referencesIn(source)) {
        const found = `${tableName(from)} refers to ${tableName(to)}`
        if (!from.schema || !to.schema) {
          yield {
            path,
            line,
            found,
            instead: 'write both names with their schema, as in listening.round',
          }
        } else if (
          !(from.schema === to.schema || to.schema === 'platform' || isLeft(to.schema, from.schema))
        ) {
          yield {
            path,
            line,
            found,
            instead: `keep the id without a foreign key, or let ${to.schema} refer to ${from.schema}`,
          }
        }
      }
    }
  },

  *'every table has a module'({ migrations }) {
    for (const { path, source } of migrations) {
      for (const table of tablesIn(source)) {
        if (table.schema === 'platform' || MODULES.includes(table.schema ?? '')) continue
        yield {
          path,
          found: `creates ${tableName(table)}`,
          instead: 'create it in the schema of the module that owns it, or in platform',
        }
      }
    }
  },

  *'what is recorded is never changed'({ migrations }) {
    const made = new Set(migrations.flatMap(({ source }) => tablesIn(source)).map(tableName))
    const schemas = new Set(Array.from(made, (name) => name.split('.')[0]!))
    for (const table of APPEND_ONLY) {
      if (made.has(table) || !schemas.has(table.split('.')[0]!)) continue
      yield {
        path: 'db/migrations',
        found: `never creates ${table}`,
        instead: 'correct APPEND_ONLY in test/architecture.test.ts, or this rule guards nothing',
      }
    }
    const held = new Map<string, Fault>()
    for (const { path, source } of migrations) {
      for (const grant of grantsIn(source)) {
        const tables =
          grant.tables?.map(tableName) ??
          APPEND_ONLY.filter((table) => grant.schemas.includes(table.split('.')[0]!))
        const changing =
          grant.privileges.includes('all') || grant.privileges.includes('all privileges')
            ? ['update', 'delete', 'truncate']
            : grant.privileges.filter((privilege) => /^(update|delete|truncate)$/.test(privilege))
        for (const table of tables.filter((name) => APPEND_ONLY.includes(name))) {
          for (const [privilege, role] of changing.flatMap((privilege) =>
            grant.roles.map((role) => [privilege, role]),
          )) {
            const key = `${privilege} on ${table} to ${role}`
            if (grant.kind === 'revoke') held.delete(key)
            else
              held.set(key, {
                path,
                line: grant.line,
                found: `grants ${key}`,
                instead: 'grant select only and add through the function that the owner keeps',
              })
          }
        }
      }
    }
    yield* held.values()
  },

  *'long files say why'({ code }) {
    for (const { path, source, isTest } of code) {
      // A test file is a list, read one test at a time.
      if (isTest) continue
      const lines = source.trimEnd().split('\n')
      const explained = lines.slice(0, 5).some((line) => /(\/\/|\*).*\blong because\b/i.test(line))
      if (lines.length <= LONGEST_UNEXPLAINED_FILE || explained) continue
      yield {
        path,
        found: `has ${lines.length} lines`,
        instead: 'split it by noun, or begin it with a comment “Long because …”',
      }
    }
  },

  *'the project speaks of itself'({ files }) {
    const names = new Set(files.map(({ path }) => basename(path)))
    for (const { path, source } of files) {
      for (const [index, text] of source.split('\n').entries()) {
        const line = index + 1
        const place =
          /(?<![\w.~$}*)>-])\/(home|Users|root|work|workspace)\/[A-Za-z_][^\s'"`)]*/.exec(text)?.[0]
        if (place)
          yield {
            path,
            line,
            found: `names ${place}, a place on one machine`,
            instead: 'use a path from the project’s own folder, a setting or an argument',
          }
        const page = /(?<![\w./-])[A-Z][A-Z_-]{2,}\.md\b/.exec(text)?.[0]
        if (page && !names.has(page))
          yield {
            path,
            line,
            found: `speaks of ${page}, which is not here`,
            instead: 'say the thing itself, or write the page',
          }
        const issue = /https?:/.test(text)
          ? undefined
          : /(?<![\w/])\bissue #?\d+\b/i.exec(text)?.[0]
        if (issue)
          yield {
            path,
            line,
            found: `speaks of ${issue}`,
            instead: 'say the reason itself: a reader may have no such list',
          }
      }
    }
  },

  *'everything can be read'({ code }) {
    for (const { path, facts } of code) {
      for (const fault of facts.faults)
        yield {
          path,
          found: fault,
          instead: 'write it so that it can be parsed, or no rule here sees it',
        }
    }
  },
}

/** All that breaks the rules, each as one line: file, rule, what was found and what to do. */
function check(files: File[]): { rule: string; message: string }[] {
  const code = files
    .filter(({ path }) => /^(src|test|bench)\/.*\.(ts|js)$|^start\.mjs$/.test(path))
    .map((file) => ({
      ...file,
      ...placeOf(file.path),
      isTest: /\.test\.ts$|^(test|bench)\//.test(file.path),
      facts: factsOf(file.path, file.source),
    }))
  const migrations = files.filter(({ path }) => /^db\/migrations\/.*\.sql$/.test(path))
  const house = { files, code, migrations: migrations.sort((a, b) => (a.path < b.path ? -1 : 1)) }
  return Object.entries(rules).flatMap(([rule, find]) =>
    Array.from(find(house), ({ path, line, found, instead }) => ({
      rule,
      message: `${path}${line ? `:${line}` : ''} breaks “${rule}”: ${found}. What to do: ${instead}.`,
    })),
  )
}

function placeOf(path: string): { floor: string; module: string | undefined } {
  const [top, floor = '', module] = path.split('/')
  if (top !== 'src') return { floor: top!, module: undefined }
  return { floor, module: floor === 'modules' ? module : undefined }
}

function rowOf(path: string): string {
  const [noun, kind = 'rules'] = basename(path, '.ts').split('.')
  return noun === 'index' || noun === 'routes' ? noun : kind
}

function* importsOfOurs(code: Code[]) {
  for (const found of importsOfAny(code)) {
    if (found.relative && found.file.path.startsWith('src/')) yield { ...found, target: found.name }
  }
}

/** Every import but those of tests, under the path it leads to or the name of its package. */
function* importsOfAny(code: Code[]) {
  for (const file of code.filter(({ isTest }) => !isTest)) {
    for (const { specifier, line } of file.facts.imports) {
      if (specifier === undefined) continue
      yield {
        file,
        line,
        name: resolved(file.path, specifier),
        relative: specifier.startsWith('.'),
      }
    }
  }
}

function resolved(from: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : specifier
}

function isLeft(one: string, other: string): boolean {
  return MODULES.includes(one) && MODULES.indexOf(one) < MODULES.indexOf(other)
}

function at({ path }: File, line: number) {
  return { path, line }
}

function tableName({ schema, name }: { schema: string | undefined; name: string }): string {
  return schema ? `${schema}.${name}` : name
}

function listed(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

// -------------------------------------------------------------------------------------------------

const ROOT = join(import.meta.dirname, '..')

/** The examples break the rules on purpose; generated files are nobody's writing. */
const NOT_READ =
  /^(test\/architecture\/refusals\.ts|src\/platform\/database\/schema\.types\.ts|src\/ui\/browser\/generated\/.*|package-lock\.json)$/

function readHouse(): File[] {
  const top = readdirSync(ROOT).filter((name) => statSync(join(ROOT, name)).isFile())
  const folders = ['src', 'test', 'bench', 'db', 'docs', 'deploy', '.ci', 'locales'].filter(
    (name) => existsSync(join(ROOT, name)),
  )
  const below = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => posix.join(entry.parentPath.slice(ROOT.length + 1), entry.name)),
  )
  return [...top, ...below]
    .filter(
      (path) =>
        !NOT_READ.test(path) &&
        /\.(ts|js|mjs|json|sql|md|service|yaml|example)$|^(\.ci\/run|deploy\/\w+)$/.test(path),
    )
    .map((path) => ({ path, source: readFileSync(join(ROOT, path), 'utf8') }))
}

describe('the architecture', () => {
  const files = readHouse()
  const faults = check(files)

  test('the whole house was read', () => {
    for (const floor of ['src/platform/', 'test/', 'db/migrations/']) {
      assert.ok(
        files.some(({ path }) => path.startsWith(floor)),
        `nothing was found in ${floor}`,
      )
    }
  })

  for (const rule of Object.keys(rules)) {
    test(rule, () => {
      const messages = faults.filter((fault) => fault.rule === rule).map(({ message }) => message)
      assert.equal(messages.length, 0, `\n${messages.join('\n')}`)
    })
  }
})

describe('the architecture refuses', () => {
  for (const { rule, when, refused, naming, allowed } of refusals) {
    test(`${rule}: ${when}`, () => {
      const found = check(filesFrom(refused)).filter((fault) => fault.rule === rule)
      const said = found.map(({ message }) => message).join('\n')
      assert.equal(found.length, 1, `expected one refusal, got:\n${said}`)
      assert.ok(said.startsWith(naming), `expected ${naming} to be named first in: ${said}`)
      assert.match(said, /What to do: .{15}/)
      const wrongly = check(filesFrom(allowed)).filter((fault) => fault.rule === rule)
      assert.deepEqual(wrongly, [], 'what is allowed must not be refused')
    })
  }

  test('every rule has an example that it refuses', () => {
    const proven = new Set(refusals.map(({ rule }) => rule))
    assert.deepEqual(
      Object.keys(rules).filter((rule) => !proven.has(rule)),
      [],
    )
  })
})

function filesFrom(sources: Record<string, string>): File[] {
  return Object.entries(sources).map(([path, source]) => ({ path, source }))
}
