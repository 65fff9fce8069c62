import type { Channel } from './participant.ts'

/**
 * One person's go at a round on one device. The code is theirs alone: it stands in a signed cookie
 * (and on their own paper), never in the database. At a table the device belongs to someone else.
 */
export type Turn = { code: string; channel: Extract<Channel, 'screen' | 'table'> }

const personal = /^[0-9A-Z]{4}(-[0-9A-Z]{1,4}){1,4}$/

/** Whether this could be a code on someone's paper or screen. */
export function isPersonalCode(code: string): boolean {
  return personal.test(code)
}

export function writeTurn({ code, channel }: Turn): string {
  return channel === 'table' ? `${code}~table` : code
}

export function readTurn(text: string | undefined): Turn | undefined {
  const [code = '', table, ...rest] = (text ?? '').split('~')
  if (!isPersonalCode(code) || rest.length > 0 || (table !== undefined && table !== 'table'))
    return undefined
  return { code, channel: table === 'table' ? 'table' : 'screen' }
}

/** Somebody without an account, acting for themselves in one round. */
export function participantActor(participant: string) {
  return { kind: 'participant', participant } as const
}
