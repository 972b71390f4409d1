import type { ZoneDecisionKind, ZoneExtentInput, ZoneMeasureInput } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

export type NewExtent = { id: string; zoneId: string; decisionId: string | null; fromOn: Day; untilOn: Day | null }

/** Writes what a zone covers; nothing of it counts before its decision is recorded. */
export async function insertExtent(tx: Tx, { id, zoneId, decisionId, fromOn, untilOn }: NewExtent, extent: ZoneExtentInput): Promise<void> {
  await tx.run('insert into zone_extent (id, zone_id, decision_id, shape, ring, from_on, until_on) values ($1, $2, $3, $4, $5, $6, $7)', [id, zoneId, decisionId, extent.shape, extent.shape === 'polygon' ? JSON.stringify(extent.ring) : null, fromOn, untilOn])
  if (extent.shape === 'area') await tx.run('insert into zone_extent_area (extent_id, area_id) select $1, a from (select distinct unnest($2::int[]) a) x', [id, extent.areaIds])
  if (extent.shape === 'households') await tx.run('insert into zone_extent_household (extent_id, household_id) select $1, h from (select distinct unnest($2::uuid[]) h) x', [id, extent.householdIds])
}

/** Writes measures as the catalogue says today: of a row taken, source and sureness are the row's own. */
export function insertMeasures(tx: Tx, zoneId: string, ids: readonly string[], measures: readonly ZoneMeasureInput[], fromOn: Day, untilOn: Day | null): Promise<number> {
  const rows = measures.map((each, n) => ({ ...each, id: ids[n], fromOn: each.fromOn ?? fromOn, untilOn: each.untilOn ?? untilOn }))
  return tx.run(`
    insert into zone_measure (id, zone_id, rule_id, activity, answer, words, words_en, source, confidence, from_on, until_on, carries_out_id, carries_out_label)
    select x.id, $1, x."ruleId", x.activity, x.answer, x.words, x."wordsEn", r.source, r.confidence, x."fromOn", x."untilOn", x."carriesOutId", x."carriesOutLabel"
    from jsonb_to_recordset($2::jsonb) as x (id uuid, "ruleId" uuid, activity text, answer text, words text, "wordsEn" text, "fromOn" date, "untilOn" date, "carriesOutId" uuid, "carriesOutLabel" text) left join measure_rule r on r.id = x."ruleId"`, [zoneId, JSON.stringify(rows)])
}

/** Takes back what a draft covered and asked for, to write it anew. */
export async function clearDraft(tx: Tx, zoneId: string): Promise<void> {
  await tx.run('update zone_extent set void = true where zone_id = $1 and not void', [zoneId])
  await tx.run('update zone_measure set void = true where zone_id = $1 and not void', [zoneId])
}

/** One step of a zone; 0 = stale, or not in sight. */
export function moveZone(tx: Tx, id: string, version: number, state: string, reason: string | null = null): Promise<number> {
  return tx.run('update zone set state = $3, state_reason = $4 where id = $1 and version = $2', [id, version, state, reason])
}

export type NewDecision = { id: string; zoneId: string; kind: ZoneDecisionKind; effectiveOn: Day; untilOn: Day | null; reason: string | null; draftId: string; by: string }

/** Notes what is to be decided, with the draft written for it. */
export function insertDecision(tx: Tx, d: NewDecision): Promise<number> {
  return tx.run('insert into zone_decision (id, zone_id, kind, effective_on, until_on, reason, draft_id, by_title) values ($1, $2, $3, $4, $5, $6, $7, $8)', [d.id, d.zoneId, d.kind, d.effectiveOn, d.untilOn, d.reason, d.draftId, d.by])
}

/** Gives up a decision that was not made. */
export async function dropDecision(tx: Tx, id: string, at: string): Promise<number> {
  await tx.run('update zone_extent set void = true where decision_id = $1 and not active', [id])
  return tx.run('update zone_decision set dropped_at = $2 where id = $1 and recorded_at is null and dropped_at is null', [id, at])
}

