import { Hono, type Context } from 'hono'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import { dimensionsOf, populationOf, type Population } from '../places/index.ts'
import { aboutFields, aboutForm, asWriting } from './about-question-fields.pages.ts'
import {
  addAboutQuestion,
  removeAboutQuestion,
  writeAboutQuestion,
} from './about-question.actions.ts'
import { aboutWordsIn, type AboutQuestion } from './about-question.ts'
import { aboutQuestionById, aboutQuestionsOf } from './about-question.sql.ts'
import { attempt, doneBanner, mistakesIn, mistakeSummary, type Mistakes } from './mistake.pages.ts'
import { aboutLanguagesMissing } from './opening.ts'
import { enterRound, inLanguage, languageName, type RoundEntry } from './round-entry.pages.ts'
import { routes } from './routes.ts'

type Given = Record<string, string | string[] | undefined>

/** Questions about the people who take part, worded by the partnership and always skippable. */
export function aboutQuestionPages(system: System): Hono<Env> {
  const questionIn = async (entry: RoundEntry, c: Context<Env>): Promise<AboutQuestion> => {
    const found = await reading(system.db, entry.visit.actor, (db) =>
      aboutQuestionById(db, c.req.param('question') ?? ''),
    )
    if (!found || found.round !== entry.round.id) throw notFound()
    return found
  }
  const known = async ({ partnership }: RoundEntry): Promise<Population[]> => {
    const place = partnership.neighbourhood?.id
    if (place === undefined) return []
    const found = (await dimensionsOf(system.db, place)).map((each) =>
      populationOf(system.db, place, each),
    )
    return (await Promise.all(found)).filter((each) => each !== null)
  }

  return new Hono<Env>()
    .get(routes.aboutQuestions, async (c) => {
      const entry = await enterRound(system, c, 'change')
      return c.render(
        await listPage(system, entry, await known(entry), c.req.query('done'), {}, {}),
        entry.head(entry.w.t('listening.about.title'), { width: 'reading' }),
      )
    })
    .post(routes.aboutQuestions, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const read = await readForm(c, aboutForm)
      const mistakes = read.ok
        ? await attempt('label', () =>
            transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
              addAboutQuestion(trx, entry.round.id, asWriting(read.value)),
            ),
          )
        : mistakesIn(read.errors)
      if (mistakes === null)
        return c.redirect(
          link(routes.aboutQuestions, { round: entry.round.id }, { done: 'about' }),
          303,
        )
      return c.render(
        await listPage(
          system,
          entry,
          await known(entry),
          undefined,
          read.ok ? read.value : read.given,
          mistakes,
        ),
        entry.head(entry.w.t('listening.about.title'), { width: 'reading', status: 422 }),
      )
    })
    .get(routes.aboutQuestion, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const question = await questionIn(entry, c)
      const language =
        entry.round.languages.find((each) => each === c.req.query('language')) ??
        entry.round.languages[0]!
      return c.render(
        questionPage(entry, question, await known(entry), asTyped(question, language), {}),
        questionHead(entry, question),
      )
    })
    .post(routes.aboutQuestion, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const question = await questionIn(entry, c)
      const read = await readForm(c, aboutForm)
      const mistakes = read.ok
        ? await attempt('label', () =>
            transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
              writeAboutQuestion(trx, entry.round.id, question.id, asWriting(read.value)),
            ),
          )
        : mistakesIn(read.errors)
      if (mistakes === null)
        return c.redirect(
          link(routes.aboutQuestions, { round: entry.round.id }, { done: 'about' }),
          303,
        )
      return c.render(
        questionPage(
          entry,
          question,
          await known(entry),
          read.ok ? read.value : read.given,
          mistakes,
        ),
        { ...questionHead(entry, question), status: 422 },
      )
    })
    .post(routes.aboutQuestionRemoval, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const question = await questionIn(entry, c)
      await transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
        removeAboutQuestion(trx, entry.round.id, question.id),
      )
      return c.redirect(
        link(routes.aboutQuestions, { round: entry.round.id }, { done: 'about-removed' }),
        303,
      )
    })
}

const done = {
  about: 'listening.done.about',
  'about-removed': 'listening.done.about-removed',
} as const

