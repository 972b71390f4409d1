import type { DirectiveReading } from '@phaodai/directives'
import type { StubInput } from '@phaodai/office'
import { jsonRows } from '#kernel/json-rows.queries.ts'
import type { Tx } from '#kernel/transaction.ts'
import type { DraftOrder, Header, KeptRecipient } from './intake.ts'

/** A directive to be registered by the acting body. */
export type NewDirective = Header & {
  id: string; direction: 'incoming' | 'own'; issuerId: number | null; text: string; fileId: string | null; reading: unknown
  recipients: readonly KeptRecipient[]; declaredNotSecret: boolean; searchKey: string
}

/** Registers a draft; 0 when the id is taken. */
export function insertDirective(tx: Tx, d: NewDirective): Promise<number> {
  return tx.run(`
    insert into directive (id, owner_id, direction, doc_type, system, number, number_key, issuer_text, issuer_id, place, issued_on, abstract, urgency, disease,
      signer_capacity, signer_name, text, file_id, reading, recipients, declared_not_secret, search_key)
    values ($1, app_body(), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
    on conflict (id) do nothing`,
  [d.id, d.direction, d.docType, d.system, d.number, d.numberKey, d.issuerText, d.issuerId, d.place, d.issuedOn, d.abstract, d.urgency, d.disease,
    d.signerCapacity, d.signerName, d.text, d.fileId, JSON.stringify(d.reading), JSON.stringify(d.recipients), d.declaredNotSecret, d.searchKey])
}

/** All that may be kept of a secret document. */
export function insertStub(tx: Tx, id: string, stub: StubInput): Promise<number> {
  return tx.run('insert into directive_stub (id, owner_id, number, issued_on, issuer_text) values ($1, app_body(), $2, $3, $4) on conflict (id) do nothing',
    [id, stub.number, stub.issuedOn, stub.issuerText])
}

/** A stub of the acting body. */
export function findStub(tx: Tx, id: string): Promise<(StubInput & { id: string }) | undefined> {
  return tx.find('select id, number, issued_on as "issuedOn", issuer_text as "issuerText" from directive_stub where id = $1', [id])
}

/** A unit to be written. */
export interface NewItem { id: string; directiveId: string; label: string; parentLabel: string | null; position: number; spanStart: number; spanEnd: number }
const ITEM = [
  ['id', 'id', 'uuid'], ['directiveId', 'directive_id', 'uuid'], ['label', 'label', 'text'], ['parentLabel', 'parent_label', 'text'],
  ['position', 'position', 'int'], ['spanStart', 'span_start', 'int'], ['spanEnd', 'span_end', 'int'],
] as const

/** Writes the numbered units of a text. */
export function insertItems(tx: Tx, items: readonly NewItem[]): Promise<number> {
  const { columns, source } = jsonRows(ITEM)
  return tx.run(`insert into directive_item (${columns}) select ${columns} from ${source} on conflict (directive_id, label) do nothing`, [JSON.stringify(items)])
}

/** The numbered units of a reading as rows. */
export function itemsOf(reading: DirectiveReading, directiveId: string, newId: () => string): NewItem[] {
  return reading.items.map((item, position) => ({
    id: newId(), directiveId, label: item.label, parentLabel: item.parent, position, spanStart: item.text.span.start, spanEnd: item.text.span.end }))
}

/** Puts the units of a new reading in the place of a draft's. */
export function rereadItems(tx: Tx, directiveId: string, items: readonly NewItem[]): Promise<number> {
  return tx.run('select reread_items($1, $2)', [directiveId, JSON.stringify(items)])
}

/** An order to be written. */
export type NewOrder = DraftOrder & { id: string; directiveId: string; engine: DraftOrder | null }

const CHANGEABLE = [
  ['itemLabel', 'item_label', 'text'], ['position', 'position', 'float8'], ['text', 'text', 'text'], ['spanStart', 'span_start', 'int'], ['spanEnd', 'span_end', 'int'],
  ['leads', 'leads', 'jsonb'], ['coordinates', 'coordinates', 'jsonb'], ['doers', 'doers', 'jsonb'], ['monitorId', 'monitor_id', 'int'],
  ['authorityId', 'authority_id', 'int'], ['areaId', 'area_id', 'int'], ['nature', 'nature', 'text'], ['deadlineKind', 'deadline_kind', 'text'], ['deadline', 'deadline', 'date'],
  ['deadlinePrinted', 'deadline_printed', 'text'], ['deadlineSource', 'deadline_source', 'text'], ['recurring', 'recurring', 'text'], ['reportTo', 'report_to', 'text'],
  ['topics', 'topics', 'text[]'], ['dropped', 'dropped', 'boolean'],
] as const
const ORDER = [['id', 'id', 'uuid'], ['directiveId', 'directive_id', 'uuid'], ...CHANGEABLE, ['confidence', 'confidence', 'real'], ['engine', 'engine', 'jsonb']] as const

function flat<O extends DraftOrder>(order: O): object {
  return { ...order, spanStart: order.span?.start ?? null, spanEnd: order.span?.end ?? null }
}

/** Writes orders in one statement; returns how many ids were free. */
export function insertOrders(tx: Tx, orders: readonly NewOrder[]): Promise<number> {
  const { columns, source } = jsonRows(ORDER)
  return tx.run(`insert into directive_order (${columns}) select ${columns} from ${source} on conflict (id) do nothing`, [JSON.stringify(orders.map(flat))])
}

