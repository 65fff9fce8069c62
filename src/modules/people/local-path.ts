/**
 * Where to go next, from a form or an address: a path on this site, or the fallback. Anything that
 * a browser could read as another site (`//elsewhere`, `/\elsewhere`) is not a path, and the
 * sign-in pages are no place to return to.
 */
export function localPath(wanted: unknown, fallback = '/'): string {
  // oxlint-disable-next-line no-control-regex -- browsers drop these characters, which can hide a second slash
  if (typeof wanted !== 'string' || !/^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(wanted))
    return fallback
  const here = 'http://here.invalid'
  const url = URL.parse(wanted, here)
  if (url?.origin !== here || /^\/sign-(in|out)(\/|$)/.test(url.pathname)) return fallback
  // "/./" before a second slash is folded away by the parser.
  return url.pathname.startsWith('//') ? fallback : url.pathname + url.search + url.hash
}

/** A local path that also says in which language to go on; the browser then remembers it. */
export function inLanguage(path: string, language: string): string {
  const url = new URL(path, 'http://here.invalid')
  url.searchParams.set('lang', language)
  return url.pathname + url.search + url.hash
}
