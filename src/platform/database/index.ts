export { backup, restore, type Manifest } from './backup.ts'
export {
  createDatabase,
  createPool,
  applicationRole,
  type Connection,
  type Database,
} from './database.ts'
export { transaction, reading, actingAs, type Transaction } from './transaction.ts'
export { migrate, migrationsOnDisk } from './migrate.ts'
export { connectionsOfRunning, startEmbedded, cannotWrite, type Embedded } from './embedded.ts'
export type { DB } from './schema.types.ts'
