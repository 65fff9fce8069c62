import { createServer, type Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { stopComputing } from '../modules/listening/index.ts'
import { systemClock } from '../platform/clock.ts'
import { readConfig, type Config } from '../platform/config.ts'
import { SetupProblem } from '../platform/errors.ts'
import { startJobs } from '../platform/jobs/index.ts'
import { createLog } from '../platform/log.ts'
import { createMetrics } from '../platform/metrics.ts'
import { createSystem, type System } from '../platform/system.ts'
import { bringUpToDate, openStorage, type Storage } from './storage.ts'
import { createWeb } from './web.ts'
import { crontab, tasks } from './worker.ts'

export type Parts = {
  web: boolean
  jobs: boolean
  say: (line: string) => void
  prepare?: (system: System, say: (line: string) => void) => Promise<void>
}
export type Running = {
  system: System
  storage: Storage
  address: string | undefined
  stop(): Promise<void>
}

const drainFor = 4000

/** Starts the program in the order in which it can fail cheapest: settings, port, database, schema, jobs. */
export async function start(parts: Parts, config: Config = readConfig()): Promise<Running> {
  const { say } = parts
  let handle: ((request: Request) => Response | Promise<Response>) | undefined
  const server = parts.web
    ? await listen(config, (request) => handle?.(request) ?? starting())
    : undefined
  let storage: Storage | undefined
  try {
    const log = createLog(config.LOG_LEVEL)
    storage = await openStorage(config, say, (message) => log.warn(message))
    await bringUpToDate(storage, say)
    const system = createSystem({
      config,
      application: storage.application,
      ownerConnection: storage.owner,
      clock: systemClock,
      log,
      metrics: createMetrics(),
    })
    await parts.prepare?.(system, say)
    const web = createWeb(system)
    handle = (request) => web.fetch(request)
    const jobs = parts.jobs
      ? await startJobs(system, tasks, crontab, Math.max(1, config.WORKERS))
      : undefined
    const opened = storage
    let stopping: Promise<void> | undefined
    return {
      system,
      storage,
      address: server && addressOf(server, config),
      stop() {
        stopping ??= (async () => {
          if (server) await drain(server)
          await jobs?.stop()
          await stopComputing(system)
          await system.db.destroy().catch(() => undefined)
          await opened.stop()
        })()
        return stopping
      },
    }
  } catch (error) {
    server?.close()
    server?.closeAllConnections()
    await storage?.stop()
    throw error
  }
}

function starting(): Response {
  return new Response('Common Thread is starting. Try again in a few seconds.', {
    status: 503,
    headers: { 'retry-after': '2', 'content-type': 'text/plain; charset=utf-8' },
  })
}

async function listen(
  config: Config,
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<Server> {
  const server = createServer(
    { keepAliveTimeout: 30_000, requestTimeout: 60_000 },
    getRequestListener(fetch as Parameters<typeof getRequestListener>[0]) as Parameters<
      typeof createServer
    >[1],
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new SetupProblem(
            `Port ${config.PORT} is already in use on ${config.HOST}.\nIf that is Common Thread, it is running already: open ${config.publicUrl}\nOtherwise choose another port, for example: PORT=${config.PORT + 1} npm run up`,
          ),
        )
      else if (error.code === 'EACCES')
        reject(
          new SetupProblem(
            `This user may not listen on port ${config.PORT}.\nChoose one above 1023, for example: PORT=3000 npm run up`,
          ),
        )
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
        reject(
          new SetupProblem(
            `This computer has no address ${config.HOST}.\nSet HOST to 127.0.0.1 (this computer only) or 0.0.0.0 (every network it is on).`,
          ),
        )
      else reject(error)
    })
    server.listen(config.PORT, config.HOST, resolve)
  })
  return server
}

function addressOf(server: Server, config: Config): string {
  const at = server.address()
  return config.PORT === 0 && at !== null && typeof at === 'object'
    ? `http://${config.HOST}:${at.port}`
    : config.publicUrl
}

/** No new connections; requests under way are answered; what is still open after a while is cut. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  await Promise.race([closed, wait(drainFor, undefined, { ref: false })])
  server.closeAllConnections()
}

/** Stops on SIGTERM, SIGINT or SIGHUP, within ten seconds whatever happens, and says so. */
export function stopOnSignals(running: Running, say: (line: string) => void): void {
  let asked = false
  const stop = (signal: string) => {
    if (asked) return
    asked = true
    say(`Stopping (${signal}): finishing what is under way …`)
    setTimeout(() => process.exit(1), 9500).unref()
    void running.stop().then(
      () => {
        say('Stopped. Everything is saved.')
        process.exit(0)
      },
      (error: Error) => {
        say(`Stopped with a fault: ${error.message}`)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => stop(signal))
}
