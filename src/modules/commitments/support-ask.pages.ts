import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { input } from '../../ui/components/input.ts'
import { select } from '../../ui/components/select.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import {
  enter,
  given,
  header,
  problemAt,
  problems,
  titled,
  untouched,
  type Sent,
} from '../partnerships/index.ts'
import { can } from '../people/index.ts'
import { organisationName, organisationsById } from '../places/index.ts'
import { doneBanner, enterAt, required, said, type Entered } from './commitment-entry.pages.ts'
import { organisationsSpokenFor } from './commitment.sql.ts'
import { intentById, intentBySlug } from './intent.sql.ts'
import { routes } from './routes.ts'
import { isSignatory } from './signature.sql.ts'
import { answerSupportAsk, askForSupport } from './support-ask.actions.ts'
import { askSummary, askSumsTable, costWords } from './support-ask-list.pages.ts'
import { longestAsk, readHours, type AskWithCost } from './support-ask.ts'
import { answersToAsk, askById, asksOf } from './support-ask.sql.ts'

const hours = z
  .string({ error: 'boards.resident.refused.hours' })
  .refine((typed) => readHours(typed) !== undefined, 'boards.resident.refused.hours')

const asking = z.object({
  organisation: required('boards.resident.refused.organisation', 36),
  askedOf: required('boards.resident.refused.asked-of', 200, 'boards.resident.refused.long'),
  what: required('boards.resident.refused.what', longestAsk, 'boards.resident.refused.long'),
  hours,
  paid: hours,
  intent: z.string().max(60).default(''),
})

const answering = z.object({
  who: z.string().max(36).default(''),
  text: required('boards.resident.refused.answer', longestAsk, 'boards.resident.refused.long'),
  took: z
    .string()
    .refine(
      (typed) => typed === '' || readHours(typed) !== undefined,
      'boards.resident.refused.hours',
    )
    .default(''),
})

