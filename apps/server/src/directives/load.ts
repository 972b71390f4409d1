import type { DirectiveReading } from '@phaodai/directives'
import type { BodyRef, Delivery, Directive, DirectiveQuery, Measure } from '@phaodai/office'
import { searchKey, type CalendarDay } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import { settingOn, type Setting } from '#kernel/setting.queries.ts'
import type { Tx } from '#kernel/transaction.ts'
import type { DraftOrder, KeptRecipient } from './intake.ts'

const BODY = (alias: string): string => `case when ${alias}.id is not null then jsonb_build_object('id', ${alias}.id, 'name', ${alias}.short_name) end`

const COLUMNS = `d.id, d.direction, ${BODY('o')} as owner, d.doc_type as "docType", d.system, d.number, d.issuer_text as "issuerText", ${BODY('i')} as issuer,
  d.place, d.issued_on as "issuedOn", d.abstract, d.urgency, d.disease, d.signer_capacity as "signerCapacity", d.signer_name as "signerName",
  d.file_id as "fileId", d.spoken, ${BODY('au')} as authority, ${BODY('m')} as monitor, d.state, d.issued_at as "issuedAt", (select s.id from directive s where s.id = d.superseded_by_id) as "supersededById", d.withdrawn_reason as "withdrawnReason",
  d.created_at as "createdAt", d.version, jsonb_build_object('total', c.total, 'notStarted', c.not_started, 'inProgress', c.in_progress,
    'awaiting', c.awaiting, 'done', c.done, 'overdue', c.overdue) as tasks`

/** Counts of the tasks that the viewer may see; $1 is today. */
const COUNTS = `left join lateral (
    select count(*)::int as total, (count(*) filter (where t.state = 'not_started'))::int as not_started,
      (count(*) filter (where t.state in ('in_progress', 'sent_back')))::int as in_progress,
      (count(*) filter (where t.state = 'awaiting_confirmation'))::int as awaiting, (count(*) filter (where t.state = 'done'))::int as done,
      (count(*) filter (where t.state in ('not_started', 'in_progress', 'sent_back') and t.due < $1::date))::int as overdue
    from task t where t.directive_id = d.id and t.role <> 'coordinate') c on true`
const JOINS = `join body o on o.id = d.owner_id left join body i on i.id = d.issuer_id left join body au on au.id = d.authority_id
  left join body m on m.id = d.monitor_id ${COUNTS}`

/** Directives of a box by their numbers, so that policies are asked about those rows alone. */
const boxes: Record<DirectiveQuery['box'], string> = {
  drafts: `d.owner_id = app_body() and d.state = 'draft'`,
  own: 'd.owner_id = app_body()',
  received: `d.id in (select directive_id from directive_delivery where body_id = app_body() or body_id = any (app_former()))`,
  sources: `(d.id in (select directive_id from directive_delivery where body_id = app_body() or body_id = any (app_former()))
      or (d.owner_id = app_body() or d.owner_id = any (app_former())) and d.direction = 'incoming')`,
  all: `d.id in (select directive_id from directive_delivery where body_id between app_body_lo() and app_body_hi() or body_id = any (app_former())
      union select id from directive where owner_id between app_body_lo() and app_body_hi() or owner_id = any (app_former()))`,
}

function boxSql(box: DirectiveQuery['box'], seesWhole: boolean): string {
  return box === 'all' && seesWhole ? 'true' : boxes[box]
}

/** One page, newest first; one row more than asked tells of a next page. */
export function loadDirectives(tx: Tx, query: DirectiveQuery, seesWhole: boolean, today: string): Promise<Directive[]> {
  const values: unknown[] = [today]
  const bind = (value: unknown): string => `$${values.push(value)}`
  const parts = [boxSql(query.box, seesWhole)]
  if (query.state) parts.push(`d.state = ${bind(query.state)}`)
  if (query.q) parts.push(`not exists (select from unnest(${bind(searchKey(query.q).split(' ').filter(Boolean))}::text[]) w where position(w in d.search_key) = 0)`)
  if (query.after) {
    const [at, id, ...rest] = Buffer.from(query.after, 'base64url').toString().split('|')
    if (id === undefined || rest.length > 0) throw new Problem('invalid-input', { fields: { after: 'cursor' } })
    parts.push(`(d.created_at, d.id) < (${bind(at)}::timestamptz, ${bind(id)}::uuid)`)
  }
  return tx.rows<Directive>(`
    select ${COLUMNS}
    from (select * from directive d where ${parts.join(' and ')} order by created_at desc, id desc limit ${query.limit + 1}) d ${JOINS}
    order by d.created_at desc, d.id desc`, values)
}

