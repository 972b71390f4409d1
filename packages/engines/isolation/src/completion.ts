import type { Day } from '@phaodai/vocabulary'

/** What was found in somebody during the isolation; null: no result yet. */
export interface TakenSpecimen { takenOn: Day; outcome: string | null }

/** Why an isolation may not be completed yet, with the day it is about. */
export interface CompletionFault { rule: 'before-last-day' | 'positive' | 'result-pending' | 'test-missing'; on: Day }

/** The days whose test is not made: each takes one negative specimen of that day or a later one, the earliest first. */
export function missingTests(tests: readonly Day[], negatives: readonly Day[]): Day[] {
  const left = [...negatives].toSorted()
  return [...tests].toSorted().filter((on) => {
    const at = left.findIndex((taken) => taken >= on)
    if (at === -1) return true
    left.splice(at, 1)
    return false
  })
}

type Order = { countedFrom: Day; untilOn: Day; tests: readonly Day[]; longestUntil: Day | null }

/** What stands against completing an isolation today. Who went on to the longest day needs no negative test any more. */
export function completionFaults({ countedFrom, untilOn, tests, longestUntil }: Order, specimens: readonly TakenSpecimen[], today: Day): CompletionFault[] {
  if (longestUntil !== null && today >= longestUntil) return []
  const during = specimens.filter(({ takenOn }) => takenOn >= countedFrom && takenOn <= today)
  const on = (outcomes: readonly (string | null)[]): Day[] => during.filter(({ outcome }) => outcomes.includes(outcome)).map(({ takenOn }) => takenOn)
  const [negatives, positives] = [on(['negative']), on(['positive', 'conflicting']).toSorted()]
  const positive = positives.at(-1)
  const missing = missingTests(tests, negatives)
  const faults: CompletionFault[] = today < untilOn ? [{ rule: 'before-last-day', on: untilOn }] : []
  if (positive !== undefined && !(longestUntil !== null && negatives.some((day) => day > positive))) faults.push({ rule: 'positive', on: positive })
  if (missing.length > 0) faults.push(...on([null]).map((day): CompletionFault => ({ rule: 'result-pending', on: day })))
  return [...faults, ...missing.map((day): CompletionFault => ({ rule: 'test-missing', on: day }))]
}
