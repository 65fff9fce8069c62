import { system as asSystem } from '../../platform/actor.ts'
import { transaction, type Transaction } from '../../platform/database/index.ts'
import { newTimelessId } from '../../platform/ids.ts'
import type { Task } from '../../platform/jobs/index.ts'
import { send } from '../../platform/mail/index.ts'
import type { System } from '../../platform/system.ts'
import { link } from '../../platform/web/index.ts'
import { isLanguage, words } from '../../ui/words/index.ts'
import { boardOf, type Board } from './board-address.actions.ts'
import { changePath, changeWords } from './board-change.actions.ts'
import { daysToConfirm } from './board-follower.ts'
import { followersOfBoards, forgetUnconfirmed, upsertBoardFollower } from './board-follower.sql.ts'
import { boardsOf } from './board.sql.ts'
import { routes } from './routes.ts'

const purpose = 'board-following'
// Addresses are read and written by background work only, never by a visitor.
export const asFollowing = asSystem(purpose)

/** The code in a link that only whoever reads the mail has. */
const codeOf = (system: Pick<System, 'sign'>, id: string): string =>
  `${id}.${system.sign(purpose, id)}`

export function readCode(system: Pick<System, 'verify'>, code: string): string | undefined {
  const [id = '', signature = ''] = code.split('.')
  return system.verify(purpose, id, signature) ? id : undefined
}

/** Writes to an address that somebody typed, to ask whether it is theirs. Nothing else is sent until they say yes. */
export async function askToFollow(
  system: System,
  board: Board,
  address: string,
  language: string,
): Promise<void> {
  await transaction(system.db, asFollowing, system.clock.now(), async (trx) => {
    const row = { id: newTimelessId(), board: board.of, address, language }
    const id = await upsertBoardFollower(trx.db, row, trx.at)
    const w = words(isLanguage(language) ? language : 'en')
    const confirm = `${system.config.publicUrl}${link(routes.boardConfirmation, { code: codeOf(system, id) })}`
    await send(trx, {
      channel: 'email',
      recipient: address,
      subject: w.t('boards.resident.mail.confirm.subject', { name: board.name }),
      body: w.t('boards.resident.mail.confirm', {
        name: board.name,
        confirm,
        days: daysToConfirm,
      }),
      language,
    })
  })
}

type Heard = {
  act: string
  subjectKind: string
  subject: string
  body: Record<string, unknown>
  at: Date
}

/**
 * Tells everybody who follows a board on which this is a change, each address once. The messages go
 * into the outbox in the transaction in which the listener moves on, so each is written exactly once.
 */
export async function hearBoardChange(
  trx: Transaction,
  event: Heard,
  system: System,
): Promise<void> {
  const boards = await boardsOf(trx.db, { kind: event.subjectKind, id: event.subject })
  if (boards.length === 0) return
  for (const follower of await followersOfBoards(trx.db, boards, event.at)) {
    const language = isLanguage(follower.language) ? follower.language : 'en'
    const board = await boardOf(trx.db, follower.board, language)
    if (!board) continue
    const w = words(language)
    await send(trx, {
      channel: 'email',
      recipient: follower.address,
      subject: w.t('boards.resident.mail.change.subject', { name: board.name }),
      body: w.t('boards.resident.mail.change', {
        change: changeWords(w, event),
        address: system.config.publicUrl + changePath(event),
        name: board.name,
        end: `${system.config.publicUrl}${link(routes.boardFollowingEnd, { code: codeOf(system, follower.id) })}`,
      }),
      language,
    })
  }
}

/** Forgets addresses that nobody has confirmed. */
export const forgetUnconfirmedFollowers: Task = async (system) => {
  const now = system.clock.now()
  const before = new Date(now.getTime() - daysToConfirm * 86_400_000)
  await transaction(system.db, asFollowing, now, ({ db }) => forgetUnconfirmed(db, before))
}