/** Changes orders of a draft under the versions read; returns how many rows were changed. */
export function updateOrders(tx: Tx, directiveId: string, orders: readonly (DraftOrder & { id: string; version: number })[]): Promise<number> {
  const { source } = jsonRows([['id', 'id', 'uuid'], ['version', 'version', 'int'], ...CHANGEABLE])
  const sets = CHANGEABLE.map(([, column]) => `${column} = given.${column}`).join(', ')
  return tx.run(`
    update directive_order o set ${sets} from ${source}
    where o.id = given.id and o.version = given.version and o.directive_id = $2
      and exists (select from directive d where d.id = $2 and d.state = 'draft')`, [JSON.stringify(orders.map(flat)), directiveId])
}

/** Sets what an order is measured by, null = reported progress; 0 = stale or not one's own. */
export function updateOrderMeasure(tx: Tx, id: string, version: number, measure: object | null): Promise<number> {
  return tx.run('update directive_order set measure = $3 where id = $1 and version = $2', [id, version, measure && JSON.stringify(measure)])
}

/** Writes what a new reading made of a draft's orders, the engine's word included. */
export function updateReadOrders(tx: Tx, directiveId: string, orders: readonly (DraftOrder & { id: string; version: number; engine: DraftOrder | null })[]): Promise<number> {
  const changed = [...CHANGEABLE, ['confidence', 'confidence', 'real'], ['engine', 'engine', 'jsonb']] as const
  const { source } = jsonRows([['id', 'id', 'uuid'], ['version', 'version', 'int'], ...changed])
  const sets = changed.map(([, column]) => `${column} = given.${column}`).join(', ')
  return tx.run(`update directive_order o set ${sets} from ${source} where o.id = given.id and o.version = given.version and o.directive_id = $2`, [JSON.stringify(orders.map(flat)), directiveId])
}

const HEADER = {
  docType: 'doc_type', system: 'system', number: 'number', numberKey: 'number_key', issuerText: 'issuer_text', issuerId: 'issuer_id', place: 'place', issuedOn: 'issued_on',
  abstract: 'abstract', urgency: 'urgency', disease: 'disease', signerCapacity: 'signer_capacity', signerName: 'signer_name', authorityId: 'authority_id', monitorId: 'monitor_id',
  searchKey: 'search_key', recipients: 'recipients', text: 'text', reading: 'reading', state: 'state', issuedAt: 'issued_at', supersededById: 'superseded_by_id', withdrawnReason: 'withdrawn_reason',
} as const
/** Columns of a directive that may change, by their names in the API. */
export type DirectivePatch = Partial<Record<keyof typeof HEADER, unknown>>

/** Changes a directive in one of the given states under the version read; 0 = stale, out of sight or in another state. */
export function updateDirective(tx: Tx, id: string, version: number, states: readonly string[], patch: DirectivePatch): Promise<number> {
  const keys = Object.keys(patch) as (keyof typeof HEADER)[]
  const sets = keys.map((key, n) => `${HEADER[key]} = $${n + 4}`)
  const values = keys.map(key => (key === 'recipients' || key === 'reading' ? JSON.stringify(patch[key]) : patch[key]))
  return tx.run(`update directive set ${sets.join(', ')} where id = $1 and version = $2 and state = any($3::text[])`, [id, version, states, ...values])
}

interface NewDelivery { id: string; directiveId: string; ownerId: number; bodyId: number; purpose: string }
const DELIVERY = [['id', 'id', 'uuid'], ['directiveId', 'directive_id', 'uuid'], ['ownerId', 'owner_id', 'int'], ['bodyId', 'body_id', 'int'], ['purpose', 'purpose', 'text']] as const

/** One row per recipient, in one statement. */
export function insertDeliveries(tx: Tx, deliveries: readonly NewDelivery[]): Promise<number> {
  const { columns, source } = jsonRows(DELIVERY)
  return tx.run(`insert into directive_delivery (${columns}) select ${columns} from ${source} on conflict (directive_id, body_id) do nothing`, [JSON.stringify(deliveries)])
}

/** The acting body has opened what was delivered to it; only the first time counts. */
export function markRead(tx: Tx, directiveId: string): Promise<number> {
  return tx.run('update directive_delivery set read_at = now() where directive_id = $1 and body_id = app_body() and read_at is null', [directiveId])
}

/** The acting body takes note; signed with the post's title, not a name. Once. */
export function acknowledge(tx: Tx, directiveId: string, title: string): Promise<number> {
  return tx.run(`
    update directive_delivery set read_at = coalesce(read_at, now()), acknowledged_at = coalesce(acknowledged_at, now()),
      acknowledged_by = coalesce(acknowledged_by, $2 || ', ' || (select short_name from body where id = app_body()))
    where directive_id = $1 and body_id = app_body()`, [directiveId, title])
}

/** Flags open tasks that rested on a directive; returns their ids. No state closes. */
export async function flagForReview(tx: Tx, directiveId: string, why: 'superseded' | 'withdrawn'): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(`
    update task set needs_review = $2
    where directive_id = $1 and origin_id = app_body() and not closed and needs_review is null
    returning id`, [directiveId, why])
  return rows.map(row => row.id)
}
