import { attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'

/**
 * How far a long job has come. The server draws it, so a reload or another phone shows the same;
 * `refresh` names how often the page reloads itself, with the asset `refresh.js`.
 */
export function progress(options: {
  words: Words
  id: string
  label: Content
  done: number
  /** Left out while it is not known how much there is. */
  total?: number | undefined
  /** This page, for looking again. */
  href: string
  refresh?: number | undefined
  finished?: boolean | undefined
  failed?: Content | undefined
}): Html {
  const { words, id, done, total, finished, failed } = options
  const running = !finished && !failed
  const share = total ? Math.min(done / total, 1) : undefined
  const said = failed
    ? failed
    : finished
      ? words.t('ui.progress.finished')
      : total === undefined
        ? words.t('ui.progress.working', { done: words.number(done) })
        : words.t('ui.progress.done', {
            done: words.number(done),
            total: words.number(total),
            share: words.percent(share ?? 0),
          })
  return html`<div class="meter"${attributes({ 'data-refresh': running ? options.refresh : null })}><label for="${id}">${options.label}</label><progress${attributes(
    { id, max: 100, value: finished ? 100 : share === undefined ? null : Math.floor(share * 100) },
  )}></progress><p class="small soft" role="status">${said}</p>${
    running
      ? html`<p class="small"><a class="govuk-link" href="${options.href}">${words.t('ui.progress.again')}</a></p>`
      : null
  }</div>`
}
