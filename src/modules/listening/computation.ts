import { liveMap, type LiveMap } from '../../methods/opinion/live.ts'
import { resultBody, type MapBody } from './result.ts'

/** Responses as they stand, as columns: `person` counts in `people`. */
export type StandingColumns = {
  people: string[]
  person: Int32Array
  /** Numbers within the round. */
  statement: Int32Array
  value: Int8Array
  matters: Uint8Array
}

/** What is to be computed, beside the responses taken in before. */
export type Request = {
  statements: { id: string; number: number; hidden: boolean }[]
  /** People who do not count: banned, withdrawn, or counted under another id. */
  out: string[]
  /** The last stored result, after a new start: groups keep their letters and the map its direction. */
  earlier?: {
    groups: { label: string; members: string[] }[]
    axes: [number, number, number][]
    labels: string[]
  }
}

export type Computed = { body: MapBody; members: { participant: string; group: number }[] }

/**
 * One round's opinion map, kept up as responses arrive: people and statements get numbers in the
 * order in which they are first met.
 */
export function createComputation() {
  const people = new Map<string, number>()
  const ids: string[] = []
  const statementAt = new Map<number, number>()
  const statements: { id: string; number: number }[] = []
  let waiting: StandingColumns[] = []
  let live: LiveMap | undefined

  const personOf = (id: string) => {
    let index = people.get(id)
    if (index === undefined) {
      index = ids.length
      people.set(id, index)
      ids.push(id)
    }
    return index
  }

  function numbered(columns: StandingColumns[]) {
    const local = columns.map((each) => each.people.map(personOf))
    const total = columns.reduce((sum, each) => sum + each.value.length, 0)
    const batch = {
      participants: ids.length,
      statements: statements.length,
      participant: new Int32Array(total),
      statement: new Int32Array(total),
      value: new Int8Array(total),
      matters: new Uint8Array(total),
    }
    let to = 0
    columns.forEach((each, c) => {
      for (let i = 0; i < each.value.length; i += 1) {
        const statement = statementAt.get(each.statement[i]!)
        if (statement === undefined) continue
        batch.participant[to] = local[c]![each.person[i]!]!
        batch.statement[to] = statement
        batch.value[to] = each.value[i]!
        batch.matters[to] = each.matters[i]!
        to += 1
      }
    })
    return to === total
      ? batch
      : {
          ...batch,
          participant: batch.participant.subarray(0, to),
          statement: batch.statement.subarray(0, to),
          value: batch.value.subarray(0, to),
          matters: batch.matters.subarray(0, to),
        }
  }

  return {
    take(columns: StandingColumns): void {
      waiting.push(columns)
    },
    compute(request: Request): Computed {
      for (const each of request.statements.toSorted((a, b) => a.number - b.number)) {
        if (statementAt.has(each.number)) continue
        statementAt.set(each.number, statements.length)
        statements.push({ id: each.id, number: each.number })
      }
      const batch = numbered(waiting)
      waiting = []
      const hidden = request.statements
        .filter((each) => each.hidden)
        .map((each) => statementAt.get(each.number)!)
      const banned = request.out.map((id) => people.get(id)).filter((index) => index !== undefined)
      if (live) {
        live.apply(batch)
        live.moderate({ hidden, banned })
      } else {
        live = liveMap(batch, { hidden, banned, seed: 1, previous: earlierMap(request.earlier) })
      }
      const map = live.map()
      const body = resultBody(map, statements)
      const shown = body.groups.length > 0
      return {
        body,
        members: map.counted.map((person) => ({
          participant: ids[person]!,
          group: shown ? map.groupOf[person]! : -1,
        })),
      }
    },
  }

  function earlierMap(earlier: Request['earlier']) {
    if (!earlier) return undefined
    const along = (which: 1 | 2) => {
      const at = new Map(earlier.axes.map((axis) => [axis[0], axis[which]]))
      return statements.map((each) => at.get(each.number) ?? 0)
    }
    return {
      groups: earlier.groups.map(({ label, members }) => ({
        label,
        members: members.map((id) => people.get(id)).filter((index) => index !== undefined),
      })),
      components: { vectors: [along(1), along(2)] },
      labels: earlier.labels,
    }
  }
}

export type Computation = ReturnType<typeof createComputation>
