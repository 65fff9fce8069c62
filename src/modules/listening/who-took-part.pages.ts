import { channelTag, type Channel } from '../../ui/components/channel-tag.ts'
import { table } from '../../ui/components/table.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import type { Population } from '../places/index.ts'
import { aboutWordsIn, type AboutQuestion } from './about-question.ts'
import { comparison, type Published } from './participation.ts'

/** By which ways people took part. Each counts the same. */
export function channelList(w: Words, channels: Record<string, number>): Html {
  const ways = Object.entries(channels) as [Channel, number][]
  if (ways.length === 0) return html``
  return html`<ul class="facts">${ways.map(
    ([channel, people]) =>
      html`<li>${channelTag({ words: w, channel })} <b>${w.number(people)}</b></li>`,
  )}</ul>`
}

/** How people described themselves beside who lives there, and who is missing. */
export function whoTookPart(options: {
  w: Words
  languages: readonly string[]
  questions: readonly AboutQuestion[]
  published: readonly Published[]
  population: readonly Population[]
}): Html {
  const { w, questions, published } = options
  const asked = questions.filter((each) => each.kind !== 'words')
  if (asked.length === 0) return html`<p>${w.t('results.resident.who.not-asked')}</p>`
  return html`<p>${w.t('results.resident.who.how')}</p>${asked.map((question) => {
    const found = published.find((each) => each.question === question.id)
    const said = aboutWordsIn(question, w.language, options.languages)
    if (!found) return html`<h3>${said.label}</h3><p>${w.t('results.resident.who.too-early')}</p>`
    return questionTable(w, question, said, found, options.population)
  })}`
}

function questionTable(
  w: Words,
  question: AboutQuestion,
  said: { label: string; options: string[] },
  published: Published,
  population: readonly Population[],
): Html {
  const living = population.find((each) => each.dimension === question.dimension)
  const rows = comparison(question, published.shown, living?.categories ?? [])
  const compared = rows.some((row) => row.area !== null)
  const missing = rows.filter((row) => row.missing).map((row) => said.options[row.option]!)
  return html`<h3>${said.label}</h3>
    ${
      !compared
        ? null
        : missing.length > 0
          ? html`<p><strong>${w.t('results.resident.who.missing', { who: w.list(missing) })}</strong></p>`
          : html`<p>${w.t('results.resident.who.nobody-missing')}</p>`
    }
    <div class="table-frame" role="region" aria-label="${said.label}" tabindex="0">${table({
      caption: said.label,
      captionClasses: 'govuk-visually-hidden',
      classes: 'data-table',
      firstCellIsHeader: true,
      head: [
        { text: w.t('results.resident.who.answer') },
        { text: w.t('results.resident.who.here'), format: 'numeric' },
        ...(compared
          ? [
              { text: w.t('results.resident.who.share'), format: 'numeric' as const },
              { text: w.t('results.resident.who.area'), format: 'numeric' as const },
            ]
          : []),
      ],
      rows: rows.map((row) => [
        { text: said.options[row.option]! },
        {
          text: row.people === null ? w.t('results.resident.who.hidden') : w.number(row.people),
          format: 'numeric' as const,
        },
        ...(compared
          ? [
              {
                text: row.share === null ? '–' : w.percent(row.share),
                format: 'numeric' as const,
              },
              { text: row.area === null ? '–' : w.percent(row.area), format: 'numeric' as const },
            ]
          : []),
      ]),
    })}</div>${
      compared && living
        ? html`<p class="small soft">${w.t('results.resident.who.source', { source: w.list(living.sources), vintage: w.date(living.vintage, 'month') })}</p>`
        : null
    }`
}
