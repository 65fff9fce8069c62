import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { radios } from '../../ui/components/radios.ts'
import { select } from '../../ui/components/select.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import { organisationsAsOf, type Organisation } from '../places/index.ts'
import { answer } from './answer.actions.ts'
import { answerCards } from './answer-card.pages.ts'
import { answerables, answersFor } from './answer.sql.ts'
import { answerKinds, isAnswerSubject, type Answer, type Answerable } from './answer.ts'
import { deskOf, type Desk } from './desk.pages.ts'
import { said } from './item-card.pages.ts'
import { questionOf } from './round-entry.pages.ts'
import { routes } from './routes.ts'
import { spot } from './spotter.ts'

const form = z
  .object({
    kind: z.enum(answerKinds, { error: 'moderation.refused.kind' }),
    organisation: z.string().default(''),
    text: z.string().min(1, 'moderation.refused.no-words').max(2000, 'moderation.refused.note'),
    checked: z.string().optional(),
  })
  .check((given) => {
    if (given.value.kind === 'others-will' && given.value.organisation === '')
      given.issues.push({
        code: 'custom',
        path: ['organisation'],
        message: 'moderation.refused.organisation',
        input: given.value,
      })
    // An answer is public at once and for good, so it is looked at like anyone's words.
    if (given.value.checked === undefined && spot(given.value.text, 'en').length > 0)
      given.issues.push({
        code: 'custom',
        path: ['text'],
        message: 'moderation.refused.spotted',
        input: given.value,
      })
  })

/** What the partnership says back. */
export function answerPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.answers, async (c) => {
      const desk = await deskOf(system, c, 'answer')
      const { subjects, answers } = await all(desk)
      const asked = c.req.query('subject')
      if (asked !== undefined)
        return c.render(await one(desk, pick(subjects, asked), answers, {}, {}), {
          ...desk.head,
          title: titleOf(desk, pick(subjects, asked)),
          width: 'reading',
          back: backToAnswers(desk),
        })
      return c.render(draw(desk, subjects, answers, c.req.query('done') === '1'), {
        ...desk.head,
        title: desk.w.t('moderation.answers.title'),
      } satisfies Head)
    })
    .post(routes.answers, async (c) => {
      const desk = await deskOf(system, c, 'answer')
      const { subjects, answers } = await all(desk)
      const subject = pick(subjects, c.req.query('subject') ?? '')
      const read = await readForm(c, form)
      if (!read.ok)
        return c.render(await one(desk, subject, answers, read.errors, read.given), {
          ...desk.head,
          title: `${desk.w.t('ui.error')}: ${titleOf(desk, subject)}`,
          width: 'reading',
          back: backToAnswers(desk),
          status: 422,
        })
      const { kind, text, organisation } = read.value
      await transaction(system.db, desk.visit.actor, system.clock.now(), (trx) =>
        answer(trx, desk.round, {
          about: subject.about,
          subject: subject.id,
          kind,
          text,
          organisation: organisation || null,
        }),
      )
      return c.redirect(link(routes.answers, { round: desk.round.id }, { done: 1 }), 303)
    })

  async function all({ round, visit }: Desk) {
    return reading(system.db, visit.actor, async (db) => {
      const subjects = await answerables(db, round.id)
      return {
        subjects,
        answers: await answersFor(
          db,
          subjects.map(({ id }) => id),
        ),
      }
    })
  }

  async function one(
    desk: Desk,
    subject: Answerable,
    answers: Map<string, Answer[]>,
    errors: Record<string, string>,
    given: Record<string, string | string[]>,
  ) {
    const bodies = await organisationsAsOf(system.db, system.clock.now().toISOString().slice(0, 10))
    return drawOne(desk, subject, answers.get(subject.id) ?? [], bodies, errors, given)
  }
}

function pick(subjects: readonly Answerable[], asked: string): Answerable {
  const [about = '', id] = asked.split(':')
  const found = isAnswerSubject(about)
    ? subjects.find((each) => each.about === about && each.id === id)
    : undefined
  if (!found) throw notFound()
  return found
}

const titleOf = ({ w }: Desk, { about, title }: Answerable) =>
  `${w.t(`moderation.answers.about.${about}`)}: ${title}`

