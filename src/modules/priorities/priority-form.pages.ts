import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { input } from '../../ui/components/input.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { radios } from '../../ui/components/radios.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, type Html } from '../../ui/html.ts'
import { isLanguage, languages, type Words } from '../../ui/words/index.ts'
import {
  enter,
  given,
  languageIn,
  problemAt,
  problems,
  titled,
  untouched,
  type Partnership,
  type Sent,
} from '../partnerships/index.ts'
import { allow } from '../people/index.ts'
import { changePriority, proposePriority, withdrawPriority } from './priority.actions.ts'
import {
  enterPriority,
  membersHead,
  refusalOf,
  type PriorityEntry,
} from './priority-entry.pages.ts'
import { longestText, longestTitle } from './priority.ts'
import { routes } from './routes.ts'

const words = z.string().max(longestText, 'priorities.refused.long').default('')
const form = z.object({
  title: z
    .string({ error: 'priorities.refused.title' })
    .min(1, 'priorities.refused.title')
    .max(longestTitle, 'priorities.refused.title-long'),
  why: words,
  strengths: words,
  language: z.string().default(''),
})
const withdrawalForm = z.object({
  reason: z.string().max(longestText, 'priorities.refused.long').default(''),
})

/** Putting something forward, changing its words, taking it back. */
export function priorityFormPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.newPriority, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'priorities')
      allow(visit.actor, 'propose', { kind: 'priority', partnership: partnership.id })
      return c.render(newPage(w, partnership, untouched), newHead(w, partnership, untouched))
    })
    .post(routes.newPriority, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'priorities')
      allow(visit.actor, 'propose', { kind: 'priority', partnership: partnership.id })
      const read = await readForm(c, form)
      if (!read.ok)
        return c.render(newPage(w, partnership, read), {
          ...newHead(w, partnership, read),
          status: 422,
        })
      const id = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        proposePriority(trx, {
          ...read.value,
          partnership: partnership.id,
          language: languageIn(partnership, read.value.language),
        }),
      )
      return c.redirect(link(routes.grounds, { priority: id }, { done: 'proposed' }), 303)
    })
    .get(routes.priorityChange, async (c) => {
      const entry = await enterPriority(system, c, 'see-draft')
      return c.render(changePage(entry, untouched), changeHead(entry, untouched))
    })
    .post(routes.priorityChange, async (c) => {
      const entry = await enterPriority(system, c, 'see-draft')
      const read = await readForm(c, form)
      const refused = read.ok
        ? await refusalOf(() =>
            transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
              changePriority(trx, entry.priority.id, read.value),
            ),
          )
        : null
      if (read.ok && refused === null)
        return c.redirect(
          link(routes.priority, { priority: entry.priority.id }, { done: 'changed' }),
          303,
        )
      const sent: Sent = read.ok ? { given: read.value, errors: { title: refused! } } : read
      return c.render(changePage(entry, sent), { ...changeHead(entry, sent), status: 422 })
    })
    .get(routes.withdrawal, async (c) => {
      const entry = await enterPriority(system, c, 'see-draft')
      return c.render(withdrawalPage(entry, untouched), withdrawalHead(entry, untouched))
    })
    .post(routes.withdrawal, async (c) => {
      const entry = await enterPriority(system, c, 'see-draft')
      const read = await readForm(c, withdrawalForm)
      const refused = read.ok
        ? await refusalOf(() =>
            transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
              withdrawPriority(trx, entry.priority.id, read.value.reason),
            ),
          )
        : null
      if (read.ok && refused === null)
        return c.redirect(
          link(routes.priorities, { slug: entry.partnership.slug }, { done: 'withdrawn' }),
          303,
        )
      const sent: Sent = read.ok ? { given: read.value, errors: { reason: refused! } } : read
      return c.render(withdrawalPage(entry, sent), { ...withdrawalHead(entry, sent), status: 422 })
    })
}

