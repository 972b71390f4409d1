import type { PageWord, Scan } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'
import type { ScanRow } from './load.ts'

type NewScan = Pick<ScanRow, 'id' | 'direction' | 'name' | 'kind' | 'mediaType' | 'size' | 'sha256' | 'attachments'>

/** Notes a scan on trial; 0 when the id is taken. */
export function insertScan(tx: Tx, scan: NewScan): Promise<number> {
  return tx.run(`insert into scan (id, direction, name, kind, media_type, size, sha256, attachments) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [scan.id, scan.direction, scan.name, scan.kind, scan.mediaType, scan.size, scan.sha256, JSON.stringify(scan.attachments)])
}

/** The clerk ends a scan that is still open: calls it off or takes it in; 0 when it was not in one of these states. */
export function endScan(tx: Tx, id: string, state: 'cancelled' | 'taken', from: readonly Scan['state'][]): Promise<number> {
  return tx.run('update scan set state = $2 where id = $1 and state = any ($3)', [id, state, from])
}

/** The reading moves on; 0 when the scan was called off in the meantime. For the installation itself. */
export function noteState(tx: Tx, id: string, state: 'reading' | 'read' | 'failed', problem: string | null = null): Promise<number> {
  return tx.run(`update scan set state = $2, problem = $3, updated_at = now() where id = $1 and state in ('queued', 'reading')`, [id, state, problem])
}

/** A grade came to light: of the scan only this refusal stays, also in the audit, whose key for it is destroyed. */
export async function forgetScan(tx: Tx, id: string): Promise<void> {
  await tx.run(`
    update scan set state = 'refused', problem = 'secret-document', name = '', attachments = '[]', sha256 = repeat('0', 64), size = 1, updated_at = now()
    where id = $1 and state in ('queued', 'reading')`, [id])
  await tx.run(`select audit_erase('scan', $1::text, 'secret-document')`, [id])
}

/** How many pages there are and how many are read; 0 when called off. For the installation itself. */
export function noteProgress(tx: Tx, id: string, page: number, pages: number): Promise<number> {
  return tx.run(`update scan set page = $2, pages = $3, updated_at = now() where id = $1 and state = 'reading'`, [id, page, pages])
}

export interface NewPage { n: number; sha256: string; width: number; height: number; words: readonly PageWord[] }

/** Pages of a directive just taken in. */
export function insertPages(tx: Tx, directiveId: string, pages: readonly NewPage[]): Promise<number> {
  return tx.run(`
    insert into scan_page (directive_id, n, sha256, width, height, words)
    select $1, p.n, p.sha256, p.width, p.height, p.words from jsonb_to_recordset($2) p (n int, sha256 text, width int, height int, words jsonb)
    on conflict (directive_id, n) do nothing`, [directiveId, JSON.stringify(pages)])
}

/** Words of a page after corrections. */
export function updateWords(tx: Tx, directiveId: string, n: number, words: readonly PageWord[]): Promise<number> {
  return tx.run('update scan_page set words = $3 where directive_id = $1 and n = $2', [directiveId, n, JSON.stringify(words)])
}
