// Long because it is a neighbourhood's story, as data: what the board of Harrow Lane made of what
// people said, the meeting that too few could reach, and the one that agreed. All of it is made up.
import { addFigure, type AddingFigure } from '../../modules/evidence/figure.actions.ts'
import { addActivity } from '../../modules/priorities/activity.actions.ts'
import { addDriver } from '../../modules/priorities/driver.actions.ts'
import { linkGrounds } from '../../modules/priorities/ground.actions.ts'
import type { GroundKind } from '../../modules/priorities/ground.ts'
import { drawUpList, putList } from '../../modules/priorities/list.actions.ts'
import { proposePriority } from '../../modules/priorities/priority.actions.ts'
import { writeDissent } from '../../modules/partnerships/dissent.actions.ts'
import { addDays, dayOf } from '../../modules/places/index.ts'
import { evening, tuesdayBefore, type Board } from './board.ts'
import { attend, call, decide, minute } from './held-meeting.ts'
import type { Held } from './hold.ts'

const hall = 'The back room of the Chapel Hall, Harrow Lane'
const joining = 'Ring the hall (the number is on the door) and we put you on the table.'
const source = 'Invented for the demonstration'
const question = 'Are these our three priorities for the next year, in this order?'
const background =
  'They come from what 214 neighbours said. Each says on its own page whose words it rests on.'

export type Agreed = {
  wayHome: string
  homes: string
  company: string
  decision: string
  /** The day of the meeting that agreed them. */
  on: string
}

const priorities = [
  {
    key: 'wayHome',
    by: 'malik',
    title: 'A way home after dark',
    why: 'The last bus goes at six and the path by the allotments is dark. People give up evening shifts, classes and friends, and those who cannot give them up walk home afraid.',
    strengths:
      'Drivers on route 7 know people by name. The allotment holders keep the path clear. Plenty of us would walk a neighbour home if it was arranged.',
    statements: [0, 3, 13],
    testimony: [0, 1],
    note: 'Said on paper, at the table and by phone, by people who did not know of each other.',
  },
  {
    key: 'homes',
    by: 'aga',
    title: 'Homes that do not make us ill',
    why: 'Mould comes back each winter and so do the coughs. Painting over it mends nothing. Those who rent have told the same story for years.',
    strengths:
      'Families have photographs going back four winters. A retired plasterer on Mill Street has shown twelve households where their damp comes from.',
    statements: [9],
    testimony: [3, 4],
    note: 'Those who live with it, with what they saw.',
  },
  {
    key: 'company',
    by: 'denise',
    title: 'Somewhere warm, and company',
    why: 'There is nowhere to sit with other people that costs nothing. Some of us go days without talking to anyone, and more of us would go out if there was somewhere to sit down on the way.',
    strengths:
      'The Thursday market, the laundrette that lets people stay, and a hall with a back room that stands empty most afternoons.',
    statements: [1, 8, 19],
    testimony: [2],
    note: 'What is missing, and what we have already.',
  },
] as const

const figures = (at: Date): Record<'outAfterDark' | 'damp', Omit<AddingFigure, 'partnership'>> => ({
  outAfterDark: {
    title: 'People who go out after dark at least once a week',
    language: 'en',
    value: 41,
    lower: 36,
    upper: 46,
    confidence: 95,
    unit: 'percent',
    place: 'Harrow Lane',
    period: 'last winter',
    comparedWith: 'Eastmoor as a whole',
    comparedValue: 58,
    source,
    sourceUrl: null,
    vintage: dayOf(new Date(at.getTime() - 40 * 86_400_000)),
    caution: 'It does not say why. People who never answer the door are not in it.',
  },
  damp: {
    title: 'Homes where the people living there see damp or mould',
    language: 'en',
    value: 23,
    lower: 18,
    upper: 29,
    confidence: 95,
    unit: 'percent',
    place: 'Harrow Lane',
    period: 'last winter',
    comparedWith: 'Eastmoor as a whole',
    comparedValue: 11,
    source,
    sourceUrl: null,
    vintage: dayOf(new Date(at.getTime() - 70 * 86_400_000)),
    caution:
      'What people see, not what a surveyor measured. Homes with shared walls may count twice.',
  },
})

