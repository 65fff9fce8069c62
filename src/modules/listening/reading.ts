import { Worker } from 'node:worker_threads'
import { Refusal } from '../../platform/errors.ts'
import type { ImportReading, PolisTexts } from './import.ts'
import type { Question, SentForm } from './reading-thread.ts'
import type { readUpload } from './upload.ts'

/**
 * How long reading the files of one person may take, and how much memory it may use: ten times what
 * the largest allowed take. Whoever sends something made to be slow holds up nobody else.
 */
const limits = { milliseconds: 60_000, megabytes: 1024 }

// One at a time in each process: reading is for one core, and the pages need the other.
let before: Promise<unknown> = Promise.resolve()

function read<T>(question: Question, milliseconds: number): Promise<T> {
  const turn = before.then(() => readNow<T>(question, milliseconds))
  before = turn.catch(() => undefined)
  return turn
}

function readNow<T>(question: Question, milliseconds: number): Promise<T> {
  return new Promise<T>((done, failed) => {
    const thread = new Worker(new URL('./reading-thread.ts', import.meta.url), {
      workerData: question,
      // The bytes of a request are handed over, not copied.
      transferList: question.kind === 'form' ? [question.body] : [],
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    })
    const tooMuch = () => {
      failed(new Refusal('results.import.refused.slow', 422))
      void thread.terminate()
    }
    const clock = setTimeout(tooMuch, milliseconds)
    thread.on('message', (answer: T) => {
      clearTimeout(clock)
      done(answer)
    })
    thread.on('error', (error) => {
      clearTimeout(clock)
      if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY') tooMuch()
      else failed(error as Error)
    })
    thread.on('exit', () => {
      clearTimeout(clock)
      failed(new Error('the reading thread ended without an answer'))
    })
  })
}

/** Takes a form with large files apart: by itself that takes long enough for others to notice. */
export function readFormAside(body: ArrayBuffer, type: string): Promise<SentForm> {
  return read({ kind: 'form', body, type }, limits.milliseconds)
}

/** `readPolis`, beside the pages and not in front of them. */
export function readPolisAside(
  files: PolisTexts,
  milliseconds = limits.milliseconds,
): Promise<ImportReading> {
  return read({ kind: 'polis', files }, milliseconds)
}

/** `readUpload`, in the same way. */
export function readUploadAside(text: string): Promise<ReturnType<typeof readUpload>> {
  return read({ kind: 'upload', text }, limits.milliseconds)
}

const inHand = new Set<string>()

/** One import in hand for each person: whoever sends a second before the first is done is asked to wait. */
export async function oneInHand<T>(person: string, work: () => Promise<T>): Promise<T> {
  if (inHand.has(person)) throw new Refusal('results.import.refused.in-hand', 429)
  inHand.add(person)
  try {
    return await work()
  } finally {
    inHand.delete(person)
  }
}
