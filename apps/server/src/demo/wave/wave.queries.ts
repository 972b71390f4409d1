import { jsonRows } from '#kernel/json-rows.queries.ts'
import type { Tx } from '#kernel/transaction.ts'
import type { CourseStep, DayRule, Ended, Entered, Member, OutbreakStep, RunRow, TruthRow } from './rows.ts'

/** The rule of a disease on each day of a stretch; a day without one is left out. */
export async function loadRules(tx: Tx, disease: string, from: string, to: string): Promise<Map<string, DayRule>> {
  const rows = await tx.rows<DayRule>(`
    select d.day::date as day, r.clock, r.outbreak_cases as cases, r.outbreak_within_days as "withinDays", r.outbreak_end_days as "endDays"
    from generate_series($2::date, $3::date, interval '1 day') d (day) cross join lateral disease_rule_on($1, d.day::date) r`, [disease, from, to])
  return new Map(rows.map((row) => [row.day, row]))
}

type Columns = readonly (readonly [key: string, column: string, type: string])[]

const MEMBER: Columns = [['id', 'id', 'uuid'], ['householdId', 'household_id', 'uuid'], ['individualId', 'individual_id', 'uuid'], ['areaId', 'area_id', 'int'], ['relation', 'relation', 'text'], ['fromOn', 'from_on', 'date']]

/** Puts people into their households. */
export function saveMembers(tx: Tx, rows: readonly Member[]): Promise<number> {
  const { columns, source } = jsonRows(MEMBER)
  return tx.run(`insert into household_member (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}

/** Notes the entry into the national system and the link that tracing found. */
export function enterCases(tx: Tx, rows: readonly Entered[]): Promise<number> {
  const { source } = jsonRows([['id', 'id', 'uuid'], ['systemId', 'system_id', 'text'], ['systemEnteredAt', 'system_entered_at', 'timestamptz'], ['linkedCaseId', 'linked_case_id', 'uuid']])
  return tx.run(`update disease_case c set system_id = given.system_id, system_entered_at = given.system_entered_at, linked_case_id = given.linked_case_id from ${source} where c.id = given.id`, [JSON.stringify(rows)])
}

/** Action `treat`: where they are cared for, and how they are by now. */
export function treatCases(tx: Tx, rows: readonly CourseStep[]): Promise<number> {
  const { source } = jsonRows([['id', 'id', 'uuid'], ['care', 'care', 'text'], ['facility', 'facility', 'text'], ['admittedOn', 'admitted_on', 'date'], ['severity', 'severity', 'text'], ['onsetOn', 'onset_on', 'date']])
  return tx.run(`
    update disease_case c set state = 'in_treatment', care = given.care, facility = given.facility, admitted_on = given.admitted_on, severity = given.severity, onset_on = coalesce(c.onset_on, given.onset_on)
    from ${source} where c.id = given.id`, [JSON.stringify(rows)])
}

/** Actions `recover` and `die`. */
export function endCases(tx: Tx, rows: readonly Ended[]): Promise<number> {
  const { source } = jsonRows([['id', 'id', 'uuid'], ['state', 'state', 'text'], ['outcomeOn', 'outcome_on', 'date']])
  return tx.run(`update disease_case c set state = given.state, outcome_on = given.outcome_on from ${source} where c.id = given.id`, [JSON.stringify(rows)])
}

/** Writes the day of death into the records of those whose case ended so. */
export function noteDeaths(tx: Tx, caseIds: readonly string[]): Promise<number> {
  return tx.run('update individual i set died_on = c.outcome_on from disease_case c where c.individual_id = i.id and c.id = any ($1::uuid[])', [caseIds])
}

/** Writes outbreaks into their cases, as taking them in does. */
export function placeCases(tx: Tx, rows: readonly { outbreakId: string; caseId: string }[]): Promise<number> {
  const { source } = jsonRows([['outbreakId', 'outbreak_id', 'uuid'], ['caseId', 'case_id', 'uuid']])
  return tx.run(`update disease_case c set outbreak_id = given.outbreak_id from ${source} where c.id = given.case_id`, [JSON.stringify(rows)])
}

/** What became of outbreaks: the last onset known, and the actions `control` and `end`. */
export function moveOutbreaks(tx: Tx, rows: readonly OutbreakStep[]): Promise<number> {
  const { source } = jsonRows([['id', 'id', 'uuid'], ['state', 'state', 'text'], ['stateReason', 'state_reason', 'text'], ['lastOnsetOn', 'last_onset_on', 'date'], ['endedOn', 'ended_on', 'date']])
  return tx.run(`update outbreak o set state = given.state, state_reason = given.state_reason, last_onset_on = given.last_onset_on, ended_on = given.ended_on from ${source} where o.id = given.id`, [JSON.stringify(rows)])
}

/** Keeps from what the wave was drawn. */
export async function saveRun(tx: Tx, run: RunRow): Promise<void> {
  await tx.run('insert into scenario_run (id, disease_code, profile, seed, first_day, days, people, parameters) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [run.id, run.diseaseCode, run.profile, run.seed, run.firstDay, run.days, run.people, JSON.stringify(run.parameters)])
}

const TRUTH: Columns = [
  ['runId', 'run_id', 'uuid'], ['n', 'n', 'int'], ['infector', 'infector', 'int'], ['layer', 'layer', 'text'], ['day', 'day', 'date'], ['areaId', 'area_id', 'int'], ['person', 'person', 'int'], ['household', 'household', 'int'], ['age', 'age', 'int'],
  ['infectiousFrom', 'infectious_from', 'date'], ['infectiousTo', 'infectious_to', 'date'], ['onsetOn', 'onset_on', 'date'], ['admittedOn', 'admitted_on', 'date'], ['endedOn', 'ended_on', 'date'], ['outcome', 'outcome', 'text'],
  ['quarantinedOn', 'quarantined_on', 'date'], ['detectedOn', 'detected_on', 'date'], ['detection', 'detection', 'text'], ['individualId', 'individual_id', 'uuid'], ['caseId', 'case_id', 'uuid'],
]

/** Keeps every infection as it truly was. */
export function saveTruth(tx: Tx, rows: readonly TruthRow[]): Promise<number> {
  const { columns, source } = jsonRows(TRUTH)
  return tx.run(`insert into scenario_infection (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}
