import type { MoveInput, PostInput, ReformInput } from '@phaodai/office/reform.ts'
import { searchKey } from '@phaodai/vocabulary'
import type * as z from 'zod'
import { columns } from '#kernel/columns.ts'
import type { Tx } from '#kernel/transaction.ts'
import type { Plan, PlannedBody, PlannedMove } from './planning/types.ts'

/** Begins an operation; 0 rows when the id is taken. */
export function insertReform(tx: Tx, id: string, { name, effectiveOn, legalNumber, legalOn, legalIssuer, areaId }: ReformInput): Promise<number> {
  return tx.run(`insert into reform (id, owner_id, name, effective_on, legal_number, legal_on, legal_issuer, area_id) values ($1, app_body(), $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
    [id, name, effectiveOn, legalNumber, legalOn, legalIssuer, areaId])
}

/** Corrects the head of a draft; another day is another plan. */
export function updateReform(tx: Tx, id: string, { version, name, effectiveOn, legalNumber, legalOn, legalIssuer }: ReformInput): Promise<number> {
  return tx.run(`update reform set name = $3, effective_on = $4, legal_number = $5, legal_on = $6, legal_issuer = $7, plan = plan + 1 where id = $1 and version = $2`,
    [id, version, name, effectiveOn, legalNumber, legalOn, legalIssuer])
}

/** The plan has changed: what was rehearsed was another. Problem `illegal-state` unless it is a draft. */
export function touchPlan(tx: Tx, id: string): Promise<number> {
  return tx.run(`update reform set plan = plan + 1 where id = $1`, [id])
}

/** Moves an operation on by a named action; 0 rows when its version moved. */
export function moveState(tx: Tx, id: string, version: number, state: string, title: string): Promise<number> {
  return tx.run(`
    update reform set state = $3, proposed_title = case when $3 = 'proposed' then $4 else proposed_title end, confirmed_title = case when $3 = 'confirmed' then $4 else confirmed_title end
    where id = $1 and version = $2`, [id, version, state, title])
}

async function insertBodies(tx: Tx, id: string, bodies: readonly PlannedBody[]): Promise<void> {
  await tx.run(`
    insert into reform_body (reform_id, id, parent_id, last_id, kind, chain, level, name, short_name, sector, seat_area_id, territory, search_key, aliases, alias_keys)
    select $1, b.id, b."parentId", b."lastId", b.kind, b.chain, b.level, b.name, b."shortName", b.sector, b."seatAreaId", b.territory, b."searchKey", b.aliases, b."aliasKeys"
    from jsonb_to_recordset($2) b (id int, "parentId" int, "lastId" int, kind text, chain text, level text, name text, "shortName" text, sector text, "seatAreaId" int, territory int[], "searchKey" text, aliases text[], "aliasKeys" text[])`,
  [id, JSON.stringify(bodies.map((body) => ({ ...body, searchKey: searchKey(`${body.name} ${body.shortName}`), aliasKeys: body.aliases.map(searchKey) })))])
}

async function insertMoves(tx: Tx, id: string, moves: readonly PlannedMove[]): Promise<void> {
  await tx.run(`
    insert into reform_move (reform_id, body_id, heir_ids, work_heir_id, oversight_heir_id, by_area, rule, group_key, offers)
    select $1, m."bodyId", m."heirIds", m."workHeirId", m."oversightHeirId", m."byArea", m.rule, m."groupKey", m.offers
    from jsonb_to_recordset($2) m ("bodyId" int, "heirIds" int[], "workHeirId" int, "oversightHeirId" int, "byArea" boolean, rule text, "groupKey" text, offers jsonb)`, [id, JSON.stringify(moves)])
}

/** Puts a new plan in the place of the old one. */
export async function replacePlan(tx: Tx, id: string, plan: Plan): Promise<void> {
  await tx.run('select clear_reform_plan($1)', [id])
  const made = plan.made.map((unit) => ({ id: unit.id, fate: 'made', made: JSON.stringify(unit) }))
  const units = [...plan.ends.map((unit) => ({ id: unit, fate: 'ends', made: null })), ...plan.begins.map((unit) => ({ id: unit, fate: 'begins', made: null })), ...made]
  await tx.run('insert into reform_unit (reform_id, area_id, fate, made) select $1, a, f, m from unnest($2::int[], $3::text[], $4::jsonb[]) u(a, f, m)', [id, ...columns(units, (u) => u.id, (u) => u.fate, (u) => u.made)])
  await addToPlan(tx, id, plan.bodies, plan.moves)
}

/** Adds bodies to set up and moves to a plan, and the posts of the bodies that end by them. */
export async function addToPlan(tx: Tx, id: string, bodies: readonly PlannedBody[], moves: readonly PlannedMove[]): Promise<void> {
  await insertBodies(tx, id, bodies)
  await insertMoves(tx, id, moves)
  await tx.run('select plant_reform_posts($1)', [id])
}

/** Decides who takes over from a body. */
export function updateMove(tx: Tx, id: string, { version, heirIds, workHeirId, oversightHeirId, byArea }: z.output<typeof MoveInput>, title: string): Promise<number> {
  return tx.run('update reform_move set heir_ids = $3, work_heir_id = $4, oversight_heir_id = $5, by_area = $6, decided_by = $7 where id = $1 and version = $2',
    [id, version, heirIds, workHeirId, oversightHeirId, byArea, title])
}

/** Gives every open question of a group the same kind of answer; those without such an offer stay open. Returns how many were answered. */
export function answerGroup(tx: Tx, id: string, groupKey: string, offer: string, title: string): Promise<number> {
  return tx.run(`
    update reform_move m set work_heir_id = f.body_id, heir_ids = case when cardinality(m.heir_ids) = 0 then array[f.body_id] else m.heir_ids end,
      oversight_heir_id = coalesce(m.oversight_heir_id, f.body_id), decided_by = $4
    from (select m.id, (select (f ->> 'bodyId')::int from jsonb_array_elements(m.offers) with ordinality u(f, n) where f ->> 'kind' = $3 order by n limit 1) as body_id
      from reform_move m where m.reform_id = $1 and m.group_key = $2 and m.work_heir_id is null) f
    where f.id = m.id and f.body_id is not null`, [id, groupKey, offer, title])
}

/** Decides where a post goes, or that it ends. */
export function updatePost(tx: Tx, id: string, { version, fate, bodyId, title }: z.output<typeof PostInput>, by: string): Promise<number> {
  return tx.run(`update reform_post p set fate = $3, body_id = $4::int, acts_for_id = case when $4::int is not null then reform_acts_for(p.reform_id, p.post_id, $4::int) end, title = $5, decided_by = $6 where id = $1 and version = $2`,
    [id, version, fate, bodyId, title, by])
}

/** Asks for a rehearsal or the carrying out of the plan as it stands; 0 rows when the id is taken. */
export function insertRun(tx: Tx, id: string, reformId: string, kind: 'rehearsal' | 'carry-out', plan: number): Promise<number> {
  return tx.run('insert into reform_run (id, reform_id, kind, plan) values ($1, $2, $3, $4) on conflict (id) do nothing', [id, reformId, kind, plan])
}
