// Long because it is a neighbourhood's story, as data: what Harrow Lane expects of public bodies, what
// they said to it, and what became of it. All of it is made up.
import { addFigure } from '../../modules/evidence/figure.actions.ts'
import {
  closeCheckBack,
  recordWord,
  sayAsMember,
} from '../../modules/commitments/check-back.actions.ts'
import { checkBacksOf } from '../../modules/commitments/check-back.sql.ts'
import type { RecordedChannel } from '../../modules/commitments/check-back.ts'
import { makeCommitment } from '../../modules/commitments/commitment.actions.ts'
import type { Verdict } from '../../modules/commitments/commitment.ts'
import {
  answerExpectation,
  type Answering,
} from '../../modules/commitments/expectation-answer.actions.ts'
import {
  answerForm,
  draftExpectation,
  sendExpectation,
} from '../../modules/commitments/expectation.actions.ts'
import { answersTo } from '../../modules/commitments/expectation.sql.ts'
import { watchPromises } from '../../modules/commitments/quiet.jobs.ts'
import { postUpdate } from '../../modules/commitments/update.actions.ts'
import { chooseCloseness } from '../../modules/partnerships/closeness.actions.ts'
import type { Level } from '../../modules/partnerships/closeness.ts'
import { addDays } from '../../modules/places/index.ts'
import { heldClock } from '../../platform/clock.ts'
import { evening, type Board } from './board.ts'
import type { Agreed } from './harrow-lane-priorities.ts'
import type { Held } from './hold.ts'

type Expected = {
  of: string
  what: string
  why: string
  priority: string
  grounds: readonly string[]
  answerBy: string
}

async function expectOf(board: Board, at: Date, expected: Expected): Promise<string> {
  const id = await board.does('bea', at, (trx) =>
    draftExpectation(trx, board.partnership, {
      organisation: board.body(expected.of),
      what: expected.what,
      why: expected.why,
      language: 'en',
      answerBy: expected.answerBy,
      priority: expected.priority,
      grounds: expected.grounds,
      address: '',
    }),
  )
  await board.does('bea', new Date(at.getTime() + 20 * 60_000), (trx) =>
    sendExpectation(board.system, trx, id),
  )
  return id
}

const answerTo = (board: Board, by: string, at: Date, expectation: string, said: Answering) =>
  board.does(by, at, (trx) => answerExpectation(trx, expectation, said))

/**
 * Expectations, each with another end; promises kept in part, gone quiet and going on. Gives back the
 * one that nobody has answered.
 */
export async function askAndPromise(board: Board, held: Held, agreed: Agreed): Promise<string> {
  const on = (days: number) => addDays(agreed.on, days)
  const { statements, testimony } = held
  await litPath(board, agreed, [statements[3]!])
  await lateBus(board, agreed, [statements[0]!, testimony[0]!, testimony[1]!])
  await healthTrust(board, agreed, [statements[7]!])
  // Nobody has answered this one.
  const unanswered = await expectOf(board, evening(on(11), '11:00'), {
    of: 'Eastmoor Borough Council',
    what: 'Look for the cause of the mould in every home that asks, and write to each household in plain words what was found and when it will be mended',
    why: 'Painting over it mends nothing. The council may inspect rented homes, whoever owns them.',
    priority: agreed.homes,
    grounds: [statements[9]!, testimony[3]!, testimony[4]!],
    answerBy: on(53),
  })
  const warm = await board.does('denise', evening(on(16), '16:00'), (trx) =>
    makeCommitment(trx, {
      partnership: board.partnership,
      organisation: board.body('Chapel Hall Trust'),
      what: 'The back room of the hall is open and warm on three afternoons and one evening a week, all year, and nobody has to join anything',
      language: 'en',
      dueOn: on(180),
      reviewOn: on(70),
      priority: agreed.company,
      expectation: null,
      intent: null,
      responsible: {
        name: 'Denise Marlow (made up)',
        role: 'Looks after the hall',
        myself: true,
        address: '',
      },
    }),
  )
  await board.does('denise', evening(on(62), '12:00'), (trx) =>
    postUpdate(trx, {
      commitment: warm,
      text: 'Open since the first week. Fourteen people on most afternoons, six on the evening. Someone brings soup on Thursdays. The evening needs another pair of hands.',
      language: 'en',
      evidenceUrl: null,
      figure: null,
      saysDone: false,
      nextReviewOn: on(150),
    }),
  )
  for (const [key, organisation, ours, theirs] of [
    ['karen', 'Eastmoor Borough Council', 2, 3],
    ['nasreen', 'Eastmoor Health Trust', 3, 3],
  ] as const)
    await chooseNearness(board, evening(on(30), '10:00'), key, organisation, ours, theirs)
  // As the clock would have found them, a day after each silence began.
  for (const days of [41, 62, 74])
    await watchPromises({ ...board.system, clock: heldClock(evening(on(days), '08:07')) }, {})
  return unanswered
}

