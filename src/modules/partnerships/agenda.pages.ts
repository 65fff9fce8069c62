import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env, type Visit } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { input } from '../../ui/components/input.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, type Html } from '../../ui/html.ts'
import { addItem, changeItem, moveItem, removeItem } from './agenda.actions.ts'
import { offeredFor, type Offered } from './agenda-offer.pages.ts'
import { agendaOf } from './agenda.sql.ts'
import type { AgendaItem, OpenItem } from './agenda.ts'
import { enterMeeting, theirs, type MeetingEntry } from './meeting-entry.pages.ts'
import type { Waiting } from './meeting-view.pages.ts'
import type { Partnership } from './partnership.ts'
import { error, one, problems, titled, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

/**
 * What waits in a module to the right and may be put on an agenda: a promise that went quiet. `app`
 * hands these in, since modules never reach to their right.
 */
export type OpenItems = (
  system: System,
  partnership: Partnership,
  visit: Visit,
) => Promise<readonly OpenItem[]>

const words200 = z
  .string({ error: 'meetings.refused.item' })
  .trim()
  .min(1, 'meetings.refused.item')
  .max(500, 'meetings.refused.long')
const fields = {
  title: words200,
  note: z.string().trim().max(4000, 'meetings.refused.long').default(''),
}
const adding = z.object({
  ...fields,
  decision: z.string().optional(),
  node: z.string().optional(),
})
const changing = z.object(fields)

/** Drawing up an agenda: adding, wording, moving and taking off, all by ordinary forms. */
export function agendaPages(system: System): Hono<Env> {
  async function item(entry: MeetingEntry, id: string): Promise<AgendaItem> {
    const items = await reading(system.db, entry.visit.actor, (db) =>
      agendaOf(db, entry.meeting.id),
    )
    const found = items.find((each) => each.id === id)
    if (!found) throw notFound()
    return found
  }
  const back = (id: string, at = 'agenda') => `${link(routes.meeting, { meeting: id })}#${at}`

  return new Hono<Env>()
    .post(routes.agendaItems, async (c) => {
      const entry = await enterMeeting(system, c, 'change')
      const { meeting, w, visit } = entry
      const read = await readForm(c, adding)
      if (!read.ok) {
        const title = w.t('meetings.agenda.add')
        return c.render(
          itemForm(entry, read, title, link(routes.agendaItems, { meeting: meeting.id })),
          entry.head(titled(w, read, title), { width: 'reading', status: 422 }),
        )
      }
      const id = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        addItem(trx, meeting.id, {
          title: read.value.title,
          note: read.value.note,
          decision: read.value.decision ?? null,
          node: read.value.node ?? null,
        }),
      )
      return c.redirect(back(meeting.id, `item-${id}`), 303)
    })
    .get(routes.agendaItem, async (c) => {
      const entry = await enterMeeting(system, c, 'change')
      const found = await item(entry, c.req.param('item'))
      const title = entry.w.t('meetings.agenda.change')
      const sent: Sent = { errors: {}, given: { title: found.title, note: found.note } }
      const at = { meeting: entry.meeting.id, item: found.id }
      return c.render(
        itemForm(entry, sent, title, link(routes.agendaItem, at)),
        entry.head(title, { width: 'reading' }),
      )
    })
    .post(routes.agendaItem, async (c) => {
      const entry = await enterMeeting(system, c, 'change')
      const { meeting, w, visit } = entry
      const at = { meeting: meeting.id, item: c.req.param('item') }
      const read = await readForm(
        c,
        z.union([z.object({ move: z.enum(['up', 'down']) }), changing]),
      )
      const act = (work: Parameters<typeof transaction<void>>[3]) =>
        transaction(system.db, visit.actor, system.clock.now(), work)
      if (read.ok && 'move' in read.value) {
        const { move } = read.value
        await act((trx) => moveItem(trx, meeting.id, at.item, move))
        return c.redirect(back(meeting.id, `item-${at.item}`), 303)
      }
      if (read.ok) {
        const { value } = read
        if ('title' in value) await act((trx) => changeItem(trx, meeting.id, at.item, value))
        return c.redirect(back(meeting.id, `item-${at.item}`), 303)
      }
      // A union names no field: what was typed is read again by what it can only be.
      const again = changing.safeParse(read.given)
      const sent: Sent = { given: read.given, errors: {} }
      for (const issue of again.error?.issues ?? [])
        sent.errors[String(issue.path[0])] ??= issue.message
      const title = w.t('meetings.agenda.change')
      return c.render(
        itemForm(entry, sent, title, link(routes.agendaItem, at)),
        entry.head(titled(w, sent, title), { width: 'reading', status: 422 }),
      )
    })
    .post(routes.agendaItemRemoval, async (c) => {
      const { meeting, visit } = await enterMeeting(system, c, 'change')
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        removeItem(trx, meeting.id, c.req.param('item')),
      )
      return c.redirect(back(meeting.id), 303)
    })
}

/** An agenda as it is read. */
export function agendaShown(entry: MeetingEntry, items: readonly AgendaItem[]): Html {
  const { w } = entry
  if (items.length === 0) return html`<p>${w.t('meetings.resident.agenda.none')}</p>`
  return html`<ol class="govuk-list govuk-list--number">${items.map(
    (item) => html`<li id="item-${item.id}">${matter(entry, item)}</li>`,
  )}</ol>`
}

