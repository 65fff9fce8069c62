import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Command } from 'commander'
import { methodsCommand } from './methods.ts'

const folder = mkdtempSync(join(tmpdir(), 'thread-methods-'))
after(() => rmSync(folder, { recursive: true }))

/** Runs the command in this process, catching what it prints and its exit code. */
async function run(...args: string[]) {
  const program = new Command('thread').exitOverride()
  let out = ''
  let problems = ''
  const catchOut = {
    writeOut: (text: string) => (out += text),
    writeErr: (text: string) => (problems += text),
  }
  program.configureOutput(catchOut)
  methodsCommand(program)
  const stdout = process.stdout.write.bind(process.stdout)
  const stderr = process.stderr.write.bind(process.stderr)
  const before = process.exitCode
  process.exitCode = 0
  process.stdout.write = (text: string | Uint8Array) => ((out += text.toString()), true)
  process.stderr.write = (text: string | Uint8Array) => ((problems += text.toString()), true)
  try {
    await program.parseAsync(['node', 'thread', 'methods', 'opinion', 'map', ...args])
  } catch (error) {
    process.exitCode = (error as { exitCode: number }).exitCode === 0 ? 0 : 2
  } finally {
    process.stdout.write = stdout
    process.stderr.write = stderr
  }
  const code = process.exitCode
  process.exitCode = before
  return { out, problems, code }
}

function file(name: string, text: string) {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Two camps of four on six statements, and one statement all agree with. */
function votes() {
  const lines = ['comment-id,voter-id,vote,timestamp']
  for (let person = 1; person <= 12; person++) {
    for (let s = 0; s < 7; s++) {
      const side = person % 2 === 0 ? 1 : -1
      lines.push(`${s},${person},${s === 6 ? 1 : s % 2 === 0 ? side : -side},${person * 10 + s}`)
    }
  }
  return file('votes.csv', `${lines.join('\n')}\n`)
}

type Answer = {
  participants: number
  statements: number
  responses: number
  components: number[][]
  groups: {
    id: string | number
    members: number[]
    representative: { statement: number; direction: string }[]
  }[]
  common: number[]
}

test('opinion map prints what people share, as a table and as JSON, in both modes', async () => {
  const path = votes()
  const table = await run(path)
  assert.equal(table.code, 0)
  assert.match(table.out, /12 people gave 84 responses to 7 statements/)
  for (const mode of ['thread', 'polis']) {
    const { out, code } = await run(path, '--mode', mode, '--json', '--seed', '3')
    assert.equal(code, 0)
    const answer = JSON.parse(out) as Answer
    assert.deepEqual([answer.participants, answer.statements, answer.responses], [12, 7, 84])
    assert.equal(answer.components.length, 2)
    assert.equal(answer.components[0]!.length, 7)
    assert.deepEqual(
      answer.groups.map(({ members }) => members).toSorted((a, b) => a[0]! - b[0]!),
      [
        [1, 3, 5, 7, 9, 11],
        [2, 4, 6, 8, 10, 12],
      ],
    )
    assert.ok(answer.common.includes(6))
    for (const { representative } of answer.groups) assert.ok(representative.length > 0)
  }
})

test('moderation and an earlier answer are honoured', async () => {
  const path = votes()
  const comments = file('comments.csv', 'comment-id,moderated\n6,-1\n')
  const first = JSON.parse((await run(path, '--json', '--comments', comments)).out) as Answer
  assert.equal(first.statements, 6)
  assert.ok(!first.common.includes(6))
  const renamed = {
    ...first,
    labels: ['A', 'B'],
    groups: first.groups.map((group) => ({ ...group, id: group.id === 'A' ? 'B' : 'A' })),
  }
  const previous = file('previous.json', JSON.stringify(renamed))
  const again = JSON.parse((await run(path, '--json', '--previous', previous)).out) as Answer
  const named = (answer: Answer, id: string) =>
    answer.groups.find((group) => group.id === id)!.members
  assert.deepEqual(named(again, 'A'), named(first, 'B'))
})

test('a refused file ends with 1 and says where; a wrong option with 2', async () => {
  const bad = await run(file('bad.csv', 'comment-id,voter-id,vote\n1,1,perhaps\n'))
  assert.equal(bad.code, 1)
  assert.match(bad.problems, /Row 2, column vote: found "perhaps"; it must be 1 \(agree\)/)
  assert.equal(bad.out, '')
  assert.equal((await run(join(folder, 'absent.csv'))).code, 1)
  assert.equal((await run(file('empty.csv', ''))).code, 1)
  assert.equal((await run(votes(), '--previous', file('odd.json', '{"groups": 3}'))).code, 1)
  assert.equal((await run(votes(), '--mode', 'guess')).code, 2)
  assert.equal((await run(votes(), '--seed', '-1')).code, 2)
  assert.equal((await run()).code, 2)
  const help = await run('--help')
  assert.equal(help.code, 0)
  assert.match(help.out, /Examples:/)
})