async function chooseNearness(
  board: Board,
  at: Date,
  key: string,
  body: string,
  ours: Level,
  theirs: Level,
): Promise<void> {
  const between = { partnership: board.partnership, organisation: board.body(body) }
  await board.does('bea', at, (trx) =>
    chooseCloseness(trx, { ...between, side: 'partnership', level: ours }),
  )
  await board.does(key, at, (trx) =>
    chooseCloseness(trx, { ...between, side: 'organisation', level: theirs }),
  )
}

/** The thread that goes all the way: said, agreed, asked, promised, reported, checked. */
async function lateBus(board: Board, agreed: Agreed, grounds: readonly string[]): Promise<void> {
  const on = (days: number) => addDays(agreed.on, days)
  const expectation = await expectOf(board, evening(on(7), '20:00'), {
    of: 'Eastmoor Borough Council',
    what: 'Pay for the number 7 bus to run until ten at night, six days a week, for six months, so that we can all see who rides it',
    why: 'After six we are on our own. Cleaners and carers walk home along the canal in the dark.',
    priority: agreed.wayHome,
    grounds,
    answerBy: on(28),
  })
  const commitment = (await answerTo(board, 'karen', evening(on(14), '15:00'), expectation, {
    kind: 'accepted',
    text: 'Yes. We have found the money for six months. Northvale Buses has the drivers for five evenings and is looking for the sixth.',
    language: 'en',
    promise: {
      what: 'The number 7 runs until ten at night, six days a week, for six months',
      dueOn: on(35),
      reviewOn: on(30),
      responsible: {
        name: 'Karen Stroud (made up)',
        role: 'Head of getting about',
        myself: true,
        address: '',
      },
    },
  }))!
  const update = { commitment, language: 'en', evidenceUrl: null }
  await board.does('karen', evening(on(28), '11:00'), (trx) =>
    postUpdate(trx, {
      ...update,
      text: 'The new timetable is up at every stop. The first late bus goes on Monday.',
      figure: null,
      saysDone: false,
      nextReviewOn: on(58),
    }),
  )
  const figure = await board.does('malik', evening(on(54), '18:00'), (trx) =>
    addFigure(trx, {
      partnership: board.partnership,
      title: 'Journeys on the number 7 after six in the evening, in a week',
      language: 'en',
      value: 212,
      lower: null,
      upper: null,
      confidence: null,
      unit: 'journeys',
      place: 'Harrow Lane',
      period: 'the third week of the late bus',
      comparedWith: 'the same week before there was one',
      comparedValue: 0,
      source: 'Invented for the demonstration',
      sourceUrl: null,
      vintage: on(53),
      caution: 'Counted by the drivers. It does not say who still could not come.',
    }),
  )
  await board.does('karen', evening(on(55), '11:30'), (trx) =>
    postUpdate(trx, {
      ...update,
      text: 'Done: the late bus runs, and 212 journeys a week are made on it. There was none before.',
      figure,
      saysDone: true,
      nextReviewOn: null,
    }),
  )
  const [asked] = await board.does('bea', evening(on(55), '12:00'), (trx) =>
    checkBacksOf(trx.db, commitment),
  )
  const words: readonly [key: string, how: RecordedChannel | 'screen', Verdict, words: string][] = [
    [
      'malik',
      'screen',
      'partly',
      'It comes, and it is full. But not on Saturdays, and Saturday is when my mother would go.',
    ],
    [
      'aga',
      'screen',
      'kept',
      'I finished at seven and was home by half past. First time in two years.',
    ],
    ['wilf', 'phone', 'partly', 'Five evenings. They said six.'],
    [
      'shabnam',
      'paper',
      'partly',
      'Good bus. It stops at the far end of Mill Street and that is still dark.',
    ],
    ['curtis', 'room', 'kept', ''],
    ['priya', 'screen', 'partly', ''],
    ['glenys', 'room', 'too-soon', 'Ask me again in winter.'],
  ]
  for (const [index, [key, how, verdict, said]] of words.entries()) {
    const at = evening(on(57 + index), '17:00')
    const saying = { verdict, words: said, language: 'en' }
    await board.does(how === 'screen' ? key : 'glenys', at, (trx) =>
      how === 'screen'
        ? sayAsMember(trx, asked!.id, saying)
        : recordWord(board.system, trx, asked!.id, {
            ...saying,
            member: board.member(key),
            code: null,
            channel: how,
          }),
    )
  }
  await board.does('bea', evening(on(70), '20:00'), (trx) =>
    closeCheckBack(trx, asked!.id, {
      words:
        'Kept in part. Five evenings are a real change and we say thank you. The sixth is still owed, and we ask for it again.',
      nextReviewOn: null,
    }),
  )
}

