import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { select } from '../../ui/components/select.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { enter, given, problemAt, problems, untouched, type Sent } from '../partnerships/index.ts'
import { dayOf, organisationName, organisationsById, type Organisation } from '../places/index.ts'
import {
  enterAt,
  optional,
  required,
  said,
  speaks,
  type Entered,
} from './commitment-entry.pages.ts'
import {
  asResponsible,
  formHead,
  promiseFields,
  promiseShape,
  readPromise,
  responsibleFields,
  responsibleShape,
} from './commitment-form.pages.ts'
import { commitmentJson } from './commitment.api.ts'
import { makeCommitment } from './commitment.actions.ts'
import { commitmentPage } from './commitment-page.pages.ts'
import { commitmentById, organisationsSpokenFor } from './commitment.sql.ts'
import type { Commitment } from './commitment.ts'
import { groundsOffered, type Ground } from './expectation-ground.sql.ts'
import { intentBySlug } from './intent.sql.ts'
import type { Intent } from './intent.ts'
import { handOver, takeNameAway } from './responsible.actions.ts'
import { routes } from './routes.ts'
import { isSignatory } from './signature.sql.ts'
import { updatePages } from './update.pages.ts'

const making = z.object({
  organisation: required('commitments.refused.organisation', 36),
  priority: optional(36),
  intent: optional(60),
  ...promiseShape,
})

/** What was promised: made by whoever speaks for an organisation, for anybody to read. */
export function commitmentPages(system: System): Hono<Env> {
  async function theCommitment(c: Context<Env>): Promise<Commitment> {
    const found = await commitmentById(system.db, c.req.param('commitment') ?? '')
    if (!found) throw notFound()
    return found
  }

  /** The organisations that the visitor speaks for here; a stranger is asked to sign in. */
  async function spokenFor({ partnership, visit }: Entered): Promise<Organisation[]> {
    if (visit.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
    const ids = await organisationsSpokenFor(system.db, visit.actor.person, partnership.id)
    if (ids.length === 0) throw notAllowed()
    return [...(await organisationsById(system.db, ids)).values()]
  }

  async function makingPage(c: Context<Env>, entered: Entered, bodies: Organisation[], sent: Sent) {
    const { partnership, w } = entered
    const priorities = (await groundsOffered(system.db, partnership.id)).filter(
      ({ kind }) => kind === 'priority',
    )
    const intent = await intentBySlug(
      system.db,
      given(sent, 'intent') ?? c.req.query('intent') ?? '',
    )
    const title = w.t('commitments.form.promise.new')
    return c.render(
      html`${problems(w, sent)}<h1>${title}</h1><p class="lead">${w.t('commitments.form.promise.lead')}</p>
        <form method="post" action="${link(routes.newCommitment, { slug: partnership.slug })}" novalidate>
        ${intent ? intentField(w, intent) : null}${organisationField(w, bodies, sent)}${priorityField(w, priorities, sent)}${promiseFields(w, sent)}
        ${button({ text: w.t('commitments.form.promise.go'), preventDoubleClick: true })}
        <p class="soft">${w.t('commitments.form.public')}</p></form>`,
      formHead(w, partnership, sent, title, {
        href: link(routes.promises, { slug: partnership.slug }),
        text: w.t('commitments.resident.promises'),
      }),
    )
  }

  async function handingOver(c: Context<Env>): Promise<Entered & { commitment: Commitment }> {
    const commitment = await theCommitment(c)
    const entered = await enterAt(system, c, commitment.partnership, 'commitments')
    if (entered.visit.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
    if (!(await speaks(system, entered.visit, commitment))) throw notAllowed()
    return { ...entered, commitment }
  }

  function handOverPage(
    c: Context<Env>,
    { commitment, partnership, w }: Entered & { commitment: Commitment },
    sent: Sent,
  ) {
    const title = w.t('commitments.form.responsible')
    return c.render(
      html`${problems(w, sent)}<h1>${title}</h1><blockquote><p>${said(commitment.what, commitment.language, w)}</p></blockquote>
        <p class="lead">${w.t('commitments.form.responsible.lead')}</p>
        <form method="post" action="${link(routes.responsible, { commitment: commitment.id })}" novalidate>${responsibleFields(w, sent)}
        ${button({ text: w.t('commitments.form.responsible.go') })}</form>`,
      formHead(w, partnership, sent, title, {
        href: link(routes.commitment, { commitment: commitment.id }),
        text: w.t('commitments.form.back-promise'),
      }),
    )
  }

  return new Hono<Env>()
    .route('/', updatePages(system))
    .get(routes.newCommitment, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'commitments')
      const entered = { partnership, w, visit }
      return makingPage(c, entered, await spokenFor(entered), untouched)
    })
    .post(routes.newCommitment, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'commitments')
      const entered = { partnership, w, visit }
      const bodies = await spokenFor(entered)
      const form = await readForm(c, making)
      if (!form.ok) return makingPage(c, entered, bodies, form)
      const { errors, promise } = readPromise(form.value, dayOf(system.clock.now()))
      const { organisation, priority } = form.value
      const intent =
        form.value.intent === '' ? null : await intentBySlug(system.db, form.value.intent)
      if (Object.keys(errors).length > 0)
        return makingPage(c, entered, bodies, { errors, given: form.value })
      const offered = await groundsOffered(system.db, partnership.id)
      if (
        priority !== '' &&
        !offered.some(({ id, kind }) => id === priority && kind === 'priority')
      )
        return makingPage(c, entered, bodies, {
          errors: { priority: 'commitments.refused.priority' },
          given: form.value,
        })
      if (
        intent === undefined ||
        (intent && !(await isSignatory(system.db, intent.id, organisation)))
      )
        return makingPage(c, entered, bodies, {
          errors: { organisation: 'boards.resident.refused.not-signatory' },
          given: form.value,
        })
      const commitment = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        makeCommitment(trx, {
          ...promise,
          partnership: partnership.id,
          organisation,
          language: w.language,
          priority: priority === '' ? null : priority,
          expectation: null,
          intent: intent?.id ?? null,
        }),
      )
      return c.redirect(link(routes.commitment, { commitment }, { done: 'promised' }), 303)
    })
    .get(routes.commitment, async (c) => {
      const commitment = await theCommitment(c)
      return commitmentPage(system, c, await enterAt(system, c, commitment.partnership), commitment)
    })
    .get(routes.commitmentJson, async (c) => {
      const commitment = await theCommitment(c)
      return c.json(await commitmentJson(system, commitment))
    })
    .get(routes.responsible, async (c) => handOverPage(c, await handingOver(c), untouched))
    .post(routes.responsible, async (c) => {
      const entered = await handingOver(c)
      const form = await readForm(c, z.object(responsibleShape))
      if (!form.ok) return handOverPage(c, entered, form)
      const { id } = entered.commitment
      await transaction(system.db, entered.visit.actor, system.clock.now(), (trx) =>
        handOver(trx, id, asResponsible(form.value), entered.w.language),
      )
      return c.redirect(link(routes.commitment, { commitment: id }, { done: 'handed-over' }), 303)
    })
    .post(routes.responsibleName, async (c) => {
      const { commitment, visit } = await handingOver(c)
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        takeNameAway(trx, commitment.id, c.req.param('responsible')),
      )
      return c.redirect(
        link(routes.commitment, { commitment: commitment.id }, { done: 'name-taken' }),
        303,
      )
    })
}