/** The cursor that begins after this row. */
export function cursorAfter(row: Directive): string {
  return Buffer.from(`${row.createdAt}|${row.id}`).toString('base64url')
}

/** A directive with what only its own page shows. */
export type DirectiveRow = Directive & { text: string; reading: DirectiveReading; recipients: KeptRecipient[]; declaredNotSecret: boolean; ownerId: number; issuerId: number | null }

/** One directive under the viewer's policy. */
export function findDirective(tx: Tx, id: string, today: string): Promise<DirectiveRow | undefined> {
  return tx.find<DirectiveRow>({ name: 'directive.find', text: `
    select ${COLUMNS}, d.text, d.reading, d.recipients, d.declared_not_secret as "declaredNotSecret", d.owner_id as "ownerId", d.issuer_id as "issuerId"
    from directive d ${JOINS} where d.id = $2` }, [today, id])
}

/** An order as stored; `engine` is what the engine said, null when added by hand. */
export type OrderRow = DraftOrder & { id: string; engine: DraftOrder | null; measure: Measure | null; version: number }

/** Orders of one's own directive, in order; empty for everybody else. */
export function loadOrders(tx: Tx, directiveId: string): Promise<OrderRow[]> {
  return tx.rows<OrderRow>(`
    select id, item_label as "itemLabel", position, text, case when span_start is not null then jsonb_build_object('start', span_start, 'end', span_end) end as span,
      leads, coordinates, doers, monitor_id as "monitorId", authority_id as "authorityId", area_id as "areaId", nature, deadline_kind as "deadlineKind", deadline,
      deadline_printed as "deadlinePrinted", engine -> 'deadlineSpan' as "deadlineSpan", deadline_source as "deadlineSource", recurring, report_to as "reportTo", topics,
      dropped, coalesce(confidence, 1)::float8 as confidence, engine, measure - 'rate' as measure, version
    from directive_order where directive_id = $1 order by position, id`, [directiveId])
}

/** Numbered units of the text, as read. */
export function loadItems(tx: Tx, directiveId: string): Promise<{ label: string; parentLabel: string | null; span: { start: number; end: number } }[]> {
  return tx.rows(`select label, parent_label as "parentLabel", jsonb_build_object('start', span_start, 'end', span_end) as span
    from directive_item where directive_id = $1 order by position`, [directiveId])
}

/** To whom a directive went and who has read it, as far as the viewer may know. */
export function loadDeliveries(tx: Tx, directiveId: string): Promise<Delivery[]> {
  return tx.rows<Delivery>(`
    select v.id, ${BODY('b')} as body, v.purpose, v.delivered_at as "deliveredAt", v.read_at as "readAt", v.acknowledged_at as "acknowledgedAt", v.acknowledged_by as "acknowledgedBy",
      c.at as "chasedAt", c.n as "chasedCount", c.note as "chaseNote", case when v.owner_id = app_body() then v.read_at is not null or body_hears(v.body_id) end as hears
    from directive_delivery v join body b on b.id = v.body_id
      cross join lateral (select max(at) as at, count(*)::int as n, (array_agg(note order by at desc))[1] as note from delivery_chase where delivery_id = v.id) c
    where v.directive_id = $1 order by array_position(array['execute', 'report', 'inform'], v.purpose), v.body_id`, [directiveId])
}

/** Directives that the same office registered under this number, first one first. */
export function loadSameNumber(tx: Tx, id: string, numberKey: string): Promise<{ id: string; issuerText: string | null; issuerId: number | null; issuedOn: string | null }[]> {
  return tx.rows(`select id, issuer_text as "issuerText", issuer_id as "issuerId", issued_on as "issuedOn" from directive
    where owner_id = app_body() and number_key = $2 and id <> $1 and state <> 'withdrawn' order by created_at`, [id, numberKey])
}

/** One's own directives by number, to link references. */
export async function loadByNumber(tx: Tx, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; key: string }>('select id, number_key as key from directive where owner_id = app_body() and number_key = any($1::text[])', [keys])
  return new Map(rows.map(({ id, key }) => [key, id]))
}

/** Days that a rule of the office sets, as in force on a day. */
export async function loadSetting(tx: Tx, key: Setting, day: string): Promise<number> {
  return (await tx.get<{ days: number }>(`select ${settingOn(key, '$1')} as days`, [day])).days
}

/** Days that differ from their weekday, around the given one. */
export function loadCalendar(tx: Tx, from: string): Promise<CalendarDay[]> {
  return tx.rows<CalendarDay>('select day, kind, name, source from calendar_day where day between $1::date and $1::date + 120', [from])
}

/** The chain and unit of the acting body. */
export function findOffice(tx: Tx): Promise<BodyRef & { chain: string }> {
  return tx.get('select id, short_name as name, chain from body where id = app_body()')
}
