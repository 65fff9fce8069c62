import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { facts, strong } from '../../ui/components/facts.ts'
import { sharesKey } from '../../ui/components/share-bar.ts'
import { tag } from '../../ui/components/tag.ts'
import { timestamp } from '../../ui/components/timestamp.ts'
import { addAsset } from '../../ui/assets.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { header } from '../partnerships/index.ts'
import { can } from '../people/index.ts'
import { populationOf, type Population } from '../places/index.ts'
import type { AboutQuestion } from './about-question.ts'
import { aboutQuestionsOf } from './about-question.sql.ts'
import { answersFor } from './answer.sql.ts'
import { closurePages } from './closure.pages.ts'
import { exportPages } from './export.pages.ts'
import { importPages } from './import.pages.ts'
import { askedStatements } from './next-statement.sql.ts'
import { receiptPages } from './receipt.pages.ts'
import { recordPages } from './round-record.pages.ts'
import { enterResults, type Entered } from './result-entry.pages.ts'
import { questionOf } from './round-entry.pages.ts'
import { groupList, groupsSaid, opinionDots } from './result-groups.pages.ts'
import { groupName, shownFrom, statementList, type Shown } from './result-statement-list.pages.ts'
import { resultStatementPages } from './result-statement.pages.ts'
import { latestResult, type Result } from './result.sql.ts'
import { routes } from './routes.ts'
import { themeList } from './testimony-list.pages.ts'
import { themePages } from './theme.pages.ts'
import { publicTestimonies, themesOf } from './theme.sql.ts'
import { channelList, whoTookPart } from './who-took-part.pages.ts'
import { worriedLink } from './worried-link.pages.ts'

addAsset('newer-results.js', new URL('../../ui/browser/newer-results.js', import.meta.url))

/** What came out of a round, and everything that belongs to it. */
export function resultPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.results, async (c) => {
      const entered = await enterResults(system, c)
      const { round, text, w } = entered
      const result = await latestResult(system.db, round.id)
      const content = result
        ? await came(system, entered, result)
        : html`${heading(entered)}${nothingYet(entered)}`
      return c.render(content, {
        title: w.t('results.resident.title'),
        about: text.question,
        description: w.t('results.resident.description', { question: text.question }),
        ...header(entered.partnership, w, 'came-out'),
        scripts: result && entered.state === 'open' ? ['newer-results.js'] : [],
      } satisfies Head)
    })
    .get(routes.resultVersion, async (c) => {
      const { round } = await enterResults(system, c)
      const result = await latestResult(system.db, round.id)
      return c.json({ version: result?.version ?? 0 })
    })
    .route('/', resultStatementPages(system))
    .route('/', exportPages(system))
    .route('/', themePages(system))
    .route('/', closurePages(system))
    .route('/', receiptPages(system))
    .route('/', recordPages(system))
    .route('/', importPages(system))
}

function heading({ round, w, state }: Entered): Html {
  return html`<p class="kicker">${w.t('results.resident.kicker')}</p>
    <h1>${questionOf(round, w)}</h1>
    <p>${state === 'open' ? tag({ text: w.t('results.resident.open') }) : tag({ text: w.t('results.resident.closed'), classes: 'govuk-tag--grey' })}</p>`
}

function nothingYet({ round, state, w }: Entered): Html {
  return emptyState({
    title: w.t('results.resident.nothing'),
    text: w.t('results.resident.nothing.text'),
    ...(state === 'open'
      ? {
          action: {
            href: link(routes.round, { code: round.code }),
            text: w.t('results.resident.take-part'),
          },
        }
      : {}),
  })
}

