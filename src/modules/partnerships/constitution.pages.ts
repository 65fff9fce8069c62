import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { details } from '../../ui/components/details.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { day } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { allow, can } from '../people/index.ts'
import { setUpConstitution } from './constitution.actions.ts'
import { rulesFields, rulesGiven, rulesShape } from './constitution-fields.pages.ts'
import {
  changedRules,
  quorumOf,
  ruleNames,
  sinceVersion,
  sourceOf,
  startingRules,
  type Constitution,
  type Rule,
} from './constitution.ts'
import { constitutionOf, constitutionsOf, maySetUp } from './constitution.sql.ts'
import { enter } from './entry.pages.ts'
import { header, membersHeader, ownLanguage } from './header.pages.ts'
import { interestCount } from './interest.sql.ts'
import { memberCounts } from './member.sql.ts'
import type { Partnership } from './partnership.ts'
import { problems, titled, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'
import { ruleInWords } from './rule-words.pages.ts'

/** The rules a partnership decides by, for anybody to read; set up by its chair until the first question is opened. */
export function constitutionPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.constitution, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c)
      const [versions, counts, interests, settingUp] = await Promise.all([
        constitutionsOf(system.db, partnership.id),
        memberCounts(system.db, partnership.id),
        interestCount(system.db, partnership.id),
        reading(system.db, visit.actor, (db) => maySetUp(db, partnership.id)),
      ])
      const title = w.t('constitution.resident.title')
      const slug = { slug: partnership.slug }
      const thing = { kind: 'partnership', partnership: partnership.id } as const
      const maySet = settingUp && can(visit.actor, 'set-up', thing)
      const mayAsk =
        !settingUp && can(visit.actor, 'put', { kind: 'decision', partnership: partnership.id })
      const [now, ...earlier] = versions
      const members = counts.resident + counts.organisation
      const body = html`${
        c.req.query('done') === 'set-up'
          ? notificationBanner({
              words: w,
              type: 'success',
              text: w.t('constitution.resident.done.set-up'),
            })
          : nothing
      }<h1>${title}</h1>
        <p class="lead">${w.t('constitution.resident.lead')}</p>
        ${now && now.quorumShare === null ? insetText({ text: w.t('constitution.resident.quorum-first') }) : null}
        ${now ? html`<ul class="findings">${ruleNames.map((rule) => said(w, partnership, versions, rule, members))}</ul>` : html`<p>${w.t('constitution.resident.none')}</p>`}
        <h2>${w.t('constitution.resident.people')}</h2>
        <p>${w.t('constitution.resident.people.now', { members, residents: counts.resident })}</p>
        <p>${w.t('constitution.resident.interests', { count: interests })}</p>
        <p><a href="${link(routes.trustedOrganisation, slug)}">${w.t('constitution.resident.money.link')}</a></p>
        ${
          maySet
            ? html`<p>${button({ href: link(routes.constitutionSetUp, slug), text: w.t('constitution.resident.set-up') })}</p>`
            : mayAsk
              ? html`<p>${button({ href: link(routes.constitutionChange, slug), text: w.t('constitution.resident.change') })}</p>`
              : null
        }
        ${
          now && earlier.length > 0
            ? html`<h2>${w.t('constitution.resident.earlier')}</h2>${versions.map((each, index) => version(w, partnership, each, versions[index + 1]))}`
            : null
        }`
      return c.render(body, {
        title,
        width: 'reading',
        back: { href: link(routes.front, slug), text: partnership.name },
        ...header(partnership, w),
      } satisfies Head)
    })
    .get(routes.constitutionSetUp, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'constitution')
      allow(visit.actor, 'set-up', { kind: 'partnership', partnership: partnership.id })
      const here = link(routes.constitution, { slug: partnership.slug })
      if (!(await reading(system.db, visit.actor, (db) => maySetUp(db, partnership.id))))
        return c.redirect(here, 303)
      const now = await constitutionOf(system.db, partnership.id, system.clock.now())
      const sent = rulesGiven(now ?? startingRules(partnership.nation))
      return c.render(drawSetUp(w, partnership, sent), setUpHead(w, partnership, sent))
    })
    .post(routes.constitutionSetUp, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'constitution')
      allow(visit.actor, 'set-up', { kind: 'partnership', partnership: partnership.id })
      const read = await readForm(c, z.object(rulesShape))
      if (!read.ok)
        return c.render(drawSetUp(w, partnership, read), {
          ...setUpHead(w, partnership, read),
          status: 422,
        })
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        setUpConstitution(trx, partnership.id, read.value),
      )
      return c.redirect(
        link(routes.constitution, { slug: partnership.slug }, { done: 'set-up' }),
        303,
      )
    })
}

