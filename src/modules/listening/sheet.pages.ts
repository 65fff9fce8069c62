import type { Block } from '../../platform/documents/index.ts'
import { link } from '../../platform/web/index.ts'
import type { Words } from '../../ui/words/index.ts'
import { aboutWordsIn, type AboutQuestion } from './about-question.ts'
import type { AskedStatement } from './next-statement.sql.ts'
import { textIn, type Round } from './round.ts'
import { routes } from './routes.ts'

/** What every printed page of a round says. */
export type PrintedRound = {
  round: Round
  /** Whose round it is. */
  place: string
  /** Where this installation is found. */
  publicUrl: string
  /** Where to hand sheets in, in the partnership's words; may be empty. */
  handIn: string
}

/** The address without its scheme, as people read it aloud. */
const spoken = (address: string) => address.replace(/^https?:\/\//, '')

/** A poster: the question, why, until when, and every way in. */
export function posterBlocks(w: Words, printed: PrintedRound): Block[] {
  const { round, place, publicUrl, handIn } = printed
  const text = textIn(round, w.language)
  const address = publicUrl + link(routes.round, { code: round.code })
  return [
    { kind: 'paragraph', text: place, strong: true },
    { kind: 'heading', level: 1, text: text.question },
    { kind: 'paragraph', text: text.reason },
    {
      kind: 'beside-qr',
      value: address,
      blocks: [
        { kind: 'heading', level: 2, text: w.t('paper.resident.poster.have-your-say') },
        {
          kind: 'paragraph',
          text: w.t('paper.resident.poster.scan', { address: spoken(publicUrl) }),
        },
        { kind: 'code', text: round.code, large: true },
        { kind: 'paragraph', text: w.t('paper.resident.poster.no-account') },
      ],
    },
    { kind: 'heading', level: 2, text: w.t('paper.resident.poster.use') },
    { kind: 'paragraph', text: text.use },
    ...(round.closesAt
      ? [
          {
            kind: 'paragraph' as const,
            strong: true,
            text: w.t('paper.resident.open-until', { date: w.date(round.closesAt) }),
          },
        ]
      : []),
    {
      kind: 'paragraph',
      text:
        handIn === ''
          ? w.t('paper.resident.poster.paper')
          : w.t('paper.resident.poster.paper-at', { place: handIn }),
    },
  ]
}

/** One response sheet, from the question to the strip that its owner keeps. */
export function sheetBlocks(
  w: Words,
  printed: PrintedRound & {
    statements: readonly AskedStatement[]
    questions: readonly AboutQuestion[]
  },
  serial: string,
): Block[] {
  const { round, place, publicUrl, handIn, statements, questions } = printed
  const text = textIn(round, w.language)
  const address = publicUrl + link(routes.round, { code: round.code }, { s: serial })
  const until = round.closesAt ? w.date(round.closesAt) : null
  return [
    {
      kind: 'beside-qr',
      value: address,
      blocks: [
        { kind: 'paragraph', text: place, strong: true },
        { kind: 'heading', level: 1, text: text.question },
        { kind: 'paragraph', text: w.t('paper.resident.sheet.serial', { serial }), strong: true },
        { kind: 'paragraph', text: w.t('paper.resident.sheet.phone') },
      ],
    },
    { kind: 'paragraph', text: text.reason },
    { kind: 'paragraph', text: w.t('paper.resident.sheet.how') },
    {
      kind: 'boxes',
      head: w.t('paper.resident.sheet.statement'),
      columns: [
        w.t('paper.resident.sheet.agree'),
        w.t('paper.resident.sheet.disagree'),
        w.t('paper.resident.sheet.unsure'),
        w.t('paper.resident.sheet.important'),
      ],
      rows: statements.map((statement) => ({
        number: String(statement.number),
        text: statement.translations[w.language] ?? statement.text,
      })),
    },
    {
      kind: 'lines',
      label: w.t('paper.resident.sheet.own-statement'),
      hint: w.t('paper.resident.sheet.own-statement.hint'),
      count: 2,
    },
    {
      kind: 'lines',
      label: w.t('paper.resident.sheet.own-words'),
      hint: w.t('paper.resident.sheet.own-words.hint'),
      count: 4,
    },
    { kind: 'options', label: '', options: [w.t('paper.resident.sheet.may-publish')] },
    ...(questions.length === 0
      ? []
      : [
          { kind: 'heading' as const, level: 2 as const, text: w.t('paper.resident.sheet.about') },
          { kind: 'paragraph' as const, text: w.t('paper.resident.sheet.about.skip') },
          ...questions.map((question) => aboutBlock(w, question, round.languages)),
        ]),
    {
      kind: 'paragraph',
      strong: true,
      text:
        handIn === ''
          ? until === null
            ? w.t('paper.resident.sheet.hand-in')
            : w.t('paper.resident.sheet.hand-in-by', { date: until })
          : until === null
            ? w.t('paper.resident.sheet.hand-in-at', { place: handIn })
            : w.t('paper.resident.sheet.hand-in-at-by', { place: handIn, date: until }),
    },
    { kind: 'tear', text: w.t('paper.resident.strip.tear') },
    {
      kind: 'beside-qr',
      value: address,
      blocks: [
        { kind: 'paragraph', text: text.question, strong: true },
        {
          kind: 'paragraph',
          text: w.t('paper.resident.strip.follow', {
            address: spoken(publicUrl + link(routes.round, { code: round.code })),
          }),
        },
        { kind: 'code', text: serial },
        { kind: 'paragraph', text: w.t('paper.resident.strip.keep') },
      ],
    },
  ]
}

function aboutBlock(w: Words, question: AboutQuestion, languages: readonly string[]): Block {
  const { label, hint, options } = aboutWordsIn(question, w.language, languages)
  if (question.kind === 'words') return { kind: 'lines', label, hint, count: 1 }
  const many = question.kind === 'choices' ? w.t('paper.resident.sheet.about.many') : ''
  return {
    kind: 'options',
    label,
    hint: [hint, many].filter((each) => each !== '').join(' '),
    options,
  }
}
