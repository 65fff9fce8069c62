import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import type { Actor } from '../../platform/actor.ts'
import { reading, transaction, type Database } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { drawUpList, putList } from './list.actions.ts'
import { listsOf } from './list.sql.ts'
import { proposePriority } from './priority.actions.ts'
import { prioritiesOf } from './priority.sql.ts'

const system = await testSystem()
const [us, others] = [
  await foundBoard(system, { residents: 6, organisations: 2 }),
  await foundBoard(system, { residents: 6, organisations: 2 }),
]
const [proposer, member] = [us.residents[4]!, us.residents[5]!]
const now = () => system.clock.now()
const as = <T>(actor: Actor, work: (db: Database) => Promise<T>) =>
  transaction(system.db, actor, now(), (trx) => work(trx.db))

const words = { title: 'Somewhere warm', why: '', strengths: '', language: 'en' }
const draft = await transaction(system.db, proposer.actor, now(), (trx) =>
  proposePriority(trx, { ...words, partnership: us.id }),
)
const node = newId(now())
await as(member.actor, (db) =>
  db
    .insertInto('priorities.ground')
    .values({ priority_id: draft, node_id: node, kind: 'statement', linked_at: now() })
    .execute(),
)
const list = await transaction(system.db, us.chair.actor, now(), (trx) =>
  drawUpList(trx, us.id, [draft]),
)

const outsiders: [string, Actor][] = [
  ['nobody', { kind: 'anonymous' }],
  ['somebody with an account', us.outsider.actor],
  ['the chair of another partnership', others.chair.actor],
]

test('a draft is not there for people outside: not on a page, not in JSON, not in SQL', async () => {
  for (const browser of [
    visitor(us.web),
    await us.outsider.browser(),
    await others.chair.browser(),
  ]) {
    for (const path of ['', '/grounds', '/change', '/withdrawal', '/lens']) {
      const response = await browser.get(`/priorities/${draft}${path}`)
      // Whoever is not signed in is asked to sign in, whether there is such a draft or not.
      const signIn = response.headers.get('location')?.startsWith('/sign-in') ?? false
      assert.ok(response.status === 404 || signIn, `${path} answered ${response.status}`)
    }
    assert.equal((await browser.get(`/priority-lists/${list}`)).status, 404)
    for (const path of ['priorities', 'priorities.json', 'record', 'record.json']) {
      const text = await (await browser.get(`/in/${us.slug}/${path}`)).text()
      assert.doesNotMatch(text, /Somewhere warm/, path)
    }
    assert.equal((await browser.get(`/thread/${draft}`)).status, 404)
  }
  for (const [who, actor] of outsiders)
    await reading(system.db, actor, async (db) => {
      assert.deepEqual(await prioritiesOf(db, us.id), [], who)
      assert.deepEqual(await listsOf(db, us.id), [], who)
      const grounds = await db.selectFrom('priorities.ground').selectAll().execute()
      assert.deepEqual(grounds, [], who)
    })
  assert.equal(
    (await reading(system.db, member.actor, (db) => prioritiesOf(db, us.id)))[0]?.id,
    draft,
  )
})

test('people outside put nothing forward and link nothing, at the door and in SQL', async () => {
  const stranger = visitor(us.web)
  const fields = { title: 'Theirs', language: 'en' }
  assert.equal((await stranger.post(`/in/${us.slug}/priorities/new`, fields)).status, 401)
  const chair = await others.chair.browser()
  assert.equal((await chair.post(`/in/${us.slug}/priorities/new`, fields)).status, 403)
  assert.equal((await chair.get(`/in/${us.slug}/priorities/lists/new`)).status, 403)
  assert.equal((await chair.post(`/in/${us.slug}/priorities/lists`, { order: draft })).status, 403)
  assert.equal((await chair.post(`/in/${us.slug}/frameworks`, {})).status, 403)
  assert.equal(
    (await chair.post(`/priority-lists/${list}/decision`, { question: 'x' })).status,
    404,
  )
  assert.equal((await chair.post(`/priorities/${draft}/grounds`, { chosen: 'x' })).status, 404)
  for (const [who, actor] of outsiders) {
    const refused = (work: (db: Database) => Promise<unknown>) =>
      assert.rejects(as(actor, work), /row-level security/, who)
    await refused((db) =>
      db
        .insertInto('priorities.priority')
        .values({
          id: newId(now()),
          partnership_id: us.id,
          title: 'Theirs',
          language: 'en',
          proposed_at: now(),
        })
        .execute(),
    )
    await refused((db) =>
      db
        .insertInto('priorities.ground')
        .values({
          priority_id: draft,
          node_id: newId(now()),
          kind: 'statement',
          linked_at: now(),
        })
        .execute(),
    )
    await refused((db) =>
      db
        .insertInto('priorities.list')
        .values({ id: newId(now()), partnership_id: us.id, drawn_up_at: now() })
        .execute(),
    )
    await refused((db) =>
      db
        .insertInto('priorities.framework_use')
        .values({ partnership_id: us.id, framework: 'marmot-eight', used_at: now() })
        .execute(),
    )
    await refused((db) =>
      db
        .insertInto('priorities.lens')
        .values({ priority_id: draft, framework: 'marmot-eight', item: 'places' })
        .execute(),
    )
  }
})

