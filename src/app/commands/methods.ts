// Long because a verb's options, its reading of files and both of its printed forms belong together.
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { opinion } from '../../methods/index.ts'

/**
 * Adds `methods`, the analyst's way in: CSV in, figures out.
 *
 * Exit codes: 0 done; 1 the input was refused; 2 the command was not understood.
 */
export function methodsCommand(program: Command): void {
  const methods = program
    .command('methods')
    .description('work out figures from a file: CSV in, a table or JSON out')
  const family = methods.command('opinion').description('what people share and where they differ')
  family
    .command('map')
    .description('draw the opinion map of a conversation: its groups, and what they share')
    .argument('<file>', 'responses as CSV, or - to read them from the standard input')
    .addOption(
      new Option('--mode <mode>', 'thread: our own; polis: as Polis computes it in production')
        .choices(['thread', 'polis'])
        .default('thread'),
    )
    .option(
      '--comments <file>',
      'statements as CSV (comment-id, moderated): leaves out those at -1',
    )
    .option('--seed <number>', 'settles every random draw', seedOf, 1)
    .option(
      '--previous <file>',
      'an earlier --json answer: groups keep their names (thread); or a production answer with ' +
        'base-clusters to start from (polis)',
    )
    .option('--json', 'print everything as one JSON object, in full precision')
    .addHelpText(
      'after',
      `
The file has either a row a response (columns comment-id, voter-id, vote and, if known, timestamp)
or a row a person (column participant and one column a statement). A vote is 1 agree, 0 unsure,
-1 disagree.

Examples:
  thread methods opinion map votes.csv
  thread methods opinion map participants-votes.csv --comments comments.csv --json > map.json
  thread methods opinion map votes.csv --mode polis --comments comments.csv --json`,
    )
    .action(async (file: string, options: MapOptions) => {
      try {
        process.stdout.write(await mapOutput(file, options))
      } catch (error) {
        if (!(error instanceof opinion.OpinionInputError)) throw error
        process.stderr.write(`${error.message}\n`)
        process.exitCode = 1
      }
    })
}

type MapOptions = {
  mode: 'thread' | 'polis'
  comments?: string
  seed: number
  previous?: string
  json?: boolean
}

async function mapOutput(file: string, options: MapOptions): Promise<string> {
  const votes = opinion.readVotes(file === '-' ? await text(process.stdin) : contentOf(file))
  const moderation = options.comments
    ? opinion.readModeration(contentOf(options.comments))
    : { moderatedOut: [], flagged: [] }
  const previous = options.previous ? parsed(contentOf(options.previous), options.previous) : {}
  const ids = idsOf(votes)
  const answer =
    options.mode === 'polis'
      ? polisAnswer(votes, ids, moderation, previous)
      : threadAnswer(votes, ids, moderation, previous, options.seed)
  return options.json ? `${JSON.stringify(answer)}\n` : tableOf(answer)
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code
    throw new opinion.OpinionInputError(`Cannot read ${path}: ${why}. Name a CSV file.`)
  }
}

function parsed(json: string, path: string): Previous {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    value = undefined
  }
  if (typeof value !== 'object' || value === null) {
    throw new opinion.OpinionInputError(`${path} does not hold a JSON object.`)
  }
  const { groups = [], 'base-clusters': base, labels = [], components = [] } = value as Previous
  const lists = [groups, labels, components, base?.members ?? []]
  const members = [...(Array.isArray(groups) ? groups : []), ...(base ? [base] : [])]
  if (!lists.every(Array.isArray) || !members.every((each) => Array.isArray(each?.members))) {
    throw new opinion.OpinionInputError(
      `${path} is not an earlier answer of this command, nor a production answer.`,
    )
  }
  return value
}

/** An earlier answer of this command, or a production answer. */
type Previous = {
  groups?: { id: Id; members: Id[] }[]
  labels?: string[]
  statementIds?: Id[]
  components?: number[][]
  'base-clusters'?: { members: Id[][] }
}
type Id = string | number

/** Ids as numbers where all of a kind are whole numbers, as they were written otherwise. */
function idsOf(votes: opinion.Votes) {
  const plain = (ids: readonly string[]): Id[] =>
    ids.every((id) => /^(0|[1-9]\d{0,14})$/.test(id)) ? ids.map(Number) : [...ids]
  return { people: plain(votes.participantIds), statements: plain(votes.statementIds) }
}
type Ids = ReturnType<typeof idsOf>

