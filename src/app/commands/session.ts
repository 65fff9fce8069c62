import { stopComputing } from '../../modules/listening/index.ts'
import { systemClock } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { createLog } from '../../platform/log.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { createSystem, type System } from '../../platform/system.ts'
import { startJobs } from '../../platform/jobs/index.ts'
import { bringUpToDate, openStorage, type Storage } from '../storage.ts'
import { crontab, tasks } from '../worker.ts'
import { withRunning } from './running.ts'

/** Lines for the person at the terminal go to standard error; standard output is for results. */
export const say = (line: string) => process.stderr.write(`${line}\n`)

/** Prints a result: as JSON for programs, or as words for people. */
export function print(json: boolean | undefined, value: unknown, words: () => string): void {
  process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${words()}\n`)
}

/**
 * Opens the database for one command and lets go of it afterwards. Where the program is running on
 * the embedded database, its server is used as it is and left running.
 */
export async function session<T>(
  work: (system: System, storage: Storage) => Promise<T>,
  options: { jobs?: boolean } = {},
): Promise<T> {
  const config = readConfig()
  const storage = (await withRunning(config)) ?? (await openStorage(config, say))
  try {
    await bringUpToDate(storage, say)
    const system = createSystem({
      config,
      application: storage.application,
      ownerConnection: storage.owner,
      clock: systemClock,
      log: createLog('warn'),
      metrics: createMetrics(),
    })
    const jobs = options.jobs ? await startJobs(system, tasks, crontab, 1) : undefined
    try {
      return await work(system, storage)
    } finally {
      await jobs?.stop()
      await stopComputing(system)
      await system.db.destroy()
    }
  } finally {
    await storage.stop()
  }
}
