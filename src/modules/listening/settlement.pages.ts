import type { Context } from 'hono'
import { Hono } from 'hono'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { radios } from '../../ui/components/radios.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { aboutQuestionsOf } from './about-question.sql.ts'
import { aboutWordsIn, type AboutQuestion } from './about-question.ts'
import { batchOf } from './batch.actions.ts'
import { batchState } from './batch.ts'
import { allMarks, sameMark, writeKeyedAbout, writeMark, type Mark } from './keying.ts'
import { mistakeAt, mistakeSummary, type Mistakes } from './mistake.pages.ts'
import { enterRound, inLanguage, type RoundEntry } from './round-entry.pages.ts'
import { routes } from './routes.ts'
import { differencesFor, settleBatch } from './settlement.actions.ts'
import { sheetSetAsides, type Difference } from './settlement.ts'
import { statementsAmong } from './statement.sql.ts'
import type { Statement } from './statement.ts'

/** What the two keyings differ on, settled by looking at the paper; then everything is stored at once. */
export function settlementPages(system: System): Hono<Env> {
  async function differencesPage(
    c: Context<Env>,
    entry: RoundEntry,
    id: string,
    choices: ReadonlyMap<string, string>,
    mistakes: Mistakes,
  ) {
    const { round, visit, w } = entry
    const back = link(routes.batch, { round: round.id, batch: id })
    const batch = await reading(system.db, visit.actor, (db) => batchOf(db, round, id))
    if (batchState(batch) !== 'comparing') return c.redirect(back, 303)
    const differences = await differencesFor(system, visit.actor, batch)
    const [statements, questions] = await reading(system.db, visit.actor, async (db) => [
      await statementsAmong(
        db,
        differences.flatMap((each) => (each.kind === 'mark' ? [each.statement] : [])),
      ),
      await aboutQuestionsOf(db, round.id),
    ])
    const shown: Shown = { w, languages: round.languages, statements, questions, choices, mistakes }
    return c.render(
      html`${mistakeSummary(w, mistakes)}
        <p class="kicker">${batch.name}</p>
        <h1>${w.t('paper.differences.title')}</h1>
        ${
          differences.length === 0
            ? emptyState({
                title: w.t('paper.differences.none'),
                text: w.t('paper.differences.none.text'),
              })
            : html`<p class="lead">${w.t('paper.differences.count', { count: differences.length })}</p><p>${w.t('paper.differences.how')}</p>`
        }
        <form method="post" action="${link(routes.settlement, { round: round.id, batch: id })}" novalidate>
          ${differences.map((difference) => settling(shown, difference))}
          <p>${w.t('paper.settle.what')}</p>
          ${button({ text: w.t('paper.settle.go'), preventDoubleClick: true })}
        </form>`,
      entry.head(`${w.t('paper.differences.title')}: ${batch.name}`, {
        width: 'reading',
        back: { href: back, text: batch.name },
        status: Object.keys(mistakes).length > 0 ? 422 : 200,
      }),
    )
  }

  return new Hono<Env>()
    .get(routes.differences, async (c) => {
      const entry = await enterRound(system, c, 'settle')
      return differencesPage(c, entry, c.req.param('batch'), new Map(), {})
    })
    .post(routes.settlement, async (c) => {
      const entry = await enterRound(system, c, 'settle')
      const { round, visit } = entry
      const id = c.req.param('batch')
      const body = await c.req.parseBody()
      const choices = new Map(
        Object.entries(body).flatMap(([key, value]) =>
          typeof value === 'string' ? [[key, value] as const] : [],
        ),
      )
      const settling = await settleBatch(system, visit.actor, round, id, choices)
      if (settling.done)
        return c.redirect(
          link(routes.batch, { round: round.id, batch: id }, { done: 'settled' }),
          303,
        )
      const mistakes = Object.fromEntries(
        settling.open.map((each) => [
          each.key,
          {
            key: 'paper.refused.not-settled',
            values: { place: each.places[1] ?? each.places[2] ?? 0 },
          },
        ]),
      )
      return differencesPage(c, entry, id, choices, mistakes)
    })
}

