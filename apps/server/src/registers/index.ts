export { listQuery } from './filter.ts'
export { findRecord, insertRecord, pageStatement } from './records.queries.ts'
export { mountRegisters } from './routes.ts'
export { fieldWord, wordsOf, type Found } from './words.ts'
