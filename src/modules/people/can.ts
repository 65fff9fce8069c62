import type { Actor } from '../../platform/actor.ts'
import { notAllowed, Refusal } from '../../platform/errors.ts'

/** What a member of a partnership may be trusted with. A member holds one or more of these. */
export const roles = [
  'chair',
  'facilitator',
  'moderator',
  'keyer',
  'safeguarding',
  'member',
] as const
export type RoleName = (typeof roles)[number]

export function isRole(value: unknown): value is RoleName {
  return roles.includes(value as RoleName)
}

/**
 * Who may: a list of roles, held in the partnership the thing belongs to; or
 * - `anyone`: no account needed;
 * - `once-opened`: anyone, after the round has opened; before that nobody;
 * - `signed-in`: any person with an account;
 * - `operator`: whoever runs the server, which opens no partnership's content;
 * - `self`: the person themselves, and nobody on their behalf.
 */
type Rule = readonly RoleName[] | 'anyone' | 'once-opened' | 'signed-in' | 'operator' | 'self'

const organisers = ['chair', 'facilitator'] as const

/** The whole of who may do what. `can.test.ts` holds the same, written out by hand as a grid. */
const rules = {
  installation: {
    manage: 'operator',
    'read-outbox': 'operator',
  },
  partnership: {
    found: 'signed-in',
    change: ['chair'],
    invite: ['chair'],
    'see-members': roles,
    leave: roles,
    'set-up': ['chair'],
    'set-term': ['chair'],
    'name-trusted': ['chair'],
    'declare-interest': roles,
    'note-interest': organisers,
    'set-closeness': ['chair'],
    'read-drift': roles,
    'change-drift-terms': roles,
    'export-whole': ['chair'],
  },
  meeting: {
    'see-draft': roles,
    call: organisers,
    change: organisers,
    'note-attendance': ['keyer', ...organisers],
    minute: organisers,
  },
  decision: {
    'see-draft': roles,
    put: organisers,
    open: organisers,
    // Who may vote is a rule of the decision: interests and terms exclude.
    vote: roles,
    'record-votes': ['keyer', ...organisers],
    dissent: roles,
    close: organisers,
  },
  figure: {
    add: roles,
    withdraw: organisers,
  },
  priority: {
    'see-draft': roles,
    propose: roles,
    link: roles,
    draw: roles,
    change: organisers,
    rank: organisers,
    plan: organisers,
  },
  // What an organisation does about these is not a role here: see `speaksFor` in partnerships.
  commitment: {
    'see-draft': roles,
    expect: organisers,
    // That residents check and the partner does not is a rule of the check-back.
    check: roles,
    'record-check': ['keyer', ...organisers],
    'close-check': organisers,
    intend: organisers,
  },
  round: {
    draft: organisers,
    change: organisers,
    open: organisers,
    close: organisers,
    'see-draft': roles,
    print: ['keyer', ...organisers],
    key: ['keyer', ...organisers],
    // That two different people keyed a sheet is a rule of the batch, not of the role.
    settle: ['keyer', ...organisers],
    moderate: ['moderator', 'chair'],
    answer: organisers,
    'read-results': 'once-opened',
    export: 'once-opened',
    'note-insight': [...organisers, 'member'],
    'refuse-reuse': organisers,
  },
  safeguarding: {
    open: ['safeguarding'],
    note: ['safeguarding'],
    close: ['safeguarding'],
  },
  person: {
    'read-own': 'self',
    'change-own': 'self',
    'export-own': 'self',
    'erase-own': 'self',
  },
} as const satisfies Record<string, Record<string, Rule>>

type Kind = keyof typeof rules
export type Verb<K extends Kind = Kind> = K extends Kind ? keyof (typeof rules)[K] & string : never

/** What a verb is about. A round says whether it has opened; a partnership not yet founded has no id. */
export type Thing =
  | { kind: 'installation' }
  | { kind: 'partnership'; partnership?: string }
  | { kind: 'round'; partnership: string; opened?: boolean }
  | { kind: 'safeguarding'; partnership: string }
  | { kind: 'meeting'; partnership: string }
  | { kind: 'decision'; partnership: string }
  | { kind: 'figure'; partnership: string }
  | { kind: 'priority'; partnership: string }
  | { kind: 'commitment'; partnership: string }
  | { kind: 'person'; person: string }

/**
 * Whether somebody may do this to that. Roles count only inside the partnership that the thing
 * belongs to. Background work carries out what people have decided, so it may do anything but open
 * what is kept for named people: the safeguarding queue and what is a person's own.
 */
export function can<T extends Thing>(actor: Actor, verb: Verb<T['kind']>, thing: T): boolean {
  const verbs: Record<string, Rule> = rules[thing.kind]
  const rule = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (rule === undefined) return false
  if (rule === 'anyone') return true
  if (rule === 'once-opened') return thing.kind === 'round' && thing.opened === true
  if (actor.kind === 'system') return thing.kind !== 'safeguarding' && thing.kind !== 'person'
  if (actor.kind !== 'person') return false
  if (rule === 'signed-in') return true
  if (rule === 'operator') return actor.operator
  if (rule === 'self') return thing.kind === 'person' && thing.person === actor.person
  const partnership = 'partnership' in thing ? thing.partnership : undefined
  return actor.roles.some(
    (held) => held.partnership === partnership && (rule as readonly string[]).includes(held.role),
  )
}

/** Lets somebody go on or refuses: asks a stranger to sign in, tells a person that they may not. */
export function allow<T extends Thing>(actor: Actor, verb: Verb<T['kind']>, thing: T): void {
  if (can(actor, verb, thing)) return
  if (actor.kind === 'anonymous' || actor.kind === 'participant')
    throw new Refusal('people.refused.sign-in', 401)
  throw notAllowed()
}
