import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { createLimit, link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { radios } from '../../ui/components/radios.ts'
import { tag } from '../../ui/components/tag.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { timestamp } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import { words, type Key, type Language, type Words } from '../../ui/words/index.ts'
import { header, partnershipById } from '../partnerships/index.ts'
import { appeal, decideAppeal } from './appeal.actions.ts'
import { appealsOf, ownContribution } from './appeal.sql.ts'
import { mayAnswer, type Appeal, type Own } from './appeal.ts'
import { backToQueue, deskOf, type Desk } from './desk.pages.ts'
import { said } from './item-card.pages.ts'
import type { Item, State } from './moderation.ts'
import { itemsOf, stateFor } from './moderation.sql.ts'
import { roundByCode } from './round.sql.ts'
import { textIn } from './round.ts'
import { routes } from './routes.ts'
import { spot } from './spotter.ts'
import { takingOf } from './turn.actions.ts'

const asking = z.object({
  text: z
    .string()
    .min(1, 'moderation.resident.refused.no-words')
    .max(3000, 'moderation.resident.refused.too-long'),
})
const answering = z.object({
  upheld: z.enum(['as-written', 'holding-back', 'no'], { error: 'moderation.refused.outcome' }),
  answer: z.string().min(1, 'moderation.refused.no-words').max(3000, 'moderation.refused.note'),
})

/** Another look at a decision: asked for by the author, answered in words by somebody else. */
export function appealPages(system: System): Hono<Env> {
  const limit = createLimit(system.clock, { burst: 10, perMinute: 1 })

  /** The author's own contribution; to anybody else there is nothing here. */
  async function own(c: Context<Env>) {
    const visit = c.get('visit')
    const round = await roundByCode(system.db, c.req.param('code') ?? '')
    const partnership = round && (await partnershipById(system.db, round.partnership))
    const taking = round && takingOf(system, c, round)
    if (!round || !partnership || !taking) throw notFound()
    const actor = { kind: 'participant', participant: taking.participant } as const
    const found = await reading(system.db, actor, async (db) => {
      const mine = await ownContribution(
        db,
        round.id,
        taking.participant,
        c.req.param('subject') ?? '',
      )
      return mine && { mine, state: (await stateFor(db, mine.kind, [mine.id])).get(mine.id)! }
    })
    if (!found) throw notFound()
    const w = words(visit.language as Language)
    const head: Head = {
      ...header(partnership, w),
      about: textIn(round, visit.language).question,
      title: w.t('moderation.resident.appeal.title'),
      width: 'reading',
      resident: true,
      back: { href: link(routes.mine, { code: round.code }), text: w.t('ui.back') },
    }
    return { round, actor, w, head, visit, ...found }
  }

  return new Hono<Env>()
    .get(routes.appeal, async (c) => {
      const { w, head, mine, state } = await own(c)
      return c.render(draw(w, mine, state, c.req.path, undefined), head)
    })
    .post(routes.appeal, async (c) => {
      const { round, actor, w, head, mine, state, visit } = await own(c)
      limit(visit.address)
      const read = await readForm(c, asking)
      if (!read.ok)
        return c.render(draw(w, mine, state, c.req.path, w.t(read.errors['text'] as Key)), {
          ...head,
          status: 422,
        })
      await transaction(system.db, actor, system.clock.now(), (trx) =>
        appeal(trx, round, {
          participant: actor.participant,
          subject: mine.id,
          text: read.value.text,
        }),
      )
      return c.redirect(link(routes.appeal, { code: round.code, subject: mine.id }), 303)
    })
    .get(routes.appeals, async (c) => {
      const desk = await deskOf(system, c, 'moderate')
      const { w, round, head } = desk
      const { appeals, items } = await reading(system.db, desk.visit.actor, async (db) => ({
        appeals: await appealsOf(db, round.id),
        items: await itemsOf(db, round.id, ['waiting', 'held', 'published', 'removed'], {
          limit: 10_000,
          offset: 0,
        }),
      }))
      const byId = new Map(items.map((item) => [item.id, item]))
      const title = w.t('moderation.appeals.title')
      return c.render(
        html`<h1>${title}</h1><p class="lead">${w.t('moderation.appeals.lead')}</p>
          ${appeals.length === 0 ? emptyState({ title: w.t('moderation.appeals.none'), text: w.t('moderation.appeals.none.text') }) : appeals.map((each) => card(desk, each, byId.get(each.subject)))}`,
        {
          ...head,
          title,
          back: backToQueue(w, round),
        } satisfies Head,
      )
    })
    .post(routes.appealAnswer, async (c) => {
      const { round, visit } = await deskOf(system, c, 'moderate')
      const read = await readForm(c, answering)
      if (!read.ok) throw new Refusal(Object.values(read.errors)[0]!, 422)
      const { upheld, answer } = read.value
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        decideAppeal(trx, round, c.req.param('appeal'), {
          upheld: upheld !== 'no',
          holdingBack: upheld === 'holding-back',
          answer,
        }),
      )
      return c.redirect(link(routes.appeals, { round: round.id }), 303)
    })
}

