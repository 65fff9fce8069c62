import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { html, nothing } from '../../ui/html.ts'
import { titled, untouched, type Sent } from '../partnerships/index.ts'
import { choicesFor, drawChoices } from './ground-choice.pages.ts'
import { changeNote, linkGrounds, unlinkGround } from './ground.actions.ts'
import { linkedPart } from './ground-linked.pages.ts'
import { longestNote, mostAtOnce, readGround } from './ground.ts'
import { restingOf } from './ground-words.pages.ts'
import {
  enterPriority,
  membersHead,
  refusalOf,
  type PriorityEntry,
} from './priority-entry.pages.ts'
import { routes } from './routes.ts'

const note = z.string().max(longestNote, 'priorities.refused.note-long').default('')
const linkForm = z.object({
  chosen: z
    .union([z.string().transform((one) => [one]), z.array(z.string())], {
      error: 'priorities.refused.nothing-chosen',
    })
    .refine((all) => all.length <= mostAtOnce, 'priorities.refused.too-many'),
  note,
})
const noteForm = z.object({ note })

const known = ['proposed', 'linked', 'noted', 'unlinked'] as const

/** What a priority rests on: chosen from what people said and from figures, each link with a note. */
export function groundPages(system: System): Hono<Env> {
  const draw = async (
    entry: PriorityEntry,
    asked: { round?: string | undefined; words?: string | undefined },
    sent: Sent,
    done: string | undefined,
  ) => {
    const { priority, partnership, w, visit } = entry
    const resting = await reading(system.db, visit.actor, (db) => restingOf(db, w, [priority.id]))
    const choices = await choicesFor(
      system,
      w,
      partnership,
      (resting.grounds.get(priority.id) ?? []).map(({ node }) => node),
      asked,
    )
    const said = known.find((each) => each === done)
    return html`${said ? notificationBanner({ words: w, type: 'success', text: w.t(`priorities.done.${said}`) }) : nothing}
      ${drawChoices(w, entry, choices, sent, linkedPart(entry, resting))}`
  }
  const head = (entry: PriorityEntry, sent: Sent) =>
    membersHead(entry.w, entry.partnership, {
      title: titled(entry.w, sent, entry.w.t('priorities.grounds.title')),
      about: entry.priority.title,
      width: 'reading',
      back: {
        href: link(routes.priority, { priority: entry.priority.id }),
        text: entry.priority.title,
      },
    })

  return new Hono<Env>()
    .get(routes.grounds, async (c) => {
      const entry = await enterPriority(system, c, 'link')
      const asked = { round: c.req.query('round'), words: c.req.query('words') }
      return c.render(
        await draw(entry, asked, untouched, c.req.query('done')),
        head(entry, untouched),
      )
    })
    .post(routes.grounds, async (c) => {
      const entry = await enterPriority(system, c, 'link')
      const asked = { round: c.req.query('round'), words: c.req.query('words') }
      const read = await readForm(c, linkForm)
      const refused = read.ok
        ? await refusalOf(() =>
            transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
              linkGrounds(trx, {
                priority: entry.priority.id,
                items: read.value.chosen.flatMap((each) => readGround(each) ?? []),
                note: read.value.note,
              }),
            ),
          )
        : null
      if (read.ok && refused === null)
        return c.redirect(
          link(
            routes.grounds,
            { priority: entry.priority.id },
            {
              done: 'linked',
              ...(asked.round ? { round: asked.round } : {}),
              ...(asked.words ? { words: asked.words } : {}),
            },
          ),
          303,
        )
      const sent: Sent = read.ok ? { given: read.value, errors: { chosen: refused! } } : read
      return c.render(await draw(entry, asked, sent, undefined), {
        ...head(entry, sent),
        status: 422,
      })
    })
    .post(routes.ground, async (c) => {
      const entry = await enterPriority(system, c, 'link')
      const node = c.req.param('node')
      const read = await readForm(c, noteForm)
      if (!read.ok)
        return c.render(
          await draw(
            entry,
            {},
            { given: {}, errors: { [`note-${node}`]: read.errors['note']! } },
            undefined,
          ),
          { ...head(entry, read), status: 422 },
        )
      await transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
        changeNote(trx, entry.priority.id, node, read.value.note),
      )
      return c.redirect(
        link(routes.grounds, { priority: entry.priority.id }, { done: 'noted' }),
        303,
      )
    })
    .post(routes.groundRemoval, async (c) => {
      const entry = await enterPriority(system, c, 'link')
      await transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
        unlinkGround(trx, entry.priority.id, c.req.param('node')),
      )
      return c.redirect(
        link(routes.grounds, { priority: entry.priority.id }, { done: 'unlinked' }),
        303,
      )
    })
}
