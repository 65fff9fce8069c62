import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/** A round, and the key of its codes where it was made on another installation. */
export type Keyed = { id: string; movedKey?: string | null }

// Asked for with every answer; a key never changes.
const kept = new Map<string, Buffer>()
const mostKept = 10_000

/**
 * The key under which a round's codes become participants' ids. Each round has its own, computed from
 * the installation's secret, so that a partnership can take its rounds elsewhere, codes and all,
 * without taking the secret. A round from elsewhere brought its key along, wrapped under the secret of
 * the installation that it is on now.
 */
export function roundKey(secret: string, round: Keyed): Buffer {
  const { id, movedKey = null } = round
  const name = `${secret}\n${id}\n${movedKey ?? ''}`
  let key = kept.get(name)
  if (key === undefined) {
    key = movedKey === null ? derived(secret, `round\n${id}`) : unwrap(secret, id, movedKey)
    if (kept.size >= mostKept) kept.clear()
    kept.set(name, key)
  }
  return key
}

const derived = (secret: string, purpose: string) =>
  createHmac('sha256', secret).update(purpose).digest()

const wrapping = (secret: string) => derived(secret, 'wrapping of round keys\n')

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, then the key; the round's id is authenticated with it. */
export function wrapRoundKey(secret: string, round: string, key: Buffer): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', wrapping(secret), nonce)
  cipher.setAAD(Buffer.from(round))
  const sealed = Buffer.concat([cipher.update(key), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

function unwrap(secret: string, round: string, wrapped: string): Buffer {
  const bytes = Buffer.from(wrapped, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', wrapping(secret), bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(round))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
}
