import type { Tx } from '#kernel/session.ts'

export type AuditRow = {
  id: number
  at: string
  personId: string | null
  postId: string | null
  permission: string | null
  action: string
  subject: string
  rowId: string | null
  before: unknown
  after: unknown
  rowIds: string[] | null
  delegationId: string | null
}

export type AuditFilter = { subject?: string; row?: string; person?: string; before?: number; limit: number }

/** Entries in the auditor's reach, newest first; `before` is the id where the last page ended. */
export function loadAudit(tx: Tx, filter: AuditFilter): Promise<AuditRow[]> {
  return tx.rows<AuditRow>(
    `select id, at, person_id as "personId", post_id as "postId", permission, action, subject, row_id as "rowId",
       before, after, row_ids as "rowIds", delegation_id as "delegationId"
     from audit_entry
     where ($1::text is null or subject = $1) and ($2::text is null or row_id = $2 or $2 = any (row_ids))
       and ($3::uuid is null or person_id = $3) and ($4::bigint is null or id < $4)
     order by id desc limit $5`,
    [filter.subject ?? null, filter.row ?? null, filter.person ?? null, filter.before ?? null, filter.limit])
}

/** One block of the chain as it is exported; digest in hex. */
export type Head = { no: number; digest: string; lastId: number; sealedAt: string }

/** Blocks after a given one, oldest first. */
export function loadHeads(tx: Tx, after: number): Promise<Head[]> {
  return tx.rows<Head>(
    `select no, encode(digest, 'hex') as digest, last_id as "lastId", sealed_at as "sealedAt"
     from audit_block where no > $1 order by no`, [after])
}

export type Fault = { blockNo: number | null; entryId: number | null; fault: string }

/** Every fault the chain shows by itself: altered, missing, added entries, altered or missing blocks. */
export function loadFaults(tx: Tx): Promise<Fault[]> {
  return tx.rows<Fault>('select block_no as "blockNo", entry_id as "entryId", fault from audit_faults() order by block_no, entry_id')
}

/** True when the stream's stamps run ahead of the server's, as after a restore into a new cluster without its counter. */
export async function isStreamAhead(tx: Tx): Promise<boolean> {
  const row = await tx.get<{ ahead: boolean }>(
    'select coalesce((select max(tx) from audit_entry) >= pg_snapshot_xmax(pg_current_snapshot()), false) as ahead')
  return row.ahead
}

export type Erasure = { subject: string; rowId: string; rule: string; erasedAt: string }

/** Everything erased so far, oldest first. */
export function loadErasures(tx: Tx): Promise<Erasure[]> {
  return tx.rows<Erasure>('select subject, row_id as "rowId", rule, erased_at as "erasedAt" from erasure order by erased_at, subject, row_id')
}

export function loadRules(tx: Tx): Promise<{ name: string }[]> {
  return tx.rows('select name from retention_rule order by name')
}
