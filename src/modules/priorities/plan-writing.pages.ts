import type { Passage, Said, Writing } from '../../platform/documents/word.ts'
import { isLanguage, words, type Words } from '../../ui/words/index.ts'
import type { Partnership } from '../partnerships/index.ts'
import { outcomeSaid } from './plan-thread.pages.ts'
import {
  changesBetween,
  isSame,
  planFields,
  wordsFor,
  type Plan,
  type PlanBody,
  type PlanDriver,
  type PlanField,
  type PlanPriority,
  type PlanWords,
} from './plan.ts'

export type PlanToRead = {
  w: Words
  partnership: Partnership
  version: number
  publishedAt: Date | null
  words: PlanWords
  body: PlanBody
  /** The version before, to say what has changed. */
  before: Plan | undefined
}

/** A plan in the order it is read in: once as data, for the page, for Word and for paper. */
export function planWriting(given: PlanToRead): Writing {
  const { w, partnership, body } = given
  const title = w.t('plan.resident.title.of', { name: partnership.name })
  const own = (field: PlanField): Passage[] => {
    const said = wordsFor(given.words, field, [w.language, ...partnership.languages])
    const heading: Passage = {
      kind: 'heading',
      level: 2,
      said: { text: w.t(`plan.resident.part.${field}`) },
    }
    return said === null
      ? []
      : [heading, { kind: 'paragraph', said: marked(said.text, said.language, w) }]
  }
  return {
    title,
    author: partnership.name,
    language: w.language,
    direction: w.direction,
    passages: [
      { kind: 'heading', level: 1, said: { text: title } },
      {
        kind: 'paragraph',
        look: 'strong',
        said: {
          text: given.publishedAt
            ? w.t('plan.resident.version', {
                version: given.version,
                date: w.date(given.publishedAt),
              })
            : w.t('plan.resident.draft', { version: given.version }),
        },
      },
      ...own('vision'),
      ...prioritiesPart(w, body),
      ...own('doing'),
      ...decisionsPart(w, body),
      ...(body.parts[w.language] ?? []).flatMap((part): Passage[] => [
        { kind: 'heading', level: 2, said: { text: part.title } },
        ...(part.lead ? [{ kind: 'paragraph', said: { text: part.lead } } as const] : []),
        part.rows.length === 0
          ? { kind: 'paragraph', said: { text: part.none } }
          : {
              kind: 'table',
              caption: part.title,
              head: part.columns,
              rows: part.rows.map((row) => row.cells.map((text) => ({ text }))),
            },
      ]),
      ...own('together'),
      ...own('knowing'),
      ...changesPart(given),
    ],
  }
}

const marked = (text: string, language: string, w: Words): Said =>
  language === w.language ? { text } : { text, language }

function prioritiesPart(w: Words, body: PlanBody): Passage[] {
  const heading: Passage = {
    kind: 'heading',
    level: 2,
    said: { text: w.t('plan.resident.part.priorities') },
  }
  if (body.priorities.length === 0)
    return [heading, { kind: 'paragraph', said: { text: w.t('plan.resident.priorities.none') } }]
  return [
    heading,
    { kind: 'paragraph', said: { text: w.t('plan.resident.priorities.lead') } },
    ...body.priorities.flatMap((each): Passage[] => [
      { kind: 'heading', level: 3, said: marked(`${each.place}. ${each.title}`, each.language, w) },
      ...(each.why
        ? [{ kind: 'paragraph', said: marked(each.why, each.language, w) } as const]
        : []),
      ...(each.strengths
        ? ([
            { kind: 'paragraph', look: 'strong', said: { text: w.t('plan.resident.strengths') } },
            { kind: 'paragraph', said: marked(each.strengths, each.language, w) },
          ] as const)
        : []),
      ...(each.drivers.length > 0
        ? ([
            { kind: 'paragraph', look: 'strong', said: { text: w.t('plan.resident.drivers') } },
            { kind: 'list', items: flat(w, each, each.drivers, 0) },
          ] as const)
        : []),
    ]),
  ]
}

function flat(
  w: Words,
  priority: PlanPriority,
  drivers: readonly PlanDriver[],
  level: number,
): { said: Said; level: number }[] {
  // An idea says that it is one, in the language of the words beside it.
  const own = isLanguage(priority.language) ? words(priority.language) : w
  return drivers.flatMap(({ text, kind, branches }) => [
    {
      level,
      said: marked(
        kind === 'change-idea' ? `${own.t('drivers.resident.one.change-idea')}: ${text}` : text,
        priority.language,
        w,
      ),
    },
    ...flat(w, priority, branches, level + 1),
  ])
}

