import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { testSystem } from '../../../test/database.ts'
import { anonymous, system as background } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { words, type Key } from '../../ui/words/index.ts'
import { importAreas, type Imported } from './area-import.actions.ts'
import { areaAsOf, areasOfNeighbourhood, findAreas } from './area.sql.ts'
import { drawNeighbourhood, redrawNeighbourhood } from './neighbourhood.actions.ts'
import { addOrganisation } from './organisation.actions.ts'
import { organisationsAsOf, organisationsServing, successorAsOf } from './organisation.sql.ts'
import { importPopulation } from './population.actions.ts'
import { populationOf } from './population.sql.ts'
import { readSheet } from './sheet.ts'

const system = await testSystem()
const as = <T>(work: Parameters<typeof transaction<T>>[3]) =>
  transaction(system.db, background('import'), system.clock.now(), work)
const areas = (text: string) => as((trx) => importAreas(trx, text))
const population = (text: string) => as((trx) => importPopulation(trx, text))
const said = ({ problems }: Imported) =>
  problems.map((each) => words('en').t(each.key as Key, each.values))
const count = async () =>
  Number((await system.owner.query('SELECT count(*) FROM places.area')).rows[0].count)

const head = 'code,name,name_cy,kind,parent,nation,starts,ends,source'
// Children before parents, on purpose.
const file = `\ufeff${head}
X01,Harrow Lane,Lôn Harrow,lower-super-output-area,X10,england,2011-03-27,,Invented 2026
X02,"Mill End, north",,lower-super-output-area,X10,england,2011-03-27,,Invented 2026

X10,Northvale,,local-authority-district,X90,england,,,Invented 2026
X90,England,Lloegr,nation,,england,,,Invented 2026
`

test('a file of areas is applied whole, its children before its parents too, and again without change', async () => {
  assert.deepEqual(await areas(file), { rows: 4, added: 4, changed: 0, unchanged: 0, problems: [] })
  assert.deepEqual(await areas(file), { rows: 4, added: 0, changed: 0, unchanged: 4, problems: [] })
  const { rows } = await system.owner.query(
    `SELECT area.name, parent.code AS parent, area.starts_on::text FROM places.area LEFT JOIN places.area parent ON parent.id = area.parent_id WHERE area.code = 'X01'`,
  )
  assert.deepEqual(rows, [
    { name: { en: 'Harrow Lane', cy: 'Lôn Harrow' }, parent: 'X10', starts_on: '2011-03-27' },
  ])
  const renamed = await areas(file.replace('Northvale', 'North Vale'))
  assert.deepEqual([renamed.added, renamed.changed, renamed.unchanged], [0, 1, 3])
})

test('what was true on a day: a code may pass from one area to another', async () => {
  const split = `${head}
X01,Harrow Lane,Lôn Harrow,lower-super-output-area,X10,england,2011-03-27,2021-03-21,Invented 2026
X01,Harrow Lane (new),,lower-super-output-area,X10,england,2021-03-21,,Invented 2026`
  assert.deepEqual(said(await areas(split)), [])
  const on = async (day: string) => (await areaAsOf(system.db, 'X01', day))?.name.en
  assert.deepEqual(
    [
      await on('2010-01-01'),
      await on('2011-03-27'),
      await on('2021-03-20'),
      await on('2021-03-21'),
    ],
    [undefined, 'Harrow Lane', 'Harrow Lane', 'Harrow Lane (new)'],
  )
  assert.deepEqual(
    (await findAreas(system.db, 'harrow', '2026-01-01')).map((area) => area.name.en),
    ['Harrow Lane (new)'],
  )
  assert.deepEqual(await findAreas(system.db, '%', '2026-01-01'), [])
})

