import type { Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { changedRules, startingRules, type Constitution, type Rules } from './constitution.ts'
import {
  constitutionOf,
  insertConstitution,
  lockConstitution,
  maySetUp,
  rulesAsColumns,
} from './constitution.sql.ts'

/** The rules a partnership begins with. Before it has members, as founding does. */
export async function foundConstitution(
  trx: Transaction,
  partnership: { id: string; nation: string },
): Promise<void> {
  const first: Constitution = {
    ...startingRules(partnership.nation),
    id: newId(trx.at),
    partnership: partnership.id,
    version: 1,
    adoptedAt: trx.at,
    decision: null,
  }
  await insertConstitution(trx.db, first)
  await recordAdoption(trx, first)
}

/** Sets the rules up directly, which the chair may do until the first question is opened. */
export async function setUpConstitution(
  trx: Transaction,
  partnership: string,
  rules: Rules,
): Promise<void> {
  allow(trx.actor, 'set-up', { kind: 'partnership', partnership })
  await lockConstitution(trx.db, partnership)
  if (!(await maySetUp(trx.db, partnership)))
    throw new Refusal('constitution.resident.refused.set-up-over', 409)
  const now = await constitutionOf(trx.db, partnership, trx.at)
  if (now && changedRules(now, rules).length === 0) return
  const next: Constitution = {
    ...rules,
    id: newId(trx.at),
    partnership,
    version: (now?.version ?? 0) + 1,
    adoptedAt: trx.at,
    decision: null,
  }
  await insertConstitution(trx.db, next)
  await recordAdoption(trx, next)
}

/** Says in the record that rules are in force now. Closing a decision that changed them says so too. */
export async function recordAdoption(trx: Transaction, adopted: Constitution): Promise<void> {
  await record(trx, {
    partnership: adopted.partnership,
    act: 'constitution-adopted',
    subject: { kind: 'constitution', id: adopted.id },
    body: {
      version: adopted.version,
      ...(adopted.decision ? { decision: adopted.decision } : {}),
      rules: rulesAsColumns(adopted),
    },
  })
}
