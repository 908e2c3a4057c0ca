export * from './generate/index.ts'
export type * from './types.ts'
