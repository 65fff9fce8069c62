import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { input } from '../../ui/components/input.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import { words, type Language } from '../../ui/words/index.ts'
import { enter, given, problemAt, problems, untouched, type Sent } from '../partnerships/index.ts'
import { allow } from '../people/index.ts'
import { enterAt, required, said, type Entered } from './commitment-entry.pages.ts'
import { formHead } from './commitment-form.pages.ts'
import { changeIntent, draftIntent, publishIntent } from './intent.actions.ts'
import { intentPage } from './intent-page.pages.ts'
import { intentBySlug, intentsOf } from './intent.sql.ts'
import { longestText, longestTitle, type Intent } from './intent.ts'
import { routes } from './routes.ts'
import { endSignature, signIntent } from './signature.actions.ts'
import { signaturesOf } from './signature.sql.ts'

const writing = z.object({
  title: required('boards.refused.title', longestTitle, 'boards.resident.refused.long'),
  text: required('boards.refused.text', longestText, 'boards.resident.refused.long'),
  asks: z.string().max(longestText, 'boards.resident.refused.long').default(''),
})

/** What many say together: written by organisers, signed by organisations, and what each then promised. */
export function intentPages(system: System): Hono<Env> {
  async function theIntent(c: Context<Env>): Promise<Intent> {
    const { actor } = c.get('visit')
    const found = await reading(system.db, actor, (db) =>
      intentBySlug(db, c.req.param('intent') ?? ''),
    )
    if (!found) throw notFound()
    return found
  }

  function writingPage(
    c: Context<Env>,
    { partnership, w }: Entered,
    sent: Sent,
    before: Intent | null,
  ) {
    const title = w.t(before ? 'boards.form.intent.change' : 'boards.form.intent.new')
    const action = before
      ? link(routes.intentChange, { intent: before.slug })
      : link(routes.newIntent, { slug: partnership.slug })
    return c.render(
      html`${problems(w, sent)}<h1>${title}</h1><p class="lead">${w.t('boards.form.intent.lead')}</p>
        <form method="post" action="${action}" novalidate>
        ${input({ words: w, name: 'title', label: w.t('boards.form.intent.title'), value: given(sent, 'title') ?? before?.title, ...problemAt(w, sent, 'title') })}
        ${textarea({ words: w, name: 'text', rows: 10, label: w.t('boards.form.intent.text'), hint: w.t('boards.form.intent.text.hint'), value: given(sent, 'text') ?? before?.text, ...problemAt(w, sent, 'text') })}
        ${textarea({ words: w, name: 'asks', rows: 4, label: w.t('boards.form.intent.asks'), value: given(sent, 'asks') ?? before?.asks, ...problemAt(w, sent, 'asks') })}
        ${button({ text: w.t('boards.form.intent.go'), preventDoubleClick: true })}</form>`,
      formHead(w, partnership, sent, title, {
        href: before ? link(routes.intent, { intent: before.slug }) : routes.intents,
        text: before ? w.t('boards.resident.intent.kicker') : w.t('boards.resident.intents.title'),
      }),
    )
  }

  async function changing(c: Context<Env>): Promise<Entered & { intent: Intent }> {
    const intent = await theIntent(c)
    const entered = await enterAt(system, c, intent.partnership, 'boards')
    allow(entered.visit.actor, 'intend', { kind: 'commitment', partnership: intent.partnership })
    return { ...entered, intent }
  }

  const at = (intent: string, done: string) => link(routes.intent, { intent }, { done })

  return new Hono<Env>()
    .get(routes.intents, async (c) => {
      const visit = c.get('visit')
      const w = words(visit.language as Language)
      const all = await reading(system.db, visit.actor, (db) => intentsOf(db))
      const signatures = await signaturesOf(
        system.db,
        all.map(({ id }) => id),
      )
      const title = w.t('boards.resident.intents.title')
      const body = html`<h1>${title}</h1><p class="lead">${w.t('boards.resident.intents.lead')}</p>
        ${
          all.length === 0
            ? emptyState({
                title: w.t('boards.resident.intents.none'),
                text: w.t('boards.resident.intents.none.text'),
              })
            : html`<ul class="findings">${all.map((each) => {
                const standing = (signatures.get(each.id) ?? []).filter(
                  ({ endedAt }) => endedAt === null,
                )
                return html`<li class="finding"><h2 class="finding__words"><a href="${link(routes.intent, { intent: each.slug })}">${said(each.title, each.language, w)}</a></h2>
                  <p class="soft">${each.publishedAt === null ? w.t('boards.resident.intents.draft') : w.t('boards.resident.intent.signed-by', { count: standing.length })}</p></li>`
              })}</ul>`
        }`
      return c.render(body, { title, width: 'reading' } satisfies Head)
    })
    .get(routes.newIntent, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'boards')
      allow(visit.actor, 'intend', { kind: 'commitment', partnership: partnership.id })
      return writingPage(c, { partnership, w, visit }, untouched, null)
    })
    .post(routes.newIntent, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'boards')
      allow(visit.actor, 'intend', { kind: 'commitment', partnership: partnership.id })
      const form = await readForm(c, writing)
      if (!form.ok) return writingPage(c, { partnership, w, visit }, form, null)
      const slug = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        draftIntent(trx, { ...form.value, partnership: partnership.id, language: w.language }),
      )
      return c.redirect(at(slug, 'drafted'), 303)
    })
    .get(routes.intentChange, async (c) => {
      const entered = await changing(c)
      return writingPage(c, entered, untouched, entered.intent)
    })
    .post(routes.intentChange, async (c) => {
      const entered = await changing(c)
      const form = await readForm(c, writing)
      if (!form.ok) return writingPage(c, entered, form, entered.intent)
      await transaction(system.db, entered.visit.actor, system.clock.now(), (trx) =>
        changeIntent(trx, entered.intent.id, form.value),
      )
      return c.redirect(at(entered.intent.slug, 'drafted'), 303)
    })
    .post(routes.intentPublication, async (c) => {
      const { intent, visit } = await changing(c)
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        publishIntent(trx, intent.id),
      )
      return c.redirect(at(intent.slug, 'published'), 303)
    })
    .get(routes.intent, async (c) => {
      const intent = await theIntent(c)
      return intentPage(system, c, await enterAt(system, c, intent.partnership), intent)
    })
    .post(routes.signatures, async (c) => {
      const intent = await theIntent(c)
      const entered = await enterAt(system, c, intent.partnership)
      const form = await readForm(
        c,
        z.object({ organisation: required('boards.resident.refused.organisation', 36) }),
      )
      if (!form.ok) return intentPage(system, c, entered, intent, form)
      await transaction(system.db, entered.visit.actor, system.clock.now(), (trx) =>
        signIntent(trx, intent, form.value.organisation),
      )
      return c.redirect(at(intent.slug, 'signed'), 303)
    })
    .post(routes.signatureEnd, async (c) => {
      const intent = await theIntent(c)
      await transaction(system.db, c.get('visit').actor, system.clock.now(), (trx) =>
        endSignature(trx, intent, c.req.param('signature')),
      )
      return c.redirect(at(intent.slug, 'signature-ended'), 303)
    })
}
