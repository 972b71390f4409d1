import type { Allowed, Saying } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

/** One document's word, with the activity it speaks of. */
export type Said = Saying & { activity: string; activityName: string; activityNameEn: string; position: number }

/** Everything that is said of a place on a day. */
export function loadSaid(tx: Tx, areaId: number, day: Day): Promise<Said[]> {
  return tx.rows(`
    select activity, activity_name as "activityName", activity_name_en as "activityNameEn", activity_position as position, answer, words, words_en as "wordsEn", document, clause, rule_source as "ruleSource", confidence, origin,
      zone_kind as "zoneKind", zone_name as "zoneName", zone_area as "zoneArea", whole, from_on as "fromOn", until_on as "untilOn" from allowed_here($1, $2)`, [areaId, day])
}

/** The level in force with its decision; null where none is published. */
export async function loadLevel(tx: Tx, areaId: number, day: Day): Promise<Allowed['level']> {
  const found = await tx.get<{ level: number | null; name: string | null; decision: string | null }>('select level, level_name as name, decision_number as decision from allowed_level($1, $2)', [areaId, day])
  return found.level === null ? null : { level: found.level, name: found.name ?? String(found.level), decision: found.decision }
}

/** A unit as it stood on a day. */
export function findPlace(tx: Tx, areaId: number, day: Day): Promise<{ area: string } | undefined> {
  return tx.find(`select full_name as area from area where id = $1 and $2 between valid_from and coalesce(valid_to, 'infinity')`, [areaId, day])
}
