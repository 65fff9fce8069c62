// What a made-up valley agreed, and a promise that was kept. Welsh comes first here.
import {
  closeCheckBack,
  recordWord,
  sayAsMember,
} from '../../modules/commitments/check-back.actions.ts'
import { checkBacksOf } from '../../modules/commitments/check-back.sql.ts'
import { answerExpectation } from '../../modules/commitments/expectation-answer.actions.ts'
import { draftExpectation, sendExpectation } from '../../modules/commitments/expectation.actions.ts'
import { postUpdate } from '../../modules/commitments/update.actions.ts'
import { linkGrounds } from '../../modules/priorities/ground.actions.ts'
import { drawUpList, putList } from '../../modules/priorities/list.actions.ts'
import { proposePriority } from '../../modules/priorities/priority.actions.ts'
import { addDays } from '../../modules/places/index.ts'
import type { System } from '../../platform/system.ts'
import { evening, seatBoard, tuesdayBefore, type Board, type Invented } from './board.ts'
import { attend, call, decide, minute } from './held-meeting.ts'
import type { Held } from './hold.ts'

const people: readonly Invented[] = [
  { key: 'eleri', name: 'Eleri Prosser', roles: ['chair', 'facilitator'] },
  { key: 'gwilym', name: 'Gwilym Bowen', roles: ['keyer'] },
  { key: 'mair', name: 'Mair Llewelyn' },
  { key: 'tomos', name: 'Tomos Vaughan' },
  { key: 'hannah', name: 'Hannah Birch' },
  { key: 'ifor', name: 'Ifor Pugh' },
  { key: 'nia', name: 'Nia Beynon' },
  { key: 'dilwyn', name: 'Dilwyn Rees', organisation: 'Cyngor Bro Derwen' },
]
const council = 'Cyngor Bro Derwen'
const language = 'cy'
const question =
  'Ai hon yw ein blaenoriaeth gyntaf: cyrraedd y feddygfa heb gar? · Is this our first priority: reaching the surgery without a car?'

export async function liftsToTheSurgery(
  system: System,
  given: { partnership: string; bodies: ReadonlyMap<string, string>; at: Date; held: Held },
): Promise<void> {
  const board = await seatBoard(system, {
    ...given,
    nation: 'wales',
    domain: 'cwm-derwen',
    people,
    rules: {
      quorumShare: 50,
      residentQuorum: 4,
      other:
        'Mae pob cyfarfod yn Gymraeg, gyda rhywun yn cyfieithu. · Every meeting is in Welsh, with somebody to put it into English.',
    },
  })
  const day = tuesdayBefore(system.clock.now(), 56)
  const priority = await agree(board, given.held, day)
  await promise(board, given.held, day, priority)
}

async function agree(board: Board, { statements }: Held, day: string): Promise<string> {
  const priority = await board.does('mair', evening(addDays(day, -17), '20:00'), async (trx) => {
    const id = await proposePriority(trx, {
      partnership: board.partnership,
      title: 'Cyrraedd y feddygfa heb gar · Reaching the surgery without a car',
      why: 'Mae’r feddygfa’n symud i’r dref, a does dim bws sy’n cyrraedd mewn pryd.\n\nThe surgery is moving to town, and no bus gets there in time.',
      strengths:
        'Mae llawer ohonom yn gyrru i’r dref bob bore ac yn barod i rannu lifft.\n\nMany of us drive to town each morning and would share a lift.',
      language,
    })
    await linkGrounds(trx, {
      priority: id,
      items: [1, 6].map((place) => ({ kind: 'statement' as const, node: statements[place]! })),
      note: 'Yr angen, a’r hyn sydd yma’n barod. · The need, and what is here already.',
    })
    return id
  })
  let decision = ''
  const meeting = await call(board, {
    by: 'eleri',
    day,
    called: evening(addDays(day, -15), '20:00'),
    noticed: evening(addDays(day, -10), '09:30'),
    title: 'Cyfarfod y bwrdd · Board meeting',
    place: 'Neuadd y pentref, Cwm Derwen',
    joining: '',
    matters: async (id) => {
      decision = await board.does('eleri', evening(addDays(day, -14), '20:30'), async (trx) => {
        const list = await drawUpList(trx, board.partnership, [priority])
        return putList(trx, { list, meeting: id, question, background: '', language })
      })
      return [{ title: question, decision }]
    },
  })
  const room = ['eleri', 'gwilym', 'mair', 'tomos', 'hannah', 'dilwyn']
  await attend(board, { by: 'eleri', meeting, day, came: { room, phone: ['ifor'] } })
  await decide(board, {
    by: 'eleri',
    keyedBy: 'gwilym',
    decision,
    day,
    from: '19:00',
    to: '19:15',
    votes: {
      hand: { eleri: 0, gwilym: 0, mair: 0, tomos: 0, hannah: 0, dilwyn: 0 },
      phone: { ifor: 0 },
    },
  })
  await minute(board, {
    by: 'eleri',
    meeting,
    day,
    language,
    text: `Chwech ohonom yn y neuadd ac Ifor ar y ffôn. Cytunodd pawb.

## Beth nesaf

Bydd Eleri yn gofyn i’r cyngor am fws mini ar fore’r feddygfa.

> Six of us in the hall and Ifor on the phone. Everybody agreed. Eleri asks the council for a minibus on surgery mornings.`,
  })
  return priority
}

