import { Hono, type Context } from 'hono'
import { stream } from 'hono/streaming'
import { allow, audit } from '../modules/people/index.ts'
import { enter, header, routes, type Partnership } from '../modules/partnerships/index.ts'
import { transaction } from '../platform/database/index.ts'
import { notAllowed } from '../platform/errors.ts'
import type { System } from '../platform/system.ts'
import { link, type Env, type Visit } from '../platform/web/index.ts'
import { button } from '../ui/components/button.ts'
import { errorSummary } from '../ui/components/error-summary.ts'
import { input } from '../ui/components/input.ts'
import type { Head } from '../ui/head.ts'
import { html } from '../ui/html.ts'
import { languagesOfPage, type Words } from '../ui/words/index.ts'
import { isMovingKey } from './archive/seal.ts'
import { writeArchive } from './archive/write.ts'

/** Leaving with everything: one click, and it is yours. */
export function archivePages(system: System): Hono<Env> {
  const page = (
    c: Context<Env>,
    partnership: Partnership,
    w: Words,
    mayMove: boolean,
    wrong?: string,
  ): Response | Promise<Response> => {
    const title = w.t('archive.title')
    const file = link(routes.archiveFile, {
      slug: partnership.slug,
      name: `${partnership.slug}.zip`,
    })
    const body = html`${
      wrong === undefined
        ? null
        : errorSummary({
            words: w,
            errorList: [{ href: '#key', text: w.t('archive.move.wrong') }],
          })
    }<h1>${title}</h1>
      <p class="lead">${w.t('archive.lead', { name: partnership.name })}</p>
      <h2>${w.t('archive.holds')}</h2>
      <ul>${(['rows', 'rounds', 'ledger', 'thread'] as const).map((each) => html`<li>${w.t(`archive.holds.${each}`)}</li>`)}</ul>
      <p>${w.t('archive.holds.not')}</p>
      <p>${button({ href: file, text: w.t('archive.download') })}</p>
      <p class="soft">${w.t('archive.size')}</p>
      <h2>${w.t('archive.move')}</h2>
      ${
        mayMove
          ? html`<p>${w.t('archive.move.text')}</p>
      <form method="get" action="${file}">${input({
        words: w,
        name: 'key',
        id: 'key',
        label: w.t('archive.move.key'),
        value: wrong ?? '',
        autocomplete: 'off',
        spellcheck: false,
        ...(wrong === undefined ? {} : { errorMessage: w.t('archive.move.wrong') }),
      })}${button({ text: w.t('archive.move.button'), classes: 'govuk-button--secondary' })}</form>`
          : html`<p>${w.t('archive.move.ask')}</p>`
      }
      <p>${w.t('archive.move.then')}</p>
      <p><code dir="ltr">npm run -s thread -- import partnership ${partnership.slug}.zip</code></p>`
    return c.render(body, {
      title,
      about: title,
      width: 'reading',
      ...(wrong === undefined ? {} : { status: 422 }),
      languages: languagesOfPage('archive'),
      ...header(partnership, w),
    } satisfies Head)
  }
  return new Hono<Env>()
    .get(routes.archive, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'archive')
      mayTake(visit, partnership)
      return page(c, partnership, w, mayMove(visit))
    })
    .get(routes.archiveFile, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'archive')
      mayTake(visit, partnership)
      const key = (c.req.query('key') ?? '').trim()
      if (key !== '' && !mayMove(visit)) throw notAllowed()
      if (key !== '' && !isMovingKey(key)) return page(c, partnership, w, true, key)
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        audit(trx, 'partnership-exported', { sealed: key !== '' }, partnership.id),
      )
      c.header('content-type', 'application/zip')
      c.header('content-disposition', `attachment; filename="${partnership.slug}.zip"`)
      c.header('cache-control', 'no-store')
      return stream(c, async (out) => {
        for await (const chunk of writeArchive(
          system,
          partnership,
          key === '' ? {} : { sealedFor: key },
        ))
          await out.write(chunk)
      })
    })
}

/**
 * Whoever gives a key can open what is sealed for it, so only whoever runs this installation gives one:
 * no chair reads how each member voted by making a key of their own.
 */
const mayMove = ({ actor }: Visit) => actor.kind === 'person' && actor.operator

const mayTake = (visit: Visit, partnership: Partnership) =>
  allow(visit.actor, 'export-whole', { kind: 'partnership', partnership: partnership.id })