function draw(w: Words, mine: Own, state: State, action: string, error: string | undefined): Html {
  return html`${error ? errorSummary({ words: w, errorList: [{ text: error, href: '#text' }] }) : nothing}
    <h1>${w.t('moderation.resident.appeal.title')}</h1>
    <blockquote class="said" lang="${mine.language}" dir="auto">${mine.text}</blockquote>
    ${stateInWords(w, state)}
    ${
      state.mayAppeal
        ? html`<p>${w.t('moderation.resident.appeal.how')}</p><form method="post" action="${action}" novalidate>
        ${textarea({ words: w, name: 'text', label: w.t('moderation.resident.appeal.words'), hint: w.t('moderation.resident.appeal.words.hint'), ...(error ? { errorMessage: error } : {}) })}
        ${button({ text: w.t('moderation.resident.appeal.send'), preventDoubleClick: true })}</form>`
        : nothing
    }`
}

/** What became of a contribution, for its author: the state, the reason, and what was said to an appeal. */
function stateInWords(w: Words, state: State): Html {
  const reason =
    state.reason === null || state.status === 'published'
      ? nothing
      : html`<p>${w.t('moderation.resident.state.because', { reason: w.t(`moderation.resident.reason.${state.reason}` as Key) })}</p>`
  const { appeal: made } = state
  return html`<p><strong>${w.t(`moderation.resident.state.${state.status}`)}</strong></p>${reason}
    ${state.note && state.status !== 'published' ? html`<p>${w.t('moderation.resident.state.note')} <q>${state.note}</q></p>` : nothing}
    ${
      made
        ? html`<h2>${w.t('moderation.resident.appeal.yours')}</h2><blockquote dir="auto">${made.text}</blockquote>
      ${made.answeredAt === null ? html`<p>${w.t('moderation.resident.appeal.waits')}</p>` : insetText({ text: html`<p><strong>${w.t(made.upheld ? 'moderation.resident.appeal.upheld' : 'moderation.resident.appeal.not-upheld')}</strong></p><p>${made.answer}</p>` })}`
        : nothing
    }`
}

function card({ w, round, visit }: Desk, each: Appeal, item: Item | undefined): Html {
  const person = visit.actor.kind === 'person' ? visit.actor.person : ''
  const findings = item ? spot(item.text, item.language) : []
  const state =
    each.answeredAt === null
      ? tag({ text: w.t('moderation.appeals.waits'), classes: 'govuk-tag--yellow' })
      : tag({
          text: w.t(each.upheld ? 'moderation.appeals.upheld' : 'moderation.appeals.not-upheld'),
          classes: 'govuk-tag--grey',
        })
  return html`<article class="card" aria-labelledby="appeal-${each.id}"><h2 class="govuk-heading-s" id="appeal-${each.id}">${w.t(`moderation.item.${each.kind}`, { number: item?.number ?? 0 })} ${state}</h2>
    ${item ? said(item.text, item.language, findings, w) : nothing}
    ${item?.reason ? html`<p>${w.t('moderation.item.reason', { reason: w.t(`moderation.resident.reason.${item.reason}` as Key) })} ${item.note}</p>` : nothing}
    <h3 class="govuk-heading-s">${w.t('moderation.appeals.words')}</h3><blockquote dir="auto">${each.text}</blockquote>
    <ul class="facts"><li>${timestamp({ words: w, when: each.madeAt })}</li></ul>
    ${each.answeredAt === null ? (mayAnswer(each, person) ? answerForm(w, round.id, each, findings.length > 0) : html`<p>${w.t('moderation.appeals.not-you')}</p>`) : html`<p><strong>${w.t('moderation.appeals.answered')}</strong> ${each.answer}</p>`}
  </article>`
}

function answerForm(w: Words, round: string, each: Appeal, found: boolean): Html {
  return html`<form method="post" action="${link(routes.appealAnswer, { round, appeal: each.id })}">
    ${radios({
      words: w,
      name: 'upheld',
      idPrefix: `upheld-${each.id}`,
      fieldset: {
        legend: { text: w.t('moderation.appeals.decide'), classes: 'govuk-fieldset__legend--s' },
      },
      items: [
        ...(found ? [{ value: 'holding-back', text: w.t('moderation.press.holding-back') }] : []),
        { value: 'as-written', text: w.t('moderation.press.published') },
        { value: 'no', text: w.t('moderation.appeals.no') },
      ],
    })}
    ${textarea({ words: w, name: 'answer', id: `answer-${each.id}`, label: w.t('moderation.appeals.answer'), hint: w.t('moderation.appeals.answer.hint') })}
    ${button({ text: w.t('moderation.appeals.send') })}</form>`
}
