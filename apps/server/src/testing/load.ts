import type { DeskLine, ExpectedContact, PoolingFacts, SpecimenBox, SpecimenLine, SpecimenView, TestResultLine } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

export type SpecimenRow = Omit<SpecimenLine, 'clock'>

/** Counts look back so far; what still waits is older only when something is wrong, and is counted whatever its age. */
const COUNTED_DAYS = 60

/** Nothing definite yet, and not sent back. */
const OPEN = "s.outcome is null and s.state in ('taken', 'sent', 'received')"
const RETEST = "s.retest_due_at is not null and (s.outcome is null or s.outcome = 'conflicting') and s.state <> 'rejected' and again.outcome is null"
const LATE = `${OPEN} and s.pool_id is null and $1::timestamptz > s.taken_at + make_interval(hours => rule.turnaround_hours) or ${RETEST} and $1::timestamptz > s.retest_due_at`

/** What is to be done next, as a condition on a specimen s, its rule and what was taken again for it. */
const BOXES: Readonly<Record<SpecimenBox, string>> = {
  taken: "s.state = 'taken' and s.pool_id is null",
  waiting: `${OPEN} and s.state <> 'taken' and s.pool_id is null`,
  late: `(${LATE})`,
  retest: RETEST,
  positive: "s.form = 'single' and s.outcome in ('positive', 'conflicting') and s.case_id is null",
  rejected: "s.state = 'rejected' and s.form = 'single' and again.id is null",
  done: 's.outcome is not null',
  all: 'true',
}

const FROM = `
  from specimen s join area a on a.id = s.area_id left join area r on r.id = s.residence_area_id left join individual i on i.id = s.individual_id left join laboratory l on l.id = s.laboratory_id
    left join specimen p on p.id = s.pool_id
    left join lateral (select n.id, n.outcome from specimen n where n.replaces_id = s.id and n.voided_at is null order by n.taken_at desc limit 1) again on true
    left join lateral (select coalesce((testing_rule_on(s.disease_code, (s.taken_at at time zone 'Asia/Ho_Chi_Minh')::date)).turnaround_hours, 24) as turnaround_hours) rule on true`

const columns = (clear: boolean): string => `
  s.id, s.version, s.barcode, s.form, s.state, s.purpose, s.method, s.kind, a.full_name as area, s.area_id as "areaId", r.full_name as residence, s.residence_area_id as "residenceAreaId", ${clear ? 'coalesce(s.full_name, i.full_name)' : 'null::text'} as name,
  coalesce(s.sex, i.sex) as sex, coalesce(s.birth_year, i.birth_year)::float8 as "birthYear", s.taken_at as "takenAt", s.sent_at as "sentAt", s.received_at as "receivedAt", s.resulted_at as "resultedAt", s.shipment, l.name as laboratory, s.outcome,
  s.reject_reason as "rejectReason", p.id as "poolId", p.barcode as "poolBarcode", s.pool_id is not null as pooled, (select count(*)::int from specimen m where m.pool_id = s.id and m.voided_at is null) as members,
  case when sees_disease_case(s.case_id) then s.case_id end as "caseId", case when sees_case_contact(s.contact_id) then s.contact_id end as "contactId", i.id as "individualId", s.round_id as "roundId",
  s.taken_at + make_interval(hours => rule.turnaround_hours) as "dueAt", s.retest_due_at as "retestDueAt", again.id as "retakenId", again.outcome as "retakenOutcome"`

type Ask = { box: SpecimenBox; roundId: string | null; key: string | null; limit: number }

/** Specimens in scope by what is to be done next: what waits longest first, results the newest first. */
export function loadSpecimens(tx: Tx, ask: Ask, now: string, clear: boolean): Promise<SpecimenRow[]> {
  const order = ['done', 'all'].includes(ask.box) ? 's.taken_at desc' : 's.taken_at'
  return tx.rows<SpecimenRow>(`select ${columns(clear)} ${FROM}
    where s.voided_at is null and $1::timestamptz is not null and ${BOXES[ask.box]} and ($2::uuid is null or s.round_id = $2) and ($3::text is null or s.search_key like '%' || $3 || '%')
    order by ${order}, s.id limit $4`, [now, ask.roundId, ask.key, ask.limit])
}

