import { computeResult } from '../src/modules/listening/index.ts'
import { insertParticipants, insertResponses } from '../src/modules/listening/response.sql.ts'
import type { Response } from '../src/modules/listening/response.ts'
import { seededRandom } from '../src/methods/index.ts'
import { system as asSystem } from '../src/platform/actor.ts'
import { transaction } from '../src/platform/database/index.ts'
import { newId } from '../src/platform/ids.ts'
import { installation, type Installation } from './installation.ts'
import { load } from './load.ts'

export const name = 'results'

/** The results page and the computation behind it as a round doubles. */
export async function run(
  print: (line: string) => void,
  options: { quick?: boolean } = {},
): Promise<void> {
  const sizes = options.quick ? [500, 1000] : [1000, 2000, 4000, 8000, 16_000]
  print('people  | responses | compute, whole (s) | growth | page p50 ms | page p99 ms | pages/s')
  print('--------|-----------|--------------------|--------|-------------|-------------|--------')
  const made = await installation(60)
  try {
    const random = seededRandom(1)
    let before = 0
    let people = 0
    for (const size of sizes) {
      await respondAs(made, size - people, random)
      people = size
      const start = performance.now()
      const result = await computeResult(made.system, made.round.id, { whole: true })
      const took = (performance.now() - start) / 1000
      const page = await load(made.port, 4, options.quick ? 2 : 5, {
        send: () => `GET /rounds/${made.round.id}/results HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
        got: () => undefined,
      })
      print(
        `${String(size).padStart(7)} | ${String(result.body.responses).padStart(9)} | ${took.toFixed(2).padStart(18)} | ${(before === 0 ? '' : `×${(took / before).toFixed(2)}`).padStart(6)} | ${page.p50.toFixed(1).padStart(11)} | ${page.p99.toFixed(1).padStart(11)} | ${page.perSecond.toFixed(0)}${page.failed > 0 ? ` (${page.failed} failed)` : ''}`,
      )
      before = took
    }
  } finally {
    await made.stop()
  }
}

/** Two leanings, forty responses each. */
async function respondAs(made: Installation, people: number, random: () => number): Promise<void> {
  const { id: round, statements } = made.round
  for (let from = 0; from < people; from += 500) {
    const at = made.system.clock.now()
    const ids = Array.from({ length: Math.min(500, people - from) }, () => newId(at))
    const responses = ids.flatMap((participant): Response[] => {
      const leaning = random() < 0.5 ? 1 : -1
      return statements
        .filter(() => random() < 2 / 3)
        .map((statement) => {
          const pull = statements.indexOf(statement) % 3 === 0 ? leaning * 0.7 : 0.4
          const draw = random() * 2 - 1 + pull
          return {
            id: newId(at),
            round,
            participant,
            statement,
            value: draw > 0.3 ? 1 : draw < -0.3 ? -1 : 0,
            important: false,
            channel: 'screen',
            givenAt: at,
          }
        })
    })
    await transaction(made.system.db, asSystem('measuring'), at, async ({ db }) => {
      await insertParticipants(
        db,
        ids.map((id) => ({ id, round, channel: 'screen', language: 'en' })),
        at,
      )
      await insertResponses(db, responses, at)
    })
  }
}
