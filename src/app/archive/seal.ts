import { createHmac } from 'node:crypto'
import { bech32 } from '@scure/base'
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption'
import type { System } from '../../platform/system.ts'

/**
 * The key that archives sealed for this installation are opened with, in the age format
 * (https://age-encryption.org/v1): an X25519 key computed from the installation's secret.
 */
function identity(system: System): string {
  const bytes = createHmac('sha256', system.secret).update('moving\n').digest()
  return bech32.encode('AGE-SECRET-KEY-', bech32.toWords(bytes), false).toUpperCase()
}

/** The public half, `age1…`: given to whoever moves a partnership here. */
export const movingKey = (system: System): Promise<string> => identityToRecipient(identity(system))

export const isMovingKey = (text: string): boolean => {
  try {
    return bech32.decodeToBytes(text).bytes.length === 32 && /^age1[0-9a-z]+$/.test(text)
  } catch {
    return false
  }
}

export async function seal(bytes: Uint8Array, forKey: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(forKey)
  return encrypter.encrypt(bytes)
}

/** Undefined if it was sealed for another installation. */
export async function unseal(system: System, bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity(system))
  return decrypter.decrypt(bytes).catch(() => undefined)
}
