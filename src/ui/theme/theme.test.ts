import assert from 'node:assert/strict'
import { test } from 'node:test'
import { colours } from './colours.ts'
import { committed, compile, sheets } from './compile.ts'
import { logical } from './logical.ts'

for (const sheet of sheets) {
  const css = compile(sheet)

  test(`${sheet}.css is what its source compiles to: npm run theme`, () => {
    assert.ok(committed(sheet) === css, `${sheet}.css is out of date: run npm run theme`)
  })

  test(`${sheet}.css knows no left or right, so it serves both directions of writing`, () => {
    const sides =
      css.match(/[{;](?:left|right|[a-z-]+-(?:left|right)(?:-[a-z]+)?|text-align):[^;}]+/g) ?? []
    const physical = sides.filter((side) => !/text-align:(start|end|center|inherit)/.test(side))
    // Two borders that make an arrow are turned round by hand in _direction.scss.
    assert.deepEqual(physical, [])
  })

  test(`${sheet}.css holds no one else’s typeface, crown or colour`, () => {
    assert.doesNotMatch(css, /GDS Transport|crown|url\(['"]?https?:|@import/)
    const outside = css.replace(/--[\w-]+:[^;}]+/g, '').match(/#[0-9a-f]{3,8}\b/gi) ?? []
    // Codes for cameras are black on white in every theme.
    assert.deepEqual([...new Set(outside)].sort(), ['#000', '#fff'])
  })
}

for (const sheet of sheets) {
  test(`${sheet}.css uses no token that it does not define`, () => {
    const css = committed(sheet)
    const defined = new Set([...css.matchAll(/[{;](--[\w-]+):/g)].map(([, name]) => name))
    const used = [...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name)
    assert.deepEqual([...new Set(used.filter((name) => !defined.has(name)))], [])
  })
}

test('the resident’s stylesheet stays light', () => {
  assert.ok(committed('resident').length < 46_000, `${committed('resident').length} bytes`)
})

test('each pair of words and ground that is read has the contrast WCAG asks', () => {
  const css = committed('theme')
  for (const { name, tokens } of palettes(css)) {
    for (const ground of ['paper', 'card', 'wash']) {
      for (const ink of ['ink', 'soft', 'link', 'thread', 'error', 'kept', 'partly', 'visited']) {
        const ratio = contrast(tokens[ink]!, tokens[ground]!)
        assert.ok(ratio >= 4.5, `${name}: ${ink} on ${ground} is ${ratio.toFixed(2)}`)
      }
      for (const shape of [
        'g-a',
        'g-b',
        'g-c',
        'g-d',
        'g-e',
        'g-f',
        'g-g',
        'g-h',
        'agree',
        'disagree',
      ]) {
        const ratio = contrast(tokens[shape]!, tokens[ground]!)
        assert.ok(ratio >= 3, `${name}: ${shape} on ${ground} is ${ratio.toFixed(2)}`)
      }
    }
    assert.ok(contrast(tokens['on-action']!, tokens['action']!) >= 4.5, `${name}: button`)
    assert.ok(contrast(tokens['on-action']!, tokens['kept']!) >= 4.5, `${name}: panel`)
    assert.ok(contrast(tokens['on-action']!, tokens['error']!) >= 4.5, `${name}: warning`)
    assert.ok(contrast(tokens['focus-ink']!, tokens['focus']!) >= 4.5, `${name}: focus`)
  }
})

test('logical sides', () => {
  assert.deepEqual(logical('margin-left', '1px'), [['margin-inline-start', '1px']])
  assert.deepEqual(logical('float', 'right'), [
    ['float', 'right'],
    ['float', 'inline-end'],
  ])
  assert.deepEqual(logical('padding', '1px 2px 3px 0'), [
    ['padding-block', '1px 3px'],
    ['padding-inline', '0 2px'],
  ])
  assert.deepEqual(logical('padding', 'max(1px, 2px) 3px'), [['padding', 'max(1px, 2px) 3px']])
  assert.deepEqual(logical('text-align', 'left'), [['text-align', 'start']])
})

test('a colour that is no token of ours is refused', () => {
  assert.equal(colours('color', 'var(--govuk-error-colour, #ca3535)'), 'var(--error)')
  assert.equal(colours('color', '#ffffff'), 'var(--on-action)')
  assert.equal(colours('background-color', '#ffffff'), 'var(--card)')
  assert.throws(() => colours('color', '#123456'), /no token of ours/)
  assert.throws(() => colours('color', 'var(--govuk-mood-colour, #ca3535)'), /No token/)
})

type Palette = { name: string; tokens: Record<string, string> }

/** Light, dark, and the two of high contrast, each over the one it changes. */
function palettes(css: string): Palette[] {
  const read = (block: string) =>
    Object.fromEntries(
      [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6})\b/gi)].map(([, name, value]) => [
        name!,
        value!,
      ]),
    )
  const blocks = [...css.matchAll(/\[data-theme=(dark|contrast)\]:root\{([^}]*--paper[^}]*)\}/g)]
  const light = read(/:root\{(color-scheme:light[^}]*)\}/.exec(css)![1]!)
  const dark = { ...light, ...read(blocks.find(([, name]) => name === 'dark')![2]!) }
  const [contrastLight, contrastDark] = blocks.filter(([, name]) => name === 'contrast')
  return [
    { name: 'light', tokens: light },
    { name: 'dark', tokens: dark },
    { name: 'contrast', tokens: { ...light, ...read(contrastLight![2]!) } },
    { name: 'contrast, dark', tokens: { ...dark, ...read(contrastDark![2]!) } },
  ]
}

// WCAG 2.2, relative luminance and contrast ratio.
function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high! + 0.05) / (low! + 0.05)
}

function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, (digit) => digit + digit) : hex
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(full.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
