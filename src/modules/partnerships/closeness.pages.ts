import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { radios } from '../../ui/components/radios.ts'
import { select } from '../../ui/components/select.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Content, type Html } from '../../ui/html.ts'
import { languagesOfPage, type Words } from '../../ui/words/index.ts'
import { allow, can, namesOf } from '../people/index.ts'
import {
  dayOf,
  organisationById,
  organisationName,
  organisationsAsOf,
  organisationsById,
  type Organisation,
} from '../places/index.ts'
import { chooseCloseness } from './closeness.actions.ts'
import { holds, isLevel, levels, stepsBack, type Closeness, type Side } from './closeness.ts'
import { closenessOf, contactsOfSide, neighboursOf } from './closeness.sql.ts'
import { enter } from './entry.pages.ts'
import { header } from './header.pages.ts'
import type { Partnership } from './partnership.ts'
import { speaksFor } from './representative.sql.ts'
import { routes } from './routes.ts'

const form = z.object({
  side: z.enum(['partnership', 'organisation']),
  level: z.coerce.number().refine(isLevel),
})

/** How near a partnership and an organisation work: each chooses, and nobody else is shown. */
export function closenessPages(system: System): Hono<Env> {
  /** The two, and for which of them the visitor may read and choose. */
  async function enterWith(c: Context<Env>) {
    const { partnership, words: w, visit } = await enter(system, c, 'closeness')
    const { actor } = visit
    if (actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
    const organisation = await organisationById(system.db, c.req.param('organisation') ?? '')
    if (!organisation) throw notFound()
    const thing = { kind: 'partnership', partnership: partnership.id } as const
    const speaks = await speaksFor(system.db, actor.person, organisation.id, partnership.id)
    if (!speaks && !can(actor, 'see-members', thing)) throw notAllowed()
    const sides: Side[] = [
      ...(can(actor, 'set-closeness', thing) ? (['partnership'] as const) : []),
      ...(speaks ? (['organisation'] as const) : []),
    ]
    return { partnership, w, visit, organisation, sides }
  }

  return new Hono<Env>()
    .get(routes.closeness, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'closeness')
      const thing = { kind: 'partnership', partnership: partnership.id } as const
      allow(visit.actor, 'see-members', thing)
      const chosen = c.req.query('organisation')
      if (chosen)
        return c.redirect(
          link(routes.closenessWith, { slug: partnership.slug, organisation: chosen }),
          303,
        )
      const neighbours = await reading(system.db, visit.actor, (db) =>
        neighboursOf(db, partnership.id),
      )
      const [organisations, all] = await Promise.all([
        organisationsById(
          system.db,
          neighbours.map((each) => each.organisation),
        ),
        organisationsAsOf(system.db, dayOf(system.clock.now())),
      ])
      const others = all.filter(({ id }) => !organisations.has(id))
      const title = w.t('closeness.title')
      const body = html`<h1>${title}</h1>
        <p class="lead">${w.t('closeness.lead')}</p>
        <p>${w.t('closeness.free')}</p>
        ${
          neighbours.length === 0
            ? emptyState({ title: w.t('closeness.none'), text: w.t('closeness.none.text') })
            : dataTable({
                words: w,
                id: 'closeness',
                caption: title,
                columns: [
                  { key: 'organisation', text: w.t('closeness.organisation') },
                  { key: 'holds', text: w.t('closeness.holds') },
                  { key: 'ours', text: w.t('closeness.ours') },
                  { key: 'theirs', text: w.t('closeness.theirs') },
                ],
                rows: neighbours.map((each): Content[] => [
                  html`<a href="${link(routes.closenessWith, { slug: partnership.slug, organisation: each.organisation })}">${called(w, organisations.get(each.organisation))}</a>`,
                  html`<b>${w.t(`closeness.level.${holds(each.chosen)}`)}</b>`,
                  w.t(`closeness.level.${each.chosen.partnership}`),
                  w.t(`closeness.level.${each.chosen.organisation}`),
                ]),
              })
        }
        ${
          others.length === 0
            ? null
            : html`<h2>${w.t('closeness.another')}</h2><form method="get" action="${link(routes.closeness, { slug: partnership.slug })}">${select(
                {
                  words: w,
                  name: 'organisation',
                  label: w.t('closeness.organisation'),
                  items: others.map((each) => ({
                    value: each.id,
                    text: organisationName(each, w.language),
                  })),
                },
              )}${button({ text: w.t('closeness.look'), classes: 'govuk-button--secondary' })}</form>`
        }
        ${whatEachMeans(w)}`
      return c.render(body, { ...head(w, partnership), title })
    })
    .get(routes.closenessWith, async (c) => {
      const { partnership, w, visit, organisation, sides } = await enterWith(c)
      const chosen = await reading(system.db, visit.actor, (db) =>
        closenessOf(db, partnership.id, organisation.id),
      )
      const now = holds(chosen)
      const body = called(w, organisation)
      const title = w.t('closeness.with', { partnership: partnership.name, organisation: body })
      const names = now >= 2 ? await contactNames(system, partnership, organisation) : null
      const content = html`${
        c.req.query('done') === undefined
          ? nothing
          : notificationBanner({ words: w, type: 'success', text: w.t('closeness.done') })
      }<h1>${title}</h1>
        <p class="lead">${w.th('closeness.now', { level: html`<b>${w.t(`closeness.level.${now}`)}</b>` })}</p>
        <ul><li>${w.t('closeness.chose', { who: partnership.name, level: w.t(`closeness.level.${chosen.partnership}`) })}</li>
        <li>${w.t('closeness.chose', { who: body, level: w.t(`closeness.level.${chosen.organisation}`) })}</li></ul>
        <p>${w.t('closeness.lower')}</p>
        ${names ? contacts(w, partnership.name, body, names) : null}
        ${sides.map((side) => choosing(w, partnership, organisation, side, chosen, sides.length > 1))}
        ${whatEachMeans(w)}`
      return c.render(content, { ...head(w, partnership), title })
    })
    .post(routes.closenessWith, async (c) => {
      const { partnership, visit, organisation } = await enterWith(c)
      const read = await readForm(c, form)
      if (!read.ok) throw new Refusal('app.refused.field', 422)
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        chooseCloseness(trx, {
          partnership: partnership.id,
          organisation: organisation.id,
          ...read.value,
        }),
      )
      return c.redirect(
        link(
          routes.closenessWith,
          { slug: partnership.slug, organisation: organisation.id },
          { done: 'chosen' },
        ),
        303,
      )
    })
}

