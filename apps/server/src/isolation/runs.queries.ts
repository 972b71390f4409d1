import type { Composition } from '@phaodai/directives'
import type { Tx } from '#kernel/transaction.ts'

export type QueuedRun = { id: string; format: 'pdf' | 'zip'; papers: { name: string; composition: Composition }[] }

/** Takes a run in hand with what it is to draw; undefined where it was stopped, is done, or is gone. */
export function takeRun(tx: Tx, id: string): Promise<QueuedRun | undefined> {
  return tx.find<QueuedRun>(`update isolation_paper_run set state = 'drawing', done = 0 where id = $1 and state in ('queued', 'drawing') returning id, format, papers`, [id])
}

/** Notes how many are drawn; 0 = it was stopped meanwhile. */
export function noteDrawn(tx: Tx, id: string, done: number): Promise<number> {
  return tx.run(`update isolation_paper_run set done = $2 where id = $1 and state = 'drawing'`, [id, done])
}

/** Keeps the file; what it was drawn from goes. */
export function keepFile(tx: Tx, id: string, file: Buffer, at: string): Promise<number> {
  return tx.run(`update isolation_paper_run set state = 'ready', done = total, file = $2, papers = null, finished_at = $3 where id = $1 and state = 'drawing'`, [id, file, at])
}

/** Notes that it cannot be drawn. */
export function failRun(tx: Tx, id: string, at: string): Promise<number> {
  return tx.run(`update isolation_paper_run set state = 'failed', papers = null, finished_at = $2 where id = $1 and state = 'drawing'`, [id, at])
}

/** Drops runs begun before an instant, with their files. */
export function dropRuns(tx: Tx, before: string): Promise<number> {
  return tx.run('delete from isolation_paper_run where created_at < $1', [before])
}

/** Tells bodies of whom nobody looked at on a day; returns how many bodies. */
export async function callUnseen(tx: Tx, day: string, at: string): Promise<number> {
  return (await tx.get<{ told: number }>('select call_unseen_isolations($1, $2) as told', [day, at])).told
}