/** What organisations ask of communities and others: public, with what it costs those who are asked. */
export function supportAskPages(system: System): Hono<Env> {
  const spokenFor = async ({ visit, partnership }: Entered): Promise<string[]> =>
    visit.actor.kind === 'person'
      ? organisationsSpokenFor(system.db, visit.actor.person, partnership.id)
      : []

  async function namer(w: Words, ids: readonly string[]) {
    const bodies = await organisationsById(system.db, [...new Set(ids)])
    return (id: string) => {
      const body = bodies.get(id)
      return body ? organisationName(body, w.language) : ''
    }
  }

  async function listPage(c: Context<Env>, entered: Entered, sent: Sent) {
    const { partnership, w } = entered
    const [asks, mine, intent] = await Promise.all([
      asksOf(system.db, { partnership: partnership.id }),
      spokenFor(entered),
      intentBySlug(system.db, given(sent, 'intent') ?? c.req.query('intent') ?? ''),
    ])
    const nameOf = await namer(w, [...mine, ...asks.map(({ askedBy }) => askedBy)])
    const title = w.t('boards.resident.asks.title')
    const body = html`${problems(w, sent)}<h1>${title}</h1><p class="lead">${w.t('boards.resident.asks.lead')}</p>
      ${
        asks.length === 0
          ? emptyState({
              title: w.t('boards.resident.asks.none'),
              text: w.t('boards.resident.asks.none.text'),
            })
          : html`${askSumsTable(w, asks, nameOf)}<ul class="findings">${asks.map((ask) => askSummary(w, ask, nameOf(ask.askedBy), 2))}</ul>`
      }
      ${
        mine.length > 0
          ? askForm(
              w,
              sent,
              partnership.slug,
              mine.map((id) => ({ id, name: nameOf(id) })),
              intent?.slug ?? '',
              intent?.title,
            )
          : null
      }
      <p><a href="${link(routes.promises, { slug: partnership.slug })}">${w.t('commitments.resident.promises')}</a></p>`
    return c.render(body, {
      title: titled(w, sent, title),
      width: 'reading',
      ...(Object.keys(sent.errors).length > 0 ? { status: 422 as const } : {}),
      ...header(partnership, w, 'promises'),
    } satisfies Head)
  }

  async function askPage(c: Context<Env>, entered: Entered, ask: AskWithCost, sent: Sent) {
    const { partnership, w, visit } = entered
    const [answers, mine, intent] = await Promise.all([
      answersToAsk(system.db, ask.id),
      spokenFor(entered),
      ask.intent === null ? undefined : intentById(system.db, ask.intent),
    ])
    const nameOf = await namer(w, [
      ask.askedBy,
      ...mine,
      ...answers.flatMap(({ organisation }) => organisation ?? []),
    ])
    const organiser = can(visit.actor, 'intend', {
      kind: 'commitment',
      partnership: partnership.id,
    })
    const who = [
      ...(organiser
        ? [{ value: '', text: w.t('boards.resident.asks.answering.partnership') }]
        : []),
      ...mine.map((id) => ({ value: id, text: nameOf(id) })),
    ]
    const title = w.t('boards.resident.asks.by', {
      name: nameOf(ask.askedBy),
      askedOf: ask.askedOf,
    })
    const body = html`${doneBanner(w, c.req.query('done'), {
      asked: 'boards.resident.done.support-asked',
      answered: 'boards.resident.done.support-answered',
    })}${problems(w, sent)}
      <p class="kicker">${title}</p><h1>${said(ask.what, ask.language, w)}</h1>
      <p class="soft">${w.date(ask.madeAt)}</p>
      <p class="lead">${costWords(w, ask)}</p>
      ${intent ? html`<p>${w.t('boards.resident.asks.intent')} <a href="${link(routes.intent, { intent: intent.slug })}">${said(intent.title, intent.language, w)}</a></p>` : null}
      <h2>${w.t('boards.resident.asks.answers', { count: answers.length })}</h2>
      ${
        answers.length === 0
          ? null
          : html`${ask.spent > 0 ? html`<p>${w.t('boards.resident.asks.total', { hours: ask.spent })}</p>` : null}<ul class="findings">${answers.map(
              (
                each,
              ) => html`<li class="finding"><h3 class="finding__words">${each.organisation === null ? partnership.name : nameOf(each.organisation)}</h3>
          <p class="soft">${w.date(each.answeredAt)}</p>${each.text.split(/\n{2,}/).map((part) => html`<p>${said(part, each.language, w)}</p>`)}
          ${each.hours === null ? null : html`<p class="finding__said">${w.t('boards.resident.asks.took', { hours: each.hours })}</p>`}</li>`,
            )}</ul>`
      }
      ${who.length > 0 ? answerForm(w, sent, ask, who) : html`<p class="soft">${w.t('boards.resident.asks.answering.how')}</p>`}`
    return c.render(body, {
      title: titled(w, sent, title),
      about: ask.what,
      width: 'reading',
      back: {
        href: link(routes.supportAsks, { slug: partnership.slug }),
        text: w.t('boards.resident.asks.title'),
      },
      ...(Object.keys(sent.errors).length > 0 ? { status: 422 as const } : {}),
      ...header(partnership, w, 'promises'),
    } satisfies Head)
  }

  async function theAsk(c: Context<Env>): Promise<AskWithCost> {
    const found = await askById(system.db, c.req.param('ask') ?? '')
    if (!found) throw notFound()
    return found
  }

  return new Hono<Env>()
    .get(routes.supportAsks, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c)
      return listPage(c, { partnership, w, visit }, untouched)
    })
    .post(routes.supportAsks, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c)
      const entered = { partnership, w, visit }
      if (visit.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
      if ((await spokenFor(entered)).length === 0) throw notAllowed()
      const form = await readForm(c, asking)
      if (!form.ok) return listPage(c, entered, form)
      const { organisation, askedOf, what, intent: slug } = form.value
      const [needed, paid] = [readHours(form.value.hours)!, readHours(form.value.paid)!]
      const intent = slug === '' ? undefined : await intentBySlug(system.db, slug)
      const errors: Record<string, Key> = {}
      if (paid > needed) errors['paid'] = 'boards.resident.refused.paid'
      if (slug !== '' && !(intent && (await isSignatory(system.db, intent.id, organisation))))
        errors['organisation'] = 'boards.resident.refused.not-signatory'
      if (Object.keys(errors).length > 0) return listPage(c, entered, { errors, given: form.value })
      const ask = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        askForSupport(trx, {
          partnership: partnership.id,
          intent: intent?.id ?? null,
          askedBy: organisation,
          askedOf,
          what,
          language: w.language,
          hours: needed,
          hoursPaid: paid,
        }),
      )
      return c.redirect(link(routes.supportAsk, { ask }, { done: 'asked' }), 303)
    })
    .get(routes.supportAsk, async (c) => {
      const ask = await theAsk(c)
      return askPage(c, await enterAt(system, c, ask.partnership), ask, untouched)
    })
    .post(routes.supportAnswers, async (c) => {
      const ask = await theAsk(c)
      const entered = await enterAt(system, c, ask.partnership)
      if (entered.visit.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
      const form = await readForm(c, answering)
      if (!form.ok) return askPage(c, entered, ask, form)
      const { who, text, took } = form.value
      await transaction(system.db, entered.visit.actor, system.clock.now(), (trx) =>
        answerSupportAsk(trx, {
          ask: ask.id,
          organisation: who === '' ? null : who,
          text,
          language: entered.w.language,
          hours: readHours(took) ?? null,
        }),
      )
      return c.redirect(link(routes.supportAsk, { ask: ask.id }, { done: 'answered' }), 303)
    })
}

