import { Hono } from 'hono'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { input } from '../../ui/components/input.ts'
import { radios } from '../../ui/components/radios.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { describeYourself } from './about-answer.actions.ts'
import { aboutAnswersBy } from './about-answer.sql.ts'
import { longestAboutWords, readAboutAnswer, type AboutAnswer } from './about-answer.ts'
import { aboutQuestionsOf } from './about-question.sql.ts'
import { aboutWordsIn, type AboutQuestion } from './about-question.ts'
import { turnBanner } from './helper-turn-banner.pages.ts'
import { roundVisit, speaking } from './round-visit.pages.ts'
import { routes } from './routes.ts'
import type { TakingPart } from './taking-part.actions.ts'
import { participantActor } from './turn.ts'

/** What people say about themselves, in the partnership's own questions; every one may be skipped. */
export function aboutAnswerPages(system: System, part: TakingPart): Hono<Env> {
  return new Hono<Env>()
    .get(routes.aboutYou, async (c) => {
      const visit = await roundVisit(system, part, c)
      const { w, round, taking, place } = visit
      const questions = await aboutQuestionsOf(system.db, round.id)
      const answers = taking
        ? await reading(system.db, participantActor(taking.participant), (db) =>
            aboutAnswersBy(db, taking.participant),
          )
        : []
      const given = new Map(answers.map((answer) => [answer.question, answer]))
      return c.render(
        html`${turnBanner(w, round.code, taking)}
        <h1>${w.t('respond.about-you')}</h1>
        ${
          questions.length === 0
            ? html`<p>${w.t('respond.about.none')}</p>`
            : html`<p>${w.t('respond.about.why')}</p>
          <form method="post" action="${link(routes.aboutYou, place)}">
            ${questions.map((question) => field(w, round.languages, question, given.get(question.id)))}
            ${button({ text: w.t('respond.about.go') })}
          </form>
          ${
            answers.length > 0
              ? html`<form method="post" action="${link(routes.aboutYou, place)}">${button({ text: w.t('respond.about.wipe'), name: 'wipe', value: 'yes', classes: 'govuk-button--secondary' })}</form>`
              : null
          }`
        }
        <p><a href="${link(routes.respond, place)}">${w.t('respond.skip')}</a></p>`,
        { ...visit.head, title: w.t('respond.about-you') } satisfies Head,
      )
    })
    .post(routes.aboutYou, async (c) => {
      const visit = await roundVisit(system, part, c)
      const { asking, round, language, place } = visit
      const body = await c.req.parseBody({ all: true })
      const taking = await speaking(system, part, c, visit)
      part.limits.words(taking.participant)
      const answers = new Map<string, AboutAnswer | null>()
      for (const question of await aboutQuestionsOf(system.db, round.id)) {
        const sent = [body[`about-${question.id}`] ?? []].flat()
        const texts = sent.filter((each) => typeof each === 'string')
        answers.set(question.id, body['wipe'] ? null : readAboutAnswer(question, texts))
      }
      await describeYourself(system, { asking, taking, language, answers })
      return c.redirect(link(routes.mine, place, { about: body['wipe'] ? 'wiped' : 'kept' }), 303)
    })
}

function field(
  w: Words,
  languages: readonly string[],
  question: AboutQuestion,
  answer: AboutAnswer | undefined,
): Html {
  const { label, hint, options } = aboutWordsIn(question, w.language, languages)
  const name = `about-${question.id}`
  const common = { words: w, name, hint: hint === '' ? undefined : hint }
  if (question.kind === 'words')
    return input({ ...common, label, value: answer?.words, maxlength: longestAboutWords })
  const items = options.map((text, index) => ({ value: String(index), text }))
  const fieldset = { legend: { text: label } }
  return question.kind === 'choice'
    ? radios({
        ...common,
        fieldset,
        value: answer ? String(answer.options[0]) : '',
        items: [...items, { value: '', text: w.t('respond.about.skip'), checked: !answer }],
      })
    : checkboxes({ ...common, fieldset, items, values: answer?.options.map(String) ?? [] })
}
