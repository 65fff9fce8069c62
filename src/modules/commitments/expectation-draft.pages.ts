import { Hono, type Context } from 'hono'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { enter, membersHeader, titled, type Partnership, type Sent } from '../partnerships/index.ts'
import { allow } from '../people/index.ts'
import { addDays, dayOf, organisationsAsOf } from '../places/index.ts'
import { enterAt } from './commitment-entry.pages.ts'
import { expectationFields, expectationForm } from './expectation-form.pages.ts'
import { groundAtNumber, groundsOf, groundsOffered } from './expectation-ground.sql.ts'
import { changeDraft, draftExpectation } from './expectation.actions.ts'
import { contactOf, expectationById } from './expectation.sql.ts'
import type { Expectation } from './expectation.ts'
import { routes } from './routes.ts'

const usualDays = 28

/** Where organisers write down what is expected, and change it until it is sent. */
export function expectationDraftPages(system: System): Hono<Env> {
  async function fields(partnership: Partnership, w: Words) {
    const now = dayOf(system.clock.now())
    const [organisations, offered] = await Promise.all([
      organisationsAsOf(system.db, now),
      groundsOffered(system.db, partnership.id),
    ])
    return {
      partnership,
      organisations: organisations.filter(({ kind }) => kind.statutory),
      offered,
      answerBy: addDays(now, usualDays),
      go: w.t('commitments.form.draft'),
    }
  }

  async function asked(c: Context<Env>): Promise<Expectation> {
    const { actor } = c.get('visit')
    const found = await reading(system.db, actor, (db) =>
      expectationById(db, c.req.param('expectation') ?? ''),
    )
    if (!found) throw notFound()
    return found
  }

  function formPage(
    c: Context<Env>,
    page: { w: Words; partnership: Partnership; sent: Sent; body: Html; title: string },
  ) {
    const { w, partnership, sent, title } = page
    return c.render(
      html`<h1>${title}</h1><p class="lead">${w.t('commitments.form.lead')}</p>${page.body}`,
      {
        title: titled(w, sent, title),
        width: 'reading',
        back: {
          href: link(routes.expectations, { slug: partnership.slug }),
          text: w.t('commitments.resident.expectations.title'),
        },
        ...(Object.keys(sent.errors).length > 0 ? { status: 422 as const } : {}),
        ...membersHeader(partnership, w),
      } satisfies Head,
    )
  }

  /** A statement's or a priority's own address, as people copy it, as the node that it leads to. */
  async function groundFrom(partnership: string, typed: string): Promise<string[]> {
    const numbered = /\/rounds\/([0-9a-f-]{36})\/results\/statements\/(\d{1,6})(?:[/?#]|$)/.exec(
      typed,
    )
    if (numbered) {
      const found = await groundAtNumber(system.db, partnership, numbered[1]!, Number(numbered[2]))
      return found ? [found] : []
    }
    const node = /\/(?:thread|priorities)\/([0-9a-f-]{36})(?:[/?#]|$)/.exec(typed)
    return node ? [node[1]!] : []
  }

  async function read(c: Context<Env>, partnership: Partnership, w: Words) {
    const form = await readForm(c, expectationForm(dayOf(system.clock.now())))
    if (!form.ok) return form
    const { ground, grounds, ...rest } = form.value
    const more = ground === '' ? [] : await groundFrom(partnership.id, ground)
    if (ground !== '' && more.length === 0)
      return {
        ok: false as const,
        errors: { ground: 'commitments.refused.ground' },
        given: await againGiven(c),
      }
    return {
      ok: true as const,
      value: { ...rest, language: w.language, grounds: [...grounds, ...more] },
    }
  }

  return new Hono<Env>()
    .get(routes.newExpectation, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'commitments')
      allow(visit.actor, 'expect', { kind: 'commitment', partnership: partnership.id })
      const sent: Sent = { given: {}, errors: {} }
      const body = expectationFields(w, sent, {
        ...(await fields(partnership, w)),
        action: link(routes.newExpectation, { slug: partnership.slug }),
      })
      return formPage(c, { w, partnership, sent, body, title: w.t('commitments.form.new') })
    })
    .post(routes.newExpectation, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'commitments')
      allow(visit.actor, 'expect', { kind: 'commitment', partnership: partnership.id })
      const form = await read(c, partnership, w)
      if (!form.ok) {
        const body = expectationFields(w, form, {
          ...(await fields(partnership, w)),
          action: link(routes.newExpectation, { slug: partnership.slug }),
        })
        return formPage(c, { w, partnership, sent: form, body, title: w.t('commitments.form.new') })
      }
      const id = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        draftExpectation(trx, partnership.id, form.value),
      )
      return c.redirect(link(routes.expectation, { expectation: id }, { done: 'drafted' }), 303)
    })
    .get(routes.expectationChange, async (c) => {
      const expectation = await asked(c)
      const { partnership, w, visit } = await enterAt(
        system,
        c,
        expectation.partnership,
        'commitments',
      )
      allow(visit.actor, 'expect', { kind: 'commitment', partnership: partnership.id })
      if (expectation.sentAt !== null)
        return c.redirect(link(routes.expectation, { expectation: expectation.id }), 303)
      const [grounds, contact] = await reading(system.db, visit.actor, async (db) => [
        await groundsOf(db, expectation.id),
        await contactOf(db, expectation.id),
      ])
      const [year = '', month = '', day = ''] = expectation.answerBy.split('-')
      const sent: Sent = {
        errors: {},
        given: {
          organisation: expectation.organisation,
          what: expectation.what,
          why: expectation.why,
          priority: expectation.priority ?? '',
          grounds,
          address: contact?.address ?? '',
          'answer-day': String(Number(day)),
          'answer-month': String(Number(month)),
          'answer-year': year,
        },
      }
      const body = expectationFields(w, sent, {
        ...(await fields(partnership, w)),
        action: link(routes.expectationChange, { expectation: expectation.id }),
        go: w.t('commitments.form.save'),
      })
      return formPage(c, { w, partnership, sent, body, title: w.t('commitments.form.change') })
    })
    .post(routes.expectationChange, async (c) => {
      const expectation = await asked(c)
      const { partnership, w, visit } = await enterAt(
        system,
        c,
        expectation.partnership,
        'commitments',
      )
      allow(visit.actor, 'expect', { kind: 'commitment', partnership: partnership.id })
      const form = await read(c, partnership, w)
      if (!form.ok) {
        const body = expectationFields(w, form, {
          ...(await fields(partnership, w)),
          action: link(routes.expectationChange, { expectation: expectation.id }),
          go: w.t('commitments.form.save'),
        })
        return formPage(c, {
          w,
          partnership,
          sent: form,
          body,
          title: w.t('commitments.form.change'),
        })
      }
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        changeDraft(trx, expectation.id, form.value),
      )
      return c.redirect(link(routes.expectation, { expectation: expectation.id }), 303)
    })
}

/** What was typed, once more, where a field is wrong for a reason that only the database knows. */
async function againGiven(c: Context<Env>): Promise<Record<string, string | string[]>> {
  const body = await c.req.parseBody({ all: true })
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value.filter((each) => typeof each === 'string')
        : typeof value === 'string'
          ? value
          : '',
    ]),
  )
}
