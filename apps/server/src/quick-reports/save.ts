import type { QuickAdjust, QuickNarrative } from '@phaodai/office/quick-report.ts'
import type { Tx } from '#kernel/session.ts'
import type { FigureRow, ReportRow } from './load.ts'

/** Begins the report of the acting post's unit; 0 = the id or the day is taken. */
export function insertReport(tx: Tx, id: string, formId: string, day: string): Promise<number> {
  return tx.run(`insert into quick_report (id, form_id, area_id, day) select $1, $2, b.seat_area_id, $3 from body b where b.id = app_unit() on conflict do nothing`, [id, formId, day])
}

/** The report a unit has for a day, as far as the reader may see it. */
export function findReportId(tx: Tx, formId: string, bodyId: number, day: string): Promise<{ id: string } | undefined> {
  return tx.find('select id from quick_report where form_id = $1 and body_id = $2 and day = $3', [formId, bodyId, day])
}

const WORDS: Record<keyof QuickNarrative, string> = { situation: 'situation', leadership: 'leadership', results: 'results', difficulties: 'difficulties', nextSteps: 'next_steps', proposals: 'proposals' }

/** Saves the words given and moves the version on; 0 = stale, or not this post's to change. */
export function updateWords(tx: Tx, id: string, version: number, words: Partial<QuickNarrative>): Promise<number> {
  const given = Object.keys(words) as (keyof QuickNarrative)[]
  const set = given.map((name, n) => `${WORDS[name]} = $${n + 3}`)
  return tx.run(`update quick_report set ${set.length === 0 ? 'state = state' : set.join(', ')} where id = $1 and version = $2`, [id, version, ...given.map((name) => words[name])])
}

/** Puts figures down, whatever stood there; what they are compared with is kept beside them. */
export async function putFigures(tx: Tx, { id, formId }: Pick<ReportRow, 'id' | 'formId'>, figures: readonly FigureRow[]): Promise<void> {
  if (figures.length === 0) return
  await tx.run(`
    insert into quick_figure as g (report_id, form_id, column_code, value, origin, counted, summed, units, adjusted)
    select $1, $2, f."column", f.value, f.origin, f.counted, f.summed, f.units, f.adjusted
    from jsonb_to_recordset($3) f ("column" text, value numeric, origin text, counted numeric, summed numeric, units int, adjusted numeric)
    on conflict (report_id, column_code) do update set value = excluded.value, origin = excluded.origin, counted = excluded.counted, summed = excluded.summed, units = excluded.units, adjusted = excluded.adjusted
    where (g.value, g.origin, g.counted, g.summed, g.units, g.adjusted) is distinct from (excluded.value, excluded.origin, excluded.counted, excluded.summed, excluded.units, excluded.adjusted)`,
  [id, formId, JSON.stringify(figures)])
}

const TITLE = `$3 || ', ' || (select short_name from body where id = app_body())`

/** Sends a report; its first sending stays what its timeliness is told by. 0 = stale, or not this post's. */
export function markSent(tx: Tx, id: string, version: number, title: string, now: string, reasons: Record<string, string>): Promise<number> {
  return tx.run(`update quick_report set state = 'sent', sent_at = $4, first_sent_at = coalesce(first_sent_at, $4), sender_title = ${TITLE}, reasons = $5 where id = $1 and version = $2`,
    [id, version, title, now, JSON.stringify(reasons)])
}

/** Sends a report back to its unit with a reason; the signature goes with it. 0 = stale, or not this post's. */
export function markReturned(tx: Tx, id: string, version: number, title: string, now: string, reason: string): Promise<number> {
  return tx.run(`update quick_report set state = 'returned', returned_at = $4, returner_title = ${TITLE}, return_reason = $5, approved_at = null, approver_title = null where id = $1 and version = $2`, [id, version, title, now, reason])
}

/** Signs a report. */
export function markApproved(tx: Tx, id: string, version: number, title: string, now: string): Promise<number> {
  return tx.run(`update quick_report set state = 'approved', approved_at = $4, approver_title = ${TITLE} where id = $1 and version = $2`, [id, version, title, now])
}

/** Locks a signed report: from now on it is put right by adjustments alone. */
export function markLocked(tx: Tx, id: string, version: number, title: string, now: string): Promise<number> {
  return tx.run(`update quick_report set state = 'locked', locked_at = $4, locker_title = ${TITLE} where id = $1 and version = $2`, [id, version, title, now])
}

/** Writes an adjustment; 0 = the id is taken. */
export function insertAdjustment(tx: Tx, report: Pick<ReportRow, 'id' | 'formId'>, id: string, { column, delta, reason }: QuickAdjust, title: string, now: string): Promise<number> {
  return tx.run(`
    insert into quick_adjustment (id, report_id, form_id, column_code, delta, reason, by_title, at) values ($1, $2, $5, $6, $7, $8, ${TITLE}, $4) on conflict (id) do nothing`,
  [id, report.id, title, now, report.formId, column, delta, reason])
}
