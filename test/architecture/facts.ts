import { parseSync, visitorKeys } from 'oxc-parser'
import type { Program } from 'oxc-parser'

/** What the architecture test needs to know of one TypeScript or JavaScript file. */
export type Facts = { imports: Import[]; uses: Use[]; comments: Comment[]; faults: string[] }

/** `specifier` is undefined when it is computed, so that nobody can say where it leads. */
export type Import = { specifier: string | undefined; typeOnly: boolean; line: number }

/** A global that is read, as written: `process.env`, `Date.now`, `new Date()`, `fetch()`. */
export type Use = { name: string; line: number }

export type Comment = { text: string; line: number }

type Node = { type: string; start: number; end: number } & Record<string, unknown>

export function factsOf(path: string, source: string): Facts {
  const parsed = parseSync(path, source)
  const lineAt = lineFinder(source)
  const declared = new Set<string>()
  const imports: Import[] = []
  const uses: Use[] = []

  walk(parsed.program, (node) => {
    const line = lineAt(node.start)
    for (const name of declarationsIn(node)) declared.add(name)
    for (const name of usesIn(node)) uses.push({ name, line })
    const found = importIn(node)
    if (found) imports.push({ ...found, line })
  })

  return {
    imports,
    // A name the file declares for itself is not the global of the same name.
    uses: uses.filter((use) => !declared.has(use.name.replace(/^new /, '').split(/[.(]/)[0]!)),
    comments: parsed.comments.map(({ value, start }) => ({ text: value, line: lineAt(start) })),
    faults: parsed.errors.map((error) => error.message),
  }
}

function importIn(node: Node): Omit<Import, 'line'> | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: textOf(node.source), typeOnly: node.importKind === 'type' }
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      if (!node.source) return undefined
      return { specifier: textOf(node.source), typeOnly: node.exportKind === 'type' }
    case 'ImportExpression':
      return { specifier: textOf(node.source), typeOnly: false }
    case 'TSImportType':
      return { specifier: textOf(node.source), typeOnly: true }
    default:
      return undefined
  }
}

function usesIn(node: Node): string[] {
  switch (node.type) {
    case 'MemberExpression': {
      const name = dotted(node)
      return name ? [name] : []
    }
    case 'NewExpression': {
      const name = dotted(node.callee)
      return name && isEmpty(node.arguments) ? [`new ${name}()`] : []
    }
    case 'CallExpression': {
      const name = dotted(node.callee)
      return name && !name.includes('.') ? [`${name}()`] : []
    }
    case 'VariableDeclarator': {
      // const { env } = process
      const object = dotted(node.init)
      const keys = object ? keysOf(node.id) : []
      return keys.map((key) => `${object}.${key}`)
    }
    case 'ImportDeclaration': {
      // import { env } from 'node:process'
      if (!/^(node:)?process$/.test(textOf(node.source) ?? '')) return []
      const names = (node.specifiers as Node[]).map((specifier) => dotted(specifier.imported))
      return names.filter((name) => name !== undefined).map((name) => `process.${name}`)
    }
    default:
      return []
  }
}

/**
 * Names a file binds by `const`, `let`, `function` parameters. `import process from
 * 'node:process'` is left out on purpose: it is still the global.
 */
function declarationsIn(node: Node): string[] {
  if (node.type === 'VariableDeclarator') return namesBoundBy(node.id)
  if (Array.isArray(node.params)) return node.params.flatMap(namesBoundBy)
  return []
}

function namesBoundBy(pattern: unknown): string[] {
  if (!isNode(pattern)) return []
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name as string]
    case 'AssignmentPattern':
      return namesBoundBy(pattern.left)
    case 'RestElement':
      return namesBoundBy(pattern.argument)
    case 'ArrayPattern':
      return (pattern.elements as unknown[]).flatMap(namesBoundBy)
    case 'ObjectPattern':
      return (pattern.properties as Node[]).flatMap((property) =>
        namesBoundBy(property.type === 'Property' ? property.value : property),
      )
    default:
      return []
  }
}

function keysOf(pattern: unknown): string[] {
  if (!isNode(pattern) || pattern.type !== 'ObjectPattern') return []
  const keys = (pattern.properties as Node[]).map((property) => dotted(property.key))
  return keys.filter((key) => key !== undefined)
}

/** `Date.now` for the expression Date.now; undefined for anything but names joined by dots. */
function dotted(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Identifier') return node.name as string
  if (node.type !== 'MemberExpression') return undefined
  const object = dotted(node.object)
  const property = node.computed ? textOf(node.property) : dotted(node.property)
  if (!object || !property) return undefined
  return object === 'globalThis' ? property : `${object}.${property}`
}

function textOf(node: unknown): string | undefined {
  return isNode(node) && typeof node.value === 'string' ? node.value : undefined
}

function walk(root: Program, visit: (node: Node) => void): void {
  const waiting: unknown[] = [root]
  while (waiting.length > 0) {
    const node = waiting.pop()
    if (Array.isArray(node)) waiting.push(...(node as unknown[]))
    if (!isNode(node)) continue
    visit(node)
    // The whole of process.env.PORT has been seen: its parts would only say it again.
    if (node.type === 'MemberExpression' && dotted(node)) continue
    for (const key of visitorKeys[node.type] ?? []) waiting.push(node[key])
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function lineFinder(source: string): (offset: number) => number {
  const starts = [0, ...Array.from(source.matchAll(/\n/g), (match) => match.index + 1)]
  return (offset) => {
    const next = starts.findIndex((start) => start > offset)
    return next === -1 ? starts.length : next
  }
}
