import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { stitch, tie } from '../../platform/thread/index.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound } from '../../../test/open-round.ts'
import { takingPart } from '../../../test/taking-part.ts'
import { visitor } from '../../../test/visitor.ts'

const system = await testSystem()
const web = createWeb(system)
const { started } = takingPart(system, web)

test('whoever said something sees where it has got to, in whichever module, and nobody else does', async () => {
  const round = await openRound(system)
  const person = await started(round)
  const text = 'The path by the river floods every winter and nobody clears it.'
  await person.post(`/r/${round.code}/say`, { text, anyway: 'yes' })
  const { rows } = await system.owner.query(
    `SELECT id FROM listening.statement WHERE round_id = $1 AND source = 'participant'`,
    [round.id],
  )
  const statement = String(rows[0].id)
  const mine = () => person.page(`/r/${round.code}/mine`)
  await transaction(system.db, asSystem('test'), system.clock.now(), (trx) =>
    stitch(trx, { id: statement, partnership: round.partnership, kind: 'statement' }),
  )
  assert.match(
    await mine(),
    new RegExp(
      `Where it has got to:</b>[^<]*<span dir="auto">No answer yet</span>[\\s\\S]*href="/thread/${statement}"`,
    ),
  )

  system.clock.advance(86_400_000)
  const priority = newId(system.clock.now())
  await system.owner.query(
    `INSERT INTO priorities.priority (id, partnership_id, title, language, proposed_at, published_at) VALUES ($1, $2, 'A dry path to school', 'en', $3, $3)`,
    [priority, round.partnership, system.clock.now()],
  )
  await transaction(system.db, asSystem('test'), system.clock.now(), async (trx) => {
    await stitch(trx, { id: priority, partnership: round.partnership, kind: 'priority' })
    await tie(trx, statement, priority, 'became-priority')
  })
  const came = await mine()
  assert.match(came, /Where it has got to:<\/b>[\s\S]*3 March 2026[\s\S]*A dry path to school/)
  assert.doesNotMatch(came, /No answer yet/)
  assert.match(await person.page(`/thread/${statement}`), /A dry path to school/)
  assert.doesNotMatch(
    await (await started(round)).page(`/r/${round.code}/mine`),
    /Where it has got to/,
  )
  assert.equal((await visitor(web).get(`/r/${round.code}/mine`)).status, 303)
})
