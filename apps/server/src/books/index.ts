export { cancelEntry, linkEntry } from './save.ts'
export { takeNumber, type EntryWords, type NumberWanted, type TakenNumber } from './take.ts'
