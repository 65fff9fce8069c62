/**
 * For each rule of the architecture test, small files that break it and small files that keep it.
 * `naming` is how the one refusal must begin.
 */
type Refusal = {
  rule: string
  when: string
  refused: Record<string, string>
  naming: string
  allowed: Record<string, string>
}

const LEDGER =
  ['ledger_event', 'ledger_head', 'thread_node', 'thread_link']
    .map((name) => `CREATE TABLE platform.${name} (id uuid);`)
    .join(' ') + '\n'

export const refusals: Refusal[] = [
  {
    rule: 'down',
    when: 'the platform imports a module',
    refused: {
      'src/platform/jobs/queue.ts': `\nimport { round } from '../../modules/listening/index.ts'`,
    },
    naming: 'src/platform/jobs/queue.ts:2',
    allowed: {
      'src/modules/listening/round.sql.ts': `import { db } from '../../platform/database/index.ts'`,
    },
  },
  {
    rule: 'down',
    when: 'methods import a type from the platform',
    refused: {
      'src/methods/opinion/map.ts': `import type { Clock } from '../../platform/clock.ts'`,
    },
    naming: 'src/methods/opinion/map.ts:1',
    allowed: { 'src/methods/opinion/map.ts': `import type { Matrix } from './matrix.ts'` },
  },
  {
    rule: 'down',
    when: 'a component re-exports from a module',
    refused: { 'src/ui/card.ts': `export * from '../modules/people/index.ts'` },
    naming: 'src/ui/card.ts:1',
    allowed: { 'src/app/web.ts': `export * from '../modules/people/index.ts'` },
  },
  {
    rule: 'down',
    when: 'a module imports the app lazily',
    refused: {
      'src/modules/people/person.pages.ts': `const app = await import('../../app/web.ts')`,
    },
    naming: 'src/modules/people/person.pages.ts:1',
    allowed: {
      'src/modules/people/person.pages.test.ts': `const app = await import('../../app/web.ts')`,
    },
  },
  {
    rule: 'down',
    when: 'a type is written as import(…)',
    refused: { 'src/ui/card.ts': `export type P = import('../platform/config.ts').Config` },
    naming: 'src/ui/card.ts:1',
    allowed: { 'src/ui/card.ts': `export type P = import('./button.ts').Button` },
  },
  {
    rule: 'left',
    when: 'a module imports one to its right',
    refused: {
      'src/modules/people/person.pages.ts': `import { round } from '../listening/index.ts'`,
    },
    naming: 'src/modules/people/person.pages.ts:1',
    allowed: { 'src/modules/listening/round.pages.ts': `import { can } from '../people/index.ts'` },
  },
  {
    rule: 'left',
    when: 'a module enters one to its left by a window',
    refused: {
      'src/modules/listening/round.pages.ts': `import { can } from '../people/access.ts'`,
    },
    naming: 'src/modules/listening/round.pages.ts:1',
    allowed: { 'src/app/worker.ts': `import { can } from '../modules/people/access.ts'` },
  },
  {
    rule: 'inward',
    when: 'a rule asks for a query',
    refused: { 'src/modules/listening/round.ts': `import { rounds } from './round.sql.ts'` },
    naming: 'src/modules/listening/round.ts:1',
    allowed: { 'src/modules/listening/round.pages.ts': `import { rounds } from './round.sql.ts'` },
  },
  {
    rule: 'inward',
    when: 'an action asks for a page',
    refused: {
      'src/modules/listening/round.actions.ts': `import type { View } from './round.pages.ts'`,
    },
    naming: 'src/modules/listening/round.actions.ts:1',
    allowed: { 'src/modules/listening/round.actions.ts': `import { open } from './round.ts'` },
  },
  {
    rule: 'inward',
    when: 'a rule knows the clock',
    refused: {
      'src/modules/listening/round.ts': `import type { Clock } from '../../platform/clock.ts'`,
    },
    naming: 'src/modules/listening/round.ts:1',
    allowed: {
      'src/modules/listening/round.actions.ts': `import type { Clock } from '../../platform/clock.ts'`,
    },
  },
  {
    rule: 'inward',
    when: 'a query draws a page',
    refused: { 'src/modules/listening/round.sql.ts': `import { html } from 'hono/html'` },
    naming: 'src/modules/listening/round.sql.ts:1',
    allowed: { 'src/modules/listening/round.pages.ts': `import { html } from 'hono/html'` },
  },
  {
    rule: 'inward',
    when: 'an action lays out a page',
    refused: {
      'src/modules/listening/round.actions.ts': `import { page } from '../../ui/layout.ts'`,
    },
    naming: 'src/modules/listening/round.actions.ts:1',
    allowed: {
      'src/modules/listening/round.pages.ts': `import { page } from '../../ui/layout.ts'`,
    },
  },
  {
    rule: 'inward',
    when: 'a file goes out by its own front door',
    refused: { 'src/modules/listening/round.pages.ts': `import { open } from './index.ts'` },
    naming: 'src/modules/listening/round.pages.ts:1',
    allowed: { 'src/modules/listening/index.ts': `export { open } from './round.actions.ts'` },
  },
  {
    rule: 'methods alone',
    when: 'a built-in is imported',
    refused: { 'src/methods/spc/chart.ts': `import { readFile } from 'node:fs/promises'` },
    naming: 'src/methods/spc/chart.ts:1',
    allowed: { 'src/methods/spc/chart.test.ts': `import { readFile } from 'node:fs/promises'` },
  },
  {
    rule: 'methods alone',
    when: 'a package outside the list is imported',
    refused: { 'src/methods/spc/chart.ts': `import jstat from 'jstat'` },
    naming: 'src/methods/spc/chart.ts:1',
    allowed: { 'src/methods/allocation/solve.ts': `import highs from 'highs'` },
  },
  {
    rule: 'methods alone',
    when: 'the outside world is used',
    refused: { 'src/methods/spc/chart.ts': `export const say = (x: number) => console.warn(x)` },
    naming: 'src/methods/spc/chart.ts:1',
    allowed: {
      'src/methods/spc/chart.ts': `export const mean = (process: { mean: number }) => process.mean`,
    },
  },
  {
    rule: 'methods alone',
    when: 'the outside world is reached by globalThis',
    refused: { 'src/methods/spc/chart.ts': `\n\nglobalThis['console'].log(1)` },
    naming: 'src/methods/spc/chart.ts:3',
    allowed: { 'src/methods/spc/chart.ts': `globalThis.structuredClone({})` },
  },
  {
    rule: 'clock and chance are given',
    when: 'today is looked up as a default',
    refused: { 'src/modules/budgets/pot.ts': `export const due = (today = new Date()) => today` },
    naming: 'src/modules/budgets/pot.ts:1',
    allowed: {
      'src/modules/budgets/pot.ts': `export const due = (today: string) => new Date(today)`,
    },
  },
  {
    rule: 'clock and chance are given',
    when: 'chance is passed on by name',
    refused: { 'src/modules/budgets/pot.ts': `export const draw = shuffle(Math.random)` },
    naming: 'src/modules/budgets/pot.ts:1',
    allowed: { 'src/platform/clock.ts': `export const clock = () => Date.now()` },
  },
  {
    rule: 'settings are read once',
    when: 'the environment is taken apart',
    refused: { 'src/app/web.ts': `const { env } = process` },
    naming: 'src/app/web.ts:1',
    allowed: { 'src/platform/config.ts': `const { env } = process` },
  },
  {
    rule: 'settings are read once',
    when: 'the environment is imported',
    refused: { 'src/app/web.ts': `import { env } from 'node:process'` },
    naming: 'src/app/web.ts:1',
    allowed: { 'src/app/web.ts': `import { argv } from 'node:process'` },
  },
  {
    rule: 'settings are read once',
    when: 'a setting is missing from the example',
    refused: { 'src/platform/config.ts': `const settings = {\n  PORT: 1,\n}`, '.env.example': '' },
    naming: 'src/platform/config.ts',
    allowed: {
      'src/platform/config.ts': `const settings = {\n  PORT: 1,\n}`,
      '.env.example': '# PORT=1',
    },
  },
  {
    rule: 'imports say where they lead',
    when: 'the ending is left out',
    refused: { 'src/ui/card.ts': `import { button } from './button'` },
    naming: 'src/ui/card.ts:1',
    allowed: { 'src/ui/card.ts': `import { button } from './button.ts'` },
  },
  {
    rule: 'imports say where they lead',
    when: 'the path is computed',
    refused: {
      'src/app/web.ts': 'for (const name of names) await import(`../modules/${name}/index.ts`)',
    },
    naming: 'src/app/web.ts:1',
    allowed: { 'src/app/web.ts': `await import('../modules/people/index.ts')` },
  },
  {
    rule: 'imports say where they lead',
    when: 'what runs leans on a test',
    refused: { 'src/app/web.ts': `import { fresh } from '../../test/database.ts'` },
    naming: 'src/app/web.ts:1',
    allowed: { 'src/app/web.test.ts': `import { fresh } from '../../test/database.ts'` },
  },
  {
    rule: 'files are named after nouns',
    when: 'a name is banned',
    refused: { 'src/platform/utils.ts': '' },
    naming: 'src/platform/utils.ts',
    allowed: { 'src/modules/listening/common-ground.ts': '' },
  },
  {
    rule: 'files are named after nouns',
    when: 'a kind of file is unknown',
    refused: { 'src/modules/people/person.controller.ts': '' },
    naming: 'src/modules/people/person.controller.ts',
    allowed: { 'src/modules/people/person.access.test.ts': '' },
  },
  {
    rule: 'files are named after nouns',
    when: 'a name is not in lower case',
    refused: { 'src/ui/SummaryList.ts': '' },
    naming: 'src/ui/SummaryList.ts',
    allowed: { 'src/ui/summary-list.ts': '' },
  },
  {
    rule: 'every module has its three doors',
    when: 'the routes are missing',
    refused: { 'src/modules/people/README.md': '', 'src/modules/people/index.ts': '' },
    naming: 'src/modules/people',
    allowed: {
      'src/modules/people/README.md': '',
      'src/modules/people/index.ts': '',
      'src/modules/people/routes.ts': '',
    },
  },
  {
    rule: 'every module has its three doors',
    when: 'a module is not on the map',
    refused: {
      'src/modules/billing/README.md': '',
      'src/modules/billing/index.ts': '',
      'src/modules/billing/routes.ts': '',
    },
    naming: 'src/modules/billing',
    allowed: {},
  },
  {
    rule: 'foreign keys point left',
    when: 'a table refers to one on its right',
    refused: {
      'db/migrations/0001.sql':
        'CREATE TABLE people.person (\n  round uuid REFERENCES listening.round (id)\n);',
    },
    naming: 'db/migrations/0001.sql:2',
    allowed: {
      'db/migrations/0001.sql':
        'CREATE TABLE listening.round (by uuid REFERENCES people.person, node uuid REFERENCES platform.thread_node);\n' +
        "-- REFERENCES voice.statement\nGRANT REFERENCES ON listening.round TO x; SELECT 'REFERENCES voice.statement';",
    },
  },
  {
    rule: 'foreign keys point left',
    when: 'the platform refers to a module in a later ALTER TABLE',
    refused: {
      'db/migrations/0001.sql':
        'CREATE TABLE people.person (id uuid);\nALTER TABLE ONLY platform.message ADD FOREIGN KEY (id) REFERENCES people.person;',
    },
    naming: 'db/migrations/0001.sql:2',
    allowed: {
      'db/migrations/0001.sql':
        'ALTER TABLE platform.message ADD FOREIGN KEY (id) REFERENCES platform.thread_node;',
    },
  },
  {
    rule: 'foreign keys point left',
    when: 'the schema is left out',
    refused: {
      'db/migrations/0001.sql': 'CREATE TABLE people.session (person uuid REFERENCES "person");',
    },
    naming: 'db/migrations/0001.sql:1',
    allowed: {
      'db/migrations/0001.sql':
        'CREATE TABLE people.session (person uuid REFERENCES "people"."person");',
    },
  },
  {
    rule: 'every table has a module',
    when: 'a table is left in no schema',
    refused: { 'db/migrations/0001.sql': 'CREATE TABLE IF NOT EXISTS person (id uuid);' },
    naming: 'db/migrations/0001.sql',
    allowed: { 'db/migrations/0001.sql': 'CREATE TABLE IF NOT EXISTS people.person (id uuid);' },
  },
  {
    rule: 'what is recorded is never changed',
    when: 'a change is granted by name',
    refused: {
      'db/migrations/0001.sql': `${LEDGER}GRANT SELECT, DELETE ON platform.message, platform.ledger_event TO app;`,
    },
    naming: 'db/migrations/0001.sql:2',
    allowed: { 'db/migrations/0001.sql': `${LEDGER}GRANT SELECT ON platform.ledger_event TO app;` },
  },
  {
    rule: 'what is recorded is never changed',
    when: 'a change to one column is granted',
    refused: {
      'db/migrations/0001.sql': `${LEDGER}GRANT UPDATE (body, at) ON TABLE platform.ledger_event TO app;`,
    },
    naming: 'db/migrations/0001.sql:2',
    allowed: {
      'db/migrations/0001.sql': `${LEDGER}GRANT UPDATE (body, at) ON TABLE platform.message TO app;`,
    },
  },
  {
    rule: 'what is recorded is never changed',
    when: 'a change is granted by the schema and taken back for one table only',
    refused: {
      'db/migrations/0001.sql': `${LEDGER}GRANT UPDATE ON ALL TABLES IN SCHEMA platform TO app;`,
      'db/migrations/0002.sql':
        'REVOKE UPDATE ON platform.ledger_event, platform.ledger_head, platform.thread_node FROM app;',
    },
    naming: 'db/migrations/0001.sql:2',
    allowed: {
      'db/migrations/0001.sql': `${LEDGER}GRANT UPDATE ON ALL TABLES IN SCHEMA platform TO app;`,
      'db/migrations/0002.sql':
        'REVOKE ALL ON platform.ledger_event, platform.ledger_head, platform.thread_node, platform.thread_link FROM app;',
    },
  },
  {
    rule: 'what is recorded is never changed',
    when: 'a guarded table is renamed and the guard is not',
    refused: { 'db/migrations/0001.sql': LEDGER.replace('ledger_head', 'ledger_end') },
    naming: 'db/migrations',
    allowed: { 'db/migrations/0001.sql': LEDGER },
  },
  {
    rule: 'long files say why',
    when: 'no reason is given',
    refused: { 'src/ui/card.ts': '// card\n'.repeat(301) },
    naming: 'src/ui/card.ts',
    allowed: {
      'src/ui/card.ts': `// Long because every card is listed.\n${'// card\n'.repeat(301)}`,
    },
  },
  {
    rule: 'the project speaks of itself',
    when: 'a path of one machine is written down',
    refused: { 'src/app/demo.ts': `\nread('/home/ana/votes.csv')` },
    naming: 'src/app/demo.ts:2',
    allowed: { 'src/app/demo.ts': `get('https://example.org/home/page') + '/homes'` },
  },
  {
    rule: 'the project speaks of itself',
    when: 'a page is named that is not here',
    refused: { 'src/app/demo.ts': '// As PLAN.md says.' },
    naming: 'src/app/demo.ts:1',
    allowed: { 'src/app/demo.ts': '// As PLAN.md says.', 'PLAN.md': '' },
  },
  {
    rule: 'the project speaks of itself',
    when: 'an issue is given as the reason',
    refused: { 'src/app/demo.ts': '// For issue 12.' },
    naming: 'src/app/demo.ts:1',
    allowed: { 'src/app/demo.ts': '// https://example.org/issue 12' },
  },
  {
    rule: 'everything can be read',
    when: 'a file does not parse',
    refused: { 'src/app/demo.ts': 'const = 1' },
    naming: 'src/app/demo.ts',
    allowed: { 'src/app/demo.ts': 'const one = 1' },
  },
]
