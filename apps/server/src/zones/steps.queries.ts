import type { ZoneAddInput } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

type Decided = { zoneId: string; decisionId: string; effectiveOn: Day }

/** Notes which measures a decision in the making ends. */
export function noteEnds(tx: Tx, { zoneId, decisionId, effectiveOn }: Decided, ends: readonly { id: string; measureId: string }[]): Promise<number> {
  return tx.run(`
    insert into zone_measure_step (id, zone_id, decision_id, verb, measure_id, position, from_on)
    select e.id, $1, $2, 'end', m.id, row_number() over (order by a.position, m.id), $3
    from jsonb_to_recordset($4::jsonb) as e (id uuid, "measureId" uuid) join zone_measure m on m.id = e."measureId" join measure_activity a on a.code = m.activity`, [zoneId, decisionId, effectiveOn, JSON.stringify(ends)])
}

/** Notes which measures a decision in the making adds, as the catalogue says on their day; those without a last day of their own hold as long as the zone. */
export function noteAdds(tx: Tx, { zoneId, decisionId, effectiveOn }: Decided, untilOn: Day | null, adds: readonly (ZoneAddInput & { id: string })[]): Promise<number> {
  return tx.run(`
    insert into zone_measure_step (id, zone_id, decision_id, verb, position, from_on, until_on, rule_id, activity, answer, words, words_en, source, confidence, carries_out_id, carries_out_label)
    select x.id, $1, $2, 'add', row_number() over (order by a.position, x.id), $3, coalesce(x."untilOn", $4), r.id, x.activity, x.answer, x.words, x."wordsEn", r.source, r.confidence, x."carriesOutId", x."carriesOutLabel"
    from jsonb_to_recordset($5::jsonb) as x (id uuid, "ruleId" uuid, activity text, answer text, words text, "wordsEn" text, "untilOn" date, "carriesOutId" uuid, "carriesOutLabel" text)
      join measure_rule r on r.id = x."ruleId" join measure_activity a on a.code = x.activity`, [zoneId, decisionId, effectiveOn, untilOn, JSON.stringify(adds)])
}

/** Under which clause a recorded decision says each of its steps; of one that was written here each is a numbered clause of its article. */
export function noteClauses(tx: Tx, decisionId: string, clause: string, articles: { end: number; add: number } | null): Promise<number> {
  return tx.run(`update zone_measure_step set clause = case when $3::int is null then $2 else 'Khoản ' || position || ' Điều ' || case verb when 'end' then $3::int else $4::int end end where decision_id = $1`, [decisionId, clause, articles?.end ?? null, articles?.add ?? null])
}

/** Ends what a recorded decision ends, the day before it takes effect. */
export function endMeasures(tx: Tx, decisionId: string): Promise<number> {
  return tx.run(`update zone_measure m set until_on = s.from_on - 1 from zone_measure_step s where s.decision_id = $1 and s.verb = 'end' and m.id = s.measure_id and not m.void and coalesce(m.until_on, 'infinity') >= s.from_on`, [decisionId])
}

/** Puts into force what a recorded decision adds, under its own clause. */
export function addMeasures(tx: Tx, decisionId: string): Promise<number> {
  return tx.run(`
    insert into zone_measure (id, zone_id, rule_id, activity, answer, words, words_en, source, confidence, from_on, until_on, decision_id, clause, carries_out_id, carries_out_label)
    select id, zone_id, rule_id, activity, answer, words, words_en, source, confidence, from_on, until_on, decision_id, clause, carries_out_id, carries_out_label from zone_measure_step where decision_id = $1 and verb = 'add'`, [decisionId])
}

/** Notes which measures a recorded decision prolongs, from which day, under which clause: those that end with the zone. */
export function noteExtended(tx: Tx, { zoneId, decisionId }: Pick<Decided, 'zoneId' | 'decisionId'>, before: Day | null, untilOn: Day, clause: string): Promise<number> {
  return tx.run(`
    insert into zone_measure_step (id, zone_id, decision_id, verb, measure_id, position, from_on, until_on, clause)
    select gen_random_uuid(), $1, $2, 'extend', m.id, row_number() over (order by a.position, m.id), m.until_on + 1, $4, $5 from zone_measure m join measure_activity a on a.code = m.activity
    where m.zone_id = $1 and not m.void and m.until_on = $3 and m.until_on < $4`, [zoneId, decisionId, before, untilOn, clause])
}
