import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const types = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  webmanifest: 'application/manifest+json',
} as const

const modules = '../../node_modules'
const font = `${modules}/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next`

/** Every file a browser may ask for, and where it is read from. Others add their scripts with `addAsset`. */
const files = new Map<string, URL>(
  Object.entries({
    'theme.css': 'theme/theme.css',
    'resident.css': 'theme/resident.css',
    'fonts/latin.woff2': `${font}-latin-wght-normal.woff2`,
    'fonts/latin-ext.woff2': `${font}-latin-ext-wght-normal.woff2`,
    'fonts/naskh.woff2': `${modules}/@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2`,
    'govuk-frontend.js': `${modules}/govuk-frontend/dist/govuk/govuk-frontend.min.js`,
    'page.js': 'browser/page.js',
    'refresh.js': 'browser/refresh.js',
    'favicon.svg': 'browser/favicon.svg',
    'mark.svg': 'browser/mark.svg',
    'manifest.webmanifest': 'browser/manifest.webmanifest',
  }).map(([name, path]) => [name, new URL(path, import.meta.url)]),
)

type Asset = Readonly<{ url: string; type: string; body: Buffer; packed: Map<string, Buffer> }>

const read = new Map<string, Asset>()

/** Adds a script or picture of a module's own, to be named by `asset(name)` like the rest. */
export function addAsset(name: string, path: URL): void {
  const known = files.get(name)
  if (known && known.href !== path.href) throw new Error(`Two assets are named ${name}`)
  files.set(name, path)
}

function load(name: string): Asset {
  const known = read.get(name)
  if (known) return known
  const path = files.get(name)
  if (!path) throw new Error(`No asset is named ${name}`)
  const extension = name.slice(name.lastIndexOf('.') + 1) as keyof typeof types
  const bytes = readFileSync(path)
  const body = extension === 'woff2' ? bytes : Buffer.from(withHashes(bytes.toString()))
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
  const url = `/assets/${name.replace(/\.(\w+)$/, `.${hash}.$1`)}`
  const made: Asset = { url, type: types[extension], body, packed: new Map() }
  read.set(name, made)
  return made
}

// A stylesheet names its fonts and a script its parts without their hashes; they get them here.
function withHashes(text: string): string {
  return text.replace(/(['"(])\/assets\/([\w./-]+)(?=['")])/g, (all, quote: string, name: string) =>
    files.has(name) ? `${quote}${asset(name)}` : all,
  )
}

/** The address of a file, which changes when its contents do, so that it may be kept for ever. */
export function asset(name: string): string {
  return load(name).url
}

const HASHED = /^\/assets\/(.+)\.([0-9a-f]{12})\.(\w+)$/

export type Served = Readonly<{ body: Buffer; headers: Record<string, string> }>

/** Answers a request for a file under `/assets/`; `null` when it is none of ours. */
export function serveAsset(path: string, accepts = ''): Served | null {
  const [, stem, , extension] = HASHED.exec(path) ?? []
  const name = `${stem}.${extension}`
  if (!stem || !files.has(name)) return null
  const found = load(name)
  // A page from before an update asks for yesterday's hash: give it today's file, once.
  const kept = found.url === path ? 'public, max-age=31536000, immutable' : 'no-cache'
  const headers: Record<string, string> = {
    'content-type': found.type,
    'cache-control': kept,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  }
  const coding =
    extension === 'woff2'
      ? null
      : /\bbr\b/.test(accepts)
        ? 'br'
        : /\bgzip\b/.test(accepts)
          ? 'gzip'
          : null
  if (extension !== 'woff2') headers['vary'] = 'accept-encoding'
  if (!coding) return { body: found.body, headers }
  return { body: pack(found, coding), headers: { ...headers, 'content-encoding': coding } }
}

// Packed once, when it is first asked for, and kept.
function pack(found: Asset, coding: 'br' | 'gzip'): Buffer {
  let packed = found.packed.get(coding)
  if (!packed) {
    packed =
      coding === 'br'
        ? brotliCompressSync(found.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
        : gzipSync(found.body, { level: 9 })
    found.packed.set(coding, packed)
  }
  return packed
}

export function serveAssets(): typeof serveAsset {
  return serveAsset
}
