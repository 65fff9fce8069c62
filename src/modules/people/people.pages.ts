import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { addressPages } from './address.pages.ts'
import { codePages } from './code.pages.ts'
import { firstLinkPages } from './first-link.pages.ts'
import { ownDataPages } from './own-data.pages.ts'
import type { Wiring } from './own-data.sql.ts'
import { passkeyPages } from './passkey.pages.ts'
import { signInPages } from './sign-in.pages.ts'
import { signOutPages } from './sign-out.pages.ts'
import { welcomePages } from './welcome.pages.ts'
import { workPages } from './work.pages.ts'
import { youPages, type OwnPage } from './you.pages.ts'

/** All pages of this module. `wiring` is what other modules keep about people. */
export function pages(
  system: System,
  wiring: Wiring & { own?: readonly OwnPage[] } = {},
): Hono<Env> {
  return new Hono<Env>()
    .route('/', signInPages(system))
    .route('/', codePages(system))
    .route('/', firstLinkPages(system))
    .route('/', signOutPages(system))
    .route('/', passkeyPages(system))
    .route('/', workPages(system))
    .route('/', youPages(system, wiring.own))
    .route('/', addressPages(system))
    .route('/', welcomePages(system))
    .route('/', ownDataPages(system, wiring))
}