/** From what people said to three priorities that the board agreed, at the second try. */
export async function agreePriorities(board: Board, held: Held): Promise<Agreed> {
  const now = board.system.clock.now()
  const first = tuesdayBefore(now, 108)
  const second = addDays(first, 21)
  const drafted = evening(addDays(first, -18), '20:10')
  const ids = await draft(board, held, drafted)
  const order = [ids.wayHome, ids.homes, ids.company]

  // The evening on which the bus did not come.
  const put = async (day: string, meeting: string) => {
    const at = evening(addDays(day, -14), '20:30')
    return board.does('bea', at, async (trx) => {
      const list = await drawUpList(trx, board.partnership, order)
      return putList(trx, { list, meeting, question, background, language: 'en' })
    })
  }
  let failed = ''
  const early = await call(board, {
    by: 'bea',
    day: first,
    called: evening(addDays(first, -15), '20:00'),
    noticed: evening(addDays(first, -13), '09:30'),
    title: 'Board meeting: what matters most',
    place: hall,
    joining,
    matters: async (meeting) => {
      failed = await put(first, meeting)
      return [
        { title: 'Who is here, and does anybody stand to gain?' },
        { title: question, decision: failed },
      ]
    },
  })
  await attend(board, {
    by: 'bea',
    meeting: early,
    day: first,
    came: { room: ['bea', 'malik', 'glenys', 'karen'] },
  })
  await decide(board, {
    by: 'bea',
    keyedBy: 'glenys',
    decision: failed,
    day: first,
    from: '19:10',
    to: '19:20',
    votes: { hand: { bea: 0, malik: 0, glenys: 0, karen: 0 } },
  })
  await minute(board, {
    by: 'bea',
    meeting: early,
    day: first,
    language: 'en',
    text: `Four of us came. The five o’clock bus was taken off without a word and the next one was the last.

## What matters most

We voted, and all four said yes. Four is not enough: our rules ask for half of us. So nothing is decided. We put the same question again in three weeks, and this time people can send their vote on paper or ring in.`,
  })

  let decision = ''
  const late = await call(board, {
    by: 'bea',
    day: second,
    called: evening(addDays(second, -15), '20:00'),
    noticed: evening(addDays(second, -13), '09:30'),
    title: 'Board meeting: what matters most, again',
    place: hall,
    joining,
    matters: async (meeting) => {
      decision = await put(second, meeting)
      return [
        { title: 'Who is here, and does anybody stand to gain?' },
        { title: 'What we wrote down last time', node: early },
        { title: question, note: 'Too few of us could come last time.', decision },
        { title: 'Whom we ask for what' },
      ]
    },
  })
  await attend(board, {
    by: 'bea',
    meeting: late,
    day: second,
    came: {
      room: ['bea', 'denise', 'malik', 'aga', 'priya', 'curtis', 'glenys', 'karen', 'peter'],
      phone: ['wilf'],
      paper: ['shabnam'],
    },
  })
  await decide(board, {
    by: 'bea',
    keyedBy: 'glenys',
    decision,
    day: second,
    from: '19:05',
    to: '19:40',
    votes: {
      hand: { bea: 0, denise: 0, malik: 0, aga: 0, curtis: 1, glenys: 0, karen: 0, peter: 0 },
      paper: { shabnam: 0 },
      phone: { wilf: 0 },
    },
    interests: [
      {
        member: 'priya',
        reason: 'She lets out two flats, and one priority is about rented homes.',
      },
    ],
  })
  await board.does('curtis', evening(second, '21:15'), (trx) =>
    writeDissent(trx, {
      decision,
      text: 'I voted no. All three are good, but nobody under 25 was in the room where the list was written. Talked about again, not talked with. Next time ask us first and I will vote yes.',
      language: 'en',
      named: true,
    }),
  )
  await minute(board, {
    by: 'bea',
    meeting: late,
    day: second,
    language: 'en',
    text: `Nine of us in the room, Wilf on the phone, Shabnam’s vote in an envelope.

## Does anybody stand to gain?

- Priya lets out two flats. She stayed in the room and did not vote.
- Denise looks after the Chapel Hall. The question was not about the hall, so she voted.

## What matters most

Agreed, in this order: a way home after dark; homes that do not make us ill; somewhere warm, and company. Nine said yes and one said no.

Curtis said no, and wrote down why:

> Nobody under 25 was in the room where the list was written.

We owe him an answer. The next conversation begins with the people he means.

## Whom we ask for what

Malik asks the council about the bus and the light. Aga asks it about the damp. Denise asks the health trust about a nurse.`,
  })
  return { ...ids, decision, on: second }
}

type Drafted = Pick<Agreed, 'wayHome' | 'homes' | 'company'>

