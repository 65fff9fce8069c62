import { seededRandom } from '../../methods/index.ts'
import {
  addAboutQuestion,
  writeAboutQuestion,
} from '../../modules/listening/about-question.actions.ts'
import { upsertAboutAnswer } from '../../modules/listening/about-answer.sql.ts'
import { answer } from '../../modules/listening/answer.actions.ts'
import {
  closeRound,
  computeResult,
  draftRound,
  openRound,
  recordPriorReading,
  roundById,
  addStatement,
  type Channel,
} from '../../modules/listening/index.ts'
import { insertParticipants, insertResponses } from '../../modules/listening/response.sql.ts'
import { translateStatement } from '../../modules/listening/starting-statement.actions.ts'
import { insertTestimony } from '../../modules/listening/testimony.sql.ts'
import { insertTheme, setItems } from '../../modules/listening/theme.sql.ts'
import { system as asSystem, type Actor } from '../../platform/actor.ts'
import { heldClock } from '../../platform/clock.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import type { Pass } from '../../modules/listening/batch.ts'
import type { AboutLine, Conversation } from './conversation.ts'
import { keyPaper } from './keyed-paper.ts'
import { drawn, peopleOf, responsesOf, type Person } from './crowd.ts'

const day = 86_400_000

type Holding = {
  partnership: string
  actor: Actor
  /** Who keys what comes back on paper. */
  keyers?: Record<Pass, Actor>
  bodies: ReadonlyMap<string, string>
  seed: number
  conversation: Conversation
}

/** What was said in it, each by its place in the conversation. */
export type Held = { round: string; statements: readonly string[]; testimony: readonly string[] }

/** Holds a made-up conversation as it would have been held: drafted, opened, answered by many, closed, answered back. */
export async function holdConversation(system: System, holding: Holding): Promise<Held> {
  const { conversation } = holding
  const random = seededRandom(holding.seed)
  const now = system.clock.now().getTime()
  const ago = (days: number) => new Date(now - days * day)
  const { round, statements, question } = await openOne(system, holding, ago)
  const people = peopleOf(conversation, random, ago)
  const responses = people.flatMap((person) =>
    responsesOf(person, round, statements, conversation, random),
  )

  await transaction(system.db, asSystem('demonstration'), ago(conversation.opened), async (trx) => {
    for (const channel of new Set(people.map((person) => person.channel))) {
      const those = people.filter((person) => person.channel === channel)
      await insertParticipants(
        trx.db,
        those.map((person) => ({
          id: person.id,
          round,
          channel,
          language: conversation.words[0]!.language,
        })),
        trx.at,
      )
    }
    await insertResponses(trx.db, responses, ago((conversation.closed ?? 0) + 0.1))
  })
  if (question) await tellAges(system, holding, question, people, random, ago)
  const testimony = await tellAll(system, holding, round, people, ago)
  await groupUnderThemes(system, holding, round, testimony, ago)
  if (conversation.closed !== null) {
    const closing = { ...system, clock: heldClock(ago(conversation.closed)) }
    await closeRound(closing, holding.actor, { id: round, partnership: holding.partnership })
  }
  await answerAll(system, holding, round, statements, ago)
  if (conversation.paper && holding.keyers)
    await keyPaper(system, conversation.paper, { round, statements, keyers: holding.keyers, ago })
  await computeResult(system, round, { whole: true })
  return { round, statements, testimony }
}

