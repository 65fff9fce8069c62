// Long because it follows a board from its first rules to who speaks with it, in the order they do it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { verifyLedger } from '../../platform/ledger/index.ts'
import { constitutionOf, speaksFor } from './index.ts'

const system = await testSystem()
const board = await foundBoard(system, {
  residents: 5,
  organisations: 2,
  quorumShare: null,
  name: 'Ours',
})
const { web } = board
const at = `/in/${board.slug}`
const rows = async (text: string, values: unknown[] = []) =>
  (await system.owner.query(text, values)).rows
const acts = async (act: string) =>
  rows(`SELECT body FROM platform.ledger_event WHERE partnership_id = $1 AND act = $2`, [
    board.id,
    act,
  ])

const rules = {
  minimumMembers: '6',
  residentShareOfMembers: '50',
  residentShareOfVotes: '50',
  quorumShare: '60',
  residentQuorum: '3',
  carryingShare: '50',
  changeShare: '66',
  noticeDays: '5',
  changeNoticeDays: '14',
  termMonths: '24',
  yearlyMeeting: 'yes',
  other: 'We share the chair.',
}

test('a partnership begins with rules that anybody can read, each of known source', async () => {
  const page = await visitor(web).page(`${at}/constitution`)
  assert.match(page, /At least 8 people must be members\./)
  assert.match(page, /More than half of members must live here\./)
  assert.match(page, /More than half of the votes must come from people who live here\./)
  assert.match(page, /at least 5 clear days before it/)
  assert.match(page, /announced at least 14 days before/)
  assert.match(page, /Big Local partnerships in England \(Local Trust, 2017\)/)
  assert.match(page, /Local Government Act 1972, section 100A/)
  assert.match(page, /Until it has, nothing can be decided/)
  assert.match(page, /There is no national rule\. Each board agrees its own\./)
  assert.doesNotMatch(page, /constitution\/set-up/)
  const wales = await foundBoard(system, {
    nation: 'wales',
    residents: 3,
    organisations: 0,
    quorumShare: null,
    name: 'Cwm',
  })
  const welsh = await constitutionOf(system.db, wales.id, system.clock.now())
  assert.equal(welsh?.noticeDays, 3)
  assert.equal(welsh?.quorumShare, null)
  assert.equal(await constitutionOf(system.db, 'nonsense', system.clock.now()), undefined)
})

test('the chair sets the rules up; what is wrong is said at its field and nothing is kept', async () => {
  const chair = await board.chair.browser()
  assert.match(await chair.page(`${at}/constitution`), /href="[^"]+\/constitution\/set-up"/)
  const wrong = await chair.post(`${at}/constitution/set-up`, {
    ...rules,
    minimumMembers: 'many',
    residentShareOfVotes: '40',
    quorumShare: '101',
    termMonths: '2.5',
  })
  const again = await wrong.text()
  assert.equal(wrong.status, 422)
  for (const field of ['minimumMembers', 'residentShareOfVotes', 'quorumShare', 'termMonths'])
    assert.match(again, new RegExp(`href="#${field}"`), field)
  assert.match(again, /value="many"/)
  assert.equal((await acts('constitution-adopted')).length, 1)

  const set = await chair.post(`${at}/constitution/set-up`, rules)
  assert.equal(set.status, 303, await set.text())
  const now = await constitutionOf(system.db, board.id, system.clock.now())
  assert.equal(now?.version, 2)
  assert.equal(now?.quorumShare, 60)
  assert.equal(now?.residentQuorum, 3)
  const [, adopted] = await acts('constitution-adopted')
  assert.equal(JSON.parse(adopted.body).rules.change_share, 66)

  const page = await visitor(web).page(`${at}/constitution`)
  assert.match(page, /At least 60% of the members must take part/)
  assert.match(page, /Today that means 5 of 7\./)
  assert.match(page, /set up by this board’s chair on 2 March 2026/)
  assert.match(page, /Big Local/, 'a rule that nobody changed keeps its source')
  assert.match(page, /Version 1/)
  assert.match(page, /We share the chair\./)

  // The same rules again are no new version.
  await chair.post(`${at}/constitution/set-up`, rules)
  assert.equal((await acts('constitution-adopted')).length, 2)
})

