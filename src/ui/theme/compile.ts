import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile as sass, compileString } from 'sass'
import { colours, token } from './colours.ts'
import { logical } from './logical.ts'
import { needless, needlessInPrint, unusedToken, withoutUnused } from './prune.ts'

/** The two stylesheets: everything, and the little that a resident's page needs. */
export const sheets = ['theme', 'resident'] as const

export type Sheet = (typeof sheets)[number]

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const root = here('../../../node_modules')

const DECLARATION = /^(\s+)([a-z][a-z-]*|--[\w-]+): (.+);$/
// A token is where a colour belongs; codes for cameras stay black on white in every theme.
const KEPT = /^\.qr/

/** Compiles one stylesheet, turns it to our tokens and to logical sides, and makes it small. */
export function compile(sheet: Sheet): string {
  const { css } = sass(here(`${sheet}.scss`), { loadPaths: [root], quietDeps: true })
  let selector = ''
  let printing = false
  const lines = css.split('\n').flatMap((line) => {
    if (line.startsWith('@media')) printing = line.startsWith('@media print')
    else if (/^[^\s}]/.test(line)) printing = false
    if (line.trimEnd().endsWith('{')) selector = line.trim()
    const [, indent, property, value] = DECLARATION.exec(line) ?? []
    if (indent === undefined || property === undefined || value === undefined) return [line]
    const own = property.startsWith('--') && !property.includes('govuk')
    if (own) return sheet === 'resident' && unusedToken(property) ? [] : [line]
    const coloured = KEPT.test(selector) ? value : colours(property, value)
    const base = selector.startsWith(':lang')
    if (!base && needless(property, coloured)) return []
    if (printing && needlessInPrint(property, coloured)) return []
    return logical(token(property), coloured).map(([name, said]) => `${indent}${name}: ${said};`)
  })
  const whole = lines.join('\n')
  const needed = sheet === 'resident' ? withoutUnused(whole) : whole
  const small = compileString(needed, { syntax: 'css', style: 'compressed' }).css
  return `${small.replace(/^\uFEFF/, '').replace(/@media[^{}]*\{\}/g, '')}\n`
}

export const path = (sheet: Sheet) => here(`${sheet}.css`)

export const committed = (sheet: Sheet) => readFileSync(path(sheet), 'utf8')
