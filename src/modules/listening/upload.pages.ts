import type { Context } from 'hono'
import { Hono } from 'hono'
import { reading } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { facts, strong } from '../../ui/components/facts.ts'
import { fileUpload } from '../../ui/components/file-upload.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import { batchOf, personOf } from './batch.actions.ts'
import { mayNotKey, passes, type Batch, type Pass } from './batch.ts'
import { csvRow } from './export.ts'
import { enterRound, type RoundEntry } from './round-entry.pages.ts'
import { routes } from './routes.ts'
import { applyUpload, checkUpload } from './upload.actions.ts'
import { statementsOf } from './statement.sql.ts'
import { templateHead, type UploadProblem } from './upload.ts'

const mostShown = 100
const mostBytes = 5 * 1024 * 1024

/** Answers typed into a spreadsheet count as one keying: checked whole, looked at, then taken. */
export function uploadPages(system: System): Hono<Env> {
  async function enter(c: Context<Env>) {
    const entry = await enterRound(system, c, 'key')
    const { round, visit } = entry
    const batch = await reading(system.db, visit.actor, (db) =>
      batchOf(db, round, c.req.param('batch') ?? ''),
    )
    if (round.closedAt) throw new Refusal('paper.refused.closed', 409)
    const person = personOf(visit.actor)
    const pass =
      passes.find((each) => batch.keyedBy[each] === person) ??
      passes.find((each) => mayNotKey(batch, each, person) === null)
    if (pass === undefined) throw new Refusal('paper.refused.someone-else', 409)
    const why = mayNotKey(batch, pass, person)
    if (why) throw new Refusal(`paper.refused.${why}`, 409)
    return { ...entry, batch, pass }
  }
  type Entry = Awaited<ReturnType<typeof enter>>

  const show = (c: Context<Env>, entry: Entry, body: Html, status: 200 | 422 = 200) =>
    c.render(body, headOf(entry, entry.batch, status))

  return new Hono<Env>()
    .get(routes.uploadTemplate, async (c) => {
      const { round, visit, w } = await enter(c)
      const statements = await reading(system.db, visit.actor, (db) => statementsOf(db, round.id))
      const head = templateHead(
        statements
          .filter((each) => each.status === 'published')
          .map((each) => ({
            number: each.number,
            text: each.translations[w.language] ?? each.text,
          })),
      )
      // The mark in front tells a spreadsheet that this is UTF-8.
      return c.body(`\uFEFF${csvRow(head)}`, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="answers-${round.code}.csv"`,
      })
    })
    .get(routes.upload, async (c) => {
      const entry = await enter(c)
      return show(c, entry, formPage(entry, []))
    })
    .post(routes.upload, async (c) => {
      const entry = await enter(c)
      const { round, batch, pass, visit, w } = entry
      const body = await c.req.parseBody()
      const { file, text } = body
      const given =
        file instanceof File && file.size > 0
          ? await readFile(file)
          : typeof text === 'string'
            ? text
            : ''
      if (given === undefined)
        return show(c, entry, formPage(entry, [{ key: 'paper.upload.not-text', values: {} }]), 422)
      if (given === '')
        return show(c, entry, formPage(entry, [{ key: 'paper.upload.no-file', values: {} }]), 422)
      const at = { round, batch, pass }
      const apply = body['do'] === 'take'
      const upload = await (apply ? applyUpload : checkUpload)(system, visit.actor, at, given)
      if (upload.problems.length > 0) return show(c, entry, formPage(entry, upload.problems), 422)
      if (apply)
        return c.redirect(
          link(routes.keying, { round: round.id, batch: batch.id, pass: String(pass) }),
          303,
        )
      return show(
        c,
        entry,
        html`<h1>${w.t('paper.upload.preview')}</h1>
          ${facts({ large: true, items: [w.th('paper.settled.sheets', { count: upload.sheets.length, b: strong }), w.th('paper.upload.marks', { count: upload.marks, b: strong })] })}
          <p>${w.t('paper.upload.as-pass', { pass: w.t(`paper.pass.${pass}`) })}</p>
          <form method="post" action="${link(routes.upload, { round: round.id, batch: batch.id })}">
            <input type="hidden" name="text" value="${given}">
            ${button({ text: w.t('paper.upload.take'), name: 'do', value: 'take', preventDoubleClick: true })}
          </form>
          <p><a href="${link(routes.upload, { round: round.id, batch: batch.id })}">${w.t('paper.upload.other')}</a></p>`,
      )
    })
}

const headOf = (entry: RoundEntry, batch: Batch, status: 200 | 422) =>
  entry.head(`${entry.w.t('paper.upload.title')}: ${batch.name}`, {
    width: 'reading',
    status,
    back: {
      href: link(routes.batch, { round: entry.round.id, batch: batch.id }),
      text: batch.name,
    },
  })

/** The file's words; undefined if it is no text. */
async function readFile(file: File): Promise<string | undefined> {
  if (file.size > mostBytes) throw new Refusal('app.refused.too-large', 413)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    return text.includes('\u0000') ? undefined : text
  } catch {
    return undefined
  }
}

const line = (w: Words, { key, values }: UploadProblem): string => w.t(key as Key, values)

function formPage(
  { w, round, batch, pass }: RoundEntry & { batch: Batch; pass: Pass },
  problems: readonly UploadProblem[],
): Html {
  const said = problems
    .slice(0, mostShown)
    .map((problem) => ({ text: line(w, problem), href: '#file' }))
  const more = problems.length - said.length
  return html`${said.length === 0 ? null : errorSummary({ words: w, errorList: said })}
    <h1>${w.t('paper.upload.title')}</h1>
    ${problems.length === 0 ? null : html`<p><strong>${w.t('paper.upload.nothing-kept')}</strong>${more > 0 ? html` ${w.t('paper.upload.more', { count: more })}` : null}</p>`}
    <p>${w.t('paper.upload.as-pass', { pass: w.t(`paper.pass.${pass}`) })}</p>
    <h2>${w.t('paper.upload.template.title')}</h2>
    <p>${w.t('paper.upload.template.text')}</p>
    <p><a href="${link(routes.uploadTemplate, { round: round.id, batch: batch.id })}" download>${w.t('paper.upload.template')}</a></p>
    <h2>${w.t('paper.upload.columns.title')}</h2>
    <p>${w.t('paper.upload.columns')}</p>
    <dl class="govuk-summary-list">${(
      ['serial', 'statement', 'response', 'important'] as const
    ).map(
      (column) =>
        html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><code dir="ltr" lang="en">${column}</code></dt><dd class="govuk-summary-list__value">${w.t(`paper.upload.column.${column}`)}</dd></div>`,
    )}</dl>
    <form method="post" enctype="multipart/form-data" action="${link(routes.upload, { round: round.id, batch: batch.id })}" novalidate>
      ${fileUpload({ words: w, name: 'file', label: w.t('paper.upload.file'), attributes: { accept: '.csv,text/csv' }, ...(said[0] ? { errorMessage: said[0].text } : {}) })}
      ${button({ text: w.t('paper.upload.check'), preventDoubleClick: true })}
    </form>`
}
