import { Hono } from 'hono'
import { z } from 'zod'
import { anonymous } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { createLimit, link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { tag } from '../../ui/components/tag.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { timestamp } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import {
  languagesOfPage,
  words,
  type Key,
  type Language,
  type Words,
} from '../../ui/words/index.ts'
import { allow, namesOf } from '../people/index.ts'
import {
  enter,
  header,
  partnershipById,
  placeName,
  type Partnership,
} from '../partnerships/index.ts'
import { routes } from './routes.ts'
import { roundByCode } from './round.sql.ts'
import { textIn } from './round.ts'
import {
  closeConcernOf,
  noteConcern,
  openConcern,
  openQueue,
  raiseConcern,
} from './safeguarding.actions.ts'
import { safeguardingPeople } from './safeguarding.sql.ts'
import { helplines, type SafeguardingConcern } from './safeguarding.ts'

const note = z.object({
  text: z.string().min(1, 'moderation.refused.no-words').max(5000, 'moderation.refused.note'),
})
const worry = z.object({
  text: z
    .string()
    .min(1, 'moderation.resident.refused.no-words')
    .max(5000, 'moderation.resident.refused.too-long'),
  contact: z.string().max(300, 'moderation.resident.refused.too-long').default(''),
})

/** For those who are worried about someone, and for the named people who read what they write. */
export function safeguardingPages(system: System): Hono<Env> {
  const limit = createLimit(system.clock, { burst: 20, perMinute: 2 })

  return new Hono<Env>()
    .get(routes.raiseConcern, async (c) => {
      const page = await worried(c.req.param('code'), c.get('visit').language)
      return c.render(c.req.query('sent') === '1' ? sent(page) : ask(page, {}, {}), page.head)
    })
    .post(routes.raiseConcern, async (c) => {
      const page = await worried(c.req.param('code'), c.get('visit').language)
      if (page.named === 0) throw new Refusal('moderation.resident.worried.nobody', 409)
      limit(c.get('visit').address)
      const read = await readForm(c, worry)
      if (!read.ok)
        return c.render(ask(page, read.errors, read.given), { ...page.head, status: 422 })
      const { text, contact } = read.value
      // Done as nobody: a worry is not tied to what the same person answered in the round.
      await transaction(system.db, anonymous, system.clock.now(), (trx) =>
        raiseConcern(trx, page.round, {
          text:
            contact === ''
              ? text
              : `${text}\n\n${page.w.t('moderation.resident.worried.contact')}: ${contact}`,
          raisedBy: 'participant',
        }),
      )
      return c.redirect(link(routes.raiseConcern, { code: page.round.code }, { sent: 1 }), 303)
    })
    .get(routes.safeguarding, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'moderation')
      const concerns = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        openQueue(trx, partnership.id),
      )
      const title = w.t('moderation.safeguarding.title')
      return c.render(
        html`<h1>${title}</h1><p class="lead">${w.t('moderation.safeguarding.lead')}</p>
          ${
            concerns.length === 0
              ? emptyState({
                  title: w.t('moderation.safeguarding.none'),
                  text: w.t('moderation.safeguarding.none.text'),
                })
              : concerns.map(
                  (
                    each,
                  ) => html`<article class="card"><h2 class="govuk-heading-s"><a href="${link(routes.concern, { slug: partnership.slug, concern: each.id })}">${w.t(`moderation.safeguarding.about.${each.about}`)}</a> ${state(w, each)}</h2>
                    ${facts(w, each)}</article>`,
                )
          }`,
        { ...headOf(partnership, w), title } satisfies Head,
      )
    })
    .get(routes.concern, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'moderation')
      const { concern, notes } = await transaction(
        system.db,
        visit.actor,
        system.clock.now(),
        (trx) => openConcern(trx, partnership.id, c.req.param('concern')),
      )
      const names = await namesOf(
        system.db,
        notes.map(({ by }) => by),
      )
      return c.render(draw(w, partnership, concern, notes, names), {
        ...headOf(partnership, w),
        title: w.t(`moderation.safeguarding.about.${concern.about}`),
        back: {
          href: link(routes.safeguarding, { slug: partnership.slug }),
          text: w.t('moderation.safeguarding.title'),
        },
      } satisfies Head)
    })
    .post(routes.concernNotes, async (c) => {
      const { partnership, visit } = await enter(system, c, 'moderation')
      allow(visit.actor, 'note', { kind: 'safeguarding', partnership: partnership.id })
      const read = await readForm(c, note)
      if (!read.ok) throw new Refusal(Object.values(read.errors)[0]!, 422)
      const concern = c.req.param('concern')
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        noteConcern(trx, partnership.id, concern, read.value.text),
      )
      return c.redirect(link(routes.concern, { slug: partnership.slug, concern }), 303)
    })
    .post(routes.concernClosure, async (c) => {
      const { partnership, visit } = await enter(system, c, 'moderation')
      allow(visit.actor, 'close', { kind: 'safeguarding', partnership: partnership.id })
      const read = await readForm(c, note)
      if (!read.ok) throw new Refusal(Object.values(read.errors)[0]!, 422)
      const concern = c.req.param('concern')
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        closeConcernOf(trx, partnership.id, concern, read.value.text),
      )
      return c.redirect(link(routes.safeguarding, { slug: partnership.slug }), 303)
    })

  async function worried(code: string, language: string) {
    const round = await roundByCode(system.db, code)
    const partnership = round && (await partnershipById(system.db, round.partnership))
    if (!round || !partnership) throw notFound()
    const w = words(language as Language)
    const named = (await safeguardingPeople(system.db, round.partnership)).length
    const head: Head = {
      ...header(partnership, w),
      about: textIn(round, language).question,
      title: w.t('moderation.resident.worried.title'),
      width: 'reading',
      resident: true,
      back: { href: link(routes.round, { code: round.code }), text: w.t('ui.back') },
    }
    return { round, partnership, w, named, head }
  }
}

