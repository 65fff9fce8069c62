import type { Context } from 'hono'
import { Hono } from 'hono'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import {
  clearCookie,
  createLimit,
  link,
  readSignedCookie,
  writeSignedCookie,
  type Env,
} from '../../platform/web/index.ts'
import { addAsset } from '../../ui/assets.ts'
import type { AboutAnswer } from './about-answer.ts'
import { aboutQuestionsOf } from './about-question.sql.ts'
import type { AboutQuestion } from './about-question.ts'
import { batchOf, enterPass, finishPass, personOf, restartPass } from './batch.actions.ts'
import { mayNotKey, type Pass } from './batch.ts'
import {
  freshCode,
  isFreshCode,
  keySheet,
  sheetAtHand,
  type SheetAtHand,
} from './keying.actions.ts'
import { readKeyedAbout, readMark, type KeyedSheet, type Mark } from './keying.ts'
import { nextPlace, sheetCounts } from './keying.sql.ts'
import { betweenSheets, sheetForm, type KeyingEntry, type Typed } from './keying-form.pages.ts'
import type { Mistakes } from './mistake.pages.ts'
import { enterRound } from './round-entry.pages.ts'
import { routes } from './routes.ts'
import { longestStatement, tidyStatement } from './statement.ts'
import { longestTestimony } from './testimony.ts'

addAsset('keying.js', new URL('../../ui/browser/keying.js', import.meta.url))

/** Serials typed that are nobody's: a slip now and then is free, trying them out is not. */
const slips = { burst: 60, perMinute: 20 }

/** Keying at speed: one sheet a page, one key a row. */
export function keyingPages(system: System): Hono<Env> {
  const wrongSerials = createLimit(system.clock, slips)

  async function enter(c: Context<Env>): Promise<KeyingEntry> {
    const entry = await enterRound(system, c, 'key')
    const given = c.req.param('pass')
    if (given !== '1' && given !== '2') throw notFound()
    const pass = Number(given) as Pass
    const { round, visit } = entry
    return reading(system.db, visit.actor, async (db) => {
      const batch = await batchOf(db, round, c.req.param('batch') ?? '')
      const why = mayNotKey(batch, pass, personOf(visit.actor))
      if (why) throw new Refusal(`paper.refused.${why}`, 409)
      if (round.closedAt) throw new Refusal('paper.refused.closed', 409)
      const counts = (await sheetCounts(db, [batch.id])).get(batch.id)!
      return {
        ...entry,
        batch,
        pass,
        keyed: counts[pass],
        place: await nextPlace(db, batch.id, pass),
      }
    })
  }

  const here = ({ round, batch, pass }: KeyingEntry, query?: Record<string, string>) =>
    link(routes.keying, { round: round.id, batch: batch.id, pass: String(pass) }, query)

  const headOf = (entry: KeyingEntry, mistakes: Mistakes) => {
    const { round, batch, pass, w } = entry
    return entry.head(`${w.t(`paper.pass.${pass}`)}: ${batch.name}`, {
      width: 'reading',
      back: { href: link(routes.batch, { round: round.id, batch: batch.id }), text: batch.name },
      scripts: ['keying.js'],
      status: Object.keys(mistakes).length > 0 ? 422 : 200,
    })
  }

  const idle = (c: Context<Env>, entry: KeyingEntry, mistakes: Mistakes = {}, typed = '') =>
    c.render(
      betweenSheets(entry, { mistakes, typed, kept: c.req.query('kept'), action: here(entry) }),
      headOf(entry, mistakes),
    )

  async function sheet(
    c: Context<Env>,
    entry: KeyingEntry,
    at: Held,
    typed: Typed,
    mistakes: Mistakes,
  ) {
    const questions = await reading(system.db, entry.visit.actor, (db) =>
      aboutQuestionsOf(db, entry.round.id),
    )
    return c.render(
      sheetForm(entry, at.hand, questions, { ...at, typed, mistakes, action: here(entry) }),
      headOf(entry, mistakes),
    )
  }

  /** The sheet that a serial names, as far as this keyer may go on with it. */
  async function hold(entry: KeyingEntry, held: Omit<Held, 'hand'>): Promise<Held> {
    const { round, batch, pass, visit } = entry
    const fresh = held.proof !== '' && isFreshCode(system, batch.id, held.code, held.proof)
    const hand = await sheetAtHand(system, visit.actor, { round, batch, pass }, held.code, fresh)
    return { ...held, code: hand.code, hand }
  }

  return new Hono<Env>()
    .get(routes.keying, async (c) => {
      const entry = await enter(c)
      const held = readHeld(readSignedCookie(system, c, cookie(entry)))
      if (!held) return idle(c, entry)
      try {
        const at = await hold(entry, held)
        if (!at.hand.already || at.again) return await sheet(c, entry, at, {}, {})
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
      return idle(c, entry)
    })
    .post(routes.keying, async (c) => {
      const entry = await enter(c)
      const { round, batch, pass, visit } = entry
      const body = await c.req.parseBody()
      const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '')
      const act = text('do')
      const run = <T>(work: Parameters<typeof transaction<T>>[3]) =>
        transaction(system.db, visit.actor, system.clock.now(), work)
      if (act === 'finish') {
        await run((trx) => finishPass(trx, round, batch.id, pass))
        clearCookie(system, c, cookie(entry))
        return c.redirect(link(routes.batch, { round: round.id, batch: batch.id }), 303)
      }
      if (act === 'restart') {
        await run((trx) => restartPass(trx, round, batch.id, pass))
        clearCookie(system, c, cookie(entry))
        return c.redirect(link(routes.batch, { round: round.id, batch: batch.id }), 303)
      }
      if (act === 'put-back') {
        clearCookie(system, c, cookie(entry))
        return c.redirect(here(entry), 303)
      }
      if (act === 'fresh') {
        const { code, proof } = freshCode(system, batch.id)
        writeSignedCookie(system, c, cookie(entry), writeHeld({ code, proof, again: false }), 1)
        return c.redirect(here(entry), 303)
      }
      const given = {
        code: text('code').slice(0, 40),
        proof: text('proof').slice(0, 100),
        again: text('again') === 'yes',
      }
      let at: Held
      try {
        at = await hold(entry, given)
      } catch (error) {
        if (!(error instanceof Refusal) || error.status !== 422) throw error
        wrongSerials(visit.actor.kind === 'person' ? visit.actor.person : '')
        return idle(c, entry, { code: { key: error.key, values: error.values } }, given.code)
      }
      if (at.hand.already && !at.again)
        return idle(
          c,
          entry,
          { code: { key: 'paper.refused.serial-keyed', values: { place: at.hand.already.place } } },
          at.code,
        )
      if (act !== 'keep') {
        await run((trx) => enterPass(trx, round, batch.id, pass))
        writeSignedCookie(system, c, cookie(entry), writeHeld(at), 1)
        return c.redirect(here(entry), 303)
      }
      const questions = await reading(system.db, visit.actor, (db) =>
        aboutQuestionsOf(db, round.id),
      )
      const read = readSheet(at.hand, questions, round.languages, text)
      if ('mistakes' in read) return sheet(c, entry, at, body as Typed, read.mistakes)
      const place = await run((trx) =>
        keySheet(trx, { round, batch: batch.id, pass }, read.sheet, at.again),
      )
      clearCookie(system, c, cookie(entry))
      return c.redirect(here(entry, { kept: String(place) }), 303)
    })
}