const called = (w: Words, organisation: Organisation | undefined) =>
  organisation ? organisationName(organisation, w.language) : '–'

function head(w: Words, partnership: Partnership): Omit<Head, 'title'> {
  return {
    width: 'reading',
    back: { href: link(routes.front, { slug: partnership.slug }), text: partnership.name },
    ...header(partnership, w),
    languages: languagesOfPage('closeness'),
  }
}

type Names = Record<Side, string[]>

/** Whom to call on each side: shown to both once they are in touch, by name alone. */
async function contactNames(
  system: System,
  partnership: Partnership,
  organisation: Organisation,
): Promise<Names> {
  const [ours, theirs] = await Promise.all([
    contactsOfSide(system.db, partnership.id, organisation.id, 'partnership'),
    contactsOfSide(system.db, partnership.id, organisation.id, 'organisation'),
  ])
  const names = await namesOf(system.db, [...ours, ...theirs])
  const named = (ids: string[]) => ids.map((id) => names.get(id) ?? '').filter(Boolean)
  return { partnership: named(ours), organisation: named(theirs) }
}

function contacts(w: Words, partnership: string, organisation: string, names: Names): Html {
  const line = (who: string, people: readonly string[]) =>
    html`<li>${who}: ${people.length > 0 ? w.list(people) : w.t('closeness.nobody-named')}</li>`
  return html`<h2>${w.t('closeness.call')}</h2>
    <ul>${line(partnership, names.partnership)}${line(organisation, names.organisation)}</ul>`
}

/** Choosing for one side: stepping back is one press; coming nearer is a choice among the levels. */
function choosing(
  w: Words,
  partnership: Partnership,
  organisation: Organisation,
  side: Side,
  chosen: Closeness,
  both: boolean,
): Html {
  const at = link(routes.closenessWith, { slug: partnership.slug, organisation: organisation.id })
  const who = side === 'partnership' ? partnership.name : called(w, organisation)
  const own = chosen[side]
  return html`<h2>${both ? w.t('closeness.choose.for', { who }) : w.t('closeness.choose')}</h2>
    ${
      own === 1
        ? null
        : html`<p>${w.t('closeness.back.text')}</p><div class="row">${stepsBack(own).map(
            (level) =>
              html`<form method="post" action="${at}"><input type="hidden" name="side" value="${side}"><input type="hidden" name="level" value="${level}">${button({ text: w.t('closeness.back', { level: w.t(`closeness.level.${level}`) }), classes: 'govuk-button--secondary' })}</form>`,
          )}</div>`
    }
    <form method="post" action="${at}" novalidate>
      <input type="hidden" name="side" value="${side}">
      ${radios({
        words: w,
        name: 'level',
        idPrefix: `level-${side}`,
        fieldset: { legend: w.t('closeness.choose.legend', { who }) },
        value: String(own),
        items: levels.map((level) => ({
          value: String(level),
          text: w.t(`closeness.level.${level}`),
          hint: w.t(`closeness.level.${level}.short`),
        })),
      })}
      ${button({ text: w.t('closeness.go') })}
    </form>`
}

/** Each level with what it implies, spelled out, and what no level ever shares. */
function whatEachMeans(w: Words): Html {
  return html`<h2>${w.t('closeness.means')}</h2>
    ${levels.map(
      (
        level,
      ) => html`<section class="card"><h3 class="govuk-heading-s">${w.t(`closeness.level.${level}`)}</h3>
      <p>${w.t(`closeness.level.${level}.short`)}</p>
      <p><b>${w.t('closeness.shared')}</b> ${w.t(`closeness.level.${level}.shared`)}</p>
      <p><b>${w.t('closeness.not-shared')}</b> ${w.t(`closeness.level.${level}.not-shared`)}</p></section>`,
    )}
    <p><b>${w.t('closeness.never')}</b> ${w.t('closeness.never.text')}</p>`
}