/** How many stand in each box. */
export async function countBoxes(tx: Tx, roundId: string | null, now: string): Promise<Record<SpecimenBox, number>> {
  const counted = Object.entries(BOXES).map(([box, condition]) => `count(*) filter (where ${condition})::int as "${box}"`)
  return tx.get<Record<SpecimenBox, number>>(`select ${counted.join(', ')} ${FROM}
    where s.voided_at is null and (s.taken_at > $1::timestamptz - interval '${COUNTED_DAYS} days' or s.state in ('taken', 'sent', 'received')) and ($2::uuid is null or s.round_id = $2)`, [now, roundId])
}

/** Specimens by id in scope, as first asked. */
export function loadByIds(tx: Tx, ids: readonly string[], clear: boolean): Promise<SpecimenRow[]> {
  return tx.rows<SpecimenRow>(`select ${columns(clear)} ${FROM} where s.id = any ($1::uuid[]) and s.voided_at is null order by array_position($1::uuid[], s.id)`, [ids])
}

/** Those pooled in one tube. */
export function loadMembers(tx: Tx, poolId: string, clear: boolean): Promise<SpecimenRow[]> {
  return tx.rows<SpecimenRow>(`select ${columns(clear)} ${FROM} where s.pool_id = $1 and s.voided_at is null order by s.barcode`, [poolId])
}

export type Details = {
  phone: string | null; address: string | null; disease: string; diseaseCode: string; round: string | null; caseCode: string | null; contactState: string | null; contactVersion: number | null; poolOutcome: string | null
  replacesId: string | null; replacesBarcode: string | null; openCaseId: string | null; openCaseCode: string | null; openCaseVersion: number | null; openCaseClass: string | null
}

/** What stands around one specimen in scope: disease, round, case, contact, pool, and an open case of the same person and disease. */
export function findDetails(tx: Tx, id: string, clear: boolean): Promise<Details | undefined> {
  return tx.find<Details>(`
    select ${clear ? 'coalesce(s.phone, i.phone) as phone, coalesce(s.address, i.address) as address' : 'null::text as phone, null::text as address'}, d.name as disease, s.disease_code as "diseaseCode", o.name as round, c.code as "caseCode",
      k.state as "contactState", k.version as "contactVersion", p.outcome as "poolOutcome", b.id as "replacesId", b.barcode as "replacesBarcode",
      t.id as "openCaseId", t.code as "openCaseCode", t.version as "openCaseVersion", t.classification as "openCaseClass"
    from specimen s join disease d on d.code = s.disease_code left join individual i on i.id = s.individual_id left join testing_round o on o.id = s.round_id left join disease_case c on c.id = s.case_id
      left join case_contact k on k.id = s.contact_id left join specimen p on p.id = s.pool_id left join specimen b on b.id = s.replaces_id
      left join lateral (select e.id, e.code, e.version, e.classification from disease_case e where e.individual_id = s.individual_id and e.disease_code = s.disease_code and e.voided_at is null and e.state in ('open', 'in_treatment') order by e.diagnosed_at desc limit 1) t on true
    where s.id = $1 and s.voided_at is null`, [id])
}

/** Results of specimens in scope, by when they were tested. */
export function loadResults(tx: Tx, ids: readonly string[]): Promise<(TestResultLine & { specimenId: string })[]> {
  return tx.rows(`
    select t.specimen_id as "specimenId", t.id, l.name as laboratory, t.method, t.outcome, t.cts, t.tested_at as "testedAt", t.reported_at as "reportedAt", t.source, o.title as by, coalesce(o.acts_for_id = app_body() or o.acts_for_id = any (app_former()), false) as ours,
      case when w.result_id is not null then jsonb_build_object('reason', w.reason, 'at', w.at, 'by', v.title) end as withdrawn
    from test_result t left join laboratory l on l.id = t.laboratory_id left join post o on o.id = t.created_by
      left join result_withdrawal w on w.result_id = t.id left join post v on v.id = w.created_by
    where t.specimen_id = any ($1::uuid[]) order by t.tested_at, t.id`, [ids])
}