test('once a question was opened, only a decision changes the rules', async () => {
  const other = await foundBoard(system, { residents: 3, organisations: 0, name: 'Decided' })
  const [decision] = await rows(
    `INSERT INTO partnerships.decision (id, partnership_id, kind, question, language, put_at) VALUES (gen_random_uuid(), $1, 'ordinary', 'Shall we?', 'en', $2) RETURNING id`,
    [other.id, system.clock.now()],
  )
  await system.owner.query(
    `INSERT INTO partnerships.decision_opening (decision_id, opened_at, closes_at) VALUES ($1, $2::timestamptz, $2::timestamptz + interval '7 days')`,
    [decision.id, system.clock.now()],
  )
  const chair = await other.chair.browser()
  assert.doesNotMatch(
    await chair.page(`/in/${other.slug}/constitution`),
    /href="[^"]+\/constitution\/set-up"/,
  )
  assert.equal((await chair.get(`/in/${other.slug}/constitution/set-up`)).status, 303)
  const late = await chair.post(`/in/${other.slug}/constitution/set-up`, rules)
  assert.equal(late.status, 409)
  assert.match(await late.text(), /changed only by a decision/)
})

test('a change is put to a meeting far enough away, with only what would differ', async () => {
  const other = await foundBoard(system, { residents: 4, organisations: 1, name: 'Changing' })
  const organiser = await other.facilitator.browser()
  const page = `/in/${other.slug}/constitution/change`
  assert.match(await organiser.page(page), /There is no meeting to put it to yet/)
  const meeting = async (days: number) => {
    const [row] = await rows(
      `INSERT INTO partnerships.meeting (id, partnership_id, title, starts_at, ends_at, place, called_at)
       VALUES (gen_random_uuid(), $1, 'Spring meeting', $2::timestamptz + make_interval(days => $3::int), $2::timestamptz + make_interval(days => $3::int, hours => 2), 'The hall', $2) RETURNING id`,
      [other.id, system.clock.now(), days],
    )
    return row.id as string
  }
  const soon = await meeting(13)
  assert.match(await organiser.page(page), /There is no meeting to put it to yet/)
  const far = await meeting(14)
  const form = await organiser.page(page)
  assert.match(form, /Notice of it has to go out by 2 March 2026/)
  assert.match(form, new RegExp(far))
  assert.doesNotMatch(form, new RegExp(soon))
  const now = await constitutionOf(system.db, other.id, system.clock.now())
  const asItIs = {
    ...rules,
    minimumMembers: String(now!.minimumMembers),
    quorumShare: '50',
    residentQuorum: '',
    termMonths: '',
    other: '',
    why: 'Too few of us come.',
    meeting: far,
  }
  const nothing = await organiser.post(page, asItIs)
  assert.equal(nothing.status, 422)
  assert.match(await nothing.text(), /Change at least one rule/)
  const late = await organiser.post(page, { ...asItIs, quorumShare: '40', meeting: soon })
  assert.equal(late.status, 422)
  const put = await organiser.post(page, { ...asItIs, quorumShare: '40', residentQuorum: '2' })
  assert.equal(put.status, 303, await put.text())
  const [decision] = await rows(
    `SELECT id, kind, proposal, meeting_id FROM partnerships.decision WHERE partnership_id = $1`,
    [other.id],
  )
  assert.equal(put.headers.get('location'), `/decisions/${decision.id}`)
  assert.equal(decision.kind, 'constitution')
  assert.deepEqual(decision.proposal, { quorum_share: 40, resident_quorum: 2 })
  assert.equal(decision.meeting_id, far)
  const kept = await constitutionOf(system.db, other.id, system.clock.now())
  assert.equal(kept?.quorumShare, 50, 'asking changes nothing yet')
})

test('the members page says how the board stands, and whose place is over', async () => {
  const chair = await board.chair.browser()
  const member = board.residents[3]!
  const first = await chair.page(`${at}/members`)
  assert.match(first, /7 members count; the rules ask for at least 6\./)
  assert.match(first, /5 of the 7 live here, as the rules ask\./)
  assert.match(first, /7 members have no last day yet/)

  assert.match(
    await chair.page(`${at}/members/${member.id}/term`),
    /value="2028"/,
    'two years from the day they joined',
  )
  const wrong = await chair.post(`${at}/members/${member.id}/term`, {
    day: '31',
    month: '2',
    year: '2026',
  })
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /a day that is in the calendar/)
  const set = await chair.post(`${at}/members/${member.id}/term`, {
    day: '15',
    month: '3',
    year: '2026',
  })
  assert.equal(set.status, 303, await set.text())
  assert.match(await chair.page(`${at}/members`), /1 member’s place ends within 60 days/)
  assert.equal((await chair.post(`${at}/members/terms`)).status, 303)
  const stored = await rows(
    `SELECT count(*)::int AS n, count(*) FILTER (WHERE ends_on = '2028-03-01')::int AS ruled FROM partnerships.term`,
  )
  assert.deepEqual(stored[0], { n: 7, ruled: 6 })

  system.clock.advance(14 * 86_400_000)
  const over = await chair.page(`${at}/members`)
  assert.match(over, /over: may not vote/)
  assert.match(over, /6 members count/)
  // Agreed again, without an end this time.
  await chair.post(`${at}/members/${member.id}/term`, { day: '', month: '', year: '' })
  assert.match(await chair.page(`${at}/members`), /7 members count/)
})