async function came(system: System, entered: Entered, result: Result): Promise<Html> {
  const { round, w, partnership } = entered
  const [asked, themes, testimonies, questions] = await Promise.all([
    askedStatements(system.db, round.id),
    themesOf(system.db, round.id),
    publicTestimonies(system.db, round.id),
    aboutQuestionsOf(system.db, round.id),
  ])
  const answers = await answersFor(
    system.db,
    themes.map((theme) => theme.id),
  )
  const population = await livingHere(system, partnership.neighbourhood?.id, questions)
  const { body } = result
  const shown = shownFrom(w, round.id, body, asked)
  const csv = link(routes.exportFile, { round: round.id, file: 'results.csv' })
  return html`${heading(entered)}
    ${intro(entered, result)}
    ${contents(w)}
    ${common(shown, csv)}
    ${different(shown, csv)}
    ${unsure(shown, csv)}
    <section class="part" id="people" aria-labelledby="people-title"><h2 id="people-title">${w.t('results.resident.map.title')}</h2>
      ${opinionDots(shown, csv)}</section>
    <section class="part" id="who" aria-labelledby="who-title"><h2 id="who-title">${w.t('results.resident.who.title')}</h2>
      ${channelList(w, body.channels)}
      ${whoTookPart({ w, languages: round.languages, questions, published: body.about, population })}</section>
    <section class="part" id="words" aria-labelledby="words-title"><h2 id="words-title">${w.t('results.resident.words.title')}</h2>
      ${themeList(shown, themes, testimonies, answers)}
      ${worriedLink(w, round.code)}</section>
    ${more(entered)}`
}

/** Who lives in the neighbourhood, for each question that can be compared. */
async function livingHere(
  system: System,
  neighbourhood: string | undefined,
  questions: readonly AboutQuestion[],
): Promise<Population[]> {
  if (neighbourhood === undefined) return []
  const dimensions = new Set(
    questions.map((each) => each.dimension).filter((each) => each !== null),
  )
  const found = await Promise.all(
    // Areas drawn inside one another cannot be added up: then there is nothing to compare with.
    [...dimensions].map((dimension) =>
      populationOf(system.db, neighbourhood, dimension).catch(() => null),
    ),
  )
  return found.filter((each) => each !== null)
}

function intro({ round, state, w }: Entered, { body, computedAt, version }: Result): Html {
  const { participants, responses, statements } = body
  const kinds = [
    w.th('results.resident.fact.people', { people: participants, b: strong }),
    w.th('results.resident.fact.responses', { responses, b: strong }),
    w.th('results.resident.fact.statements', { statements: statements.length, b: strong }),
  ]
  return html`${facts({ items: kinds, large: true })}
    <p class="soft">${w.t('results.resident.computed')} ${timestamp({ words: w, when: computedAt })}. ${
      state === 'open'
        ? html`${w.t('results.resident.live')} <a class="govuk-link" href="${link(routes.results, { round: round.id })}">${w.t('results.resident.again')}</a>`
        : w.t(round.closedAt ? 'results.resident.final' : 'results.resident.paper-to-come')
    }</p>
    ${
      state === 'open'
        ? html`<p role="status" class="newer" data-newer="${link(routes.resultVersion, { round: round.id })}" data-version="${version}"><a class="govuk-link" href="${link(routes.results, { round: round.id })}" hidden>${w.t('results.resident.newer')}</a></p>`
        : null
    }
    ${round.source ? html`<p class="soft">${w.t('results.resident.source', { source: round.source, licence: round.licence ?? '–' })}</p>` : null}`
}

function contents(w: Words): Html {
  const parts = [
    ['common', w.t('results.resident.common.title')],
    ['different', w.t('results.resident.different.title')],
    ['unsure', w.t('results.resident.unsure.title')],
    ['people', w.t('results.resident.map.title')],
    ['who', w.t('results.resident.who.title')],
    ['words', w.t('results.resident.words.title')],
  ] as const
  return html`<nav class="contents" aria-label="${w.t('results.resident.contents')}"><ul>${parts.map(
    ([id, text]) => html`<li><a class="govuk-link" href="#${id}">${text}</a></li>`,
  )}</ul></nav>`
}

const listed = (w: Words, csv: string, round: string) =>
  html`<p class="small"><a class="govuk-link" href="${link(routes.resultStatements, { round })}">${w.t('results.resident.table.link')}</a> · <a class="govuk-link" href="${csv}" download>${w.t('results.resident.table.download')}</a></p>`

