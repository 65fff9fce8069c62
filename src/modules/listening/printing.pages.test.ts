import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { transaction } from '../../platform/database/index.ts'
import { newCode } from '../../platform/ids.ts'
import { testSystem } from '../../../test/database.ts'
import type { Neighbour } from '../../../test/neighbours.ts'
import { paperRound, type PaperRound } from '../../../test/paper-round.ts'
import { visitor } from '../../../test/visitor.ts'
import { participantId } from './participant.ts'

const system = await testSystem()
const web = createWeb(system)

async function signedIn(neighbour: Neighbour) {
  const person = visitor(web)
  await person.signIn(system, neighbour.email)
  return person
}

const rows = async (query: string, values: unknown[]) =>
  (await system.owner.query(query, values)).rows as Record<string, unknown>[]
const asked = { language: 'en', sheets: '3', statements: '4', handIn: 'the library', as: 'page' }
const serialsOn = (page: string) =>
  [...page.matchAll(/<p class="code" dir="ltr">([^<]+)<\/p>/g)].map(([, code]) => code!)

async function printed(round: PaperRound, fields: Record<string, string> = {}) {
  const keyer = await signedIn(round.place.keyer)
  const answer = await keyer.post(`/rounds/${round.id}/print/sheets`, { ...asked, ...fields })
  return { keyer, answer, page: await answer.text() }
}

