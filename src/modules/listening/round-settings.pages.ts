import { Hono } from 'hono'
import { transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { attempt, mistakesIn, mistakeSummary, type Mistakes } from './mistake.pages.ts'
import { changeSettings, changeWhileOpen, writeWords } from './round.actions.ts'
import { readDates, typedDay, type TypedDay } from './round-dates.ts'
import { enterRound, languageName, type RoundEntry } from './round-entry.pages.ts'
import {
  dayField,
  daysForm,
  languageField,
  languagesForm,
  moderationField,
  moderationForm,
  typedDays,
  wordsFields,
  wordsForm,
} from './round-fields.pages.ts'
import { languagesMissing } from './opening.ts'
import { textIn, type Round } from './round.ts'
import { routes } from './routes.ts'

const settingsForm = daysForm.extend(moderationForm.shape).extend({
  languages: languagesForm.shape.languages.optional(),
})
type Given = Record<string, string | string[] | undefined>

/** The words of a draft in each of its languages, and how it will run. */
export function roundSettingsPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.words, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const { round, w } = entry
      const language = chosenLanguage(round, c.req.query('language'))
      const given = round.texts.find((text) => text.language === language) ?? {}
      const body =
        round.openedAt === null ? wordsPage(entry, language, given, {}) : wordsStand(w, round)
      return c.render(body, wordsHead(entry, language))
    })
    .post(routes.words, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const { round, visit } = entry
      const read = await readForm(c, wordsForm)
      let mistakes: Mistakes | null = read.ok ? null : mistakesIn(read.errors)
      if (read.ok)
        mistakes = await attempt('question', () =>
          transaction(system.db, visit.actor, system.clock.now(), (trx) =>
            writeWords(trx, round.id, read.value),
          ),
        )
      if (mistakes === null && read.ok) {
        const next = languagesMissing(round).find((each) => each !== read.value.language)
        return c.redirect(
          next
            ? link(routes.words, { round: round.id }, { language: next, done: 'saved' })
            : link(routes.manage, { round: round.id }, { done: 'words' }),
          303,
        )
      }
      const given = read.ok ? read.value : read.given
      const language = chosenLanguage(round, String(given['language'] ?? ''))
      return c.render(
        wordsPage(entry, language, given, mistakes ?? {}),
        wordsHead(entry, language, 422),
      )
    })
    .get(routes.settings, async (c) => {
      const entry = await enterRound(system, c, 'change')
      return c.render(
        settingsPage(entry, asTyped(entry.round), {}),
        entry.head(entry.w.t('listening.settings.title'), { width: 'reading' }),
      )
    })
    .post(routes.settings, async (c) => {
      const entry = await enterRound(system, c, 'change')
      const { round, w, visit } = entry
      const read = await readForm(c, settingsForm)
      const now = system.clock.now()
      const given: Given = read.ok ? read.value : read.given
      const days = daysForm.parse(given)
      const { dates, problems } = readDates(
        typedDays(days, 'opens'),
        typedDays(days, 'closes'),
        now,
      )
      let mistakes: Mistakes = {
        ...(read.ok ? {} : mistakesIn(read.errors)),
        ...mistakesIn(problems),
      }
      if (read.ok && Object.keys(mistakes).length === 0) {
        const { moderation, languages = [] } = read.value
        mistakes =
          (await attempt('closes', () =>
            transaction(system.db, visit.actor, now, (trx) =>
              round.openedAt === null
                ? changeSettings(trx, round.id, {
                    ...dates,
                    moderation,
                    languages: entry.partnership.languages.filter((each) =>
                      languages.includes(each),
                    ),
                  })
                : changeWhileOpen(trx, round.id, { closesAt: dates.closesAt, moderation }),
            ),
          )) ?? {}
        if (Object.keys(mistakes).length === 0)
          return c.redirect(link(routes.manage, { round: round.id }, { done: 'settings' }), 303)
      }
      return c.render(
        settingsPage(entry, { ...given, ...days }, mistakes),
        entry.head(w.t('listening.settings.title'), { width: 'reading', status: 422 }),
      )
    })
}

