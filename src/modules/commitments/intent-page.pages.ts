import type { Context } from 'hono'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { select } from '../../ui/components/select.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import {
  given,
  header,
  problemAt,
  problems,
  titled,
  untouched,
  type Sent,
} from '../partnerships/index.ts'
import { can } from '../people/index.ts'
import { dayOf, organisationName, organisationsById } from '../places/index.ts'
import { boardOf } from './board-address.actions.ts'
import { boardList, followForm } from './board-list.pages.ts'
import { followDone } from './board.pages.ts'
import { doneBanner, said, type Entered } from './commitment-entry.pages.ts'
import { stateWords } from './commitment-page.pages.ts'
import { commitmentsOf, historiesOf, organisationsSpokenFor } from './commitment.sql.ts'
import { stateOf } from './commitment.ts'
import type { Intent } from './intent.ts'
import { routes } from './routes.ts'
import { followingOf, type Signature, type SignedPromise } from './signature.ts'
import { signaturesOf } from './signature.sql.ts'
import { askSummary } from './support-ask-list.pages.ts'
import { asksOf } from './support-ask.sql.ts'

const paragraphs = (text: string, language: string, w: Words): Html[] =>
  text.split(/\n{2,}/).map((part) => html`<p>${said(part, language, w)}</p>`)

/** One statement: its words, who signed it, what each promised and what came of that. Nobody stands before anybody else. */
export async function intentPage(
  system: System,
  c: Context<Env>,
  { partnership, w, visit }: Entered,
  intent: Intent,
  sent: Sent = untouched,
) {
  const published = intent.publishedAt !== null
  const { actor } = visit
  const mine =
    published && actor.kind === 'person'
      ? await organisationsSpokenFor(system.db, actor.person, intent.partnership)
      : []
  const [signatures, promises, asks, board] = await Promise.all([
    signaturesOf(system.db, [intent.id]).then((all) => all.get(intent.id) ?? []),
    signedPromises(system, intent.id),
    asksOf(system.db, { intent: intent.id }),
    boardOf(system.db, { kind: 'intent', id: intent.id }, w.language),
  ])
  const bodies = await organisationsById(system.db, [
    ...mine,
    ...signatures.map(({ organisation }) => organisation),
    ...promises.map(({ commitment }) => commitment.organisation),
    ...asks.map(({ askedBy }) => askedBy),
  ])
  const nameOf = (id: string) => {
    const body = bodies.get(id)
    return body ? organisationName(body, w.language) : ''
  }
  const signedNow = new Set(
    signatures.filter(({ endedAt }) => endedAt === null).map(({ organisation }) => organisation),
  )
  const maySign = mine.filter((id) => !signedNow.has(id))
  const list =
    board &&
    (await boardList(
      system,
      w,
      board,
      (name) => c.req.query(name),
      emptyState({
        title: w.t('boards.resident.intent.promises.none'),
        text: w.t('boards.resident.intent.promises.none.text'),
      }),
    ))
  const page = html`${doneBanner(w, c.req.query('done'), {
    ...followDone,
    drafted: 'boards.resident.done.drafted',
    published: 'boards.resident.done.published',
    signed: 'boards.resident.done.signed',
    'signature-ended': 'boards.resident.done.signature-ended',
  })}${problems(w, sent)}
    <p class="kicker">${w.t('boards.resident.intent.kicker')}</p>
    <h1>${said(intent.title, intent.language, w)}</h1>
    ${intent.publishedAt ? html`<p class="soft">${w.t('boards.resident.intent.published', { day: w.date(intent.publishedAt) })}</p>` : draft(w, intent, can(actor, 'intend', { kind: 'commitment', partnership: intent.partnership }))}
    ${paragraphs(intent.text, intent.language, w)}
    ${intent.asks === '' ? null : html`<h2>${w.t('boards.resident.intent.asks')}</h2>${paragraphs(intent.asks, intent.language, w)}`}
    ${asks.length === 0 ? null : html`<h2>${w.t('boards.resident.intent.asks.made')}</h2><ul class="findings">${asks.map((ask) => askSummary(w, ask, nameOf(ask.askedBy), 3))}</ul>`}
    ${
      published && board
        ? html`<h2>${w.t('boards.resident.intent.signatories')}</h2>
          ${signatures.length === 0 ? html`<p>${w.t('boards.resident.intent.signatories.none')}</p>` : html`<p class="soft">${w.t('boards.resident.intent.signatories.lead')}</p>${signatories(w, { intent, slug: partnership.slug, signatures, promises, mine, nameOf })}`}
          ${
            maySign.length > 0
              ? signing(
                  w,
                  sent,
                  intent,
                  maySign.map((id) => ({ id, name: nameOf(id) })),
                )
              : null
          }
          <h2>${w.t('boards.resident.intent.promises')}</h2>${list}
          <p><a href="/thread/${intent.id}">${w.t('commitments.resident.thread')}</a></p>
          ${followForm(w, board)}`
        : null
    }`
  return c.render(page, {
    title: titled(w, sent, intent.title),
    width: 'reading',
    back: { href: routes.intents, text: w.t('boards.resident.intents.title') },
    ...(Object.keys(sent.errors).length > 0 ? { status: 422 as const } : {}),
    ...header(partnership, w, 'promises'),
  } satisfies Head)
}

