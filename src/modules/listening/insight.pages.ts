import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { filterForm } from '../../ui/components/filter-form.ts'
import { input } from '../../ui/components/input.ts'
import { radios } from '../../ui/components/radios.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { day } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import { header, partnershipById } from '../partnerships/index.ts'
import { can } from '../people/index.ts'
import { noteInsight } from './insight.actions.ts'
import { findInsights, insightById, insightsOf, reusesOfInsight } from './insight.sql.ts'
import type { Insight } from './insight.ts'
import {
  attempt,
  doneBanner,
  mistakeAt,
  mistakesIn,
  mistakeSummary,
  type Mistakes,
} from './mistake.pages.ts'
import { termsIn } from './prior-reading.ts'
import {
  enterPartnership,
  enterRound,
  inLanguage,
  languageName,
  type RoundEntry,
} from './round-entry.pages.ts'
import { textIn, type Round } from './round.ts'
import { roundsOf } from './round.sql.ts'
import { routes } from './routes.ts'
import type { Statement } from './statement.ts'
import { statementsAmong, statementsOf } from './statement.sql.ts'

const form = z.object({
  text: z.string({ error: 'listening.refused.insight-empty' }),
  language: z.string({ error: 'listening.refused.language-not-in-round' }),
  statements: z.union([z.string().transform((one) => [one]), z.array(z.string())], {
    error: 'listening.refused.insight-rests',
  }),
})
type Given = Record<string, string | string[] | undefined>

/** What a partnership has learned, for anybody to read and search; noted from a closed round. */
export function insightPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.insights, async (c) => {
      const { partnership, w, visit } = await enterPartnership(system, c)
      const typed = c.req.query('words')?.trim() ?? ''
      const insights =
        typed === ''
          ? await insightsOf(system.db, partnership.id)
          : await findInsights(system.db, partnership.id, termsIn(typed))
      const [statements, rounds] = await Promise.all([
        statementsAmong(
          system.db,
          insights.flatMap((each) => each.statements),
        ),
        roundsOf(system.db, partnership.id),
      ])
      const mayNote = can(visit.actor, 'note-insight', {
        kind: 'round',
        partnership: partnership.id,
      })
      const at = link(routes.insights, { slug: partnership.slug })
      const body = html`${doneBanner(w, c.req.query('done'), { noted: 'listening.done.noted' })}
        <h1>${w.t('listening.resident.insights.title')}</h1>
        <p class="lead">${w.t('listening.resident.insights.lead')}</p>
        ${filterForm({ words: w, action: at, fields: input({ words: w, name: 'words', label: w.t('listening.resident.insights.words'), value: typed }), ...(typed ? { clear: at } : {}) })}
        ${
          insights.length === 0
            ? emptyState({
                title: w.t(
                  typed
                    ? 'listening.resident.insights.not-found'
                    : 'listening.resident.insights.none',
                ),
                text: mayNote
                  ? w.t('listening.insights.none.member')
                  : w.t('listening.resident.insights.none.text'),
              })
            : html`<ul class="findings">${insights.map((each) => listed(w, each, statements, rounds))}</ul>`
        }`
      return c.render(body, {
        title: w.t('listening.resident.insights.title'),
        width: 'reading',
        back: {
          href: link(routes.rounds, { slug: partnership.slug }),
          text: w.t('listening.resident.rounds.title'),
        },
        ...header(partnership, w, 'came-out'),
      } satisfies Head)
    })
    .get(routes.insightReuses, async (c) => {
      const visit = c.get('visit')
      const w = words(visit.language as Language)
      const insight = await insightById(system.db, c.req.param('insight'))
      const partnership = insight && (await partnershipById(system.db, insight.partnership))
      if (!insight || !partnership) throw notFound()
      const reuses = await reading(system.db, visit.actor, (db) => reusesOfInsight(db, insight.id))
      const askers = new Map(
        await Promise.all(
          reuses.map(
            async (each) =>
              [each.asker, (await partnershipById(system.db, each.asker))?.name] as const,
          ),
        ),
      )
      const mayRefuse = can(visit.actor, 'refuse-reuse', {
        kind: 'round',
        partnership: partnership.id,
      })
      const body = html`<h1>${w.t('listening.resident.reuses.title')}</h1>
        <blockquote><p>${inLanguage(insight.text, insight.language, w)}</p></blockquote>
        ${
          reuses.length === 0
            ? html`<p>${w.t('listening.resident.reuses.none')}</p>`
            : html`<ul class="findings">${reuses.map(
                (each) =>
                  html`<li class="finding"><p>${askers.get(each.asker)}, ${day({ words: w, when: each.reusedAt })}: ${each.purpose}</p>${
                    each.refusedAt
                      ? html`<p class="soft">${w.t('listening.resident.reuses.refused')} ${each.refusal}</p>`
                      : mayRefuse
                        ? html`<p><a href="${link(routes.insightRefusal, { reuse: each.id })}">${w.t('listening.reuse.refuse')}</a></p>`
                        : null
                  }</li>`,
              )}</ul>`
        }`
      return c.render(body, {
        title: w.t('listening.resident.reuses.title'),
        width: 'reading',
        back: {
          href: link(routes.insights, { slug: partnership.slug }),
          text: w.t('listening.resident.insights.title'),
        },
        ...header(partnership, w, 'came-out'),
      } satisfies Head)
    })
    .get(routes.newInsight, async (c) => {
      const entry = await enterRound(system, c, 'note-insight')
      return c.render(
        notePage(entry, await published(system, entry.round), {}, {}),
        entry.head(entry.w.t('listening.insight.title'), { width: 'reading' }),
      )
    })
    .post(routes.newInsight, async (c) => {
      const entry = await enterRound(system, c, 'note-insight')
      const read = await readForm(c, form)
      const mistakes = read.ok
        ? await attempt('text', () =>
            transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
              noteInsight(trx, { round: entry.round.id, ...read.value }),
            ),
          )
        : mistakesIn(read.errors)
      if (mistakes === null)
        return c.redirect(
          link(routes.insights, { slug: entry.partnership.slug }, { done: 'noted' }),
          303,
        )
      const given: Given = read.ok ? read.value : read.given
      return c.render(
        notePage(entry, await published(system, entry.round), given, mistakes),
        entry.head(entry.w.t('listening.insight.title'), { width: 'reading', status: 422 }),
      )
    })
}