function matter(entry: MeetingEntry, item: AgendaItem): Html {
  const { w } = entry
  return html`<strong>${theirs(entry, item.title)}</strong>${item.note
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => html`<br>${theirs(entry, line)}`)}${
    item.decision
      ? html`<br><a href="${link(routes.decision, { decision: item.decision })}">${w.t('meetings.resident.to-decide')}<span class="govuk-visually-hidden">: ${theirs(entry, item.title)}</span></a>`
      : item.node
        ? html`<br><a href="/thread/${item.node}">${w.t('meetings.resident.thread')}<span class="govuk-visually-hidden">: ${theirs(entry, item.title)}</span></a>`
        : null
  }`
}

/** An agenda as it is drawn up, with what waits to be put on it. */
export function agendaEditor(
  entry: MeetingEntry,
  items: readonly AgendaItem[],
  given: readonly OpenItem[],
  waiting: Waiting,
): Html {
  const { w, meeting } = entry
  const offered = offeredFor(entry, items, given, waiting)
  return html`<h2 id="agenda">${w.t('meetings.resident.agenda')}</h2>
    ${
      items.length === 0
        ? emptyState({
            title: w.t('meetings.agenda.none'),
            text: w.t('meetings.agenda.none.text'),
          })
        : html`<ol class="govuk-list govuk-list--number">${items.map(
            (item, index) =>
              html`<li id="item-${item.id}" class="card">${matter(entry, item)}
                <div class="row no-print">${move(entry, item, 'up', index > 0)}${move(entry, item, 'down', index < items.length - 1)}
                <a href="${link(routes.agendaItem, { meeting: meeting.id, item: item.id })}">${w.t('meetings.agenda.change')}${about(item)}</a>
                <form method="post" action="${link(routes.agendaItemRemoval, { meeting: meeting.id, item: item.id })}"><button class="quiet-button">${w.t('meetings.agenda.remove')}${about(item)}</button></form></div></li>`,
          )}</ol>`
    }
    <div class="no-print">${waiting.yearly ? insetText({ text: w.t('meetings.agenda.yearly') }) : null}
    ${
      offered.length === 0
        ? null
        : html`<h3>${w.t('meetings.agenda.waiting')}</h3>
          <ul class="govuk-list">${offered.map((each) => offer(entry, each))}</ul>`
    }
    <h3>${w.t('meetings.agenda.add')}</h3>
    ${fieldsOf(entry, { given: {}, errors: {} }, link(routes.agendaItems, { meeting: meeting.id }), w.t('meetings.agenda.add.go'))}</div>`
}

const about = (item: { title: string }) =>
  html`<span class="govuk-visually-hidden">: ${item.title}</span>`

function move(
  entry: MeetingEntry,
  item: AgendaItem,
  direction: 'up' | 'down',
  possible: boolean,
): Html | null {
  if (!possible) return null
  const at = { meeting: entry.meeting.id, item: item.id }
  return html`<form method="post" action="${link(routes.agendaItem, at)}"><button class="quiet-button" name="move" value="${direction}">${entry.w.t(`meetings.agenda.${direction}`)}${about(item)}</button></form>`
}

function offer(entry: MeetingEntry, item: Offered): Html {
  const { w, meeting, partnership } = entry
  if (item.again)
    return html`<li class="card"><p><strong>${item.title}</strong><br><span class="soft">${item.why}</span></p>
      <p><a href="${link(routes.newDecision, { slug: partnership.slug }, { again: item.again })}">${w.t('meetings.agenda.again')}${about(item)}</a></p></li>`
  const hidden = (name: string, value: string | undefined) =>
    value ? html`<input type="hidden" name="${name}" value="${value}">` : null
  return html`<li class="card"><p><strong>${item.title}</strong><br><span class="soft">${item.why}</span></p>
    <form method="post" action="${link(routes.agendaItems, { meeting: meeting.id })}">${hidden('title', item.title)}${hidden('note', item.note)}${hidden('decision', item.decision)}${hidden('node', item.node)}
    <button class="quiet-button">${w.t('meetings.agenda.put')}${about(item)}</button></form></li>`
}

function itemForm(entry: MeetingEntry, sent: Sent, title: string, action: string): Html {
  return html`${problems(entry.w, sent)}
    <h1>${title}</h1>
    ${fieldsOf(entry, sent, action, entry.w.t('meetings.save'))}`
}

function fieldsOf(entry: MeetingEntry, sent: Sent, action: string, go: string): Html {
  const { w } = entry
  const hidden = (name: string) => {
    const value = one(sent, name)
    return value ? html`<input type="hidden" name="${name}" value="${value}">` : null
  }
  return html`<form method="post" action="${action}" novalidate>
    ${hidden('decision')}${hidden('node')}
    ${input({
      words: w,
      name: 'title',
      label: w.t('meetings.agenda.field.title'),
      value: one(sent, 'title'),
      ...error(w, sent, 'title'),
    })}
    ${textarea({
      words: w,
      name: 'note',
      label: w.t('meetings.agenda.field.note'),
      hint: w.t('meetings.agenda.field.note.hint'),
      value: one(sent, 'note'),
      rows: 3,
      ...error(w, sent, 'note'),
    })}
    ${button({ text: go, classes: 'govuk-button--secondary', preventDoubleClick: true })}
  </form>`
}
