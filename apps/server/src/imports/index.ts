export { findMapping, saveMapping, type Mapping } from './mapping.queries.ts'
export { findNamed } from './named.queries.ts'
export { cellReader, guessMapping, idOf, namesToFind, usableMapping, type CellReader, type RowFault } from './reading.ts'
export { mountImports } from './routes.ts'
