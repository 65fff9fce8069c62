import { Hono } from 'hono'
import { system as asSystem } from '../../platform/actor.ts'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { channelTag, type Channel } from '../../ui/components/channel-tag.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { summaryList } from '../../ui/components/summary-list.ts'
import { timestamp } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import { header } from '../partnerships/index.ts'
import { closureOf, type Closure } from './closure.sql.ts'
import { enterResults } from './result-entry.pages.ts'
import { protection } from './participation.ts'
import { actInWords } from './record-words.pages.ts'
import { actsOf, arrivalsByDay, decisionCounts, statementCounts } from './round-record.sql.ts'
import { questionOf } from './round-entry.pages.ts'
import { routes } from './routes.ts'

/** What was done with a round, in figures that anyone may check. */
export function recordPages(system: System): Hono<Env> {
  return new Hono<Env>().get(routes.record, async (c) => {
    const { round, text, state, w, partnership } = await enterResults(system, c)
    const found = await reading(system.db, asSystem('round-record'), async (db) => ({
      closure: await closureOf(db, round.id),
      arrivals: await arrivalsByDay(db, round.id),
      decisions: await decisionCounts(db, round.id),
      statements: await statementCounts(db, round.id),
      acts: await actsOf(db, round.id),
    }))
    const row = (key: Key, value: Html | string) => ({ key: w.t(key), value })
    return c.render(
      html`${c.req.query('closed') === '1' ? notificationBanner({ words: w, type: 'success', text: w.t('results.resident.record.just-closed') }) : null}
        <h1>${w.t('results.resident.record.title')}</h1><p class="lead">${questionOf(round, w)}</p>
        ${summaryList({
          rows: [
            row(
              'results.resident.record.opened',
              round.openedAt ? timestamp({ words: w, when: round.openedAt }) : '–',
            ),
            row(
              'results.resident.record.closed',
              found.closure
                ? timestamp({ words: w, when: found.closure.closedAt })
                : w.t(
                    state === 'open'
                      ? 'results.resident.record.still-open'
                      : 'results.resident.record.closing',
                  ),
            ),
            row('results.resident.record.statements', statementsSaid(w, found.statements)),
            ...(found.closure
              ? [
                  row(
                    'results.resident.record.counted',
                    w.t('results.resident.record.counted.said', {
                      people: found.closure.participants,
                      responses: found.closure.responses,
                    }),
                  ),
                  ...(found.closure.reason
                    ? [row('results.resident.record.reason', found.closure.reason)]
                    : []),
                ]
              : []),
          ],
        })}
        ${found.closure ? check(w, found.closure) : null}
        ${days(w, found.arrivals)}
        ${moderation(w, found.decisions)}
        <h2>${w.t('results.resident.record.acts')}</h2><p>${w.t('results.resident.record.acts.lead')}</p>
        <ol>${found.acts.map((act) => html`<li>${timestamp({ words: w, when: act.at })}: ${w.th('results.resident.record.act', { act: html`${actInWords(act.act, JSON.parse(act.body) as Record<string, unknown>, w)}`, number: act.sequence })} <code dir="ltr">${act.hash.slice(0, 16)}…</code></li>`)}</ol>`,
      {
        title: w.t('results.resident.record.title'),
        about: text.question,
        back: {
          href: link(routes.results, { round: round.id }),
          text: w.t('results.resident.back'),
        },
        ...header(partnership, w, 'came-out'),
      } satisfies Head,
    )
  })
}

function statementsSaid(w: Words, counts: Record<string, number>): string {
  return w.t('results.resident.record.statements.said', {
    published: counts['published'] ?? 0,
    removed: counts['removed'] ?? 0,
    waiting: (counts['waiting'] ?? 0) + (counts['held'] ?? 0),
  })
}

function check(w: Words, closure: Closure): Html {
  return html`<h2>${w.t('results.resident.record.root')}</h2>
    <p><code class="hash" dir="ltr">${closure.root.toString('hex')}</code></p>
    <p>${w.t('results.resident.record.root.text')}</p>
    <ul><li>${w.t('results.resident.record.how.person')}</li><li>${w.t('results.resident.record.how.anyone')}</li><li>${w.t('results.resident.record.how.operator')} <code class="command" dir="ltr">npm run -s thread -- verify</code></li></ul>`
}

function days(
  w: Words,
  arrivals: readonly { day: string; channel: string; responses: number }[],
): Html {
  const channels = [...new Set(arrivals.map((each) => each.channel))]
  const byDay = Map.groupBy(arrivals, (each) => each.day)
  return html`<h2>${w.t('results.resident.record.days')}</h2>${dataTable({
    words: w,
    id: 'days',
    caption: w.t('results.resident.record.days.caption'),
    empty: html`<p>${w.t('results.resident.record.days.none')}</p>`,
    columns: [
      { key: 'day', text: w.t('results.resident.record.day') },
      ...channels.map((channel) => ({
        key: channel,
        text: channelTag({ words: w, channel: channel as Channel }),
        numeric: true,
      })),
    ],
    rows: [...byDay].map(([day, each]) => [
      w.date(day, 'short'),
      ...channels.map((channel) =>
        few(w, each.find((one) => one.channel === channel)?.responses ?? 0),
      ),
    ]),
  })}`
}

/** A handful of responses on a day may be one person's, so they are not told apart. */
function few(w: Words, responses: number): string {
  return responses > 0 && responses < protection.least
    ? w.t('results.resident.who.few')
    : w.number(responses)
}

function moderation(
  w: Words,
  decisions: readonly { outcome: string; reason: string; decisions: number }[],
): Html {
  return html`<h2>${w.t('results.resident.record.moderation')}</h2>${dataTable({
    words: w,
    id: 'moderation',
    caption: w.t('results.resident.record.moderation.caption'),
    empty: html`<p>${w.t('results.resident.record.moderation.none')}</p>`,
    columns: [
      { key: 'outcome', text: w.t('results.resident.record.outcome') },
      { key: 'reason', text: w.t('results.resident.record.why') },
      { key: 'decisions', text: w.t('results.resident.record.decisions'), numeric: true },
    ],
    rows: decisions.map((each) => [
      w.t(`results.resident.record.outcome.${each.outcome}` as Key),
      w.has(`moderation.resident.reason.${each.reason}` as Key)
        ? w.t(`moderation.resident.reason.${each.reason}` as Key)
        : each.reason,
      w.number(each.decisions),
    ]),
  })}`
}
