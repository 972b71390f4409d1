import type { DelegatedAct, Delegation, Leave } from '@phaodai/office/delegation.ts'
import type { Tx } from '#kernel/session.ts'

/** A delegation as it is stored; its state follows from the day. */
export type DelegationRow = Omit<Delegation, 'state'> & { revoked: boolean }

const DELEGATIONS = `
  select d.id, d.version, d.from_title as "fromTitle", d.to_title as "toTitle", jsonb_build_object('id', b.id, 'name', b.short_name) as body, d.permissions,
    (select l.id from directive l where l.id = d.directive_id) as "directiveId", d.number, d.issued_on as "issuedOn", d.valid_from as "validFrom", d.valid_to as "validTo",
    d.revoked_at is not null as revoked, d.from_post_id = app_post() as mine,
    exists (select from post o where o.id = d.to_post_id and o.person_id = app_person()) as "forMe"
  from delegation d join body b on b.id = d.body_id`

/** Delegations within reach, those that end last first. */
export function loadDelegations(tx: Tx): Promise<DelegationRow[]> {
  return tx.rows<DelegationRow>(`${DELEGATIONS} order by d.valid_to desc, d.id limit 200`)
}

export function findDelegation(tx: Tx, id: string): Promise<DelegationRow | undefined> {
  return tx.find<DelegationRow>(`${DELEGATIONS} where d.id = $1`, [id])
}

/** Leaves within reach that are not over, nearest first. */
export function loadLeaves(tx: Tx, day: string): Promise<Leave[]> {
  return tx.rows<Leave>(`
    select l.id, l.version, o.title, l.kind, l.valid_from as "validFrom", l.valid_to as "validTo", l.post_id = app_post() as mine
    from post_leave l left join post o on o.id = l.post_id
    where l.cancelled_at is null and l.valid_to >= $1 order by l.valid_from, l.id limit 200`, [day])
}

type Postholder = { id: string; title: string; body: { id: number; name: string } }

/** Other people's posts that the acting post sees: whom it may lend to. */
export function loadBorrowers(tx: Tx, day: string): Promise<Postholder[]> {
  return tx.rows<Postholder>(`
    select o.id, o.title, jsonb_build_object('id', b.id, 'name', b.short_name) as body
    from post o join body b on b.id = o.acts_for_id
    where o.person_id <> app_person() and o.valid_from <= $1 and coalesce(o.valid_to, $1) >= $1
    order by o.acts_for_id <> app_body(), o.acts_for_id, o.title collate "vi-x-icu" limit 300`, [day])
}

/** What the acting post could lend: what its role holds, as far as it can be lent at all. */
export async function loadLendable(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ permission: string }>(`
    select p.permission from role_permission p join post o on o.role = p.role
    where o.id = app_post() and is_delegable(p.permission) and app_delegation() is null order by 1`)
  return rows.map(({ permission }) => permission)
}

/** The title of a post the caller sees, with its body. */
export async function findTitle(tx: Tx, postId: string): Promise<string | undefined> {
  const row = await tx.find<{ title: string }>(`select o.title || ', ' || b.short_name as title from post o join body b on b.id = o.acts_for_id where o.id = $1`, [postId])
  return row?.title
}

export type NewDelegation = { toPostId: string; permissions: string[]; fromTitle: string; toTitle: string; directiveId: string | null; number: string; issuedOn: string; validFrom: string; validTo: string }

export async function insertDelegation(tx: Tx, id: string, given: NewDelegation): Promise<void> {
  await tx.run(`
    insert into delegation (id, from_post_id, to_post_id, body_id, permissions, from_title, to_title, directive_id, number, issued_on, valid_from, valid_to)
    values ($1, app_post(), $2, app_body(), $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing`,
  [id, given.toPostId, given.permissions, given.fromTitle, given.toTitle, given.directiveId, given.number, given.issuedOn, given.validFrom, given.validTo])
}

export function revokeDelegation(tx: Tx, id: string, version: number): Promise<number> {
  return tx.run('update delegation set revoked_at = now() where id = $1 and version = $2 and revoked_at is null', [id, version])
}

/** What was done under a delegation, newest first. */
export function loadActs(tx: Tx, id: string): Promise<DelegatedAct[]> {
  return tx.rows<DelegatedAct>(`
    select at, permission, action, subject, row_id as "rowId"
    from audit_entry where delegation_id = $1 order by id desc limit 500`, [id])
}

export async function insertLeave(tx: Tx, id: string, given: { kind: string; validFrom: string; validTo: string }): Promise<void> {
  await tx.run('insert into post_leave (id, post_id, body_id, kind, valid_from, valid_to) values ($1, app_post(), app_body(), $2, $3, $4) on conflict (id) do nothing',
    [id, given.kind, given.validFrom, given.validTo])
}

export function findLeave(tx: Tx, id: string): Promise<Leave | undefined> {
  return tx.find<Leave>(`
    select l.id, l.version, o.title, l.kind, l.valid_from as "validFrom", l.valid_to as "validTo", l.post_id = app_post() as mine
    from post_leave l left join post o on o.id = l.post_id where l.id = $1`, [id])
}

export function cancelLeave(tx: Tx, id: string, version: number): Promise<number> {
  return tx.run('update post_leave set cancelled_at = now() where id = $1 and version = $2 and cancelled_at is null', [id, version])
}
