import { Hono } from 'hono'
import { transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { languagesOfPage, type Words } from '../../ui/words/index.ts'
import { header, languageIn, type Partnership } from '../partnerships/index.ts'
import { allow } from '../people/index.ts'
import { attempt, mistakesIn, mistakeSummary, type Mistakes } from './mistake.pages.ts'
import { draftRound } from './round.actions.ts'
import { readDates } from './round-dates.ts'
import { enterPartnership, languageName } from './round-entry.pages.ts'
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
import { routes } from './routes.ts'

const form = wordsForm
  .extend(daysForm.shape)
  .extend(moderationForm.shape)
  .extend(languagesForm.shape)
type Given = Record<string, string | string[]>

/** Beginning a round: its words in one language and how it will run, on one page. */
export function roundDraftPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.newRound, async (c) => {
      const { partnership, w, visit } = await enterPartnership(system, c, 'listening')
      allow(visit.actor, 'draft', { kind: 'round', partnership: partnership.id })
      const given = { languages: partnership.languages, moderation: 'after' }
      return c.render(page(w, partnership, given, {}), head(w, partnership))
    })
    .post(routes.newRound, async (c) => {
      const { partnership, w, visit } = await enterPartnership(system, c, 'listening')
      allow(visit.actor, 'draft', { kind: 'round', partnership: partnership.id })
      const read = await readForm(c, form)
      const now = system.clock.now()
      const given = read.ok ? (read.value as unknown as Given) : read.given
      const days = daysForm.parse(given)
      const { dates, problems } = readDates(
        typedDays(days, 'opens'),
        typedDays(days, 'closes'),
        now,
      )
      const mistakes = { ...(read.ok ? {} : mistakesIn(read.errors)), ...mistakesIn(problems) }
      if (!read.ok || Object.keys(mistakes).length > 0)
        return c.render(page(w, partnership, given, mistakes), head(w, partnership, 422))
      const { language, question, reason, use, invited, moderation } = read.value
      let made = { id: '' }
      const refused = await attempt('languages', () =>
        transaction(system.db, visit.actor, now, async (trx) => {
          made = await draftRound(trx, {
            partnership: partnership.id,
            // In the partnership's order, with the language it was written in.
            languages: partnership.languages.filter(
              (each) => each === language || read.value.languages.includes(each),
            ),
            moderation,
            texts: [{ language, question, reason, use, invited }],
            ...dates,
          })
        }),
      )
      if (refused) return c.render(page(w, partnership, given, refused), head(w, partnership, 422))
      return c.redirect(link(routes.manage, { round: made.id }, { done: 'drafted' }), 303)
    })
}

const head = (w: Words, partnership: Partnership, status?: 422): Head => ({
  title: w.t('listening.draft.title'),
  width: 'reading',
  back: {
    href: link(routes.rounds, { slug: partnership.slug }),
    text: w.t('listening.resident.rounds.title'),
  },
  ...(status ? { status } : {}),
  ...header(partnership, w, 'say'),
  languages: languagesOfPage('listening'),
})

function page(w: Words, partnership: Partnership, given: Given, mistakes: Mistakes): Html {
  const language = languageIn(partnership, w.language)
  const days = daysForm.parse(given)
  const chosen = given['languages']
  return html`${mistakeSummary(w, mistakes)}
    <h1>${w.t('listening.draft.title')}</h1>
    <p class="lead">${w.t('listening.draft.lead')}</p>
    <form method="post" action="${link(routes.newRound, { slug: partnership.slug })}" novalidate>
      <h2>${w.t('listening.words.title')}</h2>
      ${partnership.languages.length > 1 ? insetText({ text: w.t('listening.draft.language', { language: languageName(language) }) }) : null}
      <input type="hidden" name="language" value="${language}">
      ${wordsFields(w, language, given, mistakes)}
      <h2>${w.t('listening.settings.title')}</h2>
      ${
        partnership.languages.length > 1
          ? languageField(
              w,
              partnership.languages,
              Array.isArray(chosen) ? chosen : chosen ? [chosen] : [],
              mistakes,
            )
          : html`<input type="hidden" name="languages" value="${language}">`
      }
      ${moderationField(w, given['moderation'] as string | undefined, mistakes)}
      ${dayField(w, 'opens', typedDays(days, 'opens'), mistakes)}
      ${dayField(w, 'closes', typedDays(days, 'closes'), mistakes)}
      ${button({ text: w.t('listening.draft.save') })}
    </form>`
}
