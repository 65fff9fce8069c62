import type { Database } from '../../platform/database/index.ts'
import type { ThreadStep } from '../../platform/thread/index.ts'
import { facts, strong } from '../../ui/components/facts.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import { shareBars, sharesKey } from '../../ui/components/share-bar.ts'
import { testimony } from '../../ui/components/testimony.ts'
import { html, type Html } from '../../ui/html.ts'
import { isLanguage, type Words } from '../../ui/words/index.ts'
import { figureCard, figuresAmong, type Figure } from '../evidence/index.ts'
import { themesAmong, threadSteps } from '../listening/index.ts'
import type { Ground } from './ground.ts'
import { groundsOf } from './ground.sql.ts'

/** What some priorities rest on, with everything needed to say it. */
export type Resting = {
  grounds: ReadonlyMap<string, readonly Ground[]>
  /** Statements, testimony and insights, said plainly; also those that themes hold. */
  steps: ReadonlyMap<string, ThreadStep>
  themes: ReadonlyMap<string, { title: string; statements: string[]; testimonies: string[] }>
  figures: ReadonlyMap<string, Figure>
}

export async function restingOf(
  db: Database,
  w: Words,
  priorities: readonly string[],
): Promise<Resting> {
  const grounds = await groundsOf(db, priorities)
  const of = (...kinds: Ground['kind'][]) =>
    [...grounds.values()].flat().flatMap(({ kind, node }) => (kinds.includes(kind) ? [node] : []))
  const themes = await themesAmong(db, of('theme'))
  const nodes = [
    ...of('statement', 'testimony', 'insight'),
    ...themes.flatMap((theme) => [...theme.statements, ...theme.testimonies]),
  ]
  const [steps, figures] = await Promise.all([
    threadSteps(db, [...new Set(nodes)], w),
    figuresAmong(db, of('figure')),
  ])
  return {
    grounds,
    steps: new Map(steps.map((step) => [step.id, step])),
    themes: new Map(themes.map((theme) => [theme.id, theme])),
    figures: new Map(figures.map((figure) => [figure.id, figure])),
  }
}

/** All that people said, with their numbers; or, plainly, that nothing is linked. */
export function saidWords(w: Words, resting: Resting, priority: string): Html {
  const grounds = (resting.grounds.get(priority) ?? []).filter(({ kind }) => kind !== 'figure')
  if (grounds.length === 0) return html`<p>${w.t('priorities.resident.said.none')}</p>`
  const of = (kind: Ground['kind']) => grounds.filter((each) => each.kind === kind)
  const [statements, testimonies, themes, insights] = [
    of('statement'),
    of('testimony'),
    of('theme'),
    of('insight'),
  ]
  const counted = statements.some(({ node }) => resting.steps.get(node)?.counted)
  return html`${counted ? sharesKey(w) : null}${
    statements.length === 0
      ? null
      : html`<ul class="findings">${statements.map((ground) => statementItem(w, resting.steps.get(ground.node), ground.note))}</ul>`
  }${testimonies.map((ground) => html`${quoted(w, resting.steps.get(ground.node))}${noted(w, ground.note)}`)}${themes.map(
    (ground) => themePart(w, resting, ground),
  )}${
    insights.length === 0
      ? null
      : html`<h3>${w.t('priorities.resident.said.learned')}</h3><ul class="findings">${insights.map((ground) => learnedItem(w, resting.steps.get(ground.node), ground.note))}</ul>`
  }`
}

function statementItem(w: Words, step: ThreadStep | undefined, note: string): Html {
  if (!step || step.title === null)
    return html`<li class="finding"><p class="soft">${w.t('priorities.resident.said.gone')}</p></li>`
  const said = ownWords(w, step.title, step.language)
  return html`<li class="finding"><h3 class="finding__words">${step.href ? html`<a href="${step.href}">${said}</a>` : said}</h3>
    ${step.original ? html`<p class="soft small">${w.t('results.resident.statement.original')} ${ownWords(w, step.original.text, step.original.language)}</p>` : null}
    ${numbers(w, step)}${noted(w, note)}</li>`
}

/** How each group answered and how many did. */
function numbers(w: Words, { counted }: ThreadStep): Html | null {
  if (!counted || counted.people === 0)
    return html`<p class="soft">${w.t('priorities.resident.said.uncounted')}</p>`
  return html`${shareBars({ words: w, rows: counted.rows.map(({ label, ...shares }) => ({ label, shares })), key: false })}${facts(
    {
      items: [
        w.th('results.resident.answered', { people: counted.people, b: strong }),
        ...(counted.matters > 0
          ? [w.th('results.resident.matters', { people: counted.matters, b: strong })]
          : []),
        ...(counted.common ? [w.t('priorities.resident.said.common')] : []),
      ],
    },
  )}`
}

