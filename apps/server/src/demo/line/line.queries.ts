import { jsonRows } from '#kernel/json-rows.queries.ts'
import type { Tx } from '#kernel/transaction.ts'
import type { SeedTask } from '../history/index.ts'

/** A decision on a zone that is about to be recorded. */
export function openDecision(tx: Tx, { id, zoneId, effectiveOn, untilOn, by }: { id: string; zoneId: string; effectiveOn: string; untilOn: string; by: string }): Promise<number> {
  return tx.run(`insert into zone_decision (id, zone_id, kind, effective_on, until_on, by_title) values ($1, $2, 'establish', $3, $4, $5)`, [id, zoneId, effectiveOn, untilOn, by])
}

/** Households of communes with a drawn zone get a place near its middle, every fifth outside the line. */
export function placeHouseholds(tx: Tx): Promise<number> {
  return tx.run(`
    update household h set location = jsonb_build_object('lat', round((a.lat + away * cos(turn))::numeric, 6), 'lon', round((a.lon + away * sin(turn))::numeric, 6))
    from zone z join zone_extent e on e.zone_id = z.id and e.shape = 'polygon' join area a on a.id = z.area_id,
      household s cross join lateral (select ('x' || left(md5(s.code), 6))::bit(24)::int as chance) c cross join lateral (select radians(c.chance % 360) as turn, case when c.chance % 5 = 0 then 0.02 else 0.006 * (c.chance % 100) / 100.0 end as away) p
    where s.id = h.id and h.area_id between a.id and a.last_id and h.location is null`)
}

/** The tasks that a zone opened, each with its duty. */
export function loadZoneTasks(tx: Tx, zoneId: string): Promise<(SeedTask & { duty: string })[]> {
  return tx.rows(`
    select x.duty, t.id, 'zone/' || x.zone_id || '/' || x.duty as key, t.created_at as "createdAt", t.directive_id as "directiveId", t.order_id as "orderId", t.parent_id as "parentId", t.origin_id as "originId", t.authority_id as "authorityId", t.assigner_id as "assignerId",
      t.body_id as "bodyId", t.monitor_id as "monitorId", t.role, t.item_label as "itemLabel", t.text, t.topics, t.nature, t.area_id as "areaId", t.deadline_kind as "deadlineKind", t.deadline, t.deadline_printed as "deadlinePrinted", t.deadline_source as "deadlineSource",
      t.recurring, t.report_to as "reportTo", t.search_key as "searchKey"
    from zone_task x join task t on t.id = x.task_id where x.zone_id = $1 order by x.duty`, [zoneId])
}

