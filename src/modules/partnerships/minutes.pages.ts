import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { details } from '../../ui/components/details.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { timestamp } from '../../ui/components/timestamp.ts'
import { html, raw, type Html } from '../../ui/html.ts'
import { isLanguage, languages, wordsOfPage } from '../../ui/words/index.ts'
import { namesOf } from '../people/index.ts'
import { dayOf } from '../places/index.ts'
import { agendaOf } from './agenda.sql.ts'
import { attendersOf, staysOf } from './attendance.sql.ts'
import { isMistake } from './attendance.ts'
import { enterMeeting, theirs, when, type MeetingEntry } from './meeting-entry.pages.ts'
import { draftOf } from './minutes-draft.pages.ts'
import { publishMinutes, writeMinutes } from './minutes.actions.ts'
import { decidedAt, minutesOf } from './minutes.sql.ts'
import { blocksOf, type Block, type Minutes } from './minutes.ts'
import { languageIn } from './partnership.ts'
import { error, one, problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

const form = z.object({
  text: z
    .string({ error: 'meetings.refused.minutes' })
    .trim()
    .min(1, 'meetings.refused.minutes')
    .max(100_000, 'meetings.refused.long'),
})

/** Minutes: drafted from what happened, put right by somebody who was there, published with a number. */
export function minutesPages(system: System): Hono<Env> {
  /** What the writer begins with: the newest version, or what can be written from what happened. */
  async function begun(entry: MeetingEntry, versions: readonly Minutes[]): Promise<string> {
    if (versions[0]) return versions[0].text
    const { meeting, partnership, visit } = entry
    return reading(system.db, visit.actor, async (db) =>
      draftOf(wordsOfPage(language(entry), 'meetings'), {
        meeting,
        items: await agendaOf(db, meeting.id),
        decided: await decidedAt(db, meeting.id),
        members: await attendersOf(db, partnership.id, dayOf(meeting.startsAt)),
        stays: await staysOf(db, meeting.id),
      }),
    )
  }

  async function names(entry: MeetingEntry): Promise<Html | null> {
    const { meeting, partnership, visit, w } = entry
    const { members, stays } = await reading(system.db, visit.actor, async (db) => ({
      members: await attendersOf(db, partnership.id, dayOf(meeting.startsAt)),
      stays: await staysOf(db, meeting.id),
    }))
    const came = new Set(stays.filter((each) => !isMistake(each)).map((each) => each.member))
    const there = members.filter((each) => came.has(each.member))
    if (there.length === 0) return null
    const known = await namesOf(
      system.db,
      there.map((each) => each.person),
    )
    return details({
      summary: w.t('meetings.minutes.names'),
      text: html`<p>${w.t('meetings.minutes.names.text')}</p><ul class="govuk-list govuk-list--bullet">${there.map((each) => html`<li>${known.get(each.person) || w.t('partnerships.members.no-name')}</li>`)}</ul>`,
    })
  }

  const versionsOf = (entry: MeetingEntry) =>
    reading(system.db, entry.visit.actor, (db) => minutesOf(db, entry.meeting.id))

  return new Hono<Env>()
    .get(routes.minutes, async (c) => {
      const entry = await enterMeeting(system, c)
      const { w, meeting, member } = entry
      const versions = await versionsOf(entry)
      const asked = Number(c.req.query('version'))
      const shown =
        versions.find((each) => each.version === asked) ??
        versions.find((each) => each.publishedAt !== null) ??
        versions[0]
      const writing = entry.may('minute') && mayMinute(entry, system.clock.now())
      if (!shown && !member) throw notFound()
      const title = w.t('meetings.resident.minutes.of', { title: meeting.title })
      const body = html`<p class="kicker">${entry.partnership.name}</p>
        <h1>${title}</h1>
        <p>${when(w, meeting)}<br>${theirs(entry, meeting.place)}</p>
        ${
          shown
            ? html`${state(entry, shown, versions)}${rendered(entry, shown)}`
            : emptyState({
                title: w.t('meetings.minutes.none'),
                text: w.t(writing ? 'meetings.minutes.none.text' : 'meetings.minutes.none.wait'),
              })
        }
        ${member ? await names(entry) : null}
        ${versions.length > 1 ? history(entry, versions) : null}
        ${writing ? await write(entry, untouched, versions) : null}`
      return c.render(body, entry.head(title, { about: undefined }))
    })
    .post(routes.minutes, async (c) => {
      const entry = await enterMeeting(system, c, 'minute')
      const { w, meeting } = entry
      const read = await readForm(c, form)
      if (!read.ok) {
        const title = w.t('meetings.resident.minutes.of', { title: meeting.title })
        return c.render(
          html`${problems(w, read)}<h1>${title}</h1>${await write(entry, read, await versionsOf(entry))}`,
          entry.head(titled(w, read, title), { status: 422, about: undefined }),
        )
      }
      const version = await transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
        writeMinutes(trx, meeting.id, { text: read.value.text, language: language(entry) }),
      )
      return c.redirect(link(routes.minutes, { meeting: meeting.id }, { version }), 303)
    })
    .post(routes.minutesPublication, async (c) => {
      const entry = await enterMeeting(system, c, 'minute')
      const version = Number(c.req.param('version'))
      if (!Number.isInteger(version)) throw notFound()
      await transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
        publishMinutes(trx, entry.meeting.id, version),
      )
      return c.redirect(link(routes.minutes, { meeting: entry.meeting.id }), 303)
    })

  async function write(
    entry: MeetingEntry,
    sent: Sent,
    versions: readonly Minutes[],
  ): Promise<Html> {
    const { w, meeting } = entry
    return html`<div class="no-print"><h2>${w.t(versions.length === 0 ? 'meetings.minutes.write' : 'meetings.minutes.change')}</h2>
      <form method="post" action="${link(routes.minutes, { meeting: meeting.id })}" novalidate>
      ${textarea({
        words: w,
        name: 'text',
        label: w.t('meetings.minutes.text'),
        hint: w.t('meetings.minutes.text.hint'),
        value: one(sent, 'text') ?? (await begun(entry, versions)),
        rows: 24,
        ...error(w, sent, 'text'),
      })}
      ${button({ text: w.t('meetings.minutes.keep'), preventDoubleClick: true })}
      </form></div>`
  }
}

