import type { System } from '../../platform/system.ts'
import { link } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes, type Choice } from '../../ui/components/checkboxes.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { filterForm } from '../../ui/components/filter-form.ts'
import { input } from '../../ui/components/input.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import { select } from '../../ui/components/select.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, type Content, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { amount, figuresOf, range, routes as evidence } from '../evidence/index.ts'
import {
  askedStatements,
  barRows,
  insightsOf,
  latestResult,
  publicTestimonies,
  roundsOf,
  saidBefore,
  shownFrom,
  termsIn,
  textIn,
  themesOf,
  wordsOf,
  type Round,
} from '../listening/index.ts'
import {
  allGiven,
  given,
  problemAt,
  problems,
  type Partnership,
  type Sent,
} from '../partnerships/index.ts'
import type { GroundKind } from './ground.ts'
import type { PriorityEntry } from './priority-entry.pages.ts'
import { routes } from './routes.ts'

/** Statements shown of each sort; the rest are found by searching. */
const mostOfEach = 12

type Group = { title: string; items: Choice[] }
export type Choices = {
  rounds: readonly Round[]
  round: Round | undefined
  words: string
  groups: readonly Group[]
  figures: readonly Choice[]
}

/**
 * What may be linked: of one round what all groups share, then what divides them, then what matters
 * a lot to most people; its themes and testimony; what was learned; figures. Or what a search finds
 * in all that this partnership was ever told.
 */
export async function choicesFor(
  system: System,
  w: Words,
  partnership: Partnership,
  linked: readonly string[],
  asked: { round?: string | undefined; words?: string | undefined },
): Promise<Choices> {
  const { db } = system
  const words = asked.words?.trim() ?? ''
  const all = await roundsOf(db, partnership.id)
  const rounds = all.filter((round) => round.openedAt !== null && round.texts.length > 0)
  const round = rounds.find((each) => each.id === asked.round) ?? rounds[0]
  const taken = new Set(linked)
  const groups =
    words === ''
      ? round
        ? await ofRound(system, w, partnership, round)
        : []
      : await found(system, w, partnership, words)
  const figures = (await figuresOf(db, partnership.id))
    .filter((each) => each.withdrawnAt === null)
    .map((each) =>
      choice('figure', each.id, ownWords(w, each.title, each.language), [
        amount(w, each.value, each.unit),
        range(w, each) ?? '',
        each.source,
      ]),
    )
  const free = (items: readonly Choice[]) =>
    items.filter(({ value }) => !taken.has(String(value).split(':')[1]!))
  return {
    rounds,
    round,
    words,
    groups: groups
      .map((group) => ({ ...group, items: free(group.items) }))
      .filter((group) => group.items.length > 0),
    figures: free(figures),
  }
}

function choice(
  kind: GroundKind,
  id: string,
  text: Content,
  facts: readonly string[] = [],
): Choice {
  const hint = facts
    .filter((each) => each !== '')
    .map((each) => each.replace(/[.۔]$/, ''))
    .join(' · ')
  return { value: `${kind}:${id}`, id: `${kind}-${id}`, text, ...(hint === '' ? {} : { hint }) }
}

async function ofRound(
  { db }: System,
  w: Words,
  partnership: Partnership,
  round: Round,
): Promise<Group[]> {
  const [result, asked, themes, testimonies, insights] = await Promise.all([
    latestResult(db, round.id),
    askedStatements(db, round.id),
    themesOf(db, round.id),
    publicTestimonies(db, round.id),
    insightsOf(db, partnership.id),
  ])
  const statements = new Map(asked.map((each) => [each.number, each]))
  const shown = result && shownFrom(w, round.id, result.body, asked)
  const picked = new Set<number>()
  const of = (numbers: readonly number[]): Choice[] =>
    numbers
      .filter((number) => statements.has(number) && !picked.has(number))
      .slice(0, mostOfEach)
      .map((number) => {
        picked.add(number)
        const statement = statements.get(number)!
        const counted = shown?.results.get(number)
        return choice('statement', statement.id, wordsOf(w, statement), [
          ...(shown && counted
            ? barRows(shown, counted).map(({ label, shares }) => agreeing(w, label, shares))
            : []),
          ...(counted && counted.matters > 0
            ? [w.t('priorities.grounds.matters', { people: counted.matters })]
            : []),
        ])
      })
  const mattering = (result?.body.statements ?? [])
    .toSorted((a, b) => b.matters - a.matters || b.agree - a.agree || a.number - b.number)
    .map(({ number }) => number)
  return [
    {
      title: w.t('priorities.grounds.common'),
      items: of((result?.body.common ?? []).map(({ statement }) => statement)),
    },
    {
      title: w.t('priorities.grounds.divides'),
      items: of((result?.body.divisive ?? []).map(({ statement }) => statement)),
    },
    {
      title: w.t(result ? 'priorities.grounds.most' : 'priorities.grounds.statements'),
      items: of(result ? mattering : asked.map(({ number }) => number)),
    },
    {
      title: w.t('priorities.grounds.themes'),
      items: themes.map((each) =>
        choice('theme', each.id, each.title, [
          w.t('results.theme.holds', {
            statements: each.statements.length,
            testimonies: each.testimonies.length,
          }),
        ]),
      ),
    },
    {
      title: w.t('priorities.grounds.testimony'),
      items: testimonies.map((each) =>
        choice('testimony', each.id, ownWords(w, each.text, each.language)),
      ),
    },
    {
      title: w.t('priorities.grounds.insights'),
      items: insights.map((each) =>
        choice('insight', each.id, ownWords(w, each.text, each.language)),
      ),
    },
  ]
}

