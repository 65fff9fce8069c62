import { randomBytes, randomUUID } from 'node:crypto'

let lastMillisecond = 0
let counter = 0

/**
 * A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then a 12-bit counter that keeps ids
 * made in the same millisecond in order (section 6.2, method 1), then 62 random bits.
 */
export function newId(now: Date = new Date()): string {
  let millisecond = Math.max(now.getTime(), lastMillisecond)
  const bytes = randomBytes(16)
  if (millisecond === lastMillisecond) {
    counter += 1
    if (counter > 0xfff) {
      millisecond += 1
      counter = 0
    }
  } else {
    counter = bytes.readUInt16BE(6) & 0x7ff
  }
  lastMillisecond = millisecond
  bytes.writeUIntBE(millisecond, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/**
 * An id that says nothing of when it was made (UUID version 4): for what people say without giving
 * their name, because whoever saw them say it would know it again by its time.
 */
export function newTimelessId(): string {
  return randomUUID()
}

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function isId(text: unknown): text is string {
  return typeof text === 'string' && shape.test(text)
}

// No vowels (no accidental words), no characters that look alike on paper or sound alike by phone.
const codeAlphabet = '23456789CDFGHJKMPRTWXY'

/**
 * A code that people read aloud and copy from paper, in groups of four: `7KXD-M4PT-92GW`.
 * 22 characters to the power of twelve is about 53 bits; every use of one is rate limited.
 */
export function newCode(groups = 3): string {
  const wanted = groups * 4
  let code = ''
  while (code.length < wanted) {
    for (const byte of randomBytes(wanted * 2)) {
      // Reject the tail so that each character is equally likely.
      if (byte < 242 && code.length < wanted) code += codeAlphabet[byte % 22]
    }
  }
  return code.match(/.{4}/g)!.join('-')
}

/** What a person typed, as the code it stands for: case, spaces and dashes do not matter. */
export function readCode(typed: string): string {
  const bare = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return (bare.match(/.{1,4}/g) ?? []).join('-')
}
