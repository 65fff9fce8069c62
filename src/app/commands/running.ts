import type { Config } from '../../platform/config.ts'
import { connectionsOfRunning } from '../../platform/database/index.ts'
import type { Storage } from '../storage.ts'

/** The embedded database of a program that is running now, to be used beside it; undefined if none is. */
export async function withRunning(config: Config): Promise<Storage | undefined> {
  if (config.DATABASE_URL) return undefined
  const found = await connectionsOfRunning(config.dataDirectory)
  return found && { ...found, embedded: true, stop: async () => undefined }
}