const backToAnswers = ({ w, round }: Desk) => ({
  href: link(routes.answers, { round: round.id }),
  text: w.t('moderation.answers.title'),
})

function draw(
  { w, round }: Desk,
  subjects: readonly Answerable[],
  answers: Map<string, Answer[]>,
  done: boolean,
): Html {
  const open = subjects.filter(({ id }) => !answers.has(id))
  const row = (each: Answerable) =>
    html`<article class="card"><h3 class="govuk-heading-s" dir="auto"${each.language ? html` lang="${each.language}"` : nothing}>${each.title}</h3>${answerCards(w, answers.get(each.id) ?? [])}
      <p><a href="${link(routes.answers, { round: round.id }, { subject: `${each.about}:${each.id}` })}">${w.t(answers.has(each.id) ? 'moderation.answers.again' : 'moderation.answers.one')}<span class="govuk-visually-hidden">: ${each.title}</span></a></p></article>`
  return html`${done ? html`<p role="status"><strong>${w.t('moderation.answers.done')}</strong></p>` : nothing}
    <p class="kicker">${questionOf(round, w)}</p>
    <h1>${w.t('moderation.answers.title')}</h1><p class="lead">${w.t('moderation.answers.lead')}</p>
    ${
      subjects.length === 0
        ? emptyState({
            title: w.t('moderation.answers.none'),
            text: w.t('moderation.answers.none.text'),
          })
        : html`<h2>${w.t('moderation.answers.open', { count: open.length })}</h2>${open.map(row)}
      <h2>${w.t('moderation.answers.given', { count: subjects.length - open.length })}</h2>${subjects.filter(({ id }) => answers.has(id)).map(row)}`
    }`
}

function drawOne(
  { w, round }: Desk,
  subject: Answerable,
  earlier: readonly Answer[],
  bodies: readonly Organisation[],
  errors: Record<string, string>,
  given: Record<string, string | string[]>,
): Html {
  const list = Object.entries(errors).map(([field, key]) => ({
    href: `#${field}`,
    text: w.t(key as Key),
  }))
  const error = (field: string) =>
    errors[field] === undefined ? {} : { errorMessage: w.t(errors[field] as Key) }
  const value = (field: string) => (typeof given[field] === 'string' ? given[field] : '')
  const spotted = errors['text'] === 'moderation.refused.spotted'
  return html`${list.length > 0 ? errorSummary({ words: w, errorList: list }) : nothing}
    <p class="kicker">${w.t(`moderation.answers.about.${subject.about}`)}</p>
    <h1 dir="auto"${subject.language ? html` lang="${subject.language}"` : nothing}>${subject.title}</h1>
    ${answerCards(w, earlier)}
    <form method="post" action="${link(routes.answers, { round: round.id }, { subject: `${subject.about}:${subject.id}` })}" novalidate>
      ${radios({ words: w, name: 'kind', value: value('kind'), fieldset: { legend: w.t('moderation.answers.kind') }, items: answerKinds.map((kind) => ({ value: kind, text: w.t(`moderation.answers.kind.${kind}`) })), ...error('kind') })}
      ${select({ words: w, name: 'organisation', value: value('organisation'), label: w.t('moderation.answers.organisation'), hint: w.t('moderation.answers.organisation.hint'), items: [{ value: '', text: w.t('moderation.answers.organisation.none') }, ...bodies.map((body) => ({ value: body.id, text: body.translations[w.language] || body.name }))], ...error('organisation') })}
      ${textarea({ words: w, name: 'text', value: value('text'), label: w.t('moderation.answers.text'), hint: w.t('moderation.answers.text.hint'), ...error('text') })}
      ${spotted ? html`${found(w, value('text'))}${checkboxes({ words: w, name: 'checked', items: [{ value: 'yes', text: w.t('moderation.answers.checked') }] })}` : nothing}
      <p>${w.t('moderation.answers.for-good')}</p>
      ${button({ text: w.t('moderation.answers.send'), preventDoubleClick: true })}
    </form>`
}

function found(w: Words, text: string): Html {
  return html`<p>${w.t('moderation.answers.found')}</p>${said(text, w.language, spot(text, w.language), w)}`
}
