export * from './all.ts'
export * from './line-list.ts'
export * from './visit-line.ts'
export * from './kit/index.ts'
