export * from './all.ts'
export * from './line-list.ts'
export * from './kit/index.ts'
