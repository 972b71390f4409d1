import type { BodyRef, Schedule, Statistics, StatisticsQuery, StatisticsRun, StatisticsRunDetail } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'

const BODY = (alias: string): string => `jsonb_build_object('id', ${alias}.id, 'name', ${alias}.short_name)`

const SCHEDULE = `s.id, s.name, s.every, s.day, s.hour, s.side, s.basis, s.grouping as by, s.form, o.title as author, s.starts_on as "startsOn", s.ended_at as "endedAt", s.version,
  (select coalesce(jsonb_agg(${BODY('b')} order by b.id), '[]') from body b where b.id = any (s.recipient_ids)) as recipients`

/** Schedules of the acting body, those in force first. */
export function loadSchedules(tx: Tx): Promise<Schedule[]> {
  return tx.rows<Schedule>(`select ${SCHEDULE} from statistics_schedule s join post o on o.id = s.author_id order by s.ended_at is not null, s.name, s.id`)
}

/** One schedule of the acting body. */
export function findSchedule(tx: Tx, id: string): Promise<Schedule | undefined> {
  return tx.find<Schedule>(`select ${SCHEDULE} from statistics_schedule s join post o on o.id = s.author_id where s.id = $1`, [id])
}

/** A schedule in force as the job works it: its next day, after the last run that was made. */
export interface Working { id: string; authorId: string; ownerId: number; name: string; every: 'week' | 'month'; day: number; hour: number; side: StatisticsQuery['side']; basis: StatisticsQuery['basis']; by: StatisticsQuery['by']; form: 'document' | 'notice'; recipientIds: number[]; since: string }

/** Every schedule in force, with the first day whose run is not made. Runs as the system. */
export function loadWorking(tx: Tx): Promise<Working[]> {
  return tx.rows<Working>(`
    select s.id, s.author_id as "authorId", s.owner_id as "ownerId", s.name, s.every, s.day, s.hour, s.side, s.basis, s.grouping as by, s.form, s.recipient_ids as "recipientIds",
      greatest(s.starts_on, (select max(r.run_on) + 1 from statistics_run r where r.schedule_id = s.id and r.state <> 'failed')) as since
    from statistics_schedule s where s.ended_at is null order by s.id`)
}

const RUN = `r.id, ${BODY('o')} as owner, r.name, r.period_from as "from", r.period_to as "to", r.due_at as "dueAt", r.made_at as "madeAt", coalesce(r.made_at > r.due_at + interval '1 hour', false) as late, r.form,
  r.state, r.problem, r.draft_id as "draftId", d.state as "draftState", d.number, d.directive_id as "directiveId", v.recipients, v.read,
  (select m.read_at from statistics_delivery m where m.run_id = r.id and m.body_id = app_body()) as "readAt"`
const JOINS = `join body o on o.id = r.owner_id left join draft d on d.id = r.draft_id
  cross join lateral (select count(*)::int as recipients, count(read_at)::int as read from statistics_delivery where run_id = r.id) v`

/** The latest runs that the acting body sent, or received. */
export function loadRuns(tx: Tx, box: 'own' | 'received', limit: number): Promise<StatisticsRun[]> {
  return tx.rows<StatisticsRun>(`select ${RUN} from statistics_run r ${JOINS} where ${box === 'own' ? 'r.owner_id = app_body()' : 'r.owner_id <> app_body()'} order by r.due_at desc, r.id limit ${limit}`)
}

/** A run with the figures as they were counted. */
export type RunRow = StatisticsRun & { query: StatisticsQuery; found: Statistics | null }

/** One run that the acting body sent or received. */
export function findRun(tx: Tx, id: string): Promise<RunRow | undefined> {
  return tx.find<RunRow>({ name: 'statistics-run.find', text: `select ${RUN}, r.query, r.found from statistics_run r ${JOINS} where r.id = $1` }, [id])
}

/** Who received a run and has opened it, as far as the viewer may know. */
export function loadReaders(tx: Tx, id: string): Promise<StatisticsRunDetail['readers']> {
  return tx.rows(`select ${BODY('b')} as body, v.read_at as "readAt" from statistics_delivery v join body b on b.id = v.body_id where v.run_id = $1 order by b.id`, [id])
}

/** Those of these tasks that the viewer sees. */
export async function loadSeen(tx: Tx, ids: readonly string[]): Promise<string[]> {
  return (await tx.rows<{ id: string }>('select id from task where id = any($1::uuid[])', [ids])).map(({ id }) => id)
}

/** Runs that wait for their draft: its own permission takes a transaction of its own. Runs as the system. */
export function loadUndrafted(tx: Tx): Promise<{ id: string; draftId: string; authorId: string }[]> {
  return tx.rows(`
    select r.id, r.draft_id as "draftId", s.author_id as "authorId" from statistics_run r join statistics_schedule s on s.id = r.schedule_id
    where r.state = 'made' order by r.due_at`)
}

/** To whom a run's schedule sends. */
export function loadRecipients(tx: Tx, runId: string): Promise<BodyRef[]> {
  return tx.rows<BodyRef>(`
    select b.id, b.name from statistics_run r join statistics_schedule s on s.id = r.schedule_id join body b on b.id = any (s.recipient_ids)
    where r.id = $1 order by b.id`, [runId])
}
