import type { AreaFigures, Assessment, Measures, RuleSet } from '@phaodai/epidemic-level'
import type { LevelLine, LevelMeasures, LevelOrigin, LevelReason, LevelRemark, RoundLine } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'

const ROUND = `
  r.id, r.version, r.kind, r.state, r.area_id as "areaId", a.full_name as area, b.short_name as body, r.disease_code as "diseaseCode", d.name as disease, r.day::text, r.rule_set as "ruleSet", r.rules ->> 'name' as "ruleName", r.rules -> 'levels' as levels,
  coalesce((select jsonb_object_agg(coalesce(c.level::text, 'none'), c.n) from (
    select l.level, count(*)::int as n from area_level l join area u on u.id = l.area_id where l.round_id = r.id and (u.level = 'commune' or l.area_id = r.area_id and not exists (
      select from area_level o join area v on v.id = o.area_id where o.round_id = r.id and v.level = 'commune')) group by l.level) c), '{}') as counts,
  r.in_force_from::text as "inForceFrom", r.decision_number as "decisionNumber", r.decided_on::text as "decidedOn", r.source,
  case when r.state = 'published' then (select min(o.in_force_from)::text from level_round o where o.area_id = r.area_id and o.disease_code = r.disease_code and o.state = 'published' and (o.in_force_from, o.published_at, o.id) > (r.in_force_from, r.published_at, r.id)) end as "replacedOn",
  (select count(*)::int from level_remark k where k.round_id = r.id and k.answer is null) as remarks`
const FROM = 'from level_round r join area a on a.id = r.area_id join body b on b.id = r.body_id join disease d on d.code = r.disease_code'

/** Rounds in sight, newest first, with one more than asked to tell that there are more. */
export function loadRounds(tx: Tx, limit: number): Promise<RoundLine[]> {
  return tx.rows<RoundLine>(`select ${ROUND} ${FROM} order by r.day desc, r.created_at desc, r.id desc limit $1`, [limit])
}

export type RoundRow = RoundLine & {
  rules: RuleSet; rulesDigest: string; cases: 'community' | 'all'; diseaseKind: 'group-a' | 'endemic' | 'not-endemic' | null; note: string | null; bodyId: number
  creatorTitle: string | null; createdAt: string; reviewerTitle: string | null; reviewedAt: string | null; publisherTitle: string | null; publishedAt: string | null; signerName: string | null; closerTitle: string | null; closedAt: string | null; closeReason: string | null; signedCopy: { id: string; name: string } | null
  /** Whether the whole lies in the caller's areas, whether his body publishes it, and whether he proposed it himself. */
  within: boolean; ours: boolean; own: boolean; seenWhole: boolean
}

/** One round in sight. */
export function findRound(tx: Tx, id: string): Promise<RoundRow | undefined> {
  return tx.find<RoundRow>(`
    select ${ROUND}, r.rules, r.rules_digest as "rulesDigest", r.cases, r.disease_kind as "diseaseKind", r.note, r.body_id as "bodyId", r.creator_title as "creatorTitle", r.created_at as "createdAt", r.reviewer_title as "reviewerTitle", r.reviewed_at as "reviewedAt",
      r.publisher_title as "publisherTitle", r.published_at as "publishedAt", r.signer_name as "signerName", r.closer_title as "closerTitle", r.closed_at as "closedAt", r.close_reason as "closeReason", (select jsonb_build_object('id', f.id, 'name', f.name) from file f where f.id = r.signed_copy) as "signedCopy",
      coalesce(r.area_id = any (app_area_ids()), false) as within, r.body_id = app_body() as ours, coalesce(app_person() = (select o.person_id from post o where o.id = r.created_by), false) as own,
      exists (select from area_level l where l.round_id = r.id and l.area_id = r.area_id) as "seenWhole"
    ${FROM} where r.id = $1`, [id])
}

/** The same; Problem `not-found` for one that is not. */
export async function getRound(tx: Tx, id: string): Promise<RoundRow> {
  const round = await findRound(tx, id)
  if (!round) throw new Problem('not-found')
  return round
}

const LINE = `
  l.area_id as "areaId", u.full_name as area, u.level as "areaLevel", case when l.area_id <> r.area_id then u.parent_id end as "parentId", l.version, l.computed, l.level, l.follows, l.decided_reason as "decidedReason", l.level_before as before,
  (l.measures #>> '{community-cases-14-days,count}')::float8 as cases, (l.measures #>> '{community-cases-14-days,base}')::float8 as people,
  (select (e ->> 'value')::float8 from jsonb_array_elements(l.reasons) e where e ->> 'id' like 'incidence%' limit 1) as rate,
  array(select e ->> 'name' from jsonb_array_elements(l.reasons) e where (e ->> 'counts')::boolean and e ->> 'step' <> 'table') as decisive,
  l.missing, l.confidence, (select count(*)::int from level_remark k where k.round_id = l.round_id and k.area_id = l.area_id and k.answer is null) as remarks`
