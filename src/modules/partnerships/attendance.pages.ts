import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { html, type Content, type Html } from '../../ui/html.ts'
import { namesOf } from '../people/index.ts'
import { dayOf, organisationName, organisationsById, timeOf } from '../places/index.ts'
import { comeOrGo, noteAttendance } from './attendance.actions.ts'
import { attendersOf, staysOf } from './attendance.sql.ts'
import {
  attendanceChannels,
  isMistake,
  isThere,
  quorumOf,
  type Attender,
  type Quorum,
  type Stay,
} from './attendance.ts'
import { constitutionOf } from './constitution.sql.ts'
import { enterMeeting, type MeetingEntry } from './meeting-entry.pages.ts'
import { mayNoteAttendance } from './meeting.ts'
import { one, problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

/** Every field of a row is named with its member: `channel-…`, `arrived-…`, `left-…`. */
const form = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** Half a minute: often enough for a room, and only where somebody asked for it. */
const refreshEvery = 30

type Row = Attender & { name: string; stands: string; last: Stay | undefined; there: boolean }
type Room = { rows: Row[]; quorum: Quorum }

/** Who is there, on one page that a keyboard gets through quickly, and whether that is enough to decide. */
export function attendancePages(system: System): Hono<Env> {
  async function room(entry: MeetingEntry): Promise<Room> {
    const now = system.clock.now()
    const { partnership, meeting, w, visit } = entry
    const { members, stays, rules } = await reading(system.db, visit.actor, async (db) => ({
      members: await attendersOf(db, partnership.id, dayOf(meeting.startsAt)),
      stays: await staysOf(db, meeting.id),
      rules: await constitutionOf(db, partnership.id, now),
    }))
    const [names, organisations] = await Promise.all([
      namesOf(
        system.db,
        members.map((each) => each.person),
      ),
      organisationsById(
        system.db,
        members.map((each) => each.organisation).filter((id) => id !== null),
      ),
    ])
    const there = new Set(stays.filter((each) => isThere(each, now)).map((each) => each.member))
    const rows = members.map((member) => {
      const organisation = member.organisation && organisations.get(member.organisation)
      return {
        ...member,
        name: names.get(member.person) || w.t('partnerships.members.no-name'),
        stands: organisation
          ? organisationName(organisation, w.language)
          : w.t('partnerships.standing.resident'),
        last: stays.findLast((each) => each.member === member.member && !isMistake(each)),
        there: there.has(member.member),
      }
    })
    return {
      rows: rows.toSorted((a, b) => a.name.localeCompare(b.name, w.language)),
      quorum: quorumOf(members, there, {
        quorumShare: rules?.quorumShare ?? null,
        residentQuorum: rules?.residentQuorum ?? null,
      }),
    }
  }

  async function page(entry: MeetingEntry, sent: Sent, live: boolean): Promise<Html> {
    const { w, meeting } = entry
    const found = await room(entry)
    const noting =
      !live && entry.may('note-attendance') && mayNoteAttendance(meeting, system.clock.now())
    const at = { meeting: meeting.id }
    return html`${problems(w, sent)}
      <h1>${w.t('meetings.attendance.title')}</h1>
      <p>${meeting.title}</p>
      ${quorumInWords(entry, found.quorum)}
      <p class="row no-print">${
        live
          ? html`<a href="${link(routes.attendance, at)}">${w.t('meetings.attendance.still')}</a>`
          : html`<a href="${link(routes.attendance, at)}">${w.t('meetings.attendance.again')}</a>
            <a href="${link(routes.attendance, at, { live: 'yes' })}">${w.t('meetings.attendance.live')}</a>`
      }</p>
      ${noting ? noteForm(entry, sent, found.rows) : list(entry, found.rows)}`
  }

  return new Hono<Env>()
    .get(routes.attendance, async (c) => {
      const entry = await enterMeeting(system, c, 'see-draft')
      if (!entry.meeting.notice) throw new Refusal('meetings.refused.not-its-day', 409)
      const live = c.req.query('live') === 'yes'
      if (live) c.header('refresh', String(refreshEvery))
      return c.render(
        await page(entry, untouched, live),
        entry.head(entry.w.t('meetings.attendance.title'), { width: 'wide' }),
      )
    })
    .post(routes.attendance, async (c) => {
      const entry = await enterMeeting(system, c, 'note-attendance')
      const read = await readForm(c, form)
      const given = Object.fromEntries(
        Object.entries(read.ok ? read.value : read.given).filter(
          (pair): pair is [string, string] => typeof pair[1] === 'string',
        ),
      )
      const noted = Object.entries(given)
        .filter(([name]) => name.startsWith('channel-'))
        .map(([name, channel]) => {
          const member = name.slice('channel-'.length)
          return {
            member,
            channel,
            arrived: given[`arrived-${member}`] ?? '',
            left: given[`left-${member}`] ?? '',
          }
        })
      const errors = await transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
        noteAttendance(trx, entry.meeting.id, noted),
      )
      if (Object.keys(errors).length === 0)
        return c.redirect(link(routes.attendance, { meeting: entry.meeting.id }), 303)
      const sent = { given, errors }
      return c.render(
        await page(entry, sent, false),
        entry.head(titled(entry.w, sent, entry.w.t('meetings.attendance.title')), {
          width: 'wide',
          status: 422,
        }),
      )
    })
    .post(routes.attendanceEnd, async (c) => {
      const entry = await enterMeeting(system, c, 'note-attendance')
      await transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
        comeOrGo(trx, entry.meeting.id, c.req.param('member')),
      )
      return c.redirect(link(routes.attendance, { meeting: entry.meeting.id }), 303)
    })
}

