import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { installation, type Installation } from './installation.ts'
import { load, type Answer, type Measured } from './load.ts'

export const name = 'responses'

const perPerson = 12

/**
 * Responses stored a second through the real HTTP endpoint, which validates, stores durably and
 * picks the next statement. Each connection is one person after another, twelve responses each.
 * The load, the web and PostgreSQL share this machine's cores.
 */
export async function run(
  print: (line: string) => void,
  options: { quick?: boolean } = {},
): Promise<void> {
  const seconds = options.quick ? 3 : 10
  print('Goal: 2,000 a second on two cores with p99 under 100 ms at 32 connections, fsync on.\n')
  print(
    'database  | connections | stored/s (median of 3) | p50 ms | p99 ms | worst ms | failed | rows in the table',
  )
  print(
    '----------|-------------|------------------------|--------|--------|----------|--------|------------------',
  )
  for (const server of [undefined, process.env['DATABASE_URL']].slice(
    0,
    process.env['DATABASE_URL'] ? 2 : 1,
  )) {
    const made = await installation(60, server)
    try {
      await measure(made, 16, 2)
      for (const connections of [32, 200]) {
        const runs: Measured[] = []
        for (let n = 0; n < (options.quick ? 1 : 3); n += 1)
          runs.push(await measure(made, connections, seconds))
        const median = runs.toSorted((a, b) => a.perSecond - b.perSecond)[
          Math.floor(runs.length / 2)
        ]!
        const failed = runs.reduce((sum, each) => sum + each.failed, 0)
        const figure = (value: number) => value.toFixed(1).padStart(6)
        print(
          `${server === undefined ? 'embedded ' : 'server   '} | ${String(connections).padStart(11)} | ${median.perSecond.toFixed(0).padStart(22)} | ${figure(median.p50)} | ${figure(median.p99)} | ${figure(median.worst).padStart(8)} | ${String(failed).padStart(6)} | ${await stored(made)}`,
        )
      }
    } finally {
      await made.stop()
    }
  }
  if (!process.env['DATABASE_URL'])
    print('\nA PostgreSQL server is measured too where DATABASE_URL names one.')
}

async function measure(
  made: Installation,
  connections: number,
  seconds: number,
): Promise<Measured> {
  const { statements, code } = made.round
  const people = Array.from({ length: connections }, () => ({
    cookie: '',
    next: '',
    answered: 0,
    address: '',
  }))
  const begin = (person: (typeof people)[number]) => {
    person.cookie = ''
    person.answered = 0
    person.next = statements[Math.floor(Math.random() * statements.length)]!
    person.address = `10.${byte()}.${byte()}.${byte()}`
  }
  for (const person of people) begin(person)
  return load(made.port, connections, seconds, {
    send(connection) {
      const person = people[connection]!
      const body = JSON.stringify({
        responses: [
          {
            id: randomUUID(),
            statement: person.next,
            value: Math.floor(Math.random() * 3) - 1,
            important: Math.random() < 0.2,
          },
        ],
      })
      return `POST /r/${code}/responses HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json\r\nX-Forwarded-For: ${person.address}\r\n${person.cookie ? `Cookie: ${person.cookie}\r\n` : ''}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    },
    got(connection, answer) {
      const person = people[connection]!
      person.answered += 1
      person.cookie ||= cookieOf(answer)
      const next = nextOf(answer)
      if (next === undefined || person.answered >= perPerson) begin(person)
      else person.next = next
    },
  })
}

const byte = () => 1 + Math.floor(Math.random() * 250)

const cookieOf = (answer: Answer) => /set-cookie: ([^;\r]+)/i.exec(answer.headers)?.[1] ?? ''

const nextOf = (answer: Answer) =>
  answer.status === 200 ? /"next":\{"id":"([0-9a-f-]{36})"/.exec(answer.body)?.[1] : undefined

async function stored(made: Installation): Promise<string> {
  const client = new pg.Client(made.system.ownerConnection)
  await client.connect()
  const { rows } = await client.query<{ n: string }>('SELECT count(*) AS n FROM listening.response')
  await client.end()
  return Number(rows[0]!.n).toLocaleString('en-GB')
}