test('every wrong row is named with what would be right, and nothing is applied', async () => {
  const before = await count()
  const wrong = `${head}
Y01,,,ward,X10,england,2020-02-30,,S
Y 2,Two,,wrad,X10,france,,,S
Y03,Flats at BD3 9QW,,ward,X10,england,2020-01-01,2019-01-01,
Y04,Four,,ward,X10,england,,,S,extra`
  assert.deepEqual(said(await areas(wrong)), [
    'Row 5: it has 10 cells and the first row has 9.',
    'Row 2: “name” is empty.',
    'Row 2: “2020-02-30” in “starts” is not a day. Write it as 2026-03-02.',
    'Row 3: the code “Y 2” may hold only letters, digits, and single dots, dashes or underscores between them.',
    `Row 3: “wrad” is not a kind of area. The kinds are: ${(await system.owner.query('SELECT code FROM places.area_kind ORDER BY level')).rows.map((row) => row.code).join(', ')}.`,
    'Row 3: “france” is not a nation. Write england, wales, scotland or northern-ireland, or leave it empty.',
    'Row 4: “source” is empty.',
    'Row 4: it holds a whole postcode. None is stored.',
    'Row 4: it ends on 2019-01-01, which is not after it starts, on 2020-01-01.',
  ])
  const tangled = `${head}
Z01,One,,ward,NONE,england,,,S
Z02,Two,,ward,Z01,england,,,S
Z03,Three,,ward,X10,england,,,S
Z03,Three again,,ward,X10,england,2020-01-01,,S
X02,Mill End,,lower-super-output-area,X10,england,2015-01-01,,S
Z05,Five,,output-area,Z06,england,2020-01-01,,S
Z06,Six,,ward,X10,england,,2020-01-01,S`
  assert.deepEqual(said(await areas(tangled)), [
    'Row 2: no area has the code “NONE”, which should be the larger area it lies in. Add it to the file.',
    'Row 3: an area of the kind “ward” cannot lie in one of the kind “ward” (“Z01”).',
    'Row 5: the code “Z03” stands for another area at the same time in row 4.',
    'Row 6: the code “X02” already stands for another area at that time. End that one first, or give this row the same start.',
    'Row 7: “Z06” did not stand at the same time as this area.',
  ])
  assert.equal(await count(), before)
})

test('a file that is not one says so', async () => {
  const columns = 'code, name, kind, source, name_cy, parent, nation, starts, ends'
  assert.deepEqual(said(await areas('')), [
    `The file is empty. It needs a first row with these columns: ${columns}.`,
  ])
  assert.deepEqual(said(await areas(head)), ['The file has column names and no rows below them.'])
  assert.deepEqual(said(await areas('code,name,kind,colour\n')), [
    `There is no column “source”. The columns are: ${columns}.`,
    `The column “colour” is not known. The columns are: ${columns}.`,
  ])
  assert.match(said(await areas(`${head}\nA,"B,,ward,,,,,S`))[0]!, /quotation mark is not closed/)
  fc.assert(fc.property(fc.string(), (text) => void readSheet(text, ['code', 'name'])))
})

test('importing is for whoever runs the server', async () => {
  await assert.rejects(
    transaction(system.db, anonymous, system.clock.now(), (trx) => importAreas(trx, file)),
    (error) => error instanceof Refusal && error.status === 401,
  )
})

test('a neighbourhood is drawn from areas of which none lies inside another', async () => {
  const [x01, x02, x10] = await Promise.all(
    ['X01', 'X02', 'X10'].map((code) => areaAsOf(system.db, code, '2026-01-01')),
  )
  await assert.rejects(
    as((trx) => drawNeighbourhood(trx, { name: 'Twice', areas: [x01!.id, x10!.id] })),
    (error) =>
      error instanceof Refusal &&
      error.key === 'places.refused.overlapping-areas' &&
      error.values['inner'] === 'Harrow Lane (new)' &&
      error.values['outer'] === 'North Vale',
  )
  const id = await as((trx) =>
    drawNeighbourhood(trx, {
      name: 'Harrow Lane and Mill End',
      areas: [x01!.id, x02!.id, x01!.id],
    }),
  )
  assert.deepEqual(
    (await areasOfNeighbourhood(system.db, id)).map((area) => area.code),
    ['X01', 'X02'],
  )
  assert.equal(
    (
      await system.owner.query(
        `SELECT count(*)::int AS n FROM places.neighbourhood WHERE name = 'Twice'`,
      )
    ).rows[0].n,
    0,
  )
})

