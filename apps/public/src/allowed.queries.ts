import type { Pool } from 'pg'

export type Said = { activity: string; name: string; nameEn: string; position: number; answer: 'open' | 'required' | 'limited' | 'stopped'; words: string; wordsEn: string | null; document: string; clause: string | null; ruleSource: string | null; confidence: string | null; origin: string; zoneName: string | null; zoneArea: string | null; whole: boolean; untilOn: string | null }
export type Standing = { area: string; parent: number | null; level: number | null; levelName: string | null; decision: string | null }

/** A unit as it stood on a day, with the level in force there; undefined for no unit. */
export async function findStanding(pool: Pool, area: number, day: string): Promise<Standing | undefined> {
  return (await pool.query<Standing>({ name: 'standing', text: 'select area, parent, level, level_name as "levelName", decision from gate.standing($1, $2)', values: [area, day] })).rows[0]
}

/** Every word in force at a place on a day. */
export async function loadAllowed(pool: Pool, area: number, day: string): Promise<Said[]> {
  return (await pool.query<Said>({
    name: 'allowed', values: [area, day],
    text: 'select activity, name, name_en as "nameEn", position, answer, words, words_en as "wordsEn", document, clause, rule_source as "ruleSource", confidence, origin, zone_name as "zoneName", zone_area as "zoneArea", whole, until_on as "untilOn" from gate.allowed($1, $2)',
  })).rows
}
