import { numberKeyOf, type ReferenceInput, type ReferenceRelation } from '@phaodai/office'
import { jsonRows } from '#kernel/json-rows.queries.ts'
import type { Tx } from '#kernel/transaction.ts'

/** A citation to be written. */
export interface NewReference {
  id: string; directiveId: string; itemLabel: string | null; relation: ReferenceRelation; docType: string | null; number: string | null; numberKey: string | null
  issuedOn: string | null; issuerText: string | null; spanStart: number | null; spanEnd: number | null; targetId: string | null; targetLabel: string | null; source: 'read' | 'added' | 'written'
}
const REFERENCE = [
  ['id', 'id', 'uuid'], ['directiveId', 'directive_id', 'uuid'], ['itemLabel', 'item_label', 'text'], ['relation', 'relation', 'text'], ['docType', 'doc_type', 'text'], ['number', 'number', 'text'],
  ['numberKey', 'number_key', 'text'], ['issuedOn', 'issued_on', 'date'], ['issuerText', 'issuer_text', 'text'], ['spanStart', 'span_start', 'int'], ['spanEnd', 'span_end', 'int'],
  ['targetId', 'target_id', 'uuid'], ['targetLabel', 'target_label', 'text'], ['source', 'source', 'text'],
] as const

/** Writes citations in one statement; returns how many ids were free. */
export function insertReferences(tx: Tx, references: readonly NewReference[]): Promise<number> {
  const { columns, source } = jsonRows(REFERENCE)
  return tx.run(`insert into directive_reference (${columns}) select ${columns} from ${source} on conflict (id) do nothing`, [JSON.stringify(references)])
}

/** Changes a citation under the version read; 0 = stale or not the acting office's. */
export function updateReference(tx: Tx, id: string, { version, relation, docType, number, issuedOn, issuerText, targetId, removed }: ReferenceInput): Promise<number> {
  return tx.run(`
    update directive_reference set relation = $3, doc_type = $4, number = $5, number_key = $6, issued_on = $7, issuer_text = $8, target_id = $9,
      removed_at = case when $10 then coalesce(removed_at, now()) end
    where id = $1 and version = $2`, [id, version, relation, docType, number, numberKeyOf(number), issuedOn, issuerText, targetId, removed])
}

/** Takes out citations that a new reading of a draft no longer finds; what people touched stays. */
export function dropUnread(tx: Tx, directiveId: string, keptIds: readonly string[]): Promise<number> {
  return tx.run("update directive_reference set removed_at = now() where directive_id = $1 and source = 'read' and version = 1 and removed_at is null and not id = any($2::uuid[])", [directiveId, keptIds])
}

/** Sets a document's last day in force under the version read; 0 = stale or not the acting office's. */
export function updateExpiry(tx: Tx, id: string, version: number, expiresOn: string | null): Promise<number> {
  return tx.run('update directive set expires_on = $3 where id = $1 and version = $2', [id, version, expiresOn])
}

/** Says for bodies whether they owe a document of their own. */
export function putOwed(tx: Tx, directiveId: string, bodyIds: readonly number[], owed: boolean): Promise<number> {
  return tx.run(`insert into directive_owed (directive_id, body_id, owed) select $1, b, $3 from unnest($2::int[]) b
    on conflict (directive_id, body_id) do update set owed = excluded.owed`, [directiveId, bodyIds, owed])
}

/** Sets the days for a document of one's own from today on. */
export function setRule(tx: Tx, days: number, source: string): Promise<number> {
  return tx.run('select set_concretise_days($1, $2)', [days, source])
}
