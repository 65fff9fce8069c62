import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { publishVersion, writePlan } from './plan.actions.ts'
import { changesBetween, isSame, mergedWords, type PlanBody, type PlanPart } from './plan.ts'
import { draftOf, publishPlan, updatePlan, versionsOf } from './plan.sql.ts'
import { planFromThread } from './plan-thread.pages.ts'
import { partnershipById } from '../partnerships/index.ts'

const system = await testSystem()
const board = await foundBoard(system, { nation: 'wales' })
const chair = await board.chair.browser()
const other = await board.facilitator.browser()
const anyone = visitor(board.web)
const slug = `/in/${board.slug}`
const now = system.clock.now()

async function agreed(...titles: string[]): Promise<string[]> {
  const { rows } = await system.owner.query(
    'SELECT id, title FROM priorities.priority WHERE partnership_id = $1',
    [board.id],
  )
  const ids: string[] = []
  for (const title of titles) {
    let id = rows.find((row) => row.title === title)?.id as string | undefined
    if (!id) {
      id = newId(system.clock.now())
      await system.owner.query(
        `INSERT INTO priorities.priority (id, partnership_id, title, why, strengths, language, proposed_at, published_at) VALUES ($1, $2, $3, 'Winters are hard.', 'Neighbours who knock.', 'en', $4, $4)`,
        [id, board.id, title, system.clock.now()],
      )
    }
    ids.push(id)
  }
  const [list, decision] = [newId(system.clock.now()), newId(system.clock.now())]
  const { rows: rules } = await system.owner.query(
    'SELECT id FROM partnerships.constitution WHERE partnership_id = $1 ORDER BY version DESC LIMIT 1',
    [board.id],
  )
  await system.owner.query(
    `INSERT INTO priorities.list (id, partnership_id, drawn_up_at) VALUES ($1, $2, $3)`,
    [list, board.id, system.clock.now()],
  )
  for (const [index, id] of ids.entries())
    await system.owner.query('INSERT INTO priorities.rank VALUES ($1, $2, $3)', [
      list,
      id,
      index + 1,
    ])
  await system.owner.query(
    `INSERT INTO partnerships.decision (id, partnership_id, kind, question, language, put_at) VALUES ($1, $2, 'ordinary', $3, 'en', $4)`,
    [decision, board.id, `Shall we agree: ${titles.join(', ')}?`, system.clock.now()],
  )
  const option = newId(system.clock.now())
  await system.owner.query(
    `INSERT INTO partnerships.decision_option (id, decision_id, position, text, adopts) VALUES ($1, $2, 1, 'Yes, agree them', true)`,
    [option, decision],
  )
  await system.owner.query(
    `INSERT INTO partnerships.decision_opening (decision_id, opened_at) VALUES ($1, $2)`,
    [decision, system.clock.now()],
  )
  await system.owner.query(
    `INSERT INTO partnerships.decision_result (decision_id, closed_at, outcome, option_id, constitution_id, count) VALUES ($1, $2, 'carried', $3, $4, '{}')`,
    [decision, system.clock.now(), option, rules[0].id],
  )
  await system.owner.query('UPDATE priorities.list SET decision_id = $1 WHERE id = $2', [
    decision,
    list,
  ])
  await system.owner.query('INSERT INTO priorities.adoption VALUES ($1, $2, $3)', [
    list,
    decision,
    system.clock.now(),
  ])
  return ids
}

const stored = async () =>
  (
    await system.owner.query(
      'SELECT * FROM priorities.plan WHERE partnership_id = $1 ORDER BY version',
      [board.id],
    )
  ).rows
const seenIn = (page: string) => /name="seen" value="([^"]*)"/.exec(page)?.[1] ?? ''

test('a blank plan to write on is there for anybody, on a page and for Word', async () => {
  const page = await anyone.page(`${slug}/plan/template`)
  assert.match(page, /Imagine you walk through this place in ten years/)
  assert.match(await anyone.page(`${slug}/plan`), /There is no plan to read yet/)
  const file = await anyone.get(`${slug}/plan/template.docx?lang=cy`)
  assert.match(file.headers.get('content-type')!, /wordprocessingml/)
  const xml = partsOf(await file.arrayBuffer())
  assert.match(xml.document, /Dychmygwch eich bod yn cerdded/)
  assert.match(xml.styles, /<w:lang [^>]*w:val="cy-GB"/)
})

