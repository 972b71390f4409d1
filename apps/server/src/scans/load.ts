import type { PageWord, Scan, ScanPage } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'
import type { ScanKind } from './pages.ts'

/** What came with a scan, as it lies on trial. */
export interface HeldAttachment { name: string; mediaType: string; sha256: string; size: number }
/** A scan with what taking it in needs. */
export type ScanRow = Scan & { kind: ScanKind; mediaType: string; sha256: string; size: number; attachments: HeldAttachment[] }

const COLUMNS = `id, name, direction, state, page, pages, problem, created_at as "createdAt", kind, media_type as "mediaType", sha256, size, attachments`

/** One scan of the acting body; for the installation itself, of any. */
export function findScan(tx: Tx, id: string): Promise<ScanRow | undefined> {
  return tx.find<ScanRow>(`select ${COLUMNS} from scan where id = $1`, [id])
}

/** Scans of the acting body that still want something, newest first. */
export function loadOpenScans(tx: Tx): Promise<ScanRow[]> {
  return tx.rows<ScanRow>(`select ${COLUMNS} from scan where owner_id = app_body() and state in ('queued', 'reading', 'read') order by created_at desc limit 50`)
}

/** Scans whose reading has not moved for a while: the server that read them has ended. */
export async function loadStuck(tx: Tx, before: string): Promise<string[]> {
  return (await tx.rows<{ id: string }>(`select id from scan where state in ('queued', 'reading') and updated_at < $1`, [before])).map(({ id }) => id)
}

/** Pages of a directive that came as a scan; none for any other. */
export function loadPages(tx: Tx, directiveId: string): Promise<(ScanPage & { words: PageWord[] })[]> {
  return tx.rows('select n, width, height, words from scan_page where directive_id = $1 order by n', [directiveId])
}

/** Where the picture of a page lies. */
export function findPicture(tx: Tx, directiveId: string, n: number): Promise<{ sha256: string } | undefined> {
  return tx.find('select sha256 from scan_page where directive_id = $1 and n = $2', [directiveId, n])
}
