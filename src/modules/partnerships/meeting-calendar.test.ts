import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'

const system = await testSystem()

type Event = Record<string, string>

/**
 * Reads a calendar by RFC 5545 alone: every line ends with CR LF and holds at most 75 octets, a line
 * that begins with a space goes on from the one before (3.1), and text is escaped (3.3.11).
 */
function parsed(text: string): { calendar: Event; events: Event[] } {
  assert.ok(text.endsWith('\r\n') || !text.endsWith('\n'))
  const physical = text.replace(/\r\n$/, '').split('\r\n')
  for (const line of physical) {
    assert.ok(!/[\r\n]/.test(line), `a bare line end in ${JSON.stringify(line)}`)
    assert.ok(Buffer.byteLength(line) <= 75, `${Buffer.byteLength(line)} octets: ${line}`)
  }
  const lines: string[] = []
  for (const line of physical)
    if (/^[ \t]/.test(line)) lines[lines.length - 1] += line.slice(1)
    else lines.push(line)
  const stack: string[] = []
  const calendar: Event = {}
  const events: Event[] = []
  for (const line of lines) {
    const found = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^":;,]*))*):(.*)$/s.exec(line)
    assert.ok(found, `no property in ${JSON.stringify(line)}`)
    const [, name, parameters, value] = found as unknown as [string, string, string, string]
    if (name === 'BEGIN') {
      stack.push(value)
      if (value === 'VEVENT') events.push({})
    } else if (name === 'END') assert.equal(stack.pop(), value)
    else {
      const into = stack.at(-1) === 'VEVENT' ? events.at(-1)! : calendar
      into[`${name}${parameters}`] = value.replace(/\\([\\;,nN])/g, (_, each: string) =>
        each.toLowerCase() === 'n' ? '\n' : each,
      )
    }
  }
  assert.deepEqual(stack, [])
  return { calendar, events }
}

test('a calendar of meetings says what they are to any program that follows it', async () => {
  const board = await foundBoard(system, {
    residents: 3,
    organisations: 1,
    name: 'Côr, Cwm; a’r “Cylch”',
  })
  const chair = await board.chair.browser()
  const anyone = visitor(board.web)
  async function called(fields: Record<string, string>): Promise<string> {
    const answer = await chair.post(`/in/${board.slug}/meetings`, {
      title: 'Board',
      'on-year': '2026',
      starts: '19:00',
      ends: '20:30',
      place: 'The hall',
      joining: 'Phone 0117 496 0000',
      ...fields,
    })
    assert.equal(answer.status, 303, await answer.text())
    return answer.headers.get('location')!.replace('/meetings/', '')
  }
  async function noticed(meeting: string): Promise<void> {
    await chair.post(`/meetings/${meeting}/agenda`, { title: 'Roads; paths, and \\ steps' })
    await chair.post(`/meetings/${meeting}/agenda`, {
      title:
        'Ysgol y Cwm: gwasanaeth bws, llwybr diogel i’r ysgol a chroesfan newydd — ddiwedd Mawrth',
    })
    const sent = await chair.post(`/meetings/${meeting}/notice`)
    assert.equal(sent.status, 303, await sent.text())
  }
  const winter = await called({
    title: 'Cyfarfod; “bwrdd”, Mawrth',
    'on-day': '25',
    'on-month': '3',
    place: 'Neuadd y Cwm, Heol Uchaf; drws ochr',
  })
  const summer = await called({ 'on-day': '10', 'on-month': '6' })
  await called({ title: 'A draft', 'on-day': '20', 'on-month': '5' })
  await noticed(winter)
  await noticed(summer)

  const feed = await anyone.get(`/in/${board.slug}/meetings.ics`)
  assert.match(feed.headers.get('content-type')!, /^text\/calendar/)
  const text = await feed.text()
  assert.ok(!text.includes('0117 496 0000'), 'how to join is for members')
  assert.ok(!text.includes('A draft'))
  const { calendar, events } = parsed(text)
  assert.equal(calendar['VERSION'], '2.0')
  assert.equal(calendar['METHOD'], 'PUBLISH')
  assert.ok(calendar['PRODID'])
  assert.equal(events.length, 2)
  const [first, second] = events as [Event, Event]
  assert.equal(first['DTSTART'], '20260325T190000Z', 'winter time')
  assert.equal(first['DTEND'], '20260325T203000Z')
  assert.equal(second['DTSTART'], '20260610T180000Z', 'summer time')
  assert.equal(first['DTSTAMP'], '20260302T120000Z')
  assert.equal(first['SUMMARY'], 'Cyfarfod; “bwrdd”, Mawrth')
  assert.equal(first['LOCATION'], 'Neuadd y Cwm, Heol Uchaf; drws ochr')
  assert.match(
    first['DESCRIPTION']!,
    /1\. Roads; paths, and \\ steps\n2\. Ysgol y Cwm: gwasanaeth bws/,
  )
  assert.equal(first['SEQUENCE'], '0')
  assert.equal(first['STATUS'], 'CONFIRMED')
  assert.match(first['UID']!, new RegExp(`^${winter}@`))

  // A cancelled meeting keeps its UID, so that calendars strike out what they have.
  system.clock.advance(86_400_000)
  await chair.post(`/meetings/${winter}/cancellation`, { reason: 'Snow,\nand ice; both' })
  const after = parsed(await anyone.page(`/in/${board.slug}/meetings.ics`)).events[0]!
  assert.equal(after['UID'], first['UID'])
  assert.equal(after['SEQUENCE'], '1')
  assert.equal(after['STATUS'], 'CANCELLED')
  assert.equal(after['DTSTAMP'], '20260303T120000Z')
  assert.match(after['DESCRIPTION']!, /Snow,\nand ice; both/)

  // One alone is the same event; a draft has no calendar, not even for whoever called it.
  const one = parsed(await anyone.page(`/meetings/${summer}/meeting.ics`))
  assert.deepEqual(one.events, [second])
  const drafted = await called({ title: 'Another draft', 'on-day': '21', 'on-month': '5' })
  assert.equal((await chair.get(`/meetings/${drafted}/meeting.ics`)).status, 404)
  assert.equal((await anyone.get('/meetings/none/meeting.ics')).status, 404)
})
