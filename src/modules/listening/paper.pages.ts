import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { batchHandoverPages } from './batch-handover.pages.ts'
import { batchPages } from './batch.pages.ts'
import { keyingPages } from './keying.pages.ts'
import { printingPages } from './printing.pages.ts'
import { settlementPages } from './settlement.pages.ts'
import { uploadPages } from './upload.pages.ts'

/** Paper, phone and table: printing, keying twice, settling. They count the same as a screen. */
export function paperPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .route('/', printingPages(system))
    .route('/', batchPages(system))
    .route('/', batchHandoverPages(system))
    .route('/', keyingPages(system))
    .route('/', settlementPages(system))
    .route('/', uploadPages(system))
}
