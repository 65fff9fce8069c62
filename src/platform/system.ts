import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import {
  cannotWrite,
  createDatabase,
  createPool,
  type Connection,
  type Database,
} from './database/index.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

/** Everything a request or a job may use, handed to it: nothing reaches for a global. */
export type System = {
  config: Config
  db: Database
  pool: pg.Pool
  /** For migrating and the job queue; the application itself never acts as the owner. */
  ownerConnection: Connection
  clock: Clock
  log: Log
  metrics: Metrics
  /** Signs short texts for cookies and links; the purpose keeps one kind of signature from passing for another. */
  sign(purpose: string, text: string): string
  verify(purpose: string, text: string, signature: string): boolean
  secret: string
}

export function createSystem(parts: {
  config: Config
  application: Connection
  ownerConnection: Connection
  clock: Clock
  log: Log
  metrics: Metrics
  secret?: string
}): System {
  const pool = createPool(parts.application, parts.config.DATABASE_POOL)
  const secret = parts.secret ?? parts.config.SECRET ?? keptSecret(parts.config.dataDirectory)
  const sign = (purpose: string, text: string) =>
    createHmac('sha256', `${secret}:${purpose}`).update(text).digest('base64url')
  return {
    config: parts.config,
    pool,
    db: createDatabase(pool),
    ownerConnection: parts.ownerConnection,
    clock: parts.clock,
    log: parts.log,
    metrics: parts.metrics,
    secret,
    sign,
    verify(purpose, text, signature) {
      const expected = Buffer.from(sign(purpose, text))
      const given = Buffer.from(signature)
      return expected.length === given.length && timingSafeEqual(expected, given)
    },
  }
}

/** The installation's secret, made once and kept in the data directory when SECRET is not set. */
function keptSecret(directory: string): string {
  const file = join(directory, 'secret')
  try {
    mkdirSync(directory, { recursive: true })
    if (!existsSync(file))
      writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw cannotWrite(directory, error)
  }
  return readFileSync(file, 'utf8').trim()
}
