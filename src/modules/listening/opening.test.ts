import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { dayOf, endOfDay, readDay, startOfDay } from '../places/index.ts'
import { aboutProblems, optionsIn } from './about-question.ts'
import { aboutLanguagesMissing, languagesMissing, missingToOpen } from './opening.ts'
import { readDates, typedDay } from './round-dates.ts'
import { adviceOn } from './statement-advice.ts'
import { arrivingStatus, statementsIn, tidyStatement } from './statement.ts'

const languages = ['en', 'cy', 'ur']
const someWords = fc.constantFrom('', ' ', 'words')
const text = (language: string) =>
  fc.record({
    language: fc.constant(language),
    question: someWords,
    reason: someWords,
    use: someWords,
    invited: someWords,
  })
const moment = fc.date({
  min: new Date('2024-01-01'),
  max: new Date('2030-01-01'),
  noInvalidDate: true,
})
const round = fc.subarray(languages, { minLength: 1 }).chain((chosen) =>
  fc.record({
    languages: fc.constant(chosen),
    texts: fc.subarray(languages).chain((written) => fc.tuple(...written.map(text))),
    moderation: fc.constantFrom('before' as const, 'after' as const),
    opensAt: fc.option(moment),
    closesAt: fc.option(moment),
  }),
)

describe('what a round needs to open', () => {
  test('it opens exactly when nothing is missing of words, statements, reading and time', () => {
    fc.assert(
      fc.property(round, fc.nat(2), fc.nat(2), moment, (given, statements, priorReadings, now) => {
        const missing = missingToOpen(given, { statements, priorReadings, aboutQuestions: [] }, now)
        const worded = given.languages.every((language) =>
          given.texts.some(
            (each) =>
              each.language === language &&
              [each.question, each.reason, each.use, each.invited].every(
                (said) => said.trim() !== '',
              ),
          ),
        )
        const timely =
          given.closesAt === null ||
          (given.closesAt > now && (given.opensAt === null || given.closesAt > given.opensAt))
        const ready =
          worded && timely && priorReadings > 0 && (statements > 0 || given.moderation === 'after')
        assert.equal(missing.length === 0, ready)
        assert.equal(languagesMissing(given).length === 0, worded)
        assert.ok(languagesMissing(given).every((each) => given.languages.includes(each)))
      }),
    )
  })

  test('a question about people needs its label and every option in every language', () => {
    const words = (label: string, options: string[]) => ({ label, hint: '', options })
    const two = { languages: ['en', 'cy'] }
    const both = { en: words('Age?', ['Young', 'Old']), cy: words('Oed?', ['Ifanc', 'Hen']) }
    assert.deepEqual(aboutLanguagesMissing(two, [{ kind: 'choice', words: both }]), [])
    assert.deepEqual(
      aboutLanguagesMissing(two, [
        { kind: 'choice', words: { ...both, cy: words('Oed?', ['Ifanc']) } },
      ]),
      ['cy'],
    )
    assert.deepEqual(
      aboutLanguagesMissing(two, [{ kind: 'words', words: { en: words('You?', []) } }]),
      ['cy'],
    )
    assert.deepEqual(aboutProblems('choice', words('Age?', ['a', 'A']), {}, null), [
      'about-repeated-options',
    ])
    assert.deepEqual(aboutProblems('choices', words('', ['a', 'b']), {}, ['x']), [
      'about-no-label',
      'about-categories-differ',
    ])
    assert.deepEqual(optionsIn(' a \n\n b  c '), ['a', 'b c'])
  })
})