async function promise(
  board: Board,
  { statements }: Held,
  day: string,
  priority: string,
): Promise<void> {
  const on = (days: number) => addDays(day, days)
  const expectation = await board.does('eleri', evening(on(4), '10:00'), async (trx) => {
    const id = await draftExpectation(trx, board.partnership, {
      organisation: board.body(council),
      what: 'Rhowch fws mini ar y ffordd i’r feddygfa ar foreau Mawrth a Iau · Run a minibus to the surgery on Tuesday and Thursday mornings',
      why: 'Heb gar, allwch chi ddim cyrraedd. · Without a car you cannot get there.',
      language,
      answerBy: on(21),
      priority,
      grounds: [statements[1]!],
      address: '',
    })
    await sendExpectation(board.system, trx, id)
    return id
  })
  const commitment = (await board.does('dilwyn', evening(on(9), '14:00'), (trx) =>
    answerExpectation(trx, expectation, {
      kind: 'accepted',
      text: 'Gwnawn. · We will.',
      language,
      promise: {
        what: 'Mae bws mini yn mynd i’r feddygfa bob bore Mawrth a Iau · A minibus goes to the surgery every Tuesday and Thursday morning',
        dueOn: on(24),
        reviewOn: on(28),
        responsible: {
          name: 'Dilwyn Rees (made up)',
          role: 'Trafnidiaeth · Transport',
          myself: true,
          address: '',
        },
      },
    }),
  ))!
  await board.does('dilwyn', evening(on(25), '14:00'), (trx) =>
    postUpdate(trx, {
      commitment,
      text: 'Wedi’i wneud. Mae’r bws yn rhedeg ers pythefnos. · Done. The bus has run for a fortnight.',
      language,
      evidenceUrl: null,
      figure: null,
      saysDone: true,
      nextReviewOn: null,
    }),
  )
  const [asked] = await board.does('eleri', evening(on(26), '10:00'), (trx) =>
    checkBacksOf(trx.db, commitment),
  )
  for (const [index, [key, words]] of (
    [
      ['mair', 'Mae’n dod i waelod y lôn. Rwy’n cyrraedd mewn pryd.'],
      ['tomos', 'Gyrrwr da, ac mae’n siarad Cymraeg.'],
      ['hannah', 'It came every time. We sing on the way.'],
    ] as const
  ).entries())
    await board.does(key, evening(on(28 + index), '18:00'), (trx) =>
      sayAsMember(trx, asked!.id, {
        verdict: 'kept',
        words,
        language: key === 'hannah' ? 'en' : language,
      }),
    )
  await board.does('gwilym', evening(on(32), '18:00'), (trx) =>
    recordWord(board.system, trx, asked!.id, {
      verdict: 'kept',
      words: 'Da iawn.',
      language,
      member: board.member('ifor'),
      code: null,
      channel: 'phone',
    }),
  )
  await board.does('eleri', evening(on(40), '20:00'), (trx) =>
    closeCheckBack(trx, asked!.id, {
      words: 'Cadwyd yr addewid. Diolch. · The promise was kept. Thank you.',
      nextReviewOn: null,
    }),
  )
}
