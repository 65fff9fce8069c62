import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { findChromium } from './chromium.ts'
import { pdf, type PrintedDocument } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'common-thread-documents-test-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const document: PrintedDocument = {
  title: 'A sheet',
  language: 'cy',
  direction: 'ltr',
  html: `<!doctype html><html lang="cy"><meta charset="utf-8"><title>A sheet</title><style>section{break-after:page}section:last-child{break-after:auto}</style><section>Tŷ cynnes</section><section>Ŵyl y dŵr</section></html>`,
  parts: [
    [
      { kind: 'heading', level: 1, text: 'Tŷ cynnes' },
      {
        kind: 'beside-qr',
        value: 'https://example.org/r/7KXD-M4PT?s=2345-6789',
        blocks: [{ kind: 'code', text: '2345-6789' }],
      },
      {
        kind: 'boxes',
        head: 'Statement',
        columns: ['Agree', 'Disagree', 'Not sure', 'Matters a lot'],
        rows: [{ number: '3', text: 'The last bus is at six.' }],
      },
      { kind: 'lines', label: 'In your own words', count: 3 },
      { kind: 'options', label: 'How long?', options: ['A year', 'Longer'] },
      { kind: 'tear', text: 'Tear here' },
    ],
    [{ kind: 'paragraph', text: 'Ŵyl y dŵr' }],
  ],
}

const pagesIn = (bytes: Buffer) => bytes.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length

function textOf(bytes: Buffer): string | undefined {
  const file = join(folder, 'read.pdf')
  writeFileSync(file, bytes)
  try {
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  } catch {
    return undefined
  }
}

test('printed by a browser, where there is one', async (t) => {
  if (findChromium(process.env['CHROMIUM']) === undefined)
    return t.skip('no Chromium on this machine')
  const before = leftovers()
  const printed = await pdf({ CHROMIUM: process.env['CHROMIUM'] }, document)
  assert.equal(printed.subarray(0, 4).toString(), '%PDF')
  assert.equal(pagesIn(printed), 2)
  const text = textOf(printed)
  if (text !== undefined) assert.match(text, /Tŷ cynnes[\s\S]*Ŵyl y dŵr/)
  assert.deepEqual(leftovers(), before, 'nothing is left behind')
})

test('drawn here, where there is none', async () => {
  const drawn = await pdf({ CHROMIUM: undefined }, document, { path: folder })
  assert.equal(drawn.subarray(0, 4).toString(), '%PDF')
  assert.equal(pagesIn(drawn), 2)
  const text = textOf(drawn)
  if (text !== undefined) {
    assert.match(text, /Tŷ cynnes[\s\S]*2345-6789[\s\S]*The last bus is at six\.[\s\S]*Ŵyl y dŵr/)
    assert.match(text, /Agree\s+Disagree\s+Not sure\s+Matters/)
  }
})

test('a long table goes on to more pages, with its head on each', async () => {
  const rows = Array.from({ length: 60 }, (_, index) => ({
    number: String(index),
    text: 'Children need more than one place to play, and somebody to look after it when the summer is over.',
  }))
  const long: PrintedDocument = {
    ...document,
    largePrint: true,
    parts: [
      [
        {
          kind: 'boxes',
          head: 'Statement',
          columns: ['Agree', 'Disagree', 'Not sure', 'Matters a lot'],
          rows,
        },
      ],
    ],
  }
  const drawn = await pdf({ CHROMIUM: undefined }, long, { path: folder })
  const pages = pagesIn(drawn)!
  assert.ok(pages > 5, `${pages} pages`)
  const text = textOf(drawn)
  if (text !== undefined) assert.equal(text.match(/Disagree/g)?.length, pages)
})

test('a language written from right to left says what is missing', async () => {
  await assert.rejects(
    pdf(
      { CHROMIUM: undefined },
      { ...document, language: 'ur', direction: 'rtl' },
      { path: folder },
    ),
    {
      key: 'paper.refused.no-browser',
      status: 503,
    },
  )
})

test('a browser that hangs or fails is ended and cleaned up after', async () => {
  const before = leftovers()
  const hangs = join(folder, 'hangs')
  writeFileSync(hangs, '#!/bin/sh\nsleep 60\n')
  chmodSync(hangs, 0o755)
  await assert.rejects(
    pdf({ CHROMIUM: hangs }, document, { milliseconds: 300 }),
    /took longer than 300 ms/,
  )
  const fails = join(folder, 'fails')
  writeFileSync(fails, '#!/bin/sh\necho no screen >&2\nexit 3\n')
  chmodSync(fails, 0o755)
  await assert.rejects(pdf({ CHROMIUM: fails }, document), /ended with 3: no screen/)
  assert.deepEqual(leftovers(), before)
})

test('a named browser that is not there is not replaced by another', () => {
  assert.equal(findChromium(join(folder, 'nowhere')), undefined)
  const here = join(folder, 'chromium')
  writeFileSync(here, '#!/bin/sh\n')
  chmodSync(here, 0o755)
  assert.equal(findChromium(undefined, folder), here)
  assert.ok(existsSync(here))
  rmSync(here)
})

function leftovers(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('common-thread-print-'))
}
