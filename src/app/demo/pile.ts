import { createHash } from 'node:crypto'
import { emptyMark, readMark, type Mark } from '../../modules/listening/keying.ts'
import type { System } from '../../platform/system.ts'
import type { DemoSheet } from './conversation.ts'

// Of the characters of a code, sixteen.
const characters = '23456789CDFGHJKM'

/**
 * The serial on a made-up sheet. It is worked out from the installation's secret, so that it stands on
 * the made-up paper whenever somebody looks at it and, as with real paper, nowhere in the database.
 */
export function serialOf(system: System, round: string, sheet: number): string {
  const signed = system.sign('demonstration-sheet', `${round} ${sheet}`)
  const drawn = createHash('sha256').update(signed).digest().subarray(0, 8)
  const serial = [...drawn].map((byte) => characters[byte % characters.length]).join('')
  return `${serial.slice(0, 4)}-${serial.slice(4)}`
}

/** What is ticked on a made-up sheet, or what its first keyer made of it. */
export function marksOn(
  sheet: DemoSheet,
  statements: readonly string[],
  keyedAs: 'first' | 'second',
): Map<string, Mark> {
  const keys = sheet.marks.split(' ')
  return new Map(
    statements.map((statement, index) => {
      const key = (keyedAs === 'first' ? sheet.slips?.[index] : undefined) ?? keys[index] ?? ''
      return [statement, readMark(key) ?? emptyMark]
    }),
  )
}
