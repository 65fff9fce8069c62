import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { addAsset, asset, serveAsset } from './assets.ts'

test('a file is kept for ever under the name of its contents', () => {
  const served = serveAsset(asset('theme.css'))!
  assert.match(asset('theme.css'), /^\/assets\/theme\.[0-9a-f]{12}\.css$/)
  assert.equal(served.headers['cache-control'], 'public, max-age=31536000, immutable')
  assert.equal(served.headers['content-type'], 'text/css; charset=utf-8')
  assert.equal(served.headers['x-content-type-options'], 'nosniff')
})

test('a stylesheet names its typefaces, and a script its parts, by their contents too', () => {
  const css = serveAsset(asset('theme.css'))!.body.toString()
  assert.ok(css.includes(asset('fonts/latin.woff2')))
  assert.ok(css.includes(asset('fonts/naskh.woff2')))
  assert.ok(serveAsset(asset('page.js'))!.body.toString().includes(asset('govuk-frontend.js')))
  assert.equal(serveAsset(asset('fonts/latin.woff2'), 'br')!.headers['content-encoding'], undefined)
})

test('it is packed as the browser takes it', () => {
  const plain = serveAsset(asset('theme.css'))!.body
  const brotli = serveAsset(asset('theme.css'), 'gzip, br')!
  const gzip = serveAsset(asset('theme.css'), 'gzip')!
  assert.equal(brotli.headers['content-encoding'], 'br')
  assert.deepEqual(brotliDecompressSync(brotli.body), plain)
  assert.equal(gzip.headers['content-encoding'], 'gzip')
  assert.deepEqual(gunzipSync(gzip.body), plain)
  assert.ok(brotli.body.length * 5 < plain.length)
})

test('yesterday’s page gets today’s file, and does not keep it', () => {
  const served = serveAsset('/assets/theme.000000000000.css')!
  assert.equal(served.headers['cache-control'], 'no-cache')
})

test('nothing else is served', () => {
  for (const path of [
    '/assets/theme.css',
    '/assets/nothing.000000000000.css',
    '/assets/../package.000000000000.json',
    '/assets/%2e%2e/theme.000000000000.css',
    '/theme.000000000000.css',
  ]) {
    assert.equal(serveAsset(path), null, path)
  }
  assert.throws(() => asset('nothing.css'), /No asset is named/)
  assert.throws(() => addAsset('theme.css', new URL('file:///elsewhere.css')), /Two assets/)
})
