import type { Context } from 'hono'
import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { tag } from '../../ui/components/tag.ts'
import { timestamp } from '../../ui/components/timestamp.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { can, namesOf } from '../people/index.ts'
import { organisationName, organisationsById } from '../places/index.ts'
import { constitutionOf, constitutionsOf, rulesFrom } from './constitution.sql.ts'
import { enterDecision, inLanguage, paragraphs, type StepsOf } from './decision-entry.pages.ts'
import { dissentForm, interestForm } from './decision-member-form.pages.ts'
import {
  dissentSection,
  missingList,
  resultSection,
  turnoutFacts,
  votesTable,
} from './decision-result.pages.ts'
import { exclusions, isWhole, missing, stateOf, type Decision } from './decision.ts'
import { groundsOf, partiesOf, type Ground } from './decision-ground.sql.ts'
import { againOf, isPublic } from './decision.sql.ts'
import {
  countOf,
  decisionInterestsOf,
  electorateOf,
  mayClose,
  meetingOf,
  type DecisionInterest,
  type Elector,
} from './electorate.sql.ts'
import { dissentsOf } from './dissent.sql.ts'
import { openingForm } from './decision-opening.pages.ts'
import { problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'
import { changesInWords } from './rule-words.pages.ts'
import { votingForm } from './voting-form.pages.ts'
import { votesSeen } from './vote.sql.ts'

const done = ['put', 'opened', 'voted', 'recorded', 'declared', 'closed', 'dissented'] as const

/** The page of one decision, from its question to what came of it. */
export function decisionShowPages(system: System, stepsOf: StepsOf): Hono<Env> {
  return new Hono<Env>().get(routes.decision, async (c) =>
    drawDecision(system, stepsOf, c, untouched),
  )
}

/** Everything that one page says, as whoever reads it may know it. */
export async function drawDecision(
  system: System,
  stepsOf: StepsOf,
  c: Context<Env>,
  sent: Sent,
): Promise<Response> {
  const { decision, partnership, w, visit, read, head } = await enterDecision(system, c)
  const { id } = decision
  const at = system.clock.now()
  const thing = { kind: 'decision', partnership: partnership.id } as const
  const { actor } = visit
  const found = await read(async (db) => ({
    announced: await isPublic(db, id),
    count: await countOf(db, id, at),
    electors: await electorateOf(db, id, at),
    interests: await decisionInterestsOf(db, id),
    meeting: await meetingOf(db, id),
    grounds: await groundsOf(db, id),
    parties: await partiesOf(db, id),
    dissents: await dissentsOf(db, id),
    votes: await votesSeen(db, id),
    again: await againOf(db, id),
    earlier: decision.againOf,
    closable: await mayClose(db, id, at),
  }))
  const versions = await constitutionsOf(system.db, partnership.id)
  const rules =
    versions.find((each) => each.id === decision.result?.constitution) ??
    (await constitutionOf(system.db, partnership.id, at))
  const organisations = await organisationsById(system.db, found.parties)
  const people = [
    ...found.electors.map(({ person }) => person),
    ...found.interests.map(({ declaredBy }) => declaredBy),
    ...found.dissents.flatMap(({ person }) => person ?? []),
  ]
  const names = await namesOf(system.db, people)
  const steps = await stepsOf(
    system.db,
    found.grounds.flatMap(({ node, kind }) => (kind === null ? [] : { id: node, kind })),
    w,
  )
  const state = stateOf(decision, found.announced)
  const voting = state === 'open' && (decision.closesAt === null || decision.closesAt > at)
  const own =
    actor.kind === 'person'
      ? found.electors.find(({ person }) => person === actor.person)
      : undefined
  const mayRecord = can(actor, 'record-votes', thing)
  const mayOrganise = can(actor, 'close', thing)
  const ask = { decision: id }
  const told = done.find((each) => each === c.req.query('done'))
  const proposed =
    decision.proposal && rules
      ? rulesFrom(decision.proposal, olderThan(versions, decision) ?? rules)
      : null

  const body = html`${problems(w, sent)}
    ${told ? notificationBanner({ words: w, type: 'success', text: w.t(`decisions.resident.done.${told}`) }) : null}
    <p class="kicker">${w.t(decision.kind === 'constitution' ? 'decisions.resident.kicker.constitution' : 'decisions.resident.kicker')}</p>
    <h1>${inLanguage(decision.question, decision.language, w)}</h1>
    <p>${tag({ text: w.t(`decisions.resident.state.${state}`) })} ${when(w, decision, voting)}</p>
    ${found.meeting ? html`<p><a href="${link(routes.meeting, { meeting: found.meeting.id })}">${found.meeting.title}</a>, ${timestamp({ words: w, when: found.meeting.startsAt })}</p>` : null}
    ${decision.result && rules ? resultSection(w, decision, rules, found.again) : null}
    ${dissentSection(w, found.dissents, names)}
    ${voting && own ? votingForm(w, decision, own, found.votes, names, sent) : null}
    ${decision.background ? html`<h2>${w.t('decisions.resident.background')}</h2>${paragraphs(decision.background, decision.language, w)}` : null}
    ${proposed && rules ? html`<h2>${w.t('decisions.resident.proposed')}</h2>${changesInWords(w, olderThan(versions, decision) ?? rules, proposed)}` : null}
    ${decision.result ? null : options(w, decision)}
    ${rests(w, found.grounds, steps)}
    ${decision.againOf ? html`<p><a href="${link(routes.decision, { decision: decision.againOf })}">${w.t('decisions.resident.puts-again')}</a></p>` : null}
    ${
      organisations.size > 0
        ? html`<h2>${w.t('decisions.resident.parties')}</h2><p>${w.t('decisions.resident.parties.why')}</p><ul>${[...organisations.values()].map((each) => html`<li>${organisationName(each, w.language)}</li>`)}</ul>`
        : null
    }
    ${
      found.count
        ? html`<h2>${w.t('decisions.resident.who')}</h2>
          <p>${w.t('decisions.resident.who.counts', { members: found.count.members, residents: found.count.residents, mayVote: found.count.mayVote })}</p>
          ${excludedCounts(w, found.count.excluded)}
          ${decision.result ? null : turnoutFacts(w, found.count)}
          ${decision.result || !rules ? null : html`<h3>${w.t('decisions.resident.missing')}</h3>${missingList(w, missing(found.count, rules))}`}`
        : null
    }
    ${found.electors.length > 0 ? electorTable(w, found.electors, found.interests, names) : null}
    ${
      !decision.result && mayOrganise && found.count && isWhole(found.count) && state === 'open'
        ? html`<h2>${w.t('decisions.resident.now')}</h2>${votesTable(w, decision, found.count)}`
        : null
    }
    ${
      mayRecord && state !== 'closed'
        ? html`<h2>${w.t('decisions.organise')}</h2><p class="row">${
            voting
              ? button({ href: link(routes.voteRecording, ask), text: w.t('decisions.record') })
              : null
          } ${button({ href: link(routes.votingPapers, ask), text: w.t('decisions.papers'), classes: 'govuk-button--secondary' })} <a href="${link(routes.votingPapers, ask, { large: '1' })}">${w.t('decisions.papers.large')}</a> ${
            mayOrganise && state === 'open'
              ? button({
                  href: link(routes.decisionClosure, ask),
                  text: w.t('decisions.close'),
                  classes: 'govuk-button--secondary',
                })
              : null
          }</p>`
        : null
    }
    ${mayOrganise && !decision.openedAt ? openingForm(w, decision, found.meeting, sent, at) : null}
    ${
      mayOrganise && decision.result && decision.result.outcome !== 'carried'
        ? html`<p>${button({ href: link(routes.newDecision, { slug: partnership.slug }, { again: id }), text: w.t('decisions.again'), classes: 'govuk-button--secondary' })}</p>`
        : null
    }
    ${!decision.result && own ? interestForm(w, decision, own, mayOrganise ? found.electors : [], names, sent) : null}
    ${decision.openedAt && own ? dissentForm(w, decision, own, mayRecord ? found.electors : [], names, sent) : null}
    ${
      decision.openedAt
        ? html`<p class="row no-print"><a href="/thread/${id}">${w.t('decisions.resident.thread')}</a> <a href="${link(routes.decisionJson, ask)}">JSON</a></p>`
        : null
    }`
  return c.render(body, {
    ...head(decision.question, {
      back: {
        href: link(routes.decisions, { slug: partnership.slug }),
        text: w.t('decisions.resident.title'),
      },
    }),
    // A question that failed may be asked again: its day tells the two apart.
    title: titled(
      w,
      sent,
      w.t('decisions.resident.title.of', {
        question: decision.question,
        date: w.date(decision.openedAt ?? decision.putAt),
      }),
    ),
    ...(Object.keys(sent.errors).length > 0 ? { status: 422 } : {}),
  })
}

/** The rules that a change was proposed to: those before the version it made, where it has. */
function olderThan(versions: Awaited<ReturnType<typeof constitutionsOf>>, decision: Decision) {
  const made = versions.find((each) => each.decision === decision.id)
  return made && versions.find(({ version }) => version === made.version - 1)
}

function when(w: Words, decision: Decision, voting: boolean): Html | null {
  if (decision.result || !decision.openedAt) return null
  if (!decision.closesAt) return html`${w.t('decisions.resident.open-at-meeting')}`
  return w.th(voting ? 'decisions.resident.closes' : 'decisions.resident.time-over', {
    when: timestamp({ words: w, when: decision.closesAt }),
  })
}

const options = (w: Words, decision: Decision): Html =>
  html`<h2>${w.t('decisions.resident.options')}</h2><ol>${decision.options.map(
    ({ text, adopts }) =>
      html`<li>${inLanguage(text, decision.language, w)}${adopts ? null : html` <span class="soft">(${w.t('decisions.resident.option.nothing')})</span>`}</li>`,
  )}</ol>`

function rests(
  w: Words,
  grounds: readonly Ground[],
  steps: Awaited<ReturnType<StepsOf>>,
): Html | null {
  if (grounds.length === 0) return null
  return html`<h2>${w.t('decisions.resident.rests')}</h2><ul class="findings">${grounds.map(
    ({ node, note }) => {
      const step = steps.get(node)
      return html`<li class="finding"><p><strong>${step?.verb ?? w.t('decisions.resident.on-thread')}</strong> <a href="/thread/${node}">${step?.title ? inLanguage(step.title, step.language, w) : w.t('decisions.resident.on-thread.link')}</a></p>${note ? html`<p class="soft" dir="auto">${note}</p>` : null}</li>`
    },
  )}</ul>`
}

function excludedCounts(
  w: Words,
  counts: Partial<Record<(typeof exclusions)[number], number>>,
): Html | null {
  const some = exclusions.filter((why) => (counts[why] ?? 0) > 0)
  if (some.length === 0) return null
  return html`<ul>${some.map((why) => html`<li>${w.t(`decisions.resident.excluded.${why}`, { count: counts[why] ?? 0 })}</li>`)}</ul>`
}

/** For members alone: who may vote and who may not, by name, with why. */
function electorTable(
  w: Words,
  electors: readonly Elector[],
  interests: readonly DecisionInterest[],
  names: ReadonlyMap<string, string>,
): Html {
  const called = (person: string) => names.get(person) || w.t('decisions.resident.no-name')
  return dataTable({
    words: w,
    id: 'electorate',
    caption: w.t('decisions.resident.who.members'),
    columns: [
      { key: 'name', text: w.t('decisions.resident.name') },
      { key: 'standing', text: w.t('decisions.resident.standing') },
      { key: 'may', text: w.t('decisions.resident.may-vote') },
    ],
    rows: electors.map(({ member, person, standing, excluded }) => {
      const own = interests.find((each) => each.member === member)
      return [
        called(person),
        w.t(`decisions.resident.standing.${standing}`),
        excluded
          ? html`${w.t(`decisions.resident.why.${excluded}`)}${own ? html` <span dir="auto">“${own.reason}”</span> ${own.declaredBy === person ? null : w.t('decisions.resident.noted-by', { name: called(own.declaredBy) })}` : null}`
          : w.t('decisions.resident.may-vote.yes'),
      ]
    }),
  })
}
