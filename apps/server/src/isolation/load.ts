import type { IsolationBox, IsolationLine, IsolationPlace, IsolationView, PaperRun, SignRule } from '@phaodai/office'
import type { TakenSpecimen } from '@phaodai/isolation'
import type { Day, OriginLevel } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

const RUNNING = `o.state in ('running', 'violated')`
const BOX: Record<IsolationBox, string> = {
  ends: `${RUNNING} and o.until_on <= $1::date`, running: RUNNING,
  unseen: `${RUNNING} and o.until_on >= $1::date and day_in_vietnam(o.started_at) < $1::date and not exists (select from isolation_day u where u.order_id = o.id and u.on_day >= $1::date - 1)`, violated: `o.state = 'violated'`, decided: `o.state = 'decided'`, requested: `o.state = 'requested'`,
  done: `o.state in ('completed', 'ended_early', 'extended', 'moved', 'refused')`,
}

/** As a pile of decisions lies: 2 before 10. */
const BY_NUMBER = `substring(n.number from '^[0-9]+')::numeric nulls last`

/** An order as the tables have it. */
export type OrderRow = IsolationLine & { areaId: number; residenceAreaId: number | null; diseaseCode: string; individualId: string | null; contactId: string | null; caseId: string | null; sex: string | null; doses: number | null; lastDoseOn: Day | null; recoveredOn: Day | null; originLevel: OriginLevel | null; homeFit: boolean | null }

const line = (clear: boolean): string => `
  select o.id, o.version, o.state, o.subject, o.form, ${clear ? 'coalesce(o.full_name, i.full_name) as name, o.address, o.phone' : 'null::text as name, null::text as address, null::text as phone'}, coalesce(o.birth_year, i.birth_year)::float8 as "birthYear", a.full_name as area, r.full_name as residence,
    o.counted_from as "countedFrom", o.days::float8 as days, o.from_on as "fromOn", o.until_on as "untilOn", o.then_form as "thenForm", o.then_from as "thenFrom", o.watch_until as "watchUntil", o.longest_until as "longestUntil", coalesce(o.tests, '[]') as tests,
    o.rule, o.rule_source as "ruleSource", d.name as disease, o.requested_at as "requestedAt", o.started_at as "startedAt", o.ended_at as "endedAt", n.number, n.decided_at as "decidedAt",
    array(select x.half from isolation_day x where x.order_id = o.id and x.on_day = $1::date order by x.half desc) as looked, c.number || '/GXN' as certificate,
    o.area_id as "areaId", o.residence_area_id as "residenceAreaId", o.disease_code as "diseaseCode", o.individual_id as "individualId", o.contact_id as "contactId", o.case_id as "caseId", coalesce(o.sex, i.sex) as sex,
    o.doses::float8 as doses, o.last_dose_on as "lastDoseOn", o.recovered_on as "recoveredOn", o.origin_level as "originLevel", o.home_fit as "homeFit"
  from isolation_order o join area a on a.id = o.area_id join disease d on d.code = o.disease_code left join area r on r.id = o.residence_area_id left join individual i on i.id = o.individual_id
    left join isolation_decision n on n.order_id = o.id left join isolation_certificate c on c.order_id = o.id`

/** One box of orders in scope, those that end first at the top, then by unit and number of the decision; found by the area's name or the number of the decision, and by name where names are shown, with or without marks. */
export function loadOrders(tx: Tx, box: IsolationBox, q: string | null, limit: number, today: Day, clear: boolean): Promise<OrderRow[]> {
  const order = box === 'done' ? 'o.until_on desc' : 'o.until_on'
  return tx.rows<OrderRow>(`${line(clear)} where ${BOX[box]} and o.voided_at is null and ($2::text is null or strpos(fold_name(concat_ws(' ', a.full_name, n.number${clear ? ', coalesce(o.full_name, i.full_name)' : ''})), fold_name($2)) > 0) order by ${order}, a.full_name, ${BY_NUMBER}, o.id limit $3`, [today, q, limit])
}

/** These orders in scope, in the order given. */
export function loadByIds(tx: Tx, ids: readonly string[], today: Day, clear: boolean): Promise<OrderRow[]> {
  return tx.rows<OrderRow>(`${line(clear)} where o.id = any ($2::uuid[]) and o.voided_at is null order by array_position($2::uuid[], o.id)`, [today, ids])
}

/** Every running order in scope. */
export function loadRunning(tx: Tx, today: Day, clear: boolean): Promise<OrderRow[]> {
  return tx.rows<OrderRow>(`${line(clear)} where o.state in ('decided', 'running', 'violated') and o.voided_at is null and o.until_on > $1::date order by o.until_on, o.id`, [today])
}

/** How many stand in each box. */
export function countBoxes(tx: Tx, today: Day): Promise<Record<IsolationBox, number>> {
  const counts = Object.entries(BOX).map(([box, where]) => `count(*) filter (where ${where})::int as "${box}"`).join(', ')
  return tx.get(`select ${counts} from isolation_order o where o.voided_at is null and $1::date is not null`, [today])
}

