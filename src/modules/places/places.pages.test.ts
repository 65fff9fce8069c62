import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { createWeb } from '../../app/web.ts'
import { system as background } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { addOrganisation, areaAsOf, importAreas, importPopulation } from './index.ts'

const system = await testSystem()
const web = createWeb(system)
const head = 'code,name,name_cy,kind,parent,nation,starts,ends,source'

await transaction(system.db, background('import'), system.clock.now(), async (trx) => {
  await importAreas(
    trx,
    `${head}
X10,Northvale,Cwm y Gogledd,local-authority-district,,england,,,Invented 2026
X01,Harrow Lane west,,lower-super-output-area,X10,england,,,Invented 2026
X02,Harrow Lane east,,lower-super-output-area,X10,england,,,Invented 2026`,
  )
  await importPopulation(
    trx,
    `area,dimension,category,people,source,vintage
X01,age-band,0–15,300,Invented census,2021-03-21
X02,age-band,0–15,250,Invented census,2021-03-21`,
  )
  const area = (await areaAsOf(trx.db, 'X10', '2026-01-01'))!.id
  const board = await addOrganisation(trx, {
    name: 'Northvale Care Board',
    kind: 'integrated-care-board',
    startsOn: '2022-07-01',
    area,
  })
  await addOrganisation(trx, {
    name: 'Northvale Commissioners',
    kind: 'clinical-commissioning-group',
    startsOn: '2013-04-01',
    endsOn: '2022-07-01',
    successor: board,
    area,
  })
})

async function signedIn(email: string) {
  const browser = visitor(web)
  await browser.signIn(system, email)
  return browser
}

test('a neighbourhood begins as a name, is drawn from areas, and shows who serves it and who lives there', async () => {
  const browser = await signedIn('amina@example.org')
  const wrong = await browser.post('/neighbourhoods', {
    name: '',
    postcode: 'x',
    description: 'by BD3 9QW',
  })
  assert.equal(wrong.status, 422)
  const page = await wrong.text()
  for (const name of ['name', 'postcode', 'description'])
    assert.match(page, new RegExp(`href="#${name}"`))

  const made = await browser.post('/neighbourhoods', {
    name: 'Harrow Lane',
    cy: 'Lôn Harrow',
    description: 'From the park to the railway.',
    postcode: 'bd3 9qw',
  })
  assert.equal(made.status, 303)
  const path = made.headers.get('location')!
  const empty = await visitor(web).page(path)
  assert.match(empty, /a name is enough/)
  assert.match(empty, /Postcodes that begin with BD3/)

  const search = await browser.page(`${path}/areas?find=harrow`)
  const ids = [...search.matchAll(/name="areas" type="checkbox" value="([^"]+)"/g)].map(
    (match) => match[1]!,
  )
  assert.equal(ids.length, 2)
  assert.equal((await browser.post(`${path}/areas`, { areas: ids })).headers.get('location'), path)
  const whole = await visitor(web).page(path)
  assert.match(whole, /Harrow Lane west/)
  assert.match(whole, /Northvale Care Board/)
  assert.doesNotMatch(whole, /Northvale Commissioners/)
  assert.match(whole, /550/)
  assert.match(whole, /Invented census, 21 March 2021/)
  assert.match(await visitor(web).page(`${path}?on=2020-01-01`), /Northvale Commissioners/)
  assert.match(await visitor(web, { language: 'cy' }).page(path), /<h1>Lôn Harrow<\/h1>/)

  const other = await signedIn('other@example.org')
  assert.equal((await other.get(`${path}/areas`)).status, 403)
  assert.equal((await other.post(`${path}/areas`, { areas: [] })).status, 403)
  const overlapping = await browser.post(`${path}/areas`, {
    areas: [...ids, (await areaAsOf(system.db, 'X10', '2026-01-01'))!.id],
  })
  assert.equal(overlapping.status, 422)
  assert.match(await overlapping.text(), /“Harrow Lane east” lies inside “Northvale”/)
})

test('a whole postcode in a search goes no further than the first line', async () => {
  const response = await visitor(web).get('/neighbourhoods?find=bd39qw')
  assert.equal(response.headers.get('location'), '/neighbourhoods?find=BD3')
  assert.match(await visitor(web).page('/neighbourhoods?find=BD3'), /Harrow Lane/)
})

test('an organisation is added, found, and one that ended says who took over', async () => {
  const browser = await signedIn('amina@example.org')
  const wrong = await browser.post('/organisations', {
    name: 'Lantern',
    kind: '',
    website: 'javascript:alert(1)',
  })
  assert.equal(wrong.status, 422)
  const nowhere = await browser.post('/organisations', {
    name: 'Lantern',
    kind: 'charity',
    area: 'NONE',
  })
  assert.match(await nowhere.text(), /No area has this code/)
  const made = await browser.post('/organisations', {
    name: 'The Lantern',
    kind: 'charity',
    website: 'https://lantern.example.org',
    area: 'X10',
  })
  assert.equal(made.status, 303)
  assert.match(await visitor(web).page(made.headers.get('location')!), /<h1>The Lantern<\/h1>/)
  assert.match(await visitor(web).page('/organisations?find=lantern'), /The Lantern/)
  const then = await visitor(web).page('/organisations?on=2015-01-01')
  const path = /href="(\/organisations\/[0-9a-f-]{36})">Northvale Commissioners/.exec(then)?.[1]
  assert.ok(path)
  const ended = await visitor(web).page(path)
  assert.match(ended, /It ended on 1 July 2022\./)
  assert.match(ended, /Its duties are now with Northvale Care Board\./)
})

test('anybody may read; adding is for the signed-in', async () => {
  const browsers = [visitor(web), await signedIn('one@example.org')]
  const grid: [string, 'GET' | 'POST', string][] = [
    ['/neighbourhoods', 'GET', '+ +'],
    ['/neighbourhoods/new', 'GET', 's +'],
    ['/neighbourhoods', 'POST', 's +'],
    ['/organisations', 'GET', '+ +'],
    ['/organisations/new', 'GET', 's +'],
    ['/organisations', 'POST', 's +'],
  ]
  for (const [path, method, row] of grid) {
    const seen = []
    for (const browser of browsers) {
      const response = await (method === 'GET'
        ? browser.get(path)
        : browser.post(path, { name: 'New', kind: 'charity' }))
      const { status } = response
      seen.push(
        status === 401 || response.headers.get('location')?.startsWith('/sign-in')
          ? 's'
          : status === 200 || status === 303
            ? '+'
            : String(status),
      )
    }
    assert.equal(seen.join(' '), row, `${method} ${path}`)
  }
  assert.equal((await visitor(web).get('/neighbourhoods/nowhere')).status, 404)
})
