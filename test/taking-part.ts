import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { participantId } from '../src/modules/listening/participant.ts'
import { newCode } from '../src/platform/ids.ts'
import type { TestSystem } from './database.ts'
import type { OpenRound } from './open-round.ts'
import { visitor } from './visitor.ts'

export type Person = ReturnType<typeof visitor>
export type Sent = {
  saved: string[]
  next: { id: string } | null
  ahead: { id: string }[]
  answered: number
  total: number
}
export type Refused = { error: { code: string; message: string; id?: string } }

export type StoredResponse = {
  id: string
  participant_id: string
  statement_id: string
  value: number
  important: boolean
  channel: string
  number: number
  given_at: Date
}
export type StoredParticipant = {
  id: string
  channel: string
  same_as_id: string | null
  withdrawn_at: Date | null
}

/** What the respond page's form would send. */
export const fieldsOf = (page: string) => ({
  response: /name="response" value="([^"]+)"/.exec(page)![1]!,
  statement: /name="statement" value="([^"]+)"/.exec(page)![1]!,
})

/** What a page's script sends. */
export function sendJson(person: Person, code: string, body: unknown): Promise<Response> {
  return person.send(`/r/${code}/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** What residents do in a round, step by step, and what was stored of it. */
export function takingPart(system: TestSystem, web: Parameters<typeof visitor>[0]) {
  return {
    stored: async (round: OpenRound): Promise<StoredResponse[]> => {
      const { rows } = await system.owner.query<StoredResponse>(
        `SELECT response.*, statement.number FROM listening.response JOIN listening.statement ON statement.id = statement_id
         WHERE response.round_id = $1 ORDER BY response.received_at, response.id`,
        [round.id],
      )
      return rows
    },

    participants: async (round: OpenRound): Promise<StoredParticipant[]> => {
      const { rows } = await system.owner.query<StoredParticipant>(
        'SELECT * FROM listening.participant WHERE round_id = $1 ORDER BY created_at, id',
        [round.id],
      )
      return rows
    },

    /** Somebody who has pressed “Start”. */
    started: async (round: OpenRound): Promise<Person> => {
      const person = visitor(web)
      const start = await person.post(`/r/${round.code}/start`)
      assert.equal(start.headers.get('location'), `/r/${round.code}/respond`)
      return person
    },

    /** Answers the statement that the page shows. */
    answerOne: async (person: Person, round: OpenRound, value = '1'): Promise<void> => {
      const page = await person.page(`/r/${round.code}/respond`)
      const sent = await person.post(`/r/${round.code}/responses`, { ...fieldsOf(page), value })
      assert.equal(sent.status, 303)
    },

    /** A printed sheet, as the paper route makes one: the serial is on paper, only its participant is stored. */
    printedSheet: async (round: OpenRound): Promise<string> => {
      const serial = newCode(3)
      const printing = randomUUID()
      await system.owner.query(
        `INSERT INTO listening.printing (id, round_id, language, large_print, statement_ids, sheets, printed_at) VALUES ($1, $2, 'en', false, '{}', 1, now())`,
        [printing, round.id],
      )
      await system.owner.query(
        'INSERT INTO listening.sheet (participant_id, printing_id, round_id) VALUES ($1, $2, $3)',
        [participantId(system.secret, round, serial), printing, round.id],
      )
      return serial
    },
  }
}
