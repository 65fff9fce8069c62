import { createHash } from 'node:crypto'

// RFC 6962 (Certificate Transparency) section 2.1: leaves and nodes are hashed with different
// prefixes, so that no inner node can be passed off as a leaf.
const sha256 = (...parts: (Buffer | string)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const leafPrefix = Buffer.from([0])
const nodePrefix = Buffer.from([1])

export const leafHash = (content: string): Buffer => sha256(leafPrefix, content)
const nodeHash = (left: Buffer, right: Buffer): Buffer => sha256(nodePrefix, left, right)

/** One step of a proof: a sibling's hash and the side it stands on. */
export type ProofStep = { side: 'left' | 'right'; hash: string }

export type MerkleTree = { root: Buffer; size: number; proof(index: number): ProofStep[] }

/** A Merkle tree over leaf hashes, in their given order. The empty tree's root is the hash of nothing, as in RFC 6962. */
export function merkleTree(leaves: readonly Buffer[]): MerkleTree {
  const levels: Buffer[][] = [leaves.slice()]
  while (levels.at(-1)!.length > 1) {
    const below = levels.at(-1)!
    const level: Buffer[] = []
    for (let i = 0; i < below.length; i += 2) {
      // A node without a sibling rises unchanged, which gives the same tree as RFC 6962's split at a power of two.
      level.push(i + 1 < below.length ? nodeHash(below[i]!, below[i + 1]!) : below[i]!)
    }
    levels.push(level)
  }
  return {
    root: levels.at(-1)![0] ?? sha256(''),
    size: leaves.length,
    proof(index) {
      if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
        throw new RangeError(`no leaf ${index} in a tree of ${leaves.length}`)
      const steps: ProofStep[] = []
      let at = index
      for (const level of levels.slice(0, -1)) {
        const sibling = at % 2 === 0 ? level[at + 1] : level[at - 1]
        if (sibling)
          steps.push({ side: at % 2 === 0 ? 'right' : 'left', hash: sibling.toString('hex') })
        at = Math.floor(at / 2)
      }
      return steps
    },
  }
}

/** Whether a leaf and its proof lead to this root. */
export function provesInclusion(leaf: Buffer, proof: readonly ProofStep[], root: Buffer): boolean {
  let hash = leaf
  for (const step of proof) {
    const sibling = Buffer.from(step.hash, 'hex')
    hash = step.side === 'left' ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
  }
  return hash.equals(root)
}
