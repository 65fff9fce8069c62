// What is in front of the board of Harrow Lane now: its plan, its next meeting, and a question that
// its members answer between meetings. All of it is made up.
import { planParts } from '../../modules/commitments/index.ts'
import { castVote } from '../../modules/partnerships/vote.actions.ts'
import { openDecision, putDecision } from '../../modules/partnerships/decision.actions.ts'
import { decisionById } from '../../modules/partnerships/decision.sql.ts'
import { partnershipById } from '../../modules/partnerships/index.ts'
import { publishVersion, writePlan } from '../../modules/priorities/plan.actions.ts'
import { draftOf } from '../../modules/priorities/plan.sql.ts'
import { planFromThread } from '../../modules/priorities/plan-thread.pages.ts'
import { addDays, dayOf, endOfDay } from '../../modules/places/index.ts'
import { heldClock } from '../../platform/clock.ts'
import { evening, tuesdayAfter, type Board } from './board.ts'
import type { Agreed } from './harrow-lane-priorities.ts'
import { call } from './held-meeting.ts'

const words = {
  en: {
    vision:
      'In ten years nobody on Harrow Lane stays in because of the dark, the damp or the price of a cup of tea. What is decided about us is decided with us.',
    doing:
      'This year we see the late bus through its trial, get the path lit, have the cause of the mould found, and keep the back room of the hall warm.',
    together:
      'The council and the health trust work with us as near as each of us chooses. They promise; we look whether it came true and say so in public.',
    knowing:
      'We ask those who were promised something. We count a few things as well: who rides the bus, who goes out after dark. Numbers stand beside what people say and never in its place.',
  },
}

/** The first version of the plan, written from the thread as it stood. */
export async function publishPlan(board: Board, agreed: Agreed): Promise<void> {
  const at = evening(addDays(agreed.on, 75), '21:00')
  await board.does('bea', at, (trx) =>
    writePlan(trx, { partnership: board.partnership, words, was: {} }),
  )
  await board.does('bea', new Date(at.getTime() + 3_600_000), async (trx) => {
    const partnership = (await partnershipById(trx.db, board.partnership))!
    const draft = (await draftOf(trx.db, board.partnership))!
    await publishVersion(trx, {
      partnership: board.partnership,
      version: draft.version,
      body: await planFromThread(
        trx.db,
        partnership,
        planParts({ ...board.system, clock: heldClock(trx.at) }),
      ),
      seen: draft.writtenAt.toISOString(),
    })
  })
}

/** The next meeting, with its notice, and a question that is open until just before it. */
export async function whatIsNext(board: Board, agreed: Agreed, unanswered: string): Promise<void> {
  const now = board.system.clock.now()
  const day = tuesdayAfter(now, 10)
  const before = (days: number, time: string) => evening(addDays(dayOf(now), -days), time)
  await call(board, {
    by: 'bea',
    day,
    called: before(5, '20:00'),
    noticed: before(4, '09:30'),
    title: 'Board meeting: the light, the damp and the sixth evening',
    place: 'The back room of the Chapel Hall, Harrow Lane',
    joining: 'Ring the hall (the number is on the door) and we put you on the table.',
    matters: async (meeting) => {
      const question =
        'Do we ask the council to send whoever is in charge to our meeting in person?'
      const decision = await board.does('bea', before(5, '20:10'), (trx) =>
        putDecision(trx, {
          partnership: board.partnership,
          meeting,
          kind: 'ordinary',
          question,
          background:
            'The promise to light the path has gone quiet, and nobody has answered what we asked about the damp.',
          language: 'en',
          options: [
            { text: 'Yes, and we say so in public', adopts: true },
            { text: 'No, we write once more first', adopts: false },
          ],
          grounds: [{ node: unanswered, note: 'What we asked, and nobody has answered.' }],
          parties: [board.body('Eastmoor Borough Council')],
        }),
      )
      return [
        { title: 'Who is here, and does anybody stand to gain?' },
        { title: question, decision },
        { title: 'Whom we ask about evenings, and how it is going' },
      ]
    },
  })
  const open = await board.does('bea', before(3, '19:00'), (trx) =>
    putDecision(trx, {
      partnership: board.partnership,
      meeting: null,
      kind: 'ordinary',
      question: 'What shall we do with the free evening in the back room of the hall?',
      background:
        'The room is warm on one evening a week and stands half empty. Whoever wants it needs to know before the next meeting, so we ask each other here.',
      language: 'en',
      options: [
        { text: 'A meal that neighbours cook', adopts: true },
        { text: 'The youth club, as on Fridays before', adopts: true },
        { text: 'Leave it free for now', adopts: false },
      ],
      grounds: [{ node: agreed.company, note: 'Somewhere warm, and company' }],
      parties: [],
    }),
  )
  await board.does('bea', before(3, '19:10'), (trx) =>
    openDecision(trx, open, endOfDay(addDays(dayOf(now), 8))),
  )
  for (const [key, option] of [
    ['bea', 0],
    ['curtis', 1],
    ['aga', 0],
    ['wilf', 0],
  ] as const)
    await board.does(key, before(2, '18:00'), async (trx) => {
      const { options } = (await decisionById(trx.db, open))!
      await castVote(trx, open, options[option]!.id)
    })
}
