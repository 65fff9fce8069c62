import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { coverageOf, doublesIn, gapsIn, type Activity } from './activity.ts'
import { layOut } from './diagram.ts'
import { linesOf, widthOf } from './diagram-text.ts'
import {
  allOf,
  deepest,
  heightOf,
  kindUnder,
  movedAmong,
  pathTo,
  placesFor,
  treeOf,
  whyNotUnder,
  type Driver,
} from './driver.ts'

const at = new Date('2026-03-02T12:00:00Z')
const driver = (id: string, parent: string | null, more: Partial<Driver> = {}): Driver => ({
  id,
  priority: 'p',
  parent,
  kind: parent === null ? 'primary' : 'secondary',
  text: id,
  position: 1,
  addedAt: at,
  removedAt: null,
  ...more,
})

test('two drivers given the same place by two people stand in the order they were added', () => {
  const later = new Date(at.getTime() + 1)
  const tree = treeOf([
    driver('b', null, { addedAt: later }),
    driver('a', null),
    driver('c', null, { position: 0 }),
  ])
  assert.deepEqual(
    tree.map((each) => each.id),
    ['c', 'a', 'b'],
  )
})

test('what hangs from something removed is not drawn', () => {
  const tree = treeOf([driver('a', null, { removedAt: at }), driver('b', 'a'), driver('c', null)])
  assert.deepEqual(
    allOf(tree).map((each) => each.id),
    ['c'],
  )
})

test('where something may hang', () => {
  const tree = treeOf([
    driver('a', null),
    driver('b', 'a'),
    driver('i', 'b', { kind: 'change-idea' }),
    driver('c', null),
  ])
  assert.equal(whyNotUnder(null, 'change-idea', 1), 'idea-at-top')
  assert.equal(whyNotUnder({ kind: 'change-idea', depth: 2 }, 'secondary', 1), 'under-idea')
  assert.equal(whyNotUnder({ kind: 'secondary', depth: deepest }, 'secondary', 1), 'too-deep')
  assert.equal(whyNotUnder({ kind: 'secondary', depth: deepest - 1 }, 'secondary', 1), undefined)
  // Not under itself, what hangs from it, an idea, or where it is already.
  assert.deepEqual(
    placesFor(tree, 'b').map((each) => each?.id ?? null),
    [null, 'c'],
  )
  assert.deepEqual(
    placesFor(tree, 'i').map((each) => each?.id ?? null),
    ['a', 'c'],
  )
  assert.equal(kindUnder('secondary', null), 'primary')
  assert.equal(kindUnder('primary', 'a'), 'secondary')
  assert.equal(heightOf(tree[0]!), 3)
  assert.deepEqual(movedAmong(['a', 'b', 'c'], 'c', -1), ['a', 'c', 'b'])
  assert.deepEqual(movedAmong(['a', 'b', 'c'], 'a', -1), ['a', 'b', 'c'])
})

test('gaps are named once, nearest the priority; doubles count people and not what they do', () => {
  const tree = treeOf([
    driver('a', null),
    driver('b', 'a'),
    driver('c', 'a'),
    driver('d', null),
    driver('e', 'd'),
    driver('i', 'e', { kind: 'change-idea' }),
  ])
  const does = (
    id: string,
    who: string,
    drivers: string[],
    more: Partial<Activity> = {},
  ): Activity => ({
    id,
    partnership: 'q',
    title: id,
    organisation: null,
    who,
    what: '',
    language: 'en',
    addedAt: at,
    endedAt: null,
    drivers,
    ...more,
  })
  const coverage = coverageOf(tree, [
    does('1', 'Neighbours in Mill Street', ['b']),
    does('2', ' neighbours  in mill street', ['b']),
    does('3', 'The Lantern', ['b'], { endedAt: at }),
  ])
  assert.deepEqual(
    gapsIn(tree, coverage).map((each) => [each.driver.id, each.below]),
    [
      ['c', 0],
      ['d', 1],
    ],
  )
  assert.deepEqual(doublesIn(tree, coverage), [])
  const more = coverageOf(tree, [
    does('1', 'Us', ['b']),
    does('2', '', ['b'], { organisation: 'o' }),
  ])
  assert.deepEqual(
    doublesIn(tree, more).map((each) => each.id),
    ['b'],
  )
})

test('no line is wider than its room, and no letter is lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 120 }),
      fc.integer({ min: 4, max: 15 }),
      (text, width) => {
        const lines = linesOf(text, width)
        for (const line of lines)
          if ([...new Intl.Segmenter('en').segment(line)].length > 1)
            assert.ok(widthOf(line) <= width)
        assert.equal(lines.join('').replace(/\s/gu, ''), text.replace(/\s/gu, ''))
      },
    ),
  )
})

test('no two boxes of a drawing lie on one another, and each stands right of what it hangs from', () => {
  const words = fc.string({
    unit: fc.constantFrom('a', 'w', ' ', 'é', 'ک'),
    minLength: 1,
    maxLength: 200,
  })
  fc.assert(
    fc.property(
      fc.array(fc.record({ up: fc.nat(), text: words, idea: fc.boolean() }), { maxLength: 40 }),
      (given) => {
        const drivers: Driver[] = []
        for (const [index, { up, text, idea }] of given.entries()) {
          const parent =
            drivers.length === 0 ? null : [null, ...drivers][up % (drivers.length + 1)]!
          const under = parent === null ? null : pathTo(treeOf(drivers), parent.id).at(-1)!
          const kind = kindUnder(idea ? 'change-idea' : 'secondary', parent?.id ?? null)
          if (whyNotUnder(under, kind, 1) !== undefined) continue
          drivers.push(driver(`d${index}`, parent?.id ?? null, { kind, text, position: index }))
        }
        const { boxes, lines, width, height } = layOut({
          priority: 'What matters',
          tree: treeOf(drivers),
          leading: 1.35,
          noteLeading: 1.35,
          headings: { priority: 'a', primary: 'b', secondary: 'c', 'change-idea': 'd' },
        })
        assert.equal(boxes.length, drivers.length + 1)
        for (const [index, one] of boxes.entries()) {
          assert.ok(
            one.x >= 0 && one.x + one.width <= width + 1e-9 && one.y + one.height <= height + 1e-9,
          )
          for (const other of boxes.slice(index + 1))
            assert.ok(
              one.x + one.width <= other.x ||
                other.x + other.width <= one.x ||
                one.y + one.height <= other.y + 1e-9 ||
                other.y + other.height <= one.y + 1e-9,
            )
        }
        for (const { from, to } of lines) assert.ok(to.x > from.x)
      },
    ),
  )
})
