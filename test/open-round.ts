import { newCode, newId } from '../src/platform/ids.ts'
import type { TestSystem } from './database.ts'

export type OpenRound = {
  id: string
  code: string
  partnership: string
  slug: string
  statements: { id: string; number: number; text: string }[]
}

/** A partnership with one open round, put straight into the database for tests about what comes after. */
export async function openRound(
  system: TestSystem,
  options: {
    statements?: readonly string[]
    languages?: readonly string[]
    translations?: Record<string, readonly string[]>
    /** The question in languages where it is not the English one. */
    questions?: Record<string, string>
    opensAt?: Date
    closesAt?: Date
    moderation?: 'before' | 'after'
  } = {},
): Promise<OpenRound> {
  const now = system.clock.now()
  const at = new Date(now.getTime() - 3_600_000)
  const [partnership, id] = [newId(now), newId(now)]
  const slug = `harrow-lane-${partnership.slice(-12)}`
  const code = newCode(2)
  const languages = options.languages ?? ['en']
  const { owner } = system
  await owner.query(
    `INSERT INTO partnerships.partnership (id, slug, name, languages, founded_at) VALUES ($1, $2, 'Harrow Lane', $3, $4)`,
    [partnership, slug, languages, at],
  )
  await owner.query(
    `INSERT INTO listening.round (id, partnership_id, code, languages, moderation, opens_at, closes_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      partnership,
      code,
      languages,
      options.moderation ?? 'after',
      options.opensAt ?? null,
      options.closesAt ?? null,
      at,
    ],
  )
  for (const language of languages)
    await owner.query(
      `INSERT INTO listening.round_text VALUES ($1, $2, $3, 'The board sets its plan in May.', 'We answer every statement in public.', 'Everyone who lives on or near Harrow Lane.')`,
      [id, language, options.questions?.[language] ?? 'What would help us live well here?'],
    )
  await owner.query(`INSERT INTO listening.opening (round_id, opened_at) VALUES ($1, $2)`, [id, at])
  const statements: OpenRound['statements'] = []
  for (const [index, text] of (options.statements ?? starting).entries()) {
    const number = index + 1
    const statement = newId(now)
    await owner.query(
      `INSERT INTO listening.statement (id, round_id, number, text, language, source, channel, status, submitted_at, published_at)
       VALUES ($1, $2, $3, $4, 'en', 'starting', 'screen', 'published', $5, $5)`,
      [statement, id, number, text, at],
    )
    for (const [language, texts] of Object.entries(options.translations ?? {}))
      if (texts[index])
        await owner.query(
          `INSERT INTO listening.statement_translation (statement_id, language, text, translated_at) VALUES ($1, $2, $3, $4)`,
          [statement, language, texts[index], at],
        )
    statements.push({ id: statement, number, text })
  }
  return { id, code, partnership, slug, statements }
}

const starting = [
  'The last bus is at six. After that we are on our own.',
  'There is nowhere warm to sit with other people for free.',
  'I know who to ask when something needs mending.',
  'Children need more than one place to play.',
  'The surgery should keep some appointments for people who cannot book by phone.',
]