async function signedPromises(system: System, intent: string): Promise<SignedPromise[]> {
  const commitments = await commitmentsOf(system.db, { intent })
  const histories = await historiesOf(
    system.db,
    commitments.map(({ id }) => id),
  )
  const today = dayOf(system.clock.now())
  return commitments.map((commitment) => {
    const history = histories.get(commitment.id)!
    return { commitment, state: stateOf(history, today), updates: history.updates.length }
  })
}

function draft(w: Words, { slug }: Intent, mayChange: boolean): Html {
  return html`${insetText({ text: w.t('boards.resident.intent.draft') })}${
    mayChange
      ? html`<p><a href="${link(routes.intentChange, { intent: slug })}">${w.t('boards.resident.intent.change')}</a></p>
        <form method="post" action="${link(routes.intentPublication, { intent: slug })}">${button({ text: w.t('boards.resident.intent.publish'), preventDoubleClick: true })}</form>
        <p class="soft">${w.t('boards.resident.intent.publish.hint')}</p>`
      : null
  }`
}

/** Each signatory once, by the alphabet: when it signed, what it promised, and whether anything was heard of that. */
function signatories(
  w: Words,
  known: {
    intent: Intent
    slug: string
    signatures: readonly Signature[]
    promises: readonly SignedPromise[]
    mine: readonly string[]
    nameOf: (id: string) => string
  },
): Html {
  const { intent, promises, mine, nameOf } = known
  const byBody = [...Map.groupBy(known.signatures, ({ organisation }) => organisation)].toSorted(
    ([a], [b]) => nameOf(a).localeCompare(nameOf(b), w.language),
  )
  return html`<ul class="findings">${byBody.map(([organisation, signed]) => {
    const own = promises
      .filter(({ commitment }) => commitment.organisation === organisation)
      .toReversed()
    const { promises: count, acted, quiet } = followingOf(own)
    const standing = signed.find(({ endedAt }) => endedAt === null)
    const name = nameOf(organisation)
    return html`<li class="finding"><h3 class="finding__words"><a href="${link(routes.organisationBoard, { organisation })}">${name}</a></h3>
      ${signed.map(
        ({ signedAt, endedAt }) =>
          html`<p class="soft">${
            endedAt === null
              ? w.t('boards.resident.intent.signed-on', { day: w.date(signedAt) })
              : w.t('boards.resident.intent.ended-on', {
                  day: w.date(signedAt),
                  end: w.date(endedAt),
                })
          }</p>`,
      )}
      ${
        count === 0
          ? html`<p class="finding__said">${w.t('boards.resident.intent.nothing')}</p>`
          : html`<p class="finding__said">${w.t('boards.resident.intent.acted', { acted })}${quiet > 0 ? ` ${w.t('boards.resident.intent.quiet', { quiet })}` : null}</p>
            <ul>${own.map(({ commitment, state }) => html`<li><a href="${link(routes.commitment, { commitment: commitment.id })}">${said(commitment.what, commitment.language, w)}</a> ${stateWords(w, state)}</li>`)}</ul>`
      }
      ${
        standing && mine.includes(organisation)
          ? html`<p class="no-print"><a href="${link(routes.newCommitment, { slug: known.slug }, { intent: intent.slug })}">${w.t('boards.resident.intent.promise')}</a></p>
            <form class="no-print" method="post" action="${link(routes.signatureEnd, { intent: intent.slug, signature: standing.id })}">${button({ text: w.t('boards.resident.intent.end', { name }), classes: 'govuk-button--secondary' })}</form>`
          : null
      }</li>`
  })}</ul>`
}

function signing(
  w: Words,
  sent: Sent,
  { slug }: Intent,
  bodies: readonly { id: string; name: string }[],
): Html {
  return html`<form class="card no-print" method="post" action="${link(routes.signatures, { intent: slug })}" novalidate><h2>${w.t('boards.resident.intent.sign')}</h2>
    <p>${w.t('boards.resident.intent.sign.lead')}</p>
    ${select({
      words: w,
      id: 'organisation-signing',
      name: 'organisation',
      label: w.t('boards.resident.intent.sign.organisation'),
      value: given(sent, 'organisation') ?? (bodies.length === 1 ? bodies[0]!.id : ''),
      items: [
        { value: '', text: w.t('commitments.form.choose') },
        ...bodies.map(({ id, name }) => ({ value: id, text: name })),
      ],
      ...problemAt(w, sent, 'organisation'),
    })}
    ${button({ text: w.t('boards.resident.intent.sign.go'), preventDoubleClick: true })}</form>`
}
