import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import { enter, header } from '../partnerships/index.ts'
import { can } from '../people/index.ts'
import { dayOf, organisationName, organisationsById } from '../places/index.ts'
import { doneBanner, enterAt, optional, required, said } from './commitment-entry.pages.ts'
import { expectationAnswerPages } from './expectation-answer.pages.ts'
import { expectationDraftPages } from './expectation-draft.pages.ts'
import { expectationPage, standingWords } from './expectation-page.pages.ts'
import { answerForm, sendExpectation, withdrawExpectation } from './expectation.actions.ts'
import { answersTo, expectationById, expectationsOf } from './expectation.sql.ts'
import { longestWhy, standingOf, type Expectation } from './expectation.ts'
import { routes } from './routes.ts'

/** What a community expects of public bodies: drafted among members, sent in the open, answered or not. */
export function expectationPages(system: System): Hono<Env> {
  async function asked(c: Context<Env>): Promise<Expectation> {
    const { actor } = c.get('visit')
    const found = await reading(system.db, actor, (db) =>
      expectationById(db, c.req.param('expectation') ?? ''),
    )
    if (!found) throw notFound()
    return found
  }

  return new Hono<Env>()
    .route('/', expectationDraftPages(system))
    .route('/', expectationAnswerPages(system))
    .get(routes.expectations, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c)
      const all = await reading(system.db, visit.actor, (db) =>
        expectationsOf(db, { partnership: partnership.id }),
      )
      const [answers, organisations] = await Promise.all([
        answersTo(
          system.db,
          all.map(({ id }) => id),
        ),
        organisationsById(
          system.db,
          all.map(({ organisation }) => organisation),
        ),
      ])
      const today = dayOf(system.clock.now())
      const mayExpect = can(visit.actor, 'expect', {
        kind: 'commitment',
        partnership: partnership.id,
      })
      const make = {
        href: link(routes.newExpectation, { slug: partnership.slug }),
        text: w.t('commitments.resident.expectations.new'),
      }
      const title = w.t('commitments.resident.expectations.title')
      const body = html`<h1>${title}</h1>
        <p class="lead">${w.t('commitments.resident.expectations.lead')}</p>
        ${mayExpect && all.length > 0 ? html`<p>${button(make)}</p>` : null}
        ${
          all.length === 0
            ? emptyState({
                title: w.t('commitments.resident.expectations.none'),
                text: w.t('commitments.resident.expectations.none.text'),
                ...(mayExpect ? { action: make } : {}),
              })
            : html`<ul class="findings">${all.map((each) => {
                const body = organisations.get(each.organisation)
                return html`<li class="finding"><p class="soft">${w.t('commitments.resident.expected-of', { organisation: body ? organisationName(body, w.language) : '' })}</p>
                  <h2 class="finding__words"><a href="${link(routes.expectation, { expectation: each.id })}">${said(each.what, each.language, w)}</a></h2>
                  <p class="finding__said">${standingWords(w, each, standingOf(each, answers.get(each.id) ?? [], today))}</p></li>`
              })}</ul>`
        }
        <p><a href="${link(routes.promises, { slug: partnership.slug })}">${w.t('commitments.resident.promises')}</a></p>`
      return c.render(body, {
        title,
        width: 'reading',
        ...header(partnership, w, 'promises'),
      } satisfies Head)
    })
    .get(routes.expectation, async (c) => {
      const expectation = await asked(c)
      const entered = await enterAt(system, c, expectation.partnership)
      return expectationPage(
        system,
        c,
        entered,
        expectation,
        doneBanner(entered.w, c.req.query('done'), {
          drafted: 'commitments.resident.done.drafted',
          sent: 'commitments.resident.done.sent',
          answered: 'commitments.resident.done.answered',
          form: 'commitments.resident.done.form',
          withdrawn: 'commitments.resident.done.withdrawn',
        }),
      )
    })
    .post(routes.expectationSending, async (c) => {
      const expectation = await asked(c)
      const { visit } = await enterAt(system, c, expectation.partnership)
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        sendExpectation(system, trx, expectation.id),
      )
      return c.redirect(
        link(routes.expectation, { expectation: expectation.id }, { done: 'sent' }),
        303,
      )
    })
    .post(routes.formAnswer, async (c) => {
      const expectation = await asked(c)
      const entered = await enterAt(system, c, expectation.partnership)
      const form = await readForm(
        c,
        z.object({
          agreed: z.enum(['yes', 'no'], { error: 'commitments.resident.refused.agreed' }),
          text: optional(longestWhy),
        }),
      )
      if (!form.ok) return expectationPage(system, c, entered, expectation, null, form)
      await transaction(system.db, entered.visit.actor, system.clock.now(), (trx) =>
        answerForm(trx, {
          expectation: expectation.id,
          answer: c.req.param('answer'),
          agreed: form.value.agreed === 'yes',
          text: form.value.text,
        }),
      )
      return c.redirect(
        link(routes.expectation, { expectation: expectation.id }, { done: 'form' }),
        303,
      )
    })
    .post(routes.expectationWithdrawal, async (c) => {
      const expectation = await asked(c)
      const entered = await enterAt(system, c, expectation.partnership)
      const form = await readForm(
        c,
        z.object({ reason: required('commitments.resident.refused.reason', longestWhy) }),
      )
      if (!form.ok) return expectationPage(system, c, entered, expectation, null, form)
      await transaction(system.db, entered.visit.actor, system.clock.now(), (trx) =>
        withdrawExpectation(trx, expectation.id, form.value.reason),
      )
      return c.redirect(
        link(routes.expectation, { expectation: expectation.id }, { done: 'withdrawn' }),
        303,
      )
    })
}