test('a plan is written in each language of the partnership, published once and frozen', async () => {
  const [warm] = await agreed('Warm homes', 'A bus after six')
  const driver = newId(now)
  await system.owner.query(
    `INSERT INTO priorities.driver (id, priority_id, kind, text, position, added_at) VALUES ($1, $2, 'primary', 'Cold houses', 1, $3)`,
    [driver, warm, now],
  )
  const empty = await chair.page(`${slug}/plan/draft?lang=en`)
  assert.match(
    empty,
    /name="cy-vision"[\s\S]+name="en-vision"|name="en-vision"[\s\S]+name="cy-vision"/,
  )
  const early = await chair.post(`${slug}/plan/1/publication`)
  assert.equal(early.status, 422)
  const saved = await chair.post(`${slug}/plan/draft`, {
    'en-vision': 'Everyone is warm.\r\nNobody is alone.',
    'cy-vision': 'Mae pawb yn gynnes.',
    'en-knowing': 'People tell us.',
  })
  assert.equal(saved.status, 303, await saved.text())
  assert.deepEqual((await stored())[0].words, {
    en: { vision: 'Everyone is warm.\nNobody is alone.', knowing: 'People tell us.' },
    cy: { vision: 'Mae pawb yn gynnes.' },
  })
  assert.equal((await anyone.get(`${slug}/plan/1`)).status, 404)
  assert.match(await chair.page(`${slug}/plan/1`), /Only members can read this draft/)
  const stale = await chair.post(`${slug}/plan/1/publication`, { seen: '2020-01-01T00:00:00.000Z' })
  assert.match(await stale.text(), /Somebody changed the draft since you read it/)
  const seen = seenIn(await chair.page(`${slug}/plan/draft`))
  const published = await chair.post(`${slug}/plan/1/publication`, { seen })
  assert.equal(published.status, 303, await published.text())
  const [row] = await stored()
  assert.ok(row.published_at)
  assert.deepEqual(
    row.body.priorities.map((each: { title: string; place: number }) => [each.place, each.title]),
    [
      [1, 'Warm homes'],
      [2, 'A bus after six'],
    ],
  )
  assert.deepEqual(row.body.priorities[0].drivers, [
    { text: 'Cold houses', kind: 'primary', branches: [] },
  ])
  const page = await anyone.page(`${slug}/plan`)
  for (const said of [
    'Everyone is warm.',
    '1. Warm homes',
    'Neighbours who knock.',
    'Cold houses',
    'Shall we agree: Warm homes',
    'Yes, agree them',
  ])
    assert.ok(page.includes(said), said)
  assert.match(await anyone.page(`${slug}/plan?lang=cy`), /Mae pawb yn gynnes\./)
  await anyone.get(`${slug}/plan?lang=en`)
  const { rows: events } = await system.owner.query(
    `SELECT body::json AS body FROM platform.ledger_event WHERE act = 'plan-published' AND partnership_id = $1`,
    [board.id],
  )
  assert.equal(events.length, 1)
  assert.equal(events[0].body.version, 1)
  assert.match(events[0].body.thread, /^[0-9a-f]{64}$/)
  // What changes afterwards does not change what was published.
  await system.owner.query(`UPDATE priorities.priority SET title = 'Warmer homes' WHERE id = $1`, [
    warm,
  ])
  assert.match(await anyone.page(`${slug}/plan/1`), /1\. Warm homes/)
  await system.owner.query(`UPDATE priorities.priority SET title = 'Warm homes' WHERE id = $1`, [
    warm,
  ])
})

test('the Word document has real headings, a list, a table with a header row, its title and its language', async () => {
  const file = await anyone.get(`${slug}/plan/1/plan.docx`)
  assert.equal(file.status, 200)
  const xml = partsOf(await file.arrayBuffer())
  assert.match(xml.document, /<w:pStyle w:val="Heading1"\/>[\s\S]{0,400}Our vision and plan/)
  assert.match(xml.document, /<w:pStyle w:val="Heading3"\/>[\s\S]{0,400}1\. Warm homes/)
  assert.match(xml.document, /<w:numPr>[\s\S]{0,300}Cold houses/)
  assert.match(xml.document, /<w:tblHeader\/>[\s\S]{0,900}The question/)
  assert.match(xml.styles, /<w:lang [^>]*w:val="en-GB"/)
  assert.match(xml.core, /<dc:title>Our vision and plan: Harrow Lane/)
  const urdu = partsOf(await (await anyone.get(`${slug}/plan/1/plan.docx?lang=ur`)).arrayBuffer())
  await anyone.get(`${slug}/plan?lang=en`)
  assert.match(urdu.styles, /w:bidi="ur-PK"/)
  assert.match(urdu.document, /<w:bidi\/>[\s\S]{0,400}ہمارا خواب اور منصوبہ/)
  assert.match(urdu.document, /<w:bidiVisual\/>/)
  // Where the reader's language is not written, the partnership's first is; English is marked as English and run from the left.
  assert.match(urdu.document, /<w:lang w:val="en-GB"[^>]*\/><\/w:rPr><w:t[^>]*>Everyone is warm/)
})

