// oxlint-disable unicorn/require-post-message-target-origin -- a thread is not a window: it has no origin
import { Worker } from 'node:worker_threads'
import type { Computed, Request, StandingColumns } from './computation.ts'
import type { Question } from './computation-thread.ts'

/** What is known here of a round that the thread holds in memory. */
export type Held = {
  /** The arrival of the newest response taken in. */
  newest: Date | null
  /** Who was counted under another's id when it was last computed. */
  doubles: Map<string, string>
  /** Who did not count then. Whoever counts again is read whole: they may never have been taken in. */
  out: ReadonlySet<string>
}

/** How many rounds are kept in memory at once; the one computed longest ago goes first. */
const mostHeld = 24

/** The thread that computes opinion maps: started when first needed, started again if it dies. */
export type Computing = {
  held(round: string): Held | undefined
  take(round: string, columns: StandingColumns): void
  compute(round: string, request: Request, held: Held): Promise<Computed>
  forget(round: string): void
  stop(): Promise<void>
}

type Answer = { id: number; computed?: Computed; failed?: string }

export function createComputing(): Computing {
  let worker: Worker | undefined
  let next = 0
  const waiting = new Map<number, { done(computed: Computed): void; failed(error: Error): void }>()
  const rounds = new Map<string, Held>()

  function lose(error: Error): void {
    worker = undefined
    rounds.clear()
    for (const each of waiting.values()) each.failed(error)
    waiting.clear()
  }

  function send(question: Question): void {
    if (!worker) {
      const started = new Worker(new URL('./computation-thread.ts', import.meta.url))
      worker = started
      started.on('message', (answer: Answer) => {
        const asked = waiting.get(answer.id)
        waiting.delete(answer.id)
        if (waiting.size === 0) started.unref()
        if (answer.computed) asked?.done(answer.computed)
        else asked?.failed(new Error(answer.failed ?? 'no answer'))
      })
      started.on('error', (error) => lose(error as Error))
      started.on('exit', () => {
        if (worker === started) lose(new Error('the computing thread ended'))
      })
      // Alone it keeps no program alive; while somebody waits for it, it does.
      started.unref()
    }
    worker.postMessage(question)
  }

  const forget = (round: string) => {
    rounds.delete(round)
    if (worker) send({ kind: 'forget', round })
  }

  return {
    held: (round) => rounds.get(round),
    forget,
    take: (round, columns) => send({ kind: 'take', round, columns }),
    compute(round, request, held) {
      return new Promise((done, failed) => {
        const id = (next += 1)
        waiting.set(id, {
          done(computed) {
            rounds.delete(round)
            rounds.set(round, held)
            while (rounds.size > mostHeld) forget(rounds.keys().next().value!)
            done(computed)
          },
          failed(error) {
            rounds.delete(round)
            failed(error)
          },
        })
        send({ kind: 'compute', round, id, request })
        worker?.ref()
      })
    },
    async stop() {
      const running = worker
      worker = undefined
      await running?.terminate()
    },
  }
}
