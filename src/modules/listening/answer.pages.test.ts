import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { createWeb } from '../../app/web.ts'
import { newId } from '../../platform/ids.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { follow } from '../../platform/thread/index.ts'
import { testSystem } from '../../../test/database.ts'
import { moderatedRound, takesPart, type ModeratedRound } from '../../../test/moderated-round.ts'
import { visitor } from '../../../test/visitor.ts'
import { answer } from './answer.actions.ts'
import { tellContributors } from './answer.jobs.ts'
import { answersFor } from './answer.sql.ts'

const system = await testSystem()
const web = createWeb(system)

async function published(
  round: ModeratedRound,
  number: number,
  text: string,
  author: string | null = null,
): Promise<string> {
  const id = newId(system.clock.now())
  await system.owner.query(
    `INSERT INTO listening.statement (id, round_id, number, text, language, source, author_participant_id, channel, status, submitted_at, published_at)
     VALUES ($1, $2, $3, $4, 'en', 'participant', $5, 'screen', 'published', $6, $6)`,
    [id, round.id, number, text, author, system.clock.now()],
  )
  return id
}

const responds = (
  round: ModeratedRound,
  participant: string,
  statement: string,
  value: -1 | 0 | 1,
) =>
  system.owner.query(
    `INSERT INTO listening.response (participant_id, statement_id, id, round_id, value, channel, given_at, received_at) VALUES ($1, $2, $3, $4, $5, 'screen', $6, $6)`,
    [participant, statement, newId(system.clock.now()), round.id, value, system.clock.now()],
  )

