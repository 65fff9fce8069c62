import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome']

/** The browser that prints: the one that is named, or the first that stands in the path. */
export function findChromium(
  named: string | undefined,
  path = process.env.PATH ?? '',
): string | undefined {
  if (named !== undefined) return runs(named) ? named : undefined
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(runs)
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

// Alone, without a screen, and without a network: everything it prints is inside the page.
const flags = [
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-pdf-header-footer',
]

/** Prints a page that stands alone. The browser has a folder of its own, a time limit, and is gone afterwards. */
export async function printWithChromium(
  browser: string,
  html: string,
  milliseconds: number,
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'common-thread-print-'))
  try {
    const page = join(folder, 'page.html')
    const printed = join(folder, 'page.pdf')
    await writeFile(page, html, { mode: 0o600 })
    await run(
      browser,
      [
        ...flags,
        // As root the browser starts only without its sandbox; it opens nothing but this page.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--user-data-dir=${join(folder, 'profile')}`,
        `--print-to-pdf=${printed}`,
        pathToFileURL(page).href,
      ],
      { PATH: process.env.PATH, HOME: folder, TMPDIR: folder },
      milliseconds,
    )
    const pdf = await readFile(printed)
    if (pdf.subarray(0, 4).toString('latin1') !== '%PDF')
      throw new Error('the browser printed something else than a PDF')
    return pdf
  } finally {
    // The browser's last helpers may still be writing as they end.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

function run(
  program: string,
  given: string[],
  env: Record<string, string | undefined>,
  milliseconds: number,
): Promise<void> {
  return new Promise((done, failed) => {
    // A group of its own, so that its helpers end with it.
    const child = spawn(program, given, {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000)
    })
    const stop = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    }
    let late = false
    const timer = setTimeout(() => {
      late = true
      stop()
    }, milliseconds)
    child.once('error', (error) => {
      clearTimeout(timer)
      failed(error)
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      stop()
      if (late) failed(new Error(`the browser took longer than ${milliseconds} ms to print`))
      else if (code === 0) done()
      else failed(new Error(`the browser ended with ${code}: ${said.trim()}`))
    })
  })
}
