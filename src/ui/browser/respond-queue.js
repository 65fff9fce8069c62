// Answers kept on this device until the server says that they are stored. Each has an id made here,
// so that sending one twice stores it once, and the signed turn of whoever gave it, so that it is
// stored as theirs whoever holds the device by then. Used by the page and by the service worker.

function open() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open('common-thread', 1)
    asked.addEventListener('upgradeneeded', () =>
      asked.result.createObjectStore('answer', { keyPath: 'id' }),
    )
    asked.addEventListener('success', () => done(asked.result))
    asked.addEventListener('error', () => failed(asked.error))
  })
}

async function store(mode, work) {
  const database = await open()
  try {
    return await new Promise((done, failed) => {
      const change = database.transaction('answer', mode)
      const asked = work(change.objectStore('answer'))
      change.addEventListener('complete', () => done(asked && asked.result))
      change.addEventListener('abort', () => failed(change.error))
    })
  } finally {
    database.close()
  }
}

export function keep(answer) {
  return store('readwrite', (answers) => answers.put(answer))
}

export function waiting() {
  return store('readonly', (answers) => answers.getAll())
}

function forget(ids) {
  return store('readwrite', (answers) => {
    for (const id of ids) answers.delete(id)
  })
}

/**
 * Sends what is kept, one person's answers to one round at a time. Tells how many are left, what the
 * server said last, and what it will never take: closed, or a statement that was taken down.
 */
export async function sendKept(ahead) {
  const told = { left: 0, answers: {}, problem: null }
  const people = new Map()
  for (const answer of await waiting()) {
    const key = `${answer.code} ${answer.turn}`
    people.set(key, [...(people.get(key) || []), answer])
  }
  for (const answers of people.values()) await sendOne(answers, ahead, told)
  told.left = (await waiting()).length
  return told
}

async function sendOne(answers, ahead, told) {
  const { code, turn } = answers[0]
  let rest = answers.sort((a, b) => (a.givenAt < b.givenAt ? -1 : 1))
  while (rest.length > 0) {
    const some = rest.slice(0, 100)
    const response = await fetch(`/r/${code}/responses`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        turn,
        ahead,
        responses: some.map(({ id, statement, value, important, givenAt }) => ({
          id,
          statement,
          value,
          important,
          givenAt,
        })),
      }),
    }).catch(() => null)
    if (!response || response.status === 429 || response.status >= 500) return
    const body = await response.json().catch(() => null)
    if (!body) return
    if (response.ok) {
      await forget(body.saved)
      told.answers[turn] = body
      rest = rest.slice(some.length)
    } else if (body.error.id) {
      // One that will never be taken is put aside; the others go without it.
      told.problem = 'set-aside'
      await forget([body.error.id])
      rest = rest.filter((each) => each.id !== body.error.id)
    } else {
      told.problem = body.error.message
      await forget(some.map((each) => each.id))
      return
    }
  }
}
