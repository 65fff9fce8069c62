import { Hono } from 'hono'
import { shareOf } from '../../methods/opinion/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { channelTag } from '../../ui/components/channel-tag.ts'
import { dataTable, type Sort } from '../../ui/components/data-table.ts'
import { facts, strong } from '../../ui/components/facts.ts'
import { shareBars } from '../../ui/components/share-bar.ts'
import { table } from '../../ui/components/table.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { header } from '../partnerships/index.ts'
import { answerCards } from './answer-card.pages.ts'
import { answersFor } from './answer.sql.ts'
import { askedStatements } from './next-statement.sql.ts'
import { enterResults } from './result-entry.pages.ts'
import { questionOf } from './round-entry.pages.ts'
import {
  barRows,
  groupName,
  shownFrom,
  statementLink,
  textOf,
  wordsOf,
  type Shown,
} from './result-statement-list.pages.ts'
import type { ResultBody, ResultStatement, Tally } from './result.ts'
import { latestResult } from './result.sql.ts'
import { sortStatements, type StatementColumn } from './result-order.ts'
import { routes } from './routes.ts'
import { statementById } from './statement.sql.ts'
import { quote } from './testimony-list.pages.ts'
import { publicTestimonies, themesOf } from './theme.sql.ts'
import { worriedLink } from './worried-link.pages.ts'

/** Every statement in one table, and each on a page of its own. */
export function resultStatementPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.resultStatements, async (c) => {
      const { round, text, w, partnership } = await enterResults(system, c)
      const [result, asked] = await Promise.all([
        latestResult(system.db, round.id),
        askedStatements(system.db, round.id),
      ])
      if (!result) return c.redirect(link(routes.results, { round: round.id }), 303)
      const shown = shownFrom(w, round.id, result.body, asked)
      const sort: Sort = {
        column: c.req.query('sort') ?? 'number',
        direction: c.req.query('order') === 'descending' ? 'descending' : 'ascending',
      }
      return c.render(
        html`<h1>${w.t('results.resident.table.title')}</h1><p class="lead">${questionOf(round, w)}</p>
          <p>${w.t('results.resident.table.lead')}</p>${wholeTable(shown, sort)}
          <p class="small"><a class="govuk-link" href="${link(routes.exportFile, { round: round.id, file: 'results.csv' })}" download>${w.t('results.resident.table.download')}</a></p>`,
        {
          title: w.t('results.resident.table.title'),
          about: text.question,
          back: back(w, round.id),
          ...header(partnership, w, 'came-out'),
        } satisfies Head,
      )
    })
    .get(routes.resultStatement, async (c) => {
      const { round, text, w, partnership } = await enterResults(system, c)
      const [result, asked, themes, testimonies] = await Promise.all([
        latestResult(system.db, round.id),
        askedStatements(system.db, round.id),
        themesOf(system.db, round.id),
        publicTestimonies(system.db, round.id),
      ])
      const number = Number(c.req.param('number'))
      const statement = asked.find((each) => each.number === number)
      const about = statement && (await statementById(system.db, statement.id))
      if (!statement || !about) throw notFound()
      const under = themes.filter((theme) => theme.statements.includes(statement.id))
      const answers = await answersFor(system.db, [statement.id, ...under.map(({ id }) => id)])
      const replies = [statement.id, ...under.map(({ id }) => id)].flatMap(
        (id) => answers.get(id) ?? [],
      )
      const heard = new Set(under.flatMap((theme) => theme.testimonies))
      const shown = result && shownFrom(w, round.id, result.body, asked)
      const found = shown?.results.get(number)
      return c.render(
        html`<p class="kicker">${w.t('results.resident.statement.kicker', { number })}</p>
          <h1 class="said"${own(w, statement)}>${wordsOf(w, statement)}</h1>
          ${statement.translations[w.language] ? html`<p class="soft">${w.t('results.resident.statement.original')} <span lang="${statement.language}" dir="auto">${statement.text}</span></p>` : null}
          <p class="soft">${channelTag({ words: w, channel: about.channel })} · ${w.date(about.submittedAt)}</p>
          <p><a class="govuk-link" href="/thread/${statement.id}">${w.t('results.resident.statement.thread')}</a></p>
          <section aria-labelledby="answered"><h2 id="answered">${w.t('results.resident.statement.answered')}</h2>
          ${shown && found ? numbers(shown, found) : html`<p>${w.t('results.resident.statement.nobody')}</p>`}</section>
          <section aria-labelledby="replies"><h2 id="replies">${w.t('results.resident.statement.replies')}</h2>
          ${replies.length > 0 ? answerCards(w, replies) : html`<p>${w.t('results.resident.statement.no-reply')}</p>`}</section>
          ${
            heard.size === 0
              ? null
              : html`<section aria-labelledby="beside"><h2 id="beside">${w.t('results.resident.statement.beside')}</h2>${testimonies.filter((each) => heard.has(each.id)).map((each) => quote(w, each))}${worriedLink(w, round.code)}</section>`
          }`,
        {
          title: `${w.t('results.resident.statement.kicker', { number })}: ${textOf(w, statement)}`,
          about: text.question,
          back: back(w, round.id),
          ...header(partnership, w, 'came-out'),
        } satisfies Head,
      )
    })
}

const back = (w: Words, round: string) => ({
  href: link(routes.results, { round }),
  text: w.t('results.resident.back'),
})

const own = (w: Words, statement: { language: string; translations: Record<string, string> }) =>
  statement.translations[w.language] === undefined && statement.language !== w.language
    ? html` lang="${statement.language}" dir="auto"`
    : null

