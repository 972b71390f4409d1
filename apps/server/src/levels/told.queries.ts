import type { NoteLevels, TellInput, ToldInput } from '@phaodai/office'
import type { RuleSet } from '@phaodai/epidemic-level'
import type { Tx } from '#kernel/session.ts'

const COLUMNS = `
  i.id, i.version, i.area_id as "areaId", a.full_name as area, i.measure, i.day::text, i.count::float8 as count, i.base::float8 as base, i.told_by as "toldBy", i.source, i.confidence, p.title || ', ' || b.short_name as by, i.created_at as at, i.voided_at as "voidedAt", i.void_reason as "voidReason"`
const FROM = 'from level_input i join area a on a.id = i.area_id left join post p on p.id = i.created_by left join body b on b.id = p.acts_for_id'

/** Told figures in sight of a unit and all in it, newest first. */
export function loadTold(tx: Tx, areaId: number, measure: string | null, limit: number): Promise<ToldInput[]> {
  return tx.rows<ToldInput>(`select ${COLUMNS} ${FROM} join area w on w.id = $1 where i.area_id between w.id and w.last_id and ($2::text is null or i.measure = $2) order by i.day desc, i.created_at desc, i.id desc limit $3`, [areaId, measure, limit])
}

/** One told figure in sight. */
export function findTold(tx: Tx, id: string): Promise<ToldInput | undefined> {
  return tx.find<ToldInput>(`select ${COLUMNS} ${FROM} where i.id = $1`, [id])
}

/** Keeps a told figure; 0 where the id is taken. */
export function insertTold(tx: Tx, id: string, told: TellInput): Promise<number> {
  return tx.run('insert into level_input (id, area_id, measure, day, count, base, told_by, source, confidence) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing',
    [id, told.areaId, told.measure, told.day, told.count, told.base, told.toldBy, told.source, told.confidence])
}

/** Takes a told figure back; 0 where the version is another. */
export function voidTold(tx: Tx, id: string, version: number, reason: string, now: string): Promise<number> {
  return tx.run('update level_input set voided_at = $4, void_reason = $3 where id = $1 and version = $2', [id, version, reason, now])
}

/** Keeps what another place published of itself; 0 where the id is taken. */
export async function insertNoted(tx: Tx, id: string, { areaId, diseaseCode, inForceFrom, source, levels }: NoteLevels, rules: RuleSet, title: string, now: string): Promise<number> {
  const made = await tx.run(`
    insert into level_round (id, kind, area_id, body_id, disease_code, day, rule_set, rules, cases, state, creator_title, created_at, published_by, publisher_title, published_at, in_force_from, source)
    values ($1, 'noted', $2, app_body(), $3, $4, $5, $6, 'all', 'published', $7, $8, app_post(), $7, $8, $4, $9) on conflict (id) do nothing`,
  [id, areaId, diseaseCode, inForceFrom, rules.id, JSON.stringify(rules), title, now, source])
  if (made > 0) {
    await tx.run(`insert into area_level (round_id, area_id, computed, level, confidence, disease_code) select $1, w."areaId", w.level, w.level, 'medium', $3 from jsonb_to_recordset($2::jsonb) w ("areaId" int, level int)`, [id, JSON.stringify(levels), diseaseCode])
  }
  return made
}

/** Of these units those that do not lie in the one named, or did not stand on the day. */
export function loadStrangers(tx: Tx, areaId: number, ids: readonly number[], day: string): Promise<{ id: number }[]> {
  return tx.rows('select u.id from unnest($2::int[]) u (id) left join area w on w.id = $1 left join area a on a.id = u.id and a.id between w.id and w.last_id and a.valid_from <= $3 and coalesce(a.valid_to, $3) >= $3 where a.id is null', [areaId, ids, day])
}
