import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { input } from '../../ui/components/input.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Key } from '../../ui/words/index.ts'
import { answersFor } from './answer.sql.ts'
import { deskOf, type Desk } from './desk.pages.ts'
import { askedStatements, type AskedStatement } from './next-statement.sql.ts'
import { wordsOf } from './result-statement-list.pages.ts'
import { questionOf } from './round-entry.pages.ts'
import { routes } from './routes.ts'
import { addTheme, changeTheme, removeTheme } from './theme.actions.ts'
import { publicTestimonies, themesOf, type PublicTestimony } from './theme.sql.ts'
import { readItem, type Theme } from './theme.ts'

const many = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => (given === undefined ? [] : [given].flat()))
const form = z.object({
  do: z.enum(['add', 'save', 'remove']).default('add'),
  title: z.string().min(1, 'results.theme.refused.title').max(120, 'results.theme.refused.long'),
  items: many,
})

/** Facilitators put statements and words that belong together under a name. */
export function themePages(system: System): Hono<Env> {
  async function all({ round }: Desk) {
    const [themes, statements, testimonies] = await Promise.all([
      themesOf(system.db, round.id),
      askedStatements(system.db, round.id),
      publicTestimonies(system.db, round.id),
    ])
    return { themes, statements, testimonies }
  }

  return new Hono<Env>()
    .get(routes.themes, async (c) => {
      const desk = await deskOf(system, c, 'answer')
      const found = await all(desk)
      const asked = c.req.query('theme')
      const theme = found.themes.find((each) => each.id === asked)
      if (asked !== undefined && !theme) throw notFound()
      return c.render(
        theme
          ? onePage(desk, theme, found)
          : listPage(desk, found.themes, c.req.query('done') === '1'),
        head(desk, theme),
      )
    })
    .post(routes.themes, async (c) => {
      const desk = await deskOf(system, c, 'answer')
      const { round, visit } = desk
      const id = c.req.query('theme')
      const read = await readForm(c, form)
      if (!read.ok) {
        const found = await all(desk)
        const theme = found.themes.find((each) => each.id === id)
        const key = (read.errors['title'] ?? 'results.theme.refused.title') as Key
        return c.render(
          theme ? onePage(desk, theme, found, key) : listPage(desk, found.themes, false, key),
          { ...head(desk, theme), status: 422 },
        )
      }
      const { title, items } = read.value
      if (id === undefined) {
        const made = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
          addTheme(trx, round, title),
        )
        return c.redirect(link(routes.themes, { round: round.id }, { theme: made }), 303)
      }
      await transaction(system.db, visit.actor, system.clock.now(), async (trx) => {
        if (read.value.do === 'remove') {
          const answered = (await answersFor(trx.db, [id])).size > 0
          await removeTheme(trx, round, id, answered)
        } else {
          await changeTheme(trx, round, id, {
            title,
            items: items.map(readItem).filter((item) => item !== undefined),
          })
        }
      })
      return c.redirect(link(routes.themes, { round: round.id }, { done: 1 }), 303)
    })
}

const head = ({ head: common, w, round }: Desk, theme?: Theme): Head => ({
  ...common,
  width: 'reading',
  title: theme ? `${w.t('results.theme.title')}: ${theme.title}` : w.t('results.theme.title'),
  back: { href: link(routes.results, { round: round.id }), text: w.t('results.resident.back') },
})

function listPage({ w, round }: Desk, themes: readonly Theme[], done: boolean, error?: Key): Html {
  return html`${error ? errorSummary({ words: w, errorList: [{ href: '#title', text: w.t(error) }] }) : null}
    ${done ? html`<p role="status"><strong>${w.t('results.theme.done')}</strong></p>` : null}
    <p class="kicker">${questionOf(round, w)}</p>
    <h1>${w.t('results.theme.title')}</h1><p class="lead">${w.t('results.theme.lead')}</p>
    ${
      themes.length === 0
        ? emptyState({ title: w.t('results.theme.none'), text: w.t('results.theme.none.text') })
        : html`<ul>${themes.map(
            (theme) =>
              html`<li><a class="govuk-link" href="${link(routes.themes, { round: round.id }, { theme: theme.id })}">${theme.title}</a> <span class="soft">${w.t('results.theme.holds', { statements: theme.statements.length, testimonies: theme.testimonies.length })}</span></li>`,
          )}</ul>`
    }
    <form method="post" action="${link(routes.themes, { round: round.id })}">
      ${input({ words: w, name: 'title', label: w.t('results.theme.new'), hint: w.t('results.theme.new.hint'), ...(error ? { errorMessage: w.t(error) } : {}) })}
      ${button({ text: w.t('results.theme.add'), name: 'do', value: 'add' })}
    </form>`
}

function onePage(
  { w, round }: Desk,
  theme: Theme,
  found: { themes: Theme[]; statements: AskedStatement[]; testimonies: PublicTestimony[] },
  error?: Key,
): Html {
  const elsewhere = (id: string) => {
    const names = found.themes
      .filter((each) => each.id !== theme.id)
      .filter((each) => each.statements.includes(id) || each.testimonies.includes(id))
      .map((each) => each.title)
    return names.length > 0 ? w.t('results.theme.also', { themes: w.list(names) }) : undefined
  }
  const item = (kind: 'statement' | 'testimony', id: string, text: Html, held: boolean) => ({
    value: `${kind}:${id}`,
    text,
    checked: held,
    ...(elsewhere(id) ? { hint: elsewhere(id) } : {}),
  })
  return html`${error ? errorSummary({ words: w, errorList: [{ href: '#title', text: w.t(error) }] }) : null}
    <p class="kicker">${w.t('results.theme.title')}</p><h1>${theme.title}</h1>
    <form method="post" action="${link(routes.themes, { round: round.id }, { theme: theme.id })}">
      ${input({ words: w, name: 'title', value: theme.title, label: w.t('results.theme.name'), ...(error ? { errorMessage: w.t(error) } : {}) })}
      ${checkboxes({
        words: w,
        name: 'items',
        idPrefix: 'statement',
        classes: 'govuk-checkboxes--small',
        fieldset: { legend: w.t('results.theme.statements') },
        items: found.statements.map((each) =>
          item('statement', each.id, wordsOf(w, each), theme.statements.includes(each.id)),
        ),
      })}
      ${
        found.testimonies.length === 0
          ? null
          : checkboxes({
              words: w,
              name: 'items',
              idPrefix: 'testimony',
              classes: 'govuk-checkboxes--small',
              fieldset: { legend: w.t('results.theme.testimonies') },
              items: found.testimonies.map((each) =>
                item(
                  'testimony',
                  each.id,
                  html`<span lang="${each.language}" dir="auto">${each.text}</span>`,
                  theme.testimonies.includes(each.id),
                ),
              ),
            })
      }
      <div class="govuk-button-group">${button({ text: w.t('results.theme.save'), name: 'do', value: 'save' })}${button({ text: w.t('results.theme.remove'), name: 'do', value: 'remove', classes: 'govuk-button--warning' })}</div>
    </form>`
}
