import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { details } from '../../ui/components/details.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { radios } from '../../ui/components/radios.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import { isLanguage, languages, type Words } from '../../ui/words/index.ts'
import {
  attempt,
  doneBanner,
  mistakeAt,
  mistakesIn,
  mistakeSummary,
  type Mistakes,
} from './mistake.pages.ts'
import { enterRound, inLanguage, languageName, type RoundEntry } from './round-entry.pages.ts'
import type { Round } from './round.ts'
import { routes } from './routes.ts'
import {
  addStartingStatements,
  moveStatement,
  removeStatement,
  rewordStatement,
  translateStatement,
} from './starting-statement.actions.ts'
import { adviceOn, type Advice } from './statement-advice.ts'
import { similarInDraft, type SimilarStatement } from './similar-statement.sql.ts'
import type { Statement } from './statement.ts'
import { statementById, statementsOf } from './statement.sql.ts'

const addForm = z.object({
  statements: z
    .string({ error: 'listening.refused.no-statements' })
    .min(1, 'listening.refused.no-statements'),
  language: z.string({ error: 'listening.refused.language-not-in-round' }),
})
const placeForm = z.object({
  direction: z.enum(['up', 'down'], { error: 'listening.refused.direction' }),
})

/** What people are given to respond to first: added many at once, put in order, worded with advice. */
export function startingStatementPages(system: System): Hono<Env> {
  const statementIn = async (entry: RoundEntry, c: Context<Env>): Promise<Statement> => {
    const found = await reading(system.db, entry.visit.actor, (db) =>
      statementById(db, c.req.param('statement') ?? ''),
    )
    if (!found || found.round !== entry.round.id) throw notFound()
    return found
  }
  const act = (entry: RoundEntry, work: Parameters<typeof transaction>[3]) =>
    transaction(system.db, entry.visit.actor, system.clock.now(), work)
  const list = (entry: RoundEntry) =>
    reading(system.db, entry.visit.actor, async (db) => ({
      all: await statementsOf(db, entry.round.id),
      // Once the round is open people are shown what is alike as they write.
      alike: entry.round.openedAt === null ? await similarInDraft(db, entry.round.id) : new Map(),
    }))
  const back = (entry: RoundEntry, done: string) =>
    link(routes.statements, { round: entry.round.id }, { done })

  return new Hono<Env>()
    .get(routes.statements, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const body = listPage(entry, await list(entry), c.req.query('done'), {}, {})
      return c.render(
        body,
        entry.head(entry.w.t('listening.statements.title'), { width: 'reading' }),
      )
    })
    .post(routes.statements, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const read = await readForm(c, addForm)
      const mistakes = read.ok
        ? await attempt('statements', () =>
            act(entry, (trx) =>
              addStartingStatements(
                trx,
                entry.round.id,
                read.value.statements,
                read.value.language,
              ),
            ),
          )
        : mistakesIn(read.errors)
      if (mistakes === null) return c.redirect(back(entry, 'added'), 303)
      const body = listPage(
        entry,
        await list(entry),
        undefined,
        read.ok ? read.value : read.given,
        mistakes,
      )
      return c.render(
        body,
        entry.head(entry.w.t('listening.statements.title'), { width: 'reading', status: 422 }),
      )
    })
    .get(routes.statement, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const statement = await statementIn(entry, c)
      return c.render(editPage(entry, statement, {}, {}), editHead(entry, statement))
    })
    .post(routes.statement, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const statement = await statementIn(entry, c)
      const { round } = entry
      const given = await readForm(c, z.record(z.string(), z.string().catch('')))
      if (!given.ok) throw notFound()
      let mistakes: Mistakes = {}
      const typed = given.value
      if (round.openedAt === null && statement.source !== 'insight')
        mistakes =
          (await attempt('text', () =>
            act(entry, (trx) => rewordStatement(trx, round.id, statement.id, typed['text'] ?? '')),
          )) ?? {}
      for (const language of others(round, statement)) {
        const field = `text-${language}`
        const text = typed[field] ?? ''
        if (text === (statement.translations[language] ?? '')) continue
        const wrong = await attempt(field, () =>
          act(entry, (trx) => translateStatement(trx, statement.id, language, text)),
        )
        mistakes = { ...mistakes, ...wrong }
      }
      if (Object.keys(mistakes).length === 0) return c.redirect(back(entry, 'changed'), 303)
      return c.render(editPage(entry, statement, typed, mistakes), {
        ...editHead(entry, statement),
        status: 422,
      })
    })
    .post(routes.statementPlace, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const read = await readForm(c, placeForm)
      if (!read.ok) throw notFound()
      const statement = await statementIn(entry, c)
      await act(entry, (trx) =>
        moveStatement(trx, entry.round.id, statement.id, read.value.direction),
      )
      return c.redirect(`${back(entry, 'moved')}#statement-${statement.id}`, 303)
    })
    .post(routes.statementRemoval, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const statement = await statementIn(entry, c)
      await act(entry, (trx) => removeStatement(trx, entry.round.id, statement.id))
      return c.redirect(back(entry, 'removed'), 303)
    })
}

