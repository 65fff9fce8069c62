// The invented board of Harrow Lane: who sits on it, and the rules it gave itself.
import { declareInterest } from '../../modules/partnerships/interest.actions.ts'
import { nameTrustedOrganisation } from '../../modules/partnerships/trusted-organisation.actions.ts'
import { dayOf } from '../../modules/places/index.ts'
import type { System } from '../../platform/system.ts'
import { letSpeak, seatBoard, type Board, type Invented } from './board.ts'

const people: readonly Invented[] = [
  { key: 'bea', name: 'Bea Orchard', roles: ['chair', 'facilitator'] },
  { key: 'denise', name: 'Denise Marlow', roles: ['facilitator'] },
  { key: 'malik', name: 'Malik Rahim' },
  { key: 'aga', name: 'Aga Wolska' },
  { key: 'wilf', name: 'Wilf Tranter' },
  { key: 'shabnam', name: 'Shabnam Mirza' },
  { key: 'priya', name: 'Priya Ellwood' },
  { key: 'curtis', name: 'Curtis Vane' },
  { key: 'glenys', name: 'Glenys Hallam', roles: ['keyer'] },
  { key: 'karen', name: 'Karen Stroud', organisation: 'Eastmoor Borough Council' },
  { key: 'peter', name: 'Peter Lund', organisation: 'Eastmoor Homes' },
  { key: 'nasreen', name: 'Nasreen Cole', organisation: 'Eastmoor Health Trust', outside: true },
]

export async function boardOfHarrowLane(
  system: System,
  given: { partnership: string; bodies: ReadonlyMap<string, string>; at: Date },
): Promise<Board> {
  const board = await seatBoard(system, {
    ...given,
    nation: 'england',
    domain: 'harrow-lane',
    people,
    rules: {
      quorumShare: 50,
      residentQuorum: 4,
      termMonths: 24,
      other: 'We meet where there is a bus. If the last one has gone, somebody drives you home.',
    },
  })
  const later = new Date(given.at.getTime() + 3 * 86_400_000)
  await board.does('bea', later, (trx) =>
    nameTrustedOrganisation(trx, {
      partnership: board.partnership,
      organisation: board.body('Chapel Hall Trust'),
      holds:
        'The board’s grant and what is left of it, in an account of its own. It pays what the board decides and decides nothing itself.',
      since: dayOf(later),
    }),
  )
  // She looks after the hall, and says so.
  await letSpeak(board, 'bea', 'denise', board.body('Chapel Hall Trust'), later)
  await board.does('denise', later, (trx) =>
    declareInterest(trx, {
      partnership: board.partnership,
      member: board.member('denise'),
      organisation: board.body('Chapel Hall Trust'),
      about: 'I am one of those who look after the Chapel Hall. I am not paid for it.',
    }),
  )
  await board.does('priya', later, (trx) =>
    declareInterest(trx, {
      partnership: board.partnership,
      member: board.member('priya'),
      organisation: null,
      about: 'I let out two flats on Mill Street.',
    }),
  )
  return board
}
