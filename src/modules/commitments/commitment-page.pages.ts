import type { Context } from 'hono'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { details } from '../../ui/components/details.ts'
import { thread } from '../../ui/components/thread.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { figuresAmong } from '../evidence/index.ts'
import { header } from '../partnerships/index.ts'
import { can } from '../people/index.ts'
import { dayOf } from '../places/index.ts'
import { checkBacksOf, voicesOf, wordsOf } from './check-back.sql.ts'
import { doneBanner, nameOf, said, speaks, type Entered } from './commitment-entry.pages.ts'
import {
  commitmentStitches,
  expectationStitches,
  responsibleWords,
} from './commitment-line.pages.ts'
import { proofsOf } from './commitment-proof.sql.ts'
import { historiesOf } from './commitment.sql.ts'
import { awaitsUpdate, silencesOf, stateOf, type Commitment, type State } from './commitment.ts'
import { groundWords } from './expectation-ground.sql.ts'
import { answersTo, expectationsAmong } from './expectation.sql.ts'
import { responsibleFor } from './responsible.sql.ts'
import type { Responsible } from './responsible.ts'
import { routes } from './routes.ts'
import { updatesOf } from './update.sql.ts'

/** Where a promise stands, in a sentence. */
export function stateWords(w: Words, state: State): string {
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(state))
    if (name !== 'kind') values[name] = w.date(value)
  return w.t(`commitments.resident.state.${state.kind}`, values)
}

/** Everything that is known of a promise, read once. */
export async function readCommitment(system: System, commitment: Commitment) {
  const { db } = system
  const { id } = commitment
  const [expectations, answers, responsible, updates, checkBacks, histories] = await Promise.all([
    expectationsAmong(db, commitment.expectation === null ? [] : [commitment.expectation]),
    answersTo(db, commitment.expectation === null ? [] : [commitment.expectation]),
    responsibleFor(db, [id]),
    updatesOf(db, id),
    checkBacksOf(db, id),
    historiesOf(db, [id]),
  ])
  const [expectation] = expectations
  const today = dayOf(system.clock.now())
  const history = histories.get(id)!
  const [asked, figures, proofs] = await Promise.all([
    Promise.all(
      checkBacks.map(async (each) => ({
        asked: each,
        voices: await voicesOf(db, each.id),
        words: await wordsOf(db, each.id),
      })),
    ),
    figuresAmong(
      db,
      updates.flatMap(({ figure }) => figure ?? []),
    ),
    proofsOf(db, commitment.partnership, [
      id,
      ...checkBacks.map((each) => each.id),
      ...(expectation ? [expectation.id] : []),
    ]),
  ])
  return {
    commitment,
    expectation,
    answers: expectation ? (answers.get(expectation.id) ?? []) : [],
    responsible: responsible.get(id) ?? [],
    updates,
    checkBacks: asked,
    figures,
    proofs,
    silences: silencesOf(history, today),
    state: stateOf(history, today),
  }
}

/** A promise as one calm line: expected, answered, promised, reported, gone quiet, checked; with who and when. */
export async function commitmentPage(
  system: System,
  c: Context<Env>,
  { partnership, w, visit }: Entered,
  commitment: Commitment,
) {
  const known = await readCommitment(system, commitment)
  const { expectation, state } = known
  const [body, partner, [priority]] = await Promise.all([
    nameOf(system, commitment.organisation, w),
    speaks(system, visit, commitment),
    groundWords(system.db, commitment.priority === null ? [] : [commitment.priority]),
  ])
  const place = { commitment: commitment.id }
  const line = [
    ...(expectation
      ? expectationStitches(w, {
          expectation,
          answers: known.answers,
          partnership,
          body,
          proofs: known.proofs,
        })
      : []),
    ...commitmentStitches(w, { ...known, partnership, body }),
  ]
  const title = w.t('commitments.resident.promise-of', { organisation: body })
  const now = known.responsible.at(-1)
  const mayAskAgain =
    state.kind === 'unchecked' &&
    !partner &&
    can(visit.actor, 'close-check', { kind: 'commitment', partnership: partnership.id })
  const page = html`${doneBanner(w, c.req.query('done'), {
    promised: 'commitments.resident.done.promised',
    updated: 'commitments.resident.done.updated',
    'said-done': 'commitments.resident.done.said-done',
    'handed-over': 'commitments.resident.done.handed-over',
    'name-taken': 'commitments.resident.done.name-taken',
    closed: 'commitments.resident.done.closed',
    asked: 'commitments.resident.done.asked',
  })}
    <p class="kicker">${title}</p>
    <h1>${said(commitment.what, commitment.language, w)}</h1>
    <p class="lead"><strong>${stateWords(w, state)}</strong></p>
    <p>${w.t('commitments.resident.due', { day: w.date(commitment.dueOn, 'weekday') })}</p>
    ${now ? html`<p>${w.t('commitments.resident.responsible')} ${said(responsibleWords(w, now), commitment.language, w)}</p>` : null}
    ${priority ? html`<p>${w.t('commitments.resident.serves')} <a href="/thread/${priority.id}">${said(priority.words, priority.language, w)}</a></p>` : null}
    ${state.kind === 'being-checked' ? html`<p>${button({ href: link(routes.checkBack, place), text: w.t('commitments.resident.check.go') })}</p>` : null}
    ${mayAskAgain ? html`<form method="post" action="${link(routes.checkBack, place)}">${button({ text: w.t('commitments.resident.check.ask-again') })}</form>` : null}
    ${partner ? partnersOwn(w, commitment, state, known.responsible) : null}
    <h2>${w.t('commitments.resident.line')}</h2>
    ${thread({ words: w, headingLevel: 3, stitches: line })}
    <p class="row"><a href="/thread/${commitment.id}">${w.t('commitments.resident.thread')}</a> <a href="${link(routes.commitmentJson, place)}">JSON</a> <a href="${link(routes.promises, { slug: partnership.slug })}">${w.t('commitments.resident.promises')}</a></p>`
  return c.render(page, {
    title,
    about: commitment.what,
    width: 'reading',
    ...header(partnership, w, 'promises'),
  } satisfies Head)
}

/** What whoever speaks for the organisation may do next. */
function partnersOwn(
  w: Words,
  commitment: Commitment,
  state: State,
  responsible: readonly Responsible[],
): Html {
  const place = { commitment: commitment.id }
  const named = responsible.filter(({ name }) => name !== null)
  return html`<div class="card no-print"><h2>${w.t('commitments.resident.own')}</h2>
    ${awaitsUpdate(state) ? html`<p>${button({ href: link(routes.updates, place), text: w.t('commitments.resident.own.update') })}</p>` : null}
    <p><a href="${link(routes.responsible, place)}">${w.t('commitments.resident.own.hand-over')}</a></p>
    ${
      named.length === 0
        ? null
        : details({
            summary: w.t('commitments.resident.own.names'),
            text: html`<p>${w.t('commitments.resident.own.names.hint')}</p>${named.map(
              (each) =>
                html`<form method="post" action="${link(routes.responsibleName, { ...place, responsible: each.id })}">${button({ text: w.t('commitments.resident.own.names.go', { name: each.name ?? '' }), classes: 'govuk-button--secondary' })}</form>`,
            )}`,
          })
    }</div>`
}
