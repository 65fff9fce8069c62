import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { boxes, communityGroup, promiseFields } from '../../../test/promise.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 5, organisations: 1 })
const chair = await board.chair.browser()
const officer = await board.officers[0]!.browser()
const outsider = await board.outsider.browser()
const body = board.organisations[0]!

const rows = async (text: string, values: unknown[] = []) =>
  (await system.owner.query(text, values)).rows
const acts = async () =>
  (
    await rows(
      'SELECT act FROM platform.ledger_event WHERE partnership_id = $1 ORDER BY sequence',
      [board.id],
    )
  ).map((row) => String(row.act))
const idIn = (response: Response) =>
  /\/(?:expectations|commitments)\/([0-9a-f-]{36})/.exec(
    response.headers.get('location') ?? '',
  )?.[1]

async function drafted(more: Record<string, string> = {}): Promise<string> {
  const made = await chair.post(`/in/${board.slug}/expectations/new`, {
    organisation: body.id,
    what: 'Put a seat at every bus stop.',
    why: 'People told us that they cannot stand for long.',
    address: 'highways@council.example',
    ...boxes('answer', '2026-03-30'),
    ...more,
  })
  const id = idIn(made)
  assert.ok(id, `${made.status} ${(await made.text()).slice(0, 2000)}`)
  return id
}
const sent = async () => {
  const id = await drafted()
  assert.equal((await chair.post(`/expectations/${id}/sending`)).status, 303)
  return id
}

test('an expectation is a draft among members until it is sent; then it is public and the body is written to', async () => {
  const id = await drafted()
  assert.match(await chair.page(`/expectations/${id}`), /This is a draft/)
  assert.equal((await outsider.get(`/expectations/${id}`)).status, 404)
  assert.doesNotMatch(await outsider.page(`/in/${board.slug}/expectations`), /Put a seat/)

  assert.equal((await chair.post(`/expectations/${id}/sending`)).status, 303)
  const page = await outsider.page(`/expectations/${id}`)
  assert.match(page, /Put a seat at every bus stop/)
  assert.match(page, /Waiting for an answer/)
  assert.doesNotMatch(page, /highways@council/, 'the address is never shown')
  const [mail] = await rows(
    `SELECT body FROM platform.message WHERE recipient = 'highways@council.example'`,
  )
  assert.match(mail.body, new RegExp(`/expectations/${id}`))
  assert.match(mail.body, /signs in/)
  assert.ok((await acts()).includes('expectation-sent'))
  const [node] = await rows('SELECT kind FROM platform.thread_node WHERE id = $1', [id])
  assert.equal(node.kind, 'expectation')
  assert.match(await outsider.page(`/thread/${id}`), /Put a seat at every bus stop/)

  // Its words are kept from now on.
  const change = await chair.post(`/expectations/${id}/change`, {
    organisation: body.id,
    what: 'Something else.',
    why: 'x',
    ...boxes('answer', '2026-03-30'),
  })
  assert.equal(change.status, 409)
  const [stored] = await rows('SELECT what FROM commitments.expectation WHERE id = $1', [id])
  assert.equal(stored.what, 'Put a seat at every bus stop.')
})

test('nothing is expected of a community group, and the page says why', async () => {
  const group = await communityGroup(system)
  const response = await chair.post(`/in/${board.slug}/expectations/new`, {
    organisation: group,
    what: 'Do our work for us.',
    why: 'Because.',
    ...boxes('answer', '2026-03-30'),
  })
  assert.equal(response.status, 422)
  assert.match(await response.text(), /is not a public body/)
  assert.equal(
    (await rows('SELECT FROM commitments.expectation WHERE organisation_id = $1', [group])).length,
    0,
  )
})

test('what is wrong is said at its field, and what was typed stays', async () => {
  const response = await chair.post(`/in/${board.slug}/expectations/new`, {
    organisation: body.id,
    what: 'A thing to keep.',
    why: 'Because.',
    ...boxes('answer', '2026-03-02'),
  })
  assert.equal(response.status, 422)
  const text = await response.text()
  assert.match(text, /Choose a day after today/)
  assert.match(text, /A thing to keep/)
})