const chosenLanguage = (round: Round, asked: string | undefined): string =>
  round.languages.find((each) => each === asked) ??
  languagesMissing(round)[0] ??
  round.languages[0]!

/** A round in several languages has a page of words for each. */
function wordsHead(entry: RoundEntry, language: string, status?: 422): Head {
  const { round, w } = entry
  const title = w.t('listening.words.title')
  return entry.head(round.languages.length > 1 ? `${title} (${languageName(language)})` : title, {
    width: 'reading',
    ...(status ? { status } : {}),
  })
}

function wordsPage(
  { round, w }: RoundEntry,
  language: string,
  given: object,
  mistakes: Mistakes,
): Html {
  const missing = new Set(languagesMissing(round))
  const first = round.texts.find((text) => text.language === round.languages[0])
  return html`${mistakeSummary(w, mistakes)}
    <h1>${w.t('listening.words.title')}</h1>
    ${
      round.languages.length > 1
        ? html`<nav aria-label="${w.t('listening.words.languages')}"><ul>${round.languages.map(
            (each) =>
              html`<li>${each === language ? html`<strong aria-current="page">${languageName(each)}</strong>` : html`<a href="${link(routes.words, { round: round.id }, { language: each })}">${languageName(each)}</a>`} ${missing.has(each) ? html`<span class="soft">– ${w.t('listening.words.missing')}</span>` : html`<span class="soft">– ${w.t('listening.words.whole')}</span>`}</li>`,
          )}</ul></nav>`
        : null
    }
    <form method="post" action="${link(routes.words, { round: round.id })}" novalidate>
      <input type="hidden" name="language" value="${language}">
      ${wordsFields(w, language, given, mistakes, first)}
      ${button({ text: w.t('listening.save') })}
    </form>`
}

function wordsStand(w: Words, round: Round): Html {
  const text = textIn(round, w.language)
  return html`<h1>${w.t('listening.words.title')}</h1>
    <p>${w.t('listening.words.stand')}</p>
    <dl class="govuk-summary-list">${(['question', 'reason', 'use', 'invited'] as const).map(
      (field) =>
        html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${w.t(`listening.words.${field}`)}</dt><dd class="govuk-summary-list__value" lang="${text.language}">${text[field]}</dd></div>`,
    )}</dl>`
}

function asTyped(round: Round): Given {
  const boxes = (which: string, typed: TypedDay) =>
    Object.fromEntries(Object.entries(typed).map(([part, value]) => [`${which}-${part}`, value]))
  return {
    ...boxes('opens', typedDay(round.opensAt)),
    ...boxes('closes', typedDay(round.closesAt)),
    moderation: round.moderation,
    languages: round.languages,
  }
}

function settingsPage(
  { round, partnership, w }: RoundEntry,
  given: Given,
  mistakes: Mistakes,
): Html {
  const days = daysForm.parse(given)
  const chosen = given['languages']
  const draft = round.openedAt === null
  return html`${mistakeSummary(w, mistakes)}
    <h1>${w.t('listening.settings.title')}</h1>
    ${draft ? null : html`<p>${w.t('listening.settings.open')}</p>`}
    <form method="post" action="${link(routes.settings, { round: round.id })}" novalidate>
      ${draft ? languageField(w, partnership.languages, Array.isArray(chosen) ? chosen : chosen ? [chosen] : [], mistakes) : null}
      ${moderationField(w, given['moderation'] as string | undefined, mistakes)}
      ${
        draft
          ? dayField(w, 'opens', typedDays(days, 'opens'), mistakes)
          : html`${(['day', 'month', 'year'] as const).map((part) => html`<input type="hidden" name="opens-${part}" value="${days[`opens-${part}`]}">`)}`
      }
      ${dayField(w, 'closes', typedDays(days, 'closes'), mistakes)}
      ${button({ text: w.t('listening.save') })}
    </form>`
}
