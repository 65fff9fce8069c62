import type { Context } from 'hono'
import { Hono } from 'hono'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId, readCode } from '../../platform/ids.ts'
import { system as asSystem } from '../../platform/actor.ts'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import type { Head } from '../../ui/head.ts'
import { words, type Key, type Language, type Words } from '../../ui/words/index.ts'
import { nextOf, progressOf, type Asking } from './asking.actions.ts'
import { samePerson } from './participant.sql.ts'
import { takingPartHead } from './respond-head.pages.ts'
import { answerCard, finishedCard, type Shown } from './response-card.pages.ts'
import { standingOf, standingResponses } from './response.sql.ts'
import { readResponse, readResponses, WrongResponse, type Given, type Value } from './response.ts'
import { routes } from './routes.ts'
import { stateOf } from './round.ts'
import { mustBeOpen, respond, type TakingPart } from './taking-part.actions.ts'
import { beginTurn, takingFromToken, takingOf, turnToken, type Taking } from './turn.actions.ts'

/** How many statements a page's script keeps ready for when the signal goes. */
const ahead = 10

/** One statement at a time, and what is said to it. */
export function responsePages(system: System, part: TakingPart): Hono<Env> {
  const { askings, limits } = part

  async function askingFor(c: Context<Env>): Promise<Asking> {
    const asking = await askings.of(readCode(c.req.param('code') ?? ''))
    if (!asking) throw notFound()
    return asking
  }

  return new Hono<Env>()
    .get(routes.respond, async (c) => {
      const asking = await askingFor(c)
      const { round } = asking
      const taking = takingOf(system, c, round)
      if (!taking || stateOf(round, system.clock.now()) !== 'open')
        return c.redirect(link(routes.round, { code: round.code }), 303)
      const visit = c.get('visit')
      const w = words(visit.language as Language)
      const { answered, earlier, stopped } = await answersOf(system, taking.participant)
      if (stopped) throw stopped
      const progress = progressOf(asking, answered)
      const head = takingPartHead(asking, w)
      const saved = c.req.query('saved') === '1'
      const wanted = Number(c.req.query('statement') ?? NaN)
      const chosen = asking.statements.find((statement) => statement.number === wanted)
      const coming = chosen ? [chosen] : nextOf(asking, taking.participant, answered, 1 + ahead)
      const [statement] = coming
      if (!statement)
        return c.render(finishedCard({ w, asking, taking, progress, saved }), {
          ...head,
          title: w.t('respond.finished.title'),
        } satisfies Head)
      return c.render(
        answerCard({
          w,
          asking,
          taking,
          progress,
          saved,
          statement: shownIn(statement, w.language),
          earlier: earlier.get(statement.id),
          back: chosen ? 'mine' : undefined,
          response: newId(system.clock.now()),
          turn: turnToken(system, round, taking),
          coming: chosen ? [] : coming.slice(1).map((each) => shownIn(each, w.language)),
        }),
        {
          ...head,
          title: w.t('respond.title', { question: head.description! }),
          scripts: chosen ? [] : ['respond.js'],
        } satisfies Head,
      )
    })
    .post(routes.responses, async (c) => {
      if (/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
        return sentByScript(c).catch((error: unknown) => refusedAsJson(c, error))
      const asking = await askingFor(c)
      const { round } = asking
      const body = await c.req.parseBody()
      const given = readResponse({
        id: body['response'],
        statement: body['statement'],
        value: valueOf(body['value']),
        important: body['important'] !== undefined,
        givenAt: body['given-at'] || undefined,
      })
      mustBeOpen(asking, system.clock.now())
      const taking = takingOf(system, c, round) ?? newTurn(c, asking)
      const { language, address } = c.get('visit')
      await respond(system, part, { asking, taking, responses: [given], language, address })
      const to = body['to'] === 'mine' ? routes.mine : routes.respond
      return c.redirect(link(to, { code: round.code }, { saved: 1 }), 303)
    })

  async function sentByScript(c: Context<Env>): Promise<Response> {
    const body = await jsonOf(c)
    const responses: Given[] = readResponses(body)
    const found = await askingFor(c)
    mustBeOpen(found, system.clock.now())
    // Answers that waited for signal are their giver's, whoever holds the device now.
    const taking =
      takingFromToken(system, found.round, body['turn']) ??
      takingOf(system, c, found.round) ??
      newTurn(c, found)
    const { language, address } = c.get('visit')
    const stored = { asking: found, taking, responses, language, address }
    const { asking, answered } = await respond(system, part, stored)
    const wanted = typeof body['ahead'] === 'number' ? Math.min(Math.max(0, body['ahead']), 20) : 0
    const coming = nextOf(asking, taking.participant, answered, 1 + wanted)
    const shown = coming.map((statement) => shownIn(statement, language))
    return c.json({
      saved: responses.map((each) => each.id),
      next: shown[0] ?? null,
      ...(wanted > 0 ? { ahead: shown.slice(1) } : {}),
      ...progressOf(asking, answered),
    })
  }

  function newTurn(c: Context<Env>, { round }: Asking): Taking {
    limits.starting(c.get('visit').address)
    return beginTurn(system, c, round)
  }
}

/** The statement in the reader's language where it has been put into it, with its own words beside. */
function shownIn(statement: Asking['statements'][number], language: string): Shown {
  const translated = language === statement.language ? undefined : statement.translations[language]
  const { id, number } = statement
  if (translated === undefined)
    return { id, number, text: statement.text, language: statement.language }
  const original = { text: statement.text, language: statement.language }
  return { id, number, text: translated, language, original }
}

/** What stands of this person's answers by any route; why they may not answer, if they may not. */
export async function answersOf(system: System, participant: string) {
  return reading(system.db, asSystem('own-responses'), async (db) => {
    const standing = (await standingOf(db, [participant])).get(participant)
    const routesOf = standing?.joined ? await samePerson(db, participant) : [participant]
    const responses = await standingResponses(db, routesOf)
    const stopped = standing?.banned
      ? new Refusal('respond.refused.banned', 403)
      : standing?.withdrawn
        ? new Refusal('respond.refused.withdrawn', 409)
        : undefined
    return {
      answered: new Set(responses.map((each) => each.statement)),
      earlier: new Map(responses.map((each) => [each.statement, each])),
      stopped,
    }
  })
}

function valueOf(field: unknown): Value | undefined {
  return field === '1' ? 1 : field === '0' ? 0 : field === '-1' ? -1 : undefined
}

async function jsonOf(c: Context<Env>): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await c.req.json()
    if (body !== null && typeof body === 'object') return body as Record<string, unknown>
  } catch {
    // Said below.
  }
  throw new Refusal('respond.refused.no-responses', 422)
}

/** A script needs to know which response was wrong, to put it aside and send the rest. */
function refusedAsJson(c: Context<Env>, error: unknown): Response {
  if (!(error instanceof Refusal)) throw error
  const w: Words = words(c.get('visit').language as Language)
  const id = error instanceof WrongResponse ? error.id : undefined
  const message = w.t(error.key as Key, error.values)
  if (error.status === 429) c.header('retry-after', String(error.values['seconds'] ?? 60))
  return c.json({ error: { code: error.key, message, ...(id ? { id } : {}) } }, error.status)
}
