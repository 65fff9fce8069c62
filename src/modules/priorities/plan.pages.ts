import { Hono } from 'hono'
import { reading, transaction } from '../../platform/database/index.ts'
import { pdf } from '../../platform/documents/index.ts'
import { word, type Writing } from '../../platform/documents/word.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env, type Visit } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { day } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import {
  isLanguage,
  languages,
  languagesOfPage,
  type Key,
  type Words,
} from '../../ui/words/index.ts'
import { enter, header, type Partnership } from '../partnerships/index.ts'
import { allow, can } from '../people/index.ts'
import { publishVersion, writePlan } from './plan.actions.ts'
import {
  carriedOver,
  mergedWords,
  planFields,
  type Plan,
  type PlanBody,
  type PlanWords,
} from './plan.ts'
import { draftOf, versionsOf } from './plan.sql.ts'
import { printedPlan, written } from './plan-page.pages.ts'
import { planFromThread, type PlanParts } from './plan-thread.pages.ts'
import { planTemplate, planWriting } from './plan-writing.pages.ts'
import { routes } from './routes.ts'

type C = Parameters<typeof enter>[1]

/** The partnership's plan: to read, to take away, to write, and an empty one to start from. */
export function planPages(system: System, parts: PlanParts = () => Promise.resolve([])): Hono<Env> {
  async function entered(c: C, ...prefixes: string[]) {
    const { partnership, words: w, visit } = await enter(system, c, ...prefixes)
    const mayWrite = can(visit.actor, 'plan', { kind: 'priority', partnership: partnership.id })
    const versions = await versionsOf(system.db, partnership.id)
    return { partnership, w, visit, mayWrite, versions }
  }
  type Entry = Awaited<ReturnType<typeof entered>>

  /** The thread as anybody may read it: a plan tells nothing that is not public. */
  const threadNow = (partnership: Partnership): Promise<PlanBody> =>
    planFromThread(system.db, partnership, parts)

  const draftFor = (visit: Visit, partnership: Partnership): Promise<Plan | undefined> =>
    reading(system.db, visit.actor, (db) => draftOf(db, partnership.id))

  /** A version as it is read: a draft with the thread as it stands, a published one as it was. */
  async function writingOf(c: C, entry: Entry): Promise<{ plan: Plan; writing: Writing }> {
    const { partnership, versions, visit, w } = entry
    const asked = c.req.param('version')
    const draft = await draftFor(visit, partnership)
    const plan = [...versions, ...(draft ? [draft] : [])].find(
      (each) => String(each.version) === asked,
    )
    if (!plan) throw notFound()
    const body = plan.body ?? (await threadNow(partnership))
    const before = versions.find((each) => each.version === plan.version - 1)
    return { plan, writing: planWriting({ ...plan, w, partnership, body, before }) }
  }

  async function draftPage(c: C, entry: Entry, given: PlanWords | null, wrong: Refusal | null) {
    const { partnership, w, visit, versions } = entry
    const draft = await draftFor(visit, partnership)
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
    .get(routes.plan, async (c) => {
      const entry = await entered(c)
      const { partnership, w, versions, mayWrite, visit } = entry
      const slug = { slug: partnership.slug }
      const [latest] = versions
      const draft = mayWrite ? await draftFor(visit, partnership) : undefined
      const template = link(routes.planTemplate, slug)
      const done = c.req.query('done') === 'published'
      const write = mayWrite
        ? html`<p class="no-print"><a href="${link(routes.planDraft, slug)}">${w.t(draft ? 'plan.draft.go-on' : latest ? 'plan.draft.next' : 'plan.draft.start')}</a></p>`
        : null
      const banner = done
        ? notificationBanner({ words: w, type: 'success', text: w.t('plan.done.published') })
        : null
      if (!latest) {
        return c.render(
          html`<h1>${w.t('plan.resident.title')}</h1>${emptyState({
            title: w.t('plan.resident.none'),
            text: w.t(mayWrite ? 'plan.none.member' : 'plan.resident.none.text'),
          })}${write}<p><a href="${template}">${w.t('plan.resident.template.link')}</a></p>`,
          headOf(entry, w.t('plan.resident.title')),
        )
      }
      const before = versions[1]
      const writing = planWriting({ ...latest, w, partnership, body: latest.body!, before })
      return c.render(
        html`${banner}${ways(entry, latest)}${written(writing.passages)}${write}${history(entry)}<p class="no-print"><a href="${template}">${w.t('plan.resident.template.link')}</a></p>`,
        headOf(entry, w.t('plan.resident.title')),
      )
    })
    .get(routes.planDraft, async (c) => {
      const entry = await entered(c, 'plan')
      allow(entry.visit.actor, 'plan', { kind: 'priority', partnership: entry.partnership.id })
      return draftPage(c, entry, null, null)
    })
    .post(routes.planDraft, async (c) => {
      const entry = await entered(c, 'plan')
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
        const draft = await draftFor(visit, partnership)
        const now = draft?.words ?? carriedOver(entry.versions[0])
        return draftPage(c, entry, mergedWords(was, words, now).words, error)
      }
      return c.redirect(
        link(routes.planDraft, { slug: partnership.slug }, { done: 'written' }),
        303,
      )
    })
    .get(routes.planTemplate, async (c) => {
      const entry = await entered(c)
      const { partnership, w } = entry
      return c.render(
        html`<p class="no-print"><a href="${link(routes.planTemplateWord, { slug: partnership.slug })}">${w.t('plan.resident.word')}</a></p>${written(planTemplate(w, partnership).passages)}`,
        {
          ...headOf(entry, w.t('plan.resident.template.title')),
          back: {
            href: link(routes.plan, { slug: partnership.slug }),
            text: w.t('plan.resident.title'),
          },
        },
      )
    })
    .get(routes.planTemplateWord, async (c) => {
      const { partnership, w } = await entered(c)
      return docx(await word(planTemplate(w, partnership)), `${partnership.slug}-plan-template`)
    })
    .get(routes.planVersion, async (c) => {
      const entry = await entered(c)
      const { plan, writing } = await writingOf(c, entry)
      const { w, partnership } = entry
      return c.render(
        html`${plan.publishedAt === null ? insetText({ text: w.t('plan.draft.only') }) : ways(entry, plan)}${written(writing.passages)}${history(entry)}`,
        {
          ...headOf(entry, w.t('plan.resident.title')),
          about: w.t('plan.resident.number', { version: plan.version }),
          back: {
            href: link(routes.plan, { slug: partnership.slug }),
            text: w.t('plan.resident.title'),
          },
        },
      )
    })
    .get(routes.planWord, async (c) => {
      const entry = await entered(c)
      const { plan, writing } = await writingOf(c, entry)
      return docx(await word(writing), `${entry.partnership.slug}-plan-${plan.version}`)
    })
    .get(routes.planPdf, async (c) => {
      const entry = await entered(c)
      const { plan, writing } = await writingOf(c, entry)
      return file(
        await pdf(system.config, printedPlan(writing)),
        'application/pdf',
        `${entry.partnership.slug}-plan-${plan.version}.pdf`,
      )
    })
    .post(routes.planPublication, async (c) => {
      const entry = await entered(c, 'plan')
      const { partnership, visit } = entry
      allow(visit.actor, 'plan', { kind: 'priority', partnership: partnership.id })
      const version = Number(c.req.param('version'))
      const { seen } = await c.req.parseBody()
      const body = await threadNow(partnership)
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

const docx = (bytes: Buffer, name: string): Response =>
  file(
    bytes,
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    `${name}.docx`,
  )

const file = (bytes: Buffer, type: string, name: string): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
    },
  })

function headOf(entry: { partnership: Partnership; w: Words }, title: string): Head {
  const { partnership, w } = entry
  return { title, width: 'reading', ...header(partnership, w, 'priorities') }
}

function ways({ partnership, w }: { partnership: Partnership; w: Words }, plan: Plan): Html {
  const at = { slug: partnership.slug, version: String(plan.version) }
  return html`<p class="row no-print"><a href="${link(routes.planWord, at)}">${w.t('plan.resident.word')}</a> <a href="${link(routes.planPdf, at)}">${w.t('plan.resident.pdf')}</a></p>`
}

function history({
  partnership,
  w,
  versions,
}: {
  partnership: Partnership
  w: Words
  versions: Plan[]
}): Html {
  if (versions.length === 0) return nothing
  return html`<section class="part no-print" aria-labelledby="versions"><h2 id="versions">${w.t('plan.resident.versions')}</h2><ul>${versions.map(
    (each) =>
      html`<li><a href="${link(routes.planVersion, { slug: partnership.slug, version: String(each.version) })}">${w.t('plan.resident.number', { version: each.version })}</a>, ${day({ words: w, when: each.publishedAt! })}</li>`,
  )}</ul></section>`
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