/** How it stands, in words and numbers, so that nobody has to work it out. */
function quorumInWords({ w }: MeetingEntry, quorum: Quorum): Html {
  const { there, members, residentsThere, residents, needed, residentsNeeded, enough } = quorum
  return html`<div class="card" role="status"><p class="lead"><strong>${
    needed === null
      ? w.t('meetings.quorum.unset')
      : w.t(enough ? 'meetings.quorum.enough' : 'meetings.quorum.not-enough')
  }</strong></p>
    <p>${w.t('meetings.quorum.there', { there, members })} ${w.t('meetings.quorum.residents', { residentsThere, residents })}</p>
    ${needed === null ? null : html`<p>${w.t('meetings.quorum.needed', { needed, short: Math.max(0, needed - there) })}</p>`}
    ${residentsNeeded === 0 ? null : html`<p>${w.t('meetings.quorum.residents-needed', { needed: residentsNeeded, short: Math.max(0, residentsNeeded - residentsThere) })}</p>`}</div>`
}

function columns({ w }: MeetingEntry) {
  return [
    { key: 'name', text: w.t('meetings.attendance.name') },
    { key: 'stands', text: w.t('meetings.attendance.stands') },
    { key: 'how', text: w.t('meetings.attendance.how') },
    { key: 'arrived', text: w.t('meetings.attendance.arrived') },
    { key: 'left', text: w.t('meetings.attendance.left') },
  ]
}

function list(entry: MeetingEntry, rows: readonly Row[]): Html {
  const { w } = entry
  return dataTable({
    words: w,
    id: 'attendance',
    caption: w.t('meetings.attendance.caption'),
    columns: columns(entry),
    rows: rows.map(({ name, stands, last }): Content[] => [
      name,
      stands,
      w.t(`meetings.channel.${last?.channel ?? 'none'}`),
      last ? w.time(last.arrivedAt) : '–',
      last?.leftAt ? w.time(last.leftAt) : '–',
    ]),
  })
}

function noteForm(entry: MeetingEntry, sent: Sent, rows: readonly Row[]): Html {
  const { w, meeting } = entry
  return html`<p>${w.t('meetings.attendance.lead')}</p>
    <form method="post" action="${link(routes.attendance, { meeting: meeting.id })}" novalidate>
    ${dataTable({
      words: w,
      id: 'attendance',
      caption: w.t('meetings.attendance.caption'),
      columns: [
        ...columns(entry).filter((each) => each.key !== 'stands'),
        { key: 'now', text: w.t('meetings.attendance.now') },
      ],
      rows: rows.map((row): Content[] => [
        html`${row.name}<br><span class="small soft">${row.stands}</span>`,
        channelOf(entry, sent, row),
        time(entry, sent, row, 'arrived', row.last?.arrivedAt),
        time(entry, sent, row, 'left', row.last?.leftAt),
        comingOrGoing(entry, row),
      ]),
    })}
    ${button({ text: w.t('meetings.attendance.go'), preventDoubleClick: true })}
    </form>
    <form method="post" id="come-or-go"></form>`
}

// One control a cell, each named for those who hear it alone; a letter on the keyboard chooses a way.
function channelOf({ w }: MeetingEntry, sent: Sent, row: Row): Html {
  const chosen = one(sent, `channel-${row.member}`) ?? row.last?.channel ?? ''
  const option = (value: string, text: string) =>
    html`<option value="${value}"${value === chosen ? html` selected` : null}>${text}</option>`
  return html`<select class="govuk-select" name="channel-${row.member}" id="channel-${row.member}" aria-label="${w.t('meetings.attendance.how.of', { name: row.name })}">${option('', w.t('meetings.channel.none'))}${attendanceChannels.map((each) => option(each, w.t(`meetings.channel.${each}`)))}</select>`
}

function time(
  { w }: MeetingEntry,
  sent: Sent,
  row: Row,
  which: 'arrived' | 'left',
  stored: Date | null | undefined,
): Html {
  const id = `${which}-${row.member}`
  const value = one(sent, id) ?? (stored ? timeOf(stored) : '')
  const wrong = sent.errors[id]
  return html`${wrong ? html`<p class="govuk-error-message" id="${id}-error">${w.t(wrong as 'meetings.refused.time')}</p>` : null}<input class="govuk-input govuk-input--width-5${wrong ? ' govuk-input--error' : ''}" id="${id}" name="${id}" value="${value}" inputmode="numeric" autocomplete="off" dir="ltr" aria-label="${w.t(`meetings.attendance.${which}.of`, { name: row.name })}"${wrong ? html` aria-describedby="${id}-error"` : null}>`
}

/**
 * A button for what happens most in the middle of a meeting. It belongs to a form of its own, so that
 * Enter in a field of the other saves what is typed there and sends nobody home.
 */
function comingOrGoing({ w, meeting }: MeetingEntry, row: Row): Html {
  if (!row.last || row.last.channel === 'paper') return html`–`
  const going = row.last.leftAt === null
  return html`<button class="quiet-button" form="come-or-go" formaction="${link(routes.attendanceEnd, { meeting: meeting.id, member: row.member })}">${w.t(going ? 'meetings.attendance.going' : 'meetings.attendance.back')}<span class="govuk-visually-hidden">: ${row.name}</span></button>`
}