async function draft(board: Board, held: Held, at: Date): Promise<Drafted> {
  const told = figures(at)
  const [dark, damp] = await board.does('aga', at, async (trx) => [
    await addFigure(trx, { ...told.outAfterDark, partnership: board.partnership }),
    await addFigure(trx, { ...told.damp, partnership: board.partnership }),
  ])
  const ids: Record<string, string> = {}
  for (const each of priorities)
    ids[each.key] = await board.does(each.by, at, async (trx) => {
      const id = await proposePriority(trx, {
        partnership: board.partnership,
        title: each.title,
        why: each.why,
        strengths: each.strengths,
        language: 'en',
      })
      const items: { kind: GroundKind; node: string }[] = [
        ...each.statements.map((place) => ({
          kind: 'statement' as const,
          node: held.statements[place]!,
        })),
        ...each.testimony.map((place) => ({
          kind: 'testimony' as const,
          node: held.testimony[place]!,
        })),
      ]
      // Said once: the page would repeat it under everything it rests on.
      await linkGrounds(trx, { priority: id, items: items.slice(0, 1), note: each.note })
      if (items.length > 1)
        await linkGrounds(trx, { priority: id, items: items.slice(1), note: '' })
      const figure = { wayHome: dark, homes: damp, company: undefined }[each.key]
      if (figure)
        await linkGrounds(trx, {
          priority: id,
          items: [{ kind: 'figure', node: figure }],
          note: 'Beside what people said; it does not take its place.',
        })
      return id
    })
  return { wayHome: ids['wayHome']!, homes: ids['homes']!, company: ids['company']! }
}

type Line = readonly [text: string, ideas: readonly string[]]

const causes: readonly (readonly [text: string, under: readonly Line[]])[] = [
  [
    'There is no bus in the evening',
    [
      [
        'The route runs at a loss after six',
        [
          'Pay for six months of evening buses, and count who rides',
          'One ticket for bus and market',
        ],
      ],
      ['Nobody asked those who work late', ['Draw the timetable up with cleaners and carers']],
    ],
  ],
  [
    'The way on foot feels unsafe',
    [
      [
        'The path by the allotments is dark',
        ['Lights that come on as you walk', 'Paint the edge white'],
      ],
      ['There is nobody else about', ['Walk home together from the stop, two evenings a week']],
    ],
  ],
  [
    'There is little to come out for',
    [
      ['Everything shuts at six', ['Open the library on two evenings']],
      ['Young people have lost their Friday', ['Give the youth club its Friday back']],
    ],
  ],
]

/** What drives the first priority, who does something about it already, where nobody does and where two do. */
export async function drawCauses(board: Board, { wayHome, on }: Agreed): Promise<void> {
  const at = evening(addDays(on, 5), '14:00')
  const drawn = new Map<string, string>()
  await board.does('malik', at, async (trx) => {
    const add = async (parent: string | null, text: string, idea = false) => {
      const id = await addDriver(trx, { priority: wayHome, parent, idea, text })
      drawn.set(text, id)
      return id
    }
    for (const [text, under] of causes) {
      const primary = await add(null, text)
      for (const [cause, ideas] of under) {
        const secondary = await add(primary, cause)
        for (const idea of ideas) await add(secondary, idea, true)
      }
    }
    for (const each of [
      {
        title: 'Keeping the path clear',
        organisation: null,
        who: 'The allotment holders',
        what: 'They cut the hedge back in spring and autumn.',
        on: ['The path by the allotments is dark'],
      },
      {
        title: 'Walking people home from the stop',
        organisation: null,
        who: 'Neighbours of Mill Street',
        what: 'Fridays, if you ring before five.',
        on: ['There is nobody else about'],
      },
      {
        title: 'Evening walk for women',
        organisation: board.body('Chapel Hall Trust'),
        who: '',
        what: 'Wednesdays from the hall, at whatever pace the slowest likes.',
        on: ['There is nobody else about'],
      },
      {
        title: 'Late opening in December',
        organisation: board.body('Eastmoor Borough Council'),
        who: '',
        what: 'The library stays open until eight in the three weeks before the holidays.',
        on: ['Everything shuts at six'],
      },
    ])
      await addActivity(trx, {
        partnership: board.partnership,
        title: each.title,
        organisation: each.organisation,
        who: each.who,
        what: each.what,
        language: 'en',
        drivers: each.on.map((text) => drawn.get(text)!),
      })
  })
}
