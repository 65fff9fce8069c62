import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { appealPages } from './appeal.pages.ts'
import { banPages } from './ban.pages.ts'
import { queuePages } from './queue.pages.ts'
import { safeguardingPages } from './safeguarding.pages.ts'

/** Three separate things: whether words can be public, another look at that, and whether somebody is at risk. */
export function moderationPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .route('/', queuePages(system))
    .route('/', banPages(system))
    .route('/', appealPages(system))
    .route('/', safeguardingPages(system))
}
