import type { Database, Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { send } from '../../platform/mail/index.ts'
import { tie } from '../../platform/thread/index.ts'
import { link } from '../../platform/web/index.ts'
import { isLanguage, words, type Key, type Words } from '../../ui/words/index.ts'
import { membersOf, partnershipById } from '../partnerships/index.ts'
import { allow, personById } from '../people/index.ts'
import { alsoCounting } from './closure.actions.ts'
import { insertReuse, insightById, refuse, reuseById, reusesInRound } from './insight.sql.ts'
import type { Reuse } from './insight.ts'
import { draftToChange } from './round.actions.ts'
import type { Round } from './round.ts'
import { roundById } from './round.sql.ts'
import { routes } from './routes.ts'
import { addStatement } from './statement.actions.ts'
import { statementById } from './statement.sql.ts'

export type Reusing = {
  round: string
  source: { insight: string } | { statement: string }
  /** What it is asked again for: read by its owners. */
  purpose: string
  /** An insight may be put as a statement in other words; a statement is asked as it was said. */
  text?: string
}

/**
 * Asks something again that was learned or said before. The words become a starting statement of the
 * draft, the reuse is logged, and the chairs and facilitators of those it came from are told. They
 * may refuse, now or later. What they have refused for a round is not taken up again in it.
 */
export async function reuseEarlier(
  trx: Transaction,
  publicUrl: string,
  reusing: Reusing,
): Promise<string> {
  const round = await draftToChange(trx, reusing.round)
  const purpose = reusing.purpose.trim()
  if (purpose === '') throw new Refusal('listening.refused.reuse-purpose', 422)
  const earlier = await earlierWords(trx.db, round, reusing.source)
  const before = (await reusesInRound(trx.db, round.id)).filter(
    (each) =>
      each.insight === earlier.insight && each.earlierStatement === earlier.earlierStatement,
  )
  if (before.some((each) => each.refusedAt !== null))
    throw new Refusal('listening.refused.reuse-refused', 409)
  if (before.length > 0) throw new Refusal('listening.refused.reuse-there', 409)
  if (!round.languages.includes(earlier.language))
    throw new Refusal('listening.refused.language-not-in-round', 422)
  const statement = await addStatement(trx, {
    round: round.id,
    text: (earlier.insight === null ? undefined : reusing.text?.trim()) || earlier.words,
    language: earlier.language,
    source: 'insight',
    channel: 'screen',
  })
  const id = newId(trx.at)
  await insertReuse(trx.db, {
    id,
    insight: earlier.insight,
    earlierStatement: earlier.earlierStatement,
    owner: earlier.owner,
    asker: round.partnership,
    round: round.id,
    statement: statement.id,
    purpose,
    reusedBy: trx.actor.kind === 'person' ? trx.actor.person : null,
    reusedAt: trx.at,
  })
  await tellOwners(trx, publicUrl, round, id, { ...earlier, purpose })
  return id
}

export type Earlier = Pick<Reuse, 'insight' | 'earlierStatement' | 'owner' | 'words' | 'language'>

/** What was learned or said before; only what is public, and only from another round. */
export async function earlierWords(
  db: Database,
  round: Pick<Round, 'id'>,
  source: Reusing['source'],
): Promise<Earlier> {
  if ('insight' in source) {
    const insight = await insightById(db, source.insight)
    if (!insight) throw notFound()
    return {
      insight: insight.id,
      earlierStatement: null,
      owner: insight.partnership,
      words: insight.text,
      language: insight.language,
    }
  }
  const statement = await statementById(db, source.statement)
  const from = statement && (await roundById(db, statement.round))
  if (!from || !statement || statement.status !== 'published' || from.openedAt === null)
    throw notFound()
  if (from.id === round.id) throw new Refusal('listening.refused.reuse-there', 409)
  return {
    insight: null,
    earlierStatement: statement.id,
    owner: from.partnership,
    words: statement.text,
    language: statement.language,
  }
}

const asked = {
  subject: 'listening.reuse.told.subject',
  body: 'listening.reuse.told.body',
} as const
const refusedWords = {
  subject: 'listening.reuse.refusal-told.subject',
  body: 'listening.reuse.refusal-told.body',
} as const

/** Chairs and facilitators of those it came from; whoever asks it again knows already. */
async function tellOwners(
  trx: Transaction,
  publicUrl: string,
  round: Round,
  reuse: string,
  told: { owner: string; words: string; purpose: string },
): Promise<void> {
  const asker = await partnershipById(trx.db, round.partnership)
  const owners = (await membersOf(trx.db, told.owner)).filter(
    (member) =>
      member.roles.some((role) => role === 'chair' || role === 'facilitator') &&
      !(trx.actor.kind === 'person' && trx.actor.person === member.person),
  )
  for (const { person } of owners)
    await tell(trx, person, asked, (w) => ({
      partnership: asker?.name ?? w.t('listening.reuse.somebody'),
      words: told.words,
      purpose: told.purpose,
      address: publicUrl + link(routes.insightRefusal, { reuse }),
    }))
}

async function tell(
  trx: Transaction,
  person: string,
  message: { subject: Key; body: Key },
  values: (w: Words) => Record<string, string>,
): Promise<void> {
  await alsoCounting(trx, 'tell-owners')
  const found = await personById(trx.db, person)
  if (!found) return
  const language = isLanguage(found.language) ? found.language : 'en'
  const w = words(language)
  await send(trx, {
    channel: 'email',
    recipient: found.email,
    subject: w.t(message.subject, values(w)),
    body: w.t(message.body, values(w)),
    language,
  })
}

/**
 * The owners say no. From a draft the statement is taken out; in an opened round it is held and stays
 * held, whoever moderates. Responses it has had are kept but it is asked no more. Whoever took it up
 * is told why.
 */
export async function refuseReuse(
  trx: Transaction,
  publicUrl: string,
  id: string,
  why: string,
): Promise<'held' | 'taken-out'> {
  const reuse = await reuseById(trx.db, id)
  if (!reuse) throw notFound()
  allow(trx.actor, 'refuse-reuse', { kind: 'round', partnership: reuse.owner })
  if (why.trim() === '') throw new Refusal('listening.refused.refusal-why', 422)
  const refused = await refuse(trx.db, id, newId(trx.at), why.trim(), trx.at)
  if (!refused) throw new Refusal('listening.refused.refused-already', 409)
  await record(trx, {
    partnership: reuse.owner,
    act: 'reuse-refused',
    subject: { kind: 'insight-reuse', id },
    body: { insight: reuse.insight, statement: reuse.earlierStatement },
  })
  if (refused.effect === 'held') await recordHeld(trx, refused)
  if (reuse.reusedBy) {
    const owner = await partnershipById(trx.db, reuse.owner)
    await tell(trx, reuse.reusedBy, refusedWords, () => ({
      partnership: owner?.name ?? '',
      words: reuse.words,
      why: why.trim(),
      effect: refused.effect,
      address: publicUrl + link(routes.statements, { round: reuse.round }),
    }))
  }
  return refused.effect
}

async function recordHeld(
  trx: Transaction,
  refused: { round: string; statement: string },
): Promise<void> {
  const round = await roundById(trx.db, refused.round)
  if (!round) return
  await record(trx, {
    partnership: round.partnership,
    act: 'statement-held',
    subject: { kind: 'statement', id: refused.statement },
    body: { round: round.id, reason: 'refused-reuse' },
  })
}

/** At the opening what is asked again is tied to where it came from, in the owners' record too. */
export async function tieReuses(trx: Transaction, round: Round): Promise<void> {
  for (const reuse of await reusesInRound(trx.db, round.id)) {
    const source = reuse.insight ?? reuse.earlierStatement
    if (reuse.refusedAt !== null || source === null) continue
    if (!(await statementById(trx.db, reuse.statement))) continue
    await tie(trx, source, reuse.statement, 'asked-again')
    await record(trx, {
      partnership: reuse.owner,
      act: 'insight-reused',
      subject: { kind: 'insight-reuse', id: reuse.id },
      body: { source, round: round.id, statement: reuse.statement, by: round.partnership },
    })
  }
}