function numbersOf(wanted: readonly Id[], ids: readonly string[]) {
  const at = new Map(ids.map((id, i) => [id, i]))
  return wanted.flatMap((id) => at.get(String(id)) ?? [])
}

type GroupAnswer = {
  id: Id
  members: Id[]
  representative: { statement: Id; direction: 'agree' | 'disagree'; share: number }[]
}
type Answer = {
  mode: 'thread' | 'polis'
  participants: number
  statements: number
  responses: number
  components: number[][]
  groups: GroupAnswer[]
  common: Id[]
  certainty?: opinion.Certainty
  commonGround?: { statement: Id; direction: string; floor: number; certainty: string }[]
}

function threadAnswer(
  votes: opinion.Votes,
  ids: Ids,
  moderation: opinion.Moderation,
  previous: Previous,
  seed: number,
) {
  const earlier: opinion.EarlierMap | undefined = previous.groups && {
    groups: previous.groups.map(({ id, members }) => ({
      label: String(id),
      members: numbersOf(members, votes.participantIds),
    })),
    labels: previous.labels,
    components: earlierComponents(previous, votes.statementIds),
  }
  const map = opinion.opinionMap(votes.responses, {
    seed,
    hidden: numbersOf(moderation.moderatedOut, votes.statementIds),
    previous: earlier,
  })
  const statement = (s: number) => ids.statements[s]!
  const standing = new Map(map.standings.map((each) => [each.statement, each]))
  const byStatement = (numbers: Float64Array) =>
    Object.fromEntries(map.standings.map(({ statement: s }) => [statement(s), numbers[s]!]))
  return {
    mode: 'thread' as const,
    seed,
    participants: map.participants,
    statements: map.statements,
    responses: map.responses,
    statementIds: ids.statements,
    means: Array.from(map.means),
    components: map.components.vectors.map((vector) => Array.from(vector)),
    variances: map.components.values,
    structure: map.structure,
    certainty: map.certainty,
    steadiness: map.steadiness,
    silhouette: map.silhouette,
    dimensions: map.dimensions,
    labels: map.labels,
    groups: map.groups.map((group, g) => ({
      id: group.label,
      members: group.members.map((i) => ids.people[i]!),
      x: group.x,
      y: group.y,
      representative: group.distinctive.map(
        ({ statement: s, direction, difference, adjusted }) => ({
          statement: statement(s),
          direction,
          ...standing.get(s)!.groups[g]![direction],
          difference,
          adjusted,
        }),
      ),
    })),
    common: map.common.map(({ statement: s }) => statement(s)),
    commonGround: map.common.map((each) => ({ ...each, statement: statement(each.statement) })),
    divisive: map.divisive.map(({ statement: s, between, gap }) => ({
      statement: statement(s),
      between: between && [map.groups[between.more]!.label, map.groups[between.less]!.label],
      gap,
    })),
    unsure: map.unsure.map((each) => ({ ...each, statement: statement(each.statement) })),
    standings: map.standings.map((each) => ({ ...each, statement: statement(each.statement) })),
    priorities: byStatement(map.priorities),
    positions: {
      participantIds: ids.people,
      x: Array.from(map.positions.x),
      y: Array.from(map.positions.y),
    },
  }
}

/** The earlier components over today's statements: 0 for those that were not there. */
function earlierComponents({ components, statementIds }: Previous, today: readonly string[]) {
  if (!components || !statementIds) return undefined
  const was = new Map(statementIds.map((id, s) => [String(id), s]))
  return {
    vectors: components.map((vector) => today.map((id) => vector[was.get(id) ?? -1] ?? 0)),
  }
}

