import type { Measures, RuleSet } from '@phaodai/epidemic-level'
import type { LevelOrigin, LevelReason, ProposeRound, PublishRound, RemarkInput } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

/** Where the acting body's people's committee sits, and whose levels it proposes; undefined where it has none. */
export function findUnit(tx: Tx): Promise<{ areaId: number; bodyId: number } | undefined> {
  return tx.find('select b.seat_area_id as "areaId", b.id as "bodyId" from body b where b.id = app_unit()')
}

/** Begins a round; 0 where the id is taken. */
export function insertRound(tx: Tx, id: string, unit: { areaId: number; bodyId: number }, input: ProposeRound, rules: RuleSet, title: string, now: string): Promise<number> {
  return tx.run(`
    insert into level_round (id, area_id, body_id, disease_code, day, rule_set, rules, cases, disease_kind, note, creator_title, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (id) do nothing`,
  [id, unit.areaId, unit.bodyId, input.diseaseCode, input.day, rules.id, JSON.stringify(rules), input.cases, input.diseaseKind, input.note, title, now])
}

/** A unit as it is written into a round. */
export type NewLevel = {
  areaId: number; computed: number | null; level: number | null; measures: Measures; above: Measures; origins: Record<string, LevelOrigin>; flags: readonly string[]; levelBefore: number | null; reasons: readonly LevelReason[]; missing: readonly string[]; confidence: string
}

/** Writes the units of a round that has just begun. */
export async function insertLevels(tx: Tx, roundId: string, diseaseCode: string, levels: readonly NewLevel[]): Promise<void> {
  await tx.run(`
    insert into area_level (round_id, area_id, computed, level, measures, above, origins, flags, level_before, reasons, missing, confidence, disease_code)
    select $1, w."areaId", w.computed, w.level, w.measures, w.above, w.origins, w.flags, w."levelBefore", w.reasons, w.missing, w.confidence, $3
    from jsonb_to_recordset($2::jsonb) w ("areaId" int, computed int, level int, measures jsonb, above jsonb, origins jsonb, flags text[], "levelBefore" int, reasons jsonb, missing text[], confidence text)`,
  [roundId, JSON.stringify(levels), diseaseCode])
}

export type Restated = { id: string; computed: number | null; level: number | null; measures: Measures; above: Measures; origins: Record<string, LevelOrigin>; flags: readonly string[]; reasons: readonly LevelReason[]; missing: readonly string[]; confidence: string }

/** Writes what the rules say anew; rows that stay as they are are not touched. */
export function restateLevels(tx: Tx, levels: readonly Restated[]): Promise<number> {
  return tx.run(`
    update area_level l set computed = w.computed, level = w.level, measures = w.measures, above = w.above, origins = w.origins, flags = w.flags, reasons = w.reasons, missing = w.missing, confidence = w.confidence
    from jsonb_to_recordset($1::jsonb) w (id uuid, computed int, level int, measures jsonb, above jsonb, origins jsonb, flags text[], reasons jsonb, missing text[], confidence text)
    where l.id = w.id and (l.computed, l.level, l.measures, l.above, l.origins, l.flags, l.reasons, l.missing, l.confidence) is distinct from (w.computed, w.level, w.measures, w.above, w.origins, w.flags, w.reasons, w.missing, w.confidence)`, [JSON.stringify(levels)])
}

/** Sets the level of one unit by hand, or as the rules say; 0 where the version is another. */
export function settleLevel(tx: Tx, roundId: string, areaId: number, version: number, { level, follows, reason }: { level: number | null; follows: boolean; reason: string | null }): Promise<number> {
  return tx.run('update area_level set level = $4, follows = $5, decided_reason = $6 where round_id = $1 and area_id = $2 and version = $3', [roundId, areaId, version, level, follows, reason])
}

/** Makes a remark; 0 where the id is taken. */
export function insertRemark(tx: Tx, id: string, input: RemarkInput, computed: number | null, title: string, now: string): Promise<number> {
  return tx.run(`
    insert into level_remark (id, round_id, area_id, says, counter_level, measures, flags, computed, by_title, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing`,
  [id, input.roundId, input.areaId, input.says, input.counterLevel, JSON.stringify(input.measures), input.flags, computed, title, now])
}

/** Answers a remark; 0 where the version is another. */
export function answerRemark(tx: Tx, id: string, version: number, taken: 'figures' | 'level' | null, reason: string, title: string, now: string): Promise<number> {
  return tx.run('update level_remark set answer = $3, answer_reason = $4, answerer_title = $5, answered_at = $6, taken = $7 where id = $1 and version = $2', [id, version, taken === null ? 'kept' : 'accepted', reason, title, now, taken])
}

/** Moves a round on; each answers 0 where the version is another or the step is not the caller's. */
export const markReviewed = (tx: Tx, id: string, version: number, title: string, now: string): Promise<number> =>
  tx.run("update level_round set state = 'reviewed', reviewer_title = $3, reviewed_at = $4 where id = $1 and version = $2", [id, version, title, now])
export const markReopened = (tx: Tx, id: string, version: number): Promise<number> =>
  tx.run("update level_round set state = 'proposed', reviewer_title = null, reviewed_at = null where id = $1 and version = $2", [id, version])
export const markWithdrawn = (tx: Tx, id: string, version: number, title: string, now: string, reason: string): Promise<number> =>
  tx.run("update level_round set state = 'withdrawn', closer_title = $3, closed_at = $4, close_reason = $5 where id = $1 and version = $2", [id, version, title, now, reason])
export const markPublished = (tx: Tx, id: string, input: PublishRound, title: string, now: string): Promise<number> =>
  tx.run("update level_round set state = 'published', publisher_title = $3, published_at = $4, decision_number = $5, decided_on = $6, in_force_from = $7, signer_name = $8 where id = $1 and version = $2",
    [id, input.version, title, now, input.number, input.decidedOn, input.inForceFrom, input.signerName])
/** Hangs the scan of the signed decision on a published round, once; 0 where the version is another or it has one. */
export const markSignedCopy = (tx: Tx, id: string, version: number, fileId: string): Promise<number> =>
  tx.run('update level_round set signed_copy = $3 where id = $1 and version = $2', [id, version, fileId])