describe('the days of a round', () => {
  test('begin and end on the wall’s clock, summer and winter', () => {
    assert.equal(startOfDay('2026-03-29').toISOString(), '2026-03-29T00:00:00.000Z')
    assert.equal(endOfDay('2026-03-29').toISOString(), '2026-03-29T22:59:00.000Z')
    assert.equal(startOfDay('2026-10-25').toISOString(), '2026-10-24T23:00:00.000Z')
    assert.equal(endOfDay('2026-10-25').toISOString(), '2026-10-25T23:59:00.000Z')
    assert.equal(startOfDay('2026-07-01').toISOString(), '2026-06-30T23:00:00.000Z')
  })

  test('come back as they were typed, and every day lies whole between its ends', () => {
    fc.assert(
      fc.property(moment, (any) => {
        const day = dayOf(any)
        assert.ok(startOfDay(day) <= any && any.getTime() < endOfDay(day).getTime() + 60_000)
        assert.equal(dayOf(startOfDay(day)), day)
        assert.equal(dayOf(endOfDay(day)), day)
        const typed = typedDay(endOfDay(day))
        assert.equal(readDay(typed.day, typed.month, typed.year), day)
      }),
    )
  })

  test('are read without trouble or refused by the field that is wrong', () => {
    const box = fc.oneof(
      fc.nat(40).map(String),
      fc.constantFrom('', ' ', '2026', '2027', 'x', '-1', '1e3'),
    )
    const typed = fc.record({ day: box, month: box, year: box })
    fc.assert(
      fc.property(typed, typed, moment, (opens, closes, now) => {
        const { dates, problems } = readDates(opens, closes, now)
        if (Object.keys(problems).length > 0) return
        if (dates.closesAt) {
          assert.ok(dates.closesAt.getTime() + 60_000 > now.getTime())
          if (dates.opensAt) assert.ok(dates.closesAt > dates.opensAt)
        }
      }),
    )
    assert.equal(readDay('29', '2', '2027'), undefined)
    assert.equal(readDay('29', '2', '2028'), '2028-02-29')
    assert.equal(readDay('1e1', '1', '2028'), undefined)
  })
})

describe('statements', () => {
  test('are one a line, without bullets, numbers, empty lines and repeats', () => {
    assert.deepEqual(statementsIn('1. One\n\n - Two  words\n• One\n20 buses an hour\n3) Three'), [
      'One',
      'Two words',
      '20 buses an hour',
      'Three',
    ])
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        const found = statementsIn(lines.join('\n'))
        assert.equal(new Set(found.map((each) => each.toLowerCase())).size, found.length)
        assert.ok(found.every((each) => each !== '' && each === tidyStatement(each)))
      }),
    )
  })

  test('of participants are never more public than moderation and the spotter allow', () => {
    for (const moderation of ['before', 'after'] as const)
      for (const spotted of ['waiting', 'held', 'published', 'removed'] as const) {
        const status = arrivingStatus(moderation, 'participant', spotted)
        assert.equal(status === 'published', moderation === 'after' && spotted === 'published')
        if (spotted !== 'published') assert.equal(status, spotted)
      }
    assert.equal(arrivingStatus('before', 'starting'), 'published')
  })

  test('get advice where they are hard to answer fairly, and none where they are plain', () => {
    const plain = [
      'The last bus is at six. After that we are on our own.',
      'There is nowhere warm to sit with other people for free.',
      'Children and young people need more than one place to play.',
      'I know who to ask when something needs mending.',
    ]
    for (const text of plain) assert.deepEqual(adviceOn(text, 'en'), [], text)
    const hard: [string, string, string][] = [
      ['We need more evening buses and better street lighting.', 'en', 'double'],
      ['The park should stay open; the gates should be mended.', 'en', 'double'],
      ['The council has obviously given up on us.', 'en', 'loaded'],
      ['Should the park stay open?', 'en', 'question'],
      ['Nobody here is ever asked.', 'en', 'absolute'],
      ['We should not stop asking people who do not come.', 'en', 'negative'],
      ['Stakeholders need better pathways.', 'en', 'jargon'],
      [Array.from({ length: 26 }, () => 'bus').join(' '), 'en', 'long'],
      ['Mae angen mwy o fysiau ond hefyd goleuadau gwell ar y stryd.', 'cy', 'double'],
      ['ہمیں شام کی مزید بسیں چاہییں اور گلیوں میں بہتر روشنی چاہیے۔', 'ur', 'double'],
      ['کیا پارک کھلا رہے؟', 'ur', 'question'],
    ]
    for (const [text, language, advice] of hard)
      assert.ok((adviceOn(text, language) as string[]).includes(advice), `${advice}: ${text}`)
    assert.deepEqual(adviceOn('Quelque chose, et autre chose encore', 'fr'), [])
  })
})
