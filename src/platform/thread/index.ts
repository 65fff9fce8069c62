export { tie, stitch, type ThreadNode } from './stitch.ts'
export { farthest, follow, tiesAmong, tiesBetween, type Followed, type Tie } from './follow.ts'
export { lastToLead, ledNowhere } from './living.ts'
export type { ThreadStep } from './step.ts'
