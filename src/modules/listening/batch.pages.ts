import type { Context } from 'hono'
import { Hono } from 'hono'
import { z } from 'zod'
import { system as asSystem } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { dateInput } from '../../ui/components/date-input.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { facts, strong } from '../../ui/components/facts.ts'
import { input } from '../../ui/components/input.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { radios } from '../../ui/components/radios.ts'
import { day } from '../../ui/components/timestamp.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { readDay } from '../places/index.ts'
import { handoverForm } from './batch-handover.pages.ts'
import { batchOf, makeBatch } from './batch.actions.ts'
import {
  batchChannels,
  batchState,
  longestBatchName,
  passes,
  stepFor,
  type Batch,
  type Pass,
} from './batch.ts'
import { batchesOf } from './batch.sql.ts'
import { sheetCounts } from './keying.sql.ts'
import { attempt, mistakeAt, mistakesIn, mistakeSummary, type Mistakes } from './mistake.pages.ts'
import { enterRound, type RoundEntry } from './round-entry.pages.ts'
import { routes } from './routes.ts'
import { settledCounts, type SettledCounts } from './settlement.sql.ts'

const batchForm = z.object({
  name: z
    .string({ error: 'paper.refused.no-name' })
    .min(1, 'paper.refused.no-name')
    .max(longestBatchName, 'paper.refused.long-name'),
  channel: z.enum(batchChannels, { error: 'paper.refused.no-channel' }),
  'given-day': z.string().default(''),
  'given-month': z.string().default(''),
  'given-year': z.string().default(''),
})
type Given = Record<string, string | string[]>

/** Batches of a round: what came in on paper, by phone or in a room, and how far each has come. */
export function batchPages(system: System): Hono<Env> {
  async function listPage(c: Context<Env>, entry: RoundEntry, given: Given, mistakes: Mistakes) {
    const { round, visit, w } = entry
    const [batches, counts] = await reading(system.db, visit.actor, async (db) => {
      const found = await batchesOf(db, round.id)
      return [
        found,
        await sheetCounts(
          db,
          found.map((each) => each.id),
        ),
      ] as const
    })
    const rows = batches.map((batch) => [
      html`<a href="${link(routes.batch, { round: round.id, batch: batch.id })}">${batch.name}</a>`,
      w.t(`ui.channel.${batch.channel}`),
      day({ words: w, when: batch.givenOn }),
      ...passes.map((pass) => w.number(counts.get(batch.id)![pass])),
      w.t(`paper.batch.state.${batchState(batch)}`),
    ])
    const column = (key: string, text: string, numeric = false) => ({ key, text, numeric })
    return c.render(
      html`${mistakeSummary(w, mistakes)}
        <h1>${w.t('paper.batches.title')}</h1>
        <p class="lead">${w.t('paper.batches.lead')}</p>
        ${dataTable({
          words: w,
          id: 'batches',
          caption: w.t('paper.batches.all'),
          columns: [
            column('name', w.t('paper.batch.name')),
            column('channel', w.t('paper.batch.channel')),
            column('given', w.t('paper.batch.given')),
            column('first', w.t('paper.batch.first'), true),
            column('second', w.t('paper.batch.second'), true),
            column('state', w.t('paper.batch.state')),
          ],
          rows,
          empty: emptyState({
            title: w.t('paper.batches.none'),
            text: w.t('paper.batches.none.text'),
          }),
        })}
        ${round.closedAt ? html`<p>${w.t('paper.refused.closed')}</p>` : newBatch(entry, given, mistakes)}`,
      entry.head(w.t('paper.batches.title'), {
        width: 'wide',
        status: Object.keys(mistakes).length > 0 ? 422 : 200,
      }),
    )
  }

  return new Hono<Env>()
    .get(routes.batches, async (c) => listPage(c, await enterRound(system, c, 'key'), {}, {}))
    .post(routes.batches, async (c) => {
      const entry = await enterRound(system, c, 'key')
      const { round, visit } = entry
      const read = await readForm(c, batchForm)
      if (!read.ok) return listPage(c, entry, read.given, mistakesIn(read.errors))
      const { name, channel, ...parts } = read.value
      const givenOn = readDay(parts['given-day'], parts['given-month'], parts['given-year'])
      if (!givenOn)
        return listPage(c, entry, read.value, { 'given-day': { key: 'paper.refused.not-a-day' } })
      let batch = ''
      const mistakes = await attempt('given-day', async () => {
        batch = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
          makeBatch(trx, round, { name, channel, givenOn }),
        )
      })
      if (mistakes) return listPage(c, entry, read.value, mistakes)
      return c.redirect(link(routes.batch, { round: round.id, batch }), 303)
    })
    .get(routes.batch, async (c) => {
      const entry = await enterRound(system, c, 'key')
      const { round, visit, w } = entry
      const [batch, counts] = await reading(system.db, visit.actor, async (db) => {
        const found = await batchOf(db, round, c.req.param('batch'))
        return [found, (await sheetCounts(db, [found.id])).get(found.id)!] as const
      })
      const came = batch.settledAt
        ? await reading(system.db, asSystem('show-batch'), (db) => settledCounts(db, batch.id))
        : null
      const person = visit.actor.kind === 'person' ? visit.actor.person : ''
      const done = c.req.query('done')
      return c.render(
        html`${done === 'settled' || done === 'handed-over' ? notificationBanner({ words: w, type: 'success', text: w.t(`paper.done.${done}`) }) : null}
          <p class="kicker">${w.t('paper.batch.kicker', { channel: w.t(`ui.channel.${batch.channel}`), date: w.date(batch.givenOn) })}</p>
          <h1>${batch.name}</h1>
          ${came ? outcome(w, came) : progress(entry, batch, counts, person)}`,
        entry.head(batch.name, {
          width: 'reading',
          back: {
            href: link(routes.batches, { round: round.id }),
            text: w.t('paper.batches.title'),
          },
        }),
      )
    })
}

