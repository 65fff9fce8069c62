import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { fileUpload } from '../../ui/components/file-upload.ts'
import { input } from '../../ui/components/input.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { radios } from '../../ui/components/radios.ts'
import { select } from '../../ui/components/select.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { day } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { languages, type Words } from '../../ui/words/index.ts'
import { allow } from '../people/index.ts'
import {
  dayOf,
  organisationById,
  organisationName,
  organisationsAsOf,
  type Organisation,
} from '../places/index.ts'
import { handIn, removeReading } from './drift.actions.ts'
import { longestDocument, textOfFile } from './drift-document.ts'
import { commonTerms, driftLanguages, isDriftLanguage } from './drift-list.ts'
import { readForDrift, termsFor, type Finding } from './drift.ts'
import { ownTermsOf, readingById, readingsOf, type Reading } from './drift.sql.ts'
import { enter } from './entry.pages.ts'
import { membersHeader } from './header.pages.ts'
import type { Partnership } from './partnership.ts'
import { error, one, problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

const form = z.object({
  title: z
    .string('closeness.drift.title.missing')
    .min(1, 'closeness.drift.title.missing')
    .max(160, 'closeness.drift.title.long'),
  organisation: z.string().default(''),
  language: z
    .string('closeness.drift.language.missing')
    .refine(isDriftLanguage, 'closeness.drift.language.missing'),
  text: z.string().default(''),
})

const mostOfAFile = 5_000_000

/** Reads a funder's or a service's document for words that make a community group over in the likeness of a service. */
export function driftPages(system: System): Hono<Env> {
  const choices = () => organisationsAsOf(system.db, dayOf(system.clock.now()))

  return new Hono<Env>()
    .get(routes.drift, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'closeness')
      allow(visit.actor, 'read-drift', { kind: 'partnership', partnership: partnership.id })
      const readings = await reading(system.db, visit.actor, (db) => readingsOf(db, partnership.id))
      return c.render(
        draw(w, partnership, untouched, readings, await choices()),
        head(w, partnership, untouched),
      )
    })
    .post(routes.drift, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'closeness')
      allow(visit.actor, 'read-drift', { kind: 'partnership', partnership: partnership.id })
      const again = async (sent: Sent) =>
        c.render(
          draw(
            w,
            partnership,
            sent,
            await reading(system.db, visit.actor, (db) => readingsOf(db, partnership.id)),
            await choices(),
          ),
          { ...head(w, partnership, sent), status: 422 },
        )
      const read = await readForm(c, form)
      if (!read.ok) return again(read)
      const { title, organisation, language } = read.value
      const file = (await c.req.parseBody())['file']
      const sentFile = file instanceof File && file.size > 0 ? file : null
      const wrong = (key: string) => again({ given: read.value, errors: { file: key } })
      if (sentFile && sentFile.size > mostOfAFile) return wrong('closeness.drift.file.large')
      const text = sentFile
        ? textOfFile(new Uint8Array(await sentFile.arrayBuffer()))
        : read.value.text
      if (text === undefined) return wrong('closeness.drift.file.wrong')
      if (text.trim() === '')
        return sentFile
          ? wrong('closeness.drift.file.empty')
          : again({ given: read.value, errors: { text: 'closeness.drift.text.missing' } })
      if (text.length > longestDocument)
        return again({
          given: { ...read.value, text: '' },
          errors: { text: 'closeness.drift.text.long' },
        })
      if (organisation !== '' && !(await organisationById(system.db, organisation)))
        return again({
          given: read.value,
          errors: { organisation: 'partnerships.refused.organisation' },
        })
      const id = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        handIn(trx, {
          partnership: partnership.id,
          title,
          organisation: organisation || null,
          language,
          // A character that the database cannot hold.
          text: text.replaceAll('\u0000', ''),
        }),
      )
      return c.redirect(link(routes.driftReading, { slug: partnership.slug, reading: id }), 303)
    })
    .get(routes.driftReading, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'closeness')
      allow(visit.actor, 'read-drift', { kind: 'partnership', partnership: partnership.id })
      const found = await reading(system.db, visit.actor, (db) =>
        readingById(db, partnership.id, c.req.param('reading')),
      )
      if (!found) throw notFound()
      const language = isDriftLanguage(found.language) ? found.language : 'en'
      const own = await ownTermsOf(system.db, partnership.id, language)
      const findings = readForDrift(found.text, termsFor(commonTerms[language], own), language)
      const organisation =
        found.organisation === null
          ? undefined
          : await organisationById(system.db, found.organisation)
      const body = html`<p class="kicker">${organisation ? organisationName(organisation, w.language) : w.t('closeness.drift.kicker')}</p>
        <h1>${found.title}</h1>
        ${
          findings.length === 0
            ? html`<p class="lead">${w.t('closeness.drift.nothing')}</p>`
            : html`<p class="lead">${w.t('closeness.drift.found')}</p>
              ${insetText({ text: w.t('closeness.drift.advice') })}
              ${byTerm(findings).map((each) => drawTerm(w, each, language))}`
        }
        <p class="no-print"><a href="${link(routes.driftTerms, { slug: partnership.slug }, { language })}">${w.t('closeness.drift.terms.title')}</a></p>
        <form class="no-print" method="post" action="${link(routes.driftReadingRemoval, { slug: partnership.slug, reading: found.id })}">${button({ text: w.t('closeness.drift.remove'), classes: 'govuk-button--secondary' })}</form>`
      return c.render(body, {
        title: found.title,
        width: 'reading',
        back: {
          href: link(routes.drift, { slug: partnership.slug }),
          text: w.t('closeness.drift.title'),
        },
        ...membersHeader(partnership, w),
      } satisfies Head)
    })
    .post(routes.driftReadingRemoval, async (c) => {
      const { partnership, visit } = await enter(system, c)
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        removeReading(trx, partnership.id, c.req.param('reading')),
      )
      return c.redirect(link(routes.drift, { slug: partnership.slug }), 303)
    })
}

