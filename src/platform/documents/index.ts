import type { Config } from '../config.ts'
import { Refusal } from '../errors.ts'
import { findChromium, printWithChromium } from './chromium.ts'
import type { PrintedDocument } from './document.ts'
import { draw } from './draw.ts'

export type { Block, PrintedDocument } from './document.ts'

const longest = 120_000

// One browser at a time: a small machine serves its visitors first.
let printing: Promise<unknown> = Promise.resolve()

/**
 * A document as PDF: printed by a Chromium where one is found, otherwise drawn here. Languages written
 * from right to left are only printed by a browser; without one the refusal says so, and that the page
 * itself can be printed.
 */
export async function pdf(
  config: Pick<Config, 'CHROMIUM'>,
  document: PrintedDocument,
  options: { path?: string; milliseconds?: number } = {},
): Promise<Buffer> {
  const browser = findChromium(config.CHROMIUM, options.path)
  if (browser === undefined) {
    if (document.direction === 'rtl') throw new Refusal('paper.refused.no-browser', 503)
    return draw(document)
  }
  const waiting = printing.then(() =>
    printWithChromium(browser, document.html, options.milliseconds ?? longest),
  )
  printing = waiting.catch(() => undefined)
  return waiting
}
