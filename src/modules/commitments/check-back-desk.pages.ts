import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { readCode } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { input } from '../../ui/components/input.ts'
import { qrFigure } from '../../ui/components/qr-figure.ts'
import { radios } from '../../ui/components/radios.ts'
import { select } from '../../ui/components/select.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, type Html } from '../../ui/html.ts'
import {
  given,
  membersOf,
  problemAt,
  problems,
  untouched,
  type Sent,
} from '../partnerships/index.ts'
import { allow, namesOf, type Verb } from '../people/index.ts'
import { dayOf } from '../places/index.ts'
import { closeCheckBack, makeCodes, recordWord } from './check-back.actions.ts'
import { verdictFields, verdictShape } from './check-back-form.pages.ts'
import { checkBackById, mayCheck } from './check-back.sql.ts'
import { longestWord, mostPapers, recordedChannels, type CheckBack } from './check-back.ts'
import {
  dayBoxes,
  dayField,
  enterAt,
  nameOf,
  optional,
  said,
  typedDay,
  type Entered,
} from './commitment-entry.pages.ts'
import { formHead } from './commitment-form.pages.ts'
import { commitmentById } from './commitment.sql.ts'
import { verdicts, type Commitment } from './commitment.ts'
import { routes } from './routes.ts'

type Desk = Entered & { checkBack: CheckBack; commitment: Commitment }

const recording = z.object({
  ...verdictShape,
  member: optional(36),
  code: optional(40),
  channel: z.enum(recordedChannels, { error: 'commitments.refused.channel' }),
})
const papers = z.object({
  count: z
    .string({ error: 'commitments.refused.papers' })
    .regex(/^\d{1,3}$/, 'commitments.refused.papers')
    .transform(Number)
    .refine((count) => count >= 1 && count <= mostPapers, 'commitments.refused.papers'),
})
const closure = z.object({ words: optional(longestWord), ...dayBoxes('next') })