describe('response sheets', () => {
  test('have a serial each, kept only as the participant it stands for', async () => {
    const round = await paperRound(system, { sheets: 1 })
    const { answer, page } = await printed(round)
    assert.equal(answer.status, 200)
    const serials = serialsOn(page)
    assert.equal(new Set(serials).size, 3)
    const kept = await rows(
      'SELECT participant_id, statement_ids FROM listening.sheet JOIN listening.printing ON printing.id = printing_id WHERE printing.round_id = $1 AND printed_by = $2',
      [round.id, round.place.keyer.person],
    )
    assert.deepEqual(
      new Set(kept.map((row) => row['participant_id'])),
      new Set(serials.map((serial) => participantId(system.secret, round, serial))),
    )
    const order = kept[0]!['statement_ids'] as string[]
    assert.deepEqual(new Set(order), new Set(round.statements))
    const numbers = [...page.matchAll(/<span class="number">(\d+)\.<\/span>/g)].map(([, number]) =>
      Number(number),
    )
    assert.deepEqual(
      numbers.slice(0, 4),
      order.map((id) => round.statements.indexOf(id) + 1),
    )
    // Nowhere in the database, the public record included.
    const { rows: tables } = await system.owner.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('listening', 'platform', 'people', 'partnerships')`,
    )
    for (const { name } of tables)
      for (const serial of serials)
        assert.equal(
          (
            await rows(`SELECT FROM ${name} AS kept WHERE kept::text LIKE '%' || $1 || '%'`, [
              serial,
            ])
          ).length,
          0,
          `${name} holds a serial`,
        )
    const [event] = await rows(
      'SELECT body FROM platform.ledger_event WHERE partnership_id = $1 AND act = $2',
      [round.partnership, 'sheets-printed'],
    )
    assert.deepEqual(JSON.parse(String(event!['body'])), { sheets: 3 })
  })

  test('lead on to the phone: the QR opens the round as that person', async () => {
    const round = await paperRound(system)
    const { page } = await printed(round)
    const [serial] = serialsOn(page)
    assert.ok(page.includes(`${system.config.publicUrl}/r/${round.code}?s=${serial}`))
    const phone = visitor(web)
    const opened = await phone.page(`/r/${round.code}?s=${serial}`)
    assert.match(opened, new RegExp(`name="code" value="${serial}"`))
    const begun = await phone.post(`/r/${round.code}/start`, { code: serial! })
    assert.equal(
      begun.headers.get('location'),
      `/r/${round.code}/respond`,
      'one press, and the serial has left the address',
    )
    const card = await phone.page(`/r/${round.code}/respond`)
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(card)![1]!
    await phone.post(`/r/${round.code}/responses`, {
      response: field('response'),
      statement: field('statement'),
      value: '1',
    })
    const [stored] = await rows(
      'SELECT participant_id FROM listening.response WHERE round_id = $1',
      [round.id],
    )
    assert.equal(stored!['participant_id'], participantId(system.secret, round, serial!))
  })

  test('come as a PDF, in large print, and in a language written from right to left', async () => {
    const round = await paperRound(system, { languages: ['en', 'ur'] })
    const { answer: page, page: urdu } = await printed(round, { language: 'ur' })
    assert.equal(page.status, 200)
    assert.match(urdu, /<html lang="ur" dir="rtl">/)
    assert.match(urdu, /ہر سطر میں ایک خانے پر نشان لگائیں/)
    assert.match(urdu, /aria-label="متفق"/)
    const keyer = await signedIn(round.place.keyer)
    const answer = await keyer.post(`/rounds/${round.id}/print/sheets`, {
      ...asked,
      sheets: '1',
      as: 'pdf',
      large: 'yes',
    })
    assert.equal(answer.headers.get('content-type'), 'application/pdf')
    assert.equal(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 4)
        .toString(),
      '%PDF',
    )
    const poster = await keyer.page(
      `/rounds/${round.id}/print/poster?language=en&as=page&handIn=the%20library`,
    )
    assert.ok(poster.includes(round.code))
    assert.match(
      poster,
      /What would help us live well here\?[\s\S]*We set our plan in May\.[\s\S]*the library/,
    )
  })

  test('a number that is none is refused by name, and nothing is made', async () => {
    const round = await paperRound(system)
    const before = (await rows('SELECT FROM listening.sheet WHERE round_id = $1', [round.id]))
      .length
    const keyer = await signedIn(round.place.keyer)
    const print = (fields: Record<string, string>) =>
      keyer.post(`/rounds/${round.id}/print/sheets`, { ...asked, ...fields })
    for (const sheets of ['0', '501', 'many', '1.5', '']) {
      const answer = await print({ sheets })
      assert.equal(answer.status, 422, sheets)
      assert.match(await answer.text(), /Give a number of sheets from 1 to 500\./)
    }
    assert.equal((await print({ statements: '61' })).status, 422)
    assert.equal(
      (await rows('SELECT FROM listening.sheet WHERE round_id = $1', [round.id])).length,
      before,
    )
  })

  test('cannot be printed of a closed round, nor without a way to print them', async () => {
    const round = await paperRound(system, { languages: ['ur'] })
    const without = createWeb({
      ...system,
      config: { ...system.config, CHROMIUM: '/nowhere/chromium' },
    })
    const keyer = visitor(without)
    await keyer.signIn(system, round.place.keyer.email)
    const before = (await rows('SELECT FROM listening.sheet WHERE round_id = $1', [round.id]))
      .length
    const refused = await keyer.post(`/rounds/${round.id}/print/sheets`, {
      ...asked,
      language: 'ur',
      as: 'pdf',
    })
    assert.equal(refused.status, 503)
    assert.match(await refused.text(), /print that page from your own browser/)
    assert.equal(
      (await rows('SELECT FROM listening.sheet WHERE round_id = $1', [round.id])).length,
      before,
    )
    await system.owner.query(
      `INSERT INTO listening.closure (round_id, closed_at, participants, responses, merkle_root) VALUES ($1, $2, 0, 0, '')`,
      [round.id, system.clock.now()],
    )
    assert.equal((await printed(round, { language: 'ur' })).answer.status, 409)
  })
})

test('who may print, at the front door and in SQL', async () => {
  const round = await paperRound(system)
  for (const role of [
    'chair',
    'facilitator',
    'keyer',
    'moderator',
    'safeguarding',
    'member',
  ] as const) {
    const may = role === 'chair' || role === 'facilitator' || role === 'keyer'
    const person = await signedIn(round.place[role])
    for (const path of ['print', 'print/poster?as=page'])
      assert.equal(
        (await person.get(`/rounds/${round.id}/${path}`)).status,
        may ? 200 : 403,
        `${role} ${path}`,
      )
    assert.equal(
      (await person.post(`/rounds/${round.id}/print/sheets`, asked)).status,
      may ? 200 : 403,
      role,
    )
    const inserting = transaction(system.db, round.place[role], system.clock.now(), ({ db, at }) =>
      db
        .insertInto('listening.printing')
        .values({
          id: crypto.randomUUID(),
          round_id: round.id,
          language: 'en',
          large_print: false,
          statement_ids: [],
          sheets: 1,
          printed_at: at,
        })
        .execute(),
    )
    if (may) await inserting
    else await assert.rejects(inserting, /row-level security/, role)
  }
  const stranger = visitor(web)
  assert.equal((await stranger.get(`/rounds/${round.id}/print`)).status, 303)
  const elsewhere = await paperRound(system)
  const theirs = await signedIn(elsewhere.place.chair)
  assert.equal((await theirs.post(`/rounds/${round.id}/print/sheets`, asked)).status, 403)
  // A code of nobody's opens nothing.
  const guessed = await stranger.post(`/r/${round.code}/start`, { code: newCode(2) })
  assert.equal(guessed.status, 422)
})
