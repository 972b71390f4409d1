export { inspections } from './inspections.ts'
export { rumours } from './rumours.ts'
export { stockMovements, supplyItems } from './stock.ts'
export type { Field, RecordRow } from './types.ts'
