import type { SavedView } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'

const COLUMNS = `id, place, name, query, position, shared, person_id = app_person() as own, removed_at is not null as removed, version`

/** Views of a place that stand: one's own in their order, then those that colleagues share. */
export function loadSavedViews(tx: Tx, place: string): Promise<SavedView[]> {
  return tx.rows<SavedView>(`select ${COLUMNS} from saved_view where place = $1 and removed_at is null order by person_id <> app_person(), position, id`, [place])
}

/** One view, taken away or not. */
export function findSavedView(tx: Tx, id: string): Promise<SavedView | undefined> {
  return tx.find<SavedView>(`select ${COLUMNS} from saved_view where id = $1`, [id])
}
