export type * from './reading.ts'
export { toGuideSchema } from './guide.ts'
export { readDirective } from './read.ts'
export { REASONS } from './reasons.ts'
