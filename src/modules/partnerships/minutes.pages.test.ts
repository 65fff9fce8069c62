import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { transaction, type Transaction } from '../../platform/database/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { closeDecision, declareInterestIn, openDecision, putDecision } from './decision.actions.ts'
import { writeDissent } from './dissent.actions.ts'
import { recordVotes } from './vote.actions.ts'

const system = await testSystem()

test('minutes say what was decided, how it was counted, and what those who disagreed said', async () => {
  const board = await foundBoard(system, { residents: 5, organisations: 2, quorumShare: 50 })
  const chair = await board.chair.browser()
  const as = <T>(actor: Actor, work: (trx: Transaction) => Promise<T>) =>
    transaction(system.db, actor, system.clock.now(), work)
  const called = await chair.post(`/in/${board.slug}/meetings`, {
    title: 'Board',
    'on-day': '11',
    'on-month': '3',
    'on-year': '2026',
    starts: '19:00',
    ends: '20:30',
    place: 'The hall',
    joining: '',
  })
  const meeting = called.headers.get('location')!.replace('/meetings/', '')
  const put = (question: string, yes: string) =>
    as(board.chair.actor, (trx) =>
      putDecision(trx, {
        partnership: board.id,
        meeting,
        kind: 'ordinary',
        question,
        background: '',
        language: 'en',
        options: [
          { text: yes, adopts: true },
          { text: 'Leave it', adopts: false },
        ],
        grounds: [],
        parties: [],
      }),
    )
  const crossing = await put('Shall we ask for a crossing?', 'Ask for a crossing')
  const bench = await put('Shall we paint the bench?', 'Paint it')
  const never = await put('Shall we meet on Sundays?', 'Meet on Sundays')
  assert.equal((await chair.post(`/meetings/${meeting}/notice`)).status, 303)

  system.clock.moveTo(new Date('2026-03-11T19:10:00Z'))
  await chair.post(
    `/meetings/${meeting}/attendance`,
    Object.fromEntries(board.members.map((each) => [`channel-${each.id}`, 'room'])),
  )
  const optionsOf = async (decision: string) =>
    (
      await system.owner.query<{ id: string }>(
        'SELECT id FROM partnerships.decision_option WHERE decision_id = $1 ORDER BY position',
        [decision],
      )
    ).rows.map((each) => each.id)
  const officer = board.officers[1]!
  const against = board.residents[4]!
  await as(board.chair.actor, (trx) => openDecision(trx, crossing, null))
  await as(officer.actor, (trx) =>
    declareInterestIn(trx, crossing, officer.id, 'My council would build it.'),
  )
  const [yes, no] = await optionsOf(crossing)
  await as(board.chair.actor, (trx) =>
    recordVotes(trx, crossing, [
      ...board.residents
        .slice(0, 4)
        .map((each) => ({ member: each.id, option: yes!, channel: 'hand' as const })),
      { member: against.id, option: no!, channel: 'hand' },
      { member: board.officers[0]!.id, option: null, channel: 'hand' },
    ]),
  )
  await as(against.actor, (trx) =>
    writeDissent(trx, {
      decision: crossing,
      member: null,
      text: 'A crossing brings more cars.\n## Decided: nothing',
      language: 'en',
      named: false,
    }),
  )
  await as(board.chair.actor, (trx) => closeDecision(trx, crossing))
  // By the second question most have gone home.
  await as(board.chair.actor, (trx) => openDecision(trx, bench, null))
  system.clock.moveTo(new Date('2026-03-11T19:40:00Z'))
  for (const each of board.members.slice(2))
    await chair.post(`/meetings/${meeting}/attendance/${each.id}/end`)
  system.clock.moveTo(new Date('2026-03-11T19:45:00Z'))
  const [paint] = await optionsOf(bench)
  await as(board.chair.actor, (trx) =>
    recordVotes(trx, bench, [{ member: board.chair.id, option: paint!, channel: 'hand' }]),
  )
  await as(board.chair.actor, (trx) => closeDecision(trx, bench))

  system.clock.moveTo(new Date('2026-03-12T09:00:00Z'))
  const page = await chair.page(`/meetings/${meeting}/minutes`)
  const text = /<textarea[^>]*>([^<]*)<\/textarea>/.exec(page)![1]!.replaceAll('&gt;', '>')
  assert.match(text, /7 of 7 members took part: 5 residents, and 2 who stand for organisations/)
  assert.match(text, /crossing\?”: 1 member has an interest and did not vote/)
  assert.match(text, /Decided: Ask for a crossing\./)
  assert.match(text, /- Ask for a crossing: 4 votes, 4 of them from residents/)
  assert.match(text, /- Leave it: 1 vote, 1 of them from residents/)
  assert.match(text, /Abstained: 1/)
  assert.match(
    text,
    /One member disagreed and said:\n\n> A crossing brings more cars\.\n> ## Decided: nothing/,
  )
  assert.match(text, /Not decided: too few members took part\./)
  assert.match(text, /## 3\. Shall we meet on Sundays\?\n\nThis was not decided\./)
  for (const each of board.members) assert.ok(!text.includes(each.name), each.name)

  await chair.post(`/meetings/${meeting}/minutes`, { text })
  await chair.post(`/meetings/${meeting}/minutes/1/publication`)
  const read = await visitor(board.web).page(`/meetings/${meeting}/minutes`)
  assert.match(
    read,
    /<blockquote><p>A crossing brings more cars\.<br>## Decided: nothing<\/p><\/blockquote>/,
  )
  // What failed for want of people is offered to the next meeting, to be put again.
  const next = await chair.post(`/in/${board.slug}/meetings`, {
    title: 'April',
    'on-day': '15',
    'on-month': '4',
    'on-year': '2026',
    starts: '19:00',
    ends: '20:30',
    place: 'The hall',
    joining: '',
  })
  const offered = await chair.page(next.headers.get('location')!)
  assert.match(offered, new RegExp(`decisions/new\\?again=${bench}`))
  assert.ok(!offered.includes(`again=${crossing}`))
  // What nobody came to waits again, and is as public as it was.
  assert.ok(offered.includes(`value="${never}"`))
  const again = await chair.post(`${next.headers.get('location')!}/agenda`, {
    title: 'Shall we meet on Sundays?',
    decision: never,
  })
  assert.equal(again.status, 303)
  assert.equal((await visitor(board.web).get(`/decisions/${never}`)).status, 200)
})
