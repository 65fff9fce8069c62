import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { boxes, promise, promiseFields } from '../../../test/promise.ts'
import { watchPromises } from './quiet.jobs.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 4, organisations: 1 })
const start = system.clock.now()
let mailbox = 0

const rows = async (text: string, values: unknown[] = []) =>
  (await system.owner.query(text, values)).rows
const to = (moment: string) => system.clock.moveTo(new Date(moment))
const watch = () => watchPromises(system, {})
const kinds = async (id: string) =>
  (
    await rows(
      'SELECT kind FROM commitments.reminder WHERE commitment_id = $1 ORDER BY sent_at, kind',
      [id],
    )
  ).map((row) => String(row.kind))
const letters = async (address: string) =>
  (
    await rows(
      'SELECT subject FROM platform.message WHERE recipient = $1 ORDER BY created_at, id',
      [address],
    )
  ).map((row) => String(row.subject))
const quietActs = async (id: string) =>
  (
    await rows(
      `SELECT body FROM platform.ledger_event WHERE act = 'commitment-gone-quiet' AND subject_id = $1 ORDER BY sequence`,
      [id],
    )
  ).map((row) => JSON.parse(String(row.body)) as Record<string, string>)

/** A promise with a mailbox of its own. */
async function made(review: string): Promise<{ id: string; address: string }> {
  mailbox += 1
  const address = `officer-${mailbox}@council.example`
  return { id: await promise(board, promiseFields({ review, address })), address }
}

beforeEach(() => system.clock.moveTo(start))

test('reminders go out seven days and one day before and after, each once, and silence is written down once', async () => {
  const { id, address } = await made('2026-04-01')
  for (const [moment, expected] of [
    ['2026-03-24T23:30:00Z', []],
    ['2026-03-25T00:07:00Z', ['7-days-before']],
    ['2026-03-25T12:07:00Z', ['7-days-before']],
    ['2026-03-31T10:07:00Z', ['7-days-before', '1-day-before']],
    // 1 April ends at 23:00 UTC: summer time began on 29 March.
    ['2026-04-01T22:59:00Z', ['7-days-before', '1-day-before']],
    ['2026-04-01T23:00:00Z', ['7-days-before', '1-day-before', 'gone-quiet']],
    ['2026-04-02T12:00:00Z', ['7-days-before', '1-day-before', 'gone-quiet']],
    ['2026-04-08T00:07:00Z', ['7-days-before', '1-day-before', 'gone-quiet', '7-days-after']],
    ['2026-04-20T00:07:00Z', ['7-days-before', '1-day-before', 'gone-quiet', '7-days-after']],
  ] as const) {
    to(moment)
    await watch()
    await watch()
    assert.deepEqual(await kinds(id), expected, moment)
  }
  assert.equal((await letters(address)).length, 4)
  const [act, ...more] = await quietActs(id)
  assert.equal(more.length, 0)
  assert.deepEqual([act?.['reviewOn'], act?.['since']], ['2026-04-01', '2026-04-02'])
  const [row] = await rows('SELECT since FROM commitments.quiet WHERE commitment_id = $1', [id])
  assert.equal((row.since as Date).toISOString(), '2026-04-01T23:00:00.000Z')

  const outsider = await board.outsider.browser()
  assert.match(await outsider.page(`/commitments/${id}`), /Gone quiet\. There has been no word/)
  assert.match(await outsider.page(`/in/${board.slug}/record`), /A promise went quiet/)
  // A word ends the silence; that there was one stays.
  // Seven weeks on, everybody signs in again.
  const officer = await board.officers[0]!.browser()
  await officer.signIn(system, board.officers[0]!.email)
  const told = await officer.post(`/commitments/${id}/updates`, {
    text: 'The seats are ordered.',
    done: 'no',
    ...boxes('review', '2026-06-15'),
  })
  assert.equal(told.status, 303, await told.text())
  const page = await outsider.page(`/commitments/${id}`)
  assert.match(page, /The seats are ordered/)
  assert.match(page, /No word came by 1 April 2026\. The next one came on 20 April 2026/)
  assert.doesNotMatch(page, /There has been no word/)
  await watch()
  assert.equal((await quietActs(id)).length, 1)
})

test('several workers at once do each thing once', async () => {
  const { id, address } = await made('2026-03-20')
  to('2026-03-21T00:07:00Z')
  await Promise.all([watch(), watch(), watch(), watch()])
  assert.deepEqual(await kinds(id), ['gone-quiet'])
  assert.equal((await letters(address)).length, 1)
  assert.equal((await quietActs(id)).length, 1)
})

test('a crash between the row and the message leaves neither; the next hour does both', async () => {
  const { id, address } = await made('2026-03-20')
  await system.owner.query(`
    CREATE FUNCTION public.fail_mail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.recipient = '${address}' THEN RAISE EXCEPTION 'the machine went down'; END IF; RETURN NEW; END $$;
    CREATE TRIGGER fail_mail BEFORE INSERT ON platform.message FOR EACH ROW EXECUTE FUNCTION public.fail_mail()`)
  const beside = await made('2026-03-20')
  to('2026-03-21T00:07:00Z')
  await assert.rejects(watch(), /could not be looked after/)
  assert.deepEqual(await kinds(id), [])
  assert.equal((await quietActs(id)).length, 0)
  // Nobody else waits for it.
  assert.deepEqual(await kinds(beside.id), ['gone-quiet'])
  await system.owner.query('DROP TRIGGER fail_mail ON platform.message')
  to('2026-03-21T01:07:00Z')
  await watch()
  assert.deepEqual(await kinds(id), ['gone-quiet'])
  assert.equal((await letters(address)).length, 1)
  assert.equal((await quietActs(id)).length, 1)
  assert.equal((await letters(beside.address)).length, 1)
})

test('whoever comes back after a week sends what is true now, and nothing that has passed', async () => {
  const { id, address } = await made('2026-03-20')
  to('2026-03-29T09:00:00Z')
  await watch()
  assert.deepEqual(await kinds(id), ['7-days-after'])
  assert.equal((await letters(address)).length, 1)
  assert.equal((await quietActs(id)).length, 1)
})

test('a silence that began and ended while nobody looked is written down all the same', async () => {
  const { id, address } = await made('2026-03-20')
  to('2026-03-23T09:00:00Z')
  const officer = await board.officers[0]!.browser()
  await officer.post(`/commitments/${id}/updates`, {
    text: 'Late, but here.',
    done: 'no',
    ...boxes('review', '2026-05-20'),
  })
  await watch()
  assert.equal((await quietActs(id)).length, 1)
  assert.deepEqual(await letters(address), [])
})

test('a promise without an address goes quiet all the same, and a new responsible person is written to', async () => {
  const id = await promise(board, promiseFields({ review: '2026-03-20', address: '' }))
  to('2026-03-21T00:07:00Z')
  await watch()
  assert.equal((await quietActs(id)).length, 1)
  assert.deepEqual(await kinds(id), [])
  const officer = await board.officers[0]!.browser()
  const handed = await officer.post(`/commitments/${id}/responsible`, {
    name: 'Noor Aziz',
    role: 'Acting head of highways',
    address: 'noor@council.example',
  })
  assert.equal(handed.status, 303)
  await watch()
  assert.equal((await letters('noor@council.example')).length, 1)
  const page = await (await board.outsider.browser()).page(`/commitments/${id}`)
  assert.match(page, /Rowan Hale, Head of highways/)
  assert.match(page, /Noor Aziz, Acting head of highways/)
  assert.doesNotMatch(page, /noor@council/)
})
