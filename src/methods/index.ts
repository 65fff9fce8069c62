export * from './normal.ts'
export * from './random.ts'
export * as opinion from './opinion/index.ts'