const questionHead = (entry: RoundEntry, { words }: AboutQuestion) =>
  entry.head(
    `${entry.w.t('listening.about.one')}: ${aboutWordsIn({ words }, entry.w.language, entry.round.languages).label}`,
    {
      width: 'reading',
      back: {
        href: link(routes.aboutQuestions, { round: entry.round.id }),
        text: entry.w.t('listening.about.title'),
      },
    },
  )

function asTyped(question: AboutQuestion, language: string): Given {
  const said = question.words[language]
  return {
    kind: question.kind,
    language,
    label: said?.label ?? '',
    hint: said?.hint ?? '',
    options: said?.options.join('\n') ?? '',
    dimension: question.dimension ?? '',
    categories: question.categories?.join('\n') ?? '',
  }
}

async function listPage(
  system: System,
  entry: RoundEntry,
  known: Population[],
  said: string | undefined,
  given: Given,
  mistakes: Mistakes,
): Promise<Html> {
  const { round, w, visit } = entry
  const questions = await reading(system.db, visit.actor, (db) => aboutQuestionsOf(db, round.id))
  const draft = round.openedAt === null
  return html`${doneBanner(w, said, done)}${mistakeSummary(w, mistakes)}
    <h1>${w.t('listening.about.title')}</h1>
    <p class="lead">${w.t('listening.about.lead')}</p>
    ${
      questions.length === 0
        ? emptyState({ title: w.t('listening.about.none'), text: w.t('listening.about.none.text') })
        : html`<ol>${questions.map((each) => listed(entry, each, draft))}</ol>`
    }
    ${
      draft
        ? html`<h2>${w.t('listening.about.add')}</h2><form method="post" action="${link(routes.aboutQuestions, { round: round.id })}" novalidate>${aboutFields(entry, known, given, round.languages[0]!, mistakes)}${button({ text: w.t('listening.about.add.go') })}</form>`
        : nothing
    }`
}

function listed({ round, w }: RoundEntry, question: AboutQuestion, draft: boolean): Html {
  const said = aboutWordsIn(question, w.language, round.languages)
  const missing = aboutLanguagesMissing(round, [question])
  const at = { round: round.id, question: question.id }
  const about = html`<span class="govuk-visually-hidden">: ${said.label}</span>`
  return html`<li><p><b>${said.label}</b> <span class="soft">${w.t(`listening.about.kind.${question.kind}`)}</span></p>
    ${said.options.length > 0 ? html`<p>${w.list(said.options)}</p>` : null}
    ${question.dimension ? html`<p class="soft">${w.t('listening.about.compared', { dimension: question.dimension })}</p>` : null}
    ${missing.length > 0 ? html`<p>${w.t('listening.about.missing', { languages: w.list(missing.map(languageName)) })}</p>` : null}
    ${
      draft
        ? html`<div class="row">${round.languages.map((language) => html`<a href="${link(routes.aboutQuestion, at, { language })}">${round.languages.length > 1 ? w.t('listening.about.change-in', { language: languageName(language) }) : w.t('listening.change')}${about}</a>`)}<form method="post" action="${link(routes.aboutQuestionRemoval, at)}"><button class="quiet-button">${w.t('listening.statements.remove')}${about}</button></form></div>`
        : null
    }</li>`
}

function questionPage(
  entry: RoundEntry,
  question: AboutQuestion,
  known: Population[],
  given: Given,
  mistakes: Mistakes,
): Html {
  const { round, w } = entry
  const language = String(given['language'] ?? round.languages[0])
  const first = Object.entries(question.words).find(([each]) => each !== language)
  return html`${mistakeSummary(w, mistakes)}<h1>${w.t('listening.about.one')}</h1>
    ${first ? html`<p class="soft">${languageName(first[0])}: ${inLanguage([first[1].label, ...first[1].options].join(' · '), first[0], w)}</p>` : null}
    <form method="post" action="${link(routes.aboutQuestion, { round: round.id, question: question.id })}" novalidate>
      ${aboutFields(entry, known, given, language, mistakes)}
      ${button({ text: w.t('listening.save') })}
    </form>`
}
