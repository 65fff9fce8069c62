import { Hono } from 'hono'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { createLimit, link, type Env } from '../../platform/web/index.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import { header } from '../partnerships/index.ts'
import { exportFile } from './export.actions.ts'
import { exportNames, isExportName } from './export.ts'
import { leastAtOnce } from './release.ts'
import { enterResults } from './result-entry.pages.ts'
import { questionOf } from './round-entry.pages.ts'
import { routes } from './routes.ts'

/** Everything of an opened round in open formats, for anyone. */
export function exportPages(system: System): Hono<Env> {
  const limit = createLimit(system.clock, { burst: 30, perMinute: 20 })
  return new Hono<Env>()
    .get(routes.exports, async (c) => {
      const { round, text, w, partnership } = await enterResults(system, c)
      return c.render(
        html`<h1>${w.t('results.resident.export.title')}</h1><p class="lead">${questionOf(round, w)}</p>
          <p>${w.t('results.resident.export.lead')}</p>
          <ul>${exportNames.map(
            (name) =>
              html`<li><a class="govuk-link" href="${link(routes.exportFile, { round: round.id, file: name })}" download dir="ltr">${name}</a><br><span class="soft">${w.t(`results.resident.export.${name}`)}</span></li>`,
          )}</ul>
          ${round.closedAt ? null : html`<p>${w.t('results.resident.export.open', { least: leastAtOnce })}</p>`}
          <h2>${w.t('results.resident.export.not.title')}</h2><p>${w.t('results.resident.export.not')}</p>
          ${round.licence ? html`<p>${w.t('results.resident.source', { source: round.source ?? '', licence: round.licence })}</p>` : null}`,
        {
          title: w.t('results.resident.export.title'),
          about: text.question,
          width: 'reading',
          back: {
            href: link(routes.results, { round: round.id }),
            text: w.t('results.resident.back'),
          },
          ...header(partnership, w, 'came-out'),
        } satisfies Head,
      )
    })
    .get(routes.exportFile, async (c) => {
      const { round, visit } = await enterResults(system, c)
      const name = c.req.param('file')
      if (!isExportName(name)) throw notFound()
      limit(visit.address)
      const type = name.endsWith('.json') ? 'application/json' : 'text/csv; charset=utf-8'
      return c.body(streamed(exportFile(system, round.id, name)), 200, {
        'content-type': type,
        'content-disposition': `attachment; filename="${round.code}-${name}"`,
      })
    })
}

function streamed(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      // Rows are small: a piece is gathered to a size worth sending.
      let text = ''
      while (text.length < 65_536) {
        const { value, done } = await pieces.next()
        if (done) {
          if (text) controller.enqueue(encoder.encode(text))
          controller.close()
          return
        }
        text += value
      }
      controller.enqueue(encoder.encode(text))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}
