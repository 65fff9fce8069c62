import { Hono } from 'hono'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env, type Visit } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { day } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import type { Language, Words } from '../../ui/words/index.ts'
import { words } from '../../ui/words/index.ts'
import { header, type Partnership, type Section } from '../partnerships/index.ts'
import { can } from '../people/index.ts'
import { enterPartnership, inLanguage } from './round-entry.pages.ts'
import { stateOf, textIn, type Round, type RoundState } from './round.ts'
import { roundsOf } from './round.sql.ts'
import { routes } from './routes.ts'

/** All rounds of a partnership: what can be answered now, what is to come, what came out; drafts for members alone. */
export function roundsPages(system: System): Hono<Env> {
  return new Hono<Env>().get(routes.rounds, async (c) => {
    const { partnership, w, visit } = await enterPartnership(system, c)
    const rounds = await reading(system.db, visit.actor, (db) => roundsOf(db, partnership.id))
    const mayDraft = can(visit.actor, 'draft', { kind: 'round', partnership: partnership.id })
    const mayManage = can(visit.actor, 'see-draft', { kind: 'round', partnership: partnership.id })
    const start = {
      href: link(routes.newRound, { slug: partnership.slug }),
      text: w.t('listening.rounds.start'),
    }
    const body = html`<h1>${w.t('listening.resident.rounds.title')}</h1>
      <p class="lead">${w.t('listening.resident.rounds.lead')}</p>
      ${
        rounds.length === 0
          ? emptyState({
              title: w.t('listening.resident.rounds.none'),
              text: mayDraft
                ? w.t('listening.rounds.none.organiser')
                : w.t('listening.resident.rounds.none.text'),
              ...(mayDraft ? { action: start } : {}),
            })
          : nothing
      }
      ${(['open', 'scheduled', 'draft', 'closed'] as const).map((state) =>
        section(
          w,
          state,
          rounds.filter((round) => stateOf(round, system.clock.now()) === state),
          mayManage,
        ),
      )}
      ${rounds.length > 0 && mayDraft ? button(start) : null}
      <p><a href="${link(routes.insights, { slug: partnership.slug })}">${w.t('listening.resident.insights.title')}</a></p>`
    return c.render(body, {
      title: w.t('listening.resident.rounds.title'),
      width: 'reading',
      ...header(partnership, w, 'say'),
    } satisfies Head)
  })
}

function section(w: Words, state: RoundState, rounds: Round[], mayManage: boolean): Html {
  if (rounds.length === 0) return nothing
  return html`<section aria-labelledby="rounds-${state}"><h2 id="rounds-${state}">${w.t(`listening.resident.rounds.${state}`)}</h2><ul class="findings">${rounds.map((round) => item(w, state, round, mayManage))}</ul></section>`
}

/** One round in a list: its question, when, and what to do about it. */
function item(w: Words, state: RoundState, round: Round, mayManage: boolean): Html {
  const text = round.texts.length > 0 ? textIn(round, w.language) : null
  const question = text
    ? inLanguage(text.question, text.language, w)
    : html`${w.t('listening.rounds.untitled')}`
  const manage = link(routes.manage, { round: round.id })
  const where = {
    open: link(routes.round, { code: round.code }),
    scheduled: link(routes.round, { code: round.code }),
    closed: link(routes.results, { round: round.id }),
    draft: manage,
  }
  return html`<li class="finding"><h3 class="finding__words"><a href="${where[state]}">${question}</a></h3><p class="soft">${when(w, state, round)}${
    mayManage && state !== 'draft'
      ? html` · <a href="${manage}">${w.t('listening.rounds.manage')}<span class="govuk-visually-hidden">: ${question}</span></a>`
      : null
  }</p>${
    state === 'open'
      ? button({
          href: where.open,
          text: html`${w.t('results.resident.take-part')}<span class="govuk-visually-hidden">: ${question}</span>`,
        })
      : nothing
  }</li>`
}

function when(w: Words, state: RoundState, round: Round): Html {
  const on = (key: 'open-until' | 'opens-on' | 'closed-on', moment: Date) =>
    w.th(`listening.resident.rounds.${key}`, { date: day({ words: w, when: moment }) })
  if (state === 'draft') return html`${w.t('listening.rounds.draft.text')}`
  if (state === 'scheduled' && round.opensAt) return on('opens-on', round.opensAt)
  if (state === 'closed') return on('closed-on', round.closedAt ?? round.closesAt!)
  return round.closesAt
    ? on('open-until', round.closesAt)
    : html`${w.t('listening.resident.rounds.open-ended')}`
}

/** For a partnership's front page: the rounds that can be answered now. */
export const openRoundsSection: Section = async (system, partnership, visit) =>
  sectionOf('open', system, partnership, visit)

/** For its page of what came out: the rounds that have closed, each leading to its results, and what was learned. */
export const closedRoundsSection: Section = async (system, partnership, visit) => {
  const drawn = await sectionOf('closed', system, partnership, visit)
  const w = words(visit.language as Language)
  return (
    drawn &&
    html`${drawn}<p><a href="${link(routes.insights, { slug: partnership.slug })}">${w.t('listening.resident.insights.title')}</a></p>`
  )
}

async function sectionOf(
  state: RoundState,
  system: System,
  partnership: Partnership,
  visit: Visit,
): Promise<Html | null> {
  const now = system.clock.now()
  const rounds = (await roundsOf(system.db, partnership.id)).filter(
    (round) => stateOf(round, now) === state,
  )
  return rounds.length === 0
    ? null
    : section(words(visit.language as Language), state, rounds, false)
}
