import { Hono, type Context } from 'hono'
import { transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import {
  isLanguage,
  languages,
  languagesOfPage,
  type Key,
  type Words,
} from '../../ui/words/index.ts'
import { header } from '../partnerships/index.ts'
import { allow } from '../people/index.ts'
import { publishVersion, writePlan } from './plan.actions.ts'
import { carriedOver, mergedWords, planFields, type PlanWords } from './plan.ts'
import { draftFor, enterPlan, type PlanEntry } from './plan-entry.pages.ts'
import { planFromThread, type PlanParts } from './plan-thread.pages.ts'
import { routes } from './routes.ts'

/** Writing the next version of a plan, and publishing it as it was last read. */
export function planDraftPages(system: System, parts: PlanParts): Hono<Env> {
  async function draftPage(
    c: Context<Env>,
    entry: PlanEntry,
    given: PlanWords | null,
    wrong: Refusal | null,
  ) {
    const { partnership, w, visit, versions } = entry
    const draft = await draftFor(system, visit, partnership)
    const slug = { slug: partnership.slug }
    const stored = draft?.words ?? carriedOver(versions[0])
    const now = given ?? stored
    const spoken = partnership.languages.filter(isLanguage)
    const title = w.t('plan.draft.title')
    const done = c.req.query('done') === 'written'
    const text = wrong && w.t(wrong.key as Key, wrong.values)
    const body = html`${text ? errorSummary({ words: w, errorList: [{ text, href: `#${spoken[0] ?? 'en'}-vision` }] }) : null}${done ? notificationBanner({ words: w, type: 'success', text: w.t('plan.done.written') }) : null}
      <h1>${title}</h1><p class="lead">${w.t('plan.draft.lead')}</p>
      ${wrong?.key === 'plan.refused.written-since' && draft ? theirs(w, draft.words) : null}
      <form method="post" action="${link(routes.planDraft, slug)}" novalidate>
        ${spoken.map(
          (language) =>
            html`${spoken.length > 1 ? html`<h2 lang="${language}" dir="${languages[language].direction}">${languages[language].name}</h2>` : null}${planFields
              .filter((field) => field !== 'changes' || versions.length > 0)
              .map(
                (field) =>
                  html`<input type="hidden" name="${language}-${field}-was" value="${stored[language]?.[field] ?? ''}">${textarea(
                    {
                      words: w,
                      name: `${language}-${field}`,
                      rows: field === 'changes' ? 4 : 8,
                      label: {
                        text:
                          field === 'changes'
                            ? w.t('plan.resident.part.changes', { version: versions[0]!.version })
                            : w.t(`plan.resident.part.${field}`),
                        classes: 'govuk-label--s',
                      },
                      hint: w.t(`plan.resident.prompt.${field}`),
                      value: now[language]?.[field] ?? '',
                      attributes: { lang: language, dir: languages[language].direction },
                    },
                  )}`,
              )}`,
        )}
        ${button({ text: w.t('plan.draft.save') })}
      </form>
      ${
        draft
          ? html`<section class="part" aria-labelledby="publish"><h2 id="publish">${w.t('plan.publish.title')}</h2><p>${w.t('plan.publish.lead')}</p>
            <p><a href="${link(routes.planVersion, { ...slug, version: String(draft.version) })}">${w.t('plan.draft.look')}</a></p>
            <form method="post" action="${link(routes.planPublication, { ...slug, version: String(draft.version) })}"><input type="hidden" name="seen" value="${draft.writtenAt.toISOString()}">${button({ text: w.t('plan.publish.go', { version: draft.version }), preventDoubleClick: true })}</form></section>`
          : nothing
      }`
    return c.render(body, {
      title: text ? w.t('plan.title.problem') : title,
      width: 'reading',
      back: { href: link(routes.plan, slug), text: w.t('plan.resident.title') },
      ...header(partnership, w, 'priorities'),
      languages: languagesOfPage('plan'),
      ...(wrong ? { status: 422 as const } : {}),
    })
  }

  return new Hono<Env>()
    .get(routes.planDraft, async (c) => {
      const entry = await enterPlan(system, c, 'plan')
      allow(entry.visit.actor, 'plan', { kind: 'priority', partnership: entry.partnership.id })
      return draftPage(c, entry, null, null)
    })
    .post(routes.planDraft, async (c) => {
      const entry = await enterPlan(system, c, 'plan')
      const { partnership, visit } = entry
      allow(visit.actor, 'plan', { kind: 'priority', partnership: partnership.id })
      const sent = await c.req.parseBody()
      const typed = (name: string) => {
        const value = sent[name]
        return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : ''
      }
      const read = (suffix: string): PlanWords =>
        Object.fromEntries(
          partnership.languages.map((language) => [
            language,
            Object.fromEntries(
              planFields.map((field) => [field, typed(`${language}-${field}${suffix}`)]),
            ),
          ]),
        )
      const [words, was] = [read(''), read('-was')]
      try {
        await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
          writePlan(trx, { partnership: partnership.id, words, was }),
        )
      } catch (error) {
        if (!(error instanceof Refusal) || (error.status !== 409 && error.status !== 422))
          throw error
        const draft = await draftFor(system, visit, partnership)
        const now = draft?.words ?? carriedOver(entry.versions[0])
        return draftPage(c, entry, mergedWords(was, words, now).words, error)
      }
      return c.redirect(
        link(routes.planDraft, { slug: partnership.slug }, { done: 'written' }),
        303,
      )
    })
    .post(routes.planPublication, async (c) => {
      const entry = await enterPlan(system, c, 'plan')
      const { partnership, visit } = entry
      allow(visit.actor, 'plan', { kind: 'priority', partnership: partnership.id })
      const version = Number(c.req.param('version'))
      const { seen } = await c.req.parseBody()
      const body = await planFromThread(system.db, partnership, parts)
      try {
        await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
          publishVersion(trx, {
            partnership: partnership.id,
            version,
            body,
            seen: typeof seen === 'string' ? seen : '',
          }),
        )
      } catch (error) {
        if (!(error instanceof Refusal) || (error.status !== 409 && error.status !== 422))
          throw error
        return draftPage(c, entry, null, error)
      }
      return c.redirect(link(routes.plan, { slug: partnership.slug }, { done: 'published' }), 303)
    })
}

/** What somebody else saved meanwhile, to be read beside what was just written. */
function theirs(w: Words, words: PlanWords): Html {
  return html`<section class="card" aria-labelledby="theirs"><h2 id="theirs" class="govuk-heading-s">${w.t('plan.draft.theirs')}</h2>${Object.entries(
    words,
  ).flatMap(([language, fields]) =>
    planFields.flatMap((field) => {
      const text = fields?.[field]
      return text
        ? [
            html`<h3>${field === 'changes' ? w.t('plan.draft.changes') : w.t(`plan.resident.part.${field}`)}</h3><p>${ownWords(w, text, language)}</p>`,
          ]
        : []
    }),
  )}</section>`
}
