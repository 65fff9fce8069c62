import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import type { Connection } from './database.ts'

/** The migrated schema as reviewable text, and the TypeScript types generated from it. */
export async function describeSchema(
  connection: Connection,
): Promise<{ sql: string; types: string }> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return { sql: await schemaText(client), types: schemaTypes(connection) }
  } finally {
    await client.end()
  }
}

const schemas = `nspname NOT IN ('pg_catalog', 'information_schema', 'graphile_worker', 'public') AND nspname NOT LIKE 'pg\\_%'`

// Each query prints one kind of object as the server itself describes it, in a stable order.
const queries: [string, string][] = [
  [
    'Tables',
    `SELECT format(E'CREATE TABLE %I.%I (\\n%s\\n);', nspname, relname, string_agg(format('  %I %s%s%s', attname, format_type(atttypid, atttypmod),
      CASE WHEN attgenerated = 's' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(adbin, adrelid) || ') STORED' WHEN adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(adbin, adrelid) ELSE '' END,
      CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END), E',\\n' ORDER BY attnum)) AS line
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE relkind = 'r' AND ${schemas} GROUP BY nspname, relname ORDER BY nspname, relname`,
  ],
  [
    'Constraints',
    `SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s;', conrelid::regclass, conname, pg_get_constraintdef(pg_constraint.oid)) AS line
    FROM pg_constraint JOIN pg_namespace ON pg_namespace.oid = connamespace WHERE conrelid <> 0 AND contype <> 'n' AND ${schemas} ORDER BY conrelid::regclass::text, conname`,
  ],
  [
    'Indexes',
    `SELECT pg_get_indexdef(indexrelid) || ';' AS line FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u')) AND ${schemas} ORDER BY indexrelid::regclass::text`,
  ],
  [
    'Functions',
    `SELECT pg_get_functiondef(pg_proc.oid) || ';' AS line FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace WHERE ${schemas} ORDER BY nspname, proname`,
  ],
  [
    'Triggers',
    `SELECT pg_get_triggerdef(pg_trigger.oid) || ';' AS line FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE NOT tgisinternal AND ${schemas} ORDER BY tgrelid::regclass::text, tgname`,
  ],
  [
    'Row-level security',
    `SELECT format('CREATE POLICY %I ON %I.%I FOR %s%s%s;', policyname, schemaname, tablename, cmd, coalesce(' USING (' || qual || ')', ''), coalesce(' WITH CHECK (' || with_check || ')', '')) AS line
    FROM pg_policies ORDER BY schemaname, tablename, policyname`,
  ],
  [
    'What the application may do',
    `SELECT format('GRANT %s ON %I.%I TO common_thread_app;', string_agg(privilege_type, ', ' ORDER BY privilege_type), table_schema, table_name) AS line
    FROM information_schema.role_table_grants WHERE grantee = 'common_thread_app' AND table_schema NOT IN ('graphile_worker', 'public') GROUP BY table_schema, table_name ORDER BY table_schema, table_name`,
  ],
]

async function schemaText(client: pg.Client): Promise<string> {
  const parts = [
    '-- Written by `npm run schema` from the migrated database. Read it in diffs; never edit it.',
  ]
  for (const [title, query] of queries) {
    const { rows } = await client.query<{ line: string }>(query)
    parts.push(`\n-- ${title}\n`, ...rows.map((row) => row.line))
  }
  return `${parts.join('\n')}\n`
}

function schemaTypes(connection: Connection): string {
  const folder = mkdtempSync(join(tmpdir(), 'common-thread-types-'))
  try {
    const file = join(folder, 'schema.types.ts')
    const url =
      connection.connectionString ??
      `postgres://${connection.user}:${encodeURIComponent(connection.password ?? '')}@localhost/${connection.database}?host=${encodeURIComponent(connection.host!)}&port=${connection.port ?? 5432}`
    execFileSync(
      process.execPath,
      [
        fileURLToPath(
          new URL('../../../node_modules/kysely-codegen/dist/cli/bin.js', import.meta.url),
        ),
        '--dialect',
        'postgres',
        '--url',
        url,
        '--out-file',
        file,
        '--exclude-pattern',
        '{graphile_worker,public}.*',
        '--date-parser',
        'string',
        '--log-level',
        'error',
      ],
      { stdio: 'pipe' },
    )
    return readFileSync(file, 'utf8')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = mkdtempSync(join(tmpdir(), 'common-thread-schema-'))
  const server = await startEmbedded(folder, { settings: { fsync: 'off' } })
  try {
    await migrate(server.owner)
    const { sql, types } = await describeSchema(server.owner)
    writeFileSync(new URL('../../../db/schema.sql', import.meta.url), sql)
    writeFileSync(new URL('./schema.types.ts', import.meta.url), types)
    console.log('db/schema.sql and src/platform/database/schema.types.ts are written.')
  } finally {
    await server.stop()
    rmSync(server.directory, { recursive: true, force: true })
  }
}
