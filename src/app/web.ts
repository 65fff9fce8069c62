import { Hono } from 'hono'
import {
  eraseFromCommitments,
  openItems,
  pages as commitments,
  planParts,
  wordsForAct as commitmentActs,
} from '../modules/commitments/index.ts'
import { pages as evidence, wordsForAct as evidenceActs } from '../modules/evidence/index.ts'
import { pages as listening, wordsForAct as listeningActs } from '../modules/listening/index.ts'
import {
  leaveEverything,
  ownDataOf,
  pages as partnerships,
  routes as partnershipRoutes,
} from '../modules/partnerships/index.ts'
import { pages as people } from '../modules/people/index.ts'
import { pages as places } from '../modules/places/index.ts'
import { pages as priorities, wordsForAct as priorityActs } from '../modules/priorities/index.ts'
import { notFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { System } from '../platform/system.ts'
import type { Env } from '../platform/web/index.ts'
import { serveAsset } from '../ui/assets.ts'
import { archivePages } from './archive.pages.ts'
import { choices } from './choices.ts'
import { demonstrationPaperPages } from './demo/paper.pages.ts'
import { failure } from './failure.ts'
import { framed } from './frame.ts'
import { homePages } from './home.pages.ts'
import { informationPages } from './information.pages.ts'
import { recordPages } from './record.pages.ts'
import { bodyWithin, readableAddress, sameOrigin, securityHeaders } from './guard.ts'
import { outboxPages } from './outbox.pages.ts'
import { sections } from './partnership-sections.pages.ts'
import { patternPages } from './patterns.pages.ts'
import { statusPages } from './status.pages.ts'
import { whereto } from './thread-onward.ts'
import { threadPages } from './thread.pages.ts'
import { stepsOf } from './thread-steps.ts'
import { visiting } from './visit.ts'

/** How every module says its acts in a partnership's public record. */
const wordsForAct = { ...evidenceActs, ...listeningActs, ...priorityActs, ...commitmentActs }

/** The whole site as one handler of requests. It keeps no state that another process would need. */
export function createWeb(system: System): Hono<Env> {
  const web = new Hono<Env>()

  web.use(async (c, next) => {
    c.set('requestId', newId(system.clock.now()))
    const start = performance.now()
    await next()
    // The route's pattern, never the path: paths hold codes.
    const labels = { method: c.req.method, route: c.req.routePath, status: String(c.res.status) }
    system.metrics.requests.observe(labels, (performance.now() - start) / 1000)
    system.log.debug(
      {
        request: c.get('requestId'),
        ...labels,
        milliseconds: Math.round(performance.now() - start),
      },
      'answered',
    )
  })
  web.use(securityHeaders(system))
  web.get('/assets/*', (c) => {
    const served = serveAsset(c.req.path, c.req.header('accept-encoding'))
    if (!served) return c.notFound()
    return c.body(new Uint8Array(served.body), 200, served.headers)
  })
  web.route('/', statusPages(system))
  web.use(sameOrigin(system))
  web.use(visiting(system))
  web.use(framed(system))
  web.use(readableAddress())
  web.use(bodyWithin())

  web.route('/', homePages(system))
  web.route('/', informationPages(system))
  web.route('/', recordPages(system))
  web.route('/', choices(system))
  web.route(
    '/',
    people(system, {
      own: [{ href: partnershipRoutes.youSpeakFor, text: 'constitution.you.title' }],
      exporters: [ownDataOf],
      // Names go first: afterwards whoever is erased speaks for nobody.
      erasers: [eraseFromCommitments, leaveEverything],
    }),
  )
  web.route('/', places(system))
  web.route('/', partnerships(system, { sections, wordsForAct, openItems: [openItems], stepsOf }))
  web.route('/', evidence(system))
  web.route('/', listening(system, { whereto }))
  web.route('/', priorities(system, { planParts: planParts(system) }))
  web.route('/', commitments(system))
  web.route('/', archivePages(system))
  web.route('/', threadPages(system))
  web.route('/', outboxPages(system))
  web.route('/', demonstrationPaperPages(system))
  web.route('/', patternPages(system))

  web.notFound((c) => failure(system)(notFound(), c))
  web.onError((error, c) => failure(system)(error, c))
  return web
}
