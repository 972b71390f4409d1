import type { GatheringView } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

/** An event in scope, without who organises it. */
export function findGathering(tx: Tx, id: string): Promise<GatheringView['gathering'] | undefined> {
  return tx.find(`
    select g.id, g.name, g.kind, a.full_name as area, g.area_id as "areaId", g.starts_at as "startsAt", g.ends_at as "endsAt", g.expected::float8 as expected, g.setting, g.place, g.state, g.version
    from gathering g join area a on a.id = g.area_id where g.id = $1 and g.voided_at is null`, [id])
}

/** How it was decided. */
export function findDecision(tx: Tx, id: string): Promise<NonNullable<GatheringView['decision']> | undefined> {
  return tx.find('select answer, why, conditions, by_title as "byTitle", decided_at as "decidedAt" from gathering_decision where gathering_id = $1', [id])
}
