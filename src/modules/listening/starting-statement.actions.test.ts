import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound } from '../../../test/open-round.ts'
import { translateStatement } from './starting-statement.actions.ts'

const system = await testSystem()
const sum = (text: string) => createHash('sha256').update(text).digest('hex')

test('the record of a translation holds its sum, so that its words can still be taken down', async () => {
  const round = await openRound(system, { languages: ['en', 'cy'] })
  const { id } = round.statements[0]!
  const wordings = ['Gofynnwch i Dilys Probert.', 'Gofynnwch i’r cyngor.']
  for (const text of wordings)
    await transaction(system.db, asSystem('test'), system.clock.now(), (trx) =>
      translateStatement(trx, id, 'cy', text),
    )
  const { rows } = await system.owner.query(
    'SELECT body FROM platform.ledger_event WHERE subject_id = $1 ORDER BY sequence',
    [id],
  )
  assert.deepEqual(
    rows.map(({ body }) => JSON.parse(body)),
    [
      { language: 'cy', sha256: sum(wordings[0]!), before: null },
      { language: 'cy', sha256: sum(wordings[1]!), before: sum(wordings[0]!) },
    ],
  )
})
