import { dotMap } from '../../ui/charts/dot-map.ts'
import { glyph } from '../../ui/charts/dots.ts'
import { html, type Html } from '../../ui/html.ts'
import { groupName, statementLink, wordsOf, type Shown } from './result-statement-list.pages.ts'
import type { ResultStatement, Tally } from './result.ts'

/** Each group by what sets it apart; never by who is in it. */
export function groupList(shown: Shown): Html {
  const { w, body } = shown
  return html`<ul class="group-list">${body.groups.map(
    (group, index) =>
      html`<li class="card"><h3 class="group-list__name"><svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">${glyph([[8, 8]], index)}</svg>${groupName(w, group.label)} <span class="group-list__size">${w.t('results.resident.people', { people: group.size })}</span></h3>
        ${
          group.distinctive.length === 0
            ? html`<p>${w.t('results.resident.groups.nothing')}</p>`
            : html`<p>${w.t('results.resident.groups.apart')}</p><ul>${group.distinctive
                .filter((each) => shown.texts.has(each.statement))
                .slice(0, 4)
                .map((each) => distinctive(shown, index, each))}</ul>`
        }</li>`,
  )}</ul>`
}

function distinctive(
  shown: Shown,
  group: number,
  each: { statement: number; direction: 'agree' | 'disagree' },
): Html {
  const { w } = shown
  const result = shown.results.get(each.statement)!
  const { inside, outside } = sharesApart(result, group, each.direction)
  return html`<li><a class="govuk-link" href="${statementLink(shown.round, each.statement)}">${wordsOf(w, shown.texts.get(each.statement)!)}</a><br><span class="soft">${w.t(
    `results.resident.groups.${each.direction}`,
    { inside: w.percent(inside), outside: w.percent(outside) },
  )}</span></li>`
}

/** The share of a group on one side, and of everyone in the other groups. */
function sharesApart(
  result: ResultStatement,
  group: number,
  direction: 'agree' | 'disagree',
): { inside: number; outside: number } {
  const side = direction === 'agree' ? 0 : 2
  const share = (tallies: readonly Tally[]) => {
    const of = tallies.reduce((sum, each) => sum + each[0] + each[1] + each[2], 0)
    return of === 0 ? 0 : tallies.reduce((sum, each) => sum + each[side], 0) / of
  }
  return {
    inside: share([result.groups[group]!]),
    outside: share(result.groups.filter((_, index) => index !== group)),
  }
}

/** Whether there are groups, and how sure that is. */
export function groupsSaid({ w, body }: Shown): Html {
  if (body.groups.length > 0)
    return html`<p>${w.t('results.resident.groups.found', { groups: body.groups.length, people: body.placed })}</p><p class="confidence"><strong>${w.t(`results.resident.groups.sure.${body.certainty}`)}</strong> ${w.t('results.resident.groups.drawn', { share: w.percent(body.steadiness) })}</p>`
  const why = body.tooFew
    ? 'results.resident.groups.too-few'
    : body.structure
      ? 'results.resident.groups.by-degrees'
      : body.placed < 4
        ? 'results.resident.groups.few-people'
        : 'results.resident.groups.none'
  return html`<p><strong>${w.t('results.resident.groups.no-clear')}</strong> ${w.t(why)}</p>`
}

export function opinionDots(shown: Shown, csv: string): Html {
  const { w, body } = shown
  const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  return html`${dotMap({
    words: w,
    id: 'map',
    title: w.t('results.resident.map.chart'),
    csv,
    points: body.points.map(([x, y, group]) => ({ x, y, group: letters[group] })),
    groups: body.groups.map((group, index) => ({
      id: letters[index]!,
      name: groupName(w, group.label),
    })),
  })}${
    body.thinned > 1
      ? html`<p class="small soft">${w.t('results.resident.map.thinned', { step: body.thinned, people: body.placed })}</p>`
      : null
  }`
}
