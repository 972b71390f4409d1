import { Problem } from '#kernel/problem.ts'
import type { ProblemCode } from '#kernel/problems.ts'
import { filled, word } from '#server/words/index.ts'

/** What an act of the database answers when it did it, or had done it. */
const STOOD: readonly string[] = ['done', 'repeat']

/** "too-early 24/08/2021" → the sentence of its rule, with what it names, out of the words under `prefix`. */
export function answerSentence(prefix: string, answer: string): string {
  const [code, ...named] = answer.split(' ')
  return filled(word(`${prefix}.${code}`), Object.fromEntries(named.map((value, n) => [`v${n + 1}`, value])))
}

/** Refuses with the rule's sentence unless the act stood; `unknown` are codes of what is not in reach. */
export function standOrRefuse(prefix: string, unknown: Readonly<Record<string, ProblemCode>>, answer: string): void {
  const code = answer.split(' ')[0]!
  if (STOOD.includes(code)) return
  throw new Problem(unknown[code] ?? 'illegal-state', code in unknown ? {} : { detail: answerSentence(prefix, answer), fields: { rule: code } })
}
