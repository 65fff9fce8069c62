import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound } from '../../../test/open-round.ts'
import { visitor } from '../../../test/visitor.ts'
import { resultTasks } from './result.jobs.ts'
import { stopComputing } from './result.actions.ts'

const system = await testSystem()
const web = createWeb(system)
after(() => stopComputing(system))

test('wherever people write or read what others wrote, somebody who is worried finds whom to tell', async () => {
  const round = await openRound(system, { languages: ['en', 'cy', 'ur'] })
  await resultTasks['compute-result']!(system, { round: round.id })
  for (const language of ['en', 'cy', 'ur']) {
    const person = visitor(web, { language })
    await person.post(`/r/${round.code}/start`)
    for (const path of [
      `/r/${round.code}/respond`,
      `/r/${round.code}/say`,
      `/r/${round.code}/tell`,
      `/r/${round.code}/mine`,
      `/rounds/${round.id}/results`,
    ]) {
      const main = /<main[\s\S]*<\/main>/.exec(await person.page(path))![0]
      const links = main.split(`href="/r/${round.code}/worried"`).length - 1
      assert.equal(links, 1, `${path} in ${language}`)
    }
    assert.match(await person.page(`/r/${round.code}/worried`), /999/)
  }
})