type Worried = {
  round: { code: string }
  partnership: Partnership
  w: Words
  named: number
  head: Head
}

function headOf(partnership: Partnership, w: Words) {
  return {
    ...header(partnership, w),
    languages: languagesOfPage('moderation'),
    width: 'reading' as const,
  }
}

/** Help first, whatever else is on the page. */
function help({ w, partnership }: Worried): Html {
  return html`<p><strong>${w.t('moderation.resident.worried.emergency')}</strong></p>
    <p>${w.t('moderation.resident.worried.unwell')}</p>
    <h2>${w.t('moderation.resident.worried.talk')}</h2>
    <ul>${helplines(partnership.nation).map(({ key, number }) => html`<li>${w.t(`moderation.resident.helpline.${key}` as Key)}: <a href="tel:${number.replaceAll(' ', '')}"><span dir="ltr">${number}</span></a></li>`)}</ul>`
}

function ask(
  page: Worried,
  errors: Record<string, string>,
  given: Record<string, string | string[]>,
): Html {
  const { w, partnership, round, named } = page
  const place = { place: placeName(partnership, w.language) }
  const list = Object.entries(errors).map(([field, key]) => ({
    href: `#${field}`,
    text: w.t(key as Key),
  }))
  const error = (field: string) =>
    errors[field] === undefined ? {} : { errorMessage: w.t(errors[field] as Key) }
  const one = (field: string) => (typeof given[field] === 'string' ? given[field] : '')
  return html`${list.length > 0 ? errorSummary({ words: w, errorList: list }) : nothing}
    <h1>${w.t('moderation.resident.worried.title')}</h1>
    ${help(page)}
    <h2>${w.t('moderation.resident.worried.tell')}</h2>
    ${
      named === 0
        ? html`<p>${w.t('moderation.resident.worried.nobody')}</p>`
        : html`<p>${w.t('moderation.resident.worried.who', { ...place, people: named })}</p>
      <p>${w.t('moderation.resident.worried.secrecy')}</p>
      <form method="post" action="${link(routes.raiseConcern, { code: round.code })}" novalidate>
        ${textarea({ words: w, name: 'text', label: w.t('moderation.resident.worried.words'), hint: w.t('moderation.resident.worried.words.hint'), value: one('text'), ...error('text') })}
        ${textarea({ words: w, name: 'contact', rows: 2, label: w.t('moderation.resident.worried.contact'), hint: w.t('moderation.resident.worried.contact.hint'), value: one('contact'), ...error('contact') })}
        ${button({ text: w.t('moderation.resident.worried.send'), preventDoubleClick: true })}
      </form>`
    }`
}

