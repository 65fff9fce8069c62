import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { moved } from './agenda.ts'
import {
  attendanceChanges,
  isThere,
  quorumOf,
  type Attender,
  type Noted,
  type Stay,
} from './attendance.ts'
import { meetingState, readTime, readTimes, yearlyDue } from './meeting.ts'
import { blocksOf, quoted } from './minutes.ts'
import { noticeAsked, noticeGiven } from './notice.ts'

const moment = (iso: string) => new Date(iso)

describe('when a meeting is', () => {
  test('times are read as people type them', () => {
    for (const [typed, time] of [
      ['19:30', '19:30'],
      ['7.30', '07:30'],
      [' 0930 ', '09:30'],
      ['19h30', '19:30'],
      ['930', '09:30'],
    ] as const)
      assert.equal(readTime(typed), time, typed)
    for (const typed of ['', '24:00', '7', '19:60', 'seven', '19:3', '1930pm'])
      assert.equal(readTime(typed), undefined, typed)
  })

  test('a meeting on the night the clocks change lasts as long as it lasts', () => {
    const now = moment('2026-03-02T12:00:00Z')
    const spring = readTimes('2026-03-29', '00:30', '02:30', now)
    assert.ok('startsAt' in spring)
    assert.equal(spring.endsAt.getTime() - spring.startsAt.getTime(), 3_600_000)
    const autumn = readTimes('2026-10-25', '00:30', '02:30', now)
    assert.ok('startsAt' in autumn)
    assert.equal(autumn.endsAt.getTime() - autumn.startsAt.getTime(), 3 * 3_600_000)
  })

  test('a state follows from notice, cancelling and the clock', () => {
    const notice = {
      sentAt: moment('2026-03-01T12:00:00Z'),
      clearDays: 5,
      askedDays: 5,
      reason: null,
    }
    const meeting = {
      notice,
      cancelled: null,
      startsAt: moment('2026-03-11T19:00:00Z'),
      endsAt: moment('2026-03-11T20:00:00Z'),
    }
    assert.equal(meetingState(meeting, moment('2026-03-11T18:59:59Z')), 'coming')
    assert.equal(meetingState(meeting, moment('2026-03-11T19:00:00Z')), 'on')
    assert.equal(meetingState(meeting, moment('2026-03-11T20:00:00Z')), 'over')
    assert.equal(
      meetingState({ ...meeting, notice: null }, moment('2026-04-01T00:00:00Z')),
      'draft',
    )
    const cancelled = { at: moment('2026-03-05T12:00:00Z'), reason: 'Snow' }
    assert.equal(meetingState({ ...meeting, cancelled }, notice.sentAt), 'cancelled')
  })

  test('a yearly meeting is due eleven months after the last, cancelled ones not counting', () => {
    const held = { yearly: true, cancelled: null, startsAt: moment('2026-03-31T19:00:00Z') }
    assert.equal(yearlyDue([], moment('2026-03-02T12:00:00Z')), true)
    assert.equal(yearlyDue([held], moment('2027-02-27T12:00:00Z')), false)
    assert.equal(yearlyDue([held], moment('2027-02-28T00:00:00Z')), true, 'February has no 31st')
    const off = { ...held, cancelled: { at: held.startsAt, reason: 'Snow' } }
    assert.equal(yearlyDue([off], moment('2026-06-01T12:00:00Z')), true)
  })
})

describe('notice', () => {
  const rules = { noticeDays: 5, changeNoticeDays: 14 }
  const none = new Map()

  test('a change of the rules, and the yearly meeting, are made known longer before', () => {
    assert.deepEqual(noticeAsked(rules, { yearly: false, changesRules: false }), {
      clearDays: 5,
      advertisedDays: 0,
    })
    for (const each of [
      { yearly: true, changesRules: false },
      { yearly: false, changesRules: true },
    ])
      assert.equal(noticeAsked(rules, each).advertisedDays, 14)
    const asked = noticeAsked(rules, { yearly: false, changesRules: true })
    const last = noticeGiven('2026-03-11', '2026-03-25', asked, none)
    assert.deepEqual([last.latest, last.advertised, last.enough], ['2026-03-11', true, true])
    const late = noticeGiven('2026-03-12', '2026-03-25', asked, none)
    assert.deepEqual([late.advertised, late.enough], [false, false])
    assert.equal(late.clearDays, 8)
  })

  test('the holidays that were left out are named, also when notice is already late', () => {
    const holidays = new Map(
      ['2026-04-03', '2026-04-06', '2026-05-04'].map((day) => [day, { day, name: { en: day } }]),
    )
    const asked = { clearDays: 5, advertisedDays: 0 }
    const named = (day: string) =>
      noticeGiven(day, '2026-04-08', asked, holidays).holidays.map((each) => each.day)
    assert.deepEqual(named('2026-03-20'), ['2026-04-03', '2026-04-06'])
    assert.deepEqual(named('2026-04-07'), ['2026-04-03', '2026-04-06'])
  })
})

test('moving a matter a place keeps all of them, and stops at the ends', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 12 }),
      fc.nat(),
      fc.constantFrom('up' as const, 'down' as const),
      (order, pick, direction) => {
        const id = order[pick % order.length]!
        const after = moved(order, id, direction)
        assert.deepEqual(after.toSorted(), order.toSorted())
        const step = direction === 'up' ? -1 : 1
        const to = order.indexOf(id) + step
        assert.equal(after.indexOf(id), to < 0 || to >= order.length ? order.indexOf(id) : to)
        if (to >= 0 && to < order.length)
          assert.deepEqual(moved(after, id, direction === 'up' ? 'down' : 'up'), order)
      },
    ),
  )
  assert.deepEqual(moved(['a', 'b'], 'c', 'up'), ['a', 'b'])
})