function common(shown: Shown, csv: string): Html {
  const { w, body } = shown
  const grouped = body.groups.length > 0
  const items = body.common.filter((each) => each.certainty !== 'unsure')
  return html`<section class="part" id="common" aria-labelledby="common-title"><h2 id="common-title">${w.t('results.resident.common.title')}</h2>
    ${
      items.length === 0
        ? html`<p>${w.t('results.resident.common.none')}</p>`
        : html`<p>${w.t(grouped ? 'results.resident.common.lead' : 'results.resident.common.lead.all', { groups: body.groups.length })}</p>${sharesKey(w)}${statementList(
            shown,
            items,
            (each) =>
              w.t(
                `results.resident.common.${grouped ? 'every' : 'most'}.${each.direction}.${each.certainty === 'steady' ? 'steady' : 'likely'}`,
                { floor: w.percent(each.floor) },
              ),
            { full: 6, more: (count) => w.t('results.resident.common.more', { count }) },
          )}${listed(w, csv, shown.round)}`
    }</section>`
}

function different(shown: Shown, csv: string): Html {
  const { w, body } = shown
  return html`<section class="part" id="different" aria-labelledby="different-title"><h2 id="different-title">${w.t('results.resident.different.title')}</h2>
    ${groupsSaid(shown)}
    ${body.groups.length > 0 ? groupList(shown) : null}
    ${
      body.divisive.length === 0
        ? html`<p>${w.t('results.resident.different.none')}</p>`
        : html`<p>${w.t(body.groups.length > 0 ? 'results.resident.different.lead' : 'results.resident.different.lead.all')}</p>${sharesKey(w)}${statementList(
            shown,
            body.divisive,
            (each) =>
              each.between
                ? w.t('results.resident.different.between', {
                    more: groupName(w, each.between.more),
                    less: groupName(w, each.between.less),
                    gap: w.number(Math.round(each.gap * 100)),
                  })
                : w.t('results.resident.different.both'),
            { full: 6, more: (count) => w.t('results.resident.different.more', { count }) },
          )}${listed(w, csv, shown.round)}`
    }</section>`
}

function unsure(shown: Shown, csv: string): Html {
  const { w, body } = shown
  return html`<section class="part" id="unsure" aria-labelledby="unsure-title"><h2 id="unsure-title">${w.t('results.resident.unsure.title')}</h2>
    ${
      body.unsure.length === 0
        ? html`<p>${w.t('results.resident.unsure.none')}</p>`
        : html`<p>${w.t('results.resident.unsure.lead')}</p>${sharesKey(w)}${statementList(
            shown,
            body.unsure,
            (_, result) =>
              w.t('results.resident.unsure.share', {
                share: w.percent(result.unsure / (result.agree + result.unsure + result.disagree)),
              }),
            { full: 4, more: (count) => w.t('results.resident.unsure.more', { count }) },
          )}${listed(w, csv, shown.round)}`
    }</section>`
}

function more({ round, w, visit, state, partnership }: Entered): Html {
  const links = [
    [link(routes.resultStatements, { round: round.id }), w.t('results.resident.table.link')],
    [link(routes.exports, { round: round.id }), w.t('results.resident.more.export')],
    [link(routes.record, { round: round.id }), w.t('results.resident.more.record')],
    [link(routes.mine, { code: round.code }), w.t('results.resident.more.mine')],
  ] as const
  return html`<section class="part" aria-labelledby="more-title"><h2 id="more-title">${w.t('results.resident.more.title')}</h2>
    <ul>${links.map(([href, text]) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`)}</ul></section>
    ${
      can(visit.actor, 'answer', { kind: 'round', partnership: partnership.id })
        ? html`<section class="part" aria-labelledby="desk-title"><h2 id="desk-title">${w.t('results.desk.title')}</h2><ul>
            <li><a class="govuk-link" href="${link(routes.themes, { round: round.id })}">${w.t('results.desk.themes')}</a></li>
            <li><a class="govuk-link" href="${link(routes.answers, { round: round.id })}">${w.t('results.desk.answers')}</a></li>
            ${state === 'open' ? html`<li><a class="govuk-link" href="${link(routes.closure, { round: round.id })}">${w.t('results.desk.close')}</a></li>` : null}</ul></section>`
        : null
    }`
}
