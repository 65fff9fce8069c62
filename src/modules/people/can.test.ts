import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { anonymous, system, type Actor } from '../../platform/actor.ts'
import { Refusal } from '../../platform/errors.ts'
import { allow, can, type Thing, type Verb } from './can.ts'

const own = '01890000-0000-7000-8000-000000000001'
const other = '01890000-0000-7000-8000-000000000002'
const someone = '01890000-0000-7000-8000-00000000000a'
const neighbour = '01890000-0000-7000-8000-00000000000b'

const holding = (role?: string, operator = false): Actor => ({
  kind: 'person',
  person: someone,
  roles: role === undefined ? [] : [{ partnership: own, role }],
  operator,
})

/** The columns of the grid, in its order. Every role is held in the partnership `own`. */
const actors: Actor[] = [
  anonymous,
  { kind: 'participant', participant: neighbour },
  holding(),
  holding('member'),
  holding('keyer'),
  holding('moderator'),
  holding('facilitator'),
  holding('chair'),
  holding('safeguarding'),
  holding(undefined, true),
  system('close-round'),
]

const installation: Thing = { kind: 'installation' }
const partnership: Thing = { kind: 'partnership', partnership: own }
const another: Thing = { kind: 'partnership', partnership: other }
const draft: Thing = { kind: 'round', partnership: own, opened: false }
const opened: Thing = { kind: 'round', partnership: own, opened: true }
const theirDraft: Thing = { kind: 'round', partnership: other, opened: false }
const theirs: Thing = { kind: 'round', partnership: other, opened: true }
const queue: Thing = { kind: 'safeguarding', partnership: own }
const theirQueue: Thing = { kind: 'safeguarding', partnership: other }
const meeting: Thing = { kind: 'meeting', partnership: own }
const theirMeeting: Thing = { kind: 'meeting', partnership: other }
const decision: Thing = { kind: 'decision', partnership: own }
const theirDecision: Thing = { kind: 'decision', partnership: other }
const figure: Thing = { kind: 'figure', partnership: own }
const theirFigure: Thing = { kind: 'figure', partnership: other }
const priority: Thing = { kind: 'priority', partnership: own }
const theirPriority: Thing = { kind: 'priority', partnership: other }
const commitment: Thing = { kind: 'commitment', partnership: own }
const theirCommitment: Thing = { kind: 'commitment', partnership: other }
const self: Thing = { kind: 'person', person: someone }
const somebodyElse: Thing = { kind: 'person', person: neighbour }

