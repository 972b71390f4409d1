import { findingTiming, type Finding, type FindingRow } from '@phaodai/office/inspection.ts'
import { addDays, daysBetween } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

const ROW = `f.id, f.version, f.finding, f.state, jsonb_build_object('id', a.id, 'name', a.full_name) as area, case when b.id is not null then jsonb_build_object('id', b.id, 'name', b.short_name) end as body,
  case when o.id is not null then jsonb_build_object('id', o.id, 'name', o.short_name) end as by, f.holder, f.found_on as "foundOn", f.deadline, i.id as "inspectionId", i.place_name as "placeName"`
const FROM = 'finding f join area a on a.id = f.area_id left join body b on b.id = f.body_id left join body o on o.id = f.by_id left join inspection i on i.id = f.inspection_id'

/** Days before the deadline from which it is near. */
const SOON = 3

type Bare = Omit<FindingRow, 'timing' | 'daysLate'>

function timed<T extends Bare>(row: T, day: string): T & Pick<FindingRow, 'timing' | 'daysLate'> {
  const timing = findingTiming(row.state, row.deadline, day, addDays(day, SOON))
  return { ...row, timing, daysLate: timing === 'overdue' ? daysBetween(row.deadline, day) : 0 }
}

export type FindingFilter = { inspectionId?: string; box?: 'to-fix' | 'to-check' | 'open' | 'closed'; overdue?: boolean }

/** Findings of the caller's scope: what lies longest over its day first. */
export async function loadFindings(tx: Tx, { inspectionId, box, overdue }: FindingFilter, day: string): Promise<FindingRow[]> {
  const conditions = [
    'f.voided_at is null', '($1::uuid is null or f.inspection_id = $1)', "(not $2::boolean or (f.state = 'open' and f.deadline < $3))",
    ...(box === 'to-fix' ? ["f.state = 'open' and f.body_id between app_body_lo() and app_body_hi()"] : []),
    ...(box === 'to-check' ? ["f.state in ('open', 'fix_reported') and f.by_id between app_body_lo() and app_body_hi()"] : []),
    ...(box === 'open' ? ["f.state in ('open', 'fix_reported')"] : []), ...(box === 'closed' ? ["f.state in ('closed', 'withdrawn')"] : []),
  ]
  const rows = await tx.rows<Bare>(`select ${ROW} from ${FROM} where ${conditions.join(' and ')} order by f.state <> 'fix_reported', f.deadline, f.id limit 500`, [inspectionId ?? null, overdue ?? false, day])
  return rows.map((row) => timed(row, day))
}

/** One finding with its steps and their evidence. */
export async function findFinding(tx: Tx, id: string, day: string): Promise<Finding | undefined> {
  const found = await tx.find<Bare & Pick<Finding, 'legalBasis' | 'remedy' | 'taskId' | 'rechecks'>>(`
    select ${ROW}, f.legal_basis as "legalBasis", f.remedy, (select t.id from finding_task l join task t on t.id = l.id where l.finding_id = f.id order by l.at desc limit 1) as "taskId",
      f.voided_at is null and (f.by_id is null or f.by_id between app_body_lo() and app_body_hi()) as rechecks
    from ${FROM} where f.id = $1`, [id])
  return found && { ...timed(found, day), steps: await loadSteps(tx, id) }
}

function loadSteps(tx: Tx, findingId: string): Promise<Finding['steps']> {
  return tx.rows<Finding['steps'][number]>(`
    select s.id, s.kind, s.note, s.old_deadline as "oldDeadline", s.new_deadline as "newDeadline", s.by_title as by, b.short_name as body, s.day,
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size) order by f.at, f.id)
        from file f where f.attached_subject = 'finding_step' and f.attached_id = s.id), '[]') as files
    from finding_step s left join body b on b.id = s.body_id where s.finding_id = $1 order by s.at, s.id`, [findingId])
}

export type NewStep = { id: string; findingId: string; kind: string; note: string; oldDeadline: string; newDeadline: string | null; title: string; day: string; at: string }

/** A step; the database moves the finding with it. */
export function insertStep(tx: Tx, step: NewStep): Promise<number> {
  return tx.run('insert into finding_step (id, finding_id, kind, note, old_deadline, new_deadline, by_title, day, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing',
    [step.id, step.findingId, step.kind, step.note, step.oldDeadline, step.newDeadline, step.title, step.day, step.at])
}

/** A step as it was taken, for a repeat of the same sending. */
export function findStep(tx: Tx, id: string): Promise<{ findingId: string; kind: string; note: string | null } | undefined> {
  return tx.find('select finding_id as "findingId", kind, note from finding_step where id = $1', [id])
}

export function insertFindingTask(tx: Tx, taskId: string, findingId: string): Promise<number> {
  return tx.run('insert into finding_task (id, finding_id) values ($1, $2) on conflict (id) do nothing', [taskId, findingId])
}

/** The finding of a task, for a repeat of the same sending. */
export function findFindingTask(tx: Tx, taskId: string): Promise<{ findingId: string } | undefined> {
  return tx.find('select finding_id as "findingId" from finding_task where id = $1', [taskId])
}
