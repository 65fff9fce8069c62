import type { Context } from 'hono'
import { Hono } from 'hono'
import { z } from 'zod'
import { pdf } from '../../platform/documents/index.ts'
import { reading } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { input } from '../../ui/components/input.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { radios } from '../../ui/components/radios.ts'
import { select } from '../../ui/components/select.ts'
import { timestamp } from '../../ui/components/timestamp.ts'
import { html, type Html } from '../../ui/html.ts'
import { isLanguage, words, type Words } from '../../ui/words/index.ts'
import { placeName } from '../partnerships/index.ts'
import { aboutQuestionsOf } from './about-question.sql.ts'
import { mistakeAt, mistakesIn, mistakeSummary, type Mistakes } from './mistake.pages.ts'
import { printedDocument, printedPage, type ToPrint } from './print-document.pages.ts'
import { mustBePrintable, printSheets, sheetsBack } from './printing.actions.ts'
import { mostOnSheet, mostSheets, usuallyOnSheet } from './printing.ts'
import { printingsOf } from './printing.sql.ts'
import { enterRound, languageName, type RoundEntry } from './round-entry.pages.ts'
import { textIn } from './round.ts'
import { routes } from './routes.ts'
import { posterBlocks, sheetBlocks, type PrintedRound } from './sheet.pages.ts'

const longestPlace = 200
const common = {
  language: z.string().default(''),
  handIn: z.string().max(longestPlace, 'paper.refused.long-place').default(''),
  large: z.string().optional(),
  as: z.enum(['pdf', 'page']).default('pdf'),
}
const whole = (least: number, most: number, message: string) =>
  z.coerce.number({ error: message }).int(message).min(least, message).max(most, message)
const sheetForm = z.object({
  ...common,
  sheets: whole(1, mostSheets, 'paper.refused.sheets'),
  statements: whole(1, mostOnSheet, 'paper.refused.statements'),
})
const posterForm = z.object(common)
type Given = Record<string, string | string[]>

/** The print pack: posters, and response sheets with a serial each. */
export function printingPages(system: System): Hono<Env> {
  async function packPage(c: Context<Env>, entry: RoundEntry, given: Given, mistakes: Mistakes) {
    const { round, visit, w } = entry
    const printings = await reading(system.db, visit.actor, (db) => printingsOf(db, round.id))
    const back = await sheetsBack(system, round)
    return c.render(
      html`${mistakeSummary(w, mistakes)}
        <h1>${w.t('paper.print.title')}</h1>
        <p class="lead">${w.t('paper.print.lead')}</p>
        ${round.openedAt && !round.closedAt ? packForms(entry, given, mistakes) : html`<p>${w.t(round.closedAt ? 'paper.refused.print-closed' : 'paper.refused.print-not-open')}</p>`}
        ${
          printings.length === 0
            ? null
            : html`<h2>${w.t('paper.print.printed')}</h2><p>${w.t('paper.print.back', { count: back })}</p>${dataTable(
                {
                  words: w,
                  id: 'printings',
                  caption: w.t('paper.print.printed'),
                  columns: [
                    { key: 'when', text: w.t('paper.print.when') },
                    { key: 'language', text: w.t('paper.print.language') },
                    { key: 'statements', text: w.t('paper.print.statements'), numeric: true },
                    { key: 'sheets', text: w.t('paper.print.sheets'), numeric: true },
                  ],
                  rows: printings.map((each) => [
                    timestamp({ words: w, when: each.printedAt }),
                    each.largePrint
                      ? `${languageName(each.language)}, ${w.t('paper.print.large')}`
                      : languageName(each.language),
                    w.number(each.statements.length),
                    w.number(each.sheets),
                  ]),
                },
              )}`
        }`,
      entry.head(w.t('paper.print.title'), {
        width: 'reading',
        status: Object.keys(mistakes).length > 0 ? 422 : 200,
      }),
    )
  }

  const printed = ({ round, partnership }: RoundEntry, w: Words, handIn: string): PrintedRound => ({
    round,
    place: placeName(partnership, w.language),
    publicUrl: system.config.publicUrl,
    handIn: handIn.trim(),
  })

  async function answer(
    c: Context<Env>,
    entry: RoundEntry,
    toPrint: ToPrint,
    as: 'pdf' | 'page',
    w: Words,
  ) {
    if (as === 'page') return c.html(printedPage(w, toPrint, bar(entry)))
    const bytes = await pdf(system.config, printedDocument(w, toPrint))
    const file = `${toPrint.kind}-${entry.round.code}-${w.language}.pdf`
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${file}"`,
    })
  }

  return new Hono<Env>()
    .get(routes.print, async (c) => packPage(c, await enterRound(system, c, 'print'), {}, {}))
    .get(routes.poster, async (c) => {
      const entry = await enterRound(system, c, 'print')
      mustBePrintable(entry.round)
      const read = posterForm.safeParse(c.req.query())
      if (!read.success)
        return packPage(c, entry, c.req.query(), { handIn: { key: 'paper.refused.long-place' } })
      const w = wordsFor(entry, read.data.language)
      const toPrint: ToPrint = {
        kind: 'poster',
        title: textIn(entry.round, w.language).question,
        largePrint: read.data.large !== undefined,
        parts: [posterBlocks(w, printed(entry, w, read.data.handIn))],
      }
      return answer(c, entry, toPrint, read.data.as, w)
    })
    .post(routes.sheets, async (c) => {
      const entry = await enterRound(system, c, 'print')
      const { round, visit } = entry
      const read = await readForm(c, sheetForm)
      if (!read.ok) return packPage(c, entry, read.given, mistakesIn(read.errors))
      const { sheets, statements, handIn, as, large } = read.value
      const w = wordsFor(entry, read.value.language)
      const questions = await reading(system.db, visit.actor, (db) =>
        aboutQuestionsOf(db, round.id),
      )
      const asked = { language: w.language, largePrint: large !== undefined, sheets, statements }
      return printSheets(system, visit.actor, round, asked, (made) => {
        const content = { ...printed(entry, w, handIn), statements: made.statements, questions }
        const toPrint: ToPrint = {
          kind: 'sheet',
          title: textIn(round, w.language).question,
          largePrint: asked.largePrint,
          parts: made.serials.map((serial) => sheetBlocks(w, content, serial)),
        }
        return Promise.resolve(answer(c, entry, toPrint, as, w))
      })
    })
}

