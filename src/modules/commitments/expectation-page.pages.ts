import type { Context } from 'hono'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { details } from '../../ui/components/details.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { radios } from '../../ui/components/radios.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { thread } from '../../ui/components/thread.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import {
  given,
  header,
  problemAt,
  problems,
  routes as partnerships,
  titled,
  untouched,
  type Sent,
} from '../partnerships/index.ts'
import { can } from '../people/index.ts'
import { dayOf } from '../places/index.ts'
import { nameOf, said, speaks, type Entered } from './commitment-entry.pages.ts'
import { expectationStitches } from './commitment-line.pages.ts'
import { proofsOf } from './commitment-proof.sql.ts'
import { commitmentOfExpectation } from './commitment.sql.ts'
import { groundsOf, groundWords } from './expectation-ground.sql.ts'
import {
  mayBeAnswered,
  standingOf,
  type Expectation,
  type ExpectationState,
} from './expectation.ts'
import { answersTo } from './expectation.sql.ts'
import { routes } from './routes.ts'

/** Where it stands, in a sentence. Silence is said as silence. */
export function standingWords(w: Words, expectation: Expectation, state: ExpectationState): string {
  return w.t(`commitments.resident.standing.${state.kind}`, {
    day: w.date(expectation.answerBy),
  })
}

/** One expectation: what, why, by when; what was answered, or that nobody has; and what may be done next. */
export async function expectationPage(
  system: System,
  c: Context<Env>,
  { partnership, w, visit }: Entered,
  expectation: Expectation,
  banner: Html | null,
  sent: Sent = untouched,
) {
  const { id } = expectation
  const [answers, grounds, commitment, body, proofs] = await Promise.all([
    answersTo(system.db, [id]).then((all) => all.get(id) ?? []),
    reading(system.db, visit.actor, async (db) => groundWords(db, await groundsOf(db, id))),
    commitmentOfExpectation(system.db, id),
    nameOf(system, expectation.organisation, w),
    proofsOf(system.db, partnership.id, [id]),
  ])
  const state = standingOf(expectation, answers, dayOf(system.clock.now()))
  const mayExpect = can(visit.actor, 'expect', { kind: 'commitment', partnership: partnership.id })
  const partner = await speaks(system, visit, expectation)
  const title = w.t('commitments.resident.expected-of', { organisation: body })
  const page = html`${banner}${problems(w, sent)}
    <p class="kicker">${title}</p>
    <h1>${said(expectation.what, expectation.language, w)}</h1>
    <p class="lead"><strong>${standingWords(w, expectation, state)}</strong></p>
    <h2>${w.t('commitments.resident.why')}</h2>
    ${expectation.why.split(/\n{2,}/).map((part) => html`<p>${said(part, expectation.language, w)}</p>`)}
    ${
      grounds.length === 0
        ? null
        : html`<h3>${w.t('commitments.resident.grounds')}</h3><ul>${grounds.map((each) => html`<li><a href="/thread/${each.id}">${each.kind === 'statement' ? html`<q>${said(each.words, each.language, w)}</q>` : said(each.words, each.language, w)}</a></li>`)}</ul>`
    }
    <p>${w.t('commitments.resident.answer-by', { day: w.date(expectation.answerBy, 'weekday') })}</p>
    ${expectation.sentAt === null ? draft(w, expectation, mayExpect) : null}
    ${
      expectation.sentAt === null
        ? null
        : html`<h2>${w.t('commitments.resident.so-far')}</h2>${thread({
            words: w,
            headingLevel: 3,
            stitches: [
              ...expectationStitches(w, { expectation, answers, partnership, body, proofs }),
              ...(state.kind === 'waiting' || state.kind === 'silent'
                ? [
                    {
                      verb: w.t('commitments.resident.no-answer'),
                      body: html`<p>${standingWords(w, expectation, state)}</p>`,
                      open: true,
                    },
                  ]
                : []),
            ],
          })}
          ${commitment ? html`<p>${button({ href: link(routes.commitment, { commitment: commitment.id }), text: w.t('commitments.resident.see-promise') })}</p>` : null}
          <p><a href="/thread/${id}">${w.t('commitments.resident.thread')}</a></p>`
    }
    ${expectation.sentAt !== null && mayBeAnswered(state) ? howToAnswer(w, expectation, body, { partner, signedIn: visit.actor.kind === 'person', chair: can(visit.actor, 'invite', { kind: 'partnership', partnership: partnership.id }), slug: partnership.slug }) : null}
    ${mayExpect && state.kind === 'proposed' ? formQuestion(w, sent, id, state.answer) : null}
    ${mayExpect && state.kind !== 'accepted' && state.kind !== 'withdrawn' ? withdrawal(w, sent, id) : null}`
  return c.render(page, {
    title: titled(w, sent, title),
    about: expectation.what,
    width: 'reading',
    back: {
      href: link(routes.expectations, { slug: partnership.slug }),
      text: w.t('commitments.resident.expectations.title'),
    },
    ...(Object.keys(sent.errors).length > 0 ? { status: 422 as const } : {}),
    ...header(partnership, w, 'promises'),
  } satisfies Head)
}