// What must be true, written by hand and not derived from the rules: + may, . may not.
// `stranger` has no account; `participant` answers a round without one; `person` has an account
// and no role; `operator` runs the server; `system` is background work.
// oxfmt-ignore
const grid: [Thing, string, Record<string, string>][] = [
  /*                                       stranger participant person member keyer moderator facilitator chair safeguarding operator system */
  [installation, 'the installation', {
    manage:          '. . . . . . . . . + +',
    'read-outbox':   '. . . . . . . . . + +',
  }],
  [partnership, 'their own partnership', {
    found:           '. . + + + + + + + + +',
    change:          '. . . . . . . + . . +',
    invite:          '. . . . . . . + . . +',
    'see-members':   '. . . + + + + + + . +',
    leave:           '. . . + + + + + + . +',
    'set-up':        '. . . . . . . + . . +',
    'set-term':      '. . . . . . . + . . +',
    'name-trusted':  '. . . . . . . + . . +',
    'declare-interest':'. . . + + + + + + . +',
    'note-interest': '. . . . . . + + . . +',
    'set-closeness': '. . . . . . . + . . +',
    'read-drift':    '. . . + + + + + + . +',
    'change-drift-terms':'. . . + + + + + + . +',
    'export-whole':  '. . . . . . . + . . +',
  }],
  [another, 'another partnership', {
    found:           '. . + + + + + + + + +',
    change:          '. . . . . . . . . . +',
    invite:          '. . . . . . . . . . +',
    'see-members':   '. . . . . . . . . . +',
    leave:           '. . . . . . . . . . +',
    'set-up':        '. . . . . . . . . . +',
    'set-term':      '. . . . . . . . . . +',
    'name-trusted':  '. . . . . . . . . . +',
    'declare-interest':'. . . . . . . . . . +',
    'note-interest': '. . . . . . . . . . +',
    'set-closeness': '. . . . . . . . . . +',
    'read-drift':    '. . . . . . . . . . +',
    'change-drift-terms':'. . . . . . . . . . +',
    'export-whole':  '. . . . . . . . . . +',
  }],
  [draft, 'a draft of their own', {
    draft:           '. . . . . . + + . . +',
    change:          '. . . . . . + + . . +',
    open:            '. . . . . . + + . . +',
    close:           '. . . . . . + + . . +',
    'see-draft':     '. . . + + + + + + . +',
    print:           '. . . . + . + + . . +',
    key:             '. . . . + . + + . . +',
    settle:          '. . . . + . + + . . +',
    moderate:        '. . . . . + . + . . +',
    answer:          '. . . . . . + + . . +',
    'read-results':  '. . . . . . . . . . .',
    export:          '. . . . . . . . . . .',
    'note-insight':  '. . . + . . + + . . +',
    'refuse-reuse':  '. . . . . . + + . . +',
  }],
  [opened, 'an opened round of their own', {
    draft:           '. . . . . . + + . . +',
    change:          '. . . . . . + + . . +',
    open:            '. . . . . . + + . . +',
    close:           '. . . . . . + + . . +',
    'see-draft':     '. . . + + + + + + . +',
    print:           '. . . . + . + + . . +',
    key:             '. . . . + . + + . . +',
    settle:          '. . . . + . + + . . +',
    moderate:        '. . . . . + . + . . +',
    answer:          '. . . . . . + + . . +',
    'read-results':  '+ + + + + + + + + + +',
    export:          '+ + + + + + + + + + +',
    'note-insight':  '. . . + . . + + . . +',
    'refuse-reuse':  '. . . . . . + + . . +',
  }],
  [theirDraft, 'a draft of another partnership', {
    draft:           '. . . . . . . . . . +',
    change:          '. . . . . . . . . . +',
    open:            '. . . . . . . . . . +',
    close:           '. . . . . . . . . . +',
    'see-draft':     '. . . . . . . . . . +',
    print:           '. . . . . . . . . . +',
    key:             '. . . . . . . . . . +',
    settle:          '. . . . . . . . . . +',
    moderate:        '. . . . . . . . . . +',
    answer:          '. . . . . . . . . . +',
    'read-results':  '. . . . . . . . . . .',
    export:          '. . . . . . . . . . .',
    'note-insight':  '. . . . . . . . . . +',
    'refuse-reuse':  '. . . . . . . . . . +',
  }],
  [theirs, 'an opened round of another partnership', {
    draft:           '. . . . . . . . . . +',
    change:          '. . . . . . . . . . +',
    open:            '. . . . . . . . . . +',
    close:           '. . . . . . . . . . +',
    'see-draft':     '. . . . . . . . . . +',
    print:           '. . . . . . . . . . +',
    key:             '. . . . . . . . . . +',
    settle:          '. . . . . . . . . . +',
    moderate:        '. . . . . . . . . . +',
    answer:          '. . . . . . . . . . +',
    'read-results':  '+ + + + + + + + + + +',
    export:          '+ + + + + + + + + + +',
    'note-insight':  '. . . . . . . . . . +',
    'refuse-reuse':  '. . . . . . . . . . +',
  }],
  [meeting, 'a meeting of their own', {
    'see-draft':     '. . . + + + + + + . +',
    call:            '. . . . . . + + . . +',
    change:          '. . . . . . + + . . +',
    'note-attendance':'. . . . + . + + . . +',
    minute:          '. . . . . . + + . . +',
  }],
  [theirMeeting, 'a meeting of another partnership', {
    'see-draft':     '. . . . . . . . . . +',
    call:            '. . . . . . . . . . +',
    change:          '. . . . . . . . . . +',
    'note-attendance':'. . . . . . . . . . +',
    minute:          '. . . . . . . . . . +',
  }],
  [decision, 'a decision of their own', {
    'see-draft':     '. . . + + + + + + . +',
    put:             '. . . . . . + + . . +',
    open:            '. . . . . . + + . . +',
    vote:            '. . . + + + + + + . +',
    'record-votes':  '. . . . + . + + . . +',
    dissent:         '. . . + + + + + + . +',
    close:           '. . . . . . + + . . +',
  }],
  [theirDecision, 'a decision of another partnership', {
    'see-draft':     '. . . . . . . . . . +',
    put:             '. . . . . . . . . . +',
    open:            '. . . . . . . . . . +',
    vote:            '. . . . . . . . . . +',
    'record-votes':  '. . . . . . . . . . +',
    dissent:         '. . . . . . . . . . +',
    close:           '. . . . . . . . . . +',
  }],
  [figure, 'a figure of their own', {
    add:             '. . . + + + + + + . +',
    withdraw:        '. . . . . . + + . . +',
  }],
  [theirFigure, 'a figure of another partnership', {
    add:             '. . . . . . . . . . +',
    withdraw:        '. . . . . . . . . . +',
  }],
  [priority, 'a priority of their own', {
    'see-draft':     '. . . + + + + + + . +',
    propose:         '. . . + + + + + + . +',
    link:            '. . . + + + + + + . +',
    draw:            '. . . + + + + + + . +',
    change:          '. . . . . . + + . . +',
    rank:            '. . . . . . + + . . +',
    plan:            '. . . . . . + + . . +',
  }],
  [theirPriority, 'a priority of another partnership', {
    'see-draft':     '. . . . . . . . . . +',
    propose:         '. . . . . . . . . . +',
    link:            '. . . . . . . . . . +',
    draw:            '. . . . . . . . . . +',
    change:          '. . . . . . . . . . +',
    rank:            '. . . . . . . . . . +',
    plan:            '. . . . . . . . . . +',
  }],
  [commitment, 'a commitment of their own', {
    'see-draft':     '. . . + + + + + + . +',
    expect:          '. . . . . . + + . . +',
    check:           '. . . + + + + + + . +',
    'record-check':  '. . . . + . + + . . +',
    'close-check':   '. . . . . . + + . . +',
    intend:          '. . . . . . + + . . +',
  }],
  [theirCommitment, 'a commitment of another partnership', {
    'see-draft':     '. . . . . . . . . . +',
    expect:          '. . . . . . . . . . +',
    check:           '. . . . . . . . . . +',
    'record-check':  '. . . . . . . . . . +',
    'close-check':   '. . . . . . . . . . +',
    intend:          '. . . . . . . . . . +',
  }],
  [queue, 'their own safeguarding queue', {
    open:            '. . . . . . . . + . .',
    note:            '. . . . . . . . + . .',
    close:           '. . . . . . . . + . .',
  }],
  [theirQueue, 'another partnership’s safeguarding queue', {
    open:            '. . . . . . . . . . .',
    note:            '. . . . . . . . . . .',
    close:           '. . . . . . . . . . .',
  }],
  [self, 'themselves', {
    'read-own':      '. . + + + + + + + + .',
    'change-own':    '. . + + + + + + + + .',
    'export-own':    '. . + + + + + + + + .',
    'erase-own':     '. . + + + + + + + + .',
  }],
  [somebodyElse, 'somebody else', {
    'read-own':      '. . . . . . . . . . .',
    'change-own':    '. . . . . . . . . . .',
    'export-own':    '. . . . . . . . . . .',
    'erase-own':     '. . . . . . . . . . .',
  }],
]

