import {
  AlignmentType,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'

/** Words in a language of their own where that is not the document's. */
export type Said = { text: string; language?: string }

/** What a piece of writing is made of: enough for a plan, a report or a letter. */
export type Passage =
  | { kind: 'heading'; level: 1 | 2 | 3; said: Said }
  | { kind: 'paragraph'; said: Said; look?: 'strong' | 'prompt' }
  | { kind: 'list'; items: { said: Said; level: number }[] }
  | { kind: 'table'; caption: string; head: string[]; rows: Said[][] }
  /** Empty lines to write on. */
  | { kind: 'room'; lines: number }

export type Writing = {
  title: string
  author: string
  language: string
  direction: 'ltr' | 'rtl'
  passages: Passage[]
}

// Word asks for a region; a language that is not here stands as it is.
const regions: Readonly<Record<string, string>> = { en: 'en-GB', cy: 'cy-GB', ur: 'ur-PK' }
const fromRight = new Set(['ur', 'ar', 'fa', 'ps', 'ku', 'he', 'yi'])
const headings = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 }
// On every machine that has Word, and plain to read.
const font = 'Arial'
const ink = '1F2A2E'

/**
 * A document for Word that a screen reader can walk through: real headings, lists and header rows,
 * each piece in its language and direction, with its title set.
 */
export async function word(writing: Writing): Promise<Buffer> {
  const region = (language: string) => regions[language] ?? language
  const isFromRight = (said: Said) =>
    said.language === undefined ? writing.direction === 'rtl' : fromRight.has(said.language)

  const run = (said: Said, look: { bold?: boolean; italics?: boolean } = {}) =>
    new TextRun({
      text: said.text,
      ...look,
      rightToLeft: isFromRight(said),
      ...(said.language === undefined
        ? {}
        : { language: { value: region(said.language), bidirectional: region(said.language) } }),
    })

  function drawn(passage: Passage): (Paragraph | Table)[] {
    switch (passage.kind) {
      case 'heading':
        return [
          new Paragraph({
            heading: headings[passage.level],
            keepNext: true,
            bidirectional: isFromRight(passage.said),
            children: [run(passage.said)],
          }),
        ]
      case 'paragraph':
        return passage.said.text
          .split(/\n+/)
          .filter((part) => part.trim() !== '')
          .map(
            (text) =>
              new Paragraph({
                bidirectional: isFromRight(passage.said),
                children: [
                  run(
                    { ...passage.said, text },
                    { bold: passage.look === 'strong', italics: passage.look === 'prompt' },
                  ),
                ],
              }),
          )
      case 'list':
        return passage.items.map(
          ({ said, level }) =>
            new Paragraph({
              bullet: { level: Math.min(level, 8) },
              bidirectional: isFromRight(said),
              children: [run(said)],
            }),
        )
      case 'table':
        return [
          new Paragraph({
            keepNext: true,
            bidirectional: writing.direction === 'rtl',
            children: [run({ text: passage.caption }, { bold: true })],
          }),
          new Table({
            width: { size: 100, type: WidthType.PERCENTAGE },
            visuallyRightToLeft: writing.direction === 'rtl',
            rows: [
              new TableRow({
                tableHeader: true,
                cantSplit: true,
                children: passage.head.map((text) =>
                  cell([run({ text }, { bold: true })], writing.direction === 'rtl'),
                ),
              }),
              ...passage.rows.map(
                (row) =>
                  new TableRow({
                    cantSplit: true,
                    children: row.map((said) => cell([run(said)], isFromRight(said))),
                  }),
              ),
            ],
          }),
          new Paragraph({}),
        ]
      case 'room':
        return Array.from({ length: passage.lines }, () => new Paragraph({}))
    }
  }

  const cell = (children: TextRun[], bidirectional: boolean) =>
    new TableCell({
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      children: [new Paragraph({ bidirectional, children })],
    })

  const size = (points: number, before: number) => ({
    run: { font, size: points * 2, bold: true, color: ink },
    paragraph: { spacing: { before, after: 120 } },
  })
  const document = new Document({
    title: writing.title,
    creator: writing.author,
    styles: {
      default: {
        document: {
          run: {
            font,
            size: 24,
            color: ink,
            language: { value: region(writing.language), bidirectional: region(writing.language) },
          },
          paragraph: { spacing: { after: 160, line: 300 }, alignment: AlignmentType.START },
        },
        heading1: size(24, 0),
        heading2: size(17, 360),
        heading3: size(13, 240),
      },
    },
    sections: [{ children: writing.passages.flatMap(drawn) }],
  })
  return Packer.toBuffer(document)
}
