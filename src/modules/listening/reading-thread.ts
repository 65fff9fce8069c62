// oxlint-disable unicorn/require-post-message-target-origin -- a thread is not a window: it has no origin
// The program of a thread that reads one set of files somebody sent, so that no page waits while it
// does; `reading.ts` starts and ends it.
import { parentPort, workerData } from 'node:worker_threads'
import { readPolis, type ImportReading, type PolisTexts } from './import.ts'
import { readUpload } from './upload.ts'

export type Question =
  | { kind: 'form'; body: ArrayBuffer; type: string }
  | { kind: 'polis'; files: PolisTexts }
  | { kind: 'upload'; text: string }

/** A form with files, as a browser sent it. */
export type SentForm = {
  fields: Record<string, string>
  files: Record<string, Uint8Array<ArrayBuffer>>
}

/** Beyond this many nobody reads on, and carrying them over would keep the pages waiting after all. */
const mostProblems = 10_000

async function formOf(body: ArrayBuffer, type: string): Promise<SentForm> {
  const form: SentForm = { fields: {}, files: {} }
  // What is no form at all holds nothing: the page says what is missing.
  const sent = await new Response(body, { headers: { 'content-type': type } })
    .formData()
    .catch(() => new FormData())
  for (const [name, value] of sent)
    if (typeof value === 'string') form.fields[name] = value
    else if (value.size > 0 || value.name !== '')
      form.files[name] = new Uint8Array(await value.arrayBuffer())
  return form
}

async function answer(question: Question): Promise<{ answer: unknown; moved: ArrayBuffer[] }> {
  if (question.kind === 'form') {
    const form = await formOf(question.body, question.type)
    return { answer: form, moved: Object.values(form.files).map((each) => each.buffer) }
  }
  if (question.kind === 'upload') {
    const { rows, problems } = readUpload(question.text)
    return { answer: { rows, problems: problems.slice(0, mostProblems) }, moved: [] }
  }
  const found: ImportReading = readPolis(question.files)
  if (!found.plan)
    return { answer: { plan: null, problems: found.problems.slice(0, mostProblems) }, moved: [] }
  // Moved, not copied: these hold every response.
  const { participant, statement, value, at } = found.plan.responses
  return {
    answer: found,
    moved: [participant, statement, value, at].map((each) => each.buffer as ArrayBuffer),
  }
}

const { answer: found, moved } = await answer(workerData as Question)
parentPort!.postMessage(found, moved)
