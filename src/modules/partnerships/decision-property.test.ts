// Long because it holds a second account of the rules beside the one it is checking, and every way in
// which members can act. Nothing here is asked of the code under test.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { actorOf, foundBoard, type Board } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { system as asSystem } from '../../platform/actor.ts'
import { reading, transaction, type Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { addDays, dayOf } from '../places/index.ts'
import { constitutionsOf } from './constitution.sql.ts'
import { closeDecision, declareInterestIn, openDecision, putDecision } from './decision.actions.ts'
import { tasks } from './decision.jobs.ts'
import { decisionById } from './decision.sql.ts'
import { meetingOf } from './electorate.sql.ts'
import { outcomeOf } from './decision.ts'
import { writeDissent } from './dissent.actions.ts'
import { join, leavePartnership } from './member.actions.ts'
import { castVote, recordVotes } from './vote.actions.ts'
import { recordedChannels, type RecordedChannel } from './vote.ts'

/** `PROPERTY_RUNS=500 node --test …` for longer; `PROPERTY_SEED` for another path through the same rules. */
const runs = Number(process.env['PROPERTY_RUNS'] ?? 25)
const seed = Number(process.env['PROPERTY_SEED'] ?? 20_260_302)

const system = await testSystem()
const hour = 3_600_000

// ---------------------------------------------------------------- what the test itself remembers

type Member = {
  id: string
  person: string
  resident: boolean
  organisation: string | null
  joined: number
  left: number
  terms: { set: number; ends: string }[]
  interests: { organisation: string; ended: number }[]
  inRoom: { from: number; to: number }[]
}

type Rules = {
  from: number
  minimum: number
  quorum: number
  residentQuorum: number
  carrying: number
  change: number
  changeNotice: number
}

type Question = {
  id: string
  words: string
  atMeeting: boolean
  constitution: { quorum: number } | null
  adopts: readonly boolean[]
  options: string[]
  parties: string[]
  put: number
  opened: number
  closes: number
  declared: Set<string>
  votes: { member: string; option: number | null }[]
  closed: boolean
}

type Model = {
  board: Board
  members: Member[]
  questions: Question[]
  rules: Rules[]
  meeting: { id: string; starts: number; ends: number; notice: number; cancelled: boolean }
  ledger: string[]
}

const never = Number.POSITIVE_INFINITY
const now = () => system.clock.now().getTime()
const seen: Record<string, number> = {}
const tally = (what: string) => (seen[what] = (seen[what] ?? 0) + 1)

// ---------------------------------------------------------------- the rules, told a second time

const dayAt = (moment: number) => dayOf(new Date(moment))
const last = (question: Question, moment: number) => Math.min(moment, question.closes)

const isMember = (member: Member, moment: number) => member.left > moment

function inOffice(member: Member, question: Question, moment: number): boolean {
  if (!isMember(member, moment) || member.joined > question.opened) return false
  const term = member.terms.filter(({ set }) => set <= question.opened).at(-1)
  return term === undefined || term.ends >= dayAt(moment)
}

function mayVote(member: Member, question: Question, moment: number): boolean {
  return (
    inOffice(member, question, moment) &&
    !question.declared.has(member.id) &&
    !question.parties.some(
      (party) =>
        party === member.organisation ||
        member.interests.some((own) => own.organisation === party && own.ended > question.opened),
    )
  )
}

const isHere = ({ meeting }: Model, member: Member, moment: number) =>
  dayAt(moment) <= dayAt(meeting.ends) &&
  member.inRoom.some(({ from, to }) => from <= moment && moment < to)

/** Which option these facts carry, if any: each rule of the issue, said once more from the facts alone. */
function carriedBy(model: Model, question: Question, moment: number): number | null {
  const at = last(question, moment)
  const rules = model.rules.findLast(({ from }) => from <= at)!
  const office = model.members.filter((member) => inOffice(member, question, at))
  const able = office.filter((member) => mayVote(member, question, at))
  const residents = (some: Member[]) => some.filter((member) => member.resident).length
  const newest = new Map<string, number | null>()
  for (const vote of question.votes) newest.set(vote.member, vote.option)
  const voters = able.filter((member) => newest.has(member.id))
  const taking = able.filter(
    (member) => newest.has(member.id) || (question.atMeeting && isHere(model, member, at)),
  )
  const cast = voters.filter((member) => newest.get(member.id) !== null)

  if (question.atMeeting && model.meeting.cancelled) return null
  if (office.length < rules.minimum) return null
  if (residents(office) <= office.length - residents(office)) return null
  if (taking.length / office.length < rules.quorum / 100) return null
  if (residents(taking) < rules.residentQuorum) return null
  if (residents(cast) <= cast.length - residents(cast)) return null
  if (question.constitution) {
    if (!question.atMeeting) return null
    const told = Math.max(model.meeting.notice, question.put)
    if (addDays(dayAt(told), rules.changeNotice) > dayAt(model.meeting.starts)) return null
  }
  const share = question.constitution ? rules.change : rules.carrying
  const winner = question.adopts.findIndex((adopts, option) => {
    const mine = cast.filter((member) => newest.get(member.id) === option).length
    return adopts && (mine * 100) / cast.length > share
  })
  return winner === -1 ? null : winner
}

// ---------------------------------------------------------------- what may be done

type Real = Record<string, never>
type Command = fc.AsyncCommand<Model, Real>

const command = (name: string, run: (model: Model) => Promise<void>): Command => ({
  check: () => true,
  async run(model) {
    system.clock.advance(1000)
    await run(model)
    await neverChanges(model)
  },
  toString: () => name,
})

/** Does it as a member would; what is refused changes nothing. Anything but a refusal is a fault. */
async function attempt<T>(
  person: string | null,
  work: (trx: Transaction) => Promise<T>,
): Promise<{ done: T } | null> {
  const actor = person === null ? asSystem('test') : await actorOf(system, person)
  try {
    return { done: await transaction(system.db, actor, system.clock.now(), work) }
  } catch (error) {
    const refused =
      error instanceof Refusal ||
      ['42501', '23514', '23505', 'P0001'].includes((error as { code: string }).code)
    if (!refused) throw error
    return null
  }
}

const index = fc.nat({ max: 11 })
/** Mostly one of the two who run things, so that something happens. */
const organiser = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1) },
  { weight: 1, arbitrary: index },
)
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length]!

