/// <reference lib="dom" />
// The line above is for what tests say inside a page: they name its document and its elements.

import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

// Quiet, alone and without a screen. As root, Chromium starts only without its sandbox.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** A browser for the tests, found on this machine; the caller closes it. */
export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await find(), headless: true, args: flags })
}

async function find(): Promise<string> {
  const named = process.env['CHROMIUM']
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM names ${named}, where there is no file.`)
  }
  const found = system() ?? (await carried()) ?? own()
  if (found) return found
  throw new Error(
    'No browser was found for the tests. Install Chromium (Debian: apt-get install chromium), or ' +
      'set CHROMIUM to the path of a Chromium or Chrome, or run: npx playwright-core install chromium',
  )
}

function system(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync)
}

// Packages that carry a browser, if someone has added one.
async function carried(): Promise<string | undefined> {
  const require = createRequire(import.meta.url)
  try {
    const path = require.resolve('@sparticuz/chromium')
    const loaded = (await import(path)) as { default: { executablePath: () => Promise<string> } }
    return await loaded.default.executablePath()
  } catch {
    return undefined
  }
}

function own(): string | undefined {
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : undefined
}
