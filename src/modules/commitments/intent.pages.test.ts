import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { actorOf, foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { boxes, promise, promiseFields } from '../../../test/promise.ts'
import { visitor } from '../../../test/visitor.ts'
import { anonymous, type Actor } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { watchPromises } from './quiet.jobs.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 4, organisations: 3 })
const other = await foundBoard(system, { residents: 3, organisations: 1, name: 'Next door' })
const chair = await board.chair.browser()
const anyone = visitor(board.web)
const [acting, still, absent] = board.organisations as [
  { id: string; name: string },
  { id: string; name: string },
  { id: string; name: string },
]
const [officer, second, third] = await Promise.all(board.officers.map((each) => each.browser()))
const at = '/statements-of-intent/warm-homes-for-all'
const written = {
  title: 'Warm homes for all',
  text: 'We mean to see every home here warm.\n\nBy 2030.',
  asks: 'Tell us which homes are cold.',
}
const rows = async (text: string, values: unknown[] = []) =>
  (await system.owner.query(text, values)).rows
const acts = async () =>
  (
    await rows(
      `SELECT act FROM platform.ledger_event WHERE partnership_id = $1 AND subject_kind IN ('intent', 'support-ask') ORDER BY sequence`,
      [board.id],
    )
  ).map(({ act }) => String(act))

test('a statement is a draft among members until organisers publish it; then its words stay', async () => {
  assert.match(await anyone.page('/statements-of-intent'), /No statement has been published yet/)
  for (const browser of [await board.residents[3]!.browser(), officer!, anyone]) {
    const answer = await browser.post(`/in/${board.slug}/statements-of-intent/new`, written)
    assert.ok([401, 403].includes(answer.status), String(answer.status))
  }
  const bare = await chair.post(`/in/${board.slug}/statements-of-intent/new`, { title: 'x' })
  assert.equal(bare.status, 422)
  assert.match(await bare.text(), /Say what they mean to do/)
  const made = await chair.post(`/in/${board.slug}/statements-of-intent/new`, written)
  assert.equal(made.headers.get('location'), `${at}?done=drafted`)
  assert.match(await chair.page(at), /This is a draft/)
  assert.match(await (await board.residents[3]!.browser()).page(at), /This is a draft/)
  for (const browser of [anyone, await board.outsider.browser(), await other.chair.browser()]) {
    assert.equal((await browser.get(at)).status, 404)
    for (const path of ['csv', 'json', 'atom', 'ics'])
      assert.equal((await browser.get(`${at}/promises.${path}`)).status, 404)
    assert.equal((await browser.post(`${at}/publication`)).status, 404)
  }
  assert.equal((await officer!.post(`${at}/publication`)).status, 403)
  assert.equal((await officer!.post(`${at}/signatures`, { organisation: acting.id })).status, 404)
  const again = { ...written, text: `${written.text}\n\nOr before.` }
  assert.equal((await chair.post(`${at}/change`, again)).status, 303)
  assert.equal((await chair.post(`${at}/publication`)).status, 303)
  assert.match(await anyone.page(at), /Or before\./)
  assert.equal((await chair.post(`${at}/change`, written)).status, 409)
  assert.equal((await chair.post(`${at}/publication`)).status, 409)
  const [intent] = await rows('SELECT id, text FROM commitments.intent')
  assert.match(intent.text, /Or before/)
  assert.equal(
    (await rows('SELECT kind FROM platform.thread_node WHERE id = $1', [intent.id]))[0].kind,
    'intent',
  )
  assert.deepEqual(await acts(), ['intent-published'])
  const twin = await other.chair.browser()
  const namesake = await twin.post(`/in/${other.slug}/statements-of-intent/new`, written)
  assert.equal(namesake.headers.get('location'), `${at}-2?done=drafted`)
})

test('an organisation signs by whoever speaks for it, once, and may end it; both stay', async () => {
  for (const [browser, status] of [
    [anyone, 401],
    [chair, 403],
    [second!, 403],
  ] as const)
    assert.equal(
      (await browser.post(`${at}/signatures`, { organisation: acting.id })).status,
      status,
    )
  assert.doesNotMatch(await chair.page(at), /You speak for an organisation/)
  assert.match(await officer!.page(at), /You speak for an organisation/)
  for (const [browser, { id }] of [
    [officer!, acting],
    [second!, still],
    [third!, absent],
  ] as const)
    assert.equal((await browser.post(`${at}/signatures`, { organisation: id })).status, 303)
  assert.equal((await officer!.post(`${at}/signatures`, { organisation: acting.id })).status, 409)
  assert.doesNotMatch(await officer!.page(at), /You speak for an organisation/)

  const [signature] = await rows(
    'SELECT id FROM commitments.signature WHERE organisation_id = $1',
    [absent.id],
  )
  assert.equal((await officer!.post(`${at}/signatures/${signature.id}/end`)).status, 403)
  system.clock.advance(86_400_000)
  assert.equal((await third!.post(`${at}/signatures/${signature.id}/end`)).status, 303)
  assert.equal((await third!.post(`${at}/signatures/${signature.id}/end`)).status, 409)
  const page = await anyone.page(at)
  assert.match(page, /Signed on 2 March 2026, and took the signature away on 3 March 2026/)
  assert.equal((await third!.post(`${at}/signatures`, { organisation: absent.id })).status, 303)
  assert.equal(
    (await rows('SELECT FROM commitments.signature WHERE organisation_id = $1', [absent.id]))
      .length,
    2,
  )
  assert.deepEqual((await acts()).slice(1), [
    'intent-signed',
    'intent-signed',
    'intent-signed',
    'signature-ended',
    'intent-signed',
  ])
  assert.match(
    await anyone.page(`/in/${board.slug}/record`),
    /took its signature away: Warm homes for all/,
  )
})

test('what each signatory promised hangs under it, and the page says who acted, who is quiet and who has promised nothing', async () => {
  assert.match(
    await officer!.page(`/in/${board.slug}/promises/new?intent=warm-homes-for-all`),
    /Warm homes for all/,
  )
  const under = (what: string) => ({
    ...promiseFields({ promise: what, review: '2026-03-10' }),
    intent: 'warm-homes-for-all',
  })
  const done = await promise(board, under('Insulate Mill Road.'))
  const update = await officer!.post(`/commitments/${done}/updates`, {
    text: 'Half of it is insulated.',
    ...boxes('review', '2026-05-01'),
    done: 'no',
  })
  assert.equal(update.status, 303, (await update.text()).slice(0, 3000))
  const silent = await second!.post(`/in/${board.slug}/promises/new`, {
    ...under('Mend the boilers.'),
    organisation: still.id,
  })
  assert.equal(silent.status, 303)
  system.clock.advance(9 * 86_400_000)
  await watchPromises(system, {})

  const page = await anyone.page(at)
  const signatories = page.slice(page.indexOf('Who signed'), page.indexOf('All that was promised'))
  const part = (from: string, to?: string) =>
    signatories.slice(signatories.indexOf(from), to ? signatories.indexOf(to) : undefined)
  assert.match(part(acting.name, still.name), /said what happened to 1 thing it promised\./)
  assert.doesNotMatch(part(acting.name, still.name), /gone quiet/)
  assert.match(part(still.name, absent.name), /1 promise has gone quiet/)
  assert.match(part(absent.name), /promised nothing under this statement yet/)
  const names = [acting.name, still.name, absent.name].map((name) => signatories.indexOf(name))
  assert.deepEqual(
    names,
    names.toSorted((a, b) => a - b),
    'by the alphabet',
  )

  const [intent] = await rows('SELECT id FROM commitments.intent WHERE published_at IS NOT NULL')
  const links = await rows(
    `SELECT later_id FROM platform.thread_link WHERE earlier_id = $1 AND kind = 'promised-under'`,
    [intent.id],
  )
  assert.equal(links.length, 2)
  const json = JSON.parse(await anyone.page(`${at}/promises.json`)) as { rows: { what: string }[] }
  assert.deepEqual(
    json.rows.map(({ what }) => what).toSorted((a, b) => a.localeCompare(b)),
    ['Insulate Mill Road.', 'Mend the boilers.'],
  )
  const thread = await anyone.page(`/thread/${done}`)
  assert.match(thread, /Warm homes for all/)
  assert.match(await anyone.page(`/in/${board.slug}`), /What was promised/)
})

test('only a signatory promises under a statement', async () => {
  const theirs = await other.officers[0]!.browser()
  const refused = await theirs.post(`/in/${other.slug}/promises/new`, {
    ...promiseFields({ promise: 'Ride along.', due: '2026-12-01', review: '2026-09-01' }),
    organisation: other.organisations[0]!.id,
    intent: 'warm-homes-for-all',
  })
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /has not signed that statement/)
  assert.equal(
    (await rows(`SELECT FROM commitments.commitment WHERE what = 'Ride along.'`)).length,
    0,
  )
})

