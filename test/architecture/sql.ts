/** What the architecture test needs to know of the migrations, read as plain text. */

export type Table = { schema: string | undefined; name: string }

/** `from` has a foreign key that points at `to`. */
export type Reference = { from: Table; to: Table; line: number }

/** One GRANT or REVOKE of table privileges; `tables` is undefined for all tables of `schemas`. */
export type Grant = {
  kind: 'grant' | 'revoke'
  privileges: string[]
  tables: Table[] | undefined
  schemas: string[]
  roles: string[]
  line: number
}

const NAME = String.raw`(?:"?(\w+)"?\s*\.\s*)?"?(\w+)"?`

export function tablesIn(sql: string): Table[] {
  const pattern = new RegExp(
    String.raw`\bcreate\s+(?:unlogged\s+|foreign\s+)?table\s+(?:if\s+not\s+exists\s+)?${NAME}`,
    'gi',
  )
  return Array.from(blank(sql).matchAll(pattern), ([, schema, name]) => ({ schema, name: name! }))
}

export function referencesIn(sql: string): Reference[] {
  const text = blank(sql)
  const pattern = new RegExp(
    String.raw`\b(?:create\s+(?:unlogged\s+|foreign\s+)?table|alter\s+table)\s+` +
      String.raw`(?:if\s+(?:not\s+)?exists\s+)?(?:only\s+)?${NAME}|\breferences\s+(?!on\b)${NAME}`,
    'gi',
  )
  const found: Reference[] = []
  let from: Table | undefined
  for (const match of text.matchAll(pattern)) {
    const [, schema, name, toSchema, toName] = match
    if (name) from = { schema, name }
    else if (from) {
      found.push({ from, to: { schema: toSchema, name: toName! }, line: lineAt(text, match.index) })
    }
  }
  return found
}

/** Default privileges count as a grant on every table of the schema, which is what they become. */
export function grantsIn(sql: string): Grant[] {
  const text = blank(sql)
  const pattern =
    /(?:\balter\s+default\s+privileges\b[^;]*?\bin\s+schema\s+([\w", ]+?)\s+)?\b(grant|revoke)\s+([\w\s,()]+?)\s+on\s+([^;]+?)\s+(?:to|from)\s+([^;]+?)(?:;|$)/gi
  return Array.from(text.matchAll(pattern), (match) => {
    const [, defaultSchemas, kind, privileges, target, roles] = match
    const all = /^all\s+tables\s+in\s+schema\s+(.+)$/is.exec(target!)?.[1]
    const schemas = defaultSchemas ?? all
    const isOther = /^(schema|sequence|function|database|all\s+(?!tables)|type|language)/i
    return {
      kind: kind!.toLowerCase() as Grant['kind'],
      privileges: listOf(privileges!.replace(/\([^)]*\)/g, '')),
      tables: schemas ? undefined : isOther.test(target!) ? [] : listOf(target!).map(tableOf),
      schemas: schemas ? listOf(schemas) : [],
      roles: listOf(roles!),
      line: lineAt(text, match.index),
    }
  })
}

function tableOf(text: string): Table {
  const [, schema, name] = new RegExp(`^(?:table\\s+)?${NAME}$`, 'i').exec(text) ?? []
  return { schema, name: name ?? text }
}

function listOf(text: string): string[] {
  return text.split(',').map((part) => part.replaceAll('"', '').trim().toLowerCase())
}

/** Comments and quoted strings become spaces, so that positions stay what they were. */
function blank(sql: string): string {
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (text) =>
    text.replace(/[^\n]/g, ' '),
  )
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
