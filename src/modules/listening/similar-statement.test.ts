import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound } from '../../../test/open-round.ts'
import { takingPart } from '../../../test/taking-part.ts'
import { similarInDraft, similarStatements } from './similar-statement.sql.ts'

const system = await testSystem()
const { started } = takingPart(system, createWeb(system))

// Made up for this test and labelled by hand: what was said, and what somebody is about to say.
const said = [
  'The last bus leaves too early for people who work late.',
  'There should be a warm place to sit where nobody has to buy anything.',
  'Dogs must be kept on a lead in Mill Park.',
  'We need more street lights on Station Road.',
  'I cannot get an appointment at the surgery by phone.',
  'The youth club should open at weekends.',
  'Cars go too fast past the school.',
  'New flats are too expensive for people who grew up here.',
  'Litter bins on the high street overflow every weekend.',
  'Our council listens to the loudest people.',
]
const same: [string, number][] = [
  ['For people working late the last bus leaves too early', 0],
  ['the last bus goes too early for late workers', 0],
  ['We need a warm place to sit without having to buy anything', 1],
  ['Keep dogs on leads in Mill Park!', 2],
  ['In Mill Park dogs must be on a lead', 2],
  ['Station Road needs more street lighting', 3],
  ['More street lights please on Station Rd', 3],
  ['You can’t get an appointment at the surgery on the phone', 4],
  ['I can not get surgery appointments by phone', 4],
  ['The youth club should be open on weekends', 5],
  ['Open the youth club at the weekend', 5],
  ['Youth clubs ought to be open every weekend', 5],
  ['Cars go past the school too fast', 6],
  ['Cars drive too fast past our school', 6],
  ['The new flats are too expensive for those who grew up here', 7],
  ['New flats here are too expensve for people who grew up here', 7],
  ['Bins on the high street overflow at weekends', 8],
  ['Litter bins are overflowing on the high street every weekend', 8],
  ['The council only listens to the loudest people', 9],
  ['Our council listens to whoever is loudest', 9],
]
const other = [
  'We need more places for children to play.',
  'There should be more for young people to do at weekends.',
  'I cannot get a bus to the hospital.',
  'People who live here should be listened to.',
  'There should be a bench at the bus stop.',
  'The park is too dark at night.',
  'We need more doctors.',
  'There should be more buses for people who work.',
  'Our school should be open for everyone at weekends.',
  'People who grew up here know one another.',
  'New people are made welcome here.',
  'The high street has too many empty shops.',
  'Nobody should have to choose between heating and eating.',
  'I cannot get online at home.',
  'The council should mend the road past the church.',
  'I get lonely at weekends.',
  'We need a place where people can get help with forms.',
  'More people should know about the food bank.',
  'It is too expensive to park at the station.',
  'The surgery has kind staff.',
]

describe('what says nearly the same', () => {
  test('is found in other words, and nothing else is offered', async () => {
    const round = await openRound(system, { statements: said })
    for (const [text, index] of same)
      assert.equal((await similarStatements(system.db, round.id, text))[0]?.text, said[index], text)
    for (const text of other)
      assert.deepEqual(await similarStatements(system.db, round.id, text), [], text)
  })

  test('is found when only one thing has been said so far, and in a single word', async () => {
    const round = await openRound(system, { statements: ['More trees!'] })
    assert.equal((await similarStatements(system.db, round.id, 'We need more trees')).length, 1)
    for (const text of ['More buses!', 'We need more', 'Trees fall on cars', ''])
      assert.deepEqual(await similarStatements(system.db, round.id, text), [], text)
  })

  test('is found in Welsh and Urdu, which have no stemmer, past small words and mutations', async () => {
    const round = await openRound(system, {
      statements: ['The paths by the river are dark.', 'The last bus goes at six.'],
      languages: ['en', 'cy', 'ur'],
      translations: {
        cy: ['Mae’r llwybrau ger yr afon yn dywyll.', 'Mae’r bws olaf yn mynd am chwech.'],
        ur: ['دریا کے راستے اندھیرے ہیں۔', 'آخری بس چھ بجے جاتی ہے۔'],
      },
    })
    const found = async (text: string) =>
      (await similarStatements(system.db, round.id, text)).map((each) => each.number)
    assert.deepEqual(await found('Mae llwybrau’r afon yn rhy dywyll'), [1])
    assert.deepEqual(await found('Llwybrau tywyll ger yr afon'), [1])
    assert.deepEqual(await found('Mae angen mwy o feddygon yma'), [])
    assert.deepEqual(await found('Mae’r bobl yma yn garedig iawn'), [])
    assert.deepEqual(await found('آخری بس چھ بجے کیوں جاتی ہے'), [2])
    assert.deepEqual(await found('ہمیں زیادہ ڈاکٹر چاہیے'), [])
  })

  test('is named in a draft beside the later one', async () => {
    const round = await openRound(system, {
      statements: [...said, 'Station Road needs more street lighting', 'We need more doctors.'],
    })
    const alike = await similarInDraft(system.db, round.id)
    assert.deepEqual(
      [...alike].map(([id, each]) => [
        round.statements.find((statement) => statement.id === id)!.number,
        each.number,
      ]),
      [[11, 4]],
    )
  })

  test('is offered before somebody’s own statement is kept; anything else is kept at once', async () => {
    const round = await openRound(system, { statements: said })
    const person = await started(round)
    const offered = await person.post(`/r/${round.code}/say`, {
      text: 'Keep dogs on leads in Mill Park!',
    })
    assert.equal(offered.status, 200)
    const page = await offered.text()
    assert.match(page, /Dogs must be kept on a lead in Mill Park/)
    assert.ok(!page.includes('The youth club'))
    const kept = await person.post(`/r/${round.code}/say`, {
      text: 'There should be more for young people to do at weekends.',
    })
    assert.equal(kept.status, 303)
  })
})
