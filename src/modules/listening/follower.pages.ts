import { Hono } from 'hono'
import { reading } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { input } from '../../ui/components/input.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { readStop, startFollowing, stopFollowing } from './follower.actions.ts'
import { followersOf } from './follower.sql.ts'
import { isFollowChannel, readEmail, readMobile, type FollowChannel } from './follower.ts'
import { turnBanner } from './helper-turn-banner.pages.ts'
import { roundVisit, speaking, type RoundVisit } from './round-visit.pages.ts'
import { routes } from './routes.ts'
import type { TakingPart } from './taking-part.actions.ts'
import { participantActor } from './turn.ts'

/** Hearing what comes of it: by e-mail, by text message, or with a code on paper. */
export function followerPages(system: System, part: TakingPart): Hono<Env> {
  async function following(participant: string | undefined): Promise<Set<FollowChannel>> {
    if (participant === undefined) return new Set()
    const own = await reading(system.db, participantActor(participant), (db) =>
      followersOf(db, [participant]),
    )
    return new Set(own.map((each) => each.channel))
  }

  return new Hono<Env>()
    .get(routes.follow, async (c) => {
      const visit = await roundVisit(system, part, c)
      const { w, head, taking, place } = visit
      const stop = c.req.query('stop')
      const title = w.t('respond.follow')
      if (stop !== undefined) {
        if (!readStop(system, stop)) throw notFound()
        return c.render(stopPage(visit, stop), {
          ...head,
          title: w.t('respond.follow.stop.title'),
        } satisfies Head)
      }
      const channels = await following(taking?.participant)
      if (c.req.query('paper') === '1' && taking && channels.has('code'))
        return c.render(paperPage(visit, taking.code, system.config.publicUrl), {
          ...head,
          title: w.t('respond.follow.paper.title'),
        } satisfies Head)
      if (c.req.query('stopped') === '1')
        return c.render(
          html`<h1>${w.t('respond.follow.stopped')}</h1><p>${w.t('respond.follow.stopped.text')}</p><p><a href="${link(routes.round, place)}">${w.t('respond.back')}</a></p>`,
          { ...head, title: w.t('respond.follow.stopped') } satisfies Head,
        )
      return c.render(asked(visit, channels), { ...head, title } satisfies Head)
    })
    .post(routes.follow, async (c) => {
      const visit = await roundVisit(system, part, c)
      const { w, head, asking, place, language } = visit
      const body = await c.req.parseBody()
      const text = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '')
      const typedLink = text('stop-link')
      if (typedLink !== '') {
        const stop = readStop(system, typedLink)
        if (!stop) throw notFound()
        await stopFollowing(system, stop.participant, stop.channel)
        return c.redirect(link(routes.follow, place, { stopped: 1 }), 303)
      }
      const stop = text('stop')
      if (visit.taking && isFollowChannel(stop)) {
        await stopFollowing(system, visit.taking.participant, stop)
        return c.redirect(link(routes.follow, place, { stopped: 1 }), 303)
      }
      const channel = text('channel')
      if (!isFollowChannel(channel)) throw notFound()
      const address =
        channel === 'email'
          ? readEmail(text('email'))
          : channel === 'text'
            ? readMobile(text('mobile'))
            : null
      if (address === undefined) {
        const error = { channel, said: w.t(`respond.follow.${channel as 'email' | 'text'}.wrong`) }
        const given = text(channel === 'email' ? 'email' : 'mobile')
        const channels = await following(visit.taking?.participant)
        return c.render(asked(visit, channels, { ...error, given }), {
          ...head,
          title: `${w.t('ui.error')}: ${w.t('respond.follow')}`,
          status: 422,
        } satisfies Head)
      }
      const taking = await speaking(system, part, c, visit)
      part.limits.words(taking.participant)
      part.limits.wordsFromAddress(c.get('visit').address)
      if (address !== null) {
        part.limits.recipients(c.get('visit').address)
        part.limits.recipient(address.toLowerCase())
      }
      await startFollowing(system, { asking, taking, channel, address, language })
      return c.redirect(
        channel === 'code'
          ? link(routes.follow, place, { paper: 1 })
          : link(routes.mine, place, { follows: channel }),
        303,
      )
    })
}