/** Beside what every answer holds, the fields and signs (agree = −1) of a production answer. */
function polisAnswer(
  votes: opinion.Votes,
  ids: Ids,
  moderation: opinion.Moderation,
  previous: Previous,
) {
  const base = previous['base-clusters']?.members
    .map((members) => numbersOf(members, votes.participantIds))
    .filter((members) => members.length > 0)
  if (base?.length === 0) {
    throw new opinion.OpinionInputError(
      'The base clusters to start from name nobody who stands in the responses.',
    )
  }
  const map = opinion.polisMap(votes.responses, {
    arrival: votes.arrival,
    moderatedOut: numbersOf(moderation.moderatedOut, votes.statementIds),
    flagged: numbersOf(moderation.flagged, votes.statementIds),
    baseClusters: base,
  })
  const person = (i: number) => ids.people[i]!
  const statement = (s: number) => ids.statements[s]!
  const byStatement = (numbers: Float64Array) =>
    Object.fromEntries(ids.statements.map((id, s) => [id, numbers[s]!]))
  const agreement = (list: opinion.PolisMap['consensus']['agree']) =>
    list.map((each) => ({
      tid: statement(each.statement),
      'n-success': each.successes,
      'n-trials': each.trials,
      'p-success': each.share,
      'p-test': each.shareTest,
    }))
  const consensus = {
    agree: agreement(map.consensus.agree),
    disagree: agreement(map.consensus.disagree),
  }
  return {
    mode: 'polis' as const,
    participants: map.participants,
    statements: map.statements,
    responses: map.responses,
    components: map.components.vectors.map((vector) => Array.from(vector)),
    groups: map.groups.map((group, g) => ({
      id: g,
      members: group.members.map(person),
      representative: map.representative[g]!.map(({ statement: s, direction, share }) => ({
        statement: statement(s),
        direction,
        share,
      })),
    })),
    common: [...consensus.agree, ...consensus.disagree].map(({ tid }) => tid),
    tids: ids.statements,
    pca: {
      center: Array.from(map.centre),
      comps: map.components.vectors.map((vector) => Array.from(vector)),
      'comment-projection': map.statementPositions.map((column) => Array.from(column)),
      'comment-extremity': Array.from(map.extremity),
    },
    'in-conv': map.counted.map(person),
    'base-clusters': {
      id: map.baseClusters.map((_, i) => i),
      members: map.baseClusters.map(({ members }) => members.map(person)),
      x: map.baseClusters.map(({ x }) => x),
      y: map.baseClusters.map(({ y }) => y),
      count: map.baseClusters.map(({ members }) => members.length),
    },
    'group-clusters': map.groups.map(({ base: members, x, y }, id) => ({
      id,
      members,
      center: [x, y],
    })),
    'group-members': Object.fromEntries(
      map.groups.map(({ members }, g) => [g, members.map(person)]),
    ),
    repness: Object.fromEntries(
      map.representative.map((list, g) => [
        g,
        list.map((each) => ({
          tid: statement(each.statement),
          'repful-for': each.direction,
          'n-success': each.successes,
          'n-trials': each.trials,
          'p-success': each.share,
          'p-test': each.shareTest,
          repness: each.ratio,
          'repness-test': each.ratioTest,
          'best-agree': each.bestAgree,
        })),
      ]),
    ),
    consensus,
    'group-aware-consensus': byStatement(map.groupAwareConsensus),
    'comment-priorities': byStatement(map.priorities),
  }
}

/** The same answer for reading. */
function tableOf(answer: Answer): string {
  const { groups } = answer
  const lines = [
    `${answer.participants} people gave ${answer.responses} responses to ${answer.statements} statements.`,
    '',
    groups.length > 1
      ? `${groups.length} opinion groups${answer.certainty ? `, ${SURE[answer.certainty]}` : ''}`
      : 'No clear groups: everyone is in one.',
  ]
  for (const { id, members, representative } of groups) {
    lines.push('', `Group ${id}: ${members.length} ${members.length === 1 ? 'person' : 'people'}`)
    for (const { statement, direction, share } of representative.slice(0, 5)) {
      lines.push(`  ${direction.padEnd(8)}  ${percent(share)}  statement ${statement}`)
    }
  }
  lines.push(
    '',
    answer.mode === 'thread' ? 'Common ground (every group leans this way)' : 'Consensus',
  )
  const { commonGround } = answer
  if (commonGround) {
    for (const { statement, direction, floor } of commonGround.slice(0, 10)) {
      lines.push(`  ${direction.padEnd(8)}  at least ${percent(floor)}  statement ${statement}`)
    }
  } else for (const statement of answer.common) lines.push(`  statement ${statement}`)
  if (answer.common.length === 0) lines.push('  none yet')
  return `${lines.join('\n')}\n`
}

const SURE: Record<opinion.Certainty, string> = {
  steady: 'and the number is steady: drawing people again gives the same',
  likely: 'and the number is likely: drawing people again mostly gives the same',
  unsure: 'but the number is unsure: drawing people again often gives another',
}

function percent(share: number) {
  return `${Math.round(share * 100)}%`.padStart(4)
}

function seedOf(given: string): number {
  const seed = Number(given)
  if (given.trim() === '' || !Number.isSafeInteger(seed) || seed < 0) {
    throw new InvalidArgumentError('It must be a whole number, 0 or more.')
  }
  return seed
}
