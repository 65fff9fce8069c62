import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import type { Round } from './round.ts'
import { deleteTheme, insertTheme, renameTheme, setItems, themesOf } from './theme.sql.ts'
import { mostThemes, type ThemeItem } from './theme.ts'

type Of = Pick<Round, 'id' | 'partnership'>

/** Names something that statements and words have in common. */
export async function addTheme(trx: Transaction, round: Of, title: string): Promise<string> {
  allow(trx.actor, 'answer', { kind: 'round', partnership: round.partnership })
  const themes = await themesOf(trx.db, round.id)
  if (themes.length >= mostThemes)
    throw new Refusal('results.theme.refused.many', 409, { most: mostThemes })
  const id = newId(trx.at)
  await insertTheme(trx.db, {
    id,
    round: round.id,
    title,
    by: trx.actor.kind === 'person' ? trx.actor.person : null,
    at: trx.at,
  })
  await recorded(trx, round, 'theme-made', id, { title })
  return id
}

/** Says what stands under a theme, and what it is called. */
export async function changeTheme(
  trx: Transaction,
  round: Of,
  id: string,
  change: { title: string; items: readonly ThemeItem[] },
): Promise<void> {
  await ownTheme(trx, round, id)
  await renameTheme(trx.db, id, change.title)
  await setItems(trx.db, round.id, id, change.items)
  await recorded(trx, round, 'theme-changed', id, {
    title: change.title,
    items: change.items.length,
  })
}

/** A theme that was answered stays: the answer would point at nothing. */
export async function removeTheme(
  trx: Transaction,
  round: Of,
  id: string,
  answered: boolean,
): Promise<void> {
  await ownTheme(trx, round, id)
  if (answered) throw new Refusal('results.theme.refused.answered', 409)
  await deleteTheme(trx.db, id)
  await recorded(trx, round, 'theme-removed', id, {})
}

async function ownTheme(trx: Transaction, round: Of, id: string): Promise<void> {
  allow(trx.actor, 'answer', { kind: 'round', partnership: round.partnership })
  const themes = await themesOf(trx.db, round.id)
  if (!themes.some((theme) => theme.id === id)) throw notFound()
}

async function recorded(
  trx: Transaction,
  round: Of,
  act: string,
  id: string,
  body: Record<string, unknown>,
): Promise<void> {
  await record(trx, {
    partnership: round.partnership,
    act,
    subject: { kind: 'theme', id },
    body: { round: round.id, ...body },
  })
}