test('the population of a neighbourhood is summed over its areas, from one date, with its sources', async () => {
  const wrong = await population(`area,dimension,category,people,source,vintage
NONE,age-band,0–15,10,Census,2021-03-21
X01,Age Band,0–15,ten,Census,2021-03-21`)
  assert.deepEqual(said(wrong), [
    'Row 3: “Age Band” may hold only small letters, with dashes between words, such as age-band.',
    'Row 3: “ten” is not a whole number of people, written in digits alone.',
  ])
  assert.deepEqual(
    said(
      await population(
        'area,dimension,category,people,source,vintage\nNONE,age,x,1,S,2021-03-21\nX02,age,x,1,S,2001-01-01',
      ),
    ),
    [
      'Row 2: no area has the code “NONE”. Import the areas first.',
      'Row 3: no area had the code “X02” on 2001-01-01.',
    ],
  )
  const counts = `area,dimension,category,people,source,vintage
X01,age-band,0–15,300,Census 2021,2021-03-21
X01,age-band,16 and over,1200,Census 2021,2021-03-21
X02,age-band,0–15,200,Census 2021,2021-03-21
X02,age-band,16 and over,1500,Estimate,2021-03-21
X01,age-band,0–15,999,Newer,2024-06-30
X01,tenure,rents,40,Census 2021,2021-03-21`
  const done = await population(counts)
  assert.deepEqual([done.added, done.problems], [6, []])
  assert.equal((await population(counts)).unchanged, 6)
  const { rows } = await system.owner.query(
    `SELECT id FROM places.neighbourhood WHERE name = 'Harrow Lane and Mill End'`,
  )
  const id = rows[0].id as string
  assert.deepEqual(await populationOf(system.db, id, 'age-band'), {
    dimension: 'age-band',
    vintage: '2021-03-21',
    sources: ['Census 2021', 'Estimate'],
    people: 3200,
    categories: [
      { category: '0–15', people: 500 },
      { category: '16 and over', people: 2700 },
    ],
  })
  assert.equal(await populationOf(system.db, id, 'tenure'), null, 'one area has no counts')
  const [x01, x10] = await Promise.all(
    ['X01', 'X10'].map((code) => areaAsOf(system.db, code, '2026-01-01')),
  )
  await assert.rejects(
    as((trx) => redrawNeighbourhood(trx, id, [x01!.id, x10!.id])),
    Refusal,
  )
  // Even where a later import made one area lie inside another.
  await system.owner.query(`INSERT INTO places.neighbourhood_area VALUES ($1, $2)`, [id, x10!.id])
  await assert.rejects(
    populationOf(system.db, id, 'age-band'),
    (error) => error instanceof Refusal && error.key === 'places.refused.overlapping-areas',
  )
})

test('bodies end and others take over: what was true on a day stays true of that day', async () => {
  const area = (await areaAsOf(system.db, 'X10', '2026-01-01'))!
  const board = await as((trx) =>
    addOrganisation(trx, {
      name: 'Northvale Care Board',
      kind: 'integrated-care-board',
      startsOn: '2022-07-01',
      area: area.id,
    }),
  )
  const group = await as((trx) =>
    addOrganisation(trx, {
      name: 'Northvale Commissioners',
      kind: 'clinical-commissioning-group',
      startsOn: '2013-04-01',
      endsOn: '2022-07-01',
      successor: board,
      area: area.id,
    }),
  )
  const names = async (day: string) =>
    (await organisationsAsOf(system.db, day, { name: 'northvale' })).map((each) => each.name)
  assert.deepEqual(await names('2022-06-30'), ['Northvale Commissioners'])
  assert.deepEqual(await names('2022-07-01'), ['Northvale Care Board'])
  assert.equal((await successorAsOf(system.db, group, '2026-01-01'))?.id, board)
  assert.equal((await successorAsOf(system.db, group, '2014-01-01'))?.id, group)
  assert.equal(await successorAsOf(system.db, group, '2000-01-01'), undefined)
  const x01 = (await areaAsOf(system.db, 'X01', '2026-01-01'))!
  assert.deepEqual(
    (await organisationsServing(system.db, [x01.id], '2026-01-01')).map((each) => each.name),
    ['Northvale Care Board'],
  )
  await assert.rejects(
    as((trx) =>
      addOrganisation(trx, {
        name: 'Too early',
        kind: 'integrated-care-board',
        startsOn: '2013-04-01',
      }),
    ),
    (error) => error instanceof Refusal && error.key === 'places.refused.body-kind',
  )
})

test('a nation of small areas is imported in seconds', async () => {
  const rows = [head, 'B1,Big,,region,,england,,,Made for this test']
  for (let district = 0; district < 300; district += 1) {
    rows.push(
      `BD${district},District ${district},,local-authority-district,B1,england,,,Made for this test`,
    )
    for (let small = 0; small < 110; small += 1)
      rows.push(
        `BS${district}-${small},Small ${small},,lower-super-output-area,BD${district},england,,,Made for this test`,
      )
  }
  const done = await areas(rows.join('\n'))
  assert.deepEqual([done.added, done.problems.length], [33_301, 0])
})
