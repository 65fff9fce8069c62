import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { inLanguage, localPath } from './local-path.ts'

describe('where to go next', () => {
  test('a path on this site is kept', () => {
    for (const path of [
      '/',
      '/in/harrow-lane',
      '/rounds?page=2&lang=cy',
      '/you#passkeys',
      '/a%20b',
    ])
      assert.equal(localPath(path, '/home'), path)
  })

  test('anything else is the fallback', () => {
    const refused = [
      undefined,
      null,
      7,
      '',
      'you',
      'https://elsewhere.example/',
      '//elsewhere.example/',
      '/\\elsewhere.example/',
      '\\\\elsewhere.example/',
      '/\t/elsewhere.example/',
      '/\n/elsewhere.example/',
      ' //elsewhere.example/',
      '/.//elsewhere.example/',
      '/a/..//elsewhere.example/',
      'javascript:alert(1)',
      '/sign-in',
      '/sign-in/code?to=/',
      '/sign-out',
    ]
    for (const path of refused) assert.equal(localPath(path, '/home'), '/home', String(path))
  })

  test('whatever is given, a browser stays on this site', () => {
    const parts = fc.constantFrom('/', '\\', '.', '..', '@', ':', 'x', '%2f', '\t', '?', '#', ' ')
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (made) => {
        const next = localPath(made.join(''), '/')
        assert.equal(new URL(next, 'https://ours.example').origin, 'https://ours.example')
      }),
    )
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true }), fc.string(), (url, text) => {
        for (const given of [url, text, `/${text}`, `/${url}`]) {
          const next = localPath(given, '/')
          assert.equal(new URL(next, 'https://ours.example').origin, 'https://ours.example')
        }
      }),
    )
  })

  test('a language is added beside what is asked already', () => {
    assert.equal(inLanguage('/a?b=1#c', 'cy'), '/a?b=1&lang=cy#c')
    assert.equal(inLanguage('/a?lang=en', 'ur'), '/a?lang=ur')
  })
})
