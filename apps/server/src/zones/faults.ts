import type { ZoneExtentInput } from '@phaodai/office'
import { formatDay, type Day } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { filled, word } from '#server/words/index.ts'
import { ringFault } from './load.ts'

/** The sentence of a refusal. */
export const fault = (key: string, values: Record<string, string | number> = {}): string => filled(word(`zone.fault.${key}`), values)

/** Refuses a zone or a part of it that ends before it begins. */
export function refuseBackwards(fromOn: Day, untilOn: Day | null, field = 'untilOn'): void {
  if (untilOn !== null && untilOn < fromOn) throw new Problem('invalid-input', { detail: fault('ends-before-it-begins', { from: formatDay(fromOn), until: formatDay(untilOn) }), fields: { [field]: 'before-start' } })
}

/** Refuses a line that is no ring, or that crosses itself. */
export async function refuseRing(tx: Tx, extent: ZoneExtentInput): Promise<void> {
  const found = extent.shape === 'polygon' ? await ringFault(tx, extent.ring) : null
  if (found !== null) throw new Problem('invalid-input', { detail: fault(`ring.${found}`), fields: { ring: found } })
}

const CLASHES: Record<string, string> = { measure_rule_once: 'rule-twice', zone_extent_once: 'extent-twice', zone_measure_once: 'measure-twice', zone_extent_days: 'part-backwards', zone_measure_days: 'part-backwards', zone_decision_open: 'decision-open', zone_measure_step_days: 'part-backwards' }
const RAISED: Record<string, string> = { PD050: 'no-authority', PD051: 'incomplete', PD052: 'outside' }

/** What the database refuses of a zone, said in a sentence. */
export async function refusingInWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const clash = error as { code?: string; constraint?: string }
    const key = CLASHES[clash.constraint ?? ''] ?? RAISED[clash.code ?? '']
    if (key === undefined) throw error
    throw new Problem(key === 'decision-open' || key.endsWith('twice') ? 'duplicate' : 'illegal-state', { detail: fault(key) })
  }
}
