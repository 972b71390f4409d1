export * from './all.ts'
export * from './kit/index.ts'