const follows = (
  round: ModeratedRound,
  participant: string,
  channel: string,
  address: string | null,
  language = 'en',
) =>
  system.owner.query(
    `INSERT INTO listening.follower (participant_id, channel, round_id, address, language, follows_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [participant, channel, round.id, address, language, system.clock.now()],
  )

const messages = async (like = '%') =>
  (
    await system.owner.query(
      `SELECT recipient, channel, subject, body, language FROM platform.message WHERE recipient LIKE $1 ORDER BY recipient, id`,
      [like],
    )
  ).rows as {
    recipient: string
    channel: string
    subject: string
    body: string
    language: string
  }[]

describe('answering', () => {
  test('stores the answer beside the earlier ones, on the thread and in the record', async () => {
    const round = await moderatedRound(system)
    const statement = await published(round, 1, 'The last bus is at six.')
    const facilitator = visitor(web)
    await facilitator.signIn(system, round.place.facilitator.email)
    const address = `/rounds/${round.id}/answers?subject=statement:${statement}`
    assert.match(await facilitator.page(`/rounds/${round.id}/answers`), /1 without an answer/)
    assert.match(await facilitator.page(address), /The last bus is at six\./)
    assert.equal((await facilitator.post(address, { kind: 'we-will', text: '' })).status, 422)
    assert.equal(
      (await facilitator.post(address, { kind: 'others-will', text: 'Run it.' })).status,
      422,
      'who will?',
    )
    const spotted = await facilitator.post(address, {
      kind: 'we-will',
      text: 'Ring Sharon on 07700 900123.',
    })
    assert.equal(spotted.status, 422)
    assert.match(await spotted.text(), /<mark>Sharon<\/mark>/)
    assert.equal(
      (await facilitator.post(address, { kind: 'we-cannot', text: 'The money is gone.' })).status,
      303,
    )
    system.clock.advance(1000)
    assert.equal(
      (await facilitator.post(address, { kind: 'we-will', text: 'Ask the bus company.' })).status,
      303,
    )

    const answers = (await answersFor(system.db, [statement])).get(statement)!
    assert.deepEqual(
      answers.map(({ kind, text }) => [kind, text]),
      [
        ['we-will', 'Ask the bus company.'],
        ['we-cannot', 'The money is gone.'],
      ],
    )
    const thread = await follow(system.db, statement)
    assert.deepEqual(
      thread.filter(({ kind }) => kind === 'answer').map(({ via }) => via),
      [
        { id: statement, kind: 'answered-by' },
        { id: statement, kind: 'answered-by' },
      ],
    )
    const { rows } = await system.owner.query(
      `SELECT body FROM platform.ledger_event WHERE act = 'statement-answered' AND subject_id = $1 ORDER BY sequence`,
      [statement],
    )
    assert.equal(rows.length, 2)
    assert.doesNotMatch(JSON.stringify(rows), /bus company/)
    await assert.rejects(
      system.owner.query(`UPDATE listening.answer SET text = 'other'`),
      /never changed/,
    )
  })

  test('is for the facilitator and the chair', async () => {
    const round = await moderatedRound(system)
    const statement = await published(round, 1, 'The last bus is at six.')
    for (const [role, status] of [
      ['chair', 200],
      ['facilitator', 200],
      ['moderator', 403],
      ['keyer', 403],
      ['member', 403],
      ['safeguarding', 403],
    ] as const) {
      const person = visitor(web)
      await person.signIn(system, round.place[role].email)
      assert.equal((await person.get(`/rounds/${round.id}/answers`)).status, status, role)
      if (status === 200) continue
      assert.equal(
        (
          await person.post(`/rounds/${round.id}/answers?subject=statement:${statement}`, {
            kind: 'we-will',
            text: 'x',
          })
        ).status,
        403,
      )
      await assert.rejects(
        transaction(system.db, round.place[role], system.clock.now(), ({ db, at }) =>
          sql`INSERT INTO listening.answer (id, round_id, subject_kind, subject_id, kind, text, answered_at) VALUES (${newId(at)}, ${round.id}, 'statement', ${statement}, 'we-will', 'x', ${at})`.execute(
            db,
          ),
        ),
        /row-level security/,
      )
    }
    // Who asked to hear is hidden from everybody but background work.
    const seen = await reading(system.db, round.place.chair, (db) =>
      sql<{ n: number }>`SELECT count(*)::int AS n FROM listening.told`.execute(db),
    )
    assert.equal(seen.rows[0]!.n, 0)
  })
})

describe('telling', () => {
  test('reaches everyone who wrote or responded and asked to hear, exactly once, though the job is killed and run again', async () => {
    const round = await moderatedRound(system, { languages: ['en', 'cy', 'ur'] })
    const author = await takesPart(system, round)
    const statement = await published(round, 1, 'The last bus is at six.', author.id)
    const other = await published(round, 2, 'The park is dark.')
    await follows(round, author.id, 'email', 'author@tell.test')
    // Agreed, disagreed and unsure are told alike.
    for (const [value, who] of [
      [1, 'agreed'],
      [-1, 'disagreed'],
      [0, 'unsure'],
    ] as const) {
      const person = await takesPart(system, round)
      await responds(round, person.id, statement, value)
      await follows(
        round,
        person.id,
        'email',
        `${who}@tell.test`,
        who === 'agreed' ? 'cy' : who === 'unsure' ? 'ur' : 'en',
      )
    }
    // One person by two routes and two channels hears once.
    const paper = await takesPart(system, round)
    const phone = await takesPart(system, round, paper.id)
    await responds(round, paper.id, statement, 1)
    await responds(round, phone.id, statement, 1)
    await follows(round, paper.id, 'text', '+447700900123')
    await follows(round, phone.id, 'email', 'both@tell.test')
    const texted = await takesPart(system, round)
    await responds(round, texted.id, statement, 1)
    await follows(round, texted.id, 'text', '+447700900456')
    const coded = await takesPart(system, round)
    await responds(round, coded.id, statement, 1)
    await follows(round, coded.id, 'code', null)
    // Not: somebody else's statement, nothing asked, stopped, banned, withdrawn.
    const elsewhere = await takesPart(system, round)
    await responds(round, elsewhere.id, other, 1)
    await follows(round, elsewhere.id, 'email', 'other@tell.test')
    const quiet = await takesPart(system, round)
    await responds(round, quiet.id, statement, 1)
    for (const [column, name] of [
      ['banned_at', 'banned'],
      ['withdrawn_at', 'withdrawn'],
    ]) {
      const person = await takesPart(system, round)
      await responds(round, person.id, statement, 1)
      await follows(round, person.id, 'email', `${name}@tell.test`)
      await system.owner.query(`UPDATE listening.participant SET ${column} = now() WHERE id = $1`, [
        person.id,
      ])
    }
    const stopped = await takesPart(system, round)
    await responds(round, stopped.id, statement, 1)
    await follows(round, stopped.id, 'email', 'stopped@tell.test')
    await system.owner.query(
      'UPDATE listening.follower SET stopped_at = now(), address = NULL WHERE participant_id = $1',
      [stopped.id],
    )
    // Enough people that the job needs more than one transaction.
    for (let count = 0; count < 130; count += 1) {
      const person = await takesPart(system, round)
      await responds(round, person.id, statement, 1)
      await follows(round, person.id, 'email', `many-${count}@tell.test`)
    }

    const id = await transaction(system.db, round.place.chair, system.clock.now(), (trx) =>
      answer(trx, round0(round), {
        about: 'statement',
        subject: statement,
        kind: 'we-will',
        text: 'Ask the bus company by May.',
        organisation: null,
      }),
    )
    const { rows: jobs } = await system.owner.query(
      `SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'tell-contributors'`,
    )
    assert.ok(jobs[0].n > 0)

    // The program dies in the second transaction: the first hundred are told, the rest are not yet.
    await system.owner.query(`
      CREATE FUNCTION public.die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF (SELECT count(*) FROM platform.message WHERE recipient LIKE '%tell.test' OR recipient LIKE '+4477%') > 110 THEN RAISE EXCEPTION 'killed'; END IF;
        RETURN NULL; END $$;
      CREATE TRIGGER die AFTER INSERT ON platform.message FOR EACH ROW EXECUTE FUNCTION public.die();`)
    await assert.rejects(tellContributors(system, { answer: id }), /killed/)
    const told = async () =>
      Number(
        (
          await system.owner.query(
            'SELECT count(*)::int AS n FROM listening.told WHERE answer_id = $1',
            [id],
          )
        ).rows[0].n,
      )
    assert.equal(await told(), 100)
    await system.owner.query('DROP TRIGGER die ON platform.message; DROP FUNCTION public.die()')
    await Promise.all([
      tellContributors(system, { answer: id }),
      tellContributors(system, { answer: id }),
    ])
    await tellContributors(system, { answer: id })

    const sent = [...(await messages('%tell.test')), ...(await messages('+4477%'))]
    const recipients = sent.map(({ recipient }) => recipient)
    assert.equal(new Set(recipients).size, recipients.length, 'nobody twice')
    assert.deepEqual(recipients.filter((each) => !each.startsWith('many')).sort(), [
      '+447700900456',
      'agreed@tell.test',
      'author@tell.test',
      'both@tell.test',
      'disagreed@tell.test',
      'unsure@tell.test',
    ])
    assert.equal(recipients.length, 136)
    assert.equal(await told(), 137, 'and the one with a code on paper')
    const { rows: code } = await system.owner.query(
      'SELECT channel FROM listening.told WHERE participant_id = $1',
      [coded.id],
    )
    assert.deepEqual(code, [{ channel: 'code' }])

    const by = (recipient: string) => sent.find((each) => each.recipient === recipient)!
    assert.match(by('agreed@tell.test').body, /Yr ateb\. Byddwn ni: Ask the bus company by May\./)
    assert.match(by('unsure@tell.test').body, /ہم کریں گے:/)
    assert.match(
      by('author@tell.test').body,
      new RegExp(`/rounds/${round.id}/results/statements/1`),
    )
    assert.equal(by('+447700900456').channel, 'text')

    // Whoever gets a message stops them with one press, without an account or a code.
    const link = new URL(/https?:\S+stop=\S+/.exec(by('author@tell.test').body)![0])
    const anyone = visitor(web)
    assert.match(await anyone.page(link.pathname + link.search), /stop/i)
    const { rows: before } = await system.owner.query(
      'SELECT stopped_at FROM listening.follower WHERE participant_id = $1',
      [author.id],
    )
    assert.equal(before[0].stopped_at, null, 'looking changes nothing')
    const press = await anyone.post(link.pathname, { 'stop-link': link.searchParams.get('stop')! })
    assert.equal(press.status, 303)
    const { rows } = await system.owner.query(
      'SELECT stopped_at, address FROM listening.follower WHERE participant_id = $1',
      [author.id],
    )
    assert.ok(rows[0].stopped_at)
    assert.equal(rows[0].address, null)
  })

  test('an answer to a theme reaches those behind each of its statements and testimonies', async () => {
    const round = await moderatedRound(system)
    const statement = await published(round, 1, 'The last bus is at six.')
    const [responder, teller] = [await takesPart(system, round), await takesPart(system, round)]
    await responds(round, responder.id, statement, -1)
    await follows(round, responder.id, 'email', 'responder@theme.test')
    await follows(round, teller.id, 'email', 'teller@theme.test')
    const testimony = newId(system.clock.now())
    await system.owner.query(
      `INSERT INTO listening.testimony (participant_id, id, round_id, text, language, channel, may_publish, status, given_at) VALUES ($1, $2, $3, 'I walk home.', 'en', 'screen', true, 'published', now())`,
      [teller.id, testimony, round.id],
    )
    const theme = newId(system.clock.now())
    await system.owner.query(
      `INSERT INTO listening.theme (id, round_id, title, position, made_at) VALUES ($1, $2, 'Getting home', 0, now())`,
      [theme, round.id],
    )
    await system.owner.query(
      `INSERT INTO listening.theme_item VALUES ($1, 'statement', $2), ($1, 'testimony', $3)`,
      [theme, statement, testimony],
    )
    const id = await transaction(system.db, round.place.facilitator, system.clock.now(), (trx) =>
      answer(trx, round0(round), {
        about: 'theme',
        subject: theme,
        kind: 'we-cannot',
        text: 'There is no driver.',
        organisation: null,
      }),
    )
    await tellContributors(system, { answer: id })
    assert.deepEqual(
      (await messages('%theme.test')).map(({ recipient }) => recipient),
      ['responder@theme.test', 'teller@theme.test'],
    )
    assert.ok((await follow(system.db, statement)).some((node) => node.id === id))
  })
})

/** The round as the action needs it. */
function round0(round: ModeratedRound) {
  const at = system.clock.now()
  return {
    id: round.id,
    partnership: round.place.partnership,
    code: round.code,
    languages: ['en'],
    moderation: 'before' as const,
    opensAt: null,
    closesAt: null,
    openedAt: at,
    closedAt: null,
    source: null,
    licence: null,
    movedKey: null,
    createdAt: at,
    texts: [],
  }
}