function fields(w: Words, sent: Sent): Html {
  const area = (name: 'why' | 'strengths') =>
    textarea({
      words: w,
      name,
      rows: 5,
      label: w.t(`priorities.form.${name}`),
      hint: w.t(`priorities.form.${name}.hint`),
      value: given(sent, name),
      ...problemAt(w, sent, name),
    })
  return html`${input({ words: w, name: 'title', label: w.t('priorities.form.title'), hint: w.t('priorities.form.title.hint'), value: given(sent, 'title'), ...problemAt(w, sent, 'title') })}
    ${area('why')}${area('strengths')}`
}

function newPage(w: Words, partnership: Partnership, sent: Sent): Html {
  const spoken = partnership.languages.filter(isLanguage)
  return html`${problems(w, sent)}<h1>${w.t('priorities.new')}</h1>
    <p class="lead">${w.t('priorities.new.lead')}</p>
    <form method="post" action="${link(routes.newPriority, { slug: partnership.slug })}" novalidate>
      ${
        spoken.length < 2
          ? html`<input type="hidden" name="language" value="${spoken[0] ?? 'en'}">`
          : radios({
              words: w,
              name: 'language',
              fieldset: { legend: w.t('priorities.form.language') },
              value: given(sent, 'language') ?? w.language,
              classes: 'govuk-radios--inline govuk-radios--small',
              items: spoken.map((each) => ({ value: each, text: languages[each].name })),
            })
      }
      ${fields(w, sent)}
      ${button({ text: w.t('priorities.new.go') })}
    </form>`
}

const newHead = (w: Words, partnership: Partnership, sent: Sent) =>
  membersHead(w, partnership, { title: titled(w, sent, w.t('priorities.new')), width: 'reading' })

function changePage({ w, priority }: PriorityEntry, sent: Sent): Html {
  const { title, why, strengths } = priority
  const shown: Sent = { given: { title, why, strengths, ...sent.given }, errors: sent.errors }
  return html`${problems(w, sent)}<h1>${w.t('priorities.change')}</h1>
    ${priority.publishedAt === null ? null : insetText({ text: w.t('priorities.change.public') })}
    <form method="post" action="${link(routes.priorityChange, { priority: priority.id })}" novalidate>
      ${fields(w, shown)}${button({ text: w.t('priorities.change.go') })}
    </form>`
}

const toPriority = ({ priority }: PriorityEntry) => ({
  href: link(routes.priority, { priority: priority.id }),
  text: priority.title,
})

const changeHead = (entry: PriorityEntry, sent: Sent) =>
  membersHead(entry.w, entry.partnership, {
    title: titled(entry.w, sent, entry.w.t('priorities.change')),
    about: entry.priority.title,
    width: 'reading',
    back: toPriority(entry),
  })

function withdrawalPage({ w, priority }: PriorityEntry, sent: Sent): Html {
  const isPublic = priority.publishedAt !== null
  return html`${problems(w, sent)}<h1>${w.t('priorities.withdraw')}</h1>
    <p class="lead">${priority.title}</p>
    <p>${w.t(isPublic ? 'priorities.withdraw.public' : 'priorities.withdraw.draft')}</p>
    <form method="post" action="${link(routes.withdrawal, { priority: priority.id })}" novalidate>
      ${textarea({
        words: w,
        name: 'reason',
        rows: 3,
        label: w.t(isPublic ? 'priorities.withdraw.reason' : 'priorities.withdraw.reason.draft'),
        value: given(sent, 'reason'),
        ...problemAt(w, sent, 'reason'),
      })}
      ${button({ text: w.t('priorities.withdraw.go'), classes: 'govuk-button--warning' })}
    </form>`
}

const withdrawalHead = (entry: PriorityEntry, sent: Sent) =>
  membersHead(entry.w, entry.partnership, {
    title: titled(entry.w, sent, entry.w.t('priorities.withdraw')),
    about: entry.priority.title,
    width: 'reading',
    back: toPriority(entry),
  })
