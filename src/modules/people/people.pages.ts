import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { codePages } from './code.pages.ts'
import { firstLinkPages } from './first-link.pages.ts'
import { signInPages } from './sign-in.pages.ts'
import { signOutPages } from './sign-out.pages.ts'

/** All pages of this module. */
export function pages(system: System): Hono<Env> {
  return new Hono<Env>()
    .route('/', signInPages(system))
    .route('/', codePages(system))
    .route('/', firstLinkPages(system))
    .route('/', signOutPages(system))
}
