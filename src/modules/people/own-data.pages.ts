import { Hono, type Context } from 'hono'
import type { System } from '../../platform/system.ts'
import { reading } from '../../platform/database/index.ts'
import { clearCookie, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { input } from '../../ui/components/input.ts'
import { table } from '../../ui/components/table.ts'
import { warningText } from '../../ui/components/warning-text.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import { words, type Key, type Language, type Words } from '../../ui/words/index.ts'
import { auditOf } from './audit.sql.ts'
import { eraseOwn, exportOwn } from './own-data.actions.ts'
import type { Wiring } from './own-data.sql.ts'
import { routes } from './routes.ts'
import { sessionCookie } from './session.ts'
import { signOutEverywhere } from './session.actions.ts'
import { self } from './you.pages.ts'

const shown = 200

/** What is kept about a person: reading it, taking it along, erasing it. */
export function ownDataPages(system: System, wiring: Wiring): Hono<Env> {
  const wordsOf = (c: Context<Env>) => words(c.get('visit').language as Language)
  const back = (w: Words) => ({ href: routes.you as string, text: w.t('people.you.title') })

  function erasurePage(c: Context<Env>, wrong?: boolean) {
    const w = wordsOf(c)
    const error = wrong
      ? w.t('people.erasure.wrong', { word: w.t('people.erasure.word') })
      : undefined
    return c.render(
      html`${error ? errorSummary({ words: w, errorList: [{ text: error, href: '#confirm' }] }) : null}
        <h1>${w.t('people.erasure.title')}</h1>
        <p>${w.t('people.erasure.goes')}</p>
        <p>${w.t('people.erasure.stays')}</p>
        ${warningText({ words: w, text: w.t('people.erasure.for-good') })}
        <form method="post" action="${routes.erasure}" novalidate>
          ${input({
            words: w,
            name: 'confirm',
            label: w.t('people.erasure.confirm', { word: w.t('people.erasure.word') }),
            autocomplete: 'off',
            spellcheck: false,
            classes: 'govuk-input--width-10',
            ...(error ? { errorMessage: error } : {}),
          })}
          ${button({ text: w.t('people.erasure.go'), classes: 'govuk-button--warning' })}
        </form>`,
      {
        title: error
          ? w.t('people.error.title', { title: w.t('people.erasure.title') })
          : w.t('people.erasure.title'),
        width: 'reading',
        back: back(w),
        languages: ['en', 'cy'],
        ...(error ? { status: 422 } : {}),
      } satisfies Head,
    )
  }

  return new Hono<Env>()
    .get(routes.record, async (c) => {
      const actor = self(c)
      const w = wordsOf(c)
      const lines = await reading(system.db, actor, (db) => auditOf(db, actor.person, shown))
      const said = (act: string, by: unknown) => {
        const key = `people.act.${act}${typeof by === 'string' ? `.${by}` : ''}` as Key
        return w.t(known(w, key) ? key : 'people.act.other')
      }
      return c.render(
        html`<h1>${w.t('people.record.title')}</h1>
          <p>${w.t('people.record.about')}</p>
          ${table({
            caption: w.t('people.record.title'),
            captionClasses: 'govuk-visually-hidden',
            head: [{ text: w.t('people.record.when') }, { text: w.t('people.record.what') }],
            rows: lines.map(({ at, act, detail }) => [
              {
                text: html`<time datetime="${at.toISOString()}">${w.date(at)}, ${w.time(at)}</time>`,
              },
              { text: said(act, (detail as { by?: unknown } | null)?.by) },
            ]),
          })}
          ${lines.length < shown ? null : html`<p>${w.t('people.record.newest', { count: shown })}</p>`}`,
        {
          title: w.t('people.record.title'),
          width: 'reading',
          back: back(w),
          languages: ['en', 'cy'],
        } satisfies Head,
      )
    })
    .get(routes.data, (c) => {
      self(c)
      const w = wordsOf(c)
      return c.render(
        html`<h1>${w.t('people.data.title')}</h1>
          <p>${w.t('people.data.about')}</p>
          <form method="post" action="${routes.data}">${button({ text: w.t('people.data.go') })}</form>`,
        {
          title: w.t('people.data.title'),
          width: 'reading',
          back: back(w),
          languages: ['en', 'cy'],
        } satisfies Head,
      )
    })
    .post(routes.data, async (c) => {
      const actor = self(c)
      const own = await exportOwn(system, actor, actor.person, wiring)
      return c.body(JSON.stringify(own, null, 2), 200, {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="common-thread-my-data.json"',
      })
    })
    .get(routes.erasure, (c) => {
      self(c)
      return erasurePage(c)
    })
    .post(routes.erasure, async (c) => {
      const actor = self(c)
      const { confirm } = await c.req.parseBody()
      const typed = typeof confirm === 'string' ? confirm.trim().toLowerCase() : ''
      if (typed !== wordsOf(c).t('people.erasure.word').toLowerCase()) return erasurePage(c, true)
      await eraseOwn(system, actor, actor.person, wiring)
      clearCookie(system, c, sessionCookie)
      return c.redirect(routes.erased, 303)
    })
    .get(routes.erased, (c) => {
      const w = wordsOf(c)
      return c.render(
        html`<h1>${w.t('people.erased.title')}</h1><p>${w.t('people.erased.about')}</p>`,
        {
          title: w.t('people.erased.title'),
          width: 'reading',
          languages: ['en', 'cy'],
        } satisfies Head,
      )
    })
    .post(routes.sessionsEnd, async (c) => {
      const actor = self(c)
      await signOutEverywhere(system, actor, actor.person)
      clearCookie(system, c, sessionCookie)
      return c.redirect(routes.signIn, 303)
    })
}

// Other modules write acts of their own; one without words here is said to be “something else”.
function known(w: Words, key: Key): boolean {
  return w.has(key) || words('en').has(key)
}