type Shown = {
  w: Words
  languages: readonly string[]
  statements: ReadonlyMap<string, Statement>
  questions: readonly AboutQuestion[]
  choices: ReadonlyMap<string, string>
  mistakes: Mistakes
}

type Item = { value: string; text: string | Html }

function settling(shown: Shown, difference: Difference): Html {
  const { w, choices, mistakes } = shown
  const wrong = mistakeAt(w, mistakes, difference.key)
  const { 1: first, 2: second } = difference.places
  const where =
    first !== null && second !== null
      ? first === second
        ? w.t('paper.differences.sheet', { first })
        : w.t('paper.differences.sheets', { first, second })
      : w.t(first !== null ? 'paper.differences.only-first' : 'paper.differences.only-second', {
          place: first ?? second ?? 0,
        })
  const { about, items } = drawn(shown, difference)
  return radios({
    words: w,
    name: difference.key,
    idPrefix: difference.key,
    classes: 'govuk-radios--small',
    fieldset: {
      legend: {
        text: html`<span class="kicker">${where}</span><br>${about}`,
        classes: 'govuk-fieldset__legend--s',
      },
    },
    value: choices.get(difference.key) ?? '',
    items,
    ...(wrong === undefined ? {} : { errorMessage: wrong }),
  })
}

function drawn(shown: Shown, difference: Difference): { about: string | Html; items: Item[] } {
  const { w } = shown
  const said = (which: 'first' | 'second', text: string | Html): Item => ({
    value: which,
    text: w.th(`paper.differences.${which}`, { said: html`${text}` }),
  })
  const nothingThere = w.t('paper.differences.nothing')
  if (difference.kind === 'sheet')
    return {
      about: w.t('paper.differences.keyed-once'),
      items: sheetSetAsides.map((why) => ({ value: why, text: w.t(`paper.left-out.${why}`) })),
    }
  if (difference.kind === 'mark') {
    const statement = shown.statements.get(difference.statement)
    const others = allMarks.filter(
      (mark) =>
        !sameMark(mark, difference.first) &&
        !sameMark(mark, difference.second) &&
        (mark.value !== null || !mark.important),
    )
    return {
      about: statement
        ? html`${statement.number}. ${inLanguage(statement.text, statement.language, w)}`
        : nothingThere,
      items: [
        said('first', markWords(w, difference.first)),
        said('second', markWords(w, difference.second)),
        ...others.map((mark) => ({ value: writeMark(mark), text: markWords(w, mark) })),
      ],
    }
  }
  if (difference.kind === 'about') {
    const question = shown.questions.find((each) => each.id === difference.question)
    const { label, options } = question
      ? aboutWordsIn(question, w.language, shown.languages)
      : { label: '', options: [] }
    const answer = (given: typeof difference.first) =>
      given
        ? given.words ||
          w.list(given.options.map((each) => options[each] ?? writeKeyedAbout(given)))
        : nothingThere
    return {
      about: label,
      items: [
        said('first', answer(difference.first)),
        said('second', answer(difference.second)),
        { value: 'neither', text: w.t('paper.differences.neither') },
      ],
    }
  }
  const text = (given: string) =>
    difference.part === 'mayPublish'
      ? w.t(given === 'yes' ? 'paper.yes' : 'paper.no')
      : given === ''
        ? nothingThere
        : html`<span dir="auto">${given}</span>`
  return {
    about: w.t(
      difference.part === 'mayPublish'
        ? 'paper.keying.may-publish'
        : difference.part === 'ownWords'
          ? 'paper.keying.own-words'
          : 'paper.keying.own-statement',
    ),
    items: [said('first', text(difference.first)), said('second', text(difference.second))],
  }
}

const names = { '1': 'agree', '-1': 'disagree', '0': 'unsure' } as const

function markWords(w: Words, mark: Mark): string {
  const key = mark.setAside ?? (mark.value === null ? 'empty' : names[`${mark.value}`])
  const said = w.t(`paper.mark.${key}`)
  return mark.important ? w.list([said, w.t('paper.mark.important')]) : said
}
