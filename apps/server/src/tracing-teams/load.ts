import type { TeamInput, TracingTeam } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'
import type { Point } from './propose.ts'

export type TeamRow = TracingTeam & Point

const columns = (clear: boolean): string => `t.id, t.name, t.area_id as "areaId", a.full_name as area, t.capacity, ${clear ? 't.members' : 'null::text as members'}, t.version, a.lat::float8 as lat, a.lon::float8 as lng`

/** Teams of the acting body that are not ended, by name. */
export function loadTeams(tx: Tx, bodyId: number, clear: boolean): Promise<TeamRow[]> {
  return tx.rows<TeamRow>(`select ${columns(clear)} from tracing_team t join area a on a.id = t.area_id where t.body_id = $1 and t.ended_at is null order by t.name, t.id`, [bodyId])
}

/** One team in scope that is not ended, or undefined. */
export function findTeam(tx: Tx, id: string): Promise<TeamRow | undefined> {
  return tx.find<TeamRow>(`select ${columns(true)} from tracing_team t join area a on a.id = t.area_id where t.id = $1 and t.ended_at is null`, [id])
}

/** Middles of areas. */
export async function loadPoints(tx: Tx, areaIds: readonly number[]): Promise<Map<number, Point>> {
  const rows = await tx.rows<Point & { id: number }>('select id, lat::float8 as lat, lon::float8 as lng from area where id = any ($1)', [[...new Set(areaIds)]])
  return new Map(rows.map(({ id, ...point }) => [id, point]))
}

/** Teams that stand confirmed for a day by the acting body, by contact. */
export async function loadConfirmed(tx: Tx, day: string, bodyId: number): Promise<Map<string, string>> {
  const rows = await tx.rows<{ contactId: string; teamId: string }>('select s.contact_id as "contactId", s.team_id as "teamId" from contact_assignment s where s.on_day = $1 and s.body_id = $2', [day, bodyId])
  return new Map(rows.map(({ contactId, teamId }) => [contactId, teamId]))
}

/** Makes a team; false when the id is taken. */
export async function insertTeam(tx: Tx, id: string, { name, areaId, capacity, members }: TeamInput): Promise<boolean> {
  return (await tx.run('insert into tracing_team (id, name, area_id, capacity, members) values ($1, $2, $3, $4, $5) on conflict (id) do nothing', [id, name, areaId, capacity, members])) === 1
}

/** Changes a team of the acting body; `endedAt` ends it. False when it has changed since this version. */
export async function updateTeam(tx: Tx, id: string, version: number, { name, areaId, capacity, members }: TeamInput, endedAt: string | null): Promise<boolean> {
  return (await tx.run('update tracing_team set name = $3, area_id = $4, capacity = $5, members = $6, ended_at = $7 where id = $1 and version = $2', [id, version, name, areaId, capacity, members, endedAt])) === 1
}

/** Confirms who goes to whom on a day; what stood for these contacts gives way. */
export function saveAssignments(tx: Tx, day: string, lines: readonly { contactId: string; teamId: string }[]): Promise<number> {
  return tx.run(`
    insert into contact_assignment (contact_id, on_day, team_id) select c, $1, t from unnest($2::uuid[], $3::uuid[]) as given (c, t)
    on conflict (contact_id, on_day, body_id) do update set team_id = excluded.team_id where contact_assignment.team_id <> excluded.team_id`, [day, lines.map(({ contactId }) => contactId), lines.map(({ teamId }) => teamId)])
}
