import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { neighbours, type Neighbour, type Neighbours } from '../../../test/neighbours.ts'
import { visitor } from '../../../test/visitor.ts'

const system = await testSystem()
const web = createWeb(system)

const stored = async (query: string, ...values: unknown[]) =>
  (await system.owner.query(query, values)).rows

async function signedIn(neighbour: Neighbour) {
  const person = visitor(web)
  await person.signIn(system, neighbour.email)
  return person
}

const words = {
  language: 'en',
  question: 'What would help us get about after dark?',
  reason: 'The board sets its plan in May.',
  use: 'Every statement is answered in public.',
  invited: 'Everyone who lives here.',
}

const roundIn = (address: string | null) => /\/rounds\/([0-9a-f-]{36})/.exec(address ?? '')![1]!

async function drafted(place: Neighbours, fields: Record<string, string | string[]> = {}) {
  const person = await signedIn(place.facilitator)
  const sent = await person.post(`/in/${place.slug}/rounds/new`, {
    ...words,
    languages: 'en',
    moderation: 'after',
    ...fields,
  })
  assert.equal(sent.status, 303, await sent.text())
  return { person, round: roundIn(sent.headers.get('location')) }
}

describe('a round from draft to opening, page by page', () => {
  test('is drafted, worded in two languages, read for, filled and opened', async () => {
    const place = await neighbours(system, { languages: ['en', 'cy'] })
    const person = await signedIn(place.facilitator)
    assert.match(await person.page(`/in/${place.slug}/rounds`), /Start a round/)
    assert.match(await person.page(`/in/${place.slug}/rounds/new`), /Why you ask/)
    const sent = await person.post(`/in/${place.slug}/rounds/new`, {
      ...words,
      languages: ['en', 'cy'],
      moderation: 'after',
      'opens-day': '2',
      'opens-month': '3',
      'opens-year': '2026',
      'closes-day': '29',
      'closes-month': '3',
      'closes-year': '2026',
    })
    assert.equal(sent.status, 303, await sent.text())
    const round = roundIn(sent.headers.get('location'))
    const [row] = await stored('SELECT * FROM listening.round WHERE id = $1', round)
    assert.deepEqual(row.languages, ['en', 'cy'])
    assert.equal(row.created_by, place.facilitator.person)
    // Summer time begins on 29 March 2026: the day ends an hour earlier by Greenwich.
    assert.equal(row.opens_at.toISOString(), '2026-03-02T00:00:00.000Z')
    assert.equal(row.closes_at.toISOString(), '2026-03-29T22:59:00.000Z')
    assert.match(await person.page(`/in/${place.slug}/rounds`), /get about after dark/)

    const manage = await person.page(`/rounds/${round}/manage?done=drafted`)
    assert.match(manage, /The draft is saved/)
    const early = await person.post(`/rounds/${round}/opening`)
    assert.equal(early.status, 422)
    assert.match(await early.text(), /Cymraeg/)

    const half = await person.post(`/rounds/${round}/words`, { language: 'cy', question: 'Beth?' })
    assert.equal(half.status, 422)
    assert.match(await half.text(), /Say why you ask\./)
    const saved = await person.post(`/rounds/${round}/words`, {
      language: 'cy',
      question: 'Beth fyddai’n ein helpu?',
      reason: 'Mae’r bwrdd yn penderfynu ym mis Mai.',
      use: 'Caiff pob gosodiad ei ateb.',
      invited: 'Pawb sy’n byw yma.',
    })
    assert.equal(saved.headers.get('location'), `/rounds/${round}/manage?done=words`)

    assert.equal((await person.post(`/rounds/${round}/opening`)).status, 422)
    assert.match(await person.page(`/rounds/${round}/before`), /has already said/)
    const read = await person.post(`/rounds/${round}/before`, {
      words: 'bus dark',
      whatIsNew: 'The last bus was cut in January.',
    })
    assert.equal(read.status, 303, await read.text())
    const [reading] = await stored(
      'SELECT * FROM listening.prior_reading WHERE round_id = $1',
      round,
    )
    assert.equal(reading.what_is_new, 'The last bus was cut in January.')
    assert.equal(reading.searched_for, 'bus dark')
    assert.equal(reading.person_id, place.facilitator.person)

    await person.post(`/rounds/${round}/statements`, {
      statements: '1. The last bus is at six.\n\n- The paths are dark.\nThe paths are dark.',
      language: 'en',
    })
    const list = await person.page(`/rounds/${round}/statements`)
    assert.match(list, /The last bus is at six\./)
    assert.match(list, /Not yet in: Cymraeg/)
    const statements = await stored(
      'SELECT id, number, text FROM listening.statement WHERE round_id = $1 ORDER BY number',
      round,
    )
    assert.deepEqual(
      statements.map((each) => each.text),
      ['The last bus is at six.', 'The paths are dark.'],
    )
    await person.post(`/rounds/${round}/statements/${statements[1].id}`, {
      text: 'The paths are dark.',
      'text-cy': 'Mae’r llwybrau’n dywyll.',
    })
    await person.post(`/rounds/${round}/statements/${statements[1].id}/place`, { direction: 'up' })

    assert.match(await person.page(`/rounds/${round}/opening`), /Open the round/)
    const opened = await person.post(`/rounds/${round}/opening`)
    assert.equal(opened.headers.get('location'), `/rounds/${round}/manage?done=opened`)
    const [opening] = await stored('SELECT * FROM listening.opening WHERE round_id = $1', round)
    assert.equal(opening.opened_by, place.facilitator.person)
    assert.deepEqual(
      (
        await stored(
          `SELECT number, statement.text, published_at, translation.text AS welsh FROM listening.statement
           LEFT JOIN listening.statement_translation translation ON statement_id = statement.id WHERE round_id = $1 ORDER BY number`,
          round,
        )
      ).map((each) => [each.number, each.text, each.welsh, each.published_at !== null]),
      [
        [1, 'The paths are dark.', 'Mae’r llwybrau’n dywyll.', true],
        [2, 'The last bus is at six.', null, true],
      ],
    )
    assert.match(await person.page(`/rounds/${round}/manage`), /Keep|Key in paper/)
    assert.match(await visitor(web).page(`/in/${place.slug}/rounds`), /Open until/)
    assert.match(
      await visitor(web, { language: 'cy' }).page(`/in/${place.slug}/rounds`),
      /Beth fyddai/,
    )
  })

  test('says in words what is wrong, keeps what was typed and stores nothing', async () => {
    const place = await neighbours(system)
    const person = await signedIn(place.chair)
    const wrong = async (fields: Record<string, string>) => {
      const sent = await person.post(`/in/${place.slug}/rounds/new`, {
        ...words,
        languages: 'en',
        moderation: 'after',
        ...fields,
      })
      assert.equal(sent.status, 422)
      return sent.text()
    }
    const noQuestion = await wrong({ question: '' })
    assert.match(noQuestion, /Write the question\./)
    assert.match(noQuestion, /The board sets its plan in May\./)
    const day = (which: string, typed: string) =>
      Object.fromEntries(
        typed
          .split(' ')
          .map((part, index) => [`${which}-${['day', 'month', 'year'][index]}`, part]),
      )
    assert.match(await wrong(day('closes', '31 2 2026')), /There is no such day/)
    assert.match(await wrong(day('closes', '1 3 2026')), /The last day has passed/)
    assert.match(
      await wrong({ ...day('opens', '9 3 2026'), ...day('closes', '8 3 2026') }),
      /must not be before the first day/,
    )
    assert.match(await wrong({ moderation: 'sometimes' }), /Choose when/)
    assert.equal(
      (await stored('SELECT FROM listening.round WHERE partnership_id = $1', place.partnership))
        .length,
      0,
    )
  })

  test('shows advice on a statement and refuses none for it', async () => {
    const place = await neighbours(system)
    const { person, round } = await drafted(place)
    const sent = await person.post(`/rounds/${round}/statements`, {
      statements: 'We obviously need more evening buses and much better street lighting here',
      language: 'en',
    })
    assert.equal(sent.status, 303)
    const page = await person.page(`/rounds/${round}/statements`)
    assert.match(page, /two statements in one/)
    assert.match(page, /lean one way/)
    assert.equal(
      (await stored('SELECT FROM listening.statement WHERE round_id = $1', round)).length,
      1,
    )
  })

  test('takes a statement out, and the numbers close up', async () => {
    const place = await neighbours(system)
    const { person, round } = await drafted(place)
    await person.post(`/rounds/${round}/statements`, {
      statements: 'One\nTwo\nThree',
      language: 'en',
    })
    const rows = () =>
      stored(
        'SELECT id, number, text FROM listening.statement WHERE round_id = $1 ORDER BY number',
        round,
      )
    const [, second] = await rows()
    await person.post(`/rounds/${round}/statements/${second.id}/removal`)
    assert.deepEqual(
      (await rows()).map((each) => [each.number, each.text]),
      [
        [1, 'One'],
        [2, 'Three'],
      ],
    )
  })

  test('asks about people in the partnership’s own words, in every language', async () => {
    const place = await neighbours(system, { languages: ['en', 'cy'] })
    const { person, round } = await drafted(place, { languages: ['en', 'cy'] })
    const question = { kind: 'choice', language: 'en', label: 'How long have you lived here?' }
    const few = await person.post(`/rounds/${round}/about-questions`, {
      ...question,
      options: 'A year',
    })
    assert.equal(few.status, 422)
    assert.match(await few.text(), /at least two things/)
    const options = 'Under a year\nLonger\nRather not say'
    const added = await person.post(`/rounds/${round}/about-questions`, { ...question, options })
    assert.equal(added.status, 303, await added.text())
    const [row] = await stored('SELECT * FROM listening.about_question WHERE round_id = $1', round)
    assert.deepEqual(row.words, {
      en: { label: question.label, hint: '', options: options.split('\n') },
    })
    assert.match(await person.page(`/rounds/${round}/about-questions`), /Not whole yet in: Cymraeg/)
    const welsh = { kind: 'choice', language: 'cy', label: 'Ers faint ydych chi’n byw yma?' }
    const uneven = await person.post(`/rounds/${round}/about-questions/${row.id}`, {
      ...welsh,
      options: 'Llai na blwyddyn\nMwy',
    })
    assert.equal(uneven.status, 422)
    assert.match(await uneven.text(), /differs from another language/)
    await person.post(`/rounds/${round}/about-questions/${row.id}`, {
      ...welsh,
      options: 'Llai na blwyddyn\nMwy\nGwell peidio â dweud',
    })
    const [whole] = await stored('SELECT words FROM listening.about_question WHERE id = $1', row.id)
    assert.deepEqual(Object.keys(whole.words).sort(), ['cy', 'en'])
    await person.post(`/rounds/${round}/about-questions/${row.id}/removal`)
    assert.equal(
      (await stored('SELECT FROM listening.about_question WHERE id = $1', row.id)).length,
      0,
    )
  })
})
