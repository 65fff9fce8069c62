import { newId } from '../src/platform/ids.ts'
import type { Board } from './board.ts'
import type { TestSystem } from './database.ts'

/** A day as three boxes. */
export const boxes = (name: string, day: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = day.split('-')
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
}

/** The parts of a promise's form, filled in. */
export const promiseFields = (
  given: Partial<Record<'promise' | 'due' | 'review' | 'name' | 'role' | 'address', string>> & {
    myself?: boolean
  } = {},
): Record<string, string> => ({
  promise: given.promise ?? 'Every bus stop on Mill Road has a seat.',
  ...boxes('due', given.due ?? '2026-06-01'),
  ...boxes('review', given.review ?? '2026-04-01'),
  name: given.name ?? 'Rowan Hale',
  role: given.role ?? 'Head of highways',
  address: given.address ?? 'rowan@council.example',
  ...(given.myself ? { myself: 'yes' } : {}),
})

/** A promise made at the front door by an officer of the board's first organisation; its id. */
export async function promise(
  board: Board,
  fields: Record<string, string> = promiseFields(),
): Promise<string> {
  const officer = await board.officers[0]!.browser()
  const made = await officer.post(`/in/${board.slug}/promises/new`, {
    organisation: board.organisations[0]!.id,
    ...fields,
  })
  const where = made.headers.get('location') ?? ''
  const id = /\/commitments\/([0-9a-f-]{36})/.exec(where)?.[1]
  if (!id) throw new Error(`no promise was made: ${made.status} ${await made.text()}`)
  return id
}

/** A community group beside the board: no public body. */
export async function communityGroup(system: TestSystem): Promise<string> {
  const id = newId(system.clock.now())
  const { rows } = await system.owner.query(
    'SELECT code FROM places.body_kind WHERE NOT statutory ORDER BY code LIMIT 1',
  )
  await system.owner.query(
    'INSERT INTO places.organisation (id, name, kind, created_at) VALUES ($1, $2, $3, $4)',
    [id, 'Mill Road Gardeners', rows[0].code, system.clock.now()],
  )
  return id
}
