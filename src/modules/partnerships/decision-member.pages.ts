import { Hono } from 'hono'
import { z } from 'zod'
import { transaction, type Transaction } from '../../platform/database/index.ts'
import { notAllowed } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { enterDecision, type StepsOf } from './decision-entry.pages.ts'
import { drawDecision } from './decision-show.pages.ts'
import { declareInterestIn, personOf } from './decision.actions.ts'
import { writeDissent } from './dissent.actions.ts'
import { memberOf } from './member.sql.ts'
import { languageIn } from './partnership.ts'
import { routes } from './routes.ts'

const written = (empty: string, most: number) =>
  z.string().default('').pipe(z.string().min(1, empty).max(most, 'decisions.resident.refused.long'))

const interest = z.object({
  member: z.string().default(''),
  reason: written('decisions.resident.refused.reason', 600),
})

const dissent = z.object({
  member: z.string().default(''),
  text: written('decisions.resident.refused.text', 4000),
  named: z.enum(['yes', 'no'], 'decisions.resident.refused.named'),
})

/** What members say of a question: that they have an interest in it, that they dissent. */
export function decisionMemberPages(system: System, stepsOf: StepsOf): Hono<Env> {
  return new Hono<Env>()
    .post(routes.decisionInterests, async (c) => {
      const { decision, visit } = await enterDecision(system, c)
      const read = await readForm(c, interest)
      if (!read.ok) return drawDecision(system, stepsOf, c, read)
      const { member, reason } = read.value
      await transaction(system.db, visit.actor, system.clock.now(), async (trx) =>
        declareInterestIn(
          trx,
          decision.id,
          member || (await ownMember(trx, decision.partnership)),
          reason,
        ),
      )
      return c.redirect(link(routes.decision, { decision: decision.id }, { done: 'declared' }), 303)
    })
    .post(routes.dissents, async (c) => {
      const { decision, partnership, visit } = await enterDecision(system, c)
      const read = await readForm(c, dissent)
      if (!read.ok) return drawDecision(system, stepsOf, c, read)
      const { member, text, named } = read.value
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        writeDissent(trx, {
          decision: decision.id,
          member: member || null,
          text,
          language: languageIn(partnership, visit.language),
          named: named === 'yes',
        }),
      )
      return c.redirect(
        link(routes.decision, { decision: decision.id }, { done: 'dissented' }),
        303,
      )
    })
}

async function ownMember(trx: Transaction, partnership: string): Promise<string> {
  const person = personOf(trx)
  const own = person && (await memberOf(trx.db, partnership, person))
  if (!own) throw notAllowed()
  return own.id
}