const others = (round: Round, statement: Statement) =>
  round.languages.filter((language) => language !== statement.language)

const editHead = (entry: RoundEntry, { number }: Statement) =>
  entry.head(`${entry.w.t('listening.statement.title')} (${number})`, {
    width: 'reading',
    back: {
      href: link(routes.statements, { round: entry.round.id }),
      text: entry.w.t('listening.statements.title'),
    },
  })

const done = {
  added: 'listening.done.statements-added',
  changed: 'listening.done.statement-changed',
  moved: 'listening.done.statement-moved',
  removed: 'listening.done.statement-removed',
  reused: 'listening.done.reused',
} as const

type Given = Record<string, string | string[] | undefined>

function listPage(
  entry: RoundEntry,
  { all, alike }: { all: readonly Statement[]; alike: ReadonlyMap<string, SimilarStatement> },
  said: string | undefined,
  given: Given,
  mistakes: Mistakes,
): Html {
  const { round, w } = entry
  const draft = round.openedAt === null
  const shown = all.filter((each) => draft || each.source !== 'participant')
  return html`${doneBanner(w, said, done)}${mistakeSummary(w, mistakes)}
    <h1>${w.t('listening.statements.title')}</h1>
    <p class="lead">${w.t('listening.statements.lead')}</p>
    ${draft ? null : insetText({ text: w.t('listening.statements.stand') })}
    ${
      shown.length === 0
        ? emptyState({
            title: w.t('listening.statements.none'),
            text: w.t('listening.statements.none.text'),
          })
        : html`<ul class="findings">${shown.map((each, index) => listed(entry, each, alike.get(each.id), index, shown.length))}</ul>`
    }
    ${draft ? addingForm(w, round, given, mistakes) : nothing}
    ${details({ summary: w.t('listening.advice.title'), text: html`<ul>${(['double', 'loaded', 'question', 'long', 'negative', 'absolute', 'jargon'] as const).map((each) => html`<li>${w.t(`listening.advice.${each}`)}</li>`)}</ul>` })}`
}

function addingForm(w: Words, round: Round, given: Given, mistakes: Mistakes): Html {
  const chosen = String(given['language'] ?? round.languages[0])
  return html`<h2>${w.t('listening.statements.add')}</h2>
    <form method="post" action="${link(routes.statements, { round: round.id })}" novalidate>
      ${textarea({
        words: w,
        name: 'statements',
        rows: 8,
        label: w.t('listening.statements.lines'),
        hint: w.t('listening.statements.lines.hint'),
        errorMessage: mistakeAt(w, mistakes, 'statements'),
        value: String(given['statements'] ?? ''),
      })}
      ${
        round.languages.length > 1
          ? radios({
              words: w,
              name: 'language',
              fieldset: { legend: w.t('listening.statements.language') },
              value: chosen,
              items: round.languages.map((each) => ({ value: each, text: languageName(each) })),
            })
          : html`<input type="hidden" name="language" value="${chosen}">`
      }
      ${button({ text: w.t('listening.statements.add.go') })}
    </form>`
}

