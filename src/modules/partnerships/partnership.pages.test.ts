// Long because it is the whole of what people do here, in the order they do it.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { createWeb } from '../../app/web.ts'

const system = await testSystem()
const web = createWeb(system)

async function signedIn(email: string, options: { language?: string } = {}) {
  const browser = visitor(web, options)
  const person = await browser.signIn(system, email)
  return { browser, person }
}

const founding = {
  name: 'Harrow Lane Together',
  purpose: 'Neighbours who set their own course.\n\nEveryone is welcome.',
  language: 'en',
  languages: ['cy', 'ur'],
  place: 'Harrow Lane',
  postcode: 'bd3 9qw',
  nation: 'england',
  standing: 'resident',
}

test('the list helps whoever finds it empty', async () => {
  const page = await visitor(web).page('/partnerships')
  assert.match(page, /There are no partnerships here yet/)
  assert.match(page, /href="\/partnerships\/new"/)
})

test('a stranger is asked to sign in before founding', async () => {
  const response = await visitor(web).get('/partnerships/new')
  assert.equal(response.status, 303)
  assert.match(response.headers.get('location')!, /^\/sign-in\?to=%2Fpartnerships%2Fnew$/)
  assert.equal((await visitor(web).post('/partnerships', founding)).status, 401)
})

test('a wrong form comes back as it was sent, each problem named and linked', async () => {
  const { browser } = await signedIn('wrong@example.org')
  const response = await browser.post('/partnerships', {
    name: '',
    purpose: 'We meet at 4 High Street, BD3 9QW',
    standing: 'organisation',
    postcode: 'nowhere',
  })
  const page = await response.text()
  assert.equal(response.status, 422)
  for (const field of [
    'name',
    'purpose',
    'nation',
    'place',
    'postcode',
    'organisation',
    'organisationKind',
    'language',
  ])
    assert.match(page, new RegExp(`href="#${field}"`), field)
  assert.match(page, /<title>Problem: /)
  assert.match(page, />We meet at 4 High Street, BD3 9QW</)
  const { rows } = await system.owner.query(
    'SELECT count(*)::int AS n FROM partnerships.partnership',
  )
  assert.equal(rows[0].n, 0)
})

test('a partnership is founded, found by half a postcode and read by anybody, without a name of anybody', async () => {
  const { browser, person } = await signedIn('amina@example.org')
  await system.owner.query(`UPDATE people.person SET name = 'Amina Zaman' WHERE id = $1`, [person])
  const founded = await browser.post('/partnerships', founding)
  assert.equal(founded.status, 303, await founded.text())
  assert.equal(founded.headers.get('location'), '/in/harrow-lane-together?done=founded')

  const stranger = visitor(web)
  const front = await stranger.page('/in/harrow-lane-together')
  assert.match(front, /<h1>Harrow Lane Together<\/h1>/)
  assert.match(front, /Everyone is welcome\./)
  assert.match(front, /<b>1<\/b> resident/)
  for (const path of [
    '/in/harrow-lane-together',
    '/in/harrow-lane-together/record',
    '/partnerships',
    '/in/harrow-lane-together/came-out',
  ])
    assert.doesNotMatch(await stranger.page(path), /Amina|amina@/, path)
  assert.match(front, /href="\/in\/harrow-lane-together\/rounds"/)
  assert.doesNotMatch(front, /\/invitations/)
  assert.match(
    await browser.page('/in/harrow-lane-together'),
    /href="\/in\/harrow-lane-together\/invitations"/,
  )

  const searched = await stranger.get('/partnerships?find=bd3+9qw')
  assert.equal(searched.headers.get('location'), '/partnerships?find=BD3')
  assert.match(await stranger.page('/partnerships?find=BD3'), /Harrow Lane Together/)
  assert.match(await stranger.page('/partnerships?find=harrow'), /Harrow Lane Together/)
  assert.match(await stranger.page('/partnerships?find=LS1'), /Nothing was found for “LS1”/)
  assert.equal((await stranger.get('/in/nowhere')).status, 404)
})

