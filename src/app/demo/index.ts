import type { System } from '../../platform/system.ts'

/** The demonstration neighbourhoods, made once: a database that holds any partnership is left as it is. */
export async function loadDemonstration(
  _system: System,
  _say: (line: string) => void,
): Promise<void> {}
