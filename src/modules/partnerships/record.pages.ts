import { Hono, type Context } from 'hono'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { details } from '../../ui/components/details.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { keyset } from '../../ui/components/keyset.ts'
import { timestamp } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, raw, type Content, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import { decisionActs } from './decision-record.pages.ts'
import { enter } from './entry.pages.ts'
import { header } from './header.pages.ts'
import type { Partnership } from './partnership.ts'
import { actsOf, sealOf, type PublicAct } from './record.sql.ts'
import { routes } from './routes.ts'

/**
 * How other modules' acts are said. A key is filled with the plain values of the act's body; a
 * function may say more. An act that nobody has words for is still shown, by its own name.
 */
export type WordsForAct = Readonly<
  Record<string, Key | ((act: PublicAct, body: Record<string, unknown>, words: Words) => Content)>
>

const atOnce = 50
const atOnceForMachines = 500

/** The public record of a partnership: in words, as JSON that can be checked, and as a feed. */
export function recordPages(system: System, wordsForAct: WordsForAct = {}): Hono<Env> {
  async function page(c: Context<Env>, partnership: Partnership, limit: number) {
    const before = c.req.query('before')
    if (before !== undefined && !/^[1-9][0-9]{0,17}$/.test(before))
      throw new Refusal('partnerships.refused.before', 400)
    const [acts, seal] = await Promise.all([
      actsOf(system.db, partnership.id, { before, limit: limit + 1 }),
      sealOf(system.db, partnership.id),
    ])
    const shown = acts.slice(0, limit)
    return { shown, seal, next: acts.length > limit ? shown.at(-1)!.sequence : undefined }
  }

  return new Hono<Env>()
    .get(routes.record, async (c) => {
      const { partnership, words: w } = await enter(system, c)
      const { shown, seal, next } = await page(c, partnership, atOnce)
      const slug = { slug: partnership.slug }
      const title = w.t('partnerships.record.title')
      const body = html`<h1>${title}</h1>
        <p class="lead">${w.t('partnerships.record.lead')}</p>
        <p class="row"><a href="${link(routes.recordJson, slug)}">JSON</a> <a href="${link(routes.recordAtom, slug)}">${w.t('partnerships.record.feed')}</a></p>
        ${seal ? sealed(w, system, partnership, seal) : null}
        ${
          shown.length === 0
            ? emptyState({
                title: w.t('partnerships.record.none'),
                text: w.t('partnerships.record.none.text'),
              })
            : html`<ol class="thread">${shown.map((act) => stitch(w, act, wordsForAct))}</ol>`
        }
        ${keyset({
          words: w,
          shown: shown.length,
          total: Number(seal?.sequence ?? 0),
          before: c.req.query('before') ? link(routes.record, slug) : undefined,
          after: next ? link(routes.record, slug, { before: next }) : undefined,
        })}`
      return c.render(body, { title, ...header(partnership, w, 'record') } satisfies Head)
    })
    .get(routes.recordJson, async (c) => {
      const { partnership } = await enter(system, c)
      const { shown, seal, next } = await page(c, partnership, atOnceForMachines)
      return c.json({
        partnership: { id: partnership.id, slug: partnership.slug, name: partnership.name },
        latest: seal ?? null,
        hashOf: [
          'previousHash',
          'partnership.id',
          'sequence',
          'at',
          'actor',
          'act',
          'subjectKind',
          'subject',
          'body',
        ],
        method:
          'SHA-256 of these as UTF-8, joined by line feeds; the first previousHash is 64 zeros',
        acts: shown,
        next: next
          ? system.config.publicUrl +
            link(routes.recordJson, { slug: partnership.slug }, { before: next })
          : null,
      })
    })
    .get(routes.recordAtom, async (c) => {
      const { partnership, words: w } = await enter(system, c)
      const { shown } = await page(c, partnership, atOnce)
      const here = system.config.publicUrl + link(routes.record, { slug: partnership.slug })
      const feed = html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${w.language}">
<id>urn:uuid:${partnership.id}</id>
<title>${w.t('partnerships.record.of', { name: partnership.name })}</title>
<updated>${shown[0]?.at ?? partnership.foundedAt.toISOString()}</updated>
<author><name>${partnership.name}</name></author>
<link rel="alternate" href="${here}"/>
<link rel="self" href="${here}.atom"/>
${shown.map(
  (act) => html`<entry>
<id>urn:sha256:${act.hash}</id>
<title>${textOf(said(w, act, wordsForAct))}</title>
<updated>${act.at}</updated>
<link href="${here}?before=${String(BigInt(act.sequence) + 1n)}"/>
<content type="text">${act.hash}</content>
</entry>
`,
)}</feed>`
      return c.body(String(feed), 200, { 'content-type': 'application/atom+xml; charset=utf-8' })
    })
}

/** An act in plain words. */
function said(w: Words, act: PublicAct, wordsForAct: WordsForAct): Content {
  const body = JSON.parse(act.body) as Record<string, unknown>
  const given = wordsForAct[act.act] ?? decisionActs[act.act]
  if (typeof given === 'function') return given(act, body, w)
  const values = Object.fromEntries(
    Object.entries(body).filter(
      (pair): pair is [string, string | number] =>
        typeof pair[1] === 'string' || typeof pair[1] === 'number',
    ),
  )
  const key = given ?? ownKey(act.act)
  if (key === undefined) return w.t('partnerships.act.other', { act: act.act.replaceAll('-', ' ') })
  return w.t(key, values)
}

const acts = [
  'partnership-founded',
  'partnership-changed',
  'member-joined',
  'member-left',
  'membership-ended',
  'role-granted',
  'role-ended',
  'invitation-made',
  'invitation-withdrawn',
  'constitution-adopted',
  'term-set',
  'trusted-organisation-named',
  'trusted-organisation-ended',
  'interest-declared',
  'interest-ended',
  'representative-named',
  'representative-ended',
] as const

const meetingActs = [
  'meeting-called',
  'notice-sent',
  'meeting-cancelled',
  'minutes-published',
] as const

const ownKey = (act: string): Key | undefined => {
  const known = acts.find((each) => each === act)
  const meeting = meetingActs.find((each) => each === act)
  return known ? `partnerships.act.${known}` : meeting && `meetings.resident.act.${meeting}`
}

/** A feed's title is plain text. */
const textOf = (content: Content) =>
  typeof content === 'string' ? content : raw(String(content).replace(/<[^>]*>/g, ''))

function stitch(w: Words, act: PublicAct, wordsForAct: WordsForAct): Html {
  const by = act.actor.startsWith('system:')
    ? 'system'
    : act.actor.startsWith('participant:')
      ? 'participant'
      : act.actor.startsWith('person:')
        ? 'person'
        : 'anyone'
  return html`<li class="stitch" id="act-${act.sequence}"><p class="stitch__verb"><strong>${w.number(Number(act.sequence))}</strong> <span class="stitch__when">${timestamp({ words: w, when: act.at })} · ${w.t(`partnerships.by.${by}`)}</span></p>
    <p class="stitch__title">${said(w, act, wordsForAct)}</p>
    ${details({
      summary: html`${w.t('partnerships.record.proof')}<span class="govuk-visually-hidden"> (${act.sequence})</span>`,
      text: html`<p class="small">${w.t('partnerships.record.hash')} <code dir="ltr">${act.hash}</code></p>
        <p class="small">${w.t('partnerships.record.previous')} <code dir="ltr">${act.previousHash}</code></p>
        <p class="small">${w.t('partnerships.record.body')} <code dir="ltr">${act.body}</code></p>`,
    })}</li>`
}

function sealed(
  w: Words,
  system: System,
  partnership: Partnership,
  seal: { sequence: string; hash: string },
): Html {
  const json = system.config.publicUrl + link(routes.recordJson, { slug: partnership.slug })
  return html`<div class="card"><h2 class="govuk-heading-s">${w.t('partnerships.record.seal')}</h2>
    <p><code dir="ltr">${seal.hash}</code></p>
    ${details({
      summary: w.t('partnerships.record.check'),
      text: html`<p>${w.t('partnerships.record.check.keep')}</p>
        <p>${w.t('partnerships.record.check.how')}</p>
        <p><code dir="ltr">${json}</code></p>
        <p>${w.t('partnerships.record.check.command')} <code dir="ltr">npm run -s thread -- verify</code></p>`,
    })}</div>`
}
