import { jsonRows } from '#kernel/json-rows.queries.ts'
import type { Tx } from '#kernel/transaction.ts'

const COLUMNS = {
  state: 'state', stateBefore: 'state_before', entryId: 'entry_id', arrivedOn: 'arrived_on', deadline: 'deadline', doneAt: 'done_at', reason: 'reason', result: 'result',
  resultDirectiveId: 'result_directive_id', envelope: 'envelope',
} as const
/** Columns that move, by their names in the API. */
export type HandlingPatch = Partial<Record<keyof typeof COLUMNS, unknown>>

/** Moves a document under the version read; 0 = stale or out of sight. */
export function updateHandling(tx: Tx, id: string, version: number, patch: HandlingPatch): Promise<number> {
  const keys = Object.keys(patch) as (keyof typeof COLUMNS)[]
  return tx.run(`update handling set ${keys.map((key, n) => `${COLUMNS[key]} = $${n + 3}`).join(', ')} where id = $1 and version = $2`, [id, version, ...keys.map(key => patch[key])])
}

/** An incoming document without a text, entered with its line; 0 when the id is taken. */
export function insertHandling(tx: Tx, id: string, entryId: string, arrivedOn: string): Promise<number> {
  return tx.run(`insert into handling (id, body_id, entry_id, source, state, arrived_on) values ($1, app_body(), $2, 'book', 'registered', $3) on conflict (id) do nothing`, [id, entryId, arrivedOn])
}

/** One line of history. */
export function insertEvent(tx: Tx, handlingId: string, byTitle: string, event: { kind: string; note?: string | null; from?: string; to?: string }): Promise<number> {
  return tx.run('insert into handling_event (handling_id, by_title, kind, note, from_state, to_state) values ($1, $2, $3, $4, $5, $6)',
    [handlingId, byTitle, event.kind, event.note ?? null, event.from ?? null, event.to ?? null])
}

export interface NewDirection { id: string; handlingId: string; sentence: string; deadline: string | null; leaderPostId: string; leaderTitle: string; saidOn: string; onBehalf: boolean; recordedBy: string }

/** Writes a bút phê; 0 when the id is taken. */
export function insertDirection(tx: Tx, d: NewDirection): Promise<number> {
  return tx.run(`
    insert into handling_direction (id, handling_id, sentence, deadline, leader_post_id, leader_title, said_on, on_behalf, recorded_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing`,
  [d.id, d.handlingId, d.sentence, d.deadline, d.leaderPostId, d.leaderTitle, d.saidOn, d.onBehalf, d.recordedBy])
}

export interface NewParty { directionId: string; role: 'lead' | 'coordinate'; postId: string | null; unitId: number | null; taskId: string | null }
const PARTY = [['directionId', 'direction_id', 'uuid'], ['role', 'role', 'text'], ['postId', 'post_id', 'uuid'], ['unitId', 'unit_id', 'int'], ['taskId', 'task_id', 'uuid']] as const

/** Whom a bút phê names, in one statement. */
export function insertParties(tx: Tx, parties: readonly NewParty[]): Promise<number> {
  const { columns, source } = jsonRows(PARTY)
  return tx.run(`insert into handling_party (${columns}) select ${columns} from ${source}`, [JSON.stringify(parties)])
}

/** Whether this bút phê stands at this document already. */
export async function hasDirection(tx: Tx, handlingId: string, id: string): Promise<boolean> {
  return (await tx.find('select 1 as one from handling_direction where id = $1 and handling_id = $2', [id, handlingId])) !== undefined
}
