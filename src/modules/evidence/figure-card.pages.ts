import { link } from '../../platform/web/index.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import { day } from '../../ui/components/timestamp.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { comparison, isUnit, type Figure } from './figure.ts'
import { routes } from './routes.ts'

/** “13 in every 100”, “4.2 years”, “12 homes”. */
export function amount(w: Words, value: number, unit: string): string {
  const said = w.number(value)
  return isUnit(unit)
    ? w.t(`evidence.resident.unit.${unit}`, { value: said })
    : w.t('evidence.resident.unit.other', { value: said, unit })
}

/** “between 11 and 15 in every 100”; null where the source gives no range. */
export function range(w: Words, { lower, upper, unit }: Figure): string | null {
  if (lower === null || upper === null) return null
  const ends = { lower: w.number(lower), upper: w.number(upper) }
  return isUnit(unit)
    ? w.t(`evidence.resident.range.${unit}`, ends)
    : w.t('evidence.resident.range.other', { ...ends, unit })
}

/** A figure in words: how much, how sure, beside what, from where, and what it cannot tell. Never without its source. */
export function figureCard(w: Words, figure: Figure, options: { note?: Html | null } = {}): Html {
  const title = ownWords(w, figure.title, figure.language)
  const named = html`<a href="${link(routes.figure, { figure: figure.id })}">${title}</a>`
  return html`<div class="card" id="figure-${figure.id}"><h3>${named}</h3>${figureWords(w, figure)}${options.note}</div>`
}

/** The same without its heading. */
export function figureWords(w: Words, figure: Figure): Html {
  const own = (text: string) => ownWords(w, text, figure.language)
  return html`${
    figure.withdrawnAt === null
      ? null
      : html`<p><strong>${w.t('evidence.resident.withdrawn', { date: w.date(figure.withdrawnAt) })}</strong> ${own(figure.withdrawal ?? '')}</p>`
  }<p class="lead"><b>${amount(w, figure.value, figure.unit)}</b></p>
    <p>${sure(w, figure)}</p>${beside(w, figure)}
    <p class="soft">${own(figure.place)}, ${own(figure.period)}</p>
    ${
      figure.caution === ''
        ? html`<p class="soft">${w.t('evidence.resident.caution.none')}</p>`
        : html`<p><strong>${w.t('evidence.resident.caution')}</strong> ${own(figure.caution)}</p>`
    }
    <p class="soft small">${w.t('evidence.resident.source')} ${
      figure.sourceUrl === null
        ? own(figure.source)
        : html`<a href="${figure.sourceUrl}" rel="noreferrer">${own(figure.source)}</a>`
    }, ${w.th('evidence.resident.vintage', { date: day({ words: w, when: figure.vintage }) })}</p>`
}

function sure(w: Words, figure: Figure): string {
  const said = range(w, figure)
  return said === null || figure.confidence === null
    ? w.t('evidence.resident.no-range')
    : w.t('evidence.resident.sure', { range: said, confidence: w.number(figure.confidence) })
}

function beside(w: Words, figure: Figure): Html | null {
  if (figure.comparedValue === null) return null
  const stands = comparison(figure)
  return html`<p>${ownWords(w, figure.comparedWith, figure.language)}: <b>${amount(w, figure.comparedValue, figure.unit)}</b>. ${
    stands === null
      ? w.t('evidence.resident.compared.unknown')
      : w.t(`evidence.resident.compared.${stands}`)
  }</p>`
}
