import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import { readCode } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import { createLimit, link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { input } from '../../ui/components/input.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { words, type Language } from '../../ui/words/index.ts'
import {
  given,
  header,
  membersOf,
  problemAt,
  problems,
  titled,
  untouched,
  type Sent,
} from '../partnerships/index.ts'
import { can } from '../people/index.ts'
import { dayOf } from '../places/index.ts'
import { askAgain, checkBackByCode, sayAsMember, sayWithCode } from './check-back.actions.ts'
import { checkBackDeskPages } from './check-back-desk.pages.ts'
import { checkBackBody } from './check-back-views.pages.ts'
import { verdictFields, verdictShape } from './check-back-form.pages.ts'
import {
  checkBackById,
  checkBacksOf,
  mayCheck,
  ownWord,
  voicesOf,
  wordsOf,
} from './check-back.sql.ts'
import type { CheckBack } from './check-back.ts'
import {
  doneBanner,
  enterAt,
  nameOf,
  said,
  speaks,
  type Entered,
} from './commitment-entry.pages.ts'
import { commitmentById } from './commitment.sql.ts'
import type { Commitment } from './commitment.ts'
import { routes } from './routes.ts'
import { updateBody } from './commitment-line.pages.ts'
import { figuresAmong } from '../evidence/index.ts'
import { updatesAmong } from './update.sql.ts'

type Checking = Entered & { checkBack: CheckBack; commitment: Commitment }

/** Those it was promised to say whether it was kept: members signed in, contributors by their code. */
export function checkBackPages(system: System): Hono<Env> {
  // A room full of people shares one address; a guesser needs 10^15 tries.
  const guess = createLimit(system.clock, { burst: 60, perMinute: 20 })

  async function checking(c: Context<Env>, checkBack: CheckBack | undefined): Promise<Checking> {
    const commitment = checkBack && (await commitmentById(system.db, checkBack.commitment))
    if (!checkBack || !commitment) throw notFound()
    return { ...(await enterAt(system, c, commitment.partnership)), checkBack, commitment }
  }

  const isOpen = ({ result, closesOn }: CheckBack) =>
    result === null && dayOf(system.clock.now()) <= closesOn

  /** What is asked about: the promise, and what the partner says came of it. */
  async function about({ w, checkBack, commitment }: Checking): Promise<Html> {
    const [organisation, [update]] = await Promise.all([
      nameOf(system, commitment.organisation, w),
      updatesAmong(system.db, [checkBack.update]),
    ])
    const figures = await figuresAmong(system.db, update?.figure ? [update.figure] : [])
    return html`<p class="kicker">${w.t('commitments.resident.check.kicker')}</p>
      <h1>${w.t('commitments.resident.check.title')}</h1>
      <p>${w.t('commitments.resident.check.promised', { organisation })}</p>
      <p class="finding__words">${said(commitment.what, commitment.language, w)}</p>
      <p>${w.t('commitments.resident.due', { day: w.date(commitment.dueOn) })}</p>
      <h2>${w.t('commitments.resident.side.partner', { organisation })}</h2>
      ${update ? updateBody(w, update, figures) : null}`
  }

  const head = ({ w, partnership, commitment }: Checking, sent: Sent): Head => ({
    title: titled(w, sent, w.t('commitments.resident.check.title')),
    about: commitment.what,
    width: 'reading',
    resident: true,
    back: {
      href: link(routes.commitment, { commitment: commitment.id }),
      text: w.t('commitments.resident.back-promise'),
    },
    ...(Object.keys(sent.errors).length > 0 ? { status: 422 as const } : {}),
    ...header(partnership, w, 'promises'),
  })

  /** The page that everybody reads, with the question on it for members who may answer. */
  async function page(c: Context<Env>, entered: Checking, sent: Sent) {
    const { w, visit, checkBack, commitment, partnership } = entered
    const partner = await speaks(system, visit, commitment)
    const { actor } = visit
    const own =
      actor.kind === 'person'
        ? (await membersOf(system.db, partnership.id)).find(({ person }) => person === actor.person)
        : undefined
    const may =
      own !== undefined &&
      !partner &&
      isOpen(checkBack) &&
      (await mayCheck(system.db, checkBack.id, { member: own.id, hash: null }))
    const before =
      own && (await reading(system.db, actor, (db) => ownWord(db, checkBack.id, own.id)))
    const thing = { kind: 'commitment', partnership: partnership.id } as const
    const [voices, saidWords, updates] = await Promise.all([
      voicesOf(system.db, checkBack.id),
      wordsOf(system.db, checkBack.id),
      updatesAmong(system.db, [checkBack.update]),
    ])
    const place = { checkBack: checkBack.id }
    const body = html`${doneBanner(w, c.req.query('done'), {
      said: 'commitments.resident.done.said',
      recorded: 'commitments.resident.done.recorded',
    })}${problems(w, sent)}${await about(entered)}
      ${
        isOpen(checkBack)
          ? html`<p>${w.t('commitments.resident.check.open', { day: w.date(checkBack.closesOn, 'weekday') })} ${w.t('commitments.resident.check.voices', { voices })}</p>
            ${
              may
                ? html`${before ? html`<p>${w.t('commitments.resident.check.before', { verdict: w.t(`commitments.resident.verdict.${before.verdict}`) })}</p>` : null}
                  <form method="post" action="${link(routes.checkBackWords, place)}" novalidate>${verdictFields(w, sent)}${button({ text: w.t('commitments.resident.check.say') })}</form>`
                : html`<h2>${w.t('commitments.resident.check.who')}</h2><p>${w.t(partner ? 'commitments.resident.refused.partner-checks' : 'commitments.resident.check.who.text')}</p>
                  ${partner ? null : html`<p><a href="${routes.checkBackCode}">${w.t('commitments.resident.check.with-code')}</a></p>`}
                  ${actor.kind === 'person' ? null : html`<p><a href="${link('/sign-in', undefined, { to: link(routes.checkBack, { commitment: commitment.id }) })}">${w.t('commitments.resident.check.sign-in')}</a></p>`}`
            }`
          : checkBackBody(w, {
              checkBack,
              voices,
              words: saidWords,
              body: await nameOf(system, commitment.organisation, w),
              partnership,
              updates,
              commitment,
            })
      }
      ${
        !partner && isOpen(checkBack) && can(actor, 'record-check', thing)
          ? html`<div class="card no-print"><h2>${w.t('commitments.resident.desk')}</h2>
            <p><a href="${link(routes.checkBackRecording, place)}">${w.t('commitments.resident.desk.record')}</a></p>
            ${can(actor, 'close-check', thing) ? html`<p><a href="${link(routes.checkBackPapers, place)}">${w.t('commitments.resident.desk.papers')}</a></p><p><a href="${link(routes.checkBackClosure, place)}">${w.t('commitments.resident.desk.close')}</a></p>` : null}</div>`
          : null
      }`
    return c.render(body, head(entered, sent))
  }

  function codePage(c: Context<Env>, sent: Sent, status: 200 | 404 | 422) {
    const w = words(c.get('visit').language as Language)
    const title = w.t('commitments.resident.code.title')
    return c.render(
      html`${problems(w, sent)}<h1>${title}</h1><p class="lead">${w.t('commitments.resident.code.lead')}</p>
        <form method="post" action="${routes.checkBackCode}" novalidate>${input({
          words: w,
          name: 'code',
          label: w.t('commitments.resident.code.label'),
          value: given(sent, 'code'),
          classes: 'govuk-input--width-20',
          autocomplete: 'off',
          autocapitalize: 'characters',
          spellcheck: false,
          attributes: { dir: 'ltr' },
          ...problemAt(w, sent, 'code'),
        })}${button({ text: w.t('commitments.resident.code.go') })}</form>`,
      { title: titled(w, sent, title), width: 'reading', resident: true, status } satisfies Head,
    )
  }

  async function byCode(c: Context<Env>, entered: Checking, code: string, sent: Sent) {
    const { w, checkBack, commitment } = entered
    const body = html`${problems(w, sent)}${await about(entered)}${
      isOpen(checkBack)
        ? html`<p>${w.t('commitments.resident.check.code-hint', { day: w.date(checkBack.closesOn, 'weekday') })}</p><form method="post" action="${link(routes.checkBackByCode, { code })}" novalidate>${verdictFields(w, sent)}${button({ text: w.t('commitments.resident.check.say') })}</form>`
        : html`<p>${w.t('commitments.resident.refused.check-closed')}</p><p><a href="${link(routes.commitment, { commitment: commitment.id })}">${w.t('commitments.resident.see-promise')}</a></p>`
    }`
    return c.render(body, head(entered, sent))
  }

  return new Hono<Env>()
    .route('/', checkBackDeskPages(system))
    .get(routes.checkBack, async (c) => {
      const newest = (await checkBacksOf(system.db, c.req.param('commitment'))).at(-1)
      return page(c, await checking(c, newest), untouched)
    })
    .post(routes.checkBack, async (c) => {
      const { actor } = c.get('visit')
      const commitment = c.req.param('commitment')
      await transaction(system.db, actor, system.clock.now(), (trx) => askAgain(trx, commitment))
      return c.redirect(link(routes.commitment, { commitment }, { done: 'asked' }), 303)
    })
    .post(routes.checkBackWords, async (c) => {
      const entered = await checking(c, await checkBackById(system.db, c.req.param('checkBack')))
      const form = await readForm(c, z.object(verdictShape))
      if (!form.ok) return page(c, entered, form)
      const { visit, w, commitment, checkBack } = entered
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        sayAsMember(trx, checkBack.id, { ...form.value, language: w.language }),
      )
      return c.redirect(
        link(routes.checkBack, { commitment: commitment.id }, { done: 'said' }),
        303,
      )
    })
    .get(routes.checkBackCode, (c) => codePage(c, untouched, 200))
    .post(routes.checkBackCode, async (c) => {
      guess(c.get('visit').address)
      const form = await readForm(
        c,
        z.object({
          code: z
            .string({ error: 'commitments.resident.refused.code' })
            .min(1, 'commitments.resident.refused.code'),
        }),
      )
      if (!form.ok) return codePage(c, form, 422)
      if (!(await checkBackByCode(system, form.value.code)))
        return codePage(
          c,
          { given: form.value, errors: { code: 'commitments.resident.refused.code' } },
          404,
        )
      return c.redirect(link(routes.checkBackByCode, { code: readCode(form.value.code) }), 303)
    })
    .get(routes.checkBackByCode, async (c) => {
      guess(c.get('visit').address)
      const code = readCode(c.req.param('code'))
      const found = await checkBackByCode(system, code)
      if (!found)
        return codePage(
          c,
          { given: { code }, errors: { code: 'commitments.resident.refused.code' } },
          404,
        )
      return byCode(c, await checking(c, found), code, untouched)
    })
    .post(routes.checkBackByCode, async (c) => {
      guess(c.get('visit').address)
      const code = readCode(c.req.param('code'))
      const entered = await checking(c, await checkBackByCode(system, code))
      const form = await readForm(c, z.object(verdictShape))
      if (!form.ok) return byCode(c, entered, code, form)
      const { visit, w, checkBack, commitment } = entered
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        sayWithCode(system, trx, checkBack.id, code, { ...form.value, language: w.language }),
      )
      return c.redirect(
        link(routes.checkBack, { commitment: commitment.id }, { done: 'said' }),
        303,
      )
    })
}
