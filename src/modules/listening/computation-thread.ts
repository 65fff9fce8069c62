// oxlint-disable unicorn/require-post-message-target-origin -- a thread is not a window: it has no origin
// The program of the thread that computes opinion maps, so that no page waits for one. It keeps the
// rounds it has computed in memory; `computing.ts` speaks with it.
import { parentPort } from 'node:worker_threads'
import {
  createComputation,
  type Computation,
  type Request,
  type StandingColumns,
} from './computation.ts'

export type Question =
  | { kind: 'take'; round: string; columns: StandingColumns }
  | { kind: 'compute'; round: string; id: number; request: Request }
  | { kind: 'forget'; round: string }

const rounds = new Map<string, Computation>()

parentPort?.on('message', (question: Question) => {
  if (question.kind === 'forget') {
    rounds.delete(question.round)
    return
  }
  let computation = rounds.get(question.round)
  if (!computation) rounds.set(question.round, (computation = createComputation()))
  if (question.kind === 'take') {
    computation.take(question.columns)
    return
  }
  try {
    parentPort!.postMessage({ id: question.id, computed: computation.compute(question.request) })
  } catch (error) {
    // What is half taken in must not be built on.
    rounds.delete(question.round)
    parentPort!.postMessage({ id: question.id, failed: (error as Error).message })
  }
})
