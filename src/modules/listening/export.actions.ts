// Long because every file of an export stands beside the others: what one leaves out, none may give away.
import { shareOf } from '../../methods/opinion/index.ts'
import { system as asSystem } from '../../platform/actor.ts'
import { reading, type Database } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { answersFor } from './answer.sql.ts'
import { closureOf } from './closure.sql.ts'
import { csvRow, datetime, safeText, wholeHour, type ExportName } from './export.ts'
import {
  numberedPeople,
  responsesToExport,
  statementsToExport,
  type ExportedStatement,
} from './export.sql.ts'
import { unpackMembers, type ResultBody } from './result.ts'
import { latestMembers, latestResult } from './result.sql.ts'
import { roundById } from './round.sql.ts'
import type { Round } from './round.ts'
import { standingOf, type PersonStanding } from './standing.sql.ts'
import { publicTestimonies, themesOf } from './theme.sql.ts'

/**
 * One file of a round, a piece at a time, so that a large round needs no large memory. "About you"
 * is in none of them: beside a whole set of answers it would tell who somebody is. For the same
 * reason a round held here gives the hour of each response, not the minute, and no statement's
 * author; a round brought in from elsewhere gives back what it came with.
 */
export async function* exportFile(
  system: System,
  roundId: string,
  name: ExportName,
): AsyncGenerator<string> {
  const read = <T>(work: (db: Database) => Promise<T>) =>
    reading(system.db, asSystem('export-round'), work)
  const round = await read((db) => roundById(db, roundId))
  if (!round?.openedAt) throw notFound()
  const counted = (await read((db) => latestResult(db, roundId)))?.countedTo
  // While it is open, exactly what the results page has counted: people who responded together
  // (release.ts). Else two files fetched a minute apart would show what one person said in between.
  const until = round.closedAt ? system.clock.now() : (counted ?? round.openedAt)
  const source: Source = { round, read, until, imported: round.source !== null }
  switch (name) {
    case 'comments.csv':
      return yield* comments(source)
    case 'votes.csv':
      return yield* votes(source)
    case 'participants-votes.csv':
      return yield* participantsVotes(source)
    case 'testimony.csv':
      return yield* testimony(source)
    case 'results.csv':
      return yield* results(source)
    case 'round.json':
      return yield* whole(source)
  }
}

const atOnce = 500

type Source = {
  round: Round
  read: <T>(work: (db: Database) => Promise<T>) => Promise<T>
  until: Date
  imported: boolean
}

const moment = ({ imported }: Source, at: Date) => (imported ? at : wholeHour(at))

/** Words taken down here are not handed out again; those moderated out where they were published are given as they came. */
const withheld = ({ imported }: Source, statement: ExportedStatement) =>
  statement.status === 'removed' && (!imported || statement.decided)

const wordsFor = (source: Source, statement: ExportedStatement) =>
  withheld(source, statement) ? '[removed]' : statement.text

/** Some people at a time. Responses are only ever added, so `until` makes every count one of the same moment. */
async function* standing({ round, read, until }: Source): AsyncGenerator<PersonStanding> {
  const people = await read((db) => numberedPeople(db, round.id))
  for (let from = 0; from < people.length; from += atOnce) {
    const only = people.slice(from, from + atOnce).map((each) => each.id)
    yield* await read(async (db) => {
      const some: PersonStanding[] = []
      for await (const page of standingOf(db, round.id, { until, only })) some.push(...page)
      return some
    })
  }
}

async function* comments(source: Source): AsyncGenerator<string> {
  const statements = await source.read((db) => statementsToExport(db, source.round.id))
  const agree = new Map<number, number>()
  const disagree = new Map<number, number>()
  for await (const person of standing(source)) {
    for (const { statement, value } of person.responses) {
      const counts = value === 1 ? agree : value === -1 ? disagree : undefined
      counts?.set(statement, (counts.get(statement) ?? 0) + 1)
    }
  }
  yield csvRow([
    'timestamp',
    'datetime',
    'comment-id',
    'author-id',
    'agrees',
    'disagrees',
    'moderated',
    'comment-body',
  ])
  for (const each of statements) {
    const at = moment(source, each.at)
    yield csvRow([
      at.getTime(),
      datetime(at),
      each.number,
      each.author,
      agree.get(each.number) ?? 0,
      disagree.get(each.number) ?? 0,
      each.status === 'published' ? 1 : -1,
      safeText(wordsFor(source, each)),
    ])
  }
}

async function* votes(source: Source): AsyncGenerator<string> {
  const { round, read, until } = source
  const [statements, people] = await read(async (db) => [
    new Map((await statementsToExport(db, round.id)).map((each) => [each.id, each.number])),
    await numberedPeople(db, round.id),
  ])
  yield csvRow(['timestamp', 'datetime', 'comment-id', 'voter-id', 'vote'])
  for (let from = 0; from < people.length; from += atOnce) {
    const some = people.slice(from, from + atOnce)
    const numbers = new Map(some.map((each) => [each.id, each.number]))
    const given = await read((db) => responsesToExport(db, [...numbers.keys()], until))
    const rows = given
      .map((each) => ({
        at: moment(source, each.at).getTime(),
        statement: statements.get(each.statement),
        person: numbers.get(each.person)!,
        value: each.value,
      }))
      .filter((row) => row.statement !== undefined)
      // A stable sort: of one person's two to one statement in the same hour the later stays later.
      .toSorted((a, b) => a.at - b.at || a.statement! - b.statement! || a.person - b.person)
    yield rows
      .map((row) =>
        csvRow([row.at, datetime(new Date(row.at)), row.statement!, row.person, row.value]),
      )
      .join('')
  }
}