test('interests are declared by whoever has them, noted when said in the room, and ended by a row', async () => {
  const own = board.residents[3]!
  const browser = await own.browser()
  const empty = await browser.post(`${at}/interests`, { organisation: '', about: '' })
  assert.equal(empty.status, 422)
  const said = await browser.post(`${at}/interests`, {
    organisation: board.organisations[0]!.id,
    about: 'My sister runs it.',
  })
  assert.equal(said.status, 303, await said.text())
  const organiser = await board.facilitator.browser()
  const noted = await organiser.post(`${at}/interests`, {
    member: board.officers[1]!.id,
    about: 'Sells us paper.',
  })
  assert.equal(noted.status, 303, await noted.text())
  // A member who is no organiser notes nobody else's.
  const forged = await browser.post(`${at}/interests`, {
    member: board.officers[0]!.id,
    about: 'Made up.',
  })
  assert.equal(forged.status, 403)

  const register = await browser.page(`${at}/interests`)
  assert.match(register, new RegExp(`${board.organisations[0]!.name}: My sister runs it\\.`))
  assert.match(register, /Said in the room and noted for them/)
  assert.match(await browser.page(`${at}/members`), /My sister runs it\./)
  const outside = await visitor(web).page(`${at}/constitution`)
  assert.match(outside, /Members have declared 2 interests\./)
  assert.doesNotMatch(outside, /sister|Sells us/)
  for (const { body } of await acts('interest-declared')) assert.equal(body, '{}')

  const [mine] = await rows(`SELECT id FROM partnerships.interest WHERE member_id = $1`, [own.id])
  const [theirs] = await rows(`SELECT id FROM partnerships.interest WHERE member_id = $1`, [
    board.officers[1]!.id,
  ])
  assert.equal((await browser.post(`${at}/interests/${theirs.id}/end`)).status, 403)
  assert.equal((await browser.post(`${at}/interests/${mine.id}/end`)).status, 303)
  assert.match(await visitor(web).page(`${at}/constitution`), /Members have declared 1 interest\./)
  const kept = await rows(`SELECT about, ended_at FROM partnerships.interest WHERE id = $1`, [
    mine.id,
  ])
  assert.equal(kept[0].about, 'My sister runs it.')
  assert.deepEqual(kept[0].ended_at, system.clock.now())
})

test('who holds the money is public, and apart from who decides', async () => {
  const stranger = visitor(web)
  assert.match(await stranger.page(`${at}/trusted-organisation`), /No organisation has been named/)
  const chair = await board.chair.browser()
  const wrong = await chair.post(`${at}/trusted-organisation`, {
    day: '40',
    month: '1',
    year: '2026',
  })
  assert.equal(wrong.status, 422)
  const problems = await wrong.text()
  for (const field of ['organisation', 'organisationKind', 'holds'])
    assert.match(problems, new RegExp(`href="#${field}"`), field)
  const future = {
    organisation: 'Harrow Lane Church',
    organisationKind: 'council',
    holds: 'Our grant of £150,000 until 2028.',
    day: '1',
    month: '1',
    year: '2099',
  }
  assert.equal((await chair.post(`${at}/trusted-organisation`, future)).status, 422)
  const named = await chair.post(`${at}/trusted-organisation`, { ...future, year: '2026' })
  assert.equal(named.status, 303, await named.text())
  const page = await stranger.page(`${at}/trusted-organisation`)
  assert.match(page, /Harrow Lane Church/)
  assert.match(page, /Our grant of £150,000 until 2028\./)
  assert.match(page, /It does not decide what the money is for/)
  await chair.post(`${at}/trusted-organisation`, {
    ...future,
    organisation: 'Northvale Trust',
    year: '2026',
  })
  const both = await stranger.page(`${at}/trusted-organisation`)
  assert.match(both, /Northvale Trust[^]*Who held it before[^]*Harrow Lane Church/)
  assert.equal((await chair.post(`${at}/trusted-organisation/end`)).status, 303)
  assert.match(await stranger.page(`${at}/trusted-organisation`), /No organisation has been named/)
  assert.equal((await acts('trusted-organisation-named')).length, 2)
  assert.equal((await acts('trusted-organisation-ended')).length, 2)
})

