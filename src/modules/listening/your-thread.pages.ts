import { Hono } from 'hono'
import { system as asSystem } from '../../platform/actor.ts'
import { reading } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import { readCode } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import { arrive } from './arrival.actions.ts'
import { codeField, type WrongCode } from './code-field.pages.ts'
import { knownParticipants, openedRounds } from './participant.sql.ts'
import { participantId } from './participant.ts'
import { routes } from './routes.ts'
import type { TakingPart } from './taking-part.actions.ts'
import { isPersonalCode } from './turn.ts'

/** A private code from paper, typed without knowing which round it belongs to. */
export function yourThreadPages(system: System, part: TakingPart): Hono<Env> {
  return new Hono<Env>()
    .get(routes.yourThread, (c) => {
      const w = words(c.get('visit').language as Language)
      return c.render(asked(w), head(w))
    })
    .post(routes.yourThread, async (c) => {
      const w = words(c.get('visit').language as Language)
      const body = await c.req.parseBody()
      const typed = typeof body['code'] === 'string' ? body['code'] : ''
      const code = readCode(typed)
      part.limits.wrongCode(c.get('visit').address)
      const round = isPersonalCode(code) ? await roundOf(code) : undefined
      if (round === undefined)
        return c.render(asked(w, { typed, said: w.t('respond.refused.code') }), {
          ...head(w),
          status: 422,
        })
      part.limits.wrongCode(c.get('visit').address, -1)
      const asking = await part.askings.of(round)
      if (!asking) throw notFound()
      const came = await arrive(system, c, asking.round, code)
      return c.redirect(link(came === 'begun' ? routes.mine : routes.round, { code: round }), 303)
    })

  /** The id that a code stands for is another in every round, so each round is tried: they are few, and only codes that are somebody's get this far often. */
  async function roundOf(code: string): Promise<string | undefined> {
    const rounds = await openedRounds(system.db)
    const ids = new Map(rounds.map((each) => [participantId(system.secret, each, code), each.code]))
    const [found] = await reading(system.db, asSystem('find-code'), (db) =>
      knownParticipants(db, [...ids.keys()]),
    )
    return found === undefined ? undefined : ids.get(found)
  }
}

const head = (w: Words): Head => ({
  title: w.t('respond.thread.title'),
  resident: true,
  width: 'reading',
})

function asked(w: Words, wrong?: WrongCode): Html {
  return html`${wrong ? errorSummary({ words: w, errorList: [{ text: wrong.said, href: '#code' }] }) : null}
    <h1>${w.t('respond.thread.title')}</h1>
    <p>${w.t('respond.thread.text')}</p>
    <form method="post" action="${link(routes.yourThread)}">${codeField(w, wrong)}${button({ text: w.t('respond.thread.go') })}</form>`
}
