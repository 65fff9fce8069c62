import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { namesOf } from '../people/index.ts'
import { enterDecision } from './decision-entry.pages.ts'
import { stateOf } from './decision.ts'
import { groundsOf, partiesOf } from './decision-ground.sql.ts'
import { isPublic } from './decision.sql.ts'
import { countOf } from './electorate.sql.ts'
import { dissentsOf } from './dissent.sql.ts'
import { routes } from './routes.ts'

/** A decision for machines: what anybody may know of it, never who voted how. */
export function decisionApi(system: System): Hono<Env> {
  return new Hono<Env>().get(routes.decisionJson, async (c) => {
    const { decision, partnership, read } = await enterDecision(system, c)
    const { id, result } = decision
    const found = await read(async (db) => ({
      announced: await isPublic(db, id),
      turnout: await countOf(db, id, system.clock.now()),
      grounds: await groundsOf(db, id),
      parties: await partiesOf(db, id),
      dissents: await dissentsOf(db, id),
    }))
    const names = await namesOf(
      system.db,
      found.dissents.flatMap(({ person }) => person ?? []),
    )
    return c.json({
      partnership: { id: partnership.id, slug: partnership.slug, name: partnership.name },
      id,
      state: stateOf(decision, found.announced),
      kind: decision.kind,
      question: decision.question,
      background: decision.background,
      language: decision.language,
      options: decision.options,
      proposal: decision.proposal,
      about: decision.about,
      meeting: decision.meeting,
      againOf: decision.againOf,
      openedAt: decision.openedAt,
      closesAt: decision.closesAt,
      restsOn: found.grounds.map(({ node, note }) => ({
        node,
        note,
        href: `${system.config.publicUrl}/thread/${node}`,
      })),
      organisations: found.parties,
      turnout: result ? null : found.turnout,
      result,
      dissent: found.dissents.map(({ text, language, writtenOn, person }) => ({
        text,
        language,
        writtenOn,
        name: person === null ? null : (names.get(person) ?? null),
      })),
      thread: `${system.config.publicUrl}/thread/${id}`,
      page: system.config.publicUrl + link(routes.decision, { decision: id }),
    })
  })
}