/** Minutes are written in the partnership's own language, or in the writer's where it speaks that. */
const language = ({ partnership, w }: MeetingEntry) => {
  const chosen = languageIn(partnership, w.language)
  return isLanguage(chosen) ? chosen : 'en'
}

const mayMinute = ({ meeting }: MeetingEntry, now: Date): boolean =>
  meeting.notice !== null && meeting.cancelled === null && meeting.startsAt <= now

function state(entry: MeetingEntry, shown: Minutes, versions: readonly Minutes[]): Html {
  const { w, meeting } = entry
  const { version } = shown
  if (shown.publishedAt)
    return html`<p class="soft">${w.t('meetings.resident.minutes.version', { version })} ${timestamp({ words: w, when: shown.publishedAt })}</p>`
  const newest = versions[0]!.version === version
  return html`${insetText({ text: w.t('meetings.minutes.waiting', { version }) })}${
    entry.may('minute') && newest
      ? html`<form class="no-print" method="post" action="${link(routes.minutesPublication, { meeting: meeting.id, version: String(version) })}">${button({ text: w.t('meetings.minutes.publish', { version }), preventDoubleClick: true })}</form>`
      : null
  }`
}

function history(entry: MeetingEntry, versions: readonly Minutes[]): Html {
  const { w, meeting } = entry
  return html`<div class="no-print"><h2>${w.t('meetings.resident.minutes.versions')}</h2>
    <ul class="govuk-list">${versions.map(
      (each) =>
        html`<li><a href="${link(routes.minutes, { meeting: meeting.id }, { version: each.version })}">${w.t('meetings.resident.minutes.one', { version: each.version })}</a> <span class="soft">${
          each.publishedAt
            ? timestamp({ words: w, when: each.publishedAt })
            : w.t('meetings.resident.minutes.unpublished')
        }</span></li>`,
    )}</ul></div>`
}

function rendered({ w }: MeetingEntry, minutes: Minutes): Html {
  const own = minutes.language
  const marked =
    own !== w.language && isLanguage(own)
      ? html` lang="${own}" dir="${languages[own].direction}"`
      : null
  return html`<div class="reading"${marked}>${blocksOf(minutes.text).map(block)}</div>`
}

function block(each: Block): Html {
  const lines = (given: readonly string[]) =>
    given.map((line, index) => html`${index > 0 ? html`<br>` : null}${line}`)
  switch (each.kind) {
    case 'heading': {
      const tag = raw(`h${each.level}`)
      return html`<${tag}>${each.text}</${tag}>`
    }
    case 'list': {
      const items = each.items.map((item) => html`<li>${item}</li>`)
      return each.ordered
        ? html`<ol class="govuk-list govuk-list--number">${items}</ol>`
        : html`<ul class="govuk-list govuk-list--bullet">${items}</ul>`
    }
    case 'quote':
      return html`<blockquote><p>${lines(each.lines)}</p></blockquote>`
    case 'paragraph':
      return html`<p>${lines(each.lines)}</p>`
  }
}