/** The statement that the promise is made under. */
function intentField(w: Words, { slug, title, language }: Intent): Html {
  return html`<p>${w.t('boards.resident.asks.intent')} <a href="${link(routes.intent, { intent: slug })}">${said(title, language, w)}</a></p><input type="hidden" name="intent" value="${slug}">`
}

function organisationField(w: Words, bodies: readonly Organisation[], sent: Sent): Html {
  const [only] = bodies
  if (bodies.length === 1 && only)
    return html`${insetText({ text: w.t('commitments.form.promise.for', { organisation: organisationName(only, w.language) }) })}<input type="hidden" name="organisation" value="${only.id}">`
  return select({
    words: w,
    name: 'organisation',
    label: w.t('commitments.form.promise.organisation'),
    value: given(sent, 'organisation') ?? '',
    items: [
      { value: '', text: w.t('commitments.form.choose') },
      ...bodies.map((each) => ({ value: each.id, text: organisationName(each, w.language) })),
    ],
    ...problemAt(w, sent, 'organisation'),
  })
}

function priorityField(w: Words, priorities: readonly Ground[], sent: Sent): Html | null {
  if (priorities.length === 0) return null
  return select({
    words: w,
    name: 'priority',
    label: w.t('commitments.form.serves'),
    value: given(sent, 'priority') ?? '',
    items: [
      { value: '', text: w.t('commitments.form.priority.none') },
      ...priorities.map(({ id, words: text }) => ({ value: id, text })),
    ],
    ...problemAt(w, sent, 'priority'),
  })
}
