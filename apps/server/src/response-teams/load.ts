import type { DispatchLine, KitLine, ResponseTeamLine, ResponseTeamView, RosterLine } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

const DISPATCH = `
  select d.id, d.team_id as "teamId", d.area_id as "areaId", a.full_name as area, h.full_name as "from", d.purpose, d.words, d.number, b.name as body, d.by_title as "byTitle", d.from_at as "fromAt", d.until_on as "untilOn",
    d.arrived_at as "arrivedAt", d.returned_at as "returnedAt", d.rest_until as "restUntil", d.withdrawn_at as "withdrawnAt", d.reason
  from team_dispatch d join area a on a.id = d.area_id join area h on h.id = d.from_area_id join body b on b.id = d.body_id`

export type TeamRow = Omit<ResponseTeamLine, 'out'> & { note: string | null; bodyId: number | null }

const TEAM = `
  select t.id, t.version, t.name, t.kind, t.state, t.area_id as "areaId", a.full_name as area, b.name as body, t.body_id as "bodyId", f.name as facility, t.phone, t.rest_until as "restUntil", t.note, covers_area(t.area_id) as ours,
    (select count(*)::int from team_member m where m.team_id = t.id and m.from_on <= $1::date and (m.until_on is null or m.until_on >= $1::date)) as people
  from response_team t join area a on a.id = t.area_id left join body b on b.id = t.body_id left join facility f on f.id = t.facility_id`

/** Teams at home in the caller's areas, and those that are out in them; those that are ready first. */
export function loadTeams(tx: Tx, today: Day): Promise<TeamRow[]> {
  return tx.rows<TeamRow>(`${TEAM} where t.voided_at is null and t.state <> 'disbanded' and (covers_area(t.area_id) or exists (select from team_dispatch d where d.team_id = t.id and d.withdrawn_at is null and d.returned_at is null))
    order by array_position(array['ready', 'dispatched', 'resting', 'forming'], t.state), t.name collate "vi-x-icu", t.id limit 500`, [today])
}

/** One team, wherever it is at home. */
export function findTeam(tx: Tx, id: string, today: Day): Promise<TeamRow | undefined> {
  return tx.find<TeamRow>(`${TEAM} where t.id = $2 and t.voided_at is null`, [today, id])
}

/** Orders in sight that teams are out on. */
export function loadOut(tx: Tx): Promise<DispatchLine[]> {
  return tx.rows<DispatchLine>(`${DISPATCH} where d.withdrawn_at is null and d.returned_at is null order by d.from_at`, [])
}

/** Orders in sight that sent a team, the newest first. */
export function loadDispatches(tx: Tx, teamId: string): Promise<DispatchLine[]> {
  return tx.rows<DispatchLine>(`${DISPATCH} where d.team_id = $1 order by d.from_at desc, d.id limit 100`, [teamId])
}

/** One order in sight, with the body that gave it and the title of him who signs it, where the installation knows him. */
export function findDispatch(tx: Tx, id: string): Promise<(DispatchLine & { bodyId: number; bodyKind: string; signerTitle: string | null }) | undefined> {
  return tx.find(`select x.*, d.body_id as "bodyId", b.kind as "bodyKind", d.signer_title as "signerTitle" from (${DISPATCH} where d.id = $1) x join team_dispatch d on d.id = x.id join body b on b.id = d.body_id`, [id])
}

/** Who is or was in a team, who is in it now first. */
export function loadMembers(tx: Tx, teamId: string, today: Day, clear: boolean): Promise<RosterLine[]> {
  return tx.rows<RosterLine>(`
    select m.id, m.version, m.role, ${clear ? 'm.full_name as name, m.phone' : 'null::text as name, null::text as phone'}, m.from_on as "fromOn", m.until_on as "untilOn" from team_member m where m.team_id = $1
    order by m.until_on is not null and m.until_on < $2::date, array_position(array['head', 'doctor', 'nurse', 'technician', 'volunteer', 'military', 'driver'], m.role), m.from_on, m.id`, [teamId, today])
}

/** One member in sight. */
export function findMember(tx: Tx, teamId: string, id: string): Promise<{ version: number; role: string; fromOn: Day } | undefined> {
  return tx.find('select m.version, m.role, m.from_on as "fromOn" from team_member m where m.team_id = $1 and m.id = $2', [teamId, id])
}

/** What the store of an area holds of what is handed out to cases at home. */
export function loadKits(tx: Tx, areaId: number): Promise<KitLine[]> {
  return tx.rows<KitLine>(`select i.id as "itemId", i.name as item, i.unit, coalesce(b.quantity, 0)::float8 as quantity from supply_item i left join stock_balance b on b.item_id = i.id and b.area_id = $1 where i.home_kit and i.state = 'in_use' and i.voided_at is null order by i.name collate "vi-x-icu"`, [areaId])
}

/** What a team needs and how long it rests, by the rule of a day. */
export function findTeamRule(tx: Tx, kind: string, day: Day): Promise<(NonNullable<ResponseTeamView['rule']> & { basis: string | null }) | undefined> {
  return tx.find(`select least_people as "leastPeople", needs_head as "needsHead", rest_hours as "restHours", source, confidence, basis from team_rule where kind = $1 and valid_from <= $2 and superseded_at is null order by valid_from desc limit 1`, [kind, day])
}

/** What stands against sending a team of the caller's areas on a day, as a code; null when nothing does. */
export async function findRefusal(tx: Tx, teamId: string, day: Day): Promise<string | null> {
  return (await tx.get<{ against: string | null }>('select response_team_refusal($1, $2) as against', [teamId, day])).against
}

/** How many cases at home a team cares for. */
export async function countCares(tx: Tx, teamId: string): Promise<number> {
  return (await tx.get<{ n: number }>(`select count(*)::int as n from home_care c where c.team_id = $1 and c.state = 'in_care' and c.voided_at is null`, [teamId])).n
}

/** The law an order of a day rests on. */
export async function findLaw(tx: Tx, day: Day): Promise<string | null> {
  return (await tx.find<{ words: string }>('select words from isolation_basis where position = 1 and valid_from <= $1 and (valid_to is null or valid_to >= $1)', [day]))?.words ?? null
}
