import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { createWeb } from '../web.ts'
import { loadDemonstration } from './index.ts'

const system = await testSystem()
const web = createWeb(system)
const paper = '/demonstration/paper'
const keys: Record<string, string> = {
  agree: '1',
  disagree: '2',
  'not sure': '3',
  'left empty': '0',
  'two boxes ticked': 'w',
  'cannot be read': 'x',
}

test('whoever runs the installation reads the made-up paper and keys it a second time', async () => {
  const operator = visitor(web)
  await loadDemonstration(system, () => undefined)
  // Whoever came in by the link in the terminal and then gave an address.
  await system.owner.query(`UPDATE people.person SET email = 'runner@example.org' WHERE operator`)
  await operator.signIn(system, 'runner@example.org')
  const stranger = visitor(web)
  assert.match((await stranger.get(paper)).headers.get('location') ?? '', /^\/sign-in/)
  await stranger.signIn(system, 'someone@example.org')
  assert.equal((await stranger.get(paper)).status, 403)

  const page = await operator.page(paper)
  const batch = /href="(\/rounds\/[^/]+\/batches\/[^/"]+)"/.exec(page)![1]!
  assert.match(await operator.page(batch), /Start the second keying/)
  const { rows: people } = await system.owner.query<{ name: string }>(
    `SELECT person.name FROM people.person JOIN listening.batch ON person.id IN (first_keyed_by, second_keyed_by)`,
  )
  assert.equal(people.length, 3, 'Joan twice, Tariq once')
  for (const { name } of people) assert.match(name, /\(made up\)$/)

  const sheets = page.split('<table').slice(1)
  assert.equal(sheets.length, 6)
  for (const sheet of sheets) {
    const code = /Sheet ([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(sheet)![1]!
    const keying = `${batch}/keying/2`
    assert.equal((await operator.post(keying, { do: 'open', code })).status, 303)
    const form = await operator.page(keying)
    const read = new Map(
      [...sheet.matchAll(/<th scope="row"[^>]*>(\d+)\. [^<]*<\/th><td[^>]*>([^<]*)</g)].map(
        ([, number, said]) => {
          const [mark, important] = said!.split(', ')
          return [number!, `${keys[mark!]}${important ? '+' : ''}`]
        },
      ),
    )
    assert.equal(read.size, 10)
    const marks = Object.fromEntries(
      [...form.matchAll(/<label for="(m-[^"]+)">(\d+)\./g)].map(([, id, number]) => [
        id!,
        read.get(number!)!,
      ]),
    )
    const words = /<q>([^<]*)<\/q>/.exec(sheet)?.[1] ?? ''
    const written: Record<string, string> =
      words === '' ? {} : { ownWords: words, mayPublish: 'yes' }
    const kept = await operator.post(keying, { do: 'keep', code, ...marks, ...written })
    assert.equal(kept.status, 303, (await kept.text()).slice(0, 2000))
  }
  await operator.post(`${batch}/keying/2`, { do: 'finish' })
  const differences = await operator.page(`${batch}/differences`)
  assert.match(differences, /5 things differ\./)
  const choices = Object.fromEntries(
    [...differences.matchAll(/name="((?:mark|words)\.[^"]+)"/g)].map(([, name]) => [
      name!,
      'second',
    ]),
  )
  const settled = await operator.post(`${batch}/settlement`, choices)
  assert.equal(settled.headers.get('location'), `${batch}?done=settled`)
  assert.match(await operator.page(batch), /<b>6<\/b> sheets/)
})