function listed(
  entry: RoundEntry,
  statement: Statement,
  alike: SimilarStatement | undefined,
  index: number,
  of: number,
): Html {
  const { round, w } = entry
  const at = { round: round.id, statement: statement.id }
  const missing = others(round, statement).filter((each) => !statement.translations[each])
  const about = html`<span class="govuk-visually-hidden">: ${inLanguage(statement.text, statement.language, w)}</span>`
  const small = 'quiet-button'
  const move = (direction: 'up' | 'down') =>
    html`<form method="post" action="${link(routes.statementPlace, at)}"><input type="hidden" name="direction" value="${direction}"><button class="${small}">${w.t(`listening.statements.${direction}`)}${about}</button></form>`
  return html`<li class="finding" id="statement-${statement.id}"><p class="finding__words"><b>${w.number(statement.number)}</b> ${inLanguage(statement.text, statement.language, w)}</p>
    ${statement.source === 'insight' ? html`<p class="soft">${w.t('listening.statements.reused')}</p>` : null}
    ${advised(w, statement)}
    ${alike ? html`<p class="soft">${w.t('listening.advice.mark')} ${w.t('listening.statements.alike', { number: alike.number })} ${inLanguage(alike.text, alike.language, w)}</p>` : null}
    ${missing.length > 0 ? html`<p class="soft">${w.t('listening.statements.missing', { languages: w.list(missing.map(languageName)) })}</p>` : null}
    <div class="row"><a href="${link(routes.statement, at)}">${w.t('listening.change')}${about}</a>${
      round.openedAt === null
        ? html`${index > 0 ? move('up') : null}${index < of - 1 ? move('down') : null}<form method="post" action="${link(routes.statementRemoval, at)}"><button class="${small}">${w.t('listening.statements.remove')}${about}</button></form>`
        : null
    }</div></li>`
}

/** What could make it hard to answer; somebody else’s words are left as they are. */
function advised(w: Words, statement: Statement): Html {
  const advice: Advice[] =
    statement.source === 'insight' ? [] : adviceOn(statement.text, statement.language)
  if (advice.length === 0) return nothing
  return html`<ul class="soft">${advice.map((each) => html`<li>${w.t('listening.advice.mark')} ${w.t(`listening.advice.${each}`)}</li>`)}</ul>`
}

function editPage(entry: RoundEntry, statement: Statement, given: Given, mistakes: Mistakes): Html {
  const { round, w } = entry
  const may = round.openedAt === null && statement.source !== 'insight'
  const box = (field: string, language: string, label: string, value: string) =>
    textarea({
      words: w,
      name: field,
      rows: 3,
      label: { text: label, classes: 'govuk-label--s' },
      errorMessage: mistakeAt(w, mistakes, field),
      value: String(given[field] ?? value),
      attributes: {
        lang: language,
        dir: isLanguage(language) ? languages[language].direction : 'auto',
      },
    })
  return html`${mistakeSummary(w, mistakes)}<h1>${w.t('listening.statement.title')}</h1>
    ${advised(w, statement)}
    <form method="post" action="${link(routes.statement, { round: round.id, statement: statement.id })}" novalidate>
      ${
        may
          ? box('text', statement.language, languageName(statement.language), statement.text)
          : html`<blockquote>${inLanguage(statement.text, statement.language, w)}</blockquote><p class="soft">${w.t(statement.source === 'insight' ? 'listening.statements.reused' : 'listening.statements.stand')}</p>`
      }
      ${others(round, statement).map((language) => box(`text-${language}`, language, w.t('listening.statement.in', { language: languageName(language) }), statement.translations[language] ?? ''))}
      ${may || others(round, statement).length > 0 ? button({ text: w.t('listening.save') }) : null}
    </form>`
}
