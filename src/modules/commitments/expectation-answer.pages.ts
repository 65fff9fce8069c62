import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { radios } from '../../ui/components/radios.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import {
  given,
  membersHeader,
  problemAt,
  problems,
  titled,
  untouched,
  type Sent,
} from '../partnerships/index.ts'
import { dayOf } from '../places/index.ts'
import { enterAt, nameOf, required, said, speaks, type Entered } from './commitment-entry.pages.ts'
import { promiseFields, promiseShape, readPromise } from './commitment-form.pages.ts'
import { answerExpectation, type Answering } from './expectation-answer.actions.ts'
import { longestWhy, mayBeAnswered, standingOf, type Expectation } from './expectation.ts'
import { answersTo, expectationById } from './expectation.sql.ts'
import { routes } from './routes.ts'

const kindForm = z.object({
  kind: z.enum(['accepted', 'another-form', 'declined'], { error: 'commitments.refused.kind' }),
})
const accepting = z.object(promiseShape)
const another = z.object({ form: required('commitments.refused.form', longestWhy) })
const declining = z.object({ reasons: required('commitments.refused.reasons', longestWhy) })

/** Where whoever speaks for an organisation answers what is expected of it. */
export function expectationAnswerPages(system: System): Hono<Env> {
  /** The expectation, for somebody who speaks for its organisation; anybody else is told how that comes about. */
  async function answered(c: Context<Env>): Promise<Entered & { expectation: Expectation }> {
    const { actor } = c.get('visit')
    const expectation = await reading(system.db, actor, (db) =>
      expectationById(db, c.req.param('expectation') ?? ''),
    )
    if (!expectation || expectation.sentAt === null) throw notFound()
    if (actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
    const entered = await enterAt(system, c, expectation.partnership, 'commitments')
    if (!(await speaks(system, entered.visit, expectation))) throw notAllowed()
    return { ...entered, expectation }
  }

  async function page(
    c: Context<Env>,
    { partnership, w, expectation }: Entered & { expectation: Expectation },
    sent: Sent,
  ) {
    const organisation = await nameOf(system, expectation.organisation, w)
    const title = w.t('commitments.form.answer', { organisation })
    const body = html`${problems(w, sent)}
      <p class="kicker">${w.t('commitments.resident.expected-of', { organisation })}</p>
      <h1>${title}</h1>
      <blockquote><p>${said(expectation.what, expectation.language, w)}</p></blockquote>
      <form method="post" action="${link(routes.expectationAnswers, { expectation: expectation.id })}" novalidate>
      ${radios({
        words: w,
        name: 'kind',
        idPrefix: 'kind',
        fieldset: {
          legend: {
            text: w.t('commitments.form.answer.question'),
            classes: 'govuk-fieldset__legend--m',
          },
        },
        hint: w.t('commitments.form.answer.hint'),
        value: given(sent, 'kind'),
        items: [
          {
            value: 'accepted',
            text: w.t('commitments.form.answer.accepted'),
            hint: w.t('commitments.form.answer.accepted.hint'),
            conditional: promiseFields(w, sent, { what: expectation.what }),
          },
          {
            value: 'another-form',
            text: w.t('commitments.form.answer.another'),
            hint: w.t('commitments.form.answer.another.hint'),
            conditional: textarea({
              words: w,
              name: 'form',
              rows: 4,
              label: w.t('commitments.form.another'),
              value: given(sent, 'form'),
              ...problemAt(w, sent, 'form'),
            }),
          },
          {
            value: 'declined',
            text: w.t('commitments.form.answer.declined'),
            hint: w.t('commitments.form.answer.declined.hint'),
            conditional: textarea({
              words: w,
              name: 'reasons',
              rows: 4,
              label: w.t('commitments.form.reasons'),
              value: given(sent, 'reasons'),
              ...problemAt(w, sent, 'reasons'),
            }),
          },
        ],
        ...problemAt(w, sent, 'kind'),
      })}
      ${button({ text: w.t('commitments.form.answer.go'), preventDoubleClick: true })}
      <p class="soft">${w.t('commitments.form.public')}</p></form>`
    return c.render(body, {
      title: titled(w, sent, title),
      about: expectation.what,
      width: 'reading',
      back: {
        href: link(routes.expectation, { expectation: expectation.id }),
        text: w.t('commitments.form.back-expectation'),
      },
      ...(Object.keys(sent.errors).length > 0 ? { status: 422 as const } : {}),
      ...membersHeader(partnership, w),
    } satisfies Head)
  }

  return new Hono<Env>()
    .get(routes.expectationAnswers, async (c) => {
      const entered = await answered(c)
      const { id } = entered.expectation
      const answers = (await answersTo(system.db, [id])).get(id) ?? []
      if (!mayBeAnswered(standingOf(entered.expectation, answers, dayOf(system.clock.now()))))
        return c.redirect(link(routes.expectation, { expectation: id }), 303)
      return page(c, entered, untouched)
    })
    .post(routes.expectationAnswers, async (c) => {
      const entered = await answered(c)
      const { expectation, visit, w } = entered
      const chosen = await readForm(c, kindForm)
      if (!chosen.ok) return page(c, entered, chosen)
      const { kind } = chosen.value
      let answering: Answering
      if (kind === 'accepted') {
        const form = await readForm(c, accepting)
        if (!form.ok) return page(c, entered, form)
        const { errors, promise } = readPromise(form.value, dayOf(system.clock.now()))
        if (Object.keys(errors).length > 0)
          return page(c, entered, { errors, given: { ...form.value, kind } })
        answering = { kind, language: w.language, text: '', promise }
      } else {
        const form = await (kind === 'declined'
          ? readForm(
              c,
              declining.transform(({ reasons }) => reasons),
            )
          : readForm(
              c,
              another.transform((typed) => typed.form),
            ))
        if (!form.ok) return page(c, entered, form)
        answering = { kind, language: w.language, text: form.value }
      }
      const commitment = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        answerExpectation(trx, expectation.id, answering),
      )
      return c.redirect(
        commitment === null
          ? link(routes.expectation, { expectation: expectation.id }, { done: 'answered' })
          : link(routes.commitment, { commitment }, { done: 'promised' }),
        303,
      )
    })
}
