export { fieldWord, wordsOf, type Found, type Names } from './fields.ts'
export { filled, hasWord, word } from './text.ts'
