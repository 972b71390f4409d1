import { noCounts, type Statistics } from '@phaodai/office'
import type { Member } from '#test/people.ts'
import { note, reads, type Planted, type Soil } from './rows.ts'
import { changed, missing, opened, page, taken, type Way } from './way.ts'

const DAY = '2021-08-20'

/** A schedule of statistics, what went out of it and to whom. */
export async function plantStatistics({ client, ...rest }: Soil, author: Member, to: number): Promise<void> {
  const soil: Soil = { client, ...rest }
  const owner = author.actsForId
  const own: Planted['sees'] = (viewer) => reads(viewer, 'task') && viewer.member.actsForId === owner
  const both: Planted['sees'] = (viewer) => reads(viewer, 'task') && [owner, to].includes(viewer.member.actsForId)
  const [schedule, run, sent] = [note(soil, 'statistics_schedule', own), note(soil, 'statistics_run', both), note(soil, 'statistics_delivery', both)]
  const found = JSON.stringify({ body: { id: owner, name: 'Cơ quan' }, day: DAY, total: noCounts(), groups: [], moreGroups: 0, late: [], lateTotal: 0 } satisfies Statistics)
  await client.query(`insert into statistics_schedule (id, owner_id, author_id, name, every, day, hour, side, basis, grouping, form, recipient_ids, starts_on, ended_at)
    values ($1, $2, $3, $4, 'week', 5, 16, 'given', 'given', 'body', 'notice', $5, $6, now())`, [schedule.id, owner, author.postId, schedule.marker, [to], DAY])
  await client.query(`insert into statistics_run (id, schedule_id, owner_id, name, run_on, due_at, period_from, period_to, form, query, state, found)
    values ($1, $2, $3, $4, $5, now(), $5, $5, 'notice', '{"side":"given","reach":"subtree","basis":"given","from":"2021-08-20","to":"2021-08-20","asOf":"end","by":"body"}', 'sent', $6)`, [run.id, schedule.id, owner, run.marker, DAY, found])
  await client.query('insert into statistics_delivery (id, run_id, owner_id, body_id, delivered_at) values ($1, $2, $3, $4, now())', [sent.id, run.id, owner, to])
}

const schedule = { version: 0, name: 'Hằng tuần', every: 'week', day: 5, hour: 16, side: 'given', basis: 'given', by: 'body', form: 'document', recipientIds: [] }

/** How the routes of statistics that go out are asked. */
export const sentWays: Record<string, Way> = {
  'GET /api/statistics/schedules': { pages: [page('/api/statistics/schedules', 'statistics_schedule')] },
  'PUT /api/statistics/schedules/{id}': { places: { id: taken('statistics_schedule', () => ({ body: schedule })), 'recipientIds[]': 'areas and bodies are public reference data' } },
  'POST /api/statistics/schedules/{id}/end': changed('statistics_schedule', { version: 1 }),
  'GET /api/statistics/runs': { pages: [page('/api/statistics/runs'), page('/api/statistics/runs?box=received')] },
  'GET /api/statistics/runs/{id}': opened('statistics_run'),
  'GET /api/statistics/runs/{id}/export.{format}': { places: { format: 'xlsx, docx or pdf', id: missing('statistics_run', 'not-found', (id) => ({ url: `/api/statistics/runs/${id}/export.xlsx` })) } },
}
