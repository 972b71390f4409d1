/** Why a row was kept out of the answer. */
export type FaultReason =
  | 'self-contact' | 'exit-before-entry' | 'empty-spell' | 'unreadable-time' | 'missing-id' | 'stay-too-long' | 'burst' | 'two-places'
  | 'unknown-person' | 'window-reversed' | 'case-twice'

/** A row kept out of the answer, by its place in the input (from 0). */
export type Fault = { row: number; reason: FaultReason }

/** How many rows each reason kept out. */
export function countFaults(faults: readonly Fault[]): Partial<Record<FaultReason, number>> {
  const counts: Partial<Record<FaultReason, number>> = {}
  for (const { reason } of faults) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}
