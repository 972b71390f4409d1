import type { StayAnswer } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import type { ProblemCode } from '#kernel/problems.ts'
import { filled, word } from '#server/words/index.ts'

/** What the database answers when it did it, or had done it. */
const STOOD: readonly string[] = ['done', 'repeat']
/** What it calls a row that is not in reach. */
const UNKNOWN: Readonly<Record<string, ProblemCode>> = { 'unknown-stay': 'not-found', 'unknown-facility': 'reference-missing', 'taken-id': 'not-allowed' }

/** "too-early 24/08/2021" → the sentence of its rule, with what it names. */
export function sentenceOf(answer: string): string {
  const [code, ...named] = answer.split(' ')
  return filled(word(`facilities.answer.${code}`), Object.fromEntries(named.map((value, n) => [`v${n + 1}`, value])))
}

/** What became of one of many: a refusal is told and stops nobody. */
export function stayAnswer(stayId: string, answer: string): StayAnswer {
  return { stayId, answer: answer.split(' ')[0]!, sentence: answer === 'done' ? null : sentenceOf(answer) }
}

/** Refuses with the rule's sentence unless the act stood. */
export function standOrRefuse(answer: string): void {
  const code = answer.split(' ')[0]!
  if (STOOD.includes(code)) return
  throw new Problem(UNKNOWN[code] ?? 'illegal-state', code in UNKNOWN ? {} : { detail: sentenceOf(answer), fields: { rule: code } })
}
