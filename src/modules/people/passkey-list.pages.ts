import { link } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { input } from '../../ui/components/input.ts'
import { summaryList } from '../../ui/components/summary-list.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { passkeyNameLength } from './passkey.ts'
import type { passkeysOf } from './passkey.sql.ts'
import { routes } from './routes.ts'

type Passkeys = Awaited<ReturnType<typeof passkeysOf>>

/** A person's passkeys, each with its removal, and a form to add one where the browser can. */
export function passkeySection(w: Words, passkeys: Passkeys, work: boolean): Html {
  return html`<h2 class="govuk-heading-m" id="passkeys">${w.t('people.passkeys.title')}</h2>
    <p>${w.t('people.passkeys.about')}</p>
    ${
      passkeys.length === 0
        ? html`<p>${w.t('people.passkeys.none')}</p>`
        : summaryList({
            rows: passkeys.map((passkey) => ({
              key: passkey.name || w.t('people.passkeys.unnamed'),
              value: html`<p>${w.t('people.passkeys.since', { date: w.date(passkey.since) })}</p>
                <form method="post" action="${link(routes.passkeyRemoval, { passkey: passkey.id })}">
                  ${button({
                    text: html`${w.t('people.passkeys.remove')}<span class="govuk-visually-hidden">: ${passkey.name || w.t('people.passkeys.unnamed')}</span>`,
                    classes: 'govuk-button--secondary',
                  })}
                </form>`,
            })),
          })
    }
    ${work ? newPasskey(w) : html`<p>${w.t('people.passkey.needs-name')}</p>`}`
}

// Shown by the script, where the browser has passkeys at all.
function newPasskey(w: Words): Html {
  return html`<form
    method="post"
    action="${routes.passkeys}"
    data-passkey="${routes.newPasskeyChallenge}"
    data-new
    data-failed="${w.t('people.passkeys.failed')}"
    hidden
  >
    ${input({
      words: w,
      name: 'name',
      id: 'passkey-name',
      label: { text: w.t('people.passkeys.name'), classes: 'govuk-label--s' },
      hint: w.t('people.passkeys.name.hint'),
      maxlength: passkeyNameLength,
      autocomplete: 'off',
    })}
    <p role="alert"></p>
    ${button({ text: w.t('people.passkeys.add'), classes: 'govuk-button--secondary' })}
  </form>`
}
