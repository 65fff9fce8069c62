import { system as asSystem } from '../src/platform/actor.ts'
import { transaction } from '../src/platform/database/index.ts'
import { newId } from '../src/platform/ids.ts'
import { record } from '../src/platform/ledger/index.ts'
import { stitch, tie } from '../src/platform/thread/index.ts'
import type { TestSystem } from './database.ts'
import { openRound } from './open-round.ts'

/**
 * A round on the thread with ten statements, counted; two lessons drawn from several of them; a
 * second round that asked one again; answers to some, to two together, and none to others.
 */
export async function branchingThread(system: TestSystem) {
  const round = await openRound(system, {
    languages: ['en', 'cy', 'ur'],
    questions: {
      cy: 'Beth fyddai’n ein helpu i fyw’n dda yma?',
      ur: 'یہاں اچھی زندگی گزارنے میں کیا مدد کرے گا؟',
    },
    statements: [
      'The last bus is at six. After that we are on our own.',
      'There is nowhere warm to sit with other people for free.',
      'I would use an evening bus if it went past the surgery, the library and the shops on Mill Street, and came back after the last film.',
      'Nobody tells us which buses are cut until the day they stop.',
      'Street lights by the stop have been out since October.',
      'My mother has not been out in the evening for a year.',
    ],
    translations: {
      cy: ['Mae’r bws olaf am chwech. Wedi hynny rydyn ni ar ein pennau ein hunain.'],
    },
  })
  const { clock, owner } = system
  const said = round.statements.map(({ id }) => id)
  await owner.query(
    `INSERT INTO listening.result (round_id, version, computed_at, counted_to, participants, responses, body, members) VALUES ($1, 1, $2, $2, 214, 1400, $3, '')`,
    [
      round.id,
      clock.now(),
      JSON.stringify({
        statements: round.statements.map(({ number }) => ({
          number,
          agree: 150 + number,
          unsure: 20,
          disagree: 30,
          matters: 12,
          divides: 0,
          groups: [
            [91, 5, 4, 1],
            [64, 9, 7, 1],
          ],
        })),
        groups: ['A', 'B'].map((label) => ({ label, size: 100, distinctive: [] })),
        common: [{ statement: 1, direction: 'agree', floor: 0.6, certainty: 'steady' }],
        divisive: [],
        unsure: [],
      }),
    ],
  )
  const partnership = round.partnership
  const acting = asSystem('test')
  const day = 86_400_000
  const start = clock.now().getTime()
  const on = async (
    days: number,
    work: (trx: Parameters<Parameters<typeof transaction>[3]>[0]) => Promise<void>,
  ) => transaction(system.db, acting, new Date(start + days * day), work)
  await on(0, async (trx) => {
    await stitch(trx, { id: round.id, partnership, kind: 'round' })
    await stitch(trx, ...said.map((id) => ({ id, partnership, kind: 'statement' })))
    for (const id of said) await tie(trx, round.id, id, 'heard')
    await record(trx, {
      partnership,
      act: 'round-opened',
      subject: { kind: 'round', id: round.id },
      body: { questions: { en: 'What would help us live well here?' } },
    })
  })
  const insight = async (text: string, from: string[], days: number) => {
    const id = newId()
    await owner.query(
      `INSERT INTO listening.insight (id, partnership_id, text, language, noted_at) VALUES ($1, $2, $3, 'en', $4)`,
      [id, partnership, text, new Date(start + days * day)],
    )
    await on(days, async (trx) => {
      await stitch(trx, { id, partnership, kind: 'insight' })
      for (const each of from) await tie(trx, each, id, 'taught')
      await record(trx, {
        partnership,
        act: 'insight-noted',
        subject: { kind: 'insight', id },
        body: { round: round.id, text, statements: from },
      })
    })
    return id
  }
  const answer = async (kind: string, text: string, to: string[], days: number) => {
    const id = newId()
    await owner.query(
      `INSERT INTO listening.answer (id, round_id, subject_kind, subject_id, kind, text, answered_at) VALUES ($1, $2, 'statement', $3, $4, $5, $6)`,
      [id, round.id, to[0], kind, text, new Date(start + days * day)],
    )
    await on(days, async (trx) => {
      await stitch(trx, { id, partnership, kind: 'answer' })
      for (const each of to) await tie(trx, each, id, 'answered-by')
      await record(trx, {
        partnership,
        act: 'statement-answered',
        subject: { kind: 'statement', id: to[0]! },
        body: { round: round.id, answer: id, kind },
      })
    })
    return id
  }
  const middle = await insight(
    'People would go out in the evening if they could get home again.',
    [said[0]!, said[2]!, said[5]!],
    9,
  )
  await answer(
    'others-will',
    'The council will mend the lights by the stop in March.',
    [said[4]!],
    12,
  )
  await answer('we-will', 'We will ask the bus company for a later bus.', [said[0]!, middle], 20)
  await answer(
    'we-cannot',
    'The company decides which buses run, and it does not tell us before.',
    [said[3]!],
    25,
  )
  const hours = await insight('It is the way home that matters, not the way there.', [middle], 30)
  const later = await insight(
    'A shared taxi at nine would do for half of those who asked.',
    [hours],
    44,
  )
  await answer('we-will', 'We will try a shared taxi on two evenings.', [later], 51)
  await insight('Those who work late were not asked.', [hours], 60)
  return { ...round, middle, said, later }
}
