export * from './directive.ts'
export * from './task.ts'
export * from './timing.ts'
export * from './picture.ts'
