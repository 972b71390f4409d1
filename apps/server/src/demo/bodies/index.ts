export * from './build.ts'
export * from './successors.ts'
export type { AreaUnit, BodyRow, Profile } from './types.ts'
