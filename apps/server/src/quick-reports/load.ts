import { timelinessOf, type Figures, type QuickAdjustment, type QuickForm, type QuickReport, type QuickUnit } from '@phaodai/office/quick-report.ts'
import type { Tx } from '#kernel/session.ts'

const FORM = `
  select f.id, f.name, f.name_en as "nameEn", f.valid_from::text as "validFrom", f.counts_from::text as "countsFrom", f.source, f.confidence,
    (select jsonb_agg(jsonb_build_object('code', b.code, 'label', b.label, 'labelEn', b.label_en, 'confidence', b.confidence, 'source', b.source, 'columns', (
        select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'block', c.block, 'label', c.label, 'labelEn', c.label_en, 'unit', c.unit, 'kind', c.kind, 'indicator', c.indicator,
          'class', c.class, 'accumulates', c.accumulates, 'outOf', c.out_of, 'less', c.less, 'rateOf', c.rate_of, 'isKey', c.is_key) order by c.position), '[]')
        from quick_column c where c.form_id = f.id and c.block = b.code)) order by b.position)
      from quick_block b where b.form_id = f.id) as blocks
  from quick_form f`

/** The form in force on a day; undefined where none is. */
export function findForm(tx: Tx, day: string): Promise<QuickForm | undefined> {
  return tx.find<QuickForm>(`${FORM} where $1::date between f.valid_from and coalesce(f.valid_to, 'infinity') order by f.valid_from desc limit 1`, [day])
}

/** The form a report was begun with. */
export function getForm(tx: Tx, id: string): Promise<QuickForm> {
  return tx.get<QuickForm>(`${FORM} where f.id = $1`, [id])
}

/** The unit the acting post reports for; null where it stands in none (a Party body). */
export async function ownUnit(tx: Tx): Promise<number | null> {
  return (await tx.get<{ unit: number | null }>('select app_unit() as unit')).unit
}

/** The unit whose reports the acting post looks at first: its own, else the people's committee at its seat. */
export async function unitInView(tx: Tx, day: string): Promise<number | null> {
  return (await tx.get<{ unit: number | null }>(`
    select coalesce(app_unit(), (select min(u.id) from body me join body u on u.seat_area_id = me.seat_area_id and u.kind = 'people-committee' and u.chain = 'state'
      and $1::date between u.valid_from and coalesce(u.valid_to, 'infinity') where me.id = app_body())) as unit`, [day])).unit
}

/** Whether this is a unit whose reports are for the acting post (`whole`: of every area): without that nobody would know "not sent" from "not for you". */
export async function isInScope(tx: Tx, unit: number, whole: boolean): Promise<boolean> {
  return (await tx.get<{ seen: boolean }>(`select exists (select from body b where b.id = $1 and b.kind = 'people-committee' and b.chain = 'state'
    and ($2 or b.seat_area_id in (select unnest(app_area_ids())))) as seen`, [unit, whole])).seen
}

type UnitRow = QuickUnit['unit'] & Pick<QuickUnit, 'hasBelow' | 'dueAt'> & { reportId: string | null; state: string; firstSentAt: string | null; sentAt: string | null; explained: number; adjustments: number; figures: Figures }

const UNITS = { one: 'select $1::int', below: 'select report_units_below($1, $2)' }

async function loadUnitRows(tx: Tx, which: keyof typeof UNITS, unit: number, day: string, formId: string, now: string): Promise<QuickUnit[]> {
  const rows = await tx.rows<UnitRow>({ name: `quick-report.units-${which}`, text: `
    select b.id, b.short_name as name, b.level, b.seat_area_id as "areaId", a.full_name as area, timezone('Asia/Ho_Chi_Minh', $2::date + cut.at) as "dueAt",
      exists (select from report_units_below(b.id, $2)) as "hasBelow", r.id as "reportId", r.state, r.first_sent_at as "firstSentAt", r.sent_at as "sentAt",
      (select count(*)::int from jsonb_object_keys(r.reasons)) as explained, (select count(*)::int from quick_adjustment j where j.report_id = r.id) as adjustments,
      coalesce((select jsonb_object_agg(g.column_code, coalesce(g.value, 0) + coalesce(g.summed, 0)) from quick_figure g
        where g.report_id = r.id and (g.value is not null or g.summed is not null)), '{}') as figures
    from (${UNITS[which]}) u (id) join body b on b.id = u.id join area a on a.id = b.seat_area_id
      left join quick_report r on r.body_id = b.id and r.form_id = $3 and r.day = $2
      left join lateral (select c.at from quick_cut_off c where c.form_id = $3 and c.level = b.level and c.valid_from <= $2 order by c.valid_from desc limit 1) cut on true
    order by b.seat_area_id, b.id` }, [unit, day, formId])
  return rows.map(({ id, name, level, areaId, area, hasBelow, dueAt, figures, ...row }) => ({
    unit: { id, name, level, areaId, area }, hasBelow, dueAt, figures, timeliness: timelinessOf({ firstSentAt: row.firstSentAt, dueAt }, now),
    report: row.reportId === null ? null : { id: row.reportId, state: row.state as QuickReport['state'], sentAt: row.sentAt, explained: row.explained, adjustments: row.adjustments },
  }))
}

