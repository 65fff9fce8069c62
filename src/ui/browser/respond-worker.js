// Runs beside the pages under /r/. Sends kept answers when the signal returns, even after the page
// was closed, and shows a page of ours, not the browser's, while there is none. The server puts
// `said` (words) and `assets` (addresses) above this, and the queue's functions.
/* global said, assets, sendKept, waiting */

const shelf = `common-thread-${assets.join()}`

addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(shelf)
      .then((kept) => kept.addAll(assets))
      .then(() => skipWaiting()),
  )
})

addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name !== shelf).map((name) => caches.delete(name))),
      )
      .then(() => clients.claim()),
  )
})

addEventListener('sync', (event) => {
  if (event.tag !== 'answers') return
  event.waitUntil(
    sendKept(0).then(({ left }) => {
      // A promise refused asks the browser to try again later.
      if (left > 0) throw new Error('still no signal')
    }),
  )
})

addEventListener('fetch', (event) => {
  const { request } = event
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => offline(request)))
  else if (assets.includes(new URL(request.url).pathname))
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)))
})

async function offline(request) {
  const left = await waiting().then(
    (kept) => kept.length,
    () => 0,
  )
  const rules = new Intl.PluralRules(said.language)
  const count = (said.waiting[rules.select(left)] || said.waiting.other).replace('#', String(left))
  const again = request.method === 'GET' ? new URL(request.url).pathname : '/'
  const page = `<!doctype html><html lang="${said.language}" dir="${said.direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${said.title}</title>
${assets
  .filter((path) => path.endsWith('.css'))
  .map((path) => `<link rel="stylesheet" href="${path}">`)
  .join('')}</head>
<body><div class="page page--reading"><main><h1>${said.title}</h1><p>${said.text}</p>${left > 0 ? `<p role="status">${count}</p>` : ''}
<p><a href="${encodeURI(again)}">${said.again}</a></p></main></div></body></html>`
  return new Response(page, {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'self'; font-src 'self'",
      'cache-control': 'no-store',
    },
  })
}
