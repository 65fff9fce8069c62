import { setTimeout as wait } from 'node:timers/promises'
import { Logger, run, type Runner } from 'graphile-worker'
import { sql } from 'kysely'
import pg from 'pg'
import { absence, type Transaction } from '../database/index.ts'
import type { System } from '../system.ts'

/** A background task: does one thing, may be run again after a crash, so it must be safe to repeat. */
export type Task = (system: System, payload: Record<string, unknown>) => Promise<void>
export type Tasks = Record<string, Task>

/** Adds a job in the caller's transaction: it exists exactly when the change that asked for it does. Jobs with one key replace each other while they wait. */
export async function addJob(
  trx: Transaction,
  task: string,
  payload: Record<string, unknown> = {},
  options: { key?: string; at?: Date } = {},
): Promise<void> {
  await sql`SELECT platform.add_job(${task}, ${JSON.stringify(payload)}::json, ${options.key ?? null}, ${options.at ?? null}::timestamptz)`.execute(
    trx.db,
  )
}

/** Runs jobs in this process until stopped. Any number of processes may do so at once. `crontab` is graphile-worker's: `0 4 * * * task`. */
export async function startJobs(
  system: System,
  tasks: Tasks,
  crontab: string,
  concurrency: number,
): Promise<{ stop(): Promise<void> }> {
  const pool = new pg.Pool({
    ...system.ownerConnection,
    max: concurrency + 2,
    application_name: 'common-thread jobs',
  })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const taskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown) => {
        try {
          await task(system, (payload ?? {}) as Record<string, unknown>)
          system.metrics.jobs.inc({ task: name, outcome: 'done' })
        } catch (error) {
          system.metrics.jobs.inc({ task: name, outcome: 'failed' })
          system.log.warn(
            { task: name, error: (error as Error).message },
            'a job failed and will be tried again',
          )
          throw error
        }
      },
    ]),
  )
  const stopping = new AbortController()
  // graphile-worker does not wait for a finished job to be marked as finished. If the database cannot
  // be had just then, its promise is rejected with nobody listening, which would end the program. The
  // job is done again when its lock runs out.
  const unheard = (error: unknown): void => {
    if (!absence(error)) throw error
    system.log.warn({ error: (error as Error).message }, 'the job queue could not be reached')
  }
  const start = (): Promise<Runner> =>
    run({
      pgPool: pool,
      concurrency,
      pollInterval: 1000,
      taskList,
      crontab,
      noHandleSignals: true,
      logger: quietly(system),
    })
  // Whatever stops the runner, another is started until stop() is called.
  const keepRunning = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await runner.promise
        return
      } catch (error) {
        system.log.error(
          { error: (error as Error).message },
          'the job runner stopped; starting it again',
        )
      }
      await wait(2000, undefined, { ref: false })
      if (!stopping.signal.aborted) runner = await start().catch(() => runner)
    }
  }
  process.on('unhandledRejection', unheard)
  let runner = await start()
  void keepRunning()
  return {
    async stop() {
      stopping.abort()
      await runner.stop().catch(() => undefined)
      await pool.end().catch(() => undefined)
      process.off('unhandledRejection', unheard)
    },
  }
}

const quietly = (system: System) =>
  new Logger(
    () => (level: string, message) =>
      level === 'error' || level === 'warning'
        ? system.log.debug({ message }, 'job runner')
        : undefined,
  )