function newBatch({ round, w }: RoundEntry, given: Given, mistakes: Mistakes): Html {
  const error = (field: string) => {
    const said = mistakeAt(w, mistakes, field)
    return said === undefined ? {} : { errorMessage: said }
  }
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '')
  return html`<h2>${w.t('paper.batch.new')}</h2>
    <form method="post" action="${link(routes.batches, { round: round.id })}" novalidate>
      ${input({ words: w, name: 'name', label: w.t('paper.batch.name'), hint: w.t('paper.batch.name.hint'), value: text('name'), ...error('name') })}
      ${radios({
        words: w,
        name: 'channel',
        fieldset: { legend: w.t('paper.batch.channel') },
        value: text('channel'),
        items: batchChannels.map((each) => ({ value: each, text: w.t(`ui.channel.${each}`) })),
        ...error('channel'),
      })}
      ${dateInput({
        words: w,
        id: 'given',
        namePrefix: 'given',
        items: (['day', 'month', 'year'] as const).map((part) => ({
          name: part,
          id: `given-${part}`,
        })),
        values: { day: text('given-day'), month: text('given-month'), year: text('given-year') },
        fieldset: { legend: w.t('paper.batch.given') },
        hint: w.t('paper.batch.given.hint'),
        ...error('given-day'),
      })}
      ${button({ text: w.t('paper.batch.make'), preventDoubleClick: true })}
    </form>`
}

// Steps at which whoever looks has nothing to press.
const notNow = ['later', 'another', 'taken', 'done'] as const

function progress(
  entry: RoundEntry,
  batch: Batch,
  counts: Record<Pass, number>,
  person: string,
): Html {
  const { round, w } = entry
  const comparing = batchState(batch) === 'comparing'
  const at = { round: round.id, batch: batch.id }
  const steps = { 1: stepFor(batch, 1, person), 2: stepFor(batch, 2, person) }
  const closed = (pass: Pass) => notNow.some((each) => each === steps[pass])
  return html`<p>${w.t('paper.batch.how')}</p>
    ${passes.map((pass) => {
      const step = steps[pass]
      const count = w.th(batch.doneAt[pass] ? 'paper.pass.finished' : 'paper.pass.sheets', {
        count: counts[pass],
        b: strong,
      })
      return html`<h2>${w.t(`paper.pass.${pass}`)}</h2>${facts({ items: [count] })}
        ${
          closed(pass)
            ? html`<p>${w.t(`paper.step.${step}`)}</p>`
            : html`<p>${button({ text: w.t(`paper.step.${step}`), href: link(routes.keying, { ...at, pass: String(pass) }), ...(step === 'look-again' ? { classes: 'govuk-button--secondary' } : {}) })}</p>`
        }
        ${handoverForm(entry, batch, pass)}`
    })}
    ${
      passes.every(closed)
        ? passes.some((pass) => steps[pass] === 'later')
          ? null
          : html`<p>${w.t('paper.step.nothing')}</p>`
        : html`<p><a href="${link(routes.upload, at)}">${w.t('paper.upload.link')}</a></p>`
    }
    <h2>${w.t('paper.differences.title')}</h2>
    ${
      comparing
        ? button({ text: w.t('paper.differences.go'), href: link(routes.differences, at) })
        : html`<p>${w.t('paper.differences.later')}</p>`
    }`
}

function outcome(w: Words, came: SettledCounts): Html {
  return html`<p>${w.t('paper.settled.lead')}</p>
    ${facts({
      items: [
        w.th('paper.settled.sheets', { count: came.sheets, b: strong }),
        w.th('paper.settled.responses', { count: came.responses, b: strong }),
        w.th('paper.settled.set-aside', { count: came.setAside, b: strong }),
        w.th('paper.settled.left-out', { count: came.leftOut, b: strong }),
      ],
      large: true,
    })}`
}