test('a reader keeps their language, whichever the partnership chose; its own words are marked', async () => {
  const { browser } = await signedIn('cy@example.org')
  await browser.post('/partnerships', {
    ...founding,
    name: 'Cwm Gyda’n Gilydd',
    place: 'Y Cwm',
    postcode: '',
    nation: 'wales',
    language: 'cy',
    languages: [],
  })
  const urdu = visitor(web, { language: 'ur' })
  const welsh = await urdu.page('/in/cwm-gydan-gilydd')
  assert.match(welsh, /<html lang="ur" dir="rtl"/)
  assert.match(welsh, /<div lang="cy" dir="ltr"><p class="lead">Neighbours/)
  assert.match(await visitor(web).page('/in/cwm-gydan-gilydd'), /<html lang="en" dir="ltr"/)
  const front = await urdu.page('/in/harrow-lane-together')
  assert.match(front, /<html lang="ur" dir="rtl"/)
  assert.match(front, /اپنی بات کہیں/)
})

test('an invitation is made, printed, used by someone not yet signed in, and used up', async () => {
  const { browser: chair } = await signedIn('chair@example.org')
  await chair.post('/partnerships', { ...founding, name: 'Codes' })
  const made = await chair.post('/in/codes/invitations', {
    standing: 'resident',
    uses: '1',
    days: '7',
    roles: 'keyer',
  })
  assert.equal(made.status, 303, await made.text())
  const sheet = await chair.page(made.headers.get('location')!)
  const code = /<code class="copy__value copy__value--code"[^>]*>([0-9A-Z-]{14})</.exec(sheet)?.[1]
  assert.ok(code, 'the code stands on the page in large letters')
  assert.match(sheet, new RegExp(`${system.config.publicUrl}/join/${code}`))
  assert.match(sheet, /<figure class="qr">/)

  const guest = visitor(web)
  const typed = await guest.post('/join', { code: code.toLowerCase().replaceAll('-', ' ') })
  assert.equal(typed.headers.get('location'), `/join/${code}`)
  const offer = await guest.page(`/join/${code}`)
  assert.match(offer, /Join Codes/)
  const signIn = /href="(\/sign-in\?to=[^"]+)"/.exec(offer)?.[1]
  assert.equal(signIn, `/sign-in?to=%2Fjoin%2F${code}`)
  const early = await guest.post(`/join/${code}`)
  assert.match(early.headers.get('location')!, /^\/sign-in\?to=/)
  const guestId = await guest.signIn(system, 'guest@example.org')
  const { rows: before } = await system.owner.query(
    'SELECT count(*)::int AS n FROM partnerships.member WHERE person_id = $1',
    [guestId],
  )
  assert.equal(before[0].n, 0, 'opening the page and signing in join nobody')
  const joined = await guest.post(`/join/${code}`)
  assert.equal(joined.headers.get('location'), '/in/codes?done=joined')
  const { rows } = await system.owner.query(
    `SELECT standing, array_agg(role ORDER BY role) AS roles FROM partnerships.member JOIN partnerships.member_role ON member_id = member.id WHERE person_id = $1 GROUP BY standing`,
    [guestId],
  )
  assert.deepEqual(rows, [{ standing: 'resident', roles: ['keyer', 'member'] }])
  assert.match(await guest.page(`/join/${code}`), /You are already a member/)

  const { browser: late } = await signedIn('late@example.org')
  assert.match(
    await late.page(`/join/${code}`),
    /As many people as this invitation was for have joined/,
  )
  assert.equal((await late.post(`/join/${code}`)).status, 410)

  const unknown = await late.get('/join/2345-2345-2345')
  assert.equal(unknown.status, 404)
  assert.match(await unknown.text(), /No invitation has this code/)
  assert.equal((await late.post('/join', { code: 'half' })).status, 422)

  // Another of the chair's browsers, or the same a day later, sees no code.
  const again = visitor(web)
  await again.signIn(system, 'chair@example.org')
  assert.doesNotMatch(await again.page(made.headers.get('location')!), new RegExp(code))
})

