import { Hono } from 'hono'
import { routes as partnerships } from '../modules/partnerships/index.ts'
import type { Database } from '../platform/database/index.ts'
import type { System } from '../platform/system.ts'
import { link, type Env } from '../platform/web/index.ts'
import { dataTable } from '../ui/components/data-table.ts'
import { emptyState } from '../ui/components/empty-state.ts'
import type { Head } from '../ui/head.ts'
import { html } from '../ui/html.ts'
import { words, type Language } from '../ui/words/index.ts'

/** The latest seal of every chain, for outsiders to keep a copy of. */
export function recordPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get('/record', async (c) => {
      const w = words(c.get('visit').language as Language)
      const heads = await latestSeals(system.db)
      const body = html`<h1>${w.t('app.record.title')}</h1><p class="lead">${w.t('app.record.lead')}</p>
        ${dataTable({
          words: w,
          id: 'seals',
          caption: w.t('app.record.caption'),
          columns: [
            { key: 'partnership', text: w.t('app.record.partnership') },
            { key: 'entries', text: w.t('app.record.entries'), numeric: true },
            { key: 'seal', text: w.t('app.record.seal') },
          ],
          rows: heads.map((head) => [
            html`<a href="${link(partnerships.record, { slug: head.slug })}">${head.name}</a>`,
            w.number(head.entries),
            html`<code class="seal">${head.seal}</code>`,
          ]),
          empty: emptyState({ title: w.t('app.record.none'), text: '' }),
        })}
        <h2>${w.t('app.record.check')}</h2><p>${w.t('app.record.check.text')}</p>`
      return c.render(body, { title: w.t('app.record.title') } satisfies Head)
    })
    .get('/record.json', async (c) => c.json({ seals: await latestSeals(system.db) }))
}

async function latestSeals(db: Database) {
  const rows = await db
    .selectFrom('platform.ledger_head as head')
    .innerJoin('partnerships.partnership as partnership', 'partnership.id', 'head.partnership_id')
    .select([
      'partnership.id',
      'partnership.slug',
      'partnership.name',
      'head.sequence',
      'head.hash',
    ])
    .orderBy('partnership.name')
    .execute()
  return rows.map((row) => ({
    partnership: row.id,
    slug: row.slug,
    name: row.name,
    entries: Number(row.sequence),
    seal: row.hash.toString('hex'),
  }))
}
