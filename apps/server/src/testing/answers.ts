import type { TubeAnswer } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import { filled, word } from '#server/words/index.ts'

/** What the database answers to an act on a tube when it did it, or had done it. */
const STOOD: readonly string[] = ['done', 'repeat', 'conflicting']

/** "member-pooled MA01" → the sentence of its rule, with the barcode in it. */
export function sentenceOf(answer: string, barcode: string): string {
  const [code, ...rest] = answer.split(' ')
  return filled(word(`testing.answer.${code}`), { barcode: rest.join(' ') || barcode })
}

/** What became of a tube, for a desk that works on many: a refusal is told and stops nobody. */
export function tubeAnswer(barcode: string, answer: string): TubeAnswer {
  return { barcode, answer: answer.split(' ')[0]!, sentence: answer === 'done' ? null : sentenceOf(answer, barcode) }
}

/** Refuses with the rule's sentence unless the act stood. */
export function standOrRefuse(answer: string, barcode: string): void {
  const code = answer.split(' ')[0]!
  if (STOOD.includes(code)) return
  if (code === 'taken-id') throw new Problem('not-allowed')
  throw new Problem(code === 'unknown-barcode' ? 'reference-missing' : 'illegal-state', { detail: sentenceOf(answer, barcode), fields: { barcode: code } })
}
