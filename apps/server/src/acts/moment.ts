import { Problem } from '#kernel/problem.ts'
import { word } from '#server/words/index.ts'

/** The moment of an act: as said, never in the future; now where nothing is said. */
export function momentOf(at: string | null, now: Date): string {
  if (at !== null && Date.parse(at) > now.getTime()) throw new Problem('invalid-input', { detail: word('facilities.fault.in-future'), fields: { at: 'in-future' } })
  return (at === null ? now : new Date(at)).toISOString()
}
