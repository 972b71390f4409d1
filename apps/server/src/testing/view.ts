import type { SpecimenLine, SpecimenList, SpecimenView } from '@phaodai/office'
import { searchKey } from '@phaodai/vocabulary'
import type * as z from 'zod'
import type { SpecimenAsk } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import { viewing, type Tx } from '#kernel/session.ts'
import { countBoxes, findDetails, loadByIds, loadMembers, loadResults, loadSettlements, loadSpecimens, type SpecimenRow } from './load.ts'

/** More than a screen of work; above it the page says that there are more. */
const MOST = 300

/** A tube waits until it has a result, was sent back, or was taken again; its clock ends with the hours of the rule. */
export function clockOf({ outcome, state, retakenId, retestDueAt, dueAt }: Pick<SpecimenRow, 'outcome' | 'state' | 'retakenId' | 'retestDueAt' | 'dueAt'>, now: Date): SpecimenLine['clock'] {
  if (outcome !== null || state === 'rejected' || retakenId !== null) return 'done'
  return now.getTime() > Date.parse(retestDueAt ?? dueAt) ? 'late' : 'open'
}

const told = (row: SpecimenRow, now: Date): SpecimenLine => ({ ...row, clock: clockOf(row, now) })

const named = (rows: readonly SpecimenRow[]): string[] => rows.filter(({ name }) => name !== null).map(({ id }) => id)

/** One box of specimens with how many stand in each. */
export async function viewList(tx: Tx, { box, roundId, q, reveal }: z.output<typeof SpecimenAsk>, now: Date): Promise<SpecimenList> {
  const key = searchKey(q ?? '')
  const rows = await loadSpecimens(tx, { box, roundId: roundId ?? null, key: key === '' ? null : key, limit: MOST + 1 }, now.toISOString(), reveal)
  const shown = rows.slice(0, MOST)
  if (reveal) await viewing(tx, 'specimen', named(shown))
  return { specimens: shown.map((row) => told(row, now)), more: rows.length > MOST, counts: await countBoxes(tx, roundId ?? null, now.toISOString()) }
}

/** One specimen with its results, members and what surrounds it. */
export async function viewOne(tx: Tx, id: string, clear: boolean, now: Date): Promise<SpecimenView> {
  const [row] = await loadByIds(tx, [id], clear)
  const details = await findDetails(tx, id, clear)
  if (!row || !details) throw new Problem('not-found')
  const [members, results, settlements] = [row.form === 'pool' ? await loadMembers(tx, id, clear) : [], await loadResults(tx, [id]), await loadSettlements(tx, id)]
  if (clear) await viewing(tx, 'specimen', [...new Set([id, ...named(members)])])
  const { replacesId, replacesBarcode, openCaseId, openCaseCode, openCaseVersion, openCaseClass, contactVersion: _, ...rest } = details
  return {
    ...rest, specimen: told(row, now), results, settlements, members: members.map((each) => told(each, now)),
    replaces: replacesId === null ? null : { id: replacesId, barcode: replacesBarcode! },
    openCase: openCaseId === null ? null : { id: openCaseId, code: openCaseCode, version: openCaseVersion!, classification: openCaseClass! },
  }
}
