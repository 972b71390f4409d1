import { progressOf, type Plan, type PlanRow } from '@phaodai/office/inspection.ts'
import type { Kept } from '#kernel/kept-row.queries.ts'
import type { Tx } from '#kernel/session.ts'

export const PLAN: Kept = {
  table: 'inspection_plan',
  columns: { title: 'title', purpose: 'purpose', periodFrom: 'period_from', periodTo: 'period_to', directiveId: 'directive_id', number: 'number', issuedOn: 'issued_on' },
}
export const TEAM: Kept = { table: 'inspection_team', columns: { planId: 'plan_id', name: 'name', leaderPostId: 'leader_post_id', memberPostIds: 'member_post_ids' } }
export const VISIT: Kept = {
  table: 'inspection_visit',
  columns: {
    planId: 'plan_id', teamId: 'team_id', areaId: 'area_id', inspectedId: 'inspected_id', placeName: 'place_name', placeKind: 'place_kind', address: 'address', plannedOn: 'planned_on',
    searchKey: 'search_key',
  },
}

const BODY = (alias: string): string => `jsonb_build_object('id', ${alias}.id, 'name', ${alias}.short_name)`

type Counted = Omit<PlanRow, 'progress'> & { counted: { state: string | null; plannedOn: string }[] }

/** Progress is counted over the visits and the inspections that the viewer sees. */
const COUNTED = `coalesce((select jsonb_agg(jsonb_build_object('state', i.state, 'plannedOn', v.planned_on)) from inspection_visit v
  left join inspection i on i.id = v.inspection_id and i.voided_at is null where v.plan_id = p.id and v.dropped_reason is null), '[]') as counted`

function withProgress<T extends Counted>({ counted, ...row }: T, day: string): Omit<T, 'counted'> & Pick<PlanRow, 'progress'> {
  return { ...row, progress: progressOf(counted, day) }
}

/** Plans within reach, newest period first. */
export async function loadPlans(tx: Tx, day: string): Promise<PlanRow[]> {
  const rows = await tx.rows<Counted>(`
    select p.id, p.title, ${BODY('b')} as body, p.state, p.period_from as "periodFrom", p.period_to as "periodTo", ${COUNTED}
    from inspection_plan p join body b on b.id = p.body_id order by p.period_from desc, p.id desc limit 500`)
  return rows.map((row) => withProgress(row, day))
}

type Head = Omit<Plan, 'teams' | 'visits' | 'posts' | 'progress'> & Counted

/** Head of a plan; a directive out of sight is shown by its number alone. */
export async function findPlan(tx: Tx, id: string, day: string): Promise<Omit<Plan, 'teams' | 'visits' | 'posts'> | undefined> {
  const found = await tx.find<Head>({ name: 'inspection-plan.find', text: `
    select p.id, p.version, p.title, ${BODY('b')} as body, p.state, p.period_from as "periodFrom", p.period_to as "periodTo", p.purpose, (select l.id from directive l where l.id = p.directive_id) as "directiveId",
      p.number, p.issued_on as "issuedOn", p.approved_by as "approvedBy", p.approved_on as "approvedOn", p.body_id = app_body() as "isOwn", ${COUNTED}
    from inspection_plan p join body b on b.id = p.body_id where p.id = $1` }, [id])
  return found && withProgress(found, day)
}

/** Teams with the posts that the viewer knows of. */
export function loadTeams(tx: Tx, planId: string): Promise<Plan['teams']> {
  return tx.rows<Plan['teams'][number]>(`
    select t.id, t.version, t.name, (select jsonb_build_object('id', o.id, 'title', o.title) from post o where o.id = t.leader_post_id) as leader,
      coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'title', o.title) order by o.title collate "vi-x-icu", o.id) from post o where o.id = any (t.member_post_ids)), '[]') as members
    from inspection_team t where t.plan_id = $1 order by t.name collate "vi-x-icu", t.id`, [planId])
}

/** Visits of a plan by day. */
export function loadVisits(tx: Tx, planId: string): Promise<Plan['visits']> {
  return tx.rows<Plan['visits'][number]>(`
    select v.id, v.version, (select jsonb_build_object('id', t.id, 'name', t.name) from inspection_team t where t.id = v.team_id) as team, jsonb_build_object('id', a.id, 'name', a.full_name) as area,
      case when b.id is not null then ${BODY('b')} end as inspected, v.place_name as "placeName", v.place_kind as "placeKind", v.address, v.planned_on as "plannedOn", v.dropped_reason as "droppedReason",
      i.id as "inspectionId", i.state as "inspectionState"
    from inspection_visit v join area a on a.id = v.area_id left join body b on b.id = v.inspected_id left join inspection i on i.id = v.inspection_id
    where v.plan_id = $1 order by v.dropped_reason is not null, v.planned_on, v.id`, [planId])
}

/** Posts of the acting body and below that are in force on a day. */
export function loadPosts(tx: Tx, day: string): Promise<Plan['posts']> {
  return tx.rows<Plan['posts'][number]>(`
    select o.id, o.title || ' · ' || b.short_name as title from post o join body b on b.id = o.acts_for_id
    where o.acts_for_id between app_body_lo() and app_body_hi() and o.role not in ('admin', 'auditor', 'village') and o.valid_from <= $1 and coalesce(o.valid_to, $1) >= $1
    order by o.acts_for_id, o.title collate "vi-x-icu", o.id limit 300`, [day])
}

/** Drops a visit from its plan; the number of rows touched. */
export function dropVisit(tx: Tx, bodyId: number, planId: string, id: string, version: number, reason: string): Promise<number> {
  return tx.run('update inspection_visit set dropped_reason = $5 where id = $1 and body_id = $2 and plan_id = $3 and version = $4 and dropped_reason is null', [id, bodyId, planId, version, reason])
}

/** Moves a plan to a state; the approval notes who and when. The number of rows touched. */
export function movePlan(tx: Tx, id: string, version: number, state: string, approval: { title: string; day: string } | null): Promise<number> {
  return tx.run(
    'update inspection_plan set state = $3, approved_by = coalesce($4, approved_by), approved_on = coalesce($5::date, approved_on) where id = $1 and version = $2',
    [id, version, state, approval?.title ?? null, approval?.day ?? null])
}
