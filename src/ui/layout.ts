import { asset } from './assets.ts'
import { attributes } from './attributes.ts'
import { backLink } from './components/back-link.ts'
import { languageLinks } from './components/language-links.ts'
import { mark } from './components/mark.ts'
import { skipLink } from './components/skip-link.ts'
import { html, nothing } from './html.ts'
import type { Content, Html } from './html.ts'
import type { Language, Words } from './words/index.ts'

export type Theme = 'system' | 'light' | 'dark' | 'contrast'
export type TextSize = 'ordinary' | 'large' | 'largest'

/** How someone likes to read. What is not said is left to their browser. */
export type Reading = Readonly<{ theme?: Theme | undefined; textSize?: TextSize | undefined }>

export type Link = Readonly<{ href: string; text: string; current?: boolean | undefined }>

export type Page = Readonly<{
  words: Words
  title: string
  /** The one thing the page is about: named in its title, after what the page is. */
  about?: string | undefined
  /** The path with its query, without the language: the language links keep it. */
  path: string
  languages?: readonly Language[] | undefined
  navigation?: readonly Link[] | undefined
  /** Who is signed in; `null` offers signing in. Left out, neither is shown. */
  person?: Readonly<{ name: string; href: string; signOut?: string | undefined }> | null | undefined
  signIn?: string | undefined
  place?: Readonly<{ name: string; href: string }> | undefined
  partnership?: string | undefined
  description?: string | undefined
  back?: Readonly<{ href: string; text?: Content | undefined }> | undefined
  width?: 'reading' | 'wide' | undefined
  /** Says that the place and its people are made up. */
  invented?: boolean | undefined
  /** Says that the translation is a draft. Without it, every page but an English one says so. */
  draftTranslation?: boolean | undefined
  theme?: Theme | undefined
  textSize?: TextSize | undefined
  reading?: Reading | undefined
  /** Names of assets, loaded as modules after the page's own. */
  scripts?: readonly string[] | undefined
  csrf?: string | undefined
  /** Uses the light stylesheet and no scripts but those named. */
  resident?: boolean | undefined
  head?: Html | undefined
  canonical?: string | undefined
}>

/** The whole document around a page's own part. */
export function page(options: Page, body: Html): Html {
  const { words, title, path, resident } = options
  const theme = options.theme ?? options.reading?.theme
  const textSize = options.textSize ?? options.reading?.textSize
  const root = attributes({
    lang: words.language,
    dir: words.direction,
    'data-theme': theme === 'system' ? null : theme,
    'data-text-size': textSize === 'ordinary' ? null : textSize,
  })
  const name = words.t('ui.site.name')
  const heading = titleOf([title, options.about, options.partnership ?? options.place?.name, name])
  const scripts = [...(resident ? [] : ['page.js']), ...(options.scripts ?? [])]
  return html`<!doctype html>
<html${root}>
<head>
<meta charset="utf-8"><title>${heading}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
${options.description ? html`<meta name="description" content="${options.description}">` : null}<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#fbf7f0">
${options.canonical ? html`<link rel="canonical" href="${options.canonical}">` : null}<link rel="preload" href="${asset('fonts/latin.woff2')}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="${asset(resident ? 'resident.css' : 'theme.css')}">
<link rel="icon" href="${asset('favicon.svg')}" type="image/svg+xml">
<link rel="manifest" href="${asset('manifest.webmanifest')}">${scripts.map((script) => html`<script type="module" src="${asset(script)}"></script>`)}${options.head}
</head>
<body>
${skipLink({ words })}
${header(options)}
${notices(options)}
<div class="page${options.width === 'reading' ? ' page--reading' : ''}">${options.back ? html`<nav aria-label="${words.t('ui.back')}">${backLink({ words, ...options.back })}</nav>` : null}<main id="main" tabindex="-1">
${body}
</main></div>
${footer(words, path)}
</body>
</html>`
}

/** What this page is – which thing – which partnership – whose site; what is said already is left out. */
function titleOf(parts: readonly (string | undefined)[]): string {
  const said: string[] = []
  for (const part of parts) if (part && !said.some((each) => each.includes(part))) said.push(part)
  return said.map((part) => shortened(part, 80)).join(' – ')
}

/** No longer than a tab or a list of bookmarks shows, cut between words. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most)
  const end = cut.lastIndexOf(' ')
  return `${cut.slice(0, end > most / 2 ? end : most).replace(/[\s,;:.–-]+$/, '')}…`
}

function header(options: Page): Html {
  const { words, place, navigation = [] } = options
  const items = [
    ...(place
      ? [{ href: place.href, text: place.name, current: place.href === options.path }]
      : []),
    ...navigation,
  ]
  return html`<header class="site-header"><div class="bar"><a class="mark" href="/" aria-label="${words.t('ui.site.home')}">${mark()}<span dir="ltr" lang="en">${words.t('ui.site.name')}</span></a>${
    items.length === 0
      ? null
      : html`<nav aria-label="${words.t('ui.site.navigation')}"><ul>${items.map(
          (item) =>
            html`<li><a href="${item.href}"${attributes({ 'aria-current': item.current ? 'page' : null })}>${item.text}</a></li>`,
        )}</ul></nav>`
  }<div class="bar__end">${languageLinks({ words, path: options.path, languages: options.languages })}${person(options)}</div></div></header>`
}

function person({ words, person, signIn = '/sign-in', csrf }: Page): Html {
  if (person === undefined) return nothing
  if (person === null) return html`<a href="${signIn}">${words.t('ui.site.signin')}</a>`
  return html`<a href="${person.href}"><span class="govuk-visually-hidden">${words.t('ui.site.person')}: </span>${person.name}</a>${
    person.signOut
      ? html`<form method="post" action="${person.signOut}">${csrf ? html`<input type="hidden" name="csrf" value="${csrf}">` : null}<button class="quiet-button">${words.t('ui.site.signout')}</button></form>`
      : null
  }`
}

function notices({ words, invented, draftTranslation = words.language !== 'en' }: Page): Html {
  const lines = [
    ...(invented ? [words.tn('ui.site.invented')] : []),
    ...(draftTranslation && words.language !== 'en' ? [words.tn('ui.site.translation')] : []),
  ]
  if (lines.length === 0) return nothing
  return html`<aside class="notice" aria-label="${words.t('ui.site.notice')}">${lines.map((line) => html`<p>${line}</p>`)}</aside>`
}

function footer(words: Words, path: string): Html {
  const links: [string, string][] = [
    ['/about', words.t('ui.site.about')],
    ['/accessibility', words.t('ui.site.accessibility')],
    ['/privacy', words.t('ui.site.privacy')],
    ['/record', words.t('ui.site.record')],
    ['/source', words.t('ui.site.source')],
  ]
  return html`<footer class="site-footer"><div><nav aria-label="${words.t('ui.site.footer')}"><ul>${links.map(
    ([href, text]) =>
      html`<li><a href="${href}" ${attributes({ 'aria-current': href === path ? 'page' : null })}>${text}</a></li>`,
  )}</ul></nav><p>${words.t('ui.site.promise')}</p><p>${words.t('ui.site.licence')}</p></div></footer>`
}
