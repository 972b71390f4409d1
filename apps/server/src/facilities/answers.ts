import type { StayAnswer } from '@phaodai/office'
import type { ProblemCode } from '#kernel/problems.ts'
import { answerSentence, standOrRefuse as stand } from '#server/acts/index.ts'

const WORDS = 'facilities.answer'
/** What it calls a row that is not in reach. */
const UNKNOWN: Readonly<Record<string, ProblemCode>> = { 'unknown-stay': 'not-found', 'unknown-facility': 'reference-missing', 'unknown-room': 'reference-missing', 'taken-id': 'not-allowed' }

/** The sentence of a rule, with what it names. */
export const sentenceOf = (answer: string): string => answerSentence(WORDS, answer)

/** What became of one of many: a refusal is told and stops nobody. */
export function stayAnswer(stayId: string, answer: string): StayAnswer {
  return { stayId, answer: answer.split(' ')[0]!, sentence: answer === 'done' ? null : sentenceOf(answer) }
}

/** Refuses with the rule's sentence unless the act stood. */
export const standOrRefuse = (answer: string): void => stand(WORDS, UNKNOWN, answer)
