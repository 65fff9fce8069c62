import { button } from '../../ui/components/button.ts'
import { table } from '../../ui/components/table.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { browserName } from './browser.ts'
import { routes } from './routes.ts'
import type { sessionsOf } from './session.sql.ts'

type Sessions = Awaited<ReturnType<typeof sessionsOf>>

/** Where a person is signed in, and a way to end it everywhere at once. */
export function sessionSection(w: Words, sessions: Sessions, here: string | undefined): Html {
  return html`<h2 class="govuk-heading-m" id="sessions">${w.t('people.sessions.title')}</h2>
    ${table({
      caption: w.t('people.sessions.caption'),
      captionClasses: 'govuk-visually-hidden',
      head: [
        { text: w.t('people.sessions.browser') },
        { text: w.t('people.sessions.since') },
        { text: w.t('people.sessions.until') },
      ],
      firstCellIsHeader: true,
      rows: sessions.map((session) => [
        {
          text: html`${browserName(session.browser) ?? w.t('people.sessions.unknown')}${session.token === here ? html` <strong>(${w.t('people.sessions.here')})</strong>` : null}`,
        },
        { text: `${w.date(session.since)}, ${w.time(session.since)}` },
        { text: w.date(session.until) },
      ]),
    })}
    <form method="post" action="${routes.sessionsEnd}">
      ${button({ text: w.t('people.sessions.end'), classes: 'govuk-button--secondary' })}
    </form>`
}