function draft(w: Words, { id }: Expectation, mayExpect: boolean): Html {
  return html`${insetText({ text: w.t('commitments.resident.draft') })}${
    mayExpect
      ? html`<p><a href="${link(routes.expectationChange, { expectation: id })}">${w.t('commitments.resident.draft.change')}</a></p>
        <form method="post" action="${link(routes.expectationSending, { expectation: id })}">${button({ text: w.t('commitments.resident.draft.send'), preventDoubleClick: true })}</form>
        <p class="soft">${w.t('commitments.resident.draft.send.hint')}</p>`
      : null
  }`
}

/** Who may answer and how: whoever speaks for the organisation signs in; the chair invites them. */
function howToAnswer(
  w: Words,
  { id }: Expectation,
  organisation: string,
  who: { partner: boolean; signedIn: boolean; chair: boolean; slug: string },
): Html {
  const answers = link(routes.expectationAnswers, { expectation: id })
  return html`<h2>${w.t('commitments.resident.answering')}</h2>${
    who.partner
      ? html`<p>${button({ href: answers, text: w.t('commitments.resident.answering.go', { organisation }) })}</p>`
      : html`<p>${w.t('commitments.resident.answering.who', { organisation })}</p>${
          who.chair
            ? html`<p><a href="${link(partnerships.representatives, { slug: who.slug })}">${w.t('commitments.resident.answering.invite', { organisation })}</a></p>`
            : who.signedIn
              ? html`<p>${w.t('commitments.resident.answering.ask')}</p>`
              : html`<p><a href="${link('/sign-in', undefined, { to: answers })}">${w.t('commitments.resident.answering.sign-in')}</a></p>`
        }`
  }`
}

function formQuestion(w: Words, sent: Sent, expectation: string, answer: string): Html {
  return html`<form method="post" action="${link(routes.formAnswer, { expectation, answer })}" novalidate>
    ${radios({
      words: w,
      name: 'agreed',
      idPrefix: 'agreed',
      fieldset: {
        legend: {
          text: w.t('commitments.resident.form.question'),
          classes: 'govuk-fieldset__legend--m',
        },
      },
      value: given(sent, 'agreed'),
      items: [
        { value: 'yes', text: w.t('commitments.resident.form.yes') },
        { value: 'no', text: w.t('commitments.resident.form.no') },
      ],
      ...problemAt(w, sent, 'agreed'),
    })}
    ${textarea({ words: w, name: 'text', rows: 3, label: w.t('commitments.resident.form.text'), value: given(sent, 'text') })}
    ${button({ text: w.t('commitments.resident.form.go') })}
  </form>`
}

function withdrawal(w: Words, sent: Sent, expectation: string): Html {
  return details({
    summary: w.t('commitments.resident.withdraw'),
    open: 'reason' in sent.errors,
    text: html`<p>${w.t('commitments.resident.withdraw.hint')}</p><form method="post" action="${link(routes.expectationWithdrawal, { expectation })}" novalidate>
      ${textarea({ words: w, name: 'reason', rows: 3, label: w.t('commitments.resident.withdraw.reason'), value: given(sent, 'reason'), ...problemAt(w, sent, 'reason') })}
      ${button({ text: w.t('commitments.resident.withdraw.go'), classes: 'govuk-button--secondary' })}</form>`,
  })
}
