import { Hono } from 'hono'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { copyable } from '../../ui/components/copyable.ts'
import { taskList, type Task } from '../../ui/components/task-list.ts'
import { day } from '../../ui/components/timestamp.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Key } from '../../ui/words/index.ts'
import { can, type Verb } from '../people/index.ts'
import { doneBanner } from './mistake.pages.ts'
import { aboutLanguagesMissing, languagesMissing } from './opening.ts'
import { readinessOf } from './opening.sql.ts'
import { enterRound, inLanguage, type RoundEntry } from './round-entry.pages.ts'
import { progressOf, type RoundProgress } from './round-progress.sql.ts'
import { stateOf, textIn, type RoundState } from './round.ts'
import { routes } from './routes.ts'

const done = {
  drafted: 'listening.done.drafted',
  words: 'listening.done.words',
  settings: 'listening.done.settings',
  opened: 'listening.done.opened',
  'opens-later': 'listening.done.opens-later',
  read: 'listening.done.read',
} as const satisfies Record<string, Key>

/** Where a round stands and what there is to do, in the order in which it is done. */
export function managePages(system: System): Hono<Env> {
  return new Hono<Env>().get(routes.manage, async (c) => {
    const entry = await enterRound(system, c, 'see-draft')
    const { round, partnership, w, visit } = entry
    const [ready, progress] = await reading(system.db, visit.actor, async (db) => [
      await readinessOf(db, round.id),
      await progressOf(db, round.id, round.languages),
    ])
    const state = stateOf(round, system.clock.now())
    const wordless =
      languagesMissing(round).length + aboutLanguagesMissing(round, ready.aboutQuestions).length
    const text = round.texts.length > 0 ? textIn(round, w.language) : null
    const body = html`${doneBanner(w, c.req.query('done'), done)}
      <p class="kicker">${w.t(`listening.manage.state.${state}`)}</p>
      <h1>${text ? inLanguage(text.question, text.language, w) : w.t('listening.rounds.untitled')}</h1>
      ${dates(entry, state)}
      <h2>${w.t('listening.manage.before')}</h2>
      ${taskList({ idPrefix: 'before', items: preparing(entry, progress, wordless) })}
      <h2>${w.t('listening.manage.during')}</h2>
      ${taskList({ idPrefix: 'during', items: listeningTasks(entry, progress, state) })}
      <h2>${w.t('listening.manage.after')}</h2>
      ${taskList({ idPrefix: 'after', items: concluding(entry, progress, state) })}`
    return c.render(
      body,
      entry.head(w.t('listening.manage.title'), {
        width: 'reading',
        back: {
          href: link(routes.rounds, { slug: partnership.slug }),
          text: w.t('listening.resident.rounds.title'),
        },
      }),
    )
  })
}

function dates({ round, w }: RoundEntry, state: RoundState): Html {
  const when = (key: Key, moment: Date | null) =>
    moment ? html`<li>${w.th(key, { date: day({ words: w, when: moment }) })}</li>` : null
  const moments = [
    when(
      'listening.resident.rounds.opens-on',
      state === 'open' || state === 'closed' ? null : round.opensAt,
    ),
    when('listening.manage.opened-on', round.openedAt),
    when('listening.manage.closes-on', round.closedAt === null ? round.closesAt : null),
    when('listening.resident.rounds.closed-on', round.closedAt),
  ].filter((each) => each !== null)
  return html`${moments.length > 0 ? html`<ul class="facts">${moments}</ul>` : null}
    <div>${copyable({ words: w, id: 'code', label: w.t('listening.manage.code'), value: round.code, kind: 'code' })}</div>
    ${state === 'draft' ? null : html`<p><a href="${link(routes.round, { code: round.code })}">${w.t('listening.manage.see')}</a></p>`}`
}

type Status = 'to-do' | 'done' | 'optional' | 'not-yet' | 'over' | 'now'
const colours: Record<Status, string> = {
  'to-do': 'govuk-tag--blue',
  now: 'govuk-tag--yellow',
  done: 'govuk-tag--green',
  optional: 'govuk-tag--grey',
  'not-yet': 'govuk-tag--grey',
  over: 'govuk-tag--grey',
}