async function openOne(
  system: System,
  { partnership, actor, conversation }: Holding,
  ago: (days: number) => Date,
) {
  const languages = conversation.words.map((each) => each.language)
  return transaction(system.db, actor, ago(conversation.opened), async (trx) => {
    const { id: round } = await draftRound(trx, {
      partnership,
      languages,
      moderation: 'after',
      texts: conversation.words,
      closesAt: conversation.closesIn === null ? null : ago(-conversation.closesIn),
    })
    const statements: string[] = []
    for (const line of conversation.statements.filter((each) => each.said === undefined))
      statements.push(await say(round, line.text, 'starting', 'screen'))
    const question = conversation.about && (await ask(round, conversation.about))
    await recordPriorReading(trx, {
      round,
      searchedFor: conversation.words[0]!.question,
      found: 0,
      whatIsNew: conversation.whatIsNew,
    })
    await openRound(trx, round)
    for (const line of conversation.statements.filter((each) => each.said !== undefined))
      statements.push(await say(round, line.text, 'participant', line.said!))
    const ordered = [
      ...conversation.statements.filter((each) => each.said === undefined),
      ...conversation.statements.filter((each) => each.said !== undefined),
    ]
    for (const [index, line] of ordered.entries())
      if (line.other) await translateStatement(trx, statements[index]!, languages[1]!, line.other)
    const byLine = new Map(ordered.map((line, index) => [line, statements[index]!]))
    return { round, question, statements: conversation.statements.map((line) => byLine.get(line)!) }

    async function ask(inRound: string, about: AboutLine) {
      const writing = (language: string) => ({
        kind: 'choice' as const,
        language,
        said: about.words[language]!,
        comparison: { dimension: about.dimension, categories: about.categories },
      })
      const id = await addAboutQuestion(trx, inRound, writing(languages[0]!))
      for (const language of languages.slice(1))
        await writeAboutQuestion(trx, inRound, id, writing(language))
      return id
    }

    async function say(
      inRound: string,
      text: string,
      source: 'starting' | 'participant',
      channel: Channel,
    ) {
      return (
        await addStatement(trx, {
          round: inRound,
          text,
          language: languages[0]!,
          source,
          channel,
          status: 'published',
        })
      ).id
    }
  })
}

async function tellAll(
  system: System,
  { conversation }: Holding,
  round: string,
  people: readonly Person[],
  ago: (days: number) => Date,
): Promise<string[]> {
  const ids: string[] = []
  await transaction(
    system.db,
    asSystem('demonstration'),
    ago((conversation.closed ?? 0) + 2),
    async (trx) => {
      for (const [index, told] of conversation.testimony.entries()) {
        const teller =
          people.filter((person) => person.channel === told.channel)[index] ?? people[index]!
        const id = newId(trx.at)
        await insertTestimony(trx.db, {
          participant: teller.id,
          id,
          round,
          text: told.text,
          language: told.language,
          channel: told.channel,
          mayPublish: true,
          status: 'published',
          givenAt: teller.at,
        })
        ids.push(id)
      }
    },
  )
  return ids
}

async function groupUnderThemes(
  system: System,
  { actor, conversation }: Holding,
  round: string,
  testimony: readonly string[],
  ago: (days: number) => Date,
): Promise<void> {
  await transaction(
    system.db,
    actor,
    ago(Math.max(0, (conversation.closed ?? 0) - 1)),
    async (trx) => {
      for (const [index, title] of conversation.themes.entries()) {
        const id = newId(trx.at)
        await insertTheme(trx.db, {
          id,
          round,
          title,
          by: actor.kind === 'person' ? actor.person : null,
          at: trx.at,
        })
        const items = conversation.testimony.flatMap((told, place) =>
          told.theme === index ? [{ kind: 'testimony' as const, id: testimony[place]! }] : [],
        )
        await setItems(trx.db, round, id, items)
      }
    },
  )
}

async function answerAll(
  system: System,
  { actor, bodies, conversation }: Holding,
  roundId: string,
  statements: readonly string[],
  ago: (days: number) => Date,
): Promise<void> {
  const round = await reading(system.db, actor, (db) => roundById(db, roundId))
  for (const [index, each] of conversation.answers.entries()) {
    await transaction(system.db, actor, ago((conversation.closed ?? 0) - 9 - index * 3), (trx) =>
      answer(trx, round!, {
        about: 'statement',
        subject: statements[each.statement]!,
        kind: each.kind,
        text: each.text,
        organisation: each.organisation ? bodies.get(each.organisation)! : null,
      }),
    )
  }
}

/** Two in three say something about themselves. */
async function tellAges(
  system: System,
  { conversation }: Holding,
  question: string,
  people: readonly Person[],
  random: () => number,
  ago: (days: number) => Date,
): Promise<void> {
  const shares = conversation.about!.shares.map((share, option) => [option, share] as const)
  const at = ago((conversation.closed ?? 0) + 0.1)
  await transaction(system.db, asSystem('demonstration'), at, async (trx) => {
    for (const person of people.filter(() => random() < 0.66))
      await upsertAboutAnswer(
        trx.db,
        person.id,
        { question, options: [drawn(shares, random)], words: '' },
        at,
      )
  })
}
