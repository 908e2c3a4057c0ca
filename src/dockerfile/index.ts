export * from './advice/index.ts'
export * from './generate/index.ts'
export type * from './types.ts'
