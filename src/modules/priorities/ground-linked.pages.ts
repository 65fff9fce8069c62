import { link } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { details } from '../../ui/components/details.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, type Html } from '../../ui/html.ts'
import { amount } from '../evidence/index.ts'
import type { Ground } from './ground.ts'
import type { Resting } from './ground-words.pages.ts'
import type { PriorityEntry } from './priority-entry.pages.ts'
import { routes } from './routes.ts'

/** What is linked already, each with its note: to mend and to take away while it is a draft. */
export function linkedPart(entry: PriorityEntry, resting: Resting): Html {
  const { priority, w } = entry
  const grounds = resting.grounds.get(priority.id) ?? []
  return html`<section class="part" aria-labelledby="linked"><h2 id="linked">${w.t('priorities.grounds.linked')}</h2>${
    grounds.length === 0
      ? html`<p>${w.t('priorities.resident.said.none')}</p>`
      : html`<ul class="findings">${grounds.map((ground) => one(entry, ground, wordsOf(entry, ground, resting)))}</ul>`
  }${priority.publishedAt === null ? null : html`<p class="soft">${w.t('priorities.grounds.kept')}</p>`}</section>`
}

function wordsOf({ w }: PriorityEntry, { node }: Ground, resting: Resting): Html {
  const step = resting.steps.get(node)
  if (step?.title) return ownWords(w, step.title, step.language)
  const figure = resting.figures.get(node)
  if (figure)
    return html`${ownWords(w, figure.title, figure.language)}: ${amount(w, figure.value, figure.unit)}`
  return html`${resting.themes.get(node)?.title ?? w.t('priorities.resident.said.gone')}`
}

function one({ priority, w }: PriorityEntry, ground: Ground, said: Html): Html {
  const at = { priority: priority.id, node: ground.node }
  const hidden = html`<span class="govuk-visually-hidden">: ${said}</span>`
  return html`<li class="finding"><p class="finding__words">${said}</p>
    <p class="soft">${w.t(`priorities.ground.${ground.kind}`)}${ground.note === '' ? null : html` · ${ground.note}`}</p>
    ${
      priority.publishedAt === null
        ? details({
            summary: html`${w.t('priorities.grounds.mend')}${hidden}`,
            text: html`<form method="post" action="${link(routes.ground, at)}" novalidate>${textarea({ words: w, name: 'note', id: `note-${ground.node}`, rows: 2, label: w.t('priorities.grounds.note'), value: ground.note })}${button({ text: w.t('priorities.grounds.note.go'), classes: 'govuk-button--secondary' })}</form>
              <form method="post" action="${link(routes.groundRemoval, at)}">${button({ text: html`${w.t('priorities.grounds.remove')}${hidden}`, classes: 'govuk-button--secondary' })}</form>`,
          })
        : null
    }</li>`
}