/** The words of one of the round's languages; of its first if another is asked for. */
function wordsFor({ round }: RoundEntry, language: string): Words {
  const chosen = [language, ...round.languages].find(
    (each) => isLanguage(each) && round.languages.includes(each),
  )
  if (!isLanguage(chosen)) throw new Refusal('paper.refused.language', 422)
  return words(chosen)
}

/** Above the sheets on a screen; not printed. */
function bar({ round, w }: RoundEntry): Html {
  return html`<nav class="bar no-print" lang="${w.language}" dir="${w.direction}" aria-label="${w.t('paper.print.title')}"><p><a href="${link(routes.print, { round: round.id })}">${w.t('paper.print.back-to')}</a></p><p>${w.t('paper.print.now')}</p><button type="button" data-print hidden>${w.t('paper.print.go')}</button></nav>`
}

function packForms({ round, w }: RoundEntry, given: Given, mistakes: Mistakes): Html {
  const at = { round: round.id }
  const text = (name: string, before = '') =>
    typeof given[name] === 'string' ? given[name] : before
  const wrong = (name: string) => {
    const said = mistakeAt(w, mistakes, name)
    return said === undefined ? {} : { errorMessage: said }
  }
  const shared = (prefix: string) => html`
    ${select({ words: w, name: 'language', id: `${prefix}-language`, label: w.t('paper.print.language'), value: text('language', round.languages[0]), items: round.languages.map((each) => ({ value: each, text: languageName(each) })) })}
    ${input({ words: w, name: 'handIn', id: prefix === 'sheets' ? 'handIn' : `${prefix}-handIn`, label: w.t('paper.print.hand-in'), hint: w.t('paper.print.hand-in.hint'), value: text('handIn'), ...wrong('handIn') })}
    ${checkboxes({ words: w, name: 'large', idPrefix: `${prefix}-large`, items: [{ value: 'yes', text: w.t('paper.print.large') }], values: given['large'] ? ['yes'] : [] })}
    ${radios({
      words: w,
      name: 'as',
      idPrefix: `${prefix}-as`,
      classes: 'govuk-radios--small',
      fieldset: { legend: w.t('paper.print.as') },
      value: text('as', 'pdf'),
      items: [
        { value: 'pdf', text: w.t('paper.print.as.pdf') },
        { value: 'page', text: w.t('paper.print.as.page') },
      ],
    })}`
  return html`<h2>${w.t('paper.print.sheets.title')}</h2>
    ${insetText({ text: w.t('paper.print.once') })}
    <form method="post" action="${link(routes.sheets, at)}" novalidate>
      ${input({ words: w, name: 'sheets', label: w.t('paper.print.how-many'), hint: w.t('paper.print.how-many.hint', { most: mostSheets }), value: text('sheets', '20'), inputmode: 'numeric', classes: 'govuk-input--width-4', ...wrong('sheets') })}
      ${input({ words: w, name: 'statements', label: w.t('paper.print.how-many-statements'), hint: w.t('paper.print.how-many-statements.hint'), value: text('statements', String(usuallyOnSheet)), inputmode: 'numeric', classes: 'govuk-input--width-4', ...wrong('statements') })}
      ${shared('sheets')}
      ${button({ text: w.t('paper.print.make-sheets'), preventDoubleClick: true })}
    </form>
    <h2>${w.t('paper.print.poster.title')}</h2>
    <p>${w.t('paper.print.poster.text')}</p>
    <form method="get" action="${link(routes.poster, at)}">
      ${shared('poster')}
      ${button({ text: w.t('paper.print.make-poster'), classes: 'govuk-button--secondary' })}
    </form>`
}