test('the same is printed', async () => {
  const file = await anyone.get(`${slug}/plan/1/plan.pdf`)
  assert.equal(file.status, 200)
  const bytes = Buffer.from(await file.arrayBuffer())
  assert.equal(bytes.subarray(0, 4).toString('latin1'), '%PDF')
  const folder = mkdtempSync(join(tmpdir(), 'common-thread-plan-'))
  try {
    writeFileSync(join(folder, 'plan.pdf'), bytes)
    let text: string | undefined
    try {
      text = execFileSync('pdftotext', ['-layout', join(folder, 'plan.pdf'), '-'], {
        encoding: 'utf8',
      })
    } catch {
      text = undefined
    }
    if (text !== undefined) assert.match(text, /Warm homes[\s\S]+Cold houses/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('two people write at once: what only one changed is kept, what both changed is shown to the second', async () => {
  const began = {
    'en-vision-was': 'Everyone is warm.\nNobody is alone.',
    'cy-vision-was': 'Mae pawb yn gynnes.',
    'en-knowing-was': 'People tell us.',
  }
  const same = {
    'en-vision': began['en-vision-was'],
    'cy-vision': began['cy-vision-was'],
    'en-knowing': began['en-knowing-was'],
  }
  assert.equal(
    (await chair.post(`${slug}/plan/draft`, { ...began, ...same, 'en-vision': 'Mine.' })).status,
    303,
  )
  assert.equal(
    (await other.post(`${slug}/plan/draft`, { ...began, ...same, 'en-knowing': 'Theirs.' })).status,
    303,
  )
  assert.deepEqual((await stored())[1].words, {
    en: { vision: 'Mine.', knowing: 'Theirs.' },
    cy: { vision: 'Mae pawb yn gynnes.' },
  })
  const clash = await other.post(`${slug}/plan/draft`, {
    ...began,
    ...same,
    'en-vision': 'Not mine.',
  })
  assert.equal(clash.status, 422)
  const page = await clash.text()
  assert.match(page, /Somebody else saved the draft while you were writing/)
  assert.match(page, />Not mine\.<\/textarea>/)
  assert.match(page, />Theirs\.<\/textarea>/)
  assert.match(page, /<p>Mine\.<\/p>/)
  assert.equal((await stored())[1].words.en.vision, 'Mine.')
})

test('the next version says what has changed since the last', async () => {
  await agreed('A bus after six', 'Warm homes', 'A place to meet')
  const draft = await chair.page(`${slug}/plan/draft`)
  assert.match(draft, /What has changed since version 1/)
  const now1 = (await stored())[1].words
  const was = {
    'en-vision-was': now1.en.vision,
    'en-knowing-was': now1.en.knowing,
    'cy-vision-was': now1.cy.vision,
  }
  await chair.post(`${slug}/plan/draft`, {
    ...was,
    'en-vision': now1.en.vision,
    'en-knowing': now1.en.knowing,
    'cy-vision': now1.cy.vision,
    'en-changes': 'We listened again.',
  })
  const published = await chair.post(`${slug}/plan/2/publication`, {
    seen: seenIn(await chair.page(`${slug}/plan/draft`)),
  })
  assert.equal(published.status, 303, await published.text())
  const page = await anyone.page(`${slug}/plan`)
  for (const said of [
    'We listened again.',
    'New priority: A place to meet',
    'Moved from place 2 to place 1: A bus after six',
    'Decided: Shall we agree: A bus after six, Warm homes, A place to meet?',
    'Version 1</a>',
  ])
    assert.ok(page.includes(said), said)
  assert.doesNotMatch(await chair.page(`${slug}/plan/draft`), /We listened again/)
})

test('what others in the house have to say is in the plan, and what changed there is found', async () => {
  const part = (rows: PlanPart['rows']): PlanPart => ({
    kind: 'promises',
    title: 'Promises',
    columns: ['What', 'State'],
    rows,
    none: 'None yet.',
  })
  const partnership = (await partnershipById(system.db, board.id))!
  const body = await planFromThread(system.db, partnership, (_db, of, language) =>
    Promise.resolve([
      part([
        { id: 'a', cells: [`${of.slug} ${language}`, 'kept'] },
        { id: 'b', cells: ['New', 'promised'] },
      ]),
    ]),
  )
  assert.deepEqual(Object.keys(body.parts), ['en', 'cy', 'ur'])
  const before: PlanBody = {
    ...body,
    parts: { en: [part([{ id: 'a', cells: ['x', 'promised'] }])] },
  }
  const changes = changesBetween(before, body, 'en')
  assert.deepEqual(
    changes.parts.map(({ added, changed }) => [
      added.map((row) => row.id),
      changed.map((row) => row.id),
    ]),
    [[['b'], ['a']]],
  )
  assert.ok(isSame(changesBetween(body, body, 'en')))
})

test('what one writer leaves alone is never taken from the other', () => {
  const was = { en: { vision: 'a', doing: 'b' } }
  assert.deepEqual(
    mergedWords(
      was,
      { en: { vision: 'a', doing: 'mine' } },
      { en: { vision: 'theirs', doing: 'b' }, cy: { vision: 'c' } },
    ),
    {
      words: { en: { vision: 'theirs', doing: 'mine' }, cy: { vision: 'c' } },
      clashes: 0,
    },
  )
  assert.equal(
    mergedWords(was, { en: { vision: 'mine' } }, { en: { vision: 'theirs', doing: 'b' } }).clashes,
    1,
  )
})

test('only organisers write and publish, at the front door and in SQL', async () => {
  const member = await board.residents[4]!.browser()
  const outsider = await board.outsider.browser()
  for (const path of [`${slug}/plan/draft`, `${slug}/plan/3/publication`]) {
    assert.equal((await anyone.post(path, {})).status, 401, path)
    assert.equal((await outsider.post(path, {})).status, 403, path)
    assert.equal((await member.post(path, {})).status, 403, path)
  }
  const { actor } = board.residents[4]!
  await assert.rejects(
    transaction(system.db, actor, now, (trx) =>
      writePlan(trx, { partnership: board.id, words: {}, was: {} }),
    ),
    { key: 'app.refused.not-allowed' },
  )
  const body: PlanBody = { priorities: [], decisions: [], parts: {} }
  await assert.rejects(
    transaction(system.db, actor, now, (trx) =>
      publishVersion(trx, { partnership: board.id, version: 3, body, seen: '' }),
    ),
    { key: 'app.refused.not-allowed' },
  )
  await chair.post(`${slug}/plan/draft`, { 'en-vision': 'A draft.', 'en-vision-was': 'Mine.' })
  const [draft, versions] = await reading(system.db, actor, async (db) => [
    await draftOf(db, board.id),
    await versionsOf(db, board.id),
  ])
  assert.ok(draft, 'a member reads the draft')
  assert.equal(await draftOf(system.db, board.id), undefined)
  assert.equal(
    await reading(system.db, board.outsider.actor, (db) => draftOf(db, board.id)),
    undefined,
  )
  // A member changes no draft, and nobody changes what was published.
  const row = { words: { en: { vision: 'No.' } }, writtenAt: now, by: null }
  await transaction(system.db, actor, now, (trx) => updatePlan(trx.db, draft.id, row))
  await transaction(system.db, board.chair.actor, now, async (trx) => {
    await updatePlan(trx.db, versions[0]!.id, row)
    await publishPlan(trx.db, versions[0]!.id, { body: '{}', at: now })
  })
  const rows = await stored()
  assert.equal(rows[1].words.en.vision, 'Mine.')
  assert.equal(rows[2].words.en.vision, 'A draft.')
  assert.ok(rows[1].body.priorities.length > 0)
})

function partsOf(bytes: ArrayBuffer) {
  const files = unzipSync(new Uint8Array(bytes))
  const text = (name: string) => strFromU8(files[name]!)
  return {
    document: text('word/document.xml'),
    styles: text('word/styles.xml'),
    core: text('docProps/core.xml'),
  }
}