/** What organisers and keyers do for those who say it on paper, by phone or in the room; and closing. */
export function checkBackDeskPages(system: System): Hono<Env> {
  async function desk(c: Context<Env>, verb: Verb<'commitment'>): Promise<Desk> {
    const checkBack = await checkBackById(system.db, c.req.param('checkBack') ?? '')
    const commitment = checkBack && (await commitmentById(system.db, checkBack.commitment))
    if (!checkBack || !commitment) throw notFound()
    const entered = await enterAt(system, c, commitment.partnership, 'commitments')
    allow(entered.visit.actor, verb, { kind: 'commitment', partnership: commitment.partnership })
    if (checkBack.result) throw new Refusal('commitments.resident.refused.check-closed', 409)
    return { ...entered, checkBack, commitment }
  }

  function page(
    c: Context<Env>,
    { w, partnership, commitment }: Desk,
    sent: Sent,
    title: string,
    body: Html,
  ) {
    return c.render(
      html`${problems(w, sent)}<h1>${title}</h1><blockquote><p>${said(commitment.what, commitment.language, w)}</p></blockquote>${body}`,
      formHead(w, partnership, sent, title, {
        href: link(routes.checkBack, { commitment: commitment.id }),
        text: w.t('commitments.resident.check.title'),
      }),
    )
  }

  async function recordingPage(c: Context<Env>, entered: Desk, sent: Sent) {
    const { w, checkBack, partnership } = entered
    const residents = []
    for (const member of await membersOf(system.db, partnership.id))
      if (await mayCheck(system.db, checkBack.id, { member: member.id, hash: null }))
        residents.push(member)
    const names = await namesOf(
      system.db,
      residents.map(({ person }) => person),
    )
    return page(
      c,
      entered,
      sent,
      w.t('commitments.form.record'),
      html`<p class="lead">${w.t('commitments.form.record.lead')}</p>
        <form method="post" action="${link(routes.checkBackRecording, { checkBack: checkBack.id })}" novalidate>
        ${select({
          words: w,
          name: 'member',
          label: w.t('commitments.form.record.member'),
          value: given(sent, 'member') ?? '',
          items: [
            { value: '', text: w.t('commitments.form.record.member.none') },
            ...residents.map(({ id, person }) => ({ value: id, text: names.get(person) ?? id })),
          ],
          ...problemAt(w, sent, 'member'),
        })}
        ${input({ words: w, name: 'code', label: w.t('commitments.form.record.code'), hint: w.t('commitments.form.record.code.hint'), value: given(sent, 'code'), classes: 'govuk-input--width-20', autocomplete: 'off', spellcheck: false, attributes: { dir: 'ltr' }, ...problemAt(w, sent, 'code') })}
        ${radios({
          words: w,
          name: 'channel',
          idPrefix: 'channel',
          fieldset: {
            legend: {
              text: w.t('commitments.form.record.channel'),
              classes: 'govuk-fieldset__legend--s',
            },
          },
          classes: 'govuk-radios--small',
          value: given(sent, 'channel'),
          items: recordedChannels.map((each) => ({
            value: each,
            text: w.t(`commitments.form.record.channel.${each}`),
          })),
          ...problemAt(w, sent, 'channel'),
        })}
        ${verdictFields(w, sent)}${button({ text: w.t('commitments.form.record.go') })}</form>`,
    )
  }

  function papersPage(c: Context<Env>, entered: Desk, sent: Sent) {
    const { w, checkBack } = entered
    return page(
      c,
      entered,
      sent,
      w.t('commitments.form.papers'),
      html`<p class="lead">${w.t('commitments.form.papers.lead')}</p>
        <form method="post" action="${link(routes.checkBackPapers, { checkBack: checkBack.id })}" novalidate>${input({ words: w, name: 'count', label: w.t('commitments.form.papers.count'), hint: w.t('commitments.form.papers.count.hint', { most: mostPapers }), inputmode: 'numeric', classes: 'govuk-input--width-4', value: given(sent, 'count'), ...problemAt(w, sent, 'count') })}${button({ text: w.t('commitments.form.papers.go') })}</form>`,
    )
  }

  function closurePage(c: Context<Env>, entered: Desk, sent: Sent) {
    const { w, checkBack } = entered
    return page(
      c,
      entered,
      sent,
      w.t('commitments.form.close'),
      html`<p class="lead">${w.t('commitments.form.close.lead', { day: w.date(checkBack.closesOn) })}</p>
        <form method="post" action="${link(routes.checkBackClosure, { checkBack: checkBack.id })}" novalidate>${textarea({ words: w, name: 'words', rows: 3, label: w.t('commitments.form.close.words'), hint: w.t('commitments.form.close.words.hint'), value: given(sent, 'words'), ...problemAt(w, sent, 'words') })}
        ${dayField(w, sent, 'next', w.t('commitments.form.close.next'), w.t('commitments.form.close.next.hint'))}
        ${button({ text: w.t('commitments.form.close.go'), preventDoubleClick: true })}</form>`,
    )
  }

  return new Hono<Env>()
    .get(routes.checkBackRecording, async (c) =>
      recordingPage(c, await desk(c, 'record-check'), untouched),
    )
    .post(routes.checkBackRecording, async (c) => {
      const entered = await desk(c, 'record-check')
      const form = await readForm(c, recording)
      if (!form.ok) return recordingPage(c, entered, form)
      const { member, code, ...rest } = form.value
      if ((member === '') === (code === ''))
        return recordingPage(c, entered, {
          given: form.value,
          errors: { member: 'commitments.refused.voice' },
        })
      const { visit, w, checkBack, commitment } = entered
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        recordWord(system, trx, checkBack.id, {
          ...rest,
          member: member === '' ? null : member,
          code: code === '' ? null : readCode(code),
          language: w.language,
        }),
      )
      return c.redirect(
        link(routes.checkBack, { commitment: commitment.id }, { done: 'recorded' }),
        303,
      )
    })
    .get(routes.checkBackPapers, async (c) =>
      papersPage(c, await desk(c, 'close-check'), untouched),
    )
    .post(routes.checkBackPapers, async (c) => {
      const entered = await desk(c, 'close-check')
      const form = await readForm(c, papers)
      if (!form.ok) return papersPage(c, entered, form)
      const { visit, w, checkBack, commitment } = entered
      const codes = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        makeCodes(system, trx, checkBack.id, form.value.count),
      )
      const organisation = await nameOf(system, commitment.organisation, w)
      const site = system.config.publicUrl
      // Shown this once: the codes are kept nowhere, so there is no page to come back to.
      return page(
        c,
        entered,
        untouched,
        w.t('commitments.form.papers.made'),
        html`<p class="lead no-print">${w.t('commitments.form.papers.made.lead')}</p>${codes.map(
          (code) => html`<div class="card"><h2>${w.t('commitments.resident.check.title')}</h2>
            <p>${w.t('commitments.resident.check.promised', { organisation })}</p>
            <p class="finding__words">${said(commitment.what, commitment.language, w)}</p>
            <ul class="govuk-list">${verdicts.map((each) => html`<li><span aria-hidden="true">☐</span> ${w.t(`commitments.resident.verdict.${each}`)}</li>`)}</ul>
            <p>${w.t('commitments.resident.paper.words')}</p><p aria-hidden="true">________________________________________</p><p aria-hidden="true">________________________________________</p>
            <p>${w.t('commitments.resident.paper.how', { day: w.date(checkBack.closesOn, 'weekday'), address: `${site}${routes.checkBackCode}` })}</p>
            <p class="finding__words" dir="ltr">${code}</p>
            ${qrFigure({ words: w, value: `${site}${link(routes.checkBackByCode, { code })}` })}</div>`,
        )}`,
      )
    })
    .get(routes.checkBackClosure, async (c) =>
      closurePage(c, await desk(c, 'close-check'), untouched),
    )
    .post(routes.checkBackClosure, async (c) => {
      const entered = await desk(c, 'close-check')
      const form = await readForm(c, closure)
      if (!form.ok) return closurePage(c, entered, form)
      const next = typedDay(form.value, 'next')
      const wrong =
        next === undefined
          ? 'commitments.refused.day'
          : next !== null && next <= dayOf(system.clock.now())
            ? 'commitments.refused.day-past'
            : undefined
      if (wrong !== undefined)
        return closurePage(c, entered, { given: form.value, errors: { next: wrong } })
      const { visit, checkBack, commitment } = entered
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        closeCheckBack(trx, checkBack.id, { words: form.value.words, nextReviewOn: next ?? null }),
      )
      return c.redirect(
        link(routes.commitment, { commitment: commitment.id }, { done: 'closed' }),
        303,
      )
    })
}
