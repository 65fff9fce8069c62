import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { input } from '../../ui/components/input.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Content, type Html } from '../../ui/html.ts'
import { languages, type Words } from '../../ui/words/index.ts'
import { allow, can } from '../people/index.ts'
import { changeTermOfList, removeTermOfList } from './drift.actions.ts'
import { commonTerms, driftLanguages, isDriftLanguage, type DriftLanguage } from './drift-list.ts'
import type { OwnTerm } from './drift.ts'
import { ownTermsOf } from './drift.sql.ts'
import { enter } from './entry.pages.ts'
import { membersHeader } from './header.pages.ts'
import type { Partnership } from './partnership.ts'
import { error, one, problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

const form = z.object({
  language: z
    .string('closeness.drift.language.missing')
    .refine(isDriftLanguage, 'closeness.drift.language.missing'),
  term: z
    .string('closeness.drift.term.missing')
    .min(2, 'closeness.drift.term.missing')
    .max(80, 'closeness.drift.term.long'),
  why: z
    .string('closeness.drift.why.missing')
    .min(1, 'closeness.drift.why.missing')
    .max(500, 'closeness.drift.long'),
  instead: z
    .string('closeness.drift.instead.missing')
    .min(1, 'closeness.drift.instead.missing')
    .max(500, 'closeness.drift.long'),
})

const leaving = z.object({
  language: z.string().refine(isDriftLanguage),
  leave: z.string().min(2).max(80),
})

/** The list of terms: the one that everybody starts from, as a partnership has changed it for itself. */
export function driftTermPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.driftTerms, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'closeness')
      const thing = { kind: 'partnership', partnership: partnership.id } as const
      allow(visit.actor, 'read-drift', thing)
      const asked = c.req.query('language')
      if (asked === undefined || !isDriftLanguage(asked))
        return c.redirect(
          link(
            routes.driftTerms,
            { slug: partnership.slug },
            { language: isDriftLanguage(w.language) ? w.language : 'en' },
          ),
        )
      const language = asked
      const own = await ownTermsOf(system.db, partnership.id, language)
      return c.render(
        draw(
          w,
          partnership,
          untouched,
          language,
          own,
          can(visit.actor, 'change-drift-terms', thing),
        ),
        head(w, partnership, untouched, language),
      )
    })
    .post(routes.driftTerms, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'closeness')
      const thing = { kind: 'partnership', partnership: partnership.id } as const
      allow(visit.actor, 'change-drift-terms', thing)
      const slug = { slug: partnership.slug }
      const left = await readForm(c, leaving)
      const read = left.ok ? null : await readForm(c, form)
      if (read && !read.ok) {
        const asked = one(read, 'language')
        const language = isDriftLanguage(asked) ? asked : 'en'
        const own = await ownTermsOf(system.db, partnership.id, language)
        return c.render(draw(w, partnership, read, language, own, true), {
          ...head(w, partnership, read, language),
          status: 422,
        })
      }
      const term: Omit<OwnTerm, 'id'> = left.ok
        ? {
            language: left.value.language,
            term: left.value.leave,
            why: '',
            instead: '',
            lookedFor: false,
          }
        : { ...read!.value, lookedFor: true }
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        changeTermOfList(trx, partnership.id, term),
      )
      return c.redirect(link(routes.driftTerms, slug, { language: term.language }), 303)
    })
    .post(routes.driftTermRemoval, async (c) => {
      const { partnership, visit } = await enter(system, c)
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        removeTermOfList(trx, partnership.id, c.req.param('term')),
      )
      const { language } = await c.req.parseBody()
      return c.redirect(
        link(
          routes.driftTerms,
          { slug: partnership.slug },
          {
            language: isDriftLanguage(language) ? language : undefined,
          },
        ),
        303,
      )
    })
}

function head(w: Words, partnership: Partnership, sent: Sent, language: DriftLanguage): Head {
  return {
    title: titled(
      w,
      sent,
      w.t('closeness.drift.terms.title.in', { language: languages[language].name }),
    ),
    width: 'wide',
    back: {
      href: link(routes.drift, { slug: partnership.slug }),
      text: w.t('closeness.drift.title'),
    },
    ...membersHeader(partnership, w),
  }
}