const put = fc
  .record({
    by: organiser,
    atMeeting: fc.boolean(),
    kind: fc.constantFrom('ordinary', 'ordinary', 'ordinary', 'constitution'),
    quorum: fc.constantFrom(20, 40, 60),
    adopts: fc.constantFrom([true, false], [true, false], [true, true, false]),
    party: fc.option(index, { freq: 3 }),
  })
  .map((given) =>
    command(`put ${JSON.stringify(given)}`, async (model) => {
      await putOne(model, given)
    }),
  )

async function putOne(
  model: Model,
  given: {
    by: number
    atMeeting: boolean
    kind: string
    quorum: number
    adopts: readonly boolean[]
    party: number | null
  },
): Promise<void> {
  const { board, meeting } = model
  const parties =
    given.party === null || board.organisations.length === 0
      ? []
      : [pick(board.organisations, given.party).id]
  const words = `Shall we? ${newId()}`
  const constitution = given.kind === 'constitution' ? { quorum: given.quorum } : null
  const put = await attempt(pick(model.members, given.by).person, (trx) =>
    putDecision(trx, {
      partnership: board.id,
      meeting: given.atMeeting ? meeting.id : null,
      kind: constitution ? 'constitution' : 'ordinary',
      question: words,
      background: '',
      language: 'en',
      options: given.adopts.map((adopts, at) => ({ text: `Option ${at + 1}`, adopts })),
      grounds: [],
      parties,
      proposal: constitution ? { quorum_share: constitution.quorum } : null,
    }),
  )
  if (!put) return
  const { rows } = await system.owner.query(
    'SELECT id FROM partnerships.decision_option WHERE decision_id = $1 ORDER BY position',
    [put.done],
  )
  model.questions.push({
    id: put.done,
    words,
    atMeeting: given.atMeeting,
    constitution,
    adopts: given.adopts,
    options: rows.map((row: { id: string }) => row.id),
    parties,
    put: now(),
    opened: never,
    closes: never,
    declared: new Set(),
    votes: [],
    closed: false,
  })
}

