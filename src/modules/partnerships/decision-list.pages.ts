import { Hono } from 'hono'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { day, timestamp } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { can } from '../people/index.ts'
import { inLanguage } from './decision-entry.pages.ts'
import { stateOf, type Decision, type DecisionState } from './decision.ts'
import { decisionsOf, isPublic } from './decision.sql.ts'
import { enter } from './entry.pages.ts'
import { header } from './header.pages.ts'
import { routes } from './routes.ts'

type Listed = { decision: Decision; state: DecisionState }

/** What a partnership has decided, is deciding and could not decide. Drafts stand here for members. */
export function decisionListPages(system: System): Hono<Env> {
  return new Hono<Env>().get(routes.decisions, async (c) => {
    const { partnership, words: w, visit } = await enter(system, c)
    const thing = { kind: 'decision', partnership: partnership.id } as const
    const listed = await reading(system.db, visit.actor, async (db) => {
      const all: Listed[] = []
      for (const decision of await decisionsOf(db, partnership.id)) {
        const announced = decision.openedAt === null && (await isPublic(db, decision.id))
        all.push({ decision, state: stateOf(decision, announced) })
      }
      return all
    })
    const of = (...states: DecisionState[]) => listed.filter(({ state }) => states.includes(state))
    const carried = of('closed').filter(({ decision }) => decision.result?.outcome === 'carried')
    const failed = of('closed').filter(({ decision }) => decision.result?.outcome !== 'carried')
    const title = w.t('decisions.resident.title')
    const put = {
      href: link(routes.newDecision, { slug: partnership.slug }),
      text: w.t('decisions.resident.put'),
    }
    const mayPut = can(visit.actor, 'put', thing)
    const body = html`<h1>${title}</h1>
      <p class="lead">${w.t('decisions.resident.lead')}</p>
      ${mayPut && listed.length > 0 ? html`<p>${button(put)}</p>` : null}
      ${
        listed.length === 0
          ? emptyState({
              title: w.t('decisions.resident.none'),
              text: w.t('decisions.resident.none.text'),
              ...(mayPut ? { action: put } : {}),
            })
          : null
      }
      ${part(w, 'draft', of('draft'))}
      ${part(w, 'open', of('open'))}
      ${part(w, 'announced', of('announced'))}
      ${part(w, 'decided', carried)}
      ${part(w, 'failed', failed)}`
    return c.render(body, { title, ...header(partnership, w, 'decisions') } satisfies Head)
  })
}

function part(
  w: Words,
  name: 'draft' | 'open' | 'announced' | 'decided' | 'failed',
  list: readonly Listed[],
): Html | null {
  if (list.length === 0) return null
  return html`<section class="part" aria-labelledby="${name}"><h2 id="${name}">${w.t(`decisions.resident.list.${name}`)}</h2>
    <ul class="findings">${list.map(({ decision }) => entry(w, decision))}</ul></section>`
}

function entry(w: Words, decision: Decision): Html {
  const { result, openedAt, closesAt } = decision
  const chosen = decision.options.find(({ id }) => id === result?.option)
  return html`<li class="finding"><h3 class="finding__words"><a href="${link(routes.decision, { decision: decision.id })}">${inLanguage(decision.question, decision.language, w)}</a></h3>
    ${chosen ? html`<p>${w.th('decisions.resident.chosen', { option: inLanguage(chosen.text, decision.language, w) })}</p>` : null}
    ${result && result.outcome !== 'carried' ? html`<p>${w.t(`decisions.resident.outcome.${result.outcome}`)}</p>` : null}
    ${result ? html`<p class="soft">${w.th('decisions.resident.closed-on', { date: day({ words: w, when: result.closedAt }) })}</p>` : null}
    ${!result && openedAt && closesAt ? html`<p class="soft">${w.th('decisions.resident.closes', { when: timestamp({ words: w, when: closesAt }) })}</p>` : null}
    ${!result && openedAt && !closesAt ? html`<p class="soft">${w.t('decisions.resident.open-at-meeting')}</p>` : null}</li>`
}