function numbers(shown: Shown, result: ResultStatement): Html {
  const { w, body } = shown
  const people = result.agree + result.unsure + result.disagree
  const everyone: Tally = [result.agree, result.unsure, result.disagree, result.matters]
  const rows: [string, Tally][] = [
    [w.t('results.resident.everyone'), everyone],
    ...body.groups.map((group, index): [string, Tally] => [
      groupName(w, group.label),
      result.groups[index]!,
    ]),
  ]
  const bars = [
    {
      label: w.t('results.resident.everyone'),
      shares: { agree: result.agree, unsure: result.unsure, disagree: result.disagree },
    },
    ...(body.groups.length > 0 ? barRows(shown, result) : []),
  ]
  return html`${shareBars({ words: w, rows: bars })}
    ${facts({
      items: [
        w.th('results.resident.answered', { people, b: strong }),
        ...(result.matters > 0
          ? [w.th('results.resident.matters', { people: result.matters, b: strong })]
          : []),
      ],
    })}
    <p>${w.t('results.resident.statement.range')}</p>
    <div class="table-frame" role="region" aria-label="${w.t('results.resident.statement.table')}" tabindex="0">${table(
      {
        caption: w.t('results.resident.statement.table'),
        captionClasses: 'govuk-table__caption--s',
        classes: 'data-table',
        firstCellIsHeader: true,
        head: [
          { text: w.t('results.resident.table.who') },
          ...(['agree', 'unsure', 'disagree'] as const).map((side) => ({
            text: w.t(`ui.answer.${side}`),
            format: 'numeric' as const,
          })),
          { text: w.t('results.resident.table.answered'), format: 'numeric' },
        ],
        rows: rows.map(([name, tally]) => {
          const of = tally[0] + tally[1] + tally[2]
          return [
            { text: name },
            ...[tally[0], tally[1], tally[2]].map((count) => ({
              text: ranged(w, count, of),
              format: 'numeric' as const,
            })),
            { text: w.number(of), format: 'numeric' as const },
          ]
        }),
      },
    )}</div>`
}

/** The number, and between which shares the truth lies 95 times in 100 (Wilson). */
function ranged(w: Words, count: number, of: number): string {
  if (of === 0) return '–'
  const { share, lower, upper } = shareOf(count, of)
  return w.t('results.resident.table.ranged', {
    count: w.number(count),
    share: w.percent(share),
    lower: w.percent(lower),
    upper: w.percent(upper),
  })
}

function wholeTable(shown: Shown, sort: Sort): Html {
  const { w, body, round } = shown
  const places = placesOf(body)
  // Where nobody could say that it matters, or nobody did, a column of noughts says nothing.
  const matters = body.statements.some((each) => each.matters > 0)
  const grouped = body.groups.length > 1
  const rows = sortStatements(
    body.statements.filter((each) => shown.texts.has(each.number)),
    sort.column as StatementColumn,
    sort.direction,
  )
  const share = (count: number, of: number) => (of === 0 ? '–' : w.percent(count / of))
  return dataTable({
    words: w,
    id: 'statements',
    caption: w.t('results.resident.table.caption', { count: rows.length }),
    sort,
    href: (asked) =>
      link(routes.resultStatements, { round }, { sort: asked.column, order: asked.direction }),
    columns: [
      { key: 'number', text: w.t('results.resident.table.statement'), sortable: true },
      {
        key: 'answered',
        text: w.t('results.resident.table.answered'),
        numeric: true,
        sortable: true,
      },
      { key: 'agree', text: w.t('ui.answer.agree'), numeric: true, sortable: true },
      { key: 'unsure', text: w.t('ui.answer.unsure'), numeric: true, sortable: true },
      { key: 'disagree', text: w.t('ui.answer.disagree'), numeric: true, sortable: true },
      ...(matters
        ? [
            {
              key: 'matters',
              text: w.t('results.resident.table.matters'),
              numeric: true,
              sortable: true,
            },
          ]
        : []),
      ...(grouped
        ? [
            {
              key: 'divides',
              text: w.t('results.resident.table.divides'),
              numeric: true,
              sortable: true,
            },
          ]
        : []),
      ...body.groups.map((group) => ({
        key: `group-${group.label}`,
        text: w.t('results.resident.table.group', { label: group.label }),
        numeric: true,
      })),
      { key: 'place', text: w.t('results.resident.table.place') },
    ],
    rows: rows.map((row) => {
      const of = row.agree + row.unsure + row.disagree
      const statement = shown.texts.get(row.number)!
      return [
        html`${row.number}. <a class="govuk-link" href="${statementLink(round, row.number)}">${wordsOf(w, statement)}</a>`,
        w.number(of),
        share(row.agree, of),
        share(row.unsure, of),
        share(row.disagree, of),
        ...(matters ? [w.number(row.matters)] : []),
        ...(grouped ? [w.percent(row.divides)] : []),
        ...row.groups.map(([agree, unsure, disagree]) => share(agree, agree + unsure + disagree)),
        html`${(places.get(row.number) ?? []).map((place) => html`<span class="place">${w.t(`results.resident.place.${place}`)}</span> `)}`,
      ]
    }),
  })
}

function placesOf(body: ResultBody): Map<number, ('common' | 'different' | 'unsure')[]> {
  const places = new Map<number, ('common' | 'different' | 'unsure')[]>()
  const put = (number: number, place: 'common' | 'different' | 'unsure') =>
    places.set(number, [...(places.get(number) ?? []), place])
  for (const each of body.common) if (each.certainty !== 'unsure') put(each.statement, 'common')
  for (const each of body.divisive) put(each.statement, 'different')
  for (const each of body.unsure) put(each.statement, 'unsure')
  return places
}