async function* participantsVotes(source: Source): AsyncGenerator<string> {
  const { round, read, imported } = source
  const [statements, people, members] = await read(async (db) => [
    await statementsToExport(db, round.id),
    await numberedPeople(db, round.id),
    unpackMembers((await latestMembers(db, round.id)) ?? Buffer.alloc(0)),
  ])
  const authored = new Map<number, number>()
  for (const { author } of statements)
    if (author !== null) authored.set(author, (authored.get(author) ?? 0) + 1)
  const group = new Map(members.map((each) => [each.participant, each.group]))
  const number = new Map(people.map((each) => [each.id, each.number]))
  const columns = statements.map((each) => each.number)
  yield csvRow([
    'participant',
    'group-id',
    'n-comments',
    'n-votes',
    'n-agree',
    'n-disagree',
    ...columns,
  ])
  const row = (id: string, responses: PersonStanding['responses']) => {
    const given = new Map(responses.map((each) => [each.statement, each.value]))
    const counted = columns.map((column) => given.get(column) ?? null)
    const own = group.get(id)
    return csvRow([
      number.get(id)!,
      own === undefined || own < 0 ? null : own,
      imported ? (authored.get(number.get(id)!) ?? 0) : null,
      counted.filter((value) => value !== null).length,
      counted.filter((value) => value === 1).length,
      counted.filter((value) => value === -1).length,
      ...counted,
    ])
  }
  const silent = new Set(number.keys())
  for await (const person of standing(source)) {
    if (!silent.delete(person.participant)) continue
    yield row(person.participant, person.responses)
  }
  // Somebody who opened the page and gave no answer has nothing to hand out.
  if (imported) for (const id of silent) yield row(id, [])
}

async function* testimony({ round, read }: Source): AsyncGenerator<string> {
  const said = await read((db) => publicTestimonies(db, round.id))
  yield csvRow(['month', 'testimony-id', 'language', 'channel', 'text'])
  for (const each of said)
    yield csvRow([
      each.at.toISOString().slice(0, 7),
      each.id,
      each.language,
      each.channel,
      safeText(each.text),
    ])
}

async function* results(source: Source): AsyncGenerator<string> {
  const { round, read } = source
  const [result, statements] = await read(async (db) => [
    await latestResult(db, round.id),
    new Map((await statementsToExport(db, round.id)).map((each) => [each.number, each])),
  ])
  yield csvRow([
    'statement',
    'group',
    'answered',
    'agree',
    'unsure',
    'disagree',
    'matters',
    'agree-share',
    'agree-lower',
    'agree-upper',
    'text',
  ])
  for (const each of result?.body.statements ?? []) {
    const statement = statements.get(each.number)
    const text = safeText(statement ? wordsFor(source, statement) : '')
    const line = (name: string, [agree, unsure, disagree, matters]: readonly number[]) => {
      const of = agree! + unsure! + disagree!
      const { share, lower, upper } = shareOf(agree!, of)
      return csvRow([
        each.number,
        name,
        of,
        agree!,
        unsure!,
        disagree!,
        matters!,
        ...[share, lower, upper].map((value) => (of === 0 ? null : Math.round(value * 1e4) / 1e4)),
        text,
      ])
    }
    yield line('everyone', [each.agree, each.unsure, each.disagree, each.matters])
    for (const [index, tally] of each.groups.entries())
      yield line(result!.body.groups[index]!.label, tally)
  }
}

/** What may leave of a result: without what only the next computation needs. */
function publicBody({ about, axes: _axes, labels: _labels, ...body }: ResultBody) {
  return { ...body, about: about.map(({ question, shown }) => ({ question, shown })) }
}

async function* whole(source: Source): AsyncGenerator<string> {
  const { round, read } = source
  yield JSON.stringify(
    await read(async (db) => {
      const [statements, result, closure, themes] = [
        await statementsToExport(db, round.id),
        await latestResult(db, round.id),
        await closureOf(db, round.id),
        await themesOf(db, round.id),
      ]
      const answers = await answersFor(db, [
        ...statements.map((each) => each.id),
        ...themes.map((each) => each.id),
      ])
      return {
        round: {
          id: round.id,
          code: round.code,
          partnership: round.partnership,
          texts: round.texts,
          opened: round.openedAt,
          closes: round.closesAt,
          source: round.source,
          licence: round.licence,
        },
        closure: closure && {
          closed: closure.closedAt,
          reason: closure.reason,
          participants: closure.participants,
          responses: closure.responses,
          root: closure.root.toString('hex'),
        },
        statements: statements.map(({ decided, ...each }) => ({
          ...each,
          text: wordsFor(source, { ...each, decided }),
          at: moment(source, each.at),
          translations: withheld(source, { ...each, decided }) ? {} : each.translations,
        })),
        themes,
        testimony: (await publicTestimonies(db, round.id)).map(({ at, ...each }) => ({
          ...each,
          month: at.toISOString().slice(0, 7),
        })),
        answers: [...answers.values()].flat(),
        result: result && {
          version: result.version,
          computed: moment(source, result.computedAt),
          counted: moment(source, result.countedTo),
          ...publicBody(result.body),
        },
      }
    }),
  )
}