function quoted(w: Words, step: ThreadStep | undefined): Html {
  if (!step || step.title === null)
    return html`<p class="soft">${w.t('priorities.resident.said.gone')}</p>`
  return testimony({
    quote: step.title,
    source: `${step.who} · ${w.date(step.at, 'month')}`,
    ...(isLanguage(step.language) && step.language !== w.language
      ? { language: step.language }
      : {}),
  })
}

function themePart(w: Words, resting: Resting, ground: Ground): Html {
  const theme = resting.themes.get(ground.node)
  if (!theme) return html`<p class="soft">${w.t('priorities.resident.said.gone')}</p>`
  return html`<section class="theme" aria-labelledby="theme-${ground.node}"><h3 id="theme-${ground.node}">${theme.title}</h3>${noted(w, ground.note)}
    ${theme.statements.length > 0 ? html`<ul>${theme.statements.map((id) => inTheme(w, resting.steps.get(id)))}</ul>` : null}
    ${theme.testimonies.map((id) => quoted(w, resting.steps.get(id)))}</section>`
}

function inTheme(w: Words, step: ThreadStep | undefined): Html | null {
  if (!step || step.title === null) return null
  const said = ownWords(w, step.title, step.language)
  return html`<li>${step.href ? html`<a href="${step.href}">${said}</a>` : said}${agreed(w, step)}</li>`
}

function learnedItem(w: Words, step: ThreadStep | undefined, note: string): Html {
  if (!step || step.title === null)
    return html`<li class="finding"><p class="soft">${w.t('priorities.resident.said.gone')}</p></li>`
  const said = ownWords(w, step.title, step.language)
  return html`<li class="finding"><p class="finding__words">${step.href ? html`<a href="${step.href}">${said}</a>` : said}</p>${noted(w, note)}</li>`
}

const noted = (w: Words, note: string): Html | null =>
  note === ''
    ? null
    : html`<p class="soft"><strong>${w.t('priorities.resident.note')}</strong> ${note}</p>`

/** The words that say most for a priority, for a list: what all groups share first, then what most answered. */
export function someWords(w: Words, resting: Resting, priority: string, most = 3): Html {
  const steps = (resting.grounds.get(priority) ?? [])
    .flatMap(({ node, kind }) => {
      const theme = kind === 'theme' ? resting.themes.get(node) : undefined
      return theme ? [...theme.statements, ...theme.testimonies] : [node]
    })
    .flatMap((node) => resting.steps.get(node) ?? [])
    .filter((step) => step.quote && step.title !== null)
  const ordered = [...new Set(steps)].toSorted(
    (a, b) =>
      Number(b.counted?.common ?? false) - Number(a.counted?.common ?? false) ||
      (b.counted?.people ?? 0) - (a.counted?.people ?? 0),
  )
  if (ordered.length === 0) return html`<p class="soft">${w.t('priorities.resident.said.none')}</p>`
  return html`<ul>${ordered
    .slice(0, most)
    .map(
      (step) => html`<li><q>${ownWords(w, step.title!, step.language)}</q>${agreed(w, step)}</li>`,
    )}</ul>`
}

/** “Group A: 91% agree. Group B: 84% agree.” */
function agreed(w: Words, { counted }: ThreadStep): Html | null {
  if (!counted || counted.people === 0) return null
  return html` <span class="soft">${counted.rows
    .map(({ label, agree, unsure, disagree }) => {
      const all = agree + unsure + disagree
      return all === 0
        ? ''
        : w.t('priorities.resident.said.agree', { label, share: w.percent(agree / all) })
    })
    .filter((text) => text !== '')
    .join(' ')}</span>`
}

/** The figures, second to what people said. */
export function figurePart(w: Words, resting: Resting, priority: string): Html {
  const grounds = (resting.grounds.get(priority) ?? []).filter(({ kind }) => kind === 'figure')
  if (grounds.length === 0) return html`<p>${w.t('priorities.resident.figures.none')}</p>`
  return html`${grounds.map((ground) => {
    const figure = resting.figures.get(ground.node)
    return figure && figureCard(w, figure, { note: noted(w, ground.note) })
  })}`
}