const asking = <T>(
  name: string,
  given: fc.Arbitrary<T>,
  run: (model: Model, question: Question, given: T) => Promise<void>,
) =>
  fc.record({ which: index, given }).map(({ which, given: own }) =>
    command(`${name} ${which} ${JSON.stringify(own)}`, async (model) => {
      if (model.questions.length > 0) await run(model, pick(model.questions, which), own)
    }),
  )

async function openOne(model: Model, question: Question, by: number, hours: number) {
  const closes = question.atMeeting ? null : new Date(now() + hours * hour)
  const done = await attempt(pick(model.members, by).person, (trx) =>
    openDecision(trx, question.id, closes),
  )
  if (!done) return
  assert.equal(question.opened, never)
  assert.ok(!question.atMeeting || model.meeting.notice < never, 'opened without notice')
  question.opened = now()
  question.closes = closes?.getTime() ?? never
}

const open = asking(
  'open',
  fc.record({ by: organiser, hours: fc.constantFrom(2, 30, 80) }),
  (model, question, { by, hours }) => openOne(model, question, by, hours),
)

const declare = asking(
  'declare',
  fc.record({ by: organiser, member: index }),
  async (model, question, { by, member }) => {
    const who = pick(model.members, member)
    if (
      await attempt(pick(model.members, by).person, (trx) =>
        declareInterestIn(trx, question.id, who.id, 'My sister works there.'),
      )
    )
      question.declared.add(who.id)
  },
)

function voted(model: Model, question: Question, member: Member, option: number | null): void {
  assert.ok(
    question.opened < never && !question.closed && now() < question.closes,
    'voted while it was not open',
  )
  assert.ok(mayVote(member, question, now()), 'somebody voted who may not')
  question.votes.push({ member: member.id, option })
  tally('vote')
}

const choice = fc.oneof(
  { weight: 5, arbitrary: fc.constant<number | null>(0) },
  { weight: 2, arbitrary: fc.constant<number | null>(1) },
  { weight: 1, arbitrary: fc.constant<number | null>(2) },
  { weight: 1, arbitrary: fc.constant<number | null>(null) },
)
const optionOf = (question: Question, option: number | null) =>
  option === null ? null : option % question.options.length

const vote = asking(
  'vote',
  fc.record({ member: index, option: choice }),
  async (model, question, given) => {
    const member = pick(model.members, given.member)
    const option = optionOf(question, given.option)
    const id = option === null ? null : question.options[option]!
    if (await attempt(member.person, (trx) => castVote(trx, question.id, id)))
      voted(model, question, member, option)
  },
)

async function recordAll(
  model: Model,
  question: Question,
  by: number,
  given: { members: readonly number[]; option: number | null; channel: RecordedChannel },
): Promise<void> {
  const members = [...new Set(given.members.map((at) => pick(model.members, at)))]
  const option = optionOf(question, given.option)
  const id = option === null ? null : question.options[option]!
  const done = await attempt(pick(model.members, by).person, (trx) =>
    recordVotes(
      trx,
      question.id,
      members.map((member) => ({ member: member.id, option: id, channel: given.channel })),
    ),
  )
  if (!done) return
  for (const member of members) {
    assert.ok(
      given.channel !== 'hand' || (question.atMeeting && isHere(model, member, now())),
      'a hand of somebody who is not there',
    )
    voted(model, question, member, option)
  }
}

const some = fc.uniqueArray(index, { minLength: 2, maxLength: 12, size: 'max' })
const recorded = asking(
  'record',
  fc.record({
    by: organiser,
    members: some,
    option: choice,
    channel: fc.constantFrom(...recordedChannels),
  }),
  (model, question, given) => recordAll(model, question, given.by, given),
)

