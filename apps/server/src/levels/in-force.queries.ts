import type { LevelHistory, LevelInForce } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

const COLUMNS = `
  a.id as "areaId", a.full_name as area, a.level as "areaLevel", f.level, f.level_name as name, f.colour, f.rule_set as "ruleSet", f.rules_until::text as "rulesUntil", f.in_force_from::text as "from", f.said_of as "saidOf", s.full_name as "saidOfName", coalesce(f.several, false) as several, f.round_id as "roundId", f.decision_number as decision`

/** What is in force of one unit on a day; Problem `not-found` for a number that is none, and where nothing is in force a line without a level. */
export function getInForce(tx: Tx, areaId: number, day: Day, disease: string): Promise<LevelInForce> {
  return tx.get<LevelInForce>(`select ${COLUMNS} from area a left join levels_in_force(array[$1::int], $2, $3) f on f.area_id = a.id left join area s on s.id = f.said_of where a.id = $1`, [areaId, day, disease])
}

/** The same of all units of a level within another, or of all that lie directly in it. */
export function loadInForce(tx: Tx, within: number | null, level: string | null, day: Day, disease: string): Promise<LevelInForce[]> {
  return tx.rows<LevelInForce>(`
    with shown as (select array_agg(a.id) as ids from area a left join area w on w.id = $1
      where a.valid_from <= $3 and coalesce(a.valid_to, $3) >= $3 and case when $2::text is null then a.parent_id = w.id else a.level = $2 and ($1::int is null or a.id between w.id and w.last_id) end)
    select ${COLUMNS} from shown cross join unnest(shown.ids) u join area a on a.id = u left join levels_in_force((select ids from shown), $3, $4) f on f.area_id = a.id left join area s on s.id = f.said_of
    order by a.id`, [within, level, day, disease])
}

/** Where the acting body sits, and the unit within which its table begins. */
export async function findSeat(tx: Tx): Promise<number> {
  return (await tx.get<{ id: number }>('select seat_area_id as id from body where id = app_body()')).id
}

/** Every level that was published of this very unit, newest first, with why. */
export function loadHistory(tx: Tx, areaId: number, disease: string): Promise<LevelHistory['rows']> {
  return tx.rows(`
    select a.id as "areaId", a.full_name as area, a.level as "areaLevel", l.level, n ->> 'name' as name, n ->> 'colour' as colour, r.rule_set as "ruleSet", r.rules ->> 'validTo' as "rulesUntil", l.in_force_from::text as "from", a.id as "saidOf", a.full_name as "saidOfName", false as several, r.id as "roundId", r.decision_number as decision,
      (lead(l.in_force_from) over newer - 1)::text as until, l.reasons, r.rules ->> 'name' as rules
    from area_level l join level_round r on r.id = l.round_id join area a on a.id = l.area_id left join lateral (select e as n from jsonb_array_elements(r.rules -> 'levels') e where (e ->> 'level')::int = l.level limit 1) named on true
    where l.area_id = $1 and l.disease_code = $2 and l.in_force_from is not null
    window newer as (order by l.in_force_from, l.published_at, l.id) order by l.in_force_from desc, l.published_at desc, l.id desc limit 200`, [areaId, disease])
}
