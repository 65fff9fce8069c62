import { findPartnerships, foundPartnership, join } from '../../modules/partnerships/index.ts'
import { operator } from '../../modules/people/first.sql.ts'
import {
  addOrganisation,
  areaAsOf,
  drawNeighbourhood,
  importAreas,
  importPopulation,
} from '../../modules/places/index.ts'
import { system as asSystem, type Actor } from '../../platform/actor.ts'
import { transaction, type Transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import { keepingTheValley } from './cwm-derwen.ts'
import { liftsToTheSurgery } from './cwm-derwen-board.ts'
import { boardOfHarrowLane } from './harrow-lane-board.ts'
import { intendTogether } from './harrow-lane-intent.ts'
import { publishPlan, whatIsNext } from './harrow-lane-next.ts'
import { agreePriorities, drawCauses } from './harrow-lane-priorities.ts'
import { askAndPromise } from './harrow-lane-promises.ts'
import { afterDark, areas, livingWell, population } from './harrow-lane.ts'
import { holdConversation } from './hold.ts'

const day = 86_400_000
// Made-up people say so in their name, wherever it is shown; nobody receives mail at such an address.
const keyers = [
  { name: 'Joan Whitlow (made up)', email: 'joan@harrow-lane.invalid' },
  { name: 'Tariq Aslam (made up)', email: 'tariq@harrow-lane.invalid' },
] as const
const everyRole = ['chair', 'facilitator', 'moderator', 'keyer', 'safeguarding', 'member'] as const

/**
 * The demonstration neighbourhoods, made once: a database that holds any partnership is left as it
 * is. Their places, bodies and people are invented and say so on every page. Whoever runs the
 * installation is a member of them with every role, to try things out; of no other partnership.
 */
export async function loadDemonstration(
  system: System,
  say: (line: string) => void,
): Promise<void> {
  if ((await findPartnerships(system.db, { limit: 1 })).length > 0) return
  say('Making the demonstration neighbourhoods (the first time only)')
  const now = system.clock.now().getTime()
  const ago = (days: number) => new Date(now - days * day)
  const { person, harrow, cwm, bodies, joan, tariq } = await transaction(
    system.db,
    asSystem('demonstration'),
    ago(215),
    async (trx) => {
      const runner = await operator(trx)
      const asRunner = {
        ...trx,
        actor: { kind: 'person', person: runner, roles: [], operator: true } satisfies Actor,
      }
      const harrowLane = await foundPartnership(trx, {
        name: 'Harrow Lane together',
        purpose:
          'Neighbours of Harrow Lane deciding together what would help us live well, and holding those who promised to it.',
        nation: 'england',
        languages: ['en', 'ur'],
        neighbourhood: { id: await drawHarrowLane(trx) },
        founder: null,
        slug: 'harrow-lane',
        invented: true,
      })
      const cwmDerwen = await foundPartnership(trx, {
        name: 'Partneriaeth Cwm Derwen',
        purpose:
          'Pobl y cwm yn penderfynu gyda’i gilydd beth sy’n ein cadw ni’n iach. People of the valley deciding together what keeps us well.',
        nation: 'wales',
        languages: ['cy', 'en'],
        neighbourhood: { name: 'Cwm Derwen' },
        founder: null,
        slug: 'cwm-derwen',
        invented: true,
      })
      for (const partnership of [harrowLane, cwmDerwen])
        await join(trx, {
          partnership: partnership.id,
          person: runner,
          standing: 'resident',
          organisation: null,
          roles: everyRole,
        })
      const keying = await Promise.all(
        keyers.map((each) => addKeyer(trx, harrowLane.id, each.name, each.email)),
      )
      const organisations = new Map<string, string>()
      for (const [name, kind] of [
        ['Northvale Buses', 'business'],
        ['Eastmoor Borough Council', 'council'],
        ['Eastmoor Homes', 'housing-association'],
        ['Eastmoor Health Trust', 'health-trust'],
        ['Chapel Hall Trust', 'charity'],
        ['Cyngor Bro Derwen', 'council'],
      ] as const)
        organisations.set(name, await addOrganisation(asRunner, { name, kind, invented: true }))
      return {
        person: runner,
        harrow: harrowLane,
        cwm: cwmDerwen,
        bodies: organisations,
        joan: keying[0]!,
        tariq: keying[1]!,
      }
    },
  )
  const runner = (partnership: string): Actor => ({
    kind: 'person',
    person,
    operator: false,
    roles: everyRole.map((role) => ({ partnership, role })),
  })
  const said = await holdConversation(system, {
    partnership: harrow.id,
    actor: runner(harrow.id),
    bodies,
    seed: 11,
    conversation: livingWell,
  })
  const board = await boardOfHarrowLane(system, {
    partnership: harrow.id,
    bodies,
    at: ago(214),
  })
  const agreed = await agreePriorities(board, said)
  await drawCauses(board, agreed)
  const unanswered = await askAndPromise(board, said, agreed)
  await intendTogether(board, agreed)
  await publishPlan(board, agreed)
  await holdConversation(system, {
    partnership: harrow.id,
    actor: runner(harrow.id),
    bodies,
    keyers: { 1: joan, 2: tariq },
    seed: 22,
    conversation: afterDark,
  })
  await whatIsNext(board, agreed, unanswered)
  const valley = await holdConversation(system, {
    partnership: cwm.id,
    actor: runner(cwm.id),
    bodies,
    seed: 13,
    conversation: keepingTheValley,
  })
  await liftsToTheSurgery(system, { partnership: cwm.id, bodies, at: ago(214), held: valley })
}

async function addKeyer(
  trx: Transaction,
  partnership: string,
  name: string,
  email: string,
): Promise<Actor> {
  const person = newId(trx.at)
  await trx.db
    .insertInto('people.person')
    .values({ id: person, name, email, created_at: trx.at, updated_at: trx.at })
    .execute()
  await join(trx, {
    partnership,
    person,
    standing: 'resident',
    organisation: null,
    roles: ['keyer'],
  })
  return { kind: 'person', person, operator: false, roles: [{ partnership, role: 'keyer' }] }
}

async function drawHarrowLane(trx: Transaction): Promise<string> {
  for (const { problems } of [
    await importAreas(trx, areas),
    await importPopulation(trx, population),
  ])
    if (problems.length > 0)
      throw new Error(`the demonstration's own areas are wrong: ${JSON.stringify(problems)}`)
  const day = trx.at.toISOString().slice(0, 10)
  const drawn = await Promise.all(['HL-1', 'HL-2'].map((code) => areaAsOf(trx.db, code, day)))
  return drawNeighbourhood(trx, {
    name: 'Harrow Lane',
    translations: { ur: 'ہیرو لین' },
    areas: drawn.map((area) => area!.id),
    invented: true,
  })
}
