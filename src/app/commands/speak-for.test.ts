import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { speaksFor } from '../../modules/partnerships/index.ts'
import { SetupProblem } from '../../platform/errors.ts'
import { speakFor } from './speak-for.ts'

const system = await testSystem()

test('whoever runs the server lets somebody speak for an organisation everywhere, once', async () => {
  const one = await foundBoard(system, { residents: 3, organisations: 1, name: 'One' })
  const two = await foundBoard(system, { residents: 3, organisations: 0, name: 'Two' })
  const organisation = one.organisations[0]!
  const { person, email } = one.outsider
  const speaks = async (partnership: string) =>
    speaksFor(system.db, person, organisation.id, partnership)
  assert.equal(await speaks(two.id), false)
  const done = await speakFor(system, email.toUpperCase(), organisation.name)
  assert.equal(done.organisation, organisation.name)
  assert.equal(await speaks(one.id), true)
  assert.equal(await speaks(two.id), true)
  await assert.rejects(speakFor(system, email, organisation.name), SetupProblem)
  await assert.rejects(speakFor(system, 'nobody@example.org', organisation.name), /sign in once/)
  await assert.rejects(speakFor(system, email, 'No such body'), /No organisation is called/)
  const browser = await one.outsider.browser()
  assert.match(await browser.page('/you/organisations'), /In every partnership here/)
  const { rows } = await system.owner.query(
    'SELECT id FROM partnerships.representative WHERE person_id = $1',
    [person],
  )
  system.clock.advance(60_000)
  assert.equal((await browser.post(`/you/organisations/${rows[0].id}/end`)).status, 303)
  assert.equal(await speaks(two.id), false)
})
