import { AREA_TREES, searchKey } from '@phaodai/vocabulary'
import { columns } from '#kernel/columns.ts'
import type { Tx } from '#kernel/transaction.ts'
import type { LandUnit, Profile } from '#server/bodies/by-rule/index.ts'

export function saveVillages(tx: Tx, rows: readonly LandUnit[]): Promise<number> {
  return tx.run(
    `insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from, valid_to, lat, lon, centroid_source)
     select *, 'Thôn MẪU: vị trí rải quanh tâm xã' from unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[],
       $8::text[], $9::text[], $10::date[], $11::date[], $12::float8[], $13::float8[])`,
    columns(rows, r => r.id, r => r.parentId, r => r.lastId, r => r.code, r => r.level, r => r.kind, r => r.name, r => r.fullName, r => r.searchKey,
      r => r.validFrom, r => r.validTo, r => r.lat, r => r.lon))
}

/** From this day the units of 2025 are in force in a demo that lives on the tree of 2021: never. */
const NOT_YET = '2099-01-01'

/**
 * Lets a province live on its three-level tree whatever the calendar says: its units of 2021 stay in force, those of
 * 2025 are not yet. Only in a demo; wiping it puts the days back.
 */
export async function stayInThreeLevels(tx: Tx, provinceCode: string): Promise<void> {
  const within = `id in (select a.id from area p join area a on a.id between p.id and p.last_id
    where p.code = $1 and p.level = 'province' and p.valid_from = $2)`
  await tx.run(`update area set valid_to = null where ${within}`, [provinceCode, AREA_TREES['2021'].validFrom])
  await tx.run(`update area set valid_from = '${NOT_YET}' where ${within}`, [provinceCode, AREA_TREES['2025'].validFrom])
}

export interface PersonRow { id: string; name: string; accountId: string; username: string; phone: string }
export interface PostRow { id: string; personId: string; bodyId: number; actsForId: number; role: string; title: string; validFrom: string }

/** Writes people with their posts; an account is another matter. */
export async function savePeople(tx: Tx, people: readonly Pick<PersonRow, 'id' | 'name' | 'phone'>[], posts: readonly PostRow[]): Promise<void> {
  await tx.run(
    'insert into person (id, full_name, search_key, phone) select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[])',
    columns(people, p => p.id, p => p.name, p => searchKey(p.name), p => p.phone))
  await tx.run(
    `insert into post (id, person_id, body_id, acts_for_id, role, title, valid_from)
     select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::text[], $6::text[], $7::date[])`,
    columns(posts, p => p.id, p => p.personId, p => p.bodyId, p => p.actsForId, p => p.role, p => p.title, p => p.validFrom))
}

/** Gives people accounts; the hash is the same for all, made once. */
export async function saveAccounts(tx: Tx, people: readonly PersonRow[], hash: string): Promise<void> {
  await tx.rows(
    'select create_account(a, p, u, $4, false) from unnest($1::uuid[], $2::uuid[], $3::text[]) u(a, p, u)',
    [...columns(people, p => p.accountId, p => p.id, p => p.username), hash])
}

/** Marks the installation as a demo; one row. */
export async function saveInstallation(tx: Tx, profile: Profile, seed: number, password: string): Promise<void> {
  await tx.run(
    'insert into installation (demo, profile, seed, account_password) values (true, $1, $2, $3)', [profile, seed, password])
}

/** How many people live in units on the day of the census of 2019, as figures that were told. */
export async function savePopulations(tx: Tx, sizes: readonly { id: number; people: number }[]): Promise<void> {
  await tx.run(
    `insert into level_input (id, area_id, measure, day, count, told_by, source, confidence, created_by)
     select gen_random_uuid(), id, 'population', '2019-04-01', people, 'Cục Thống kê MẪU', 'Tổng điều tra dân số 2019, chia cho các xã theo giả định', 'low', null
     from unnest($1::int[], $2::int[]) u(id, people)`, [...columns(sizes, s => s.id, s => s.people)])
}

export interface Acting { personId: string; postId: string; bodyId: number; bodyLastId: number }

/** From here on this transaction's changes are those of a post under a permission, as the audit and the defaults see it. */
export async function actAs(tx: Tx, who: Acting, permission: string): Promise<void> {
  await tx.rows(
    `select set_config('app.person', $1, true), set_config('app.post', $2, true), set_config('app.body', $3, true),
       set_config('app.body_lo', $3, true), set_config('app.body_hi', $4, true), set_config('app.permission', $5, true),
       set_config('app.reads', '{directive,task}', true)`,
    [who.personId, who.postId, String(who.bodyId), String(who.bodyLastId), permission])
}