function askForm(
  w: Words,
  sent: Sent,
  slug: string,
  bodies: readonly { id: string; name: string }[],
  intent: string,
  title: string | undefined,
): Html {
  return html`<form class="card no-print" method="post" action="${link(routes.supportAsks, { slug })}" novalidate><h2>${w.t('boards.resident.asks.new')}</h2>
    ${title === undefined ? null : html`<p>${w.t('boards.resident.asks.intent')} <b>${title}</b></p><input type="hidden" name="intent" value="${intent}">`}
    ${select({
      words: w,
      name: 'organisation',
      label: w.t('boards.resident.asks.new.organisation'),
      value: given(sent, 'organisation') ?? (bodies.length === 1 ? bodies[0]!.id : ''),
      items: [
        { value: '', text: w.t('commitments.form.choose') },
        ...bodies.map(({ id, name }) => ({ value: id, text: name })),
      ],
      ...problemAt(w, sent, 'organisation'),
    })}
    ${input({ words: w, name: 'askedOf', label: w.t('boards.resident.asks.new.of'), value: given(sent, 'askedOf'), ...problemAt(w, sent, 'askedOf') })}
    ${textarea({ words: w, name: 'what', rows: 3, label: w.t('boards.resident.asks.new.what'), value: given(sent, 'what'), ...problemAt(w, sent, 'what') })}
    ${input({ words: w, name: 'hours', inputmode: 'decimal', classes: 'govuk-input--width-5', label: w.t('boards.resident.asks.new.hours'), hint: w.t('boards.resident.asks.new.hours.hint'), value: given(sent, 'hours'), ...problemAt(w, sent, 'hours') })}
    ${input({ words: w, name: 'paid', inputmode: 'decimal', classes: 'govuk-input--width-5', label: w.t('boards.resident.asks.new.paid'), value: given(sent, 'paid'), ...problemAt(w, sent, 'paid') })}
    ${button({ text: w.t('boards.resident.asks.new.go'), preventDoubleClick: true })}</form>`
}

function answerForm(
  w: Words,
  sent: Sent,
  ask: AskWithCost,
  who: { value: string; text: string }[],
): Html {
  const [only] = who
  return html`<form class="card no-print" method="post" action="${link(routes.supportAnswers, { ask: ask.id })}" novalidate><h2>${w.t('boards.resident.asks.answering')}</h2>
    ${who.length === 1 && only ? html`<p>${w.t('boards.resident.asks.answering.who')} <b>${only.text}</b></p><input type="hidden" name="who" value="${only.value}">` : select({ words: w, name: 'who', label: w.t('boards.resident.asks.answering.who'), value: given(sent, 'who') ?? '', items: who })}
    ${textarea({ words: w, name: 'text', rows: 4, label: w.t('boards.resident.asks.answering.text'), value: given(sent, 'text'), ...problemAt(w, sent, 'text') })}
    ${input({ words: w, name: 'took', inputmode: 'decimal', classes: 'govuk-input--width-5', label: w.t('boards.resident.asks.answering.hours'), value: given(sent, 'took'), ...problemAt(w, sent, 'took') })}
    ${button({ text: w.t('boards.resident.asks.answering.go'), preventDoubleClick: true })}</form>`
}
