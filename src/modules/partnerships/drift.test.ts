import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { textOfFile } from './drift-document.ts'
import { commonTerms } from './drift-list.ts'
import { mutated, readForDrift, termsFor } from './drift.ts'

const found = (text: string, language: 'en' | 'cy' = 'en') =>
  readForDrift(text, commonTerms[language], language).map(({ sentence }) => sentence.found)

test('the lists hold more than forty terms each, every one explained, with something plainer', () => {
  for (const [language, terms] of Object.entries(commonTerms)) {
    assert.ok(terms.length >= 40, `${language}: ${terms.length}`)
    for (const { term, why, instead } of terms) {
      assert.ok(why.length > 20, `${language} ${term} says why`)
      assert.ok(instead.length > 1, `${language} ${term} offers something`)
    }
    const names = terms.map(({ term }) => term)
    assert.equal(new Set(names).size, names.length, `${language} has no term twice`)
  }
})

test('every term of the lists, and every form of it, is found in a sentence', () => {
  for (const [language, terms] of Object.entries(commonTerms) as [
    'en' | 'cy',
    typeof commonTerms.en,
  ][])
    for (const { term, forms } of terms)
      for (const form of [term, ...forms]) {
        const text = `Before it (${form}) and after.`
        assert.deepEqual(found(text, language), [form], `${language} ${form}`)
      }
})

test('whole words only, in any case, one or many, with a hyphen or a space', () => {
  assert.deepEqual(found('Service Users, the service user’s view, SERVICE-USERS.'), [
    'Service Users',
    'service user’s',
    'SERVICE-USERS',
  ])
  assert.deepEqual(found('They waited patiently; her patience, a clientele, an impatient cat.'), [])
  assert.deepEqual(found('Beneficiaries and a beneficiary; hard to reach, hard-to-reach.'), [
    'Beneficiaries',
    'beneficiary',
    'hard to reach',
    'hard-to-reach',
  ])
  assert.deepEqual(found('service\n users across a line'), ['service\n users'])
})

test('of terms that overlap the longer is meant', () => {
  assert.deepEqual(found('Report on each key performance indicator.'), [
    'key performance indicator',
  ])
  assert.deepEqual(found('our target groups and targets'), ['target groups', 'targets'])
  assert.deepEqual(found('a delivery plan to deliver'), ['delivery plan', 'deliver'])
})

test('the name of a street or a house is no term', () => {
  assert.deepEqual(found('We meet at 4 Target Road, by Client House.'), [])
  assert.deepEqual(found('The target road was closed.'), ['target'])
  assert.deepEqual(found('Cyfarfod yn Stryd Targed.', 'cy'), [])
})

test('Welsh words are known as they stand after other words', () => {
  assert.deepEqual(mutated('targed'), ['targed', 'darged', 'nharged', 'tharged'])
  assert.deepEqual(mutated('grŵp'), ['grŵp', 'rŵp', 'ngrŵp'])
  assert.deepEqual(mutated('llwyth'), ['llwyth', 'lwyth'])
  assert.deepEqual(mutated('chwarter'), ['chwarter'])
  assert.deepEqual(mutated('allbwn'), ['allbwn', 'hallbwn'])
  assert.deepEqual(
    found(
      'Eu dargedau, fy nghleifion, ein hallbynnau, dau ddarparwr, y ddefnyddiwr gwasanaeth.',
      'cy',
    ),
    ['dargedau', 'nghleifion', 'hallbynnau', 'ddarparwr', 'ddefnyddiwr gwasanaeth'],
  )
  assert.deepEqual(found('Mae’r cymdogion yn cwrdd bob wythnos.', 'cy'), [])
})

test('a finding stands in its own sentence', () => {
  const [finding] = readForDrift(
    'We met twice. The group must hit its targets by May. Then we rest.',
    commonTerms.en,
    'en',
  )
  assert.deepEqual(finding?.sentence, {
    before: 'The group must hit its ',
    found: 'targets',
    after: ' by May.',
  })
})

test('a partnership leaves terms out, says them otherwise and adds its own', () => {
  const own = [
    { id: '1', language: 'en', term: 'Target', why: '', instead: '', lookedFor: false },
    { id: '2', language: 'en', term: 'client', why: 'Ours.', instead: 'friend', lookedFor: true },
    {
      id: '3',
      language: 'en',
      term: 'synergy',
      why: 'Says nothing.',
      instead: 'help',
      lookedFor: true,
    },
  ]
  const all = readForDrift(
    'A client hit the target with synergies.',
    termsFor(commonTerms.en, own),
    'en',
  )
  assert.deepEqual(
    all.map(({ term, instead }) => [term, instead]),
    [
      ['client', 'friend'],
      ['synergy', 'help'],
    ],
  )
})

test('what somebody types as a term is taken as words, never as a pattern', () => {
  const term = { term: 'a.c (b', forms: [], why: 'w', instead: 'i' }
  assert.deepEqual(
    readForDrift('abc b and a.c (b too', [term], 'en').map((each) => each.start),
    [10],
  )
})

test('a Word document is read by its paragraphs, without what was struck out', () => {
  const xml = `<?xml version="1.0"?><w:document xmlns:w="x"><w:body><w:p><w:r><w:t xml:space="preserve">Each service </w:t></w:r><w:r><w:t>user &amp; patient</w:t></w:r><w:del><w:r><w:delText>client</w:delText></w:r></w:del></w:p><w:p><w:r><w:t>Caf&#233;</w:t><w:tab/><w:t>two</w:t></w:r></w:p></w:body></w:document>`
  const file = zipSync({ 'word/document.xml': strToU8(xml), 'other.bin': new Uint8Array(10) })
  assert.equal(textOfFile(file), 'Each service user & patient\nCafé\ttwo')
  assert.equal(textOfFile(strToU8('Plain — text')), 'Plain — text')
  assert.equal(textOfFile(new Uint8Array([0x43, 0x61, 0x66, 0xe9])), 'Café')
  assert.equal(textOfFile(new Uint8Array([0x25, 0, 1, 2])), undefined)
  assert.equal(textOfFile(zipSync({ 'a.txt': strToU8('x') })), undefined)
  assert.equal(textOfFile(new Uint8Array([0x50, 0x4b, 3, 4, 9, 9])), undefined)
})