/** How many are isolated in each place in scope. */
export function countPlaces(tx: Tx, today: Day): Promise<IsolationPlace[]> {
  return tx.rows<IsolationPlace>(`
    select a.id as "areaId", a.full_name as area, count(*) filter (where ${RUNNING})::int as running, count(*) filter (where ${RUNNING} and o.form = 'home')::int as "atHome", count(*) filter (where ${RUNNING} and o.until_on = $1::date)::int as "endsToday",
      count(*) filter (where ${RUNNING} and o.until_on < $1::date)::int as late, count(*) filter (where o.state = 'violated')::int as violated, count(*) filter (where o.state in ('requested', 'decided'))::int as waiting
    from isolation_order o join area a on a.id = o.area_id where o.voided_at is null and o.state in ('requested', 'decided', 'running', 'violated') group by a.id, a.full_name order by count(*) filter (where ${RUNNING}) desc, a.full_name`, [today])
}

export type Surroundings = Pick<IsolationView['order'], 'stateReason' | 'requesterTitle' | 'deciderTitle' | 'body' | 'listId' | 'contactId' | 'caseId' | 'caseCode' | 'renewal' | 'replacesId' | 'replacedBy' | 'note'> & { deciderName: string | null; bodyId: number | null }

/** What stands around one order in scope. */
export function findSurroundings(tx: Tx, id: string): Promise<Surroundings | undefined> {
  return tx.find<Surroundings>(`
    select o.state_reason as "stateReason", n.requester_title as "requesterTitle", n.decider_title as "deciderTitle", n.decider_name as "deciderName", n.body_id as "bodyId", b.name as body, l.list_id as "listId", o.contact_id as "contactId", c.id as "caseId", c.code as "caseCode", o.renewal, p.id as "replacesId", o.note,
      (select x.id from isolation_order x where x.replaces_id = o.id and x.voided_at is null and x.state <> 'refused' order by x.requested_at desc limit 1) as "replacedBy"
    from isolation_order o left join isolation_order p on p.id = o.replaces_id left join isolation_decision n on n.order_id = o.id left join body b on b.id = n.body_id left join disease_case c on c.id = o.case_id
      left join lateral (select y.list_id from order_line y where y.isolation_id = o.id order by y.open desc, y.updated_at desc limit 1) l on true
    where o.id = $1 and o.voided_at is null`, [id])
}

/** Specimens of the same contact or person since the day counted from. */
export function loadSpecimens(tx: Tx, { contactId, individualId, countedFrom, diseaseCode }: Pick<OrderRow, 'contactId' | 'individualId' | 'countedFrom' | 'diseaseCode'>): Promise<TakenSpecimen[]> {
  return tx.rows<TakenSpecimen>(`
    select day_in_vietnam(s.taken_at)::text as "takenOn", s.outcome from specimen s
    where (s.contact_id = $1 or s.individual_id = $2) and s.disease_code = $4 and s.form = 'single' and s.voided_at is null and s.state <> 'rejected' and day_in_vietnam(s.taken_at) >= $3::date order by s.taken_at`, [contactId, individualId, countedFrom, diseaseCode])
}

/** Days looked after, newest first; what was found only where the role may see it. */
export function loadDays(tx: Tx, id: string, clear: boolean): Promise<IsolationView['days']> {
  const found = clear ? 'x.temperature::float8 as temperature, x.spo2, x.breaths, x.symptoms, x.signs, x.note' : 'null::float8 as temperature, null::int as spo2, null::int as breaths, null::text[] as symptoms, null::text[] as signs, null::text as note'
  return tx.rows(`select x.on_day as "onDay", x.half, x.warns, x.entered_at as "enteredAt", x.version, ${found} from isolation_day x where x.order_id = $1 order by x.on_day desc, x.half`, [id])
}

/** Checks of the home, newest first. */
export function loadHomeChecks(tx: Tx, id: string, clear: boolean): Promise<IsolationView['homeChecks']> {
  return tx.rows(`select h.checked_at as "checkedAt", h.fit, ${clear ? 'h.items, h.note' : 'null::jsonb as items, null::text as note'} from isolation_home_check h where h.order_id = $1 order by h.checked_at desc`, [id])
}

/** What was broken, newest first. */
export function loadViolations(tx: Tx, id: string, clear: boolean): Promise<IsolationView['violations']> {
  return tx.rows(`select v.id, v.kind, v.seen_at as "seenAt", ${clear ? 'v.fact' : 'null::text as fact'} from isolation_violation v where v.order_id = $1 order by v.seen_at desc`, [id])
}

/** From when on what is a warning sign, on a day. */
export function loadSignRule(tx: Tx, on: Day): Promise<SignRule & { source: string }> {
  return tx.get(`select fever::float8 as fever, low_spo2 as "lowSpo2", fast_breath as "fastBreath", source from isolation_sign_rule where valid_from <= $1 order by valid_from desc limit 1`, [on])
}

/** A run of papers of the acting post, without its file. */
export function findRun(tx: Tx, id: string): Promise<PaperRun | undefined> {
  return tx.find<PaperRun>('select id, paper, format, total, done, state from isolation_paper_run where id = $1', [id])
}

/** The file of a run that is ready. */
export function findRunFile(tx: Tx, id: string): Promise<{ paper: string; format: 'pdf' | 'zip'; file: Buffer } | undefined> {
  return tx.find(`select paper, format, file from isolation_paper_run where id = $1 and state = 'ready' and file is not null`, [id])
}
