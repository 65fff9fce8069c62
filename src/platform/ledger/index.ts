export { record, type PublicAct } from './record.ts'
export { entriesAbout, type Entry } from './proof.ts'
export { verifyLedger, type ChainHead, type LedgerFault, type LedgerReport } from './verify.ts'
export { leafHash, merkleTree, provesInclusion, type MerkleTree, type ProofStep } from './merkle.ts'
