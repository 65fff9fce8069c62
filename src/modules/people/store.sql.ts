import type { DBAdapter, DBTransactionAdapter, Where } from '@better-auth/core/db/adapter'
import type { BetterAuthOptions } from 'better-auth'
import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { systemClock, type Clock } from '../../platform/clock.ts'
import { system as asSystem } from '../../platform/actor.ts'
import { transaction, type Database } from '../../platform/database/index.ts'
import { hashToken } from './session.ts'

type Row = Record<string, unknown>

/** What better-auth would store and we do not: the columns are not there to hold it. */
const neverKept: Record<string, readonly string[]> = {
  user: ['image'],
  session: ['ipAddress'],
  account: [
    'accessToken',
    'refreshToken',
    'idToken',
    'accessTokenExpiresAt',
    'refreshTokenExpiresAt',
    'scope',
    'password',
  ],
}

/**
 * Where better-auth keeps its rows: our tables, with four things changed on the way.
 * - It acts as background work, because row-level security shows people's rows to nobody but themselves
 *   and who somebody is, is what it finds out.
 * - A session's token is stored as its hash; what better-auth gets back is what it asked with.
 * - What we have no use for is left out (above).
 * - better-auth reads the machine's clock; rows follow ours. The difference is added going in and
 *   taken away coming out, so that an expiry is an expiry whichever clock is moved.
 */
export function storeIn(
  db: Database,
  clock: Clock,
): (options: BetterAuthOptions) => DBAdapter<BetterAuthOptions> {
  return (options) => {
    const on = (some: Database) =>
      kyselyAdapter(some.withSchema('people'), { type: 'postgres' })(options)
    const acting = <T>(work: (inner: DBTransactionAdapter) => Promise<T>) =>
      transaction(db, asSystem('sign-in'), clock.now(), (trx) => {
        const { transaction: _nested, ...inner } = on(trx.db)
        return work({ ...inner, ...changing(inner, clock) })
      })
    return {
      ...on(db),
      create: (given) => acting((inner) => inner.create(given)),
      findOne: (given) => acting((inner) => inner.findOne(given)),
      findMany: (given) => acting((inner) => inner.findMany(given)),
      count: (given) => acting((inner) => inner.count(given)),
      update: (given) => acting((inner) => inner.update(given)),
      updateMany: (given) => acting((inner) => inner.updateMany(given)),
      delete: (given) => acting((inner) => inner.delete(given)),
      deleteMany: (given) => acting((inner) => inner.deleteMany(given)),
      consumeOne: (given) => acting((inner) => inner.consumeOne(given)),
      incrementOne: (given) => acting((inner) => inner.incrementOne(given)),
      transaction: acting,
    }
  }
}

function changing(inner: DBTransactionAdapter, clock: Clock) {
  const offset = () =>
    clock === systemClock ? 0 : clock.now().getTime() - systemClock.now().getTime()
  const moved = (value: unknown, by: number) =>
    value instanceof Date && by !== 0 ? new Date(value.getTime() + by) : value

  const going = (model: string, data: Row): Row =>
    Object.fromEntries(
      Object.entries(data)
        .filter(([name]) => !neverKept[model]?.includes(name))
        .map(([name, value]) => [
          name,
          model === 'session' && name === 'token' && typeof value === 'string'
            ? hashToken(value)
            : moved(value, offset()),
        ]),
    )

  const asked = (model: string, where: Where[] | undefined) =>
    where?.map((part) => ({
      ...part,
      value: (model === 'session' && part.field === 'token'
        ? Array.isArray(part.value)
          ? part.value.map((token) => hashToken(String(token)))
          : hashToken(String(part.value))
        : moved(part.value, offset())) as Where['value'],
    }))

  /** Rows as better-auth knows them, given the tokens it already holds. */
  const coming = (model: string, tokens: Iterable<unknown>) => {
    const raw = new Map([...tokens].map((token) => [hashToken(String(token)), token]))
    return <T>(row: T): T => {
      if (row === null || typeof row !== 'object') return row
      return Object.fromEntries(
        Object.entries(row).map(([name, value]) => {
          if (model === 'session' && name === 'token') return [name, raw.get(value) ?? value]
          // 64-bit numbers arrive as text; a passkey counts in 32.
          if (model === 'passkey' && name === 'counter') return [name, Number(value)]
          return [name, moved(value, -offset())]
        }),
      ) as T
    }
  }

  const tokensIn = (where: Where[] | undefined, data?: Row): unknown[] => [
    ...(where ?? []).filter(({ field }) => field === 'token').flatMap(({ value }) => value),
    ...(typeof data?.['token'] === 'string' ? [data['token']] : []),
  ]

  return {
    async create(given: { model: string; data: Row }) {
      const row: unknown = await inner.create({ ...given, data: going(given.model, given.data) })
      return coming(given.model, tokensIn(undefined, given.data))(row)
    },
    async findOne(given: { model: string; where: Where[] }) {
      const row = await inner.findOne({ ...given, where: asked(given.model, given.where)! })
      return coming(given.model, tokensIn(given.where))(row)
    },
    async findMany(given: { model: string; where?: Where[] }) {
      const rows = await inner.findMany({ ...given, where: asked(given.model, given.where) })
      return rows.map(coming(given.model, tokensIn(given.where)))
    },
    count: (given: { model: string; where?: Where[] }) =>
      inner.count({ ...given, where: asked(given.model, given.where) }),
    async update(given: { model: string; where: Where[]; update: Row }) {
      const row = await inner.update({
        ...given,
        where: asked(given.model, given.where)!,
        update: going(given.model, given.update),
      })
      return coming(given.model, tokensIn(given.where, given.update))(row)
    },
    updateMany: (given: { model: string; where: Where[]; update: Row }) =>
      inner.updateMany({
        ...given,
        where: asked(given.model, given.where)!,
        update: going(given.model, given.update),
      }),
    delete: (given: { model: string; where: Where[] }) =>
      inner.delete({ ...given, where: asked(given.model, given.where)! }),
    deleteMany: (given: { model: string; where: Where[] }) =>
      inner.deleteMany({ ...given, where: asked(given.model, given.where)! }),
    async consumeOne(given: { model: string; where: Where[] }) {
      const row = await inner.consumeOne({ ...given, where: asked(given.model, given.where)! })
      return coming(given.model, tokensIn(given.where))(row)
    },
  } as Partial<DBTransactionAdapter>
}
