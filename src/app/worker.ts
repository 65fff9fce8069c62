import * as commitments from '../modules/commitments/index.ts'
import * as listening from '../modules/listening/index.ts'
import * as partnerships from '../modules/partnerships/index.ts'
import type { Tasks } from '../platform/jobs/index.ts'
import { sendWaiting, sweepMessages } from '../platform/mail/index.ts'
import { runListeners } from './listeners.ts'

/** Every background task, by name. */
export const tasks: Tasks = {
  'send-message': sendWaiting,
  'sweep-messages': sweepMessages,
  listeners: runListeners,
  ...partnerships.tasks,
  ...listening.tasks,
  ...commitments.tasks,
}

/** When the clock starts which task (graphile-worker's crontab, UTC). */
export const crontab = [
  '17 3 * * * sweep-messages',
  partnerships.crontab,
  listening.crontab,
  commitments.crontab,
].join('\n')