function decisionsPart(w: Words, body: PlanBody): Passage[] {
  return [
    { kind: 'heading', level: 2, said: { text: w.t('plan.resident.part.decisions') } },
    body.decisions.length === 0
      ? { kind: 'paragraph', said: { text: w.t('plan.resident.decisions.none') } }
      : {
          kind: 'table',
          caption: w.t('plan.resident.part.decisions'),
          head: [
            w.t('plan.resident.decisions.question'),
            w.t('plan.resident.decisions.answer'),
            w.t('plan.resident.decisions.on'),
          ],
          rows: body.decisions.map((each) => [
            marked(each.question, each.language, w),
            each.outcome === 'carried' && each.answer !== ''
              ? marked(each.answer, each.language, w)
              : { text: outcomeSaid(each.outcome, w.language) },
            { text: w.date(each.on) },
          ]),
        },
  ]
}

/** What has changed since the version before: what was worked out, then what the partnership says of it. */
function changesPart({ w, partnership, words: said, body, before }: PlanToRead): Passage[] {
  if (!before?.body) return []
  const changes = changesBetween(before.body, body, w.language)
  const items: Said[] = [
    ...changes.added.map((each) => ({
      text: w.t('plan.resident.changed.added', { title: each.title }),
    })),
    ...changes.removed.map((each) => ({
      text: w.t('plan.resident.changed.removed', { title: each.title }),
    })),
    ...changes.moved.map(({ priority, from }) => ({
      text: w.t('plan.resident.changed.moved', { title: priority.title, from, to: priority.place }),
    })),
    ...changes.reworded.map((each) => ({
      text: w.t('plan.resident.changed.reworded', { title: each.title }),
    })),
    ...changes.decisions.map((each) => ({
      text: w.t('plan.resident.changed.decided', { question: each.question }),
    })),
    ...changes.parts.flatMap(({ part, added, changed }) => [
      ...added.map((row) => ({
        text: w.t('plan.resident.changed.part-added', {
          part: part.title,
          row: row.cells.join(', '),
        }),
      })),
      ...changed.map((row) => ({
        text: w.t('plan.resident.changed.part-changed', {
          part: part.title,
          row: row.cells.join(', '),
        }),
      })),
    ]),
  ]
  const own = wordsFor(said, 'changes', [w.language, ...partnership.languages])
  return [
    {
      kind: 'heading',
      level: 2,
      said: { text: w.t('plan.resident.part.changes', { version: before.version }) },
    },
    ...(own ? [{ kind: 'paragraph', said: marked(own.text, own.language, w) } as const] : []),
    isSame(changes)
      ? { kind: 'paragraph', said: { text: w.t('plan.resident.changed.none') } }
      : { kind: 'list', items: items.map((item) => ({ said: item, level: 0 })) },
  ]
}

/** An empty plan with a question at each place: for a table, a wall or a first meeting. */
export function planTemplate(w: Words, partnership: Partnership): Writing {
  const title = w.t('plan.resident.template.title')
  const ask = (said: string): Passage => ({
    kind: 'paragraph',
    look: 'prompt',
    said: { text: said },
  })
  const part = (field: (typeof planFields)[number], lines: number): Passage[] => [
    { kind: 'heading', level: 2, said: { text: w.t(`plan.resident.part.${field}`) } },
    ask(w.t(`plan.resident.prompt.${field}`)),
    { kind: 'room', lines },
  ]
  const blank = (columns: number, rows: number): Said[][] =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => ({ text: '' })))
  return {
    title,
    author: partnership.name,
    language: w.language,
    direction: w.direction,
    passages: [
      { kind: 'heading', level: 1, said: { text: title } },
      { kind: 'paragraph', said: { text: partnership.name } },
      { kind: 'paragraph', said: { text: w.t('plan.resident.template.lead') } },
      ...part('vision', 6),
      { kind: 'heading', level: 2, said: { text: w.t('plan.resident.part.priorities') } },
      ask(w.t('plan.resident.prompt.priorities')),
      {
        kind: 'table',
        caption: w.t('plan.resident.part.priorities'),
        head: [
          w.t('plan.resident.template.matters'),
          w.t('plan.resident.template.why'),
          w.t('plan.resident.template.strong'),
        ],
        rows: blank(3, 5),
      },
      ...part('doing', 2),
      {
        kind: 'table',
        caption: w.t('plan.resident.template.years'),
        head: [
          w.t('plan.resident.template.year'),
          w.t('plan.resident.template.what'),
          w.t('plan.resident.template.who'),
          w.t('plan.resident.template.money'),
        ],
        rows: [1, 2, 3, 4].map((year) => [
          { text: w.t('plan.resident.template.year.number', { year }) },
          { text: '' },
          { text: '' },
          { text: '' },
        ]),
      },
      ...part('together', 5),
      ...part('knowing', 5),
    ],
  }
}
