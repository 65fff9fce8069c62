// Answers are saved without loading the page again, and kept on the phone while there is no signal.
// Without this script the same form posts and the page comes back with the next statement.
// eslint-disable-next-line import/no-absolute-path -- the server puts the file's own address here
import { keep, sendKept, waiting } from '/assets/respond-queue.js'

const card = document.getElementById('card')
const form = document.getElementById('answer')
const statement = document.getElementById('statement')
const original = document.getElementById('original')
const saved = document.getElementById('saved')
const count = document.getElementById('count')
const said = JSON.parse(card.dataset.words)
const { code, turn } = card.dataset
const rules = new Intl.PluralRules(said.language)
const ahead = 10

let coming = JSON.parse(card.dataset.coming)
let answered = Number(card.dataset.answered)
let total = Number(card.dataset.total)
const done = new Set()

const counted = (forms, number) =>
  (forms[rules.select(number)] || forms.other).replace('#', String(number))

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 15) | 64
  bytes[8] = (bytes[8] & 63) | 128
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

function directionOf(language) {
  return language === 'ur' || language === 'ar' ? 'rtl' : 'auto'
}

function show(next) {
  form.hidden = !next
  if (!next) return
  form.elements.response.value = newId()
  form.elements.statement.value = next.id
  form.elements.important.checked = false
  statement.textContent = next.text
  statement.lang = next.language
  statement.dir = directionOf(next.language)
  original.replaceChildren()
  if (next.original) {
    const [label, words] = [document.createElement('p'), document.createElement('p')]
    label.className = words.className = 'soft small'
    label.textContent = said.original
    words.lang = next.original.language
    words.dir = directionOf(next.original.language)
    words.textContent = next.original.text
    original.append(label, words)
  }
  statement.focus({ preventScroll: true })
  card.scrollIntoView({ block: 'nearest' })
}

function showProgress() {
  count.textContent = counted(said.count, answered)
  const progress = document.getElementById('progress')
  const dots = [...progress.querySelectorAll('.progress-dots span')]
  const full = total === 0 ? 0 : Math.round((Math.min(answered, total) / total) * dots.length)
  for (const [index, dot] of dots.entries())
    dot.classList.toggle('progress-dots__done', index < full)
  // The line above says how many in words; this one would now be wrong.
  progress.querySelector('.govuk-visually-hidden')?.remove()
}

function takeNext() {
  coming = coming.filter((each) => !done.has(each.id))
  return coming.shift()
}

let sending
let again = false
/** One at a time; asked for again meanwhile, it goes again afterwards. */
function send() {
  again = true
  sending ??= sendAll().finally(() => {
    sending = undefined
    if (again) void send()
  })
  return sending
}

async function sendAll() {
  let told
  while (again) {
    again = false
    told = await sendKept(ahead)
  }
  return tell(told)
}

function tell(told) {
  const mine = told.answers[turn]
  if (mine) {
    total = mine.total
    answered = mine.answered
    const shown = form.elements.statement.value
    coming = [mine.next, ...(mine.ahead || [])].filter(
      (each) => each && !done.has(each.id) && each.id !== shown,
    )
    showProgress()
  }
  if (told.problem === 'set-aside') saved.textContent = said.setAside
  else if (told.problem) saved.textContent = told.problem
  else if (told.left > 0) saved.textContent = counted(said.waiting, told.left)
  else if (mine) saved.textContent = said.saved
  if (told.left > 0) later()
  if (form.hidden || done.has(form.elements.statement.value)) {
    const next = takeNext()
    if (next) show(next)
    else if (told.left === 0 && !told.problem) location.reload()
    else {
      show(undefined)
      if (told.left > 0) statement.textContent = said.noMoreHere
    }
  }
  return told
}

let timer
let wait = 2000
function later() {
  clearTimeout(timer)
  timer = setTimeout(() => void send(), wait)
  wait = Math.min(wait * 2, 60_000)
  void navigator.serviceWorker?.ready
    .then((worker) => worker.sync?.register('answers'))
    .catch(() => undefined)
}

/** This browser keeps nothing: the form posts as it would without a script. */
function post(value) {
  const hidden = document.createElement('input')
  Object.assign(hidden, { type: 'hidden', name: 'value', value })
  form.append(hidden)
  form.submit()
}

async function take(value) {
  const answer = {
    id: form.elements.response.value,
    code,
    turn,
    statement: form.elements.statement.value,
    value: Number(value),
    important: form.elements.important.checked,
    givenAt: new Date().toISOString(),
  }
  try {
    await keep(answer)
  } catch {
    post(value)
    return
  }
  done.add(answer.statement)
  answered += 1
  showProgress()
  saved.textContent = said.sending
  const next = takeNext()
  if (next) show(next)
  await send()
}

form.addEventListener('submit', (event) => {
  const value = event.submitter?.value
  if (value === undefined) return
  event.preventDefault()
  void take(value)
})

// The device is handed back only when everything on it has been sent.
async function finish(form) {
  const { left } = await send().catch(() => ({ left: 0 }))
  if (left > 0) saved.textContent = said.finishWaiting
  else {
    form.dataset.sent = 'yes'
    form.requestSubmit(form.querySelector('button'))
  }
}

for (const turnEnd of document.querySelectorAll('form[data-finish]')) {
  turnEnd.addEventListener('submit', (event) => {
    if (turnEnd.dataset.sent) return
    event.preventDefault()
    void finish(turnEnd)
  })
}

addEventListener('online', () => {
  wait = 2000
  void send()
})
async function sendEarlier() {
  const kept = await waiting().catch(() => [])
  for (const each of kept) if (each.turn === turn) done.add(each.statement)
  if (kept.length > 0) await send()
}

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void sendEarlier()
})
void sendEarlier()
void navigator.serviceWorker?.register('/r/worker.js', { scope: '/r/' }).catch(() => undefined)
