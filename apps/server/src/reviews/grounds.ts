import type { reviewCauses } from '@phaodai/office'
import type { Ended } from './load.ts'

export type Cause = (typeof reviewCauses)[number]
/** A document on which others rest, and what became of it. `flagged`: its own tasks carry a mark since it ended. */
export interface Ground { id: string; cause: Cause; becauseId: string | null; flagged: boolean }
/** One document changing another, as resolved. */
export interface Change { from: string; to: string; relation: 'replace' | 'amend' | 'repeal' }

const CAUSE: Record<Change['relation'], Cause> = { replace: 'superseded', amend: 'amended', repeal: 'repealed' }

function endings({ id, state, successorId, expiresOn }: Ended): Ground[] {
  if (state === 'superseded') return [{ id, cause: 'superseded', becauseId: successorId, flagged: true }]
  if (state === 'withdrawn') return [{ id, cause: 'withdrawn', becauseId: null, flagged: true }]
  return expiresOn === null ? [] : [{ id, cause: 'expired', becauseId: null, flagged: false }]
}

/** What a change reaches: the document itself, and through an amendment what that had amended; a circle ends where it began. */
function reached(change: Change, changes: readonly Change[]): Ground[] {
  const seen = new Set([change.from])
  const found: Ground[] = []
  let rim = [change.to]
  while (rim.length > 0) {
    const here = rim.filter(id => !seen.has(id))
    here.forEach(id => seen.add(id))
    found.push(...here.map(id => ({ id, cause: id === change.to ? CAUSE[change.relation] : 'amended' as const, becauseId: change.from, flagged: false })))
    rim = [...new Set(changes.filter(each => each.relation === 'amend' && here.includes(each.from)).map(each => each.to))]
  }
  return found
}

/** Every document that ended or changed, with why; a document superseded by state is not told again by its successor's text. */
export function groundsOf(ended: readonly Ended[], changes: readonly Change[]): Ground[] {
  const byState = ended.flatMap(endings)
  const gone = new Set(byState.filter(ground => ground.flagged).map(ground => ground.id))
  const byText = changes.flatMap(change => reached(change, changes)).filter(ground => !gone.has(ground.id))
  const all = [...byState, ...byText]
  return [...new Map(all.map(ground => [`${ground.id} ${ground.cause} ${ground.becauseId}`, ground])).values()]
}
