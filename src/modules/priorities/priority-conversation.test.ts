import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { follow } from '../../platform/thread/index.ts'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { computeResult, importPolis, stopComputing } from '../listening/index.ts'

const system = await testSystem()
after(() => stopComputing(system))
const folder = join(
  import.meta.dirname,
  '../../../../shared/data/polis/scoop-hivemind.affordable-housing',
)

test(
  'priorities rest on a real conversation: its words, its numbers, its common ground',
  {
    skip: existsSync(folder)
      ? false
      : 'the open Polis data is not beside the project (shared/data/polis)',
  },
  async () => {
    const board = await foundBoard(system, { residents: 6, organisations: 3 })
    const chair = await board.chair.browser()
    const { round } = await importPolis(system, {
      folder,
      partnership: board.id,
      question: 'How can housing be affordable here?',
      source: 'Scoop HiveMind, Polis',
      licence: 'CC BY 4.0',
    })
    await computeResult(system, round, { whole: true })
    const { body } = (
      await system.owner.query(
        'SELECT body FROM listening.result WHERE round_id = $1 ORDER BY version DESC LIMIT 1',
        [round],
      )
    ).rows[0]
    assert.ok(body.common.length > 0, 'this conversation has common ground')

    await chair.post(`/in/${board.slug}/priorities/new`, { title: 'Homes people can pay for' })
    const { id } = (await system.owner.query('SELECT id FROM priorities.priority')).rows[0]
    const page = await chair.page(`/priorities/${id}/grounds`)
    const offered = [...page.matchAll(/value="statement:([0-9a-f-]+)"/g)].map((each) => each[1]!)
    const numbers = new Map(
      (
        await system.owner.query('SELECT id, number FROM listening.statement WHERE round_id = $1', [
          round,
        ])
      ).rows.map((row) => [String(row.id), Number(row.number)]),
    )
    // In the order of the result: what all groups share comes first.
    const shared = body.common.slice(0, 12).map((each: { statement: number }) => each.statement)
    assert.deepEqual(
      offered.slice(0, shared.length).map((each) => numbers.get(each)),
      shared,
    )
    assert.equal(new Set(offered).size, offered.length)

    const linked = await chair.post(`/priorities/${id}/grounds`, {
      chosen: offered.slice(0, 2).map((each) => `statement:${each}`),
      note: 'All groups say so.',
    })
    assert.equal(linked.status, 303)
    const list = await chair.post(`/in/${board.slug}/priorities/lists`, { order: id })
    const put = await chair.post(`${list.headers.get('location')}/decision`, { question: 'This?' })
    assert.equal(put.status, 303, await put.text())

    // Anybody reads the words with how many of each group agree, exactly as the result counted them.
    const read = await visitor(board.web).page(`/priorities/${id}`)
    const first = body.statements.find((each: { id: string }) => each.id === offered[0]) as {
      agree: number
      unsure: number
      disagree: number
      groups: number[][]
    }
    const people = first.agree + first.unsure + first.disagree
    assert.match(read, new RegExp(`<b>${people}</b> people responded`))
    for (const [agree, unsure, disagree] of first.groups) {
      const share = Math.round((agree! / (agree! + unsure! + disagree!)) * 100)
      assert.match(read, new RegExp(`${share}%`))
    }
    const walked = (await follow(system.db, id)).map((each) => each.id)
    for (const each of [...offered.slice(0, 2), round]) assert.ok(walked.includes(each))
  },
)
