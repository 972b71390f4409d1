import type { DeskLine, LabDesk, LabRow } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { findLab, loadDesk, loadLabs, type Lab } from './load.ts'
import { clockOf } from './view.ts'

/** The capacity in force on a day: that of the latest day from which one was said. */
export function capacityOn(capacities: Lab['capacities'], day: string): number | null {
  return (capacities ?? []).filter(({ fromOn }) => fromOn <= day).toSorted((a, b) => a.fromOn.localeCompare(b.fromOn)).at(-1)?.perDay ?? null
}

/** Laboratories that take specimens, one's own first. */
export async function viewLaboratories(tx: Tx, today: string): Promise<LabRow[]> {
  const labs = await loadLabs(tx)
  return labs.map(({ capacities, methods: _, ...lab }) => ({ ...lab, capacity: capacityOn(capacities, today) }))
}

const isOn = (at: string | null, day: string): boolean => at !== null && dayInVietnam(at) === day

/** The desk of one laboratory: what came today against what it can do, what is late, and every tube that it holds. */
export async function viewDesk(tx: Tx, laboratoryId: string, now: Date): Promise<LabDesk> {
  const lab = await findLab(tx, laboratoryId)
  if (!lab) throw new Problem('not-found')
  const day = dayInVietnam(now.toISOString())
  const rows = await loadDesk(tx, laboratoryId, new Date(now.getTime() - 2 * 86_400_000).toISOString())
  const lines = rows.map((row): DeskLine => ({ ...row, results: row.results ?? [], clock: clockOf({ ...row, retakenId: null }, now) }))
  const inHand = lines.filter(({ poolBarcode }) => poolBarcode === null) // what is in a pool came with it
  return {
    id: lab.id, name: lab.name, confirms: lab.confirms, ours: lab.ours, methods: (lab.methods ?? []).map(({ method }) => method), day, capacity: capacityOn(lab.capacities, day),
    receivedToday: inHand.filter(({ receivedAt }) => isOn(receivedAt, day)).length, testedToday: lines.filter(({ results }) => results.some(({ testedAt }) => isOn(testedAt, day))).length,
    late: lines.filter(({ clock, poolBarcode, retestDueAt }) => clock === 'late' && (poolBarcode === null || retestDueAt !== null)).length, lines,
  }
}