/** One unit with its report of a day, as far as the reader may see it; Problem `not-found` for none. */
export async function getUnit(tx: Tx, unit: number, day: string, formId: string, now: string): Promise<QuickUnit> {
  return (await loadUnitRows(tx, 'one', unit, day, formId, now))[0]!
}

/** The units that send to one on a day, with their reports, in the order of their areas. */
export function loadBelow(tx: Tx, unit: number, day: string, formId: string, now: string): Promise<QuickUnit[]> {
  return loadUnitRows(tx, 'below', unit, day, formId, now)
}

/** To whom a unit sends on a day; null at the top. */
export async function findAbove(tx: Tx, unit: number, day: string): Promise<QuickReport['above']> {
  return await tx.find<{ id: number; name: string }>('select id, short_name as name from body where id = report_unit_above($1, $2)', [unit, day]) ?? null
}

/** A report without what is reckoned: its head and words. */
export type ReportRow = Pick<QuickReport, 'id' | 'version' | 'day' | 'state' | 'firstSentAt' | 'sentAt' | 'senderTitle' | 'returnedAt' | 'returnReason' | 'returnerTitle' | 'approvedAt'
  | 'approverTitle' | 'lockedAt' | 'lockerTitle' | 'narrative' | 'reasons' | 'mine' | 'judges'> & { formId: string; bodyId: number; areaId: number }

/** One report under the reader's own policy; undefined where there is none for him. */
export function findReport(tx: Tx, id: string): Promise<ReportRow | undefined> {
  return tx.find<ReportRow>({ name: 'quick-report.find', text: `
    select r.id, r.version, r.form_id as "formId", r.body_id as "bodyId", r.area_id as "areaId", r.day::text, r.state, r.first_sent_at as "firstSentAt", r.sent_at as "sentAt", r.sender_title as "senderTitle",
      r.returned_at as "returnedAt", r.return_reason as "returnReason", r.returner_title as "returnerTitle", r.approved_at as "approvedAt", r.approver_title as "approverTitle",
      r.locked_at as "lockedAt", r.locker_title as "lockerTitle", r.reasons,
      jsonb_build_object('situation', r.situation, 'leadership', r.leadership, 'results', r.results, 'difficulties', r.difficulties, 'nextSteps', r.next_steps, 'proposals', r.proposals) as narrative,
      coalesce(r.body_id = app_unit(), false) as mine, coalesce(coalesce(report_unit_above(r.body_id, r.day), r.body_id) = app_unit(), false) as judges
    from quick_report r where r.id = $1` }, [id])
}

export type FigureRow = { column: string; value: number | null; origin: 'counted' | 'carried' | 'entered'; counted: number | null; summed: number | null; units: number | null; adjusted: number | null }

/** A report's figures as they are kept. */
export function loadFigures(tx: Tx, reportId: string): Promise<FigureRow[]> {
  return tx.rows<FigureRow>(`select column_code as "column", value::float8 as value, origin, counted::float8 as counted, summed::float8 as summed, units, adjusted::float8 as adjusted from quick_figure where report_id = $1`, [reportId])
}

/** The report that a unit had sent for the day before; undefined where there is none to compare with. */
export function findPrevious(tx: Tx, { formId, bodyId, day }: Pick<ReportRow, 'formId' | 'bodyId' | 'day'>): Promise<{ id: string; sentAt: string } | undefined> {
  return tx.find(`select id, sent_at as "sentAt" from quick_report where form_id = $1 and body_id = $2 and day = $3::date - 1 and state in ('sent', 'approved', 'locked')`, [formId, bodyId, day])
}

const asFigures = (rows: readonly { column: string; value: number }[]): Figures => Object.fromEntries(rows.map(({ column, value }) => [column, value]))

/** What a unit put right, by column, of its days before this one since the day before was sent, up to an instant (null: until now). */
export async function loadDeltas(tx: Tx, { formId, bodyId, day }: Pick<ReportRow, 'formId' | 'bodyId' | 'day'>, since: string, until: string | null): Promise<Figures> {
  return asFigures(await tx.rows(`
    select j.column_code as "column", sum(j.delta)::float8 as value from quick_adjustment j join quick_report r on r.id = j.report_id
    where r.form_id = $1 and r.body_id = $2 and r.day < $3 and j.at > $4 and j.at <= coalesce($5::timestamptz, 'infinity') group by 1`, [formId, bodyId, day, since, until]))
}

/** What units below put right, as their reports of the day took it into account. */
export async function loadAdjustedBelow(tx: Tx, reportIds: readonly string[]): Promise<Figures> {
  if (reportIds.length === 0) return {}
  return asFigures(await tx.rows(`select column_code as "column", sum(adjusted)::float8 as value from quick_figure where report_id = any ($1::uuid[]) and adjusted is not null group by 1`, [reportIds]))
}

/** Adjustments of one report, oldest first. */
export function loadAdjustments(tx: Tx, reportId: string): Promise<QuickAdjustment[]> {
  return tx.rows<QuickAdjustment>(`select id, column_code as "column", delta::float8 as delta, reason, by_title as "byTitle", at from quick_adjustment where report_id = $1 order by at, id`, [reportId])
}