test('an organisation asks for help with what helping costs; others answer with what it took; both are public', async () => {
  const asks = `/in/${board.slug}/support-asks`
  assert.match(await anyone.page(asks), /Nothing has been asked of anyone yet/)
  const asked = {
    organisation: acting.id,
    askedOf: 'people on Mill Road',
    what: 'Tell us which homes are cold.',
    hours: '12.5',
    paid: '4',
    intent: 'warm-homes-for-all',
  }
  assert.equal((await anyone.post(asks, asked)).status, 401)
  assert.equal((await chair.post(asks, asked)).status, 403)
  assert.equal((await second!.post(asks, asked)).status, 403)
  const wrong = await officer!.post(asks, { ...asked, hours: 'many', paid: '4' })
  assert.equal(wrong.status, 422)
  const over = await officer!.post(asks, { ...asked, paid: '13' })
  assert.match(await over.text(), /No more hours can be paid for than it takes/)
  const made = await officer!.post(asks, asked)
  assert.equal(made.status, 303)
  const ask = made.headers.get('location')!.split('?')[0]!
  await officer!.post(asks, {
    ...asked,
    what: 'Come to a meeting.',
    hours: '2,2',
    paid: '0',
    intent: '',
  })

  const answer = { text: 'We went round and asked.', took: '9.5' }
  assert.equal((await anyone.post(`${ask}/answers`, answer)).status, 401)
  assert.equal(
    (await (await board.residents[3]!.browser()).post(`${ask}/answers`, answer)).status,
    403,
  )
  assert.equal((await officer!.post(`${ask}/answers`, { ...answer, who: still.id })).status, 403)
  assert.equal((await chair.post(`${ask}/answers`, answer)).status, 303)
  assert.equal(
    (await second!.post(`${ask}/answers`, { text: 'We have a list.', took: '', who: still.id }))
      .status,
    303,
  )

  const page = await anyone.page(ask)
  assert.match(page, /expected to take 12\.5 hours\. 4 of them are paid for/)
  assert.match(page, /It took 9\.5 hours/)
  assert.match(page, /Warm homes for all/)
  const [stored] = await rows(
    'SELECT hours, hours_paid FROM commitments.support_ask WHERE hours_paid > 0',
  )
  assert.deepEqual([Number(stored.hours), Number(stored.hours_paid)], [12.5, 4])
  const list = await anyone.page(asks)
  const line = list.slice(
    list.indexOf(`<th scope="row" class="govuk-table__header">${acting.name}`),
  )
  assert.deepEqual(
    [...line.matchAll(/--numeric">([^<]*)</g)].slice(0, 3).map(([, hours]) => hours),
    ['14.7', '9.5', '4'],
    'asked for, spent, paid for',
  )
  assert.match(await anyone.page(at), /Tell us which homes are cold/)
  assert.deepEqual((await acts()).slice(-4), [
    'support-asked',
    'support-asked',
    'support-answered',
    'support-answered',
  ])
  assert.match(await anyone.page(`/in/${board.slug}/record`), /We went round and asked/)
})

test('the database refuses the wrong actor by itself', async () => {
  const now = system.clock.now()
  const [intent] = await rows('SELECT id FROM commitments.intent WHERE published_at IS NOT NULL')
  const [draft] = await rows('SELECT id FROM commitments.intent WHERE published_at IS NULL')
  const [ask] = await rows('SELECT id FROM commitments.support_ask')
  const as = (actor: Actor, text: string) =>
    transaction(system.db, actor, now, ({ db }) => sql.raw(text).execute(db))
  const partner = await actorOf(system, board.officers[0]!.person)
  const values = (id: string, person: string) =>
    `'${newId(now)}', '${id}', '${still.id}', '${person}', now()`
  const refused: [Actor, string][] = [
    [
      anonymous,
      `INSERT INTO commitments.signature VALUES (${values(intent.id, board.officers[0]!.person)})`,
    ],
    [
      partner,
      `INSERT INTO commitments.signature VALUES (${values(intent.id, board.officers[0]!.person)})`,
    ],
    [
      board.chair.actor,
      `INSERT INTO commitments.signature VALUES (${values(intent.id, board.chair.person)})`,
    ],
    [
      partner,
      `INSERT INTO commitments.signature (id, intent_id, organisation_id, signed_by, signed_at) VALUES ('${newId(now)}', '${draft.id}', '${acting.id}', '${board.officers[0]!.person}', now())`,
    ],
    [
      partner,
      `INSERT INTO commitments.support_answer (id, ask_id, text, language, answered_by, answered_at) VALUES ('${newId(now)}', '${ask.id}', 'x', 'en', '${board.officers[0]!.person}', now())`,
    ],
    [
      anonymous,
      `INSERT INTO commitments.board_follower VALUES ('${newId(now)}', 'intent', '${intent.id}', 'a@example.org', 'en', now(), now())`,
    ],
    [board.chair.actor, `DELETE FROM commitments.signature`],
    [board.chair.actor, `DELETE FROM commitments.support_ask`],
    [board.chair.actor, `UPDATE commitments.support_ask SET hours = 0`],
  ]
  for (const [actor, text] of refused)
    await assert.rejects(as(actor, text), /row-level security|permission denied/, text)
  // Nothing is to be seen there to change: no error, and no change.
  for (const [actor, text] of [
    [
      board.chair.actor,
      `UPDATE commitments.intent SET title = 'Other' WHERE published_at IS NOT NULL`,
    ],
    [partner, `UPDATE commitments.intent SET title = 'Other'`],
    [
      partner,
      `UPDATE commitments.signature SET ended_at = now() WHERE organisation_id = '${still.id}'`,
    ],
  ] as const)
    assert.equal((await as(actor, text)).numAffectedRows, 0n, text)
  const seen = await reading(system.db, board.chair.actor, (db) =>
    sql`SELECT FROM commitments.intent WHERE id = ${draft.id}`.execute(db),
  )
  assert.equal(seen.rows.length, 0, 'next door’s draft')
})