const publishing = (actor: Actor) =>
  as(actor, (db) =>
    db
      .updateTable('priorities.priority')
      .set({ published_at: now() })
      .where('id', '=', draft)
      .executeTakeFirst(),
  )

test('a member may mend their own draft, and neither publish it nor put things in order', async () => {
  const mend = (actor: Actor) =>
    as(actor, (db) =>
      db
        .updateTable('priorities.priority')
        .set({ why: 'It is cold.' })
        .where('id', '=', draft)
        .executeTakeFirst(),
    )
  assert.equal((await mend(proposer.actor)).numUpdatedRows, 1n)
  assert.equal((await mend(member.actor)).numUpdatedRows, 0n)
  await assert.rejects(publishing(proposer.actor), /row-level security/)
  assert.equal((await publishing(member.actor)).numUpdatedRows, 0n)

  const browser = await proposer.browser()
  assert.equal((await browser.get(`/in/${us.slug}/priorities/lists/new`)).status, 403)
  assert.equal(
    (await browser.post(`/in/${us.slug}/priorities/lists`, { order: draft })).status,
    403,
  )
  assert.equal(
    (await browser.post(`/priority-lists/${list}/decision`, { question: 'x' })).status,
    403,
  )
  assert.equal((await browser.post(`/in/${us.slug}/frameworks`, {})).status, 403)
  // Nobody puts it in already public, past a decision.
  await assert.rejects(
    as(us.chair.actor, (db) =>
      db
        .insertInto('priorities.priority')
        .values({
          id: newId(now()),
          partnership_id: us.id,
          title: 'Public at once',
          language: 'en',
          proposed_at: now(),
          published_at: now(),
        })
        .execute(),
    ),
    /row-level security/,
  )
})

test('nothing adopts a list but a decision that was carried', async () => {
  const decision = await transaction(system.db, us.chair.actor, now(), (trx) =>
    putList(trx, {
      list,
      meeting: null,
      question: 'These?',
      background: '',
      language: 'en',
    }),
  )
  for (const actor of [
    us.chair.actor,
    others.chair.actor,
    { kind: 'system', task: 'test' } as const,
  ])
    await assert.rejects(
      as(actor, (db) =>
        db
          .insertInto('priorities.adoption')
          .values({ list_id: list, decision_id: decision, adopted_at: now() })
          .execute(),
      ),
      /row-level security/,
    )
  // Nor is a list put to another decision once it has one.
  const moved = await as(us.chair.actor, (db) =>
    db
      .updateTable('priorities.list')
      .set({ decision_id: null })
      .where('id', '=', list)
      .executeTakeFirst(),
  )
  assert.equal(moved.numUpdatedRows, 0n)
})

test('what a public priority rests on is added to by members and taken away by nobody', async () => {
  const { published_at: published } = (
    await system.owner.query('SELECT published_at FROM priorities.priority WHERE id = $1', [draft])
  ).rows[0]
  assert.ok(published)
  for (const actor of [us.chair.actor, proposer.actor, others.chair.actor]) {
    const gone = await as(actor, (db) =>
      db.deleteFrom('priorities.ground').where('priority_id', '=', draft).executeTakeFirst(),
    )
    assert.equal(gone.numDeletedRows, 0n)
    const noted = await as(actor, (db) =>
      db
        .updateTable('priorities.ground')
        .set({ note: 'x' })
        .where('priority_id', '=', draft)
        .executeTakeFirst(),
    )
    assert.equal(noted.numUpdatedRows, 0n)
  }
  await as(member.actor, (db) =>
    db
      .insertInto('priorities.ground')
      .values({ priority_id: draft, node_id: newId(now()), kind: 'statement', linked_at: now() })
      .execute(),
  )
  const own = await proposer.browser()
  assert.equal((await own.post(`/priorities/${draft}/change`, { title: 'Mine' })).status, 403)
  assert.equal((await visitor(us.web).get(`/priorities/${draft}`)).status, 200)
})

test('a page in a language that is not whole in it falls back in one piece', async () => {
  const web = createWeb(system)
  for (const [language, title] of [
    ['cy', 'Beth sy’n bwysig yma'],
    ['ur', 'یہاں کیا اہم ہے'],
  ] as const) {
    const page = await visitor(web, { language }).page(`/in/${us.slug}/priorities`)
    assert.match(page, new RegExp(`<h1>${title}</h1>`))
    const main = /<main[\s\S]*<\/main>/.exec(page)![0]
    assert.match(main, /<span lang="en" dir="ltr">Somewhere warm<\/span>/)
  }
})