type Wrong = { channel: FollowChannel; said: string; given: string }

function asked(
  { w, round, taking, place, state }: RoundVisit,
  channels: ReadonlySet<FollowChannel>,
  wrong?: Wrong,
): Html {
  const action = link(routes.follow, place)
  const stop = (channel: FollowChannel) =>
    html`<form method="post" action="${action}">${button({ text: w.t('respond.follow.stop'), name: 'stop', value: channel, classes: 'govuk-button--secondary' })}</form>`
  const form = (channel: 'email' | 'text', name: string, type: string, autocomplete: string) =>
    html`<section class="card"><h2>${w.t(`respond.follow.${channel}`)}</h2>${
      channels.has(channel)
        ? html`<p>${w.t(`respond.follow.${channel}.on`)}</p>${stop(channel)}`
        : html`<form method="post" action="${action}">${input({
            words: w,
            name,
            type,
            label: w.t(`respond.follow.${channel}.label`),
            autocomplete,
            spellcheck: false,
            value: wrong?.channel === channel ? wrong.given : undefined,
            errorMessage: wrong?.channel === channel ? wrong.said : undefined,
            attributes: { dir: 'ltr' },
          })}${button({ text: w.t(`respond.follow.${channel}.go`), name: 'channel', value: channel })}</form>`
    }</section>`
  return html`${turnBanner(w, round.code, taking)}
    ${wrong ? errorSummary({ words: w, errorList: [{ text: wrong.said, href: wrong.channel === 'email' ? '#email' : '#mobile' }] }) : null}
    <h1>${w.t('respond.follow')}</h1>
    <p>${w.t('respond.follow.how')}</p>
    ${state === 'open' || channels.size > 0 ? null : html`<p>${w.t('respond.refused.closed')}</p>`}
    ${form('email', 'email', 'email', 'email')}
    ${form('text', 'mobile', 'tel', 'tel')}
    <section class="card"><h2>${w.t('respond.follow.code')}</h2>${
      channels.has('code')
        ? html`<p><a href="${link(routes.follow, place, { paper: 1 })}">${w.t('respond.follow.code.again')}</a></p>${stop('code')}`
        : html`<p>${w.t('respond.follow.code.how')}</p><form method="post" action="${action}">${button({ text: w.t('respond.follow.code.go'), name: 'channel', value: 'code' })}</form>`
    }</section>
    <p><a href="${link(routes.mine, place)}">${w.t('respond.mine')}</a></p>`
}

/** To print or to copy by hand: large, and with nothing beside it that would tell a stranger anything. */
function paperPage({ w, round, place }: RoundVisit, code: string, site: string): Html {
  return html`<h1>${w.t('respond.follow.paper.title')}</h1>
    <p>${w.t('respond.follow.paper.text', { address: `${site}${link(routes.yourThread)}` })}</p>
    <p class="statement-card statement-card__words" dir="ltr"><b>${code}</b></p>
    <p>${w.t('respond.follow.paper.round', { code: round.code })}</p>
    <p>${w.t('respond.follow.paper.private')}</p>
    <p><a href="${link(routes.mine, place)}">${w.t('respond.mine')}</a></p>`
}

function stopPage({ w, place }: RoundVisit, token: string): Html {
  return html`<h1>${w.t('respond.follow.stop.title')}</h1>
    <p>${w.t('respond.follow.stop.text')}</p>
    <form method="post" action="${link(routes.follow, place)}">
      <input type="hidden" name="stop-link" value="${token}">
      ${button({ text: w.t('respond.follow.stop') })}
    </form>`
}