const LINES = 'from area_level l join level_round r on r.id = l.round_id join area u on u.id = l.area_id'

/** The units of a round in sight, the whole first, in the order of the tree. */
export function loadLines(tx: Tx, roundId: string): Promise<LevelLine[]> {
  return tx.rows<LevelLine>(`select ${LINE} ${LINES} where l.round_id = $1 order by l.area_id`, [roundId])
}

export type LevelRow = LevelLine & { measures: LevelMeasures; above: LevelMeasures; origins: Record<string, LevelOrigin>; flags: string[]; reasons: LevelReason[] }

/** One unit of a round in sight; Problem `not-found` for another. */
export function getLevel(tx: Tx, roundId: string, areaId: number): Promise<LevelRow> {
  return tx.get<LevelRow>(`select ${LINE}, l.measures, l.above, l.origins, l.flags, l.reasons ${LINES} where l.round_id = $1 and l.area_id = $2`, [roundId, areaId])
}

/** What the rules are asked of a unit, as the round keeps it. */
export type Kept = { id: string; parentId: number | null; areaId: number; measures: Measures; above: Measures; origins: Record<string, LevelOrigin>; flags: string[]; levelBefore: number | null; computed: number | null; level: number | null; follows: boolean; decidedReason: string | null; area: string }

/** What a round keeps of its units in sight. */
export function loadKept(tx: Tx, roundId: string): Promise<Kept[]> {
  return tx.rows<Kept>(`
    select l.id, case when l.area_id <> r.area_id then u.parent_id end as "parentId", l.area_id as "areaId", u.full_name as area, l.measures, l.above, l.origins, l.flags, l.level_before as "levelBefore", l.computed, l.level, l.follows, l.decided_reason as "decidedReason"
    ${LINES} where l.round_id = $1 order by l.area_id`, [roundId])
}

/** Kept units as the rules take them; one whose whole is out of sight has what that handed down to it. */
export function figuresOf(kept: readonly Kept[], diseaseKind: AreaFigures['disease'] | null): AreaFigures[] {
  const seen = new Set(kept.map(({ areaId }) => areaId))
  return kept.map(({ areaId, parentId, measures, above, flags, levelBefore }) => {
    const parent = parentId !== null && seen.has(parentId) ? String(parentId) : null
    return { id: String(areaId), parent, measures: parent === null ? { ...above, ...measures } : measures, flags, levelBefore, ...(diseaseKind && { disease: diseaseKind }) }
  })
}

/** What the rules say as it is kept and told. */
export function toldAssessment({ level, missing, reasons, confidence }: Assessment): { level: number | null; missing: string[]; reasons: LevelReason[]; confidence: LevelReason['confidence'] } {
  return { level, missing: [...missing], reasons: (reasons ?? []).map((each) => ({ ...each })), confidence }
}

const REMARK = `
  k.id, k.version, k.area_id as "areaId", a.full_name as area, k.says, k.counter_level as "counterLevel", k.computed, k.measures, k.flags, k.by_title as by, k.created_at as at, k.answer, k.answer_reason as "answerReason", k.answerer_title as "answeredBy", k.answered_at as "answeredAt"`

/** Remarks on a unit of a round in sight, oldest first. */
export function loadRemarks(tx: Tx, roundId: string, areaId: number): Promise<LevelRemark[]> {
  return tx.rows<LevelRemark>(`select ${REMARK} from level_remark k join area a on a.id = k.area_id where k.round_id = $1 and k.area_id = $2 order by k.created_at, k.id`, [roundId, areaId])
}

export type RemarkRow = LevelRemark & { roundId: string }
/** One remark in sight. */
export function findRemark(tx: Tx, id: string): Promise<RemarkRow | undefined> {
  return tx.find<RemarkRow>(`select ${REMARK}, k.round_id as "roundId" from level_remark k join area a on a.id = k.area_id where k.id = $1`, [id])
}

/** Figures argued in remarks that were put in, in the order of their answers. */
export function loadTaken(tx: Tx, roundId: string): Promise<{ areaId: number; measures: Measures; flags: string[] | null; by: string | null; at: string }[]> {
  return tx.rows('select k.area_id as "areaId", k.measures, k.flags, k.by_title as by, k.created_at as at from level_remark k where k.round_id = $1 and k.taken = \'figures\' order by k.answered_at, k.id', [roundId])
}