/** Records the document that decided; its number, day and committee are taken from it by the database, which moves the last day of the zone as well. */
export function recordDecision(tx: Tx, id: string, directiveId: string, clause: string, by: string, at: string): Promise<number> {
  return tx.run('update zone_decision set directive_id = $2, clause = $3, recorder_title = $4, recorded_at = $5 where id = $1 and recorded_at is null and dropped_at is null', [id, directiveId, clause, by, at])
}

/** Rests every measure of a zone on its decision; of a decision written here each measure is a numbered clause of the second article. */
export function groundMeasures(tx: Tx, zoneId: string, decisionId: string, clause: string, numbered: boolean): Promise<number> {
  return tx.run(`
    with each as (select m.id, row_number() over (order by a.position, m.from_on, m.id) as n from zone_measure m join measure_activity a on a.code = m.activity where m.zone_id = $1 and not m.void and m.decision_id is null)
    update zone_measure m set decision_id = $2, clause = case when $4 then 'Khoản ' || each.n || ' Điều 2' else $3 end from each where each.id = m.id`, [zoneId, decisionId, clause, numbered])
}

/** Puts the extent that a zone begins with into force. */
export function beginExtent(tx: Tx, zoneId: string): Promise<number> {
  return tx.run('update zone_extent set active = true where zone_id = $1 and decision_id is null and not void', [zoneId])
}

/** Moves the last day of what a zone covers and asks for. */
export async function extendParts(tx: Tx, zoneId: string, before: Day | null, untilOn: Day): Promise<void> {
  await tx.run('update zone_extent set until_on = $3 where zone_id = $1 and active and not void and until_on is not distinct from $2', [zoneId, before, untilOn])
  await tx.run('update zone_measure set until_on = $3 where zone_id = $1 and not void and until_on is not distinct from $2', [zoneId, before, untilOn])
}

/** From a day on a zone covers what its decision says, and no longer what it did. */
export async function replaceExtent(tx: Tx, zoneId: string, decisionId: string, from: Day): Promise<void> {
  await tx.run('update zone_extent set until_on = $3::date - 1 where zone_id = $1 and active and not void and decision_id is distinct from $2 and coalesce(until_on, \'infinity\') >= $3', [zoneId, decisionId, from])
  await tx.run('update zone_extent set active = true where decision_id = $1 and not void', [decisionId])
}

/** Ends everything of a zone the day before `from`; what would have begun later never does. */
export async function endParts(tx: Tx, zoneId: string, from: Day): Promise<void> {
  for (const table of ['zone_extent', 'zone_measure'] as const) {
    await tx.run(`update ${table} set void = true where zone_id = $1 and not void and from_on >= $2`, [zoneId, from])
    await tx.run(`update ${table} set until_on = $2::date - 1 where zone_id = $1 and not void and coalesce(until_on, 'infinity') >= $2`, [zoneId, from])
  }
}

/** Notes which tasks a zone opened, and for which of its measures. */
export function linkTasks(tx: Tx, zoneId: string, tasks: readonly { id: string; duty: string; measureId: string | null }[]): Promise<number> {
  return tx.run('insert into zone_task (zone_id, task_id, duty, measure_id) select $1, x.id, x.duty, x."measureId" from jsonb_to_recordset($2::jsonb) as x (id uuid, duty text, "measureId" uuid)', [zoneId, JSON.stringify(tasks)])
}

export type NewRule = { id: string; regime: string; activity: string; answer: string; words: string; wordsEn: string; clause: string | null; source: string; confidence: string; note: string | null; validFrom: Day; validTo: Day | null; reason: string }

/** Writes a row of the catalogue; the row it takes the place of stays readable. */
export async function reviseRule(tx: Tx, replacesId: string | null, r: NewRule, at: string): Promise<number> {
  if (replacesId !== null && await tx.run('update measure_rule set superseded_at = $2 where id = $1 and superseded_at is null', [replacesId, at]) === 0) return 0
  return tx.run(`
    insert into measure_rule (id, regime, activity, answer, words, words_en, clause, source, confidence, note, valid_from, valid_to, change_reason)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (id) do nothing`, [r.id, r.regime, r.activity, r.answer, r.words, r.wordsEn, r.clause, r.source, r.confidence, r.note, r.validFrom, r.validTo, r.reason])
}