/** The sheet in the keyer's hand, between two pages: in a signed cookie, so that no serial stands in an address or a log. */
type Held = { code: string; proof: string; again: boolean; hand: SheetAtHand }

const cookie = ({ batch, pass }: KeyingEntry) => `sheet-${batch.id}-${pass}`
const writeHeld = ({ code, proof, again }: Omit<Held, 'hand'>) =>
  [code, proof, again ? 'again' : ''].join('~')

function readHeld(text: string | undefined): Omit<Held, 'hand'> | undefined {
  const [code, proof, again, ...rest] = (text ?? '').split('~')
  if (!code || proof === undefined || again === undefined || rest.length > 0) return undefined
  return { code, proof, again: again === 'again' }
}

/** Reads a keyed sheet whole; every row that is no mark is named. */
function readSheet(
  hand: SheetAtHand,
  questions: readonly AboutQuestion[],
  languages: readonly string[],
  text: (name: string) => string,
): { sheet: Omit<KeyedSheet, 'place' | 'uploaded'> } | { mistakes: Mistakes } {
  const mistakes: Mistakes = {}
  const marks = new Map<string, Mark>()
  for (const { id, number } of hand.statements) {
    const mark = readMark(text(`m-${id}`))
    if (mark) marks.set(id, mark)
    else mistakes[`m-${id}`] = { key: 'paper.refused.mark', values: { number } }
  }
  const about = new Map<string, AboutAnswer>()
  for (const question of questions) {
    const answer = readKeyedAbout(question, text(`a-${question.id}`))
    if (answer) about.set(question.id, answer)
    if (answer === undefined) mistakes[`a-${question.id}`] = { key: 'paper.refused.about' }
  }
  const ownStatement = tidyStatement(text('ownStatement'))
  const ownWords = text('ownWords').replace(/\r\n?/g, '\n').trim()
  const most = { ownStatement: longestStatement, ownWords: longestTestimony }
  for (const [name, words] of Object.entries({ ownStatement, ownWords }))
    if (words.length > most[name as keyof typeof most])
      mistakes[name] = {
        key: 'paper.refused.long',
        values: { most: most[name as keyof typeof most], length: words.length },
      }
  if (Object.keys(mistakes).length > 0) return { mistakes }
  const language = text('language')
  return {
    sheet: {
      participant: hand.participant,
      language: languages.includes(language) ? language : hand.language,
      marks,
      about,
      ownStatement,
      ownWords,
      mayPublish: ownWords !== '' && text('mayPublish') === 'yes',
    },
  }
}