async function closeOne(model: Model, question: Question, by: number): Promise<void> {
  const done = await attempt(pick(model.members, by).person, (trx) =>
    closeDecision(trx, question.id),
  )
  if (done) await closed(model, question)
}

const close = asking('close', organiser, closeOne)

/** A vote from end to end, so that results are not rare: who votes for what is still anybody's. */
const ballot = asking(
  'ballot',
  fc.record({ by: organiser, yes: some, no: fc.uniqueArray(index, { maxLength: 3 }) }),
  async (model, question, { by, yes, no }) => {
    await openOne(model, question, by, 2)
    for (const [members, option] of [
      [yes, 0],
      [no, 1],
    ] as const)
      for (const each of members)
        await recordAll(model, question, by, { members: [each], option, channel: 'paper' })
    system.clock.advance(3 * hour)
    await closeOne(model, question, by)
  },
)

const closeByClock = fc.constant(
  command('close by the clock', async (model) => {
    await tasks['close-decisions']!(system, {})
    for (const question of model.questions)
      if (!question.closed && question.closes <= now()) await closed(model, question)
  }),
)

/** The heart of it: what was kept, against what the facts say. */
async function closed(model: Model, question: Question): Promise<void> {
  const expected = carriedBy(model, question, now())
  const stored = (await decisionById(system.db, question.id))!
  const result = stored.result
  assert.ok(result, 'closed without a result')
  tally(result.outcome)
  assert.equal(
    result.outcome === 'carried'
      ? stored.options.findIndex(({ id }) => id === result.option)
      : null,
    expected,
    `${result.outcome}, ${JSON.stringify(result.count)}`,
  )
  // What the page would have said is what the database decided.
  const rules = (await constitutionsOf(system.db, model.board.id)).find(
    ({ id }) => id === result.constitution,
  )!
  const meeting = await meetingOf(system.db, question.id)
  assert.deepEqual(
    outcomeOf(result.count, rules, {
      kind: stored.kind,
      daysOfNotice: meeting?.daysOfNotice ?? null,
      cancelled: meeting?.cancelled ?? false,
    }),
    { outcome: result.outcome, option: result.option },
  )
  question.closed = true
  if (result.outcome === 'carried' && question.constitution)
    model.rules.push({ ...model.rules.at(-1)!, from: now(), quorum: question.constitution.quorum })
}

const joining = fc.record({ resident: fc.boolean(), body: index }).map(({ resident, body }) =>
  command(`join ${resident}`, async (model) => {
    if (model.members.length > 11) return
    const organisation =
      resident || model.board.organisations.length === 0
        ? null
        : pick(model.board.organisations, body).id
    const person = newId(system.clock.now())
    await system.owner.query(
      `INSERT INTO people.person (id, name, email, language, created_at, updated_at) VALUES ($1, 'New', $1::uuid || '@example.org', 'en', $2, $2)`,
      [person, system.clock.now()],
    )
    const done = await attempt(null, (trx) =>
      join(trx, {
        partnership: model.board.id,
        person,
        standing: organisation ? 'organisation' : 'resident',
        organisation,
        roles: [],
      }),
    )
    model.members.push(blank(done!.done, person, organisation, now()))
  }),
)

const blank = (
  id: string,
  person: string,
  organisation: string | null,
  joined: number,
): Member => ({
  id,
  person,
  resident: organisation === null,
  organisation,
  joined,
  left: never,
  terms: [],
  interests: [],
  inRoom: [],
})

const one = (name: string, run: (model: Model, member: Member, by: Member) => Promise<void>) =>
  fc
    .record({ member: index, by: organiser })
    .map(({ member, by }) =>
      command(`${name} ${member} by ${by}`, (model) =>
        run(model, pick(model.members, member), pick(model.members, by)),
      ),
    )

const leave = one('leave', async (model, member) => {
  if (await attempt(member.person, (trx) => leavePartnership(trx, model.board.id)))
    member.left = now()
})

