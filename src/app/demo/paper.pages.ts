import { Hono } from 'hono'
import { batchesOf } from '../../modules/listening/batch.sql.ts'
import { writeMark, type Mark } from '../../modules/listening/keying.ts'
import { roundsOf } from '../../modules/listening/round.sql.ts'
import { routes } from '../../modules/listening/index.ts'
import { statementsAmong } from '../../modules/listening/statement.sql.ts'
import { printingsOf } from '../../modules/listening/printing.sql.ts'
import { header, partnershipBySlug } from '../../modules/partnerships/index.ts'
import { allow } from '../../modules/people/index.ts'
import { reading } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import { languagesOfPage, wordsOfPage, type Language, type Words } from '../../ui/words/index.ts'
import { afterDark, waitingBatch } from './harrow-lane.ts'
import { marksOn, serialOf } from './pile.ts'

/**
 * The pile of paper in the demonstration that waits to be keyed a second time. Serials are on paper
 * alone, so without something to read from nobody could key it.
 */
export function demonstrationPaperPages(system: System): Hono<Env> {
  return new Hono<Env>().get('/demonstration/paper', async (c) => {
    const visit = { ...c.get('visit') }
    if (visit.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
    const partnership = await partnershipBySlug(system.db, 'harrow-lane')
    if (!partnership?.invented) throw notFound()
    allow(visit.actor, 'key', { kind: 'round', partnership: partnership.id, opened: true })
    const w = wordsOfPage(visit.language as Language, 'paper')
    visit.language = w.language
    c.set('visit', visit)
    const found = await reading(system.db, visit.actor, async (db) => {
      for (const round of await roundsOf(db, partnership.id))
        for (const batch of await batchesOf(db, round.id))
          if (batch.name === waitingBatch.name) {
            const printing = (await printingsOf(db, round.id)).at(-1)!
            return {
              round,
              batch,
              ordered: printing.statements,
              statements: await statementsAmong(db, printing.statements),
            }
          }
      return undefined
    })
    if (!found) throw notFound()
    const { round, batch, ordered, statements } = found
    const before = sheetsBefore()
    return c.render(
      html`<h1>${w.t('paper.demo.title')}</h1>
        <p class="lead">${w.t('paper.demo.lead')}</p>
        <p>${button({ text: w.t('paper.demo.key'), href: link(routes.batch, { round: round.id, batch: batch.id }) })}</p>
        ${waitingBatch.sheets.map((sheet, index) => {
          const marks = marksOn(sheet, ordered, 'second')
          return html`${dataTable({
            words: w,
            id: `sheet-${index + 1}`,
            caption: w.t('paper.resident.sheet.serial', {
              serial: serialOf(system, round.id, before + index),
            }),
            columns: [
              { key: 'statement', text: w.t('paper.keying.statement') },
              { key: 'ticked', text: w.t('paper.demo.ticked') },
            ],
            rows: ordered.map((id) => {
              const statement = statements.get(id)!
              return [`${statement.number}. ${statement.text}`, ticked(w, marks.get(id)!)]
            }),
          })}${sheet.words === undefined ? null : html`<p>${w.t('paper.keying.own-words')}: <q>${sheet.words}</q></p>`}`
        })}`,
      {
        title: w.t('paper.demo.title'),
        ...header(partnership, w, 'say'),
        languages: languagesOfPage('paper'),
        width: 'reading',
        back: { href: link(routes.batch, { round: round.id, batch: batch.id }), text: batch.name },
      } satisfies Head,
    )
  })
}

/** Sheets are numbered through all the batches of a printing. */
function sheetsBefore(): number {
  const batches = afterDark.paper?.batches ?? []
  return batches
    .slice(0, batches.indexOf(waitingBatch))
    .reduce((sum, each) => sum + each.sheets.length, 0)
}

const named = {
  '1': 'agree',
  '2': 'disagree',
  '3': 'unsure',
  '0': 'empty',
  w: 'two-marks',
  x: 'unreadable',
} as const

function ticked(w: Words, mark: Mark): string {
  const key = writeMark({ ...mark, important: false }) as keyof typeof named
  const said = w.t(`paper.mark.${named[key]}`)
  return mark.important ? `${said}, ${w.t('paper.mark.important')}` : said
}
