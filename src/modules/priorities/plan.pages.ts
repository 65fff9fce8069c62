import { Hono, type Context } from 'hono'
import { pdf } from '../../platform/documents/index.ts'
import { word, type Writing } from '../../platform/documents/word.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { day } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { header, type Partnership } from '../partnerships/index.ts'
import type { Plan } from './plan.ts'
import { planDraftPages } from './plan-draft.pages.ts'
import { draftFor, enterPlan, type PlanEntry } from './plan-entry.pages.ts'
import { printedPlan, written } from './plan-page.pages.ts'
import { planFromThread, type PlanParts } from './plan-thread.pages.ts'
import { planTemplate, planWriting } from './plan-writing.pages.ts'
import { routes } from './routes.ts'

/** The partnership's plan: to read, to take away, to write, and an empty one to start from. */
export function planPages(system: System, parts: PlanParts = () => Promise.resolve([])): Hono<Env> {
  /** A version as it is read: a draft with the thread as it stands, a published one as it was. */
  async function writingOf(
    c: Context<Env>,
    entry: PlanEntry,
  ): Promise<{ plan: Plan; writing: Writing }> {
    const { partnership, versions, visit, w } = entry
    const asked = c.req.param('version')
    const draft = await draftFor(system, visit, partnership)
    const plan = [...versions, ...(draft ? [draft] : [])].find(
      (each) => String(each.version) === asked,
    )
    if (!plan) throw notFound()
    const body = plan.body ?? (await planFromThread(system.db, partnership, parts))
    const before = versions.find((each) => each.version === plan.version - 1)
    return { plan, writing: planWriting({ ...plan, w, partnership, body, before }) }
  }

  return new Hono<Env>()
    .route('/', planDraftPages(system, parts))
    .get(routes.plan, async (c) => {
      const entry = await enterPlan(system, c)
      const { partnership, w, versions, mayWrite, visit } = entry
      const slug = { slug: partnership.slug }
      const [latest] = versions
      const draft = mayWrite ? await draftFor(system, visit, partnership) : undefined
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
    .get(routes.planTemplate, async (c) => {
      const entry = await enterPlan(system, c)
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
      const { partnership, w } = await enterPlan(system, c)
      return docx(await word(planTemplate(w, partnership)), `${partnership.slug}-plan-template`)
    })
    .get(routes.planVersion, async (c) => {
      const entry = await enterPlan(system, c)
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
      const entry = await enterPlan(system, c)
      const { plan, writing } = await writingOf(c, entry)
      return docx(await word(writing), `${entry.partnership.slug}-plan-${plan.version}`)
    })
    .get(routes.planPdf, async (c) => {
      const entry = await enterPlan(system, c)
      const { plan, writing } = await writingOf(c, entry)
      return file(
        await pdf(system.config, printedPlan(writing)),
        'application/pdf',
        `${entry.partnership.slug}-plan-${plan.version}.pdf`,
      )
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