/** Promised, and then no word. */
async function litPath(board: Board, agreed: Agreed, grounds: readonly string[]): Promise<void> {
  const on = (days: number) => addDays(agreed.on, days)
  const expectation = await expectOf(board, evening(on(6), '20:30'), {
    of: 'Eastmoor Borough Council',
    what: 'Light the path by the allotments from dusk until eleven',
    why: 'It is the short way home, and nobody dares take it.',
    priority: agreed.wayHome,
    grounds,
    answerBy: on(28),
  })
  await answerTo(board, 'karen', evening(on(17), '10:00'), expectation, {
    kind: 'accepted',
    text: 'Yes. The lights are ordered.',
    language: 'en',
    promise: {
      what: 'The path by the allotments is lit from dusk until eleven',
      dueOn: on(90),
      reviewOn: on(61),
      responsible: {
        name: 'Des Kirkby (made up)',
        role: 'Street lighting',
        myself: false,
        address: '',
      },
    },
  })
}

/** One answered in another form, and one with a no and its reasons. */
async function healthTrust(
  board: Board,
  agreed: Agreed,
  grounds: readonly string[],
): Promise<void> {
  const on = (days: number) => addDays(agreed.on, days)
  const nurse = await expectOf(board, evening(on(9), '11:00'), {
    of: 'Eastmoor Health Trust',
    what: 'Have a nurse at the Chapel Hall one afternoon every week, without an appointment',
    why: 'People come to the hall who do not get as far as the surgery.',
    priority: agreed.company,
    grounds,
    answerBy: on(37),
  })
  const surgery = await expectOf(board, evening(on(9), '11:40'), {
    of: 'Eastmoor Health Trust',
    what: 'Open a surgery in Harrow Lane on two evenings a week',
    why: 'Those who work until seven cannot see a doctor at all.',
    priority: agreed.company,
    grounds,
    answerBy: on(37),
  })
  await answerTo(board, 'nasreen', evening(on(20), '14:00'), nurse, {
    kind: 'another-form',
    text: 'We have one nurse for three neighbourhoods. She can come every second week for a whole day, and answer the hall’s telephone at lunchtime on the other days.',
    language: 'en',
  })
  await answerTo(board, 'nasreen', evening(on(20), '14:30'), surgery, {
    kind: 'declined',
    text: 'We cannot. Two of our five doctors have left and nobody has applied. If we said yes we would be taking the evening from people who come in the morning. We will look again in the spring and tell you what we find.',
    language: 'en',
  })
  await board.does('bea', evening(on(23), '20:00'), async (trx) => {
    const [answer] = (await answersTo(trx.db, [nurse])).get(nurse)!
    await answerForm(trx, {
      expectation: nurse,
      answer: answer!.id,
      agreed: true,
      text: 'A whole day every second week is better than what we asked for. Yes, please.',
    })
  })
}
