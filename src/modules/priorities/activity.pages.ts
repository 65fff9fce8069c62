import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env, type Visit } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { input } from '../../ui/components/input.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import { select } from '../../ui/components/select.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { day } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import { enter, header, partnershipById, type Partnership } from '../partnerships/index.ts'
import { allow, can } from '../people/index.ts'
import { dayOf, organisationName, organisationsAsOf } from '../places/index.ts'
import { addActivity, changeActivity, endActivity } from './activity.actions.ts'
import { activitiesOf, activityById } from './activity.sql.ts'
import { sorted, sortOf } from './activity-order.pages.ts'
import { doerNames, refusedAt, wrongAt, wrongSummary, type Wrong } from './driver-entry.pages.ts'
import { drawnOf, type Drawn } from './drawn-priority.sql.ts'
import type { Branch } from './driver.ts'
import type { Priority } from './priority.ts'
import { routes } from './routes.ts'

const text = z.string().default('')
const several = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((given) => (Array.isArray(given) ? given : [given]))
const form = z.object({
  title: text,
  organisation: text,
  who: text,
  what: text,
  drivers: several,
  offered: several,
})
type Given = z.output<typeof form>

/** What is done here already, by whom, and which causes it does something about. */
export function activityPages(system: System): Hono<Env> {
  const read = (visit: Visit, partnership: string) =>
    reading(system.db, visit.actor, async (db) => ({
      activities: await activitiesOf(db, partnership),
      drawn: await drawnOf(db, partnership),
    }))

  async function entered(c: Parameters<typeof enter>[1]) {
    const visit = c.get('visit')
    const w = words(visit.language as Language)
    const activity = await activityById(system.db, c.req.param('activity') ?? '')
    const partnership = activity && (await partnershipById(system.db, activity.partnership))
    if (!activity || !partnership) throw notFound()
    return { visit, w, activity, partnership }
  }

  async function changing(
    c: Parameters<typeof enter>[1],
    given: Given | null,
    wrong: Wrong | null,
  ): Promise<[Html, Head]> {
    const { visit, w, activity, partnership } = await entered(c)
    const { drawn } = await read(visit, partnership.id)
    const doer = await doerNames(system, w, [activity])
    const mayChange = can(visit.actor, 'draw', { kind: 'priority', partnership: partnership.id })
    const at = { activity: activity.id }
    const done = (['added', 'changed', 'ended', 'again'] as const).find(
      (each) => each === c.req.query('done'),
    )
    const mapped = drawn.flatMap(({ priority, branches }) =>
      branches
        .filter((each) => activity.drivers.includes(each.id))
        .map((each) => html`<li>${driverAt(w, priority, each)}</li>`),
    )
    const body = html`${wrongSummary(w, wrong)}${done ? notificationBanner({ words: w, type: 'success', text: w.t(`drivers.activity.done.${done}`) }) : null}
      <p class="kicker">${w.t('drivers.resident.activity.kicker')}</p>
      <h1>${ownWords(w, activity.title, activity.language)}</h1>
      <p>${w.th('drivers.resident.activity.by', { who: html`<b dir="auto">${doer(activity)}</b>` })}</p>
      ${activity.endedAt ? insetText({ text: html`${w.th('drivers.resident.activity.ended', { date: day({ words: w, when: activity.endedAt }) })}` }) : null}
      ${activity.what === '' ? null : activity.what.split(/\n+/).map((part) => html`<p>${ownWords(w, part, activity.language)}</p>`)}
      <h2>${w.t('drivers.resident.activity.about')}</h2>
      ${mapped.length === 0 ? html`<p>${w.t('drivers.resident.activity.about.none')}</p>` : html`<ul>${mapped}</ul>`}
      ${
        mayChange
          ? html`<section class="part no-print" aria-labelledby="change"><h2 id="change">${w.t('drivers.activity.change')}</h2>
            <form method="post" action="${link(routes.activity, at)}" novalidate>${await fields(w, drawn, given ?? { ...activity, organisation: activity.organisation ?? '', offered: [] }, wrong)}${button({ text: w.t('drivers.activity.save') })}</form>
            <form method="post" action="${link(routes.activityEnd, at)}"><input type="hidden" name="again" value="${activity.endedAt ? 'yes' : ''}">${button({ text: w.t(activity.endedAt ? 'drivers.activity.again' : 'drivers.activity.end'), classes: 'govuk-button--secondary' })}</form></section>`
          : null
      }`
    const title = wrong ? w.t('drivers.title.problem') : activity.title
    return [body, { ...headOf(w, partnership), title, width: 'reading' }]
  }

  async function fields(w: Words, drawn: readonly Drawn[], given: Given, wrong: Wrong | null) {
    const bodies = await organisationsAsOf(system.db, dayOf(system.clock.now()))
    return html`
      ${input({ words: w, name: 'title', label: w.t('drivers.activity.title'), hint: w.t('drivers.activity.title.hint'), value: given.title, ...wrongAt(wrong, 'title') })}
      ${select({
        words: w,
        name: 'organisation',
        label: w.t('drivers.activity.organisation'),
        value: given.organisation,
        items: [
          { value: '', text: w.t('drivers.activity.organisation.none') },
          ...bodies.map((each) => ({ value: each.id, text: organisationName(each, w.language) })),
        ],
      })}
      ${input({ words: w, name: 'who', label: w.t('drivers.activity.who'), hint: w.t('drivers.activity.who.hint'), value: given.who })}
      ${textarea({ words: w, name: 'what', rows: 3, label: w.t('drivers.activity.what'), value: given.what })}
      ${drawn.map(
        ({ priority, branches }, index) =>
          html`${checkboxes({
            words: w,
            name: 'drivers',
            idPrefix: `drivers-${index}`,
            classes: 'govuk-checkboxes--small',
            fieldset: {
              legend: {
                text: html`${w.t('drivers.activity.drivers')}: ${ownWords(w, priority.title, priority.language)}`,
                classes: 'govuk-fieldset__legend--s',
              },
            },
            values: given.drivers,
            items: branches.map((each) => ({
              value: each.id,
              text: html`${w.t(`drivers.resident.one.${each.kind}`)}: ${ownWords(w, each.text, priority.language)}`,
            })),
          })}${branches.map((each) => html`<input type="hidden" name="offered" value="${each.id}">`)}`,
      )}`
  }

  async function newPage(
    c: Parameters<typeof enter>[1],
    given: Given,
    wrong: Wrong | null,
  ): Promise<[Html, Head]> {
    const { partnership, words: w, visit } = await enter(system, c)
    allow(visit.actor, 'draw', { kind: 'priority', partnership: partnership.id })
    const { drawn } = await read(visit, partnership.id)
    const title = w.t('drivers.activity.new')
    const body = html`${wrongSummary(w, wrong)}<h1>${title}</h1><p class="lead">${w.t('drivers.activity.new.lead')}</p>
      <form method="post" action="${link(routes.newActivity, { slug: partnership.slug })}" novalidate>${await fields(w, drawn, given, wrong)}${button({ text: w.t('drivers.activity.add') })}</form>`
    return [
      body,
      {
        ...headOf(w, partnership),
        title: wrong ? w.t('drivers.title.problem') : title,
        width: 'reading',
      },
    ]
  }

  return new Hono<Env>()
    .get(routes.activities, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c)
      const { activities, drawn } = await read(visit, partnership.id)
      const doer = await doerNames(system, w, activities)
      const mayAdd = can(visit.actor, 'draw', { kind: 'priority', partnership: partnership.id })
      const sort = sortOf(c.req.query('sort'), c.req.query('direction'))
      const slug = { slug: partnership.slug }
      const add = { href: link(routes.newActivity, slug), text: w.t('drivers.activity.new') }
      const title = w.t('drivers.resident.activities')
      const body = html`<h1>${title}</h1><p class="lead">${w.t('drivers.resident.activities.lead')}</p>
        ${
          activities.length === 0
            ? emptyState({
                title: w.t('drivers.resident.activities.none'),
                text: w.t(
                  mayAdd
                    ? 'drivers.activities.none.member'
                    : 'drivers.resident.activities.none.text',
                ),
                ...(mayAdd ? { action: add } : {}),
              })
            : html`<p class="row no-print">${mayAdd ? html`<a href="${add.href}">${add.text}</a> ` : null}<a href="${link(routes.activitiesCsv, slug)}">${w.t('drivers.resident.csv')}</a></p>
              ${dataTable({
                words: w,
                id: 'activities',
                caption: title,
                columns: [
                  { key: 'title', text: w.t('drivers.resident.activities.what'), sortable: true },
                  { key: 'who', text: w.t('drivers.resident.activities.who'), sortable: true },
                  { key: 'about', text: w.t('drivers.resident.activities.about') },
                  { key: 'since', text: w.t('drivers.resident.activities.since'), sortable: true },
                ],
                sort,
                href: ({ column, direction }) =>
                  link(routes.activities, slug, { sort: column, direction }),
                rows: sorted(activities, sort, doer, w).map((each) => [
                  html`<a href="${link(routes.activity, { activity: each.id })}">${ownWords(w, each.title, each.language)}</a>`,
                  html`<span dir="auto">${doer(each)}</span>`,
                  html`<ul class="plain-list">${drawn.flatMap(({ priority, branches }) => branches.filter(({ id }) => each.drivers.includes(id)).map((branch) => html`<li>${driverAt(w, priority, branch)}</li>`))}</ul>`,
                  each.endedAt
                    ? html`${w.th('drivers.resident.activity.ended', { date: day({ words: w, when: each.endedAt }) })}`
                    : day({ words: w, when: each.addedAt }),
                ]),
              })}`
        }`
      return c.render(body, { ...headOf(w, partnership, false), title })
    })
    .get(routes.newActivity, async (c) => {
      const driver = c.req.query('driver')
      const given = { title: '', organisation: '', who: '', what: '', offered: [] }
      return c.render(...(await newPage(c, { ...given, drivers: driver ? [driver] : [] }, null)))
    })
    .post(routes.newActivity, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c)
      allow(visit.actor, 'draw', { kind: 'priority', partnership: partnership.id })
      const sent = await readForm(c, form)
      if (!sent.ok) throw notFound()
      let id = ''
      const wrong = await refusedAt(w, 'title', sent.value.title, async () => {
        id = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
          addActivity(trx, {
            ...sent.value,
            organisation: sent.value.organisation || null,
            partnership: partnership.id,
            language: partnership.languages.includes(w.language)
              ? w.language
              : partnership.languages[0]!,
          }),
        )
      })
      if (wrong === null)
        return c.redirect(link(routes.activity, { activity: id }, { done: 'added' }), 303)
      const [body, head] = await newPage(c, sent.value, wrong)
      return c.render(body, { ...head, status: 422 })
    })
    .get(routes.activity, async (c) => c.render(...(await changing(c, null, null))))
    .post(routes.activity, async (c) => {
      const { visit, w, activity } = await entered(c)
      allow(visit.actor, 'draw', { kind: 'priority', partnership: activity.partnership })
      const sent = await readForm(c, form)
      if (!sent.ok) throw notFound()
      const wrong = await refusedAt(w, 'title', sent.value.title, () =>
        transaction(system.db, visit.actor, system.clock.now(), (trx) =>
          changeActivity(trx, {
            ...sent.value,
            organisation: sent.value.organisation || null,
            activity: activity.id,
          }),
        ),
      )
      if (wrong === null)
        return c.redirect(
          link(routes.activity, { activity: activity.id }, { done: 'changed' }),
          303,
        )
      const [body, head] = await changing(c, sent.value, wrong)
      return c.render(body, { ...head, status: 422 })
    })
    .post(routes.activityEnd, async (c) => {
      const { visit, activity } = await entered(c)
      const sent = await readForm(c, z.object({ again: text }))
      const again = sent.ok && sent.value.again === 'yes'
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        endActivity(trx, { activity: activity.id, again }),
      )
      return c.redirect(
        link(routes.activity, { activity: activity.id }, { done: again ? 'again' : 'ended' }),
        303,
      )
    })
}

const driverAt = (w: Words, priority: Priority, branch: Branch): Html =>
  html`<a href="${link(routes.driver, { priority: priority.id, driver: branch.id })}#driver-${branch.id}">${ownWords(w, branch.text, priority.language)}</a>`

function headOf(w: Words, partnership: Partnership, under = true): Omit<Head, 'title'> {
  const slug = { slug: partnership.slug }
  return {
    back: under
      ? { href: link(routes.activities, slug), text: w.t('drivers.resident.activities') }
      : { href: link(routes.priorities, slug), text: w.t('priorities.resident.title') },
    ...header(partnership, w, 'priorities'),
  }
}