test('somebody is invited to speak for an organisation, speaks, stops, and needs a new invitation', async () => {
  const chair = await board.chair.browser()
  const organisation = board.organisations[0]!
  assert.match(
    await chair.page(`${at}/invitations/new?for=representative`),
    /value="representative" checked/,
  )
  const made = await chair.post(`${at}/invitations`, {
    standing: 'representative',
    organisation: organisation.name,
    organisationKind: 'council',
    uses: '5',
    days: '30',
    roles: ['facilitator'],
  })
  assert.equal(made.status, 303, await made.text())
  const sheet = await chair.page(made.headers.get('location')!)
  const code = /\/join\/([0-9A-Z-]{14})</.exec(sheet)![1]!
  const voice = await board.outsider.browser()
  const { person } = board.outsider
  assert.match(await voice.page(`/join/${code}`), /You will not be a member and will have no vote/)
  const speaks = () => speaksFor(system.db, person, organisation.id, board.id)
  assert.equal(await speaks(), false)
  const accepted = await voice.post(`/join/${code}`)
  assert.equal(accepted.headers.get('location'), '/you/organisations?done=speaks')
  assert.equal(await speaks(), true)
  const stored = await rows(
    `SELECT count(*)::int AS n FROM partnerships.member WHERE person_id = $1`,
    [person],
  )
  assert.equal(stored[0].n, 0, 'speaking for an organisation makes nobody a member')
  assert.match(await voice.page('/you/organisations'), new RegExp(organisation.name))
  assert.match(await chair.page(`${at}/representatives`), /Olwen Outside/)
  assert.equal((await voice.post(`/join/${code}`)).status, 409, 'once is enough')
  assert.equal((await voice.get(`${at}/members`)).status, 403)

  const [row] = await rows(
    `SELECT id FROM partnerships.representative WHERE person_id = $1 AND ended_at IS NULL`,
    [person],
  )
  system.clock.advance(60_000)
  assert.equal((await voice.post(`/you/organisations/${row.id}/end`)).status, 303)
  assert.equal(await speaks(), false)
  const again = await voice.post(`/join/${code}`)
  assert.equal(again.status, 403)
  assert.match(await again.text(), /Ask the chair for a new one/)
  const record = await visitor(web).page(`${at}/record`)
  assert.match(record, /Someone now speaks for an organisation\./)
  assert.doesNotMatch(record, /Olwen/)
})

test('erasing an account ends what it spoke for and takes the words of its interests', async () => {
  const leaver = board.officers[1]!
  const browser = await leaver.browser()
  await system.owner.query(
    `INSERT INTO partnerships.representative (id, organisation_id, person_id, partnership_id, named_at) VALUES (gen_random_uuid(), $1, $2, NULL, $3)`,
    [board.organisations[0]!.id, leaver.person, system.clock.now()],
  )
  const mine = JSON.stringify(await (await browser.post('/you/data')).text())
  assert.match(mine, /Sells us paper/)
  assert.match(mine, /speaksFor/)
  const erased = await browser.post('/you/erasure', { confirm: 'erase' })
  assert.equal(erased.status, 303, await erased.text())
  assert.equal(
    await speaksFor(system.db, leaver.person, board.organisations[0]!.id, board.id),
    false,
  )
  const kept = await rows(
    `SELECT about, organisation_id, erased, ended_at IS NOT NULL AS ended FROM partnerships.interest WHERE member_id = $1`,
    [leaver.id],
  )
  assert.deepEqual(kept, [{ about: '', organisation_id: null, erased: true, ended: true }])
  assert.deepEqual((await verifyLedger(system.db)).faults, [])
})

test('the public pages are whole in every language', async () => {
  for (const language of ['cy', 'ur'])
    for (const path of [`${at}/constitution`, `${at}/trusted-organisation`]) {
      const page = await visitor(web, { language }).page(path)
      assert.match(page, new RegExp(`<html lang="${language}"`), `${path} in ${language}`)
      assert.doesNotMatch(page, /must be members|holds its money/, `${path} in ${language}`)
    }
})