const term = one('term', async (_model, member, by) => {
  const ends = addDays(dayOf(system.clock.now()), member.terms.length - 1)
  const done = await attempt(by.person, (trx) =>
    sql`INSERT INTO partnerships.term (id, member_id, ends_on, set_at, set_by) VALUES (${newId(trx.at)}, ${member.id}, ${ends}, ${trx.at}, ${by.person})`.execute(
      trx.db,
    ),
  )
  if (done) member.terms.push({ set: now(), ends })
})

const interest = one('interest', async (model, member) => {
  if (model.board.organisations.length === 0) return
  const organisation = pick(model.board.organisations, member.interests.length).id
  const done = await attempt(member.person, (trx) =>
    sql`INSERT INTO partnerships.interest (id, partnership_id, member_id, organisation_id, about, declared_at, declared_by)
      VALUES (${newId(trx.at)}, ${model.board.id}, ${member.id}, ${organisation}, 'Paid by them.', ${trx.at}, ${member.person})`.execute(
      trx.db,
    ),
  )
  if (done) member.interests.push({ organisation, ended: never })
})

const interestEnds = one('end interest', async (_model, member) => {
  const done = await attempt(member.person, (trx) =>
    sql`UPDATE partnerships.interest SET ended_at = ${trx.at} WHERE member_id = ${member.id} AND ended_at IS NULL`.execute(
      trx.db,
    ),
  )
  if (done && Number(done.done.numAffectedRows) > 0)
    for (const own of member.interests) own.ended = Math.min(own.ended, now())
})

const attend = one('attend', async (model, member, by) => {
  const done = await attempt(by.person, (trx) =>
    sql`INSERT INTO partnerships.attendance (meeting_id, member_id, channel, arrived_at, noted_by) VALUES (${model.meeting.id}, ${member.id}, 'room', ${trx.at}, ${by.person})`.execute(
      trx.db,
    ),
  )
  if (done) member.inRoom.push({ from: now(), to: never })
})

const leaveRoom = one('leave the room', async (model, member, by) => {
  const done = await attempt(by.person, (trx) =>
    sql`UPDATE partnerships.attendance SET left_at = ${trx.at} WHERE meeting_id = ${model.meeting.id} AND member_id = ${member.id} AND left_at IS NULL`.execute(
      trx.db,
    ),
  )
  if (done && Number(done.done.numAffectedRows) > 0)
    for (const time of member.inRoom) time.to = Math.min(time.to, now())
})

const notice = one('give notice', async (model, _member, by) => {
  const done = await attempt(by.person, (trx) =>
    sql`INSERT INTO partnerships.meeting_notice (meeting_id, sent_at, clear_days, asked_days) VALUES (${model.meeting.id}, ${trx.at}, 9, 5)`.execute(
      trx.db,
    ),
  )
  if (done) model.meeting.notice = now()
})

const cancel = fc.nat({ max: 9 }).map((luck) =>
  command(`cancel ${luck}`, async (model) => {
    // Rarely: nothing is decided at the meeting after it.
    if (luck > 0) return
    const done = await attempt(pick(model.members, 0).person, (trx) =>
      sql`INSERT INTO partnerships.meeting_cancellation (meeting_id, at, reason) VALUES (${model.meeting.id}, ${trx.at}, 'Snow.')`.execute(
        trx.db,
      ),
    )
    if (done) model.meeting.cancelled = true
  }),
)

const dissent = asking(
  'dissent',
  fc.record({ by: organiser, named: fc.boolean() }),
  async (model, question, { by, named }) => {
    await attempt(pick(model.members, by).person, (trx) =>
      writeDissent(trx, { decision: question.id, text: 'I do not agree.', language: 'en', named }),
    )
  },
)

const wait = fc
  .constantFrom(1, 1, 20, 50)
  .map((hours) => command(`wait ${hours} hours`, async () => system.clock.advance(hours * hour)))

