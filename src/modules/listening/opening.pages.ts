import { Hono } from 'hono'
import { reading, transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { summaryList } from '../../ui/components/summary-list.ts'
import { day } from '../../ui/components/timestamp.ts'
import { warningText } from '../../ui/components/warning-text.ts'
import { html, nothing, type Content, type Html } from '../../ui/html.ts'
import { routes as partnerships } from '../partnerships/index.ts'
import { NotReady, openRound } from './opening.actions.ts'
import { missingToOpen, type Missing } from './opening.ts'
import { readinessOf } from './opening.sql.ts'
import { enterRound, inLanguage, languageName, type RoundEntry } from './round-entry.pages.ts'
import { routes } from './routes.ts'
import { safeguardingPeople } from './safeguarding.sql.ts'

/** The last look before a round goes out: all that it will say, and what it still needs. */
export function openingPages(system: System): Hono<Env> {
  const unnamed = async (partnership: string) =>
    (await safeguardingPeople(system.db, partnership)).length === 0

  return new Hono<Env>()
    .get(routes.opening, async (c) => {
      const entry = await enterRound(system, c, 'open')
      const { round, visit, w } = entry
      if (round.openedAt !== null) return c.redirect(link(routes.manage, { round: round.id }), 303)
      const ready = await reading(system.db, visit.actor, (db) => readinessOf(db, round.id))
      const missing = missingToOpen(round, ready, system.clock.now())
      return c.render(
        page(entry, ready.statements, missing, false, await unnamed(round.partnership)),
        entry.head(w.t('listening.opening.title'), { width: 'reading' }),
      )
    })
    .post(routes.opening, async (c) => {
      const entry = await enterRound(system, c, 'open')
      const { round, visit, w } = entry
      try {
        await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
          openRound(trx, round.id),
        )
      } catch (error) {
        if (!(error instanceof NotReady)) throw error
        const ready = await reading(system.db, visit.actor, (db) => readinessOf(db, round.id))
        return c.render(
          page(entry, ready.statements, error.missing, true, await unnamed(round.partnership)),
          entry.head(w.t('listening.opening.title'), { width: 'reading', status: 422 }),
        )
      }
      const done = round.opensAt && round.opensAt > system.clock.now() ? 'opens-later' : 'opened'
      return c.redirect(link(routes.manage, { round: round.id }, { done }), 303)
    })
}

/** Where each thing that is missing is put right. */
const mended: Record<Missing['what'], (round: string) => string> = {
  words: (round) => link(routes.words, { round }),
  'about-words': (round) => link(routes.aboutQuestions, { round }),
  statements: (round) => link(routes.statements, { round }),
  'prior-reading': (round) => link(routes.priorReading, { round }),
  'closes-in-past': (round) => link(routes.settings, { round }),
  'closes-before-opening': (round) => link(routes.settings, { round }),
}

function page(
  entry: RoundEntry,
  statements: number,
  missing: Missing[],
  tried: boolean,
  unnamed: boolean,
): Html {
  const { round, partnership, w } = entry
  const said = missing.map((each) => ({
    text: w.t(`listening.missing.${each.what}`, {
      languages: 'languages' in each ? w.list(each.languages.map(languageName)) : '',
    }),
    href: mended[each.what](round.id),
  }))
  const row = (key: Content, value: Content) => ({ key, value })
  return html`${tried && said.length > 0 ? errorSummary({ words: w, errorList: said }) : nothing}
    <h1>${w.t('listening.opening.title')}</h1>
    ${unnamed ? html`${warningText({ words: w, text: w.t('moderation.safeguarding.unnamed') })}<p><a href="${link(partnerships.members, { slug: partnership.slug })}">${w.t('moderation.safeguarding.name-someone')}</a></p>` : nothing}
    ${round.texts.map(
      (text) =>
        html`${round.languages.length > 1 ? html`<h2>${languageName(text.language)}</h2>` : null}${summaryList(
          {
            rows: (['question', 'reason', 'use', 'invited'] as const).map((field) =>
              row(w.t(`listening.words.${field}`), inLanguage(text[field], text.language, w)),
            ),
          },
        )}`,
    )}
    <h2>${w.t('listening.settings.title')}</h2>
    ${summaryList({
      rows: [
        row(
          w.t('listening.settings.opens'),
          round.opensAt ? day({ words: w, when: round.opensAt }) : w.t('listening.opening.at-once'),
        ),
        row(
          w.t('listening.settings.closes'),
          round.closesAt
            ? day({ words: w, when: round.closesAt })
            : w.t('listening.opening.no-last-day'),
        ),
        row(
          w.t('listening.settings.moderation'),
          w.t(`listening.settings.moderation.${round.moderation}`),
        ),
        row(w.t('listening.statements.title'), w.number(statements)),
      ],
    })}
    ${
      said.length > 0
        ? html`<h2>${w.t('listening.opening.missing')}</h2><ul>${said.map((each) => html`<li><a href="${each.href}">${each.text}</a></li>`)}</ul>`
        : html`${warningText({ words: w, text: w.t('listening.opening.stands') })}
          <form method="post" action="${link(routes.opening, { round: round.id })}">${button({ text: w.t(round.opensAt && round.openedAt === null ? 'listening.opening.go-later' : 'listening.opening.go'), preventDoubleClick: true })}</form>`
    }`
}
