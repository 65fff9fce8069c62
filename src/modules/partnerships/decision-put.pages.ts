// Long because it is one form: what is asked, what may be chosen, what it rests on, whom it touches.
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { radios } from '../../ui/components/radios.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { languagesOfPage, type Words } from '../../ui/words/index.ts'
import { allow } from '../people/index.ts'
import { organisationName, organisationsById } from '../places/index.ts'
import { constitutionOf } from './constitution.sql.ts'
import { inLanguage, type StepsOf } from './decision-entry.pages.ts'
import { putDecision } from './decision.actions.ts'
import { nodeIn, optionsIn } from './decision.ts'
import { groundsOf, kindsOf, partiesOf, partiesToName, recentNodes } from './decision-ground.sql.ts'
import { decisionById, meetingsToPutAt } from './decision.sql.ts'
import { enter } from './entry.pages.ts'
import { several } from './founding.pages.ts'
import { header } from './header.pages.ts'
import { languageIn } from './partnership.ts'
import { all, error, one, problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

const prefixes = ['decisions', 'partnerships']

/** What a decision may rest on, as a list to choose from. */
const kindsToRestOn = ['statement', 'answer', 'insight', 'figure', 'priority'] as const
const recent = 12

const text = (most: number, empty: string) =>
  z.string().default('').pipe(z.string().min(1, empty).max(most, 'decisions.put.refused.long'))

const form = z
  .object({
    question: text(300, 'decisions.put.refused.question'),
    background: z.string().max(6000, 'decisions.put.refused.long').default(''),
    changing: z.string().default(''),
    keeping: z.string().default(''),
    grounds: several,
    addresses: z.string().max(4000, 'decisions.put.refused.long').default(''),
    note: z.string().max(600, 'decisions.put.refused.long').default(''),
    parties: several,
    where: z.string().default('').pipe(z.string().min(1, 'decisions.put.refused.where')),
    again: z.string().default(''),
  })
  .superRefine((given, issue) => {
    const add = (field: string, message: string) =>
      issue.addIssue({ code: 'custom', path: [field], message })
    const [changing, keeping] = [optionsIn(given.changing), optionsIn(given.keeping)]
    if (changing.length === 0) add('changing', 'decisions.put.refused.changing')
    else if (changing.length + keeping.length < 2) add('keeping', 'decisions.put.refused.keeping')
    if ([...changing, ...keeping].some((option) => option.length > 300))
      add('changing', 'decisions.put.refused.long')
    if (given.addresses.split(/\s+/).some((part) => part !== '' && nodeIn(part) === undefined))
      add('addresses', 'decisions.put.refused.address')
  })

/** Putting a question to the partnership. */
export function decisionPutPages(system: System, stepsOf: StepsOf): Hono<Env> {
  async function draw(c: Context<Env>, sent: Sent) {
    const { partnership, words: w, visit } = await enter(system, c, ...prefixes)
    allow(visit.actor, 'put', { kind: 'decision', partnership: partnership.id })
    const now = system.clock.now()
    const rules = await constitutionOf(system.db, partnership.id, now)
    const heading = w.t('decisions.put.title')
    const head: Head = {
      title: titled(w, sent, heading),
      width: 'reading',
      back: {
        href: link(routes.decisions, { slug: partnership.slug }),
        text: w.t('decisions.resident.title'),
      },
      ...header(partnership, w, 'decisions'),
      languages: languagesOfPage(...prefixes),
      ...(Object.keys(sent.errors).length > 0 ? { status: 422 as const } : {}),
    }
    if (!rules || rules.quorumShare === null)
      return c.render(
        html`<h1>${heading}</h1>${insetText({ text: w.t('decisions.refused.no-quorum-set') })}
          <p><a href="${link(routes.constitution, { slug: partnership.slug })}">${w.t('decisions.put.constitution')}</a></p>`,
        head,
      )
    const chosen = all(sent, 'grounds')
    const { meetings, bodies, nodes } = await reading(system.db, visit.actor, async (db) => ({
      meetings: await meetingsToPutAt(db, partnership.id, now),
      bodies: await partiesToName(db, partnership.id),
      // What was chosen stays on the list, however old.
      nodes: [
        ...(await recentNodes(db, partnership.id, kindsToRestOn, recent)),
        ...(await kindsOf(db, chosen)),
      ],
    }))
    const steps = [...(await stepsOf(system.db, nodes, w)).values()].filter(
      ({ title }) => title !== null,
    )
    const organisations = await organisationsById(system.db, bodies)
    const body = html`${problems(w, sent)}
      <h1>${heading}</h1>
      <p class="lead">${w.t('decisions.put.lead')}</p>
      <form method="post" action="${link(routes.decisions, { slug: partnership.slug })}" novalidate>
        ${one(sent, 'again') ? html`<input type="hidden" name="again" value="${one(sent, 'again')}">` : null}
        ${box(w, sent, 'question', 2)}
        ${box(w, sent, 'background', 6)}
        ${box(w, sent, 'changing', 3)}
        ${box(w, sent, 'keeping', 2)}
        ${
          steps.length > 0
            ? checkboxes({
                words: w,
                name: 'grounds',
                fieldset: {
                  legend: {
                    text: w.t('decisions.put.grounds'),
                    classes: 'govuk-fieldset__legend--m',
                  },
                },
                hint: w.t('decisions.put.grounds.hint'),
                values: chosen,
                items: steps.map((step) => ({
                  value: step.id,
                  text: html`<span class="soft">${step.verb}</span> ${inLanguage(step.title ?? '', step.language, w)}`,
                })),
              })
            : null
        }
        ${box(w, sent, 'addresses', 2)}
        ${box(w, sent, 'note', 2)}
        ${
          organisations.size > 0
            ? checkboxes({
                words: w,
                name: 'parties',
                fieldset: {
                  legend: {
                    text: w.t('decisions.put.parties'),
                    classes: 'govuk-fieldset__legend--m',
                  },
                },
                hint: w.t('decisions.put.parties.hint'),
                values: all(sent, 'parties'),
                items: [...organisations.values()].map((each) => ({
                  value: each.id,
                  text: organisationName(each, w.language),
                })),
              })
            : null
        }
        ${radios({
          words: w,
          name: 'where',
          fieldset: {
            legend: { text: w.t('decisions.put.where'), classes: 'govuk-fieldset__legend--m' },
          },
          value: one(sent, 'where'),
          items: [
            ...meetings.map((meeting) => ({
              value: meeting.id,
              text: w.t('decisions.put.where.meeting', {
                title: meeting.title,
                date: w.date(meeting.startsAt, 'weekday'),
              }),
            })),
            {
              value: 'between',
              text: w.t('decisions.put.where.between'),
              hint: w.t('decisions.put.where.between.hint'),
            },
          ],
          ...error(w, sent, 'where'),
        })}
        ${button({ text: w.t('decisions.put.go'), preventDoubleClick: true })}
      </form>`
    return c.render(body, head)
  }

  return new Hono<Env>()
    .get(routes.newDecision, async (c) => {
      const again = c.req.query('again')
      const elsewhere = again ? await putElsewhere(c, again) : null
      if (elsewhere !== null) return c.redirect(elsewhere)
      return draw(c, again ? await sentAgain(c, again) : untouched)
    })
    .post(routes.decisions, async (c) => {
      const { partnership, visit } = await enter(system, c)
      allow(visit.actor, 'put', { kind: 'decision', partnership: partnership.id })
      const read = await readForm(c, form)
      if (!read.ok) return draw(c, read)
      const said = read.value
      const elsewhere = said.again ? await putElsewhere(c, said.again) : null
      if (elsewhere !== null) return c.redirect(elsewhere, 303)
      const typed = said.addresses.split(/\s+/).flatMap((part) => nodeIn(part) ?? [])
      const id = await transaction(system.db, visit.actor, system.clock.now(), async (trx) => {
        // Only what the form offered: nobody is excluded by an organisation that has nothing to do here.
        const known = await partiesToName(trx.db, partnership.id)
        return putDecision(trx, {
          partnership: partnership.id,
          meeting: said.where === 'between' ? null : said.where,
          kind: 'ordinary',
          question: said.question,
          background: said.background,
          language: languageIn(partnership, visit.language),
          options: [
            ...optionsIn(said.changing).map((option) => ({ text: option, adopts: true })),
            ...optionsIn(said.keeping).map((option) => ({ text: option, adopts: false })),
          ],
          grounds: [...new Set([...said.grounds, ...typed])].map((node) => ({
            node,
            note: said.note,
          })),
          parties: said.parties.filter((each) => known.includes(each)),
          againOf: said.again || null,
        })
      })
      return c.redirect(link(routes.decision, { decision: id }, { done: 'put' }), 303)
    })

  /**
   * Where an earlier question is put again, if not here: one that would change the rules, or settle a
   * list of priorities, is made on its own page. Put as bare words it could be carried and change nothing.
   */
  async function putElsewhere(c: Context<Env>, again: string): Promise<string | null> {
    const { partnership, visit } = await enter(system, c)
    const earlier = await reading(system.db, visit.actor, (db) => decisionById(db, again))
    const slug = { slug: partnership.slug }
    if (earlier?.kind === 'constitution') return link(routes.constitutionChange, slug)
    return earlier?.about ? link(routes.priorities, slug) : null
  }

  /** A question that was not carried, as it was put, to be changed and put again. */
  async function sentAgain(c: Context<Env>, again: string): Promise<Sent> {
    const { partnership, visit } = await enter(system, c)
    allow(visit.actor, 'put', { kind: 'decision', partnership: partnership.id })
    const earlier = await reading(system.db, visit.actor, (db) => decisionById(db, again))
    if (earlier?.partnership !== partnership.id || !earlier.result)
      throw new Refusal('app.refused.not-found', 404)
    const grounds = await groundsOf(system.db, again)
    const lines = (adopts: boolean) =>
      earlier.options
        .filter((option) => option.adopts === adopts)
        .map((option) => option.text)
        .join('\n')
    return {
      errors: {},
      given: {
        again,
        question: earlier.question,
        background: earlier.background,
        changing: lines(true),
        keeping: lines(false),
        grounds: grounds.map(({ node }) => node),
        note: grounds[0]?.note ?? '',
        parties: await partiesOf(system.db, again),
      },
    }
  }
}

function box(
  w: Words,
  sent: Sent,
  name: 'question' | 'background' | 'changing' | 'keeping' | 'addresses' | 'note',
  rows: number,
): Html {
  return textarea({
    words: w,
    name,
    label: { text: w.t(`decisions.put.${name}`), classes: 'govuk-label--m' },
    hint: w.t(`decisions.put.${name}.hint`),
    rows,
    value: one(sent, name) ?? '',
    ...error(w, sent, name),
  })
}