function sent(page: Worried): Html {
  const { w, round } = page
  return html`<h1>${w.t('moderation.resident.worried.sent')}</h1>
    <p>${w.t('moderation.resident.worried.sent.text')}</p>${help(page)}
    <p><a href="${link(routes.round, { code: round.code })}">${w.t('moderation.resident.worried.back')}</a></p>`
}

function state(w: Words, concern: SafeguardingConcern): Html {
  return concern.closedAt
    ? tag({ text: w.t('moderation.safeguarding.closed'), classes: 'govuk-tag--grey' })
    : tag({ text: w.t('moderation.safeguarding.open'), classes: 'govuk-tag--red' })
}

function facts(w: Words, concern: SafeguardingConcern): Html {
  return html`<ul class="facts"><li>${w.t(`moderation.safeguarding.by.${concern.raisedBy}`)}</li><li>${timestamp({ words: w, when: concern.raisedAt })}</li>${
    concern.signs.length > 0
      ? html`<li>${w.t('moderation.safeguarding.signs', { signs: w.list(concern.signs.map((sign) => w.t(`moderation.safeguarding.sign.${sign}`))) })}</li>`
      : null
  }</ul>`
}

function draw(
  w: Words,
  partnership: Partnership,
  concern: SafeguardingConcern,
  notes: { text: string; by: string; at: Date }[],
  names: Map<string, string>,
): Html {
  const at = { slug: partnership.slug, concern: concern.id }
  const field = (id: string, label: Key, hint: Key) =>
    textarea({ words: w, name: 'text', id, label: w.t(label), hint: w.t(hint) })
  return html`<h1>${w.t(`moderation.safeguarding.about.${concern.about}`)} ${state(w, concern)}</h1>
    ${facts(w, concern)}
    <blockquote class="card" dir="auto">${concern.text.split('\n').map((line) => html`<p>${line}</p>`)}</blockquote>
    ${concern.about === 'message' ? nothing : html`<p>${w.t('moderation.safeguarding.still')}</p>`}
    <h2>${w.t('moderation.safeguarding.notes')}</h2>
    ${notes.length === 0 ? html`<p>${w.t('moderation.safeguarding.notes.none')}</p>` : notes.map((each) => html`<div class="card"><p>${each.text}</p><p class="soft small">${names.get(each.by) ?? ''} ${timestamp({ words: w, when: each.at })}</p></div>`)}
    ${
      concern.closedAt
        ? nothing
        : html`<form method="post" action="${link(routes.concernNotes, at)}">${field('note', 'moderation.safeguarding.note', 'moderation.safeguarding.note.hint')}${button({ text: w.t('moderation.safeguarding.note.add'), classes: 'govuk-button--secondary' })}</form>
    <h2>${w.t('moderation.safeguarding.close')}</h2>
    <form method="post" action="${link(routes.concernClosure, at)}">${field('closing', 'moderation.safeguarding.close.what', 'moderation.safeguarding.close.hint')}${button({ text: w.t('moderation.safeguarding.close') })}</form>`
    }`
}
