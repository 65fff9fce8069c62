import { readFileSync } from 'node:fs'
import Pdf from 'pdfkit'
import { encode } from 'uqr'
import type { Block, PrintedDocument } from './document.ts'

const millimetre = 72 / 25.4
const margin = 15 * millimetre
const ink = '#1f2a2e'

// In WOFF, because the drawing library cannot take single letters out of a WOFF2 file.
const file = (name: string) =>
  readFileSync(
    new URL(
      `../../../node_modules/@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${name}-normal.woff`,
      import.meta.url,
    ),
  )
const fonts = ['latin-400', 'latin-ext-400', 'latin-700', 'latin-ext-700']

// The package holds its letters in two files; each letter is set from the one that has it.
const wide = /[\u0100-\u0130\u0132-\u0151\u0154-\u02ba\u1e00-\u1eff]/u
const runs = new RegExp(`(${wide.source}+)`, 'u')

type Pen = { doc: PDFKit.PDFDocument; size: number }

/** Draws a document from left to right without a browser. Other directions need one: letters are joined and ordered there. */
export async function draw(document: PrintedDocument): Promise<Buffer> {
  const doc = new Pdf({
    size: 'A4',
    margin,
    autoFirstPage: false,
    lang: document.language,
    info: { Title: document.title },
  })
  for (const name of fonts) doc.registerFont(name, file(name))
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((done, failed) => {
    doc.on('end', done)
    doc.on('error', failed)
  })
  const pen: Pen = { doc, size: document.largePrint ? 18 : 11.5 }
  for (const part of document.parts) {
    doc.addPage()
    for (const block of part) drawBlock(pen, block, margin, doc.page.width - 2 * margin)
  }
  doc.end()
  await ended
  return Buffer.concat(chunks)
}

function drawBlock(pen: Pen, block: Block, left: number, width: number): void {
  const { doc, size } = pen
  const text = (words: string, scale = 1, bold = false) =>
    write(pen, words, { left, width, size: size * scale, bold })
  switch (block.kind) {
    case 'heading':
      room(pen, size * 4)
      text(block.text, block.level === 1 ? 2 : 1.3, true)
      doc.y += size * 0.4
      return
    case 'paragraph':
      text(block.text, 1, block.strong)
      doc.y += size * 0.4
      return
    case 'code':
      text(block.text, block.large ? 4 : 1.6, true)
      doc.y += size * 0.3
      return
    case 'beside-qr': {
      const side = 30 * millimetre
      room(pen, side)
      const top = doc.y
      const page = doc.bufferedPageRange().count
      drawQr(pen, block.value, left + width - side, top, side)
      for (const each of block.blocks) drawBlock(pen, each, left, width - side - 5 * millimetre)
      if (doc.bufferedPageRange().count === page) doc.y = Math.max(doc.y, top + side + size * 0.5)
      return
    }
    case 'boxes':
      drawBoxes(pen, block, left, width)
      return
    case 'lines':
      room(pen, size * 2 * (block.count + 1))
      text(block.label, 1.1, true)
      if (block.hint) text(block.hint, 0.9)
      for (let line = 0; line < block.count; line += 1) {
        doc.y += size * 2
        rule(pen, left, width)
      }
      doc.y += size
      return
    case 'options':
      room(pen, size * 1.7 * (block.options.length + 2))
      if (block.label !== '') text(block.label, 1.1, true)
      if (block.hint) text(block.hint, 0.9)
      for (const [index, option] of block.options.entries()) {
        tick(pen, left, doc.y)
        write(pen, block.label === '' ? option : `${index + 1}  ${option}`, {
          left: left + size * 1.6,
          width: width - size * 1.6,
          size,
        })
        doc.y += size * 0.35
      }
      doc.y += size * 0.6
      return
    case 'tear':
      room(pen, 40 * millimetre)
      doc.y += size
      doc.dash(4, { space: 4 })
      rule(pen, left, width)
      doc.undash()
      doc.y += size * 0.5
      text(block.text, 0.9)
  }
}

function drawBoxes(
  pen: Pen,
  block: Extract<Block, { kind: 'boxes' }>,
  left: number,
  width: number,
): void {
  const { doc, size } = pen
  const column = Math.max(size * 4.6, 17 * millimetre)
  const words = width - column * block.columns.length
  const head = () => {
    const top = doc.y
    write(pen, block.head, { left, width: words - size, size: size * 0.85 })
    let bottom = doc.y
    for (const [index, name] of block.columns.entries()) {
      doc.y = top
      write(pen, name, {
        left: left + words + index * column,
        width: column,
        size: size * 0.85,
        centred: true,
      })
      bottom = Math.max(bottom, doc.y)
    }
    doc.y = bottom + size * 0.3
    rule(pen, left, width)
  }
  room(pen, size * 8)
  head()
  for (const row of block.rows) {
    const said = `${row.number}.  ${row.text}`
    const high = Math.max(height(pen, said, words - size, size), size * 1.5) + size * 0.8
    if (doc.y + high > doc.page.height - margin) {
      doc.addPage()
      head()
    }
    const top = doc.y + size * 0.4
    doc.y = top
    write(pen, said, { left, width: words - size, size })
    for (const index of block.columns.keys())
      tick(pen, left + words + index * column + (column - size * 1.1) / 2, top)
    doc.y = top - size * 0.4 + high
    rule(pen, left, width, '#b9b2a5')
  }
  doc.y += size
}

type Place = {
  left: number
  width: number
  size: number
  bold?: boolean | undefined
  centred?: boolean
}

function fontFor(text: string, bold = false): string {
  return `${wide.test(text) ? 'latin-ext' : 'latin'}-${bold ? 700 : 400}`
}

/** Sets one paragraph; letters that the first file lacks come from the second. */
function write({ doc }: Pen, text: string, { left, width, size, bold, centred }: Place): void {
  const pieces = text.split(runs).filter((piece) => piece !== '')
  if (pieces.length === 0) pieces.push('')
  doc.fillColor(ink).fontSize(size)
  for (const [index, piece] of pieces.entries()) {
    const options = {
      width,
      continued: index < pieces.length - 1,
      align: centred ? ('center' as const) : ('left' as const),
      lineGap: size * 0.15,
    }
    doc.font(fontFor(piece, bold))
    if (index === 0) doc.text(piece, left, doc.y, options)
    else doc.text(piece, options)
  }
}

function height({ doc }: Pen, text: string, width: number, size: number): number {
  return doc
    .font('latin-400')
    .fontSize(size)
    .heightOfString(text, { width, lineGap: size * 0.15 })
}

/** Begins a new page if this much does not fit. */
function room({ doc }: Pen, high: number): void {
  if (doc.y + high > doc.page.height - margin) doc.addPage()
}

function rule({ doc }: Pen, left: number, width: number, colour = ink): void {
  doc
    .moveTo(left, doc.y)
    .lineTo(left + width, doc.y)
    .lineWidth(0.7)
    .strokeColor(colour)
    .stroke()
}

function tick({ doc, size }: Pen, left: number, top: number): void {
  doc
    .rect(left, top, size * 1.1, size * 1.1)
    .lineWidth(1)
    .strokeColor(ink)
    .stroke()
}

function drawQr({ doc }: Pen, value: string, left: number, top: number, side: number): void {
  const { size, data } = encode(value, { ecc: 'M', border: 4 })
  const module = side / size
  for (const [y, row] of data.entries())
    for (const [x, dark] of row.entries())
      if (dark) doc.rect(left + x * module, top + y * module, module, module)
  doc.fillColor('#000000').fill()
}
