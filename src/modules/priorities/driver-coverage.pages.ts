import { dataTable } from '../../ui/components/data-table.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import { link } from '../../platform/web/index.ts'
import { doublesIn, gapsIn } from './activity.ts'
import type { DiagramEntry } from './driver-entry.pages.ts'
import { driverLink } from './driver-outline.pages.ts'
import { allOf, type Branch } from './driver.ts'
import { routes } from './routes.ts'

/**
 * Under a box: how many do something about it, or that nobody does yet. A branch that is empty says so
 * once, at its top, and a diagram that nothing is mapped onto says nothing.
 */
export function notesOf({ tree, coverage, w }: DiagramEntry): Map<string, string> {
  const mapped = [...coverage].filter(([, { doers }]) => doers > 0)
  if (mapped.length === 0) return new Map()
  return new Map([
    ...mapped.map(
      ([id, { doers }]) => [id, w.t('drivers.resident.note.doers', { doers })] as const,
    ),
    ...gapsIn(tree, coverage).map(
      ({ driver }) => [driver.id, w.t('drivers.resident.note.nobody')] as const,
    ),
  ])
}

/** What nobody does and what several do, in words, and all of it as a table. Nobody is ranked. */
export function coveragePart(entry: DiagramEntry): Html {
  const { w, tree, coverage, doer, priority, partnership } = entry
  if (tree.length === 0) return nothing
  const gaps = gapsIn(tree, coverage)
  const doubles = doublesIn(tree, coverage)
  const said = (branch: Branch) =>
    html`<a href="${driverLink(entry, branch.id)}">${ownWords(w, branch.text, priority.language)}</a>`
  return html`<section class="part" aria-labelledby="already"><h2 id="already">${w.t('drivers.resident.already')}</h2>
    <h3>${w.t('drivers.resident.gaps')}</h3>
    ${
      gaps.length === 0
        ? html`<p>${w.t('drivers.resident.gaps.none')}</p>`
        : html`<ul>${gaps.map(({ driver, below }) => html`<li>${w.th('drivers.resident.gap', { driver: said(driver), below })}</li>`)}</ul>`
    }
    <h3>${w.t('drivers.resident.doubles')}</h3>
    ${
      doubles.length === 0
        ? html`<p>${w.t('drivers.resident.doubles.none')}</p>`
        : html`<ul>${doubles.map(
            (branch) =>
              html`<li>${w.th('drivers.resident.double', {
                driver: said(branch),
                doers: coverage.get(branch.id)!.doers,
                who: html`<span dir="auto">${w.list([...new Set(coverage.get(branch.id)!.activities.map(doer))])}</span>`,
              })}</li>`,
          )}</ul>`
    }
    ${dataTable({
      words: w,
      id: 'coverage',
      caption: w.t('drivers.resident.table'),
      columns: [
        { key: 'driver', text: w.t('drivers.resident.table.driver') },
        { key: 'kind', text: w.t('drivers.resident.table.kind') },
        { key: 'who', text: w.t('drivers.resident.table.who') },
      ],
      rows: allOf(tree).map((branch) => {
        const { activities = [], gap = false } = coverage.get(branch.id) ?? {}
        return [
          said(branch),
          w.t(`drivers.resident.one.${branch.kind}`),
          activities.length === 0
            ? w.t(gap ? 'drivers.resident.note.nobody' : 'drivers.resident.table.none')
            : html`<ul class="plain-list">${activities.map((each) => html`<li><span dir="auto">${doer(each)}</span>: <a href="${link(routes.activity, { activity: each.id })}">${ownWords(w, each.title, each.language)}</a></li>`)}</ul>`,
        ]
      }),
    })}
    <p><a href="${link(routes.activities, { slug: partnership.slug })}">${w.t('drivers.resident.activities.all')}</a></p></section>`
}