test('silence is shown as silence after the day, not before', async () => {
  const id = await sent()
  const before = system.clock.now()
  system.clock.moveTo(new Date('2026-03-30T22:59:59Z'))
  assert.match(await outsider.page(`/expectations/${id}`), /Waiting for an answer/)
  system.clock.moveTo(new Date('2026-03-30T23:00:00Z'))
  assert.match(
    await outsider.page(`/expectations/${id}`),
    /Nobody has answered\. An answer was asked for by 30 March 2026/,
  )
  system.clock.moveTo(before)
})

test('another form is proposed, refused, proposed again, agreed, and then promised', async () => {
  const id = await sent()
  const answer = (fields: Record<string, string>) =>
    officer.post(`/expectations/${id}/answers`, fields)
  const newest = async () =>
    (
      await rows(
        'SELECT id FROM commitments.expectation_answer WHERE expectation_id = $1 ORDER BY answered_at DESC, id DESC LIMIT 1',
        [id],
      )
    )[0].id as string
  assert.equal((await answer({ kind: 'another-form', form: 'Leaning posts instead.' })).status, 303)
  const first = await newest()
  assert.match(await chair.page(`/expectations/${id}`), /Do you agree to this other way/)
  assert.equal(
    (
      await chair.post(`/expectations/${id}/answers/${first}/form`, {
        agreed: 'no',
        text: 'A post is no seat.',
      })
    ).status,
    303,
  )
  assert.match(await outsider.page(`/expectations/${id}`), /A post is no seat/)
  assert.equal((await answer({ kind: 'another-form', form: 'Seats at half of them.' })).status, 303)
  // The older proposal can no longer be agreed to.
  assert.equal(
    (await chair.post(`/expectations/${id}/answers/${first}/form`, { agreed: 'yes' })).status,
    409,
  )
  assert.equal(
    (await chair.post(`/expectations/${id}/answers/${await newest()}/form`, { agreed: 'yes' }))
      .status,
    303,
  )
  const made = await answer({
    kind: 'accepted',
    ...promiseFields({ promise: 'Half of the stops have a seat.' }),
  })
  const commitment = idIn(made)
  assert.ok(commitment, await made.text())
  const page = await outsider.page(`/commitments/${commitment}`)
  for (const words of [
    'Put a seat at every bus stop',
    'Leaning posts instead',
    'Half of the stops have a seat',
    'Rowan Hale, Head of highways',
  ])
    assert.ok(page.includes(words), words)
  assert.doesNotMatch(page, /rowan@council/)
  const ties = await rows(
    'SELECT kind FROM platform.thread_link WHERE later_id = $1 ORDER BY kind',
    [commitment],
  )
  assert.deepEqual(
    ties.map((row) => row.kind),
    ['accepted-as'],
  )
  // It cannot be accepted twice, nor withdrawn now.
  assert.equal((await answer({ kind: 'declined', reasons: 'No.' })).status, 409)
  assert.equal((await chair.post(`/expectations/${id}/withdrawal`, { reason: 'x' })).status, 409)
})

test('it is declined with reasons, and withdrawn with a reason; both stay', async () => {
  const id = await sent()
  const empty = await officer.post(`/expectations/${id}/answers`, { kind: 'declined' })
  assert.equal(empty.status, 422)
  assert.equal(
    (
      await officer.post(`/expectations/${id}/answers`, {
        kind: 'declined',
        reasons: 'No money this year.',
      })
    ).status,
    303,
  )
  assert.equal(
    (await chair.post(`/expectations/${id}/withdrawal`, { reason: 'We will ask next year.' }))
      .status,
    303,
  )
  const page = await outsider.page(`/expectations/${id}`)
  assert.match(page, /No money this year/)
  assert.match(page, /We will ask next year/)
  const record = await outsider.page(`/in/${board.slug}/record`)
  assert.match(record, /said no: No money this year/)
})

test('only whoever speaks for the body answers', async () => {
  const id = await sent()
  for (const browser of [outsider, chair])
    assert.equal(
      (await browser.post(`/expectations/${id}/answers`, { kind: 'declined', reasons: 'x' }))
        .status,
      403,
    )
  assert.equal(
    (await rows('SELECT FROM commitments.expectation_answer WHERE expectation_id = $1', [id]))
      .length,
    0,
  )
})