/** Which result was said to hold where they differed, oldest first. */
export function loadSettlements(tx: Tx, id: string): Promise<SpecimenView['settlements']> {
  return tx.rows(`
    select e.outcome, e.reason, e.at, o.title as by from specimen_settlement e left join post o on o.id = e.created_by
    where e.specimen_id = $1 order by e.created_at`, [id])
}

/** How many of those tested in scope lately were positive, and the rule of the disease in force. */
export function loadPoolingFacts(tx: Tx, disease: string, days: number, today: string): Promise<PoolingFacts> {
  return tx.get<PoolingFacts>(`
    select count(*) filter (where s.outcome in ('positive', 'negative'))::int as tested, count(*) filter (where s.outcome = 'positive')::int as positive, $2::int as days,
      (testing_rule_on($1, $3::date)).max_pool as "maxPool", (testing_rule_on($1, $3::date)).source as source
    from specimen s where s.disease_code = $1 and s.form = 'single' and s.voided_at is null and s.taken_at >= ($3::date - $2::int)`, [disease, days, today])
}

/** The disease a testing round looks for; undefined for a round out of sight. */
export async function findRoundDisease(tx: Tx, roundId: string): Promise<string | undefined> {
  return (await tx.find<{ disease: string }>('select disease_code as disease from testing_round where id = $1', [roundId]))?.disease
}

/** The barcode of a specimen in scope, or undefined. */
export async function findTubeBarcode(tx: Tx, id: string): Promise<string | undefined> {
  return (await tx.find<{ barcode: string }>('select s.barcode from specimen s where s.id = $1 and s.voided_at is null', [id]))?.barcode
}

export type Lab = { id: string; name: string; area: string; confirms: boolean; ours: boolean; capacities: { fromOn: string; perDay: number }[] | null; methods: { method: string }[] | null }

const LAB = `select l.id, l.name, a.full_name as area, l.confirms, coalesce(l.body_id = app_body(), false) as ours, l.capacities, l.methods
  from laboratory l join area a on a.id = l.area_id where l.voided_at is null`

/** Laboratories that take specimens, those of the acting body first. */
export function loadLabs(tx: Tx): Promise<Lab[]> {
  return tx.rows<Lab>(`${LAB} and l.state = 'active' order by coalesce(l.body_id = app_body(), false) desc, l.name, l.id limit 200`)
}

/** One laboratory, or undefined. */
export function findLab(tx: Tx, id: string): Promise<Lab | undefined> {
  return tx.find<Lab>(`${LAB} and l.id = $1`, [id])
}

/** Tubes of a laboratory as its desk may see them: what still waits, and what was done since. */
export function loadDesk(tx: Tx, laboratoryId: string, since: string): Promise<(Omit<DeskLine, 'clock' | 'results'> & { results: DeskLine['results'] | null })[]> {
  return tx.rows(`
    select barcode, form, members, sex, birth_year::float8 as "birthYear", kind, method, purpose, shipment, taken_at as "takenAt", sent_at as "sentAt", received_at as "receivedAt", resulted_at as "resultedAt", due_at as "dueAt",
      retest_due_at as "retestDueAt", state, reject_reason as "rejectReason", outcome, pool_barcode as "poolBarcode", results
    from lab_desk($1, $2)`, [laboratoryId, since])
}

/** Contacts in scope on signed lists of sampling of whom no tube was entered since the list was made; those signed first come first. */
export function loadExpected(tx: Tx, clear: boolean): Promise<ExpectedContact[]> {
  return tx.rows<ExpectedContact>(`
    select k.id as "contactId", ${clear ? 'coalesce(k.full_name, i.full_name)' : 'null::text'} as name, k.tier, a.full_name as area, n.form, l.signed_at as "signedAt", c.code as "caseCode"
    from order_list l join order_line n on n.list_id = l.id join case_contact k on k.id = n.contact_id left join individual i on i.id = k.individual_id join area a on a.id = coalesce(k.residence_area_id, k.area_id) left join disease_case c on c.id = k.case_id
    where l.kind = 'sample' and l.state = 'signed' and k.voided_at is null and k.state in ('listed', 'followed')
      and not exists (select from specimen s where s.contact_id = k.id and s.voided_at is null and s.taken_at >= l.created_at)
    order by l.signed_at, n.position limit 300`)
}