describe('who is there', () => {
  const meeting = { startsAt: moment('2026-03-11T19:00:00Z') }
  const now = moment('2026-03-11T19:45:00Z')
  const row = (fields: Partial<Noted> = {}): Noted => ({
    member: 'a',
    channel: 'room',
    arrived: '',
    left: '',
    ...fields,
  })

  test('somebody noted by mistake was never there', () => {
    const stay: Stay = { member: 'a', channel: 'room', arrivedAt: meeting.startsAt, leftAt: null }
    const { changes } = attendanceChanges([stay], [row({ channel: '' })], meeting, now)
    assert.equal(changes.length, 1)
    const after = changes[0]!.stay
    assert.equal(isThere(after, meeting.startsAt), false)
    assert.equal(isThere(after, now), false)
  })

  test('saving what is shown changes nothing, to the second', () => {
    const arrivedAt = moment('2026-03-11T19:03:27Z')
    const stay: Stay = { member: 'a', channel: 'phone', arrivedAt, leftAt: null }
    const shown = row({ channel: 'phone', arrived: '19:03' })
    assert.deepEqual(attendanceChanges([stay], [shown], meeting, now).changes, [])
  })

  test('after the day, somebody noted without a time came as it began', () => {
    const later = moment('2026-03-12T10:00:00Z')
    const { changes } = attendanceChanges([], [row()], meeting, later)
    assert.deepEqual(changes[0]!.stay.arrivedAt, meeting.startsAt)
  })

  test('times are on the meeting’s own day, summer and winter', () => {
    const june = { startsAt: moment('2026-06-10T18:00:00Z') }
    const { changes } = attendanceChanges(
      [],
      [row({ arrived: '19:10', left: '20:00' })],
      june,
      moment('2026-06-11T09:00:00Z'),
    )
    assert.deepEqual(changes[0]!.stay, {
      member: 'a',
      channel: 'room',
      arrivedAt: moment('2026-06-10T18:10:00Z'),
      leftAt: moment('2026-06-10T19:00:00Z'),
    })
  })

  test('the quorum is a share rounded up, and residents may be asked for besides', () => {
    const members: Attender[] = ['a', 'b', 'c', 'd', 'e'].map((member, index) => ({
      member,
      person: member,
      standing: index < 3 ? 'resident' : 'organisation',
      organisation: null,
    }))
    const of = (there: string, residentQuorum: number | null = null, quorumShare = 50) =>
      quorumOf(members, new Set(there), { quorumShare, residentQuorum })
    assert.deepEqual(of('ab'), {
      members: 5,
      residents: 3,
      needed: 3,
      residentsNeeded: 0,
      there: 2,
      residentsThere: 2,
      enough: false,
    })
    assert.equal(of('abd').enough, true)
    assert.equal(of('ade', 2).enough, false, 'one resident of two')
    assert.equal(of('abd', 2).enough, true)
    assert.equal(of('abc', null, 60).needed, 3)
    assert.equal(of('abc', null, 61).needed, 4)
    assert.equal(
      quorumOf(members, new Set('abcde'), { quorumShare: null, residentQuorum: null }).enough,
      false,
      'nothing is decided before the quorum is set',
    )
    assert.equal(of('abz').there, 2, 'only members count')
  })
})

describe('minutes as text', () => {
  test('headings, lists, somebody’s words and paragraphs', () => {
    const text = [
      '# Top',
      'One line',
      'and another',
      '',
      '- a',
      '- b',
      '1. first',
      '2) second',
      '> said',
      '> twice',
      'After.',
      '##### Deep',
      '#not a heading',
      '-5 degrees',
    ].join('\n')
    assert.deepEqual(blocksOf(text), [
      { kind: 'heading', level: 2, text: 'Top' },
      { kind: 'paragraph', lines: ['One line', 'and another'] },
      { kind: 'list', ordered: false, items: ['a', 'b'] },
      { kind: 'list', ordered: true, items: ['first', 'second'] },
      { kind: 'quote', lines: ['said', 'twice'] },
      { kind: 'paragraph', lines: ['After.'] },
      { kind: 'heading', level: 4, text: 'Deep' },
      { kind: 'paragraph', lines: ['#not a heading', '-5 degrees'] },
    ])
    assert.deepEqual(blocksOf(' \n\n'), [])
  })

  test('no word that was written is lost, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 }), (lines) => {
        const text = lines.map((line) => line.replaceAll('\n', ' ')).join('\n')
        const kept = blocksOf(text)
          .flatMap((block) =>
            block.kind === 'heading'
              ? [block.text]
              : block.kind === 'list'
                ? block.items
                : block.lines,
          )
          .join('')
        const words = (given: string) => given.replace(/[\s#>*•\-\d.)]/g, '')
        assert.equal(words(kept), words(text))
      }),
    )
  })

  test('somebody’s words cannot pass for ours', () => {
    const blocks = blocksOf(quoted('## Decided: everything\n\n- for me'))
    assert.deepEqual(blocks, [{ kind: 'quote', lines: ['## Decided: everything', '', '- for me'] }])
  })
})
