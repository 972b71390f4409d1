export { answerSentence, standOrRefuse } from './answers.ts'
export { momentOf } from './moment.ts'
