import type { Tx } from '#kernel/session.ts'
import type { Kept } from '#kernel/kept-row.queries.ts'

const dated = { validFrom: 'valid_from', validTo: 'valid_to' }

export const DECISION: Kept = {
  table: 'committee_decision',
  columns: { kind: 'kind', nth: 'nth', directiveId: 'directive_id', number: 'number', issuedOn: 'issued_on', issuer: 'issuer', validFrom: 'valid_from', note: 'note' },
}
export const UNIT: Kept = { table: 'committee_unit', columns: { kind: 'kind', name: 'name', agencyId: 'agency_id', position: 'position', ...dated } }
export const MEMBER: Kept = {
  table: 'committee_member',
  columns: { unitId: 'unit_id', postId: 'post_id', fullName: 'full_name', role: 'role', concurrentPost: 'concurrent_post', position: 'position', ...dated },
}
export const REGULATION: Kept = {
  table: 'regulation',
  columns: { title: 'title', changesId: 'changes_id', change: 'change', directiveId: 'directive_id', number: 'number', issuedOn: 'issued_on', validFrom: 'valid_from' },
}
export const CHARGE: Kept = { table: 'area_charge', columns: { memberId: 'member_id', areaId: 'area_id', ...dated } }

/** Sets the office's telephone (version 0 when none was known); the number of rows touched. */
export function savePhone(tx: Tx, bodyId: number, version: number, phone: string | null): Promise<number> {
  return version === 0
    ? tx.run('insert into committee (id, office_phone) values ($1, $2) on conflict (id) do nothing', [bodyId, phone])
    : tx.run('update committee set office_phone = $3 where id = $1 and version = $2', [bodyId, version, phone])
}

/** A regulation as its state moves; the number of rows touched. */
export function issueRegulation(tx: Tx, bodyId: number, id: string, version: number): Promise<number> {
  return tx.run("update regulation set state = 'issued' where id = $1 and body_id = $2 and version = $3 and state = 'draft'", [id, bodyId, version])
}

export function expireRegulation(tx: Tx, bodyId: number, id: string, version: number, validTo: string): Promise<number> {
  return tx.run("update regulation set state = 'expired', valid_to = $4 where id = $1 and body_id = $2 and version = $3 and state in ('issued', 'amended')", [id, bodyId, version, validTo])
}

/** Makes the body of a new committee below the acting one; its number. */
export async function foundCommittee(tx: Tx, name: string, shortName: string, key: string, from: string): Promise<number> {
  return (await tx.get<{ id: number }>('select found_committee($1, $2, $3, $4) as id', [name, shortName, key, from])).id
}
