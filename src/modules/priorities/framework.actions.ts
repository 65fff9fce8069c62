import type { Transaction } from '../../platform/database/index.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { frameworksOn, frameworksUsed, switchOff, switchOn } from './framework.sql.ts'

/** Switches on exactly these frameworks for a partnership. */
export async function useFrameworks(
  trx: Transaction,
  partnership: string,
  codes: readonly string[],
): Promise<void> {
  allow(trx.actor, 'change', { kind: 'priority', partnership })
  const used = (await frameworksUsed(trx.db, partnership)).map(({ code }) => code)
  const known = (await frameworksOn(trx.db, trx.at.toISOString().slice(0, 10))).map(
    ({ code }) => code,
  )
  const asked = codes.filter((code) => known.includes(code))
  const [on, off] = [
    asked.filter((code) => !used.includes(code)),
    used.filter((code) => !asked.includes(code)),
  ]
  for (const code of on) await switchOn(trx.db, partnership, code, trx.at)
  for (const code of off) await switchOff(trx.db, partnership, code)
  if (on.length + off.length > 0)
    await record(trx, {
      partnership,
      act: 'frameworks-changed',
      subject: { kind: 'partnership', id: partnership },
      body: { on, off },
    })
}
