import { link } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { facts, strong } from '../../ui/components/facts.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import type { Partnership } from '../partnerships/index.ts'
import { noteLine } from './import.actions.ts'
import type { ImportPlan } from './import.ts'
import { routes } from './routes.ts'
import type { WaitingImport } from './waiting-import.sql.ts'

const mostDifferences = 50

/** What would come of the files, before anything of them is stored. */
export function previewPage(
  w: Words,
  partnership: Partnership,
  waiting: WaitingImport,
  plan: ImportPlan,
): Html {
  const removed = plan.statements.filter((each) => each.moderated === -1).length
  const action = link(routes.waitingImport, { slug: partnership.slug, waiting: waiting.id })
  return html`<h1>${w.t('results.import.preview.title')}</h1>
    <p class="lead" dir="auto">${waiting.about.question}</p>
    ${facts({
      large: true,
      items: [
        w.th('results.import.preview.people', { count: plan.participants.length, b: strong }),
        w.th('results.import.preview.statements', { count: plan.statements.length, b: strong }),
        w.th('results.import.preview.responses', { count: plan.standing, b: strong }),
      ],
    })}
    ${plan.standing === 0 ? html`<p><strong>${w.t('results.import.preview.empty')}</strong></p>` : null}
    <ul>${plan.last > 0 ? html`<li>${w.t('results.import.preview.dates', { from: w.date(new Date(plan.first)), to: w.date(new Date(plan.last)) })}</li>` : null}
      <li>${w.t('results.import.preview.removed', { count: removed })}</li>
      ${plan.notes.map((note) => html`<li>${noteLine(w, note)}</li>`)}</ul>
    <h2>${w.t('results.import.preview.counts')}</h2>
    <p>${w.t('results.import.preview.equal', { equal: plan.equal, count: plan.statements.length })}</p>
    ${
      plan.differences.length === 0
        ? null
        : html`<p>${w.t('results.import.preview.differ')}</p>${dataTable({
            words: w,
            id: 'differences',
            caption: w.t('results.import.preview.table', { count: plan.differences.length }),
            columns: [
              { key: 'number', text: w.t('results.import.preview.number') },
              { key: 'said-agree', text: w.t('results.import.preview.said-agree'), numeric: true },
              { key: 'agree', text: w.t('results.import.preview.agree'), numeric: true },
              {
                key: 'said-disagree',
                text: w.t('results.import.preview.said-disagree'),
                numeric: true,
              },
              { key: 'disagree', text: w.t('results.import.preview.disagree'), numeric: true },
            ],
            rows: plan.differences
              .slice(0, mostDifferences)
              .map((each) => [
                w.number(each.number),
                w.number(each.said.agree),
                w.number(each.counted.agree),
                w.number(each.said.disagree),
                w.number(each.counted.disagree),
              ]),
          })}${plan.differences.length > mostDifferences ? html`<p>${w.t('results.import.preview.more', { count: plan.differences.length - mostDifferences })}</p>` : null}`
    }
    <h2>${w.t('results.import.preview.apply.title')}</h2><p>${w.t('results.import.preview.apply.text')}</p>
    <form method="post" action="${action}"><div class="govuk-button-group">
      ${button({ text: w.t('results.import.apply'), name: 'do', value: 'apply', preventDoubleClick: true })}
      ${button({ text: w.t('results.import.discard'), name: 'do', value: 'discard', classes: 'govuk-button--secondary' })}
    </div></form>`
}
