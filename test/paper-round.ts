import { newCode, newId } from '../src/platform/ids.ts'
import { participantId } from '../src/modules/listening/participant.ts'
import type { TestSystem } from './database.ts'
import { moderatedRound, type ModeratedRound } from './moderated-round.ts'

export type PaperRound = ModeratedRound & {
  statements: string[]
  question: string
  /** Serials of printed sheets. */
  serials: string[]
}

/** An open round with statements, a question about people, and printed sheets, put straight into the database. */
export async function paperRound(
  system: TestSystem,
  options: {
    statements?: number
    sheets?: number
    languages?: readonly string[]
    moderation?: 'before' | 'after'
  } = {},
): Promise<PaperRound> {
  const round = await moderatedRound(system, { moderation: 'after', ...options })
  const { owner } = system
  const now = system.clock.now()
  const at = new Date(now.getTime() - 3_600_000)
  const statements: string[] = []
  for (let number = 1; number <= (options.statements ?? 4); number += 1) {
    const id = newId(now)
    await owner.query(
      `INSERT INTO listening.statement (id, round_id, number, text, language, source, channel, status, submitted_at, published_at)
       VALUES ($1, $2, $3, $4, 'en', 'starting', 'screen', 'published', $5, $5)`,
      [id, round.id, number, texts[(number - 1) % texts.length], at],
    )
    statements.push(id)
  }
  const question = newId(now)
  await owner.query(
    `INSERT INTO listening.about_question (id, round_id, position, kind, words) VALUES ($1, $2, 0, 'choice', $3)`,
    [
      question,
      round.id,
      {
        en: {
          label: 'How long have you lived here?',
          hint: '',
          options: ['Under a year', 'One to ten years', 'Longer'],
        },
      },
    ],
  )
  const printing = newId(now)
  // Printed from the third statement onwards and round to the start.
  const printed = [...statements.slice(2), ...statements.slice(0, 2)]
  await owner.query(
    `INSERT INTO listening.printing (id, round_id, language, large_print, statement_ids, sheets, printed_at) VALUES ($1, $2, 'en', false, $3, $4, $5)`,
    [printing, round.id, printed, options.sheets ?? 4, at],
  )
  const serials = Array.from({ length: options.sheets ?? 4 }, () => newCode(2))
  for (const serial of serials)
    await owner.query(
      `INSERT INTO listening.sheet (participant_id, printing_id, round_id) VALUES ($1, $2, $3)`,
      [participantId(system.secret, round, serial), printing, round.id],
    )
  return { ...round, statements, question, serials }
}

const texts = [
  'The last bus is at six. After that we are on our own.',
  'There is nowhere warm to sit with other people for free.',
  'I know who to ask when something needs mending.',
  'Children need more than one place to play.',
  'The surgery should keep some appointments for people who cannot book by phone.',
]
