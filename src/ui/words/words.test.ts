import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from '../html.ts'
import { words } from './words.ts'

const english = words('en')
const welsh = words('cy')
const urdu = words('ur')

test('a message is said with its values', () => {
  assert.equal(english.t('ui.page', { number: '3' }), 'Page 3')
  assert.equal(welsh.t('ui.page', { number: '3' }), 'Tudalen 3')
})

test('a key that does not exist is refused', () => {
  assert.throws(() => english.t('ui.no-such-key' as 'ui.page'), /No words for ui\.no-such-key/)
})

test('a message without its values is refused, not printed with a hole', () => {
  assert.throws(() => english.t('ui.page'))
})

test('Welsh counts people in its own five ways', () => {
  const said = [1, 2, 3, 6, 10].map((count) =>
    String(welsh.th('ui.pattern.responded', { count, b: (chunk) => html`${chunk}` })),
  )
  assert.deepEqual(said, [
    'Ymatebodd 1 person',
    'Ymatebodd 2 berson',
    'Ymatebodd 3 pherson',
    'Ymatebodd 6 o bobl',
    'Ymatebodd 10 o bobl',
  ])
})

test('what a person wrote cannot become markup', () => {
  const said = english.th('ui.keyset.count', { shown: 1, total: 2 })
  assert.equal(String(said), 'Showing 1 of 2')
  const rich = english.th('ui.shares.agree', { agree: '<script>' })
  assert.equal(String(rich), '&lt;script&gt; agree')
  const tagged = english.th('ui.next', { hidden: (chunk) => html`<i>${chunk}</i>` })
  assert.equal(String(tagged), 'Next<i> page</i>')
})

test('a message with tags is not said as plain text', () => {
  assert.throws(() => english.t('ui.next'))
})

test('dates, times, numbers and money are said in each language', () => {
  assert.equal(english.date('2026-03-12'), '12 March 2026')
  assert.equal(welsh.date('2026-03-12', 'weekday'), 'Dydd Iau, 12 Mawrth 2026')
  assert.match(urdu.date('2026-03-12'), /مارچ/)
  assert.equal(english.money(1840000), '£18,400')
  assert.equal(english.money(1050), '£10.50')
  assert.equal(english.money(-5), '-£0.05')
  assert.equal(english.money(100, 'EUR'), '€1')
  assert.equal(english.percent(0.913), '91%')
  assert.equal(english.number(1234.567), '1,234.57')
})

test('a moment is told by the clock on the neighbourhood’s wall, summer and winter', () => {
  assert.equal(english.time('2026-01-12T18:05:00Z'), '18:05')
  assert.equal(english.time('2026-07-12T18:05:00Z'), '19:05')
  // Late on a summer evening in UTC is already tomorrow on the wall.
  assert.equal(english.date(new Date('2026-07-12T23:30:00Z')), '13 July 2026')
  assert.equal(english.date('2026-07-12'), '12 July 2026')
})

test('lists end with the right small word', () => {
  assert.equal(english.list(['a', 'b', 'c']), 'a, b and c')
  assert.equal(welsh.list(['coed', 'afonydd']), 'coed ac afonydd')
  assert.equal(welsh.list(['afonydd', 'coed']), 'afonydd a coed')
  assert.equal(welsh.list(['un']), 'un')
  assert.equal(welsh.list([]), '')
})

test('a language knows which prefixes it says in full', () => {
  assert.equal(english.complete('ui', 'app'), true)
  assert.equal(welsh.complete('ui'), true)
  assert.equal(urdu.complete('ui.site'), true)
})