type Group = { first: Finding; all: Finding[] }

/** The findings of each term together, in the order in which the document first says it. */
function byTerm(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, Group>()
  for (const finding of findings) {
    const known = groups.get(finding.term)
    if (known) known.all.push(finding)
    else groups.set(finding.term, { first: finding, all: [finding] })
  }
  return [...groups.values()]
}

/** A term with what it does, what could be said, and each sentence it stands in. */
function drawTerm(w: Words, { first, all }: Group, language: 'en' | 'cy'): Html {
  const inTheirs =
    language === w.language
      ? null
      : html` lang="${language}" dir="${languages[language].direction}"`
  return html`<section class="card"><h2 class="govuk-heading-m"${inTheirs}>${first.term}</h2>
    <p${inTheirs}>${first.why}</p>
    <p><b>${w.t('closeness.drift.instead')}</b> <span${inTheirs}>${first.instead}</span></p>
    <ul${inTheirs}>${all.map(
      ({ sentence }) =>
        html`<li>${sentence.before}<mark>${sentence.found}</mark>${sentence.after}</li>`,
    )}</ul></section>`
}

function head(w: Words, partnership: Partnership, sent: Sent): Head {
  return {
    title: titled(w, sent, w.t('closeness.drift.title')),
    width: 'reading',
    back: {
      href: link(routes.members, { slug: partnership.slug }),
      text: w.t('partnerships.members.title'),
    },
    ...membersHeader(partnership, w),
  }
}

function draw(
  w: Words,
  partnership: Partnership,
  sent: Sent,
  readings: readonly Omit<Reading, 'text'>[],
  organisations: readonly Organisation[],
): Html {
  const slug = { slug: partnership.slug }
  const named = new Map(organisations.map((each) => [each.id, each]))
  return html`${problems(w, sent)}
    <h1>${w.t('closeness.drift.title')}</h1>
    <p class="lead">${w.t('closeness.drift.lead')}</p>
    <p>${w.t('closeness.drift.whose')}</p>
    <form method="post" action="${link(routes.drift, slug)}" enctype="multipart/form-data" novalidate>
      ${input({
        words: w,
        name: 'title',
        label: w.t('closeness.drift.name'),
        hint: w.t('closeness.drift.name.hint'),
        value: one(sent, 'title'),
        maxlength: 160,
        ...error(w, sent, 'title'),
      })}
      ${select({
        words: w,
        name: 'organisation',
        label: w.t('closeness.drift.organisation'),
        value: one(sent, 'organisation'),
        items: [
          { value: '', text: w.t('closeness.drift.organisation.none') },
          ...organisations.map((each) => ({
            value: each.id,
            text: organisationName(each, w.language),
          })),
        ],
        ...error(w, sent, 'organisation'),
      })}
      ${radios({
        words: w,
        name: 'language',
        fieldset: { legend: w.t('closeness.drift.language') },
        value: one(sent, 'language') ?? (w.language === 'cy' ? 'cy' : 'en'),
        items: driftLanguages.map((language) => ({
          value: language,
          text: html`<span lang="${language}">${languages[language].name}</span>`,
        })),
        ...error(w, sent, 'language'),
      })}
      ${fileUpload({
        words: w,
        name: 'file',
        label: w.t('closeness.drift.file'),
        hint: w.t('closeness.drift.file.hint'),
        ...error(w, sent, 'file'),
      })}
      ${textarea({
        words: w,
        name: 'text',
        rows: 8,
        label: w.t('closeness.drift.text'),
        value: one(sent, 'text'),
        ...error(w, sent, 'text'),
      })}
      ${button({ text: w.t('closeness.drift.go'), preventDoubleClick: true })}
    </form>
    <p><a href="${link(routes.driftTerms, slug)}">${w.t('closeness.drift.terms.title')}</a></p>
    <h2>${w.t('closeness.drift.earlier')}</h2>
    ${
      readings.length === 0
        ? emptyState({
            title: w.t('closeness.drift.none'),
            text: w.t('closeness.drift.none.text'),
          })
        : html`<ul>${readings.map((each) => {
            const whose = each.organisation === null ? undefined : named.get(each.organisation)
            return html`<li><a href="${link(routes.driftReading, { ...slug, reading: each.id })}">${each.title}</a>${whose ? html` · ${organisationName(whose, w.language)}` : null} · ${day({ words: w, when: each.readAt, style: 'short' })}</li>`
          })}</ul>`
    }`
}