/** How events were decided. */
export function saveGatheringDecisions(tx: Tx, rows: readonly object[]): Promise<number> {
  const { columns, source } = jsonRows([['gatheringId', 'gathering_id', 'uuid'], ['answer', 'answer', 'text'], ['ruled', 'ruled', 'text'], ['why', 'why', 'text'], ['conditions', 'conditions', 'text'], ['byTitle', 'by_title', 'text'], ['decidedAt', 'decided_at', 'timestamptz']])
  return tx.run(`insert into gathering_decision (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}

/** A code for the poster of every open place; those of a demo follow from the place, so that its posters stay the same. */
export async function saveCodes(tx: Tx, madeAt: string): Promise<number> {
  return (await tx.get<{ n: number }>('select plant_poster_codes($1) as n', [madeAt])).n
}

/** Places whose keepers ask to be registered. */
export function saveRequests(tx: Tx, rows: readonly object[]): Promise<number> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['areaId', 'area_id', 'int'], ['name', 'name', 'text'], ['kind', 'kind', 'text'], ['address', 'address', 'text'], ['ownerName', 'owner_name', 'text'], ['ownerPhone', 'owner_phone', 'text'], ['askedAt', 'asked_at', 'timestamptz']])
  return tx.run(`insert into place_request (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}

/** A province by its code, as it stood on a day: codes of some provinces are the same in both trees. */
export async function findProvince(tx: Tx, code: string, day: string): Promise<number | undefined> {
  return (await tx.find<{ id: number }>(`select id from area where level = 'province' and code = $1 and valid_from <= $2 and coalesce(valid_to, $2) >= $2`, [code, day]))?.id
}

export interface DeclarationRow { id: string; decisionId: string; areaId: number; declaredAt: string; fullName: string; birthYear: number; sex: string; identityNumber: string; phone: string; mail: string | null; address: string; nationality: string; fromAreaId: number | null; fromCountry: string | null; leftOn: string; arrivesOn: string; transport: string; symptoms: string[]; metCase: boolean; receiptNumber: string; validUntil: string }
/** Declarations as they came from phones. */
export function saveDeclarations(tx: Tx, rows: readonly DeclarationRow[]): Promise<number> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['decisionId', 'decision_id', 'uuid'], ['areaId', 'area_id', 'int'], ['declaredAt', 'declared_at', 'timestamptz'], ['fullName', 'full_name', 'text'], ['birthYear', 'birth_year', 'int'], ['sex', 'sex', 'text'], ['identityNumber', 'identity_number', 'text'],
    ['phone', 'phone', 'text'], ['mail', 'mail', 'text'], ['address', 'address', 'text'], ['nationality', 'nationality', 'text'], ['fromAreaId', 'from_area_id', 'int'], ['fromCountry', 'from_country', 'text'], ['leftOn', 'left_on', 'date'], ['arrivesOn', 'arrives_on', 'date'], ['transport', 'transport', 'text'],
    ['symptoms', 'symptoms', 'text[]'], ['metCase', 'met_case', 'boolean'], ['receiptNumber', 'receipt_number', 'text'], ['validUntil', 'valid_until', 'timestamptz']])
  return tx.run(`insert into declaration (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}

/** Where the rules of the day ask for nothing, whoever verified has decided more: fourteen days of watching oneself. */
export function decideUnruled(tx: Tx): Promise<number> {
  return tx.run(`update arrival set measure = 'self-monitor', watch_until = arrived_on + 14, measure_reason = 'Trạm y tế quyết định: tự theo dõi 14 ngày (MẪU), cẩn trọng hơn quy định đang áp dụng.' where coalesce(measure, 'none') = 'none' and state in ('verified', 'watched', 'completed')`)
}

/** Days on which whoever came was looked after. */
export function saveLooks(tx: Tx, rows: readonly object[]): Promise<number> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['arrivalId', 'arrival_id', 'uuid'], ['day', 'day', 'date'], ['well', 'well', 'boolean'], ['met', 'met', 'boolean'], ['said', 'said', 'text'], ['createdAt', 'created_at', 'timestamptz']])
  return tx.run(`insert into arrival_watch (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}

/** Shifts of checkpoints, those that are over handed over. */
export function saveShifts(tx: Tx, rows: readonly object[]): Promise<number> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['checkpointId', 'checkpoint_id', 'uuid'], ['areaId', 'area_id', 'int'], ['fromAt', 'from_at', 'timestamptz'], ['toAt', 'to_at', 'timestamptz'], ['crew', 'crew', 'text'], ['handedOverAt', 'handed_over_at', 'timestamptz'], ['handOver', 'hand_over', 'text']])
  return tx.run(`insert into checkpoint_shift (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}

/** Who or what passed checkpoints. */
export function saveCrossings(tx: Tx, rows: readonly object[]): Promise<number> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['checkpointId', 'checkpoint_id', 'uuid'], ['areaId', 'area_id', 'int'], ['decisionId', 'decision_id', 'uuid'], ['crossedAt', 'crossed_at', 'timestamptz'], ['direction', 'direction', 'text'], ['via', 'via', 'text'], ['receiptNumber', 'receipt_number', 'text'],
    ['verdict', 'verdict', 'text'], ['identity', 'identity', 'text'], ['plate', 'plate', 'text'], ['people', 'people', 'int'], ['outcome', 'outcome', 'text'], ['reason', 'reason', 'text'], ['receivedAt', 'received_at', 'timestamptz']])
  return tx.run(`insert into crossing (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}

/** Cases of the last two weeks that investigation has linked to another, in each unit of the province and all it holds. */
export function loadLinked(tx: Tx, provinceId: number, day: string): Promise<{ areaId: number; linked: number }[]> {
  return tx.rows(`
    select u.id as "areaId", (select count(*)::int from disease_case c where c.area_id between u.id and u.last_id and c.voided_at is null and c.linked_case_id is not null and day_in_vietnam(c.diagnosed_at) between $2::date - 13 and $2::date) as linked
    from area p join area u on u.id between p.id and p.last_id and u.level <> 'village' and u.valid_from <= $2 and coalesce(u.valid_to, $2) >= $2 where p.id = $1 order by u.id`, [provinceId, day])
}

/** Figures that bodies tell for the levels, as the acting post. */
export function saveTold(tx: Tx, rows: readonly object[]): Promise<number> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['areaId', 'area_id', 'int'], ['measure', 'measure', 'text'], ['day', 'day', 'date'], ['count', 'count', 'numeric'], ['createdAt', 'created_at', 'timestamptz']])
  return tx.run(`insert into level_input (told_by, source, confidence, ${columns}) select 'Sở Y tế (MẪU)', 'Báo cáo tổng hợp MẪU', 'medium', ${columns} from ${source}`, [JSON.stringify(rows)])
}