/** One rule as a sentence, what it means today, and where it comes from. */
function said(
  w: Words,
  partnership: Partnership,
  versions: readonly Constitution[],
  rule: Rule,
  members: number,
): Html {
  const now = versions[0]!
  const words = ruleInWords(w, rule, now)
  if (words === '') return nothing
  const need = rule === 'quorumShare' ? quorumOf(members, now) : null
  return html`<li class="finding" id="${rule}"><p class="finding__words"${rule === 'other' ? ownLanguage(partnership, w) : null}>${words}</p>
    ${need === null ? null : html`<p>${w.t('constitution.resident.quorum-today', { need, members })}</p>`}
    <p class="soft">${origin(w, partnership, rule, versions)}</p></li>`
}

/** Where a rule comes from: what everybody here starts with, or the day and the decision that set it. */
function origin(
  w: Words,
  partnership: Partnership,
  rule: Rule,
  versions: readonly Constitution[],
): Html {
  const since = sinceVersion(rule, versions)
  if (since.version === 1)
    return html`${w.t(`constitution.resident.source.${sourceOf(rule, partnership.nation)}`)}`
  return since.decision
    ? html`<a href="${link(routes.decision, { decision: since.decision })}">${w.t('constitution.resident.source.decided', { date: w.date(since.adoptedAt) })}</a>`
    : html`${w.t('constitution.resident.source.set-up', { date: w.date(since.adoptedAt) })}`
}

/** A version and what it changed. */
function version(
  w: Words,
  partnership: Partnership,
  each: Constitution,
  before: Constitution | undefined,
): Html {
  const changed = before ? changedRules(before, each) : ruleNames
  return details({
    summary: w.t('constitution.resident.version', { version: each.version }),
    text: html`<p>${day({ words: w, when: each.adoptedAt })} · ${
      each.decision
        ? html`<a href="${link(routes.decision, { decision: each.decision })}">${w.t('constitution.resident.by-decision')}</a>`
        : w.t(before ? 'constitution.resident.by-chair' : 'constitution.resident.by-founding')
    }</p>
      <ul>${changed
        .map((rule) => ({ rule, words: ruleInWords(w, rule, each) }))
        .filter(({ words }) => words !== '')
        .map(
          ({ rule, words }) =>
            html`<li${rule === 'other' ? ownLanguage(partnership, w) : null}>${words}</li>`,
        )}</ul>`,
  })
}

function setUpHead(w: Words, partnership: Partnership, sent: Sent): Head {
  return {
    title: titled(w, sent, w.t('constitution.set-up.title')),
    width: 'reading',
    back: {
      href: link(routes.constitution, { slug: partnership.slug }),
      text: w.t('constitution.resident.title'),
    },
    ...membersHeader(partnership, w),
  }
}

function drawSetUp(w: Words, partnership: Partnership, sent: Sent): Html {
  return html`${problems(w, sent)}
    <h1>${w.t('constitution.set-up.title')}</h1>
    <p class="lead">${w.t('constitution.set-up.lead')}</p>
    <form method="post" action="${link(routes.constitutionSetUp, { slug: partnership.slug })}" novalidate>
      ${rulesFields(w, sent)}
      ${button({ text: w.t('constitution.set-up.go') })}
    </form>`
}
