import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env, type Visit } from '../../platform/web/index.ts'
import type { Head } from '../../ui/head.ts'
import { words, wordsOfPage, type Language, type Words } from '../../ui/words/index.ts'
import {
  enter,
  header,
  languageIn,
  partnershipById,
  routes as partnerships,
  titled,
  untouched,
  type Partnership,
  type Sent,
} from '../partnerships/index.ts'
import { allow, can } from '../people/index.ts'
import { restingOf } from './ground-words.pages.ts'
import { orderPage } from './list-order.pages.ts'
import { putForm, viewPage } from './list-view.pages.ts'
import { drawUpList, putList } from './list.actions.ts'
import { agreedList, readOrder, stateOf, type List } from './list.ts'
import { listById, listsOf, meetingsToCome } from './list.sql.ts'
import { membersHead, refusalOf } from './priority-entry.pages.ts'
import { listSaid } from './priority-state.pages.ts'
import { prioritiesAmong, prioritiesOf } from './priority.sql.ts'
import { routes } from './routes.ts'

const orderForm = z.object({ order: z.string().default('') })

/** Putting priorities in order, and putting the list to a decision of the partnership. */
export function listPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.newList, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'priorities')
      allow(visit.actor, 'rank', { kind: 'priority', partnership: partnership.id })
      return c.render(
        await ordering(system, visit, w, partnership, c.req.query('order'), untouched),
        orderHead(w, partnership, untouched),
      )
    })
    .post(routes.lists, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'priorities')
      allow(visit.actor, 'rank', { kind: 'priority', partnership: partnership.id })
      const read = await readForm(c, orderForm)
      const order = read.ok ? read.value.order : ''
      let made = ''
      const refused = await refusalOf(() =>
        transaction(system.db, visit.actor, system.clock.now(), async (trx) => {
          made = await drawUpList(trx, partnership.id, order === '' ? [] : order.split('.'))
        }),
      )
      if (refused === null) return c.redirect(link(routes.list, { list: made }), 303)
      const sent: Sent = { given: {}, errors: { order: refused } }
      return c.render(await ordering(system, visit, w, partnership, order, sent), {
        ...orderHead(w, partnership, sent),
        status: 422,
      })
    })
    .get(routes.list, async (c) => {
      const entry = await enterList(system, c)
      return c.render(await viewing(system, entry, untouched), viewHead(entry, untouched))
    })
    .post(routes.listDecision, async (c) => {
      const entry = await enterList(system, c, 'rank')
      const { visit, list, partnership } = entry
      const read = await readForm(c, putForm)
      let decision = ''
      const refused = read.ok
        ? await refusalOf(() =>
            transaction(system.db, visit.actor, system.clock.now(), async (trx) => {
              decision = await putList(trx, {
                list: list.id,
                meeting: read.value.meeting === '' ? null : read.value.meeting,
                question: read.value.question,
                background: read.value.background,
                language: languageIn(partnership, visit.language),
              })
            }),
          )
        : null
      if (read.ok && refused === null)
        return c.redirect(link(partnerships.decision, { decision }, { done: 'put' }), 303)
      const sent: Sent = read.ok ? { given: read.value, errors: { question: refused! } } : read
      return c.render(await viewing(system, entry, sent), {
        ...viewHead(entry, sent),
        status: 422,
      })
    })
}

async function ordering(
  system: System,
  visit: Visit,
  w: Words,
  partnership: Partnership,
  asked: string | undefined,
  sent: Sent,
) {
  const { priorities, lists } = await reading(system.db, visit.actor, async (db) => ({
    priorities: (await prioritiesOf(db, partnership.id)).filter(
      (each) => each.withdrawnAt === null,
    ),
    lists: await listsOf(db, partnership.id),
  }))
  const known = priorities.map(({ id }) => id)
  // It begins with what holds now, or with everything put forward.
  const start = agreedList(lists)?.priorities.filter((id) => known.includes(id)) ?? known
  const order = asked === undefined ? start : readOrder(asked, known)
  return orderPage(w, partnership, order, priorities, sent)
}

const orderHead = (w: Words, partnership: Partnership, sent: Sent) =>
  membersHead(w, partnership, {
    title: titled(w, sent, w.t('priorities.list.new')),
    width: 'reading',
  })

type ListEntry = {
  list: List
  lists: List[]
  partnership: Partnership
  w: Words
  visit: Visit
}

async function enterList(system: System, c: Context<Env>, verb?: 'rank'): Promise<ListEntry> {
  const asked = c.get('visit')
  if (verb && asked.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  const { list, lists } = await reading(system.db, asked.actor, async (db) => {
    const found = await listById(db, c.req.param('list') ?? '')
    return { list: found, lists: found ? await listsOf(db, found.partnership) : [] }
  })
  const partnership = list && (await partnershipById(system.db, list.partnership))
  if (!list || !partnership) throw notFound()
  if (verb) allow(asked.actor, verb, { kind: 'priority', partnership: partnership.id })
  const w = verb
    ? wordsOfPage(asked.language as Language, 'priorities')
    : words(asked.language as Language)
  const visit = { ...asked, language: w.language }
  c.set('visit', visit)
  return { list, lists, partnership, w, visit }
}

async function viewing(system: System, entry: ListEntry, sent: Sent) {
  const { list, lists, partnership, w, visit } = entry
  const thing = { kind: 'priority', partnership: partnership.id } as const
  const state = stateOf(list, lists)
  const mayRank = can(visit.actor, 'rank', thing)
  const { priorities, resting, meetings } = await reading(system.db, visit.actor, async (db) => ({
    priorities: await prioritiesAmong(db, list.priorities),
    resting: await restingOf(db, w, list.priorities),
    meetings:
      mayRank && state === 'draft'
        ? await meetingsToCome(db, partnership.id, system.clock.now())
        : [],
  }))
  return viewPage({
    w,
    list,
    lists,
    partnership,
    priorities: list.priorities.flatMap((id) => priorities.get(id) ?? []),
    resting,
    meetings,
    sent,
    member: can(visit.actor, 'see-draft', thing),
    mayRank,
    deciding: lists.some((each) => each.decision !== null && each.outcome === null),
  })
}

const viewHead = ({ w, list, lists, partnership }: ListEntry, sent: Sent): Head => ({
  title: titled(w, sent, w.t('priorities.resident.list.title')),
  about: listSaid(w, list, lists),
  width: 'reading',
  back: {
    href: link(routes.priorities, { slug: partnership.slug }),
    text: w.t('priorities.resident.title'),
  },
  ...header(partnership, w, 'priorities'),
})