function draw(
  w: Words,
  partnership: Partnership,
  sent: Sent,
  language: DriftLanguage,
  own: readonly OwnTerm[],
  may: boolean,
): Html {
  const slug = { slug: partnership.slug }
  const terms = link(routes.driftTerms, slug)
  const theirs =
    language === w.language
      ? null
      : html` lang="${language}" dir="${languages[language].direction}"`
  const said = (text: string) => html`<span${theirs}>${text}</span>`
  const hidden = html`<input type="hidden" name="language" value="${language}">`
  const undo = (each: OwnTerm, text: string) =>
    html`<form method="post" action="${link(routes.driftTermRemoval, { ...slug, term: each.id })}">${hidden}<button class="quiet-button">${text}<span class="govuk-visually-hidden"> (${each.term})</span></button></form>`
  const leave = (term: string) =>
    html`<form method="post" action="${terms}">${hidden}<input type="hidden" name="leave" value="${term}"><button class="quiet-button">${w.t('closeness.drift.leave')}<span class="govuk-visually-hidden"> (${term})</span></button></form>`
  const mine = (term: string) => own.find((each) => each.term.toLowerCase() === term.toLowerCase())
  const common = commonTerms[language]
  const added = own.filter(
    (each) => !common.some(({ term }) => term.toLowerCase() === each.term.toLowerCase()),
  )
  const row = (term: string, why: string, instead: string, change: Content): Content[] => [
    said(term),
    said(why),
    said(instead),
    ...(may ? [change] : []),
  ]
  return html`${problems(w, sent)}
    <h1>${w.t('closeness.drift.terms.title')}</h1>
    <p class="lead">${w.t('closeness.drift.terms.lead')}</p>
    <p class="row">${driftLanguages.map((each) =>
      each === language
        ? html`<b lang="${each}">${languages[each].name}</b> `
        : html`<a href="${link(routes.driftTerms, slug, { language: each })}" lang="${each}">${languages[each].name}</a> `,
    )}</p>
    ${
      may
        ? html`<h2>${w.t('closeness.drift.add')}</h2>
      <form method="post" action="${terms}" novalidate>${hidden}
        ${input({ words: w, name: 'term', label: w.t('closeness.drift.term'), hint: w.t('closeness.drift.term.hint'), value: one(sent, 'term'), maxlength: 80, ...error(w, sent, 'term') })}
        ${textarea({ words: w, name: 'why', rows: 2, label: w.t('closeness.drift.why'), value: one(sent, 'why'), ...error(w, sent, 'why') })}
        ${input({ words: w, name: 'instead', label: w.t('closeness.drift.instead.label'), value: one(sent, 'instead'), ...error(w, sent, 'instead') })}
        ${button({ text: w.t('closeness.drift.add.go') })}
      </form>`
        : null
    }
    ${dataTable({
      words: w,
      id: 'terms',
      caption: w.t('closeness.drift.terms.caption'),
      columns: [
        { key: 'term', text: w.t('closeness.drift.term') },
        { key: 'why', text: w.t('closeness.drift.why') },
        { key: 'instead', text: w.t('closeness.drift.instead.label') },
        ...(may ? [{ key: 'change', text: w.t('partnerships.members.change') }] : []),
      ],
      rows: [
        ...added.map((each) =>
          row(each.term, each.why, each.instead, undo(each, w.t('closeness.drift.take-away'))),
        ),
        ...common.map((each) => {
          const changed = mine(each.term)
          if (!changed) return row(each.term, each.why, each.instead, leave(each.term))
          return changed.lookedFor
            ? row(
                each.term,
                changed.why,
                changed.instead,
                undo(changed, w.t('closeness.drift.as-it-was')),
              )
            : row(
                each.term,
                w.t('closeness.drift.left-out'),
                '–',
                undo(changed, w.t('closeness.drift.look-again')),
              )
        }),
      ],
    })}`
}
