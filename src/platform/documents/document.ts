/**
 * A thing to print, said twice: as a page of HTML that stands alone (styles, fonts and pictures
 * inside it), for a browser to print, and as plain blocks, for drawing where there is no browser.
 */
export type PrintedDocument = {
  title: string
  language: string
  direction: 'ltr' | 'rtl'
  html: string
  /** Each begins on a new sheet of paper and may go on to more. */
  parts: Block[][]
  largePrint?: boolean
}

export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'paragraph'; text: string; strong?: boolean }
  /** A code in large letters, to be typed or read aloud. */
  | { kind: 'code'; text: string; large?: boolean }
  /** Blocks with a QR code beside them. */
  | { kind: 'beside-qr'; value: string; blocks: Block[] }
  /** Rows with a box to tick in each column. */
  | { kind: 'boxes'; head: string; columns: string[]; rows: { number: string; text: string }[] }
  /** Room to write on. */
  | { kind: 'lines'; label: string; hint?: string; count: number }
  /** Boxes to tick, numbered in their order. */
  | { kind: 'options'; label: string; hint?: string; options: string[] }
  /** Where to cut or tear. */
  | { kind: 'tear'; text: string }