const published = async (system: System, round: Round) =>
  (await statementsOf(system.db, round.id)).filter((each) => each.status === 'published')

function listed(
  w: Words,
  insight: Insight,
  statements: Map<string, Statement>,
  rounds: Round[],
): Html {
  const round = rounds.find((each) => each.id === insight.round)
  const restsOn = insight.statements.flatMap((id) => statements.get(id) ?? [])
  const text = round && textIn(round, w.language)
  return html`<li class="finding" id="insight-${insight.id}"><p class="finding__words"><b>${inLanguage(insight.text, insight.language, w)}</b></p>
    ${restsOn.length > 0 ? html`<p class="soft">${w.t('listening.resident.insights.rests')}</p><ul>${restsOn.map((each) => html`<li><a href="${link(routes.resultStatement, { round: each.round, number: String(each.number) })}">${inLanguage(each.text, each.language, w)}</a></li>`)}</ul>` : nothing}
    <p class="soft">${day({ words: w, when: insight.notedAt })}${round && text ? html` · <a href="${link(routes.results, { round: round.id })}">${inLanguage(text.question, text.language, w)}</a>` : null} · <a href="${link(routes.insightReuses, { insight: insight.id })}">${w.t('listening.resident.insights.reuses')}</a></p></li>`
}

function notePage(
  entry: RoundEntry,
  statements: Statement[],
  given: Given,
  mistakes: Mistakes,
): Html {
  const { round, w } = entry
  const chosen = given['statements']
  return html`${mistakeSummary(w, mistakes)}<h1>${w.t('listening.insight.title')}</h1>
    <p class="lead">${w.t('listening.insight.lead')}</p>
    <form method="post" action="${link(routes.newInsight, { round: round.id })}" novalidate>
      ${textarea({ words: w, name: 'text', rows: 4, label: { text: w.t('listening.insight.text'), classes: 'govuk-label--s' }, hint: w.t('listening.insight.text.hint'), errorMessage: mistakeAt(w, mistakes, 'text'), value: String(given['text'] ?? '') })}
      ${
        round.languages.length > 1
          ? radios({
              words: w,
              name: 'language',
              fieldset: { legend: w.t('listening.statements.language') },
              value: String(given['language'] ?? w.language),
              items: round.languages.map((each) => ({ value: each, text: languageName(each) })),
            })
          : html`<input type="hidden" name="language" value="${round.languages[0]}">`
      }
      ${checkboxes({
        words: w,
        name: 'statements',
        classes: 'govuk-checkboxes--small',
        fieldset: {
          legend: { text: w.t('listening.insight.rests'), classes: 'govuk-fieldset__legend--s' },
        },
        hint: w.t('listening.insight.rests.hint'),
        errorMessage: mistakeAt(w, mistakes, 'statements'),
        values: Array.isArray(chosen) ? chosen : chosen ? [chosen] : [],
        items: statements.map((each) => ({
          value: each.id,
          text: inLanguage(each.text, each.language, w),
        })),
      })}
      ${button({ text: w.t('listening.insight.go') })}
    </form>`
}