/** What nobody may do by any way, tried past every action as the application's own role. */
const mischief = asking(
  'mischief',
  fc.record({ member: index, by: organiser, way: fc.nat({ max: 8 }) }),
  async (model, question, { member, by, way }) => {
    const who = pick(model.members, member)
    const doer = pick(model.members, by)
    const option = question.options[0]!
    const forged = (trx: Transaction, channel: string) =>
      sql`INSERT INTO partnerships.vote (id, decision_id, member_id, option_id, channel, cast_at, recorded_by)
      VALUES (${newId(trx.at)}, ${question.id}, ${who.id}, ${option}, ${channel}, ${trx.at}, ${doer.person})`.execute(
        trx.db,
      )
    const ways: ((trx: Transaction) => Promise<unknown>)[] = [
      (trx) =>
        sql`INSERT INTO partnerships.decision_result (decision_id, closed_at, outcome, option_id, constitution_id, count)
      SELECT ${question.id}, ${trx.at}, 'carried', ${option}, id, '{}' FROM partnerships.constitution LIMIT 1`.execute(
          trx.db,
        ),
      (trx) =>
        sql`UPDATE partnerships.decision_result SET outcome = 'carried', option_id = ${option}`.execute(
          trx.db,
        ),
      (trx) => sql`UPDATE partnerships.vote SET option_id = ${option}`.execute(trx.db),
      (trx) => sql`DELETE FROM partnerships.vote`.execute(trx.db),
      (trx) => sql`UPDATE platform.ledger_event SET body = '{}'`.execute(trx.db),
      (trx) => sql`SELECT partnerships.count_at(${question.id}, ${trx.at})`.execute(trx.db),
      (trx) =>
        sql`INSERT INTO partnerships.constitution SELECT (jsonb_populate_record(rules, jsonb_build_object('id', ${newId(trx.at)}::text, 'version', 99, 'decision_id', ${question.id}::text))).*
      FROM partnerships.constitution rules WHERE partnership_id = ${model.board.id} LIMIT 1`.execute(
          trx.db,
        ),
    ]
    if (way < ways.length) {
      assert.equal(await attempt(doer.person, ways[way]!), null, `mischief ${way} was let through`)
      tally('mischief')
      return
    }
    const channel = way === ways.length ? 'screen' : 'paper'
    if (await attempt(doer.person, (trx) => forged(trx, channel))) {
      assert.ok(
        channel === 'paper' || who.person === doer.person,
        'a screen touched for somebody else',
      )
      voted(model, question, who, 0)
    }
  },
)

// ---------------------------------------------------------------- what holds after every step

/** No entry of the ledger is ever another than it was, and none goes. */
async function neverChanges(model: Model): Promise<void> {
  const { rows } = await system.owner.query<{ row: string }>(
    'SELECT event::text AS row FROM platform.ledger_event event WHERE partnership_id = $1 ORDER BY sequence',
    [model.board.id],
  )
  const ledger = rows.map(({ row }) => row)
  assert.deepEqual(ledger.slice(0, model.ledger.length), model.ledger)
  model.ledger = ledger
}

/** Nobody outside is shown a draft, by any page or query. */
async function draftsAreHidden(model: Model): Promise<void> {
  const isDraft = (question: Question) =>
    question.opened === never && !(question.atMeeting && model.meeting.notice < never)
  const drafts = model.questions.filter(isDraft)
  const { actor } = model.board.outsider
  for (const question of model.questions) {
    const found = await reading(system.db, actor, (db) => decisionById(db, question.id))
    assert.equal(found === undefined, isDraft(question))
  }
  const stranger = visitor(model.board.web)
  const pages = [
    `/in/${model.board.slug}/decisions`,
    `/in/${model.board.slug}/record`,
    `/in/${model.board.slug}/record.json`,
    `/in/${model.board.slug}`,
  ]
  for (const path of pages) {
    const text = await stranger.page(path)
    for (const { words } of drafts) assert.ok(!text.includes(words), `${path} shows a draft`)
  }
  for (const { id } of drafts.slice(0, 2)) {
    for (const path of [
      `/decisions/${id}`,
      `/decisions/${id}/decision.json`,
      `/decisions/${id}/papers`,
      `/thread/${id}`,
    ])
      assert.ok([401, 404].includes((await stranger.get(path)).status), path)
    tally('draft')
  }
}

