import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { attributes } from '../../ui/attributes.ts'
import { button } from '../../ui/components/button.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import { allow, namesOf } from '../people/index.ts'
import { enterDecision, inLanguage, type StepsOf } from './decision-entry.pages.ts'
import { turnoutFacts } from './decision-result.pages.ts'
import { drawDecision } from './decision-show.pages.ts'
import type { Decision } from './decision.ts'
import { countOf, electorateOf, presentAt, type Elector } from './electorate.sql.ts'
import { problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'
import { castVote, recordVotes, type RecordedVote } from './vote.actions.ts'
import { newestOf, recordedChannels, type RecordedChannel, type Vote } from './vote.ts'
import { votesSeen } from './vote.sql.ts'
import { abstain } from './voting-form.pages.ts'

const own = z.object({
  option: z.string().default('').pipe(z.string().min(1, 'decisions.resident.refused.choose')),
})
// A row's fields are named after its member: what is in them is read below.
const rows = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

const prefixes = ['decisions', 'partnerships']

/** One's own vote, and those that are put in for others. */
export function votePages(system: System, stepsOf: StepsOf): Hono<Env> {
  async function recording(c: Context<Env>, sent: Sent) {
    const { decision, partnership, w, visit, read, head } = await enterDecision(
      system,
      c,
      ...prefixes,
    )
    allow(visit.actor, 'record-votes', { kind: 'decision', partnership: partnership.id })
    const at = system.clock.now()
    if (!decision.openedAt) throw new Refusal('decisions.resident.refused.not-open', 409)
    if (decision.result) throw new Refusal('decisions.resident.refused.closed', 409)
    const { electors, votes, count, present } = await read(async (db) => ({
      electors: await electorateOf(db, decision.id, at),
      votes: newestOf(await votesSeen(db, decision.id)),
      count: await countOf(db, decision.id, at),
      present: decision.meeting ? await presentAt(db, decision.meeting, at) : new Set<string>(),
    }))
    const names = await namesOf(
      system.db,
      electors.map(({ person }) => person),
    )
    const heading = w.t('decisions.record.title')
    const able = electors.filter(({ excluded }) => !excluded)
    const body = html`${problems(w, sent)}
      <h1>${heading}</h1>
      <p class="lead">${inLanguage(decision.question, decision.language, w)}</p>
      <p>${w.t('decisions.record.lead')}</p>
      ${count ? turnoutFacts(w, count) : null}
      ${
        able.length === 0
          ? insetText({ text: w.t('decisions.record.nobody') })
          : html`<form method="post" action="${link(routes.voteRecording, { decision: decision.id })}" novalidate>
              ${able.map((elector) => row(w, decision, elector, names, votes.get(elector.member), present.has(elector.member), sent))}
              ${button({ text: w.t('decisions.record.go'), preventDoubleClick: true })}
            </form>`
      }`
    return c.render(
      body,
      head(titled(w, sent, heading), Object.keys(sent.errors).length > 0 ? { status: 422 } : {}),
    )
  }

  return new Hono<Env>()
    .post(routes.votes, async (c) => {
      const { decision, visit } = await enterDecision(system, c)
      const read = await readForm(c, own)
      if (!read.ok) return drawDecision(system, stepsOf, c, read)
      const { option } = read.value
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        castVote(trx, decision.id, option === abstain ? null : option),
      )
      return c.redirect(link(routes.decision, { decision: decision.id }, { done: 'voted' }), 303)
    })
    .get(routes.voteRecording, (c) => recording(c, untouched))
    .post(routes.voteRecording, async (c) => {
      const { decision, visit } = await enterDecision(system, c)
      const read = await readForm(c, rows)
      const given = read.ok ? read.value : {}
      const votes = votesIn(given)
      try {
        await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
          recordVotes(trx, decision.id, votes),
        )
      } catch (error) {
        // What was typed for the whole room comes back with it.
        if (!(error instanceof Refusal && error.status === 422)) throw error
        return recording(c, { given, errors: { form: error.key } })
      }
      return c.redirect(link(routes.decision, { decision: decision.id }, { done: 'recorded' }), 303)
    })
}

/** A row for each member: rows that nobody filled in say nothing. */
function votesIn(given: Record<string, string | string[]>): RecordedVote[] {
  return Object.entries(given).flatMap(([name, option]) => {
    const member = /^vote-(.+)$/.exec(name)?.[1]
    const channel = recordedChannels.find((each) => each === given[`channel-${member}`])
    if (!member || typeof option !== 'string' || option === '') return []
    return [
      { member, option: option === abstain ? null : option, channel: channel ?? 'paper' } as const,
    ]
  })
}

/** Names stand in order of the alphabet's own tabbing: one row, its options, its way, the next row. */
function row(
  w: Words,
  decision: Decision,
  elector: Elector,
  names: ReadonlyMap<string, string>,
  newest: Vote | undefined,
  here: boolean,
  sent: Sent,
): Html {
  const { member, person } = elector
  const name = names.get(person) || w.t('decisions.resident.no-name')
  const [vote, channel] = [`vote-${member}`, `channel-${member}`]
  const ways: readonly RecordedChannel[] = here ? recordedChannels : ['paper', 'phone']
  const way = sent.given[channel] ?? ways[0]
  const choices = [
    ...decision.options.map((option) => ({
      value: option.id,
      text: inLanguage(option.text, decision.language, w),
    })),
    { value: abstain, text: html`${w.t('decisions.resident.abstain')}` },
  ]
  return html`<div class="card" id="row-${member}"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${name} <span class="soft">${w.t(`decisions.resident.standing.${elector.standing}`)}</span></legend>
    ${newest ? html`<p class="small soft">${w.t('decisions.record.already', { way: w.t(`decisions.record.way.${newest.channel}` as Key) })}</p>` : null}
    <div class="govuk-radios govuk-radios--small govuk-radios--inline">${choices.map(
      ({ value, text }, index) =>
        html`<div class="govuk-radios__item"><input${attributes({ class: 'govuk-radios__input', type: 'radio', name: vote, id: `${vote}-${index}`, value, checked: sent.given[vote] === value })}><label class="govuk-label govuk-radios__label" for="${vote}-${index}">${text}</label></div>`,
    )}</div>
    <p><label for="${channel}">${w.t('decisions.record.way')}</label> <select${attributes({ class: 'govuk-select', name: channel, id: channel })}>${ways.map((each) => html`<option${attributes({ value: each, selected: way === each })}>${w.t(`decisions.record.way.${each}`)}</option>`)}</select></p></fieldset></div>`
}
