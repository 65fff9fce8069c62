import { attributes } from '../../ui/attributes.ts'
import { button } from '../../ui/components/button.ts'
import { input } from '../../ui/components/input.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import { radios } from '../../ui/components/radios.ts'
import { select } from '../../ui/components/select.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, type Html } from '../../ui/html.ts'
import { isLanguage, languages } from '../../ui/words/index.ts'
import { link } from '../../platform/web/index.ts'
import { wrongAt, type DiagramEntry, type Wrong } from './driver-entry.pages.ts'
import { deepest, pathTo, placesFor, type Branch } from './driver.ts'
import { routes } from './routes.ts'

export type Chosen = { id: string; done: string | undefined; wrong: Wrong | null }

/** The diagram as a list within lists: the same for those who read it, hear it or have a small screen. */
export function outline(
  entry: DiagramEntry,
  notes: ReadonlyMap<string, string>,
  chosen: Chosen | null,
): Html {
  return list(entry, notes, entry.tree, chosen, true)
}

function list(
  entry: DiagramEntry,
  notes: ReadonlyMap<string, string>,
  branches: readonly Branch[],
  chosen: Chosen | null,
  first = false,
): Html {
  return html`<ul${attributes({ class: first ? 'outline' : null })}>${branches.map(
    (branch) =>
      html`<li class="outline__item" id="driver-${branch.id}"${attributes({ tabindex: branch.id === chosen?.id ? '-1' : null })}><div class="outline__box outline__box--${branch.kind}">
        <span class="outline__kind">${entry.w.t(`drivers.resident.one.${branch.kind}`)}</span>
        <a href="${driverLink(entry, branch.id)}"${attributes({ 'aria-current': branch.id === chosen?.id ? 'true' : null })}>${ownWords(entry.w, branch.text, entry.priority.language)}</a>${notes.has(branch.id) ? html` <span class="outline__note">${notes.get(branch.id)}</span>` : null}
        ${branch.id === chosen?.id ? panel(entry, branch, chosen) : null}</div>
        ${branch.branches.length > 0 ? list(entry, notes, branch.branches, chosen) : null}</li>`,
  )}</ul>`
}

export const driverLink = ({ priority }: DiagramEntry, driver: string) =>
  `${link(routes.driver, { priority: priority.id, driver })}#driver-${driver}`

/** What is known of one driver, and for members everything that can be done with it. */
function panel(entry: DiagramEntry, branch: Branch, chosen: Chosen): Html {
  const { w, coverage, doer, partnership } = entry
  const { activities = [], gap = false } = coverage.get(branch.id) ?? {}
  const above = pathTo(entry.tree, branch.id).slice(0, -1)
  return html`<div class="outline__panel">
    ${chosen.done ? html`<p role="status"><strong>${chosen.done}</strong></p>` : null}
    <p class="small">${w.th('drivers.resident.leads-to', {
      path: html`${[entry.priority.title, ...above.map((each) => each.text)].map((text, index) => html`${index > 0 ? ' › ' : ''}${ownWords(w, text, entry.priority.language)}`)}`,
    })}</p>
    ${
      activities.length === 0
        ? html`<p>${w.t(gap ? 'drivers.resident.panel.nobody' : 'drivers.resident.panel.none')}</p>`
        : html`<p>${w.t('drivers.resident.panel.done')}</p><ul>${activities.map(
            (each) =>
              html`<li><a href="${link(routes.activity, { activity: each.id })}">${ownWords(w, each.title, each.language)}</a>: <span dir="auto">${doer(each)}</span></li>`,
          )}</ul>${(coverage.get(branch.id)?.doers ?? 0) > 1 ? html`<p>${w.t('drivers.resident.know-each-other')}</p>` : null}`
    }
    ${
      entry.mayDraw
        ? html`<p><a href="${link(routes.newActivity, { slug: partnership.slug }, { driver: branch.id })}">${w.t('drivers.activity.add-here')}</a></p>${drawing(entry, branch, chosen.wrong)}`
        : null
    }</div>`
}

function drawing(entry: DiagramEntry, branch: Branch, wrong: Wrong | null): Html {
  const { w, priority } = entry
  const at = { priority: priority.id, driver: branch.id }
  const own = isLanguage(priority.language) ? languages[priority.language] : undefined
  const theirs = { lang: priority.language, dir: own?.direction ?? 'auto' }
  const siblings = pathTo(entry.tree, branch.id).at(-2)?.branches ?? entry.tree
  const place = siblings.findIndex((each) => each.id === branch.id)
  const places = placesFor(entry.tree, branch.id)
  const move = (by: 'up' | 'down') =>
    button({
      text: w.t(`drivers.move.${by}`),
      name: 'by',
      value: by,
      classes: 'govuk-button--secondary',
      disabled: by === 'up' ? place === 0 : place === siblings.length - 1,
    })
  return html`<form method="post" action="${link(routes.driver, at)}" novalidate>
      ${textarea({ words: w, name: 'text', rows: 2, label: w.t('drivers.change.text'), value: wrong?.field === 'text' ? wrong.given : branch.text, attributes: theirs, ...wrongAt(wrong, 'text') })}
      ${wrong?.field === 'text' && wrong.given !== branch.text ? html`<p>${w.th('drivers.change.now', { text: html`<q>${ownWords(w, branch.text, priority.language)}</q>` })}</p>` : null}
      <input type="hidden" name="seen" value="${branch.text}">
      ${button({ text: w.t('drivers.change.go'), classes: 'govuk-button--secondary' })}
    </form>
    ${
      branch.kind === 'change-idea' || branch.depth >= deepest
        ? null
        : html`<form method="post" action="${link(routes.drivers, { priority: priority.id })}" novalidate>
      <input type="hidden" name="parent" value="${branch.id}">
      ${input({ words: w, name: 'text', id: 'under-text', label: w.t('drivers.under.text'), value: wrong?.field === 'under-text' ? wrong.given : '', attributes: theirs, ...wrongAt(wrong, 'under-text') })}
      ${radios({
        words: w,
        name: 'idea',
        classes: 'govuk-radios--inline govuk-radios--small',
        fieldset: { legend: w.t('drivers.under.kind') },
        value: 'no',
        items: [
          { value: 'no', text: w.t('drivers.under.cause') },
          { value: 'yes', text: w.t('drivers.under.idea') },
        ],
      })}
      ${button({ text: w.t('drivers.under.go') })}
    </form>`
    }
    <form method="post" action="${link(routes.driverPlace, at)}"><p class="row">${move('up')} ${move('down')}</p></form>
    ${
      places.length === 0
        ? null
        : html`<form method="post" action="${link(routes.driverPlace, at)}" novalidate>
      ${select({
        words: w,
        name: 'under',
        label: w.t('drivers.move.under'),
        ...wrongAt(wrong, 'under'),
        items: places.map((each) =>
          each === null
            ? { value: 'top', text: w.t('drivers.move.top') }
            : { value: each.id, text: `${'– '.repeat(each.depth)}${each.text}` },
        ),
      })}
      ${button({ text: w.t('drivers.move.go'), classes: 'govuk-button--secondary' })}
    </form>`
    }
    <p><a href="${link(routes.driverRemoval, at)}">${w.t('drivers.remove')}</a></p>`
}
