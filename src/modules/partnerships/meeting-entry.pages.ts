import type { Context } from 'hono'
import { reading } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env, type Visit } from '../../platform/web/index.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { languagesOfPage, wordsOfPage, type Language, type Words } from '../../ui/words/index.ts'
import { allow, can, type Verb } from '../people/index.ts'
import { header, ownLanguage } from './header.pages.ts'
import { meetingById } from './meeting.sql.ts'
import type { Meeting } from './meeting.ts'
import type { Partnership } from './partnership.ts'
import { partnershipById } from './partnership.sql.ts'
import { routes } from './routes.ts'

export type MeetingEntry = {
  meeting: Meeting
  partnership: Partnership
  w: Words
  visit: Visit
  /** Whether the reader belongs here. */
  member: boolean
  may(verb: Verb<'meeting'>): boolean
  head(title: string, rest?: Partial<Head>): Head
}

/**
 * The meeting that a page is about. A draft is there for members only; a page that changes something
 * names who may, and asks whoever is not signed in to sign in.
 */
export async function enterMeeting(
  system: System,
  c: Context<Env>,
  verb?: Verb<'meeting'>,
): Promise<MeetingEntry> {
  const visit = { ...c.get('visit') }
  if (verb && visit.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  const meeting = await reading(system.db, visit.actor, (db) =>
    meetingById(db, c.req.param('meeting') ?? ''),
  )
  const partnership = meeting && (await partnershipById(system.db, meeting.partnership))
  if (!meeting || !partnership) throw notFound()
  const thing = { kind: 'meeting', partnership: partnership.id } as const
  const member = visit.actor.kind === 'person' && can(visit.actor, 'see-draft', thing)
  if (verb) allow(visit.actor, verb, thing)
  // What members are shown besides is not said in every language that residents read.
  const prefix = member ? 'meetings' : 'meetings.resident'
  const w = wordsOfPage(visit.language as Language, prefix)
  visit.language = w.language
  c.set('visit', visit)
  const at = { meeting: meeting.id }
  return {
    meeting,
    partnership,
    w,
    visit,
    member,
    may: (asked) => can(visit.actor, asked, thing),
    head: (title, rest) => ({
      title,
      about: meeting.title,
      back: { href: link(routes.meeting, at), text: w.t('meetings.resident.back') },
      ...header(partnership, w, 'decisions'),
      languages: languagesOfPage(prefix),
      ...rest,
    }),
  }
}

/** When it is, in words: a day and two times by the clock on the wall. */
export function when(w: Words, meeting: Pick<Meeting, 'startsAt' | 'endsAt'>): Html {
  return html`<time datetime="${meeting.startsAt.toISOString()}">${w.t('meetings.resident.when', {
    day: w.date(meeting.startsAt, 'weekday'),
    starts: w.time(meeting.startsAt),
    ends: w.time(meeting.endsAt),
  })}</time>`
}

/** What its organisers wrote, marked as being in their language. */
export function theirs(entry: Pick<MeetingEntry, 'partnership' | 'w'>, text: string): Html {
  const marked = ownLanguage(entry.partnership, entry.w)
  return marked ? html`<span${marked}>${text}</span>` : html`${text}`
}