/** One step. Whoever may not do it sees that it is there, without a link. */
function step(
  { round, w, visit }: RoundEntry,
  verb: Verb<'round'>,
  name: string,
  status: Status,
  href: string | undefined,
  hint?: string,
): Task {
  const opened = round.openedAt !== null
  const may = can(visit.actor, verb, { kind: 'round', partnership: round.partnership, opened })
  return {
    title: w.t(`listening.task.${name}` as Key),
    ...(may && status !== 'not-yet' && href !== undefined ? { href } : {}),
    hint: hint ?? w.t(`listening.task.${name}.hint` as Key),
    status: { tag: { text: w.t(`listening.status.${status}`), classes: colours[status] } },
  }
}

function preparing(entry: RoundEntry, progress: RoundProgress, wordless: number): Task[] {
  const { round, w } = entry
  const at = { round: round.id }
  const opened = round.openedAt !== null
  const needed = (ok: boolean): Status => (ok ? 'done' : 'to-do')
  return [
    step(entry, 'change', 'words', needed(wordless === 0), link(routes.words, at)),
    step(entry, 'change', 'settings', 'done', link(routes.settings, at)),
    step(
      entry,
      'change',
      'before',
      needed(progress.priorReadings > 0),
      link(routes.priorReading, at),
    ),
    step(
      entry,
      'change',
      'statements',
      progress.starting > 0 ? 'done' : round.moderation === 'after' ? 'optional' : 'to-do',
      link(routes.statements, at),
      progress.untranslated > 0
        ? w.t('listening.task.statements.untranslated', { count: progress.untranslated })
        : w.t('listening.task.statements.count', { count: progress.starting }),
    ),
    step(
      entry,
      'change',
      'about',
      progress.aboutQuestions > 0 ? 'done' : 'optional',
      link(routes.aboutQuestions, at),
    ),
    step(
      entry,
      'open',
      'open',
      opened ? 'done' : 'to-do',
      opened ? undefined : link(routes.opening, at),
    ),
  ]
}

function listeningTasks(entry: RoundEntry, progress: RoundProgress, state: RoundState): Task[] {
  const { round, w } = entry
  const at = { round: round.id }
  const once = (status: Status): Status => (state === 'draft' ? 'not-yet' : status)
  const waiting = progress.waiting + progress.appeals
  return [
    step(
      entry,
      'print',
      'print',
      state === 'draft' ? 'not-yet' : progress.printings > 0 ? 'done' : 'optional',
      link(routes.print, at),
    ),
    step(
      entry,
      'key',
      'key',
      once(progress.unsettled > 0 ? 'now' : progress.batches > 0 ? 'done' : 'optional'),
      link(routes.batches, at),
      progress.unsettled > 0
        ? w.t('listening.task.key.unsettled', { count: progress.unsettled })
        : undefined,
    ),
    step(
      entry,
      'moderate',
      'moderate',
      once(waiting > 0 ? 'now' : 'done'),
      link(routes.moderation, at),
      waiting > 0 ? w.t('listening.task.moderate.waiting', { count: waiting }) : undefined,
    ),
    step(
      entry,
      'close',
      'close',
      once(round.closedAt === null ? 'to-do' : 'done'),
      link(routes.closure, at),
    ),
  ]
}

function concluding(entry: RoundEntry, progress: RoundProgress, state: RoundState): Task[] {
  const { round } = entry
  const at = { round: round.id }
  const later = (status: Status): Status => (state === 'closed' ? status : 'not-yet')
  return [
    step(
      entry,
      'read-results',
      'results',
      state === 'draft' ? 'not-yet' : 'now',
      link(routes.results, at),
    ),
    step(
      entry,
      'answer',
      'answer',
      state === 'draft' ? 'not-yet' : progress.answers > 0 ? 'now' : 'to-do',
      link(routes.answers, at),
    ),
    step(entry, 'note-insight', 'insight', later('optional'), link(routes.newInsight, at)),
  ]
}