function agreeing(
  w: Words,
  label: Content,
  { agree, unsure, disagree }: { agree: number; unsure: number; disagree: number },
): string {
  const all = agree + unsure + disagree
  if (all === 0) return ''
  return w.t('priorities.resident.said.agree', {
    label: String(label),
    share: w.percent(agree / all),
  })
}

/** No round is left out of a search here. */
const noRound = '00000000-0000-0000-0000-000000000000'

async function found(
  { db }: System,
  w: Words,
  partnership: Partnership,
  words: string,
): Promise<Group[]> {
  const all = await saidBefore(db, [partnership.id], termsIn(words), noRound)
  const of = (kind: 'statement' | 'testimony' | 'insight') =>
    all
      .filter((each) => each.kind === kind)
      .map((each) =>
        choice(
          kind,
          each.id,
          ownWords(w, each.text, each.language),
          each.roundQuestion === null ? [] : [each.roundQuestion],
        ),
      )
  return [
    { title: w.t('priorities.grounds.statements'), items: of('statement') },
    { title: w.t('priorities.grounds.testimony'), items: of('testimony') },
    { title: w.t('priorities.grounds.insights'), items: of('insight') },
  ]
}

export function drawChoices(
  w: Words,
  { priority, partnership }: PriorityEntry,
  { rounds, round, words, groups, figures }: Choices,
  sent: Sent,
  linked: Html,
): Html {
  const at = { priority: priority.id }
  const kept = {
    ...(round ? { round: round.id } : {}),
    ...(words === '' ? {} : { words }),
  }
  const chosen = allGiven(sent, 'chosen')
  // The first box of all carries the field's name as its id, so that the summary of errors leads to it.
  let first = true
  const boxes = (title: string, items: readonly Choice[]) => {
    const drawn = checkboxes({
      words: w,
      name: 'chosen',
      classes: 'govuk-checkboxes--small',
      fieldset: { legend: { text: title, classes: 'govuk-fieldset__legend--s' } },
      values: chosen,
      items: items.map((each, index) => (first && index === 0 ? { ...each, id: 'chosen' } : each)),
      idPrefix: 'chosen',
      ...(first ? problemAt(w, sent, 'chosen') : {}),
    })
    first = false
    return drawn
  }
  const nothingSaid = rounds.length === 0
  return html`${problems(w, sent)}<h1>${w.t('priorities.grounds.title')}</h1>
    <p class="lead">${ownWords(w, priority.title, priority.language)}</p>
    <p>${w.t('priorities.grounds.lead')}</p>
    ${linked}
    <section class="part" aria-labelledby="choose"><h2 id="choose">${w.t('priorities.grounds.choose')}</h2>
    ${
      nothingSaid
        ? html`<p>${w.t('priorities.grounds.no-rounds')}</p>`
        : filterForm({
            words: w,
            action: link(routes.grounds, at),
            fields: html`${
              rounds.length < 2
                ? null
                : select({
                    words: w,
                    name: 'round',
                    label: w.t('priorities.grounds.round'),
                    value: round?.id,
                    items: rounds.map((each) => ({
                      value: each.id,
                      text: textIn(each, w.language).question,
                    })),
                  })
            }${input({ words: w, name: 'words', label: w.t('priorities.grounds.search'), value: words })}`,
            ...(words === '' ? {} : { clear: link(routes.grounds, at) }),
          })
    }
    ${words !== '' && groups.length === 0 ? emptyState({ title: w.t('priorities.grounds.not-found'), text: w.t('priorities.grounds.not-found.text') }) : null}
    ${
      groups.length + figures.length === 0
        ? null
        : html`<form method="post" action="${link(routes.grounds, at, kept)}" novalidate>
          ${groups.map((group) => boxes(group.title, group.items))}
          ${figures.length > 0 ? boxes(w.t('evidence.resident.title'), figures) : null}
          ${textarea({ words: w, name: 'note', rows: 2, label: w.t('priorities.grounds.note'), hint: w.t('priorities.grounds.note.hint'), value: given(sent, 'note'), ...problemAt(w, sent, 'note') })}
          ${button({ text: w.t('priorities.grounds.go') })}
        </form>`
    }
    <p><a href="${link(evidence.newFigure, { slug: partnership.slug })}">${w.t('evidence.add')}</a></p></section>`
}