const setting = fc.record({
  residents: fc.integer({ min: 2, max: 7 }),
  organisations: fc.integer({ min: 0, max: 3 }),
  quorumShare: fc.constantFrom(10, 34, 50, 75),
  residentQuorum: fc.constantFrom(null, null, 1, 3),
  minimumMembers: fc.integer({ min: 1, max: 5 }),
  daysAhead: fc.constantFrom(0, 3),
  changeNotice: fc.constantFrom(0, 2),
  noticed: fc.boolean(),
})

async function founded(
  given: typeof setting extends fc.Arbitrary<infer T> ? T : never,
): Promise<Model> {
  const board = await foundBoard(system, given)
  const starts = now() + given.daysAhead * 24 * hour + hour
  const meeting = {
    id: newId(system.clock.now()),
    starts,
    ends: starts + 3 * hour,
    notice: never,
    cancelled: false,
  }
  await system.owner.query(
    `INSERT INTO partnerships.meeting (id, partnership_id, title, starts_at, ends_at, place, called_at) VALUES ($1, $2, 'A meeting', $3, $4, 'The hall', $5)`,
    [meeting.id, board.id, new Date(starts), new Date(meeting.ends), system.clock.now()],
  )
  await system.owner.query(
    'UPDATE partnerships.constitution SET change_notice_days = $2, change_share = 60 WHERE partnership_id = $1',
    [board.id, given.changeNotice],
  )
  const rules: Rules = {
    from: 0,
    minimum: given.minimumMembers,
    quorum: given.quorumShare,
    residentQuorum: given.residentQuorum ?? 0,
    carrying: 50,
    change: 60,
    changeNotice: given.changeNotice,
  }
  const model: Model = {
    board,
    members: board.members.map((each) => blank(each.id, each.person, each.organisation, 0)),
    questions: [],
    rules: [rules],
    meeting,
    ledger: [],
  }
  if (given.noticed) {
    for (const kind of ['ordinary', 'constitution'])
      await putOne(model, {
        by: 0,
        atMeeting: true,
        kind,
        quorum: 40,
        adopts: [true, false],
        party: null,
      })
    await system.owner.query(
      'INSERT INTO partnerships.meeting_notice (meeting_id, sent_at, clear_days, asked_days) VALUES ($1, $2, 9, 5)',
      [meeting.id, system.clock.now()],
    )
    meeting.notice = now()
  }
  return model
}

test('no sequence of acts by any mix of members carries what the rules do not', async () => {
  // Those that make something happen come more than once, so that votes are held and come to an end.
  const actions = fc.commands(
    [
      put,
      ballot,
      ballot,
      open,
      open,
      open,
      vote,
      vote,
      vote,
      recorded,
      recorded,
      recorded,
      close,
      close,
      closeByClock,
      wait,
      attend,
      attend,
      declare,
      joining,
      leave,
      term,
      interest,
      interestEnds,
      leaveRoom,
      notice,
      cancel,
      dissent,
      mischief,
    ],
    { maxCommands: 60, size: 'max' },
  )
  await fc.assert(
    fc.asyncProperty(setting, actions, async (given, commands) => {
      const model = await founded(given)
      await fc.asyncModelRun(() => ({ model, real: {} }), commands)
      await draftsAreHidden(model)
      await neverChanges(model)
    }),
    { numRuns: runs, seed, endOnFailure: process.env['PROPERTY_SHRINK'] === undefined },
  )
  if (process.env['PROPERTY_TOLD']) console.log(seen)
  // A property that is never put to the test holds of anything.
  for (const what of ['carried', 'no-quorum', 'vote', 'mischief', 'draft'])
    assert.ok((seen[what] ?? 0) > 0, `${what} never happened: ${JSON.stringify(seen)}`)
})