test('an invitation for an organisation says which; withdrawn or out of date it lets nobody in', async () => {
  const { browser: chair } = await signedIn('chair@example.org')
  const invitation = async (days: string) => {
    const made = await chair.post('/in/codes/invitations', {
      standing: 'organisation',
      organisation: 'Northvale Buses',
      organisationKind: 'transport-body',
      uses: '5',
      days,
    })
    const path = made.headers.get('location')!
    return { path, code: /\/join\/([0-9A-Z-]{14})</.exec(await chair.page(path))![1]! }
  }
  const first = await invitation('7')
  const { browser: guest } = await signedIn('bus@example.org')
  assert.match(await guest.page(`/join/${first.code}`), /speak for Northvale Buses/)
  await chair.post(`${first.path}/withdrawal`)
  assert.match(await guest.page(`/join/${first.code}`), /was withdrawn/)
  assert.equal((await guest.post(`/join/${first.code}`)).status, 410)

  const second = await invitation('7')
  const { rows } = await system.owner.query(
    `SELECT count(*)::int AS n FROM places.organisation WHERE name = 'Northvale Buses'`,
  )
  assert.equal(rows[0].n, 1, 'the second invitation names the same organisation')
  assert.equal((await guest.post(`/join/${second.code}`)).status, 303)
  assert.match(await visitor(web).page('/in/codes'), /<b>1<\/b> person for an organisation/)
  assert.match(await chair.page('/in/codes/members'), /Northvale Buses/)

  const third = await invitation('7')
  system.clock.advance(8 * 86_400_000)
  assert.match(await visitor(web).page(`/join/${third.code}`), /out of date/)
})

test('the chair gives roles and ends memberships, but the last chair stays', async () => {
  const { browser: chair, person } = await signedIn('chair@example.org')
  const member = async (id: string) =>
    (
      await system.owner.query(
        `SELECT member.id FROM partnerships.member JOIN partnerships.partnership ON partnership.id = partnership_id WHERE slug = 'codes' AND person_id = $1 AND left_at IS NULL`,
        [id],
      )
    ).rows[0]?.id as string
  const own = await member(person)
  const alone = await chair.post(`/in/codes/members/${own}/roles`, { roles: ['facilitator'] })
  assert.equal(alone.status, 409)
  assert.match(await alone.text(), /A partnership always has a chair/)
  const { browser: guest, person: guestId } = await signedIn('guest@example.org')
  const other = await member(guestId)
  assert.match(
    await chair.page(`/in/codes/members/${other}/roles`),
    /name="roles" type="checkbox" value="keyer" checked/,
  )
  assert.equal(
    (await chair.post(`/in/codes/members/${other}/roles`, { roles: ['chair', 'safeguarding'] }))
      .status,
    303,
  )
  const { rows } = await system.owner.query(
    `SELECT role, ended_at IS NULL AS held FROM partnerships.member_role WHERE member_id = $1 ORDER BY role`,
    [other],
  )
  assert.deepEqual(rows, [
    { role: 'chair', held: true },
    { role: 'keyer', held: false },
    { role: 'member', held: true },
    { role: 'safeguarding', held: true },
  ])
  assert.equal((await guest.post(`/in/codes/members/${own}/end`)).status, 303)
  assert.equal((await chair.get('/in/codes/members')).status, 403)
  assert.equal((await guest.post('/in/codes/leaving')).status, 409)
})

