export { tie, stitch, type ThreadNode } from './stitch.ts'
export { follow, type Followed } from './follow.ts'
