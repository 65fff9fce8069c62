import { APIError, createAuthEndpoint } from 'better-auth/api'
import type { BetterAuthPlugin } from 'better-auth'
import { setSessionCookie } from 'better-auth/cookies'
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link } from '../../platform/web/index.ts'
import { firstLinkMinutes } from './first.ts'
import { keepFirstLink, operator, useFirstLink } from './first.sql.ts'
import { routes } from './routes.ts'

const hash = (token: string) => createHash('sha256').update(token).digest('base64url')

/**
 * A link that signs the operator in: printed in the terminal, works once, for an hour. Opening it
 * shows a button and changes nothing, so that a program that looks ahead cannot use it up.
 */
export async function firstSignInLink(
  system: System,
  address = system.config.publicUrl,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await transaction(system.db, asSystem('first-sign-in'), system.clock.now(), async (trx) => {
    await operator(trx)
    const until = new Date(trx.at.getTime() + firstLinkMinutes * 60_000)
    await keepFirstLink(trx, hash(token), until)
  })
  return address + link(routes.first, undefined, { token })
}

/** The part of better-auth that turns the link into a session. It has no address of its own. */
export function firstLink(system: System) {
  return {
    id: 'first-link',
    endpoints: {
      signInFirstLink: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ token: z.string() }) },
        async (ctx) => {
          const used = await transaction(
            system.db,
            asSystem('first-sign-in'),
            system.clock.now(),
            (trx) => useFirstLink(trx, hash(ctx.body.token)),
          )
          if (!used) throw new APIError('GONE', { code: 'FIRST_LINK_GONE' })
          const person = await transaction(
            system.db,
            asSystem('first-sign-in'),
            system.clock.now(),
            operator,
          )
          const user = await ctx.context.internalAdapter.findUserById(person)
          if (!user) throw new APIError('GONE', { code: 'FIRST_LINK_GONE' })
          const session = await ctx.context.internalAdapter.createSession(user.id)
          await setSessionCookie(ctx, { session, user })
          return ctx.json({ user })
        },
      ),
    },
  } satisfies BetterAuthPlugin
}
