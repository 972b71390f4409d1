import type { DocumentRef, ReferenceRelation } from '@phaodai/office'
import { settingOn } from '#kernel/setting.queries.ts'
import type { Tx } from '#kernel/transaction.ts'

/** A document in the viewer's sight, with what citations name it by. */
export type DocumentRow = DocumentRef & { numberKey: string | null; issuerText: string | null; issuerName: string | null; issuerLevel: string | null; version: number }

const DOCUMENT = `d.id, jsonb_build_object('id', o.id, 'name', o.short_name) as owner, d.direction, d.doc_type as "docType", d.number, d.issued_on as "issuedOn",
  coalesce(i.short_name, d.issuer_text) as issuer, d.abstract, d.state, d.expires_on as "expiresOn", d.number_key as "numberKey", d.issuer_text as "issuerText", i.name as "issuerName",
  i.level as "issuerLevel", d.version`
const DOCUMENT_FROM = 'directive d join body o on o.id = d.owner_id left join body i on i.id = d.issuer_id'

/** Documents by id, those in sight. */
export function loadDocuments(tx: Tx, ids: readonly string[]): Promise<DocumentRow[]> {
  return tx.rows(`select ${DOCUMENT} from ${DOCUMENT_FROM} where d.id = any($1::uuid[])`, [ids])
}

/** Documents in sight that bear one of these numbers; drafts of one's own office among them. */
export function loadByNumbers(tx: Tx, keys: readonly string[]): Promise<DocumentRow[]> {
  return tx.rows(`select ${DOCUMENT} from ${DOCUMENT_FROM} where d.number_key = any($1::text[]) order by d.created_at, d.id limit 2000`, [keys])
}

/** A citation as stored; `ownerId` is the office whose document cites. */
export interface EdgeRow {
  id: string; directiveId: string; ownerId: number; itemLabel: string | null; relation: ReferenceRelation; docType: string | null; number: string | null; numberKey: string | null
  issuedOn: string | null; issuerText: string | null; spanStart: number | null; spanEnd: number | null; targetId: string | null; targetLabel: string | null
  source: 'read' | 'added' | 'written'; removed: boolean; version: number
}

const EDGE = `r.id, r.directive_id as "directiveId", d.owner_id as "ownerId", r.item_label as "itemLabel", r.relation, r.doc_type as "docType", r.number, r.number_key as "numberKey",
  r.issued_on as "issuedOn", r.issuer_text as "issuerText", r.span_start as "spanStart", r.span_end as "spanEnd", r.target_id as "targetId", r.target_label as "targetLabel",
  r.source, r.removed_at is not null as removed, r.version`

/** Citations of these documents, in the order of the text. */
export function loadEdgesFrom(tx: Tx, ids: readonly string[], withRemoved: boolean): Promise<EdgeRow[]> {
  return tx.rows(`select ${EDGE} from directive_reference r join directive d on d.id = r.directive_id
    where r.directive_id = any($1::uuid[]) ${withRemoved ? '' : 'and r.removed_at is null'} order by r.directive_id, r.span_start nulls last, r.created_at, r.id`, [ids])
}

/** Citations by documents in sight that may mean one of these: chosen, or by number. Drafts cite nothing yet. */
export function loadEdgesTo(tx: Tx, ids: readonly string[], keys: readonly string[]): Promise<EdgeRow[]> {
  return tx.rows(`select ${EDGE} from directive_reference r join directive d on d.id = r.directive_id
    where r.removed_at is null and d.state <> 'draft' and (r.target_id = any($1::uuid[]) or r.number_key = any($2::text[]))
    order by d.issued_on, d.id, r.id limit 5000`, [ids, keys])
}

/** One citation of a document. */
export function findEdge(tx: Tx, directiveId: string, id: string): Promise<EdgeRow | undefined> {
  return tx.find(`select ${EDGE} from directive_reference r join directive d on d.id = r.directive_id where r.directive_id = $1 and r.id = $2`, [directiveId, id])
}

/** A body that a document was sent to for carrying out, on the day it was delivered in Vietnam. */
export interface Receipt { bodyId: number; bodyName: string; receivedOn: string; owed: boolean | null }

/** Deliveries for carrying out, as far as the viewer may know of them, with what the office said of each. */
export function loadReceipts(tx: Tx, directiveId: string): Promise<Receipt[]> {
  return tx.rows(`
    select v.body_id as "bodyId", b.short_name as "bodyName", (v.delivered_at at time zone 'Asia/Ho_Chi_Minh')::date as "receivedOn", w.owed
    from directive_delivery v join body b on b.id = v.body_id left join directive_owed w on w.directive_id = v.directive_id and w.body_id = v.body_id
    where v.directive_id = $1 and v.purpose = 'execute' order by v.body_id`, [directiveId])
}

export interface AskedTask { id: string; bodyId: number; text: string; deadline: string | null; closed: boolean }

/** Tasks out of a document that bodies lead, as the viewer sees them. */
export function loadLeadTasks(tx: Tx, directiveId: string): Promise<AskedTask[]> {
  return tx.rows(`select id, body_id as "bodyId", text, deadline, closed from task where directive_id = $1 and role = 'lead' and state not in ('refused', 'cancelled') order by closed, due, id`, [directiveId])
}

/** The days that a document of one's own may take, as in force on a day, and who says so. */
export function findRule(tx: Tx, day: string): Promise<{ days: number; source: string }> {
  return tx.get(`select ${settingOn('concretise-within-days', '$1')} as days,
    (select source from office_setting where key = 'concretise-within-days' and valid_from <= $1::date order by valid_from desc limit 1) as source`, [day])
}
