import type { Crossing } from './api.ts'

/** Crossings that a phone has noted and the server has not acknowledged, and receipts that were used on it: kept for one checkpoint. */
type Kept = { waiting: Crossing[]; used: Record<string, number> }

const HALF_A_DAY = 12 * 3_600_000
const nameOf = (checkpoint: string): string => `phaodai.checkpoint.${checkpoint}`

/** What this phone holds for a checkpoint. */
export function readOutbox(checkpoint: string): Kept {
  const kept = JSON.parse(localStorage.getItem(nameOf(checkpoint)) ?? 'null') as Kept | null
  return kept ?? { waiting: [], used: {} }
}

function write(checkpoint: string, kept: Kept): void {
  localStorage.setItem(nameOf(checkpoint), JSON.stringify(kept))
}

/** Puts a crossing down before anything is sent; a receipt that let somebody in counts as used here. */
export function putDown(checkpoint: string, crossing: Crossing, receipt: string | null, now: number): void {
  const { waiting, used } = readOutbox(checkpoint)
  const fresh = Object.fromEntries(Object.entries(used).filter(([, at]) => at > now - HALF_A_DAY))
  write(checkpoint, { waiting: [...waiting, crossing], used: receipt !== null && crossing.outcome === 'passed' ? { ...fresh, [`${crossing.direction} ${receipt}`]: now } : fresh })
}

/** Whether a receipt let somebody through in this direction on this phone within half a day. */
export function usedHere(checkpoint: string, direction: string, receipt: string, now: number): boolean {
  return (readOutbox(checkpoint).used[`${direction} ${receipt}`] ?? 0) > now - HALF_A_DAY
}

/** Takes out what was acknowledged. */
export function acknowledge(checkpoint: string, ids: ReadonlySet<string>): void {
  const { waiting, used } = readOutbox(checkpoint)
  write(checkpoint, { waiting: waiting.filter(({ id }) => !ids.has(id)), used })
}
