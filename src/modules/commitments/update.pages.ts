import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { input } from '../../ui/components/input.ts'
import { radios } from '../../ui/components/radios.ts'
import { select } from '../../ui/components/select.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html } from '../../ui/html.ts'
import { figuresOf } from '../evidence/index.ts'
import { given, problemAt, problems, untouched, type Sent } from '../partnerships/index.ts'
import { addDays, dayOf } from '../places/index.ts'
import { daysToCheck } from './check-back.ts'
import {
  dayBoxes,
  dayField,
  enterAt,
  optional,
  required,
  said,
  speaks,
  typedDay,
  type Entered,
} from './commitment-entry.pages.ts'
import { formHead } from './commitment-form.pages.ts'
import { dayProblem } from './commitment.actions.ts'
import { commitmentById, historiesOf } from './commitment.sql.ts'
import { awaitsUpdate, stateOf, type Commitment } from './commitment.ts'
import { routes } from './routes.ts'
import { postUpdate } from './update.actions.ts'
import { longestUpdate } from './update.ts'

const updateForm = (today: string) =>
  z
    .object({
      text: required('commitments.refused.update', longestUpdate),
      evidence: optional(1000).refine(
        (typed) => typed === '' || /^https?:\/\/[^\s]+$/.test(typed),
        'commitments.refused.evidence',
      ),
      figure: optional(36),
      done: z.enum(['yes', 'no'], { error: 'commitments.refused.done' }),
      ...dayBoxes('review'),
    })
    .transform((typed, ctx) => {
      const { text, evidence, figure, done } = typed
      const nextReviewOn = typedDay(typed, 'review')
      const wrong = !nextReviewOn ? 'commitments.refused.day' : dayProblem(nextReviewOn, today)
      if (done === 'no' && wrong !== undefined) {
        ctx.addIssue({ code: 'custom', path: ['review'], message: wrong })
        return z.NEVER
      }
      return {
        text,
        evidenceUrl: evidence === '' ? null : evidence,
        figure: figure === '' ? null : figure,
        saysDone: done === 'yes',
        nextReviewOn: done === 'yes' ? null : (nextReviewOn ?? null),
      }
    })

/** Where whoever speaks for an organisation says what happened to its promise. */
export function updatePages(system: System): Hono<Env> {
  async function reporting(c: Context<Env>): Promise<Entered & { commitment: Commitment }> {
    const commitment = await commitmentById(system.db, c.req.param('commitment') ?? '')
    if (!commitment) throw notFound()
    const entered = await enterAt(system, c, commitment.partnership, 'commitments')
    if (entered.visit.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
    if (!(await speaks(system, entered.visit, commitment))) throw notAllowed()
    return { ...entered, commitment }
  }

  async function page(
    c: Context<Env>,
    { commitment, partnership, w }: Entered & { commitment: Commitment },
    sent: Sent,
  ) {
    const figures = (await figuresOf(system.db, partnership.id)).filter(
      ({ withdrawnAt }) => withdrawnAt === null,
    )
    const title = w.t('commitments.form.update')
    const closes = addDays(dayOf(system.clock.now()), daysToCheck)
    return c.render(
      html`${problems(w, sent)}<h1>${title}</h1><blockquote><p>${said(commitment.what, commitment.language, w)}</p></blockquote>
        <form method="post" action="${link(routes.updates, { commitment: commitment.id })}" novalidate>
        ${textarea({ words: w, name: 'text', rows: 5, label: w.t('commitments.form.update.text'), hint: w.t('commitments.form.update.text.hint'), value: given(sent, 'text'), ...problemAt(w, sent, 'text') })}
        ${input({ words: w, name: 'evidence', type: 'url', label: w.t('commitments.form.update.evidence'), hint: w.t('commitments.form.update.evidence.hint'), value: given(sent, 'evidence'), spellcheck: false, attributes: { dir: 'ltr' }, ...problemAt(w, sent, 'evidence') })}
        ${
          figures.length === 0
            ? null
            : select({
                words: w,
                name: 'figure',
                label: w.t('commitments.form.update.figure'),
                value: given(sent, 'figure') ?? '',
                items: [
                  { value: '', text: w.t('commitments.form.update.figure.none') },
                  ...figures.map((each) => ({ value: each.id, text: each.title })),
                ],
                ...problemAt(w, sent, 'figure'),
              })
        }
        ${radios({
          words: w,
          name: 'done',
          idPrefix: 'done',
          fieldset: {
            legend: {
              text: w.t('commitments.form.update.done'),
              classes: 'govuk-fieldset__legend--s',
            },
          },
          value: given(sent, 'done'),
          items: [
            {
              value: 'no',
              text: w.t('commitments.form.update.done.no'),
              conditional: dayField(
                w,
                sent,
                'review',
                w.t('commitments.form.update.review'),
                w.t('commitments.form.update.review.hint'),
              ),
            },
            {
              value: 'yes',
              text: w.t('commitments.form.update.done.yes'),
              hint: w.t('commitments.form.update.done.yes.hint', { day: w.date(closes) }),
            },
          ],
          ...problemAt(w, sent, 'done'),
        })}
        ${button({ text: w.t('commitments.form.update.go'), preventDoubleClick: true })}
        <p class="soft">${w.t('commitments.form.public')}</p></form>`,
      formHead(w, partnership, sent, title, {
        href: link(routes.commitment, { commitment: commitment.id }),
        text: w.t('commitments.form.back-promise'),
      }),
    )
  }

  return new Hono<Env>()
    .get(routes.updates, async (c) => {
      const entered = await reporting(c)
      const { id } = entered.commitment
      const history = (await historiesOf(system.db, [id])).get(id)!
      if (!awaitsUpdate(stateOf(history, dayOf(system.clock.now()))))
        return c.redirect(link(routes.commitment, { commitment: id }), 303)
      return page(c, entered, untouched)
    })
    .post(routes.updates, async (c) => {
      const entered = await reporting(c)
      const form = await readForm(c, updateForm(dayOf(system.clock.now())))
      if (!form.ok) return page(c, entered, form)
      const commitment = entered.commitment.id
      await transaction(system.db, entered.visit.actor, system.clock.now(), (trx) =>
        postUpdate(trx, { ...form.value, commitment, language: entered.w.language }),
      )
      return c.redirect(
        link(
          routes.commitment,
          { commitment },
          { done: form.value.saysDone ? 'said-done' : 'updated' },
        ),
        303,
      )
    })
}