test('every entry of the record can be worked out again from its JSON alone', async () => {
  const stranger = visitor(web)
  const file = JSON.parse(await stranger.page('/in/codes/record.json'))
  assert.ok(file.acts.length > 10)
  assert.equal(file.latest.hash, file.acts[0].hash)
  let previous: string | undefined
  for (const act of file.acts) {
    const text = [
      act.previousHash,
      file.partnership.id,
      act.sequence,
      act.at,
      act.actor,
      act.act,
      act.subjectKind,
      act.subject,
      act.body,
    ].join('\n')
    assert.equal(createHash('sha256').update(text).digest('hex'), act.hash)
    if (previous !== undefined) assert.equal(act.hash, previous)
    previous = act.previousHash
  }
  assert.equal(previous, '0'.repeat(64))
  const page = await stranger.page('/in/codes/record')
  assert.match(page, new RegExp(file.latest.hash))
  assert.match(page, /A member became chair\./)
  assert.match(page, /An invitation was made for residents, for up to 1 person\./)
  assert.match(page, /A membership was ended by the chair\./)
  const feed = await stranger.get('/in/codes/record.atom')
  assert.match(feed.headers.get('content-type')!, /^application\/atom\+xml/)
  assert.match(
    await feed.text(),
    /^<\?xml version="1.0" encoding="utf-8"\?>\n<feed [^>]+>\n<id>urn:uuid:/,
  )
})

test('a long record is read in pages that neither skip nor repeat', async () => {
  const { rows: founded } = await system.owner.query(
    `SELECT id FROM partnerships.partnership WHERE slug = 'cwm-gydan-gilydd'`,
  )
  for (let n = 0; n < 120; n++)
    await system.owner.query(
      `SELECT platform.append_event($1, now(), 'system:test', 'something-new', 'thing', gen_random_uuid(), '{}')`,
      [founded[0].id],
    )
  const stranger = visitor(web)
  const seen: number[] = []
  let path: string | undefined = '/in/cwm-gydan-gilydd/record'
  while (path) {
    const page = await stranger.page(path)
    seen.push(...[...page.matchAll(/id="act-(\d+)"/g)].map((match) => Number(match[1])))
    path = /href="(\/in\/cwm-gydan-gilydd\/record\?before=\d+)" rel="next"/.exec(page)?.[1]
  }
  assert.deepEqual(
    seen,
    Array.from({ length: seen.length }, (_, n) => seen.length - n),
  )
  assert.equal(seen.length, 126)
  assert.match(await stranger.page('/in/cwm-gydan-gilydd/record'), /Recorded: something new/)
  assert.equal((await stranger.get('/in/cwm-gydan-gilydd/record?before=x')).status, 400)
})

test('what a partnership says of itself changes, and the record keeps both', async () => {
  const { browser } = await signedIn('amina@example.org')
  assert.match(
    await browser.page('/in/harrow-lane-together/settings'),
    /value="Harrow Lane Together"/,
  )
  const changed = await browser.post('/in/harrow-lane-together/settings', {
    name: 'Harrow Lane',
    purpose: 'Shorter.',
    language: 'en',
    languages: ['en', 'ur'],
  })
  assert.equal(changed.status, 303)
  const { rows } = await system.owner.query(
    `SELECT name, purpose, languages FROM partnerships.partnership WHERE slug = 'harrow-lane-together'`,
  )
  assert.deepEqual(rows[0], { name: 'Harrow Lane', purpose: 'Shorter.', languages: ['en', 'ur'] })
  const record = await browser.page('/in/harrow-lane-together/record')
  assert.match(record, /Its name is Harrow Lane\./)
  assert.match(record, /Harrow Lane Together was founded\./)
})

test('each page is whole in Welsh, and the public ones in Urdu', async () => {
  for (const language of ['cy', 'ur']) {
    const browser = visitor(web, { language })
    for (const path of [
      '/partnerships',
      '/partnerships?find=zzz',
      '/in/harrow-lane-together',
      '/in/harrow-lane-together/record',
      '/in/harrow-lane-together/came-out',
      '/join',
      '/join/2345-2345-2345',
    ]) {
      const page = await (await browser.get(path)).text()
      assert.doesNotMatch(
        page,
        /<span lang="en" dir="ltr">(?!Common Thread)/,
        `${path} in ${language}`,
      )
    }
  }
})