describe('who may do what', () => {
  for (const [thing, name, verbs] of grid) {
    for (const [verb, expected] of Object.entries(verbs)) {
      test(`${verb}: ${name}`, () => {
        const found = actors.map((actor) => (can(actor, verb as Verb, thing) ? '+' : '.')).join(' ')
        assert.equal(found, expected)
      })
    }
  }

  test('a verb that no rule names is refused to all', () => {
    for (const actor of actors)
      assert.equal(can<Thing>(actor, 'demolish' as Verb, partnership), false)
    for (const actor of actors)
      assert.equal(can<Thing>(actor, 'constructor' as Verb, partnership), false)
  })

  test('a partnership without an id is nobody’s', () => {
    assert.equal(can(holding('chair'), 'change', { kind: 'partnership' }), false)
    assert.equal(can(holding(), 'found', { kind: 'partnership' }), true)
  })

  test('a stranger is asked to sign in, a person is told no', () => {
    const refusal = (actor: Actor) => {
      try {
        allow(actor, 'invite', { kind: 'partnership', partnership: own })
        return 'allowed'
      } catch (error) {
        assert.ok(error instanceof Refusal)
        return `${error.status} ${error.key}`
      }
    }
    assert.equal(refusal(anonymous), '401 people.refused.sign-in')
    assert.equal(
      refusal({ kind: 'participant', participant: neighbour }),
      '401 people.refused.sign-in',
    )
    assert.equal(refusal(holding('member')), '403 app.refused.not-allowed')
    assert.equal(refusal(holding('chair')), 'allowed')
  })
})
