import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import type { Env } from '../../platform/web/index.ts'
import { addAsset, asset } from '../../ui/assets.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import { forms } from './response-card.pages.ts'
import { routes } from './routes.ts'

const browser = new URL('../../ui/browser/', import.meta.url)
addAsset('respond.js', new URL('respond.js', browser))
addAsset('respond-queue.js', new URL('respond-queue.js', browser))

const source = ['respond-queue.js', 'respond-worker.js']
  .map((name) => readFileSync(new URL(name, browser), 'utf8'))
  .join('\n')
  // A service worker of an old phone knows no modules.
  .replace(/^export /gm, '')

/** The service worker of the pages for taking part, with its words and the addresses of today's files. */
export function workerPages(): Hono<Env> {
  return new Hono<Env>().get(routes.worker, (c) => {
    const w = words(c.get('visit').language as Language)
    const body = `const said = ${JSON.stringify(workerWords(w))}
const assets = ${JSON.stringify([asset('resident.css')])}
${source}`
    return c.body(body, 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'service-worker-allowed': '/r/',
    })
  })
}

function workerWords(w: Words) {
  return {
    language: w.language,
    direction: w.direction,
    title: w.t('respond.offline.title'),
    text: w.t('respond.offline.text'),
    again: w.t('respond.offline.again'),
    waiting: forms(w, 'respond.waiting'),
  }
}
