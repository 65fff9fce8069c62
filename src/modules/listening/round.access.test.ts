import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { testSystem } from '../../../test/database.ts'
import { neighbours } from '../../../test/neighbours.ts'
import { visitor } from '../../../test/visitor.ts'
import { addAboutQuestion } from './about-question.actions.ts'
import { aboutQuestionsOf } from './about-question.sql.ts'
import { draftRound } from './round.actions.ts'
import { addStatement } from './statement.actions.ts'

const system = await testSystem()
const web = createWeb(system)
const place = await neighbours(system)
const other = await neighbours(system)

const round = await transaction(system.db, place.facilitator, system.clock.now(), async (trx) => {
  const { id } = await draftRound(trx, {
    partnership: place.partnership,
    languages: ['en'],
    moderation: 'before',
    texts: [
      { language: 'en', question: 'A secret draft question?', reason: '', use: '', invited: '' },
    ],
  })
  const statement = await addStatement(trx, {
    round: id,
    text: 'A secret draft statement',
    language: 'en',
    source: 'starting',
    channel: 'screen',
  })
  const question = await addAboutQuestion(trx, id, {
    kind: 'words',
    language: 'en',
    said: { label: 'A secret question?', hint: '', options: [] },
    comparison: null,
  })
  return { id, statement: statement.id, question }
})

const who = {
  anonymous: null,
  stranger: other.chair,
  member: place.member,
  keyer: place.keyer,
  moderator: place.moderator,
  safeguarding: place.safeguarding,
  facilitator: place.facilitator,
  chair: place.chair,
} as const
type Who = keyof typeof who

const browsers = Object.fromEntries(
  await Promise.all(
    Object.entries(who).map(async ([name, neighbour]) => {
      const person = visitor(web)
      if (neighbour) await person.signIn(system, neighbour.email)
      return [name, person] as const
    }),
  ),
) as Record<Who, ReturnType<typeof visitor>>

// What each is told: 200 or 422 let in, 303 of a GET asks to sign in, 401 the same of a POST,
// 403 not this role, 404 no such thing for you.
const at = `/rounds/${round.id}`
const organisers = { facilitator: 'in', chair: 'in' } as const
const others = { member: 403, keyer: 403, moderator: 403, safeguarding: 403 } as const
const changing = { anonymous: 'sign-in', stranger: 404, ...others, ...organisers } as const
const seeing = {
  anonymous: 'sign-in',
  stranger: 404,
  member: 'in',
  keyer: 'in',
  moderator: 'in',
  safeguarding: 'in',
  ...organisers,
} as const
const drafting = { anonymous: 'sign-in', stranger: 403, ...others, ...organisers } as const
const noting = {
  ...changing,
  member: 'in',
  keyer: 'in',
  moderator: 'in',
  safeguarding: 'in',
} as const

const grid: [
  method: 'GET' | 'POST',
  path: string,
  rule: Record<Who, 'in' | 'sign-in' | 403 | 404>,
][] = [
  ['GET', `/in/${place.slug}/rounds/new`, drafting],
  ['POST', `/in/${place.slug}/rounds/new`, drafting],
  ['GET', `${at}/manage`, seeing],
  ['GET', `${at}/words`, changing],
  ['POST', `${at}/words`, changing],
  ['GET', `${at}/settings`, changing],
  ['POST', `${at}/settings`, changing],
  ['GET', `${at}/statements`, changing],
  ['POST', `${at}/statements`, changing],
  ['GET', `${at}/statements/${round.statement}`, changing],
  ['POST', `${at}/statements/${round.statement}`, changing],
  ['GET', `${at}/about-questions`, changing],
  ['POST', `${at}/about-questions`, changing],
  ['GET', `${at}/about-questions/${round.question}`, changing],
  ['POST', `${at}/about-questions/${round.question}`, changing],
  ['GET', `${at}/before`, changing],
  ['POST', `${at}/before`, changing],
  ['GET', `${at}/opening`, changing],
  ['POST', `${at}/opening`, changing],
  // Every neighbour here is a member too, whatever else they are trusted with.
  ['GET', `${at}/insights/new`, noting],
  ['POST', `${at}/insights/new`, noting],
]

describe('the pages of a draft let in whom they should', () => {
  for (const [method, path, rule] of grid)
    test(`${method} ${path.replace(round.id, ':round').replace(round.statement, ':statement').replace(round.question, ':question')}`, async () => {
      for (const name of Object.keys(who) as Who[]) {
        const browser = browsers[name]
        const answer = method === 'GET' ? await browser.get(path) : await browser.post(path)
        const text = await answer.text()
        const expected = rule[name]
        const message = `${name}: ${answer.status} ${text.slice(0, 200)}`
        if (expected === 'in') assert.ok([200, 422].includes(answer.status), message)
        else {
          if (expected === 'sign-in')
            assert.ok(
              method === 'POST'
                ? answer.status === 401
                : answer.status === 303 && answer.headers.get('location')?.startsWith('/sign-in'),
              message,
            )
          else assert.equal(answer.status, expected, message)
          assert.doesNotMatch(text, /secret/, message)
        }
      }
    })

  test('nothing was stored by those who were refused', async () => {
    const { rows } = await system.owner.query(
      `SELECT (SELECT count(*)::int FROM listening.round) AS rounds, (SELECT count(*)::int FROM listening.statement) AS statements,
        (SELECT count(*)::int FROM listening.opening) AS openings, (SELECT count(*)::int FROM listening.prior_reading) AS readings`,
    )
    assert.deepEqual(rows[0], { rounds: 1, statements: 1, openings: 0, readings: 0 })
  })

  test('the list of rounds shows a draft to its members alone', async () => {
    for (const name of Object.keys(who) as Who[]) {
      const page = await browsers[name].page(`/in/${place.slug}/rounds`)
      assert.equal(
        page.includes('A secret draft question?'),
        !['anonymous', 'stranger'].includes(name),
        name,
      )
    }
  })

  test('a participant sees no question about people of a draft', async () => {
    const seen = await reading(system.db, { kind: 'participant', participant: newId() }, (db) =>
      aboutQuestionsOf(db, round.id),
    )
    assert.deepEqual(seen, [])
  })
})
