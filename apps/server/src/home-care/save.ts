import type { RiskFacts } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

/** Notes what the risk was weighed on and what came out. */
export function insertRisk(tx: Tx, careId: string, { comorbid, doses, spo2 }: RiskFacts, riskClass: string, at: string): Promise<number> {
  return tx.run('insert into home_risk (care_id, weighed_at, comorbid, doses, spo2, risk_class) values ($1, $2, $3, $4, $5, $6)', [careId, at, comorbid, doses, spo2, riskClass])
}

/** Keeps the class of risk as it was weighed anew, and the station in charge; 0 when the version is not the last. */
export function setRisk(tx: Tx, careId: string, version: number, riskClass: string, rule: string | null, teamId: string | null): Promise<number> {
  return tx.run('update home_care set risk_class = $3, risk_rule = $4, team_id = coalesce($5, team_id) where id = $1 and version = $2', [careId, version, riskClass, rule, teamId])
}

/** Writes a call down; 0 when the id is there already. */
export function insertCall(tx: Tx, id: string, careId: string, answer: string, note: string | null, at: string): Promise<number> {
  return tx.run('insert into home_call (id, care_id, called_at, answer, note) values ($1, $2, $3, $4, $5) on conflict (id) do nothing', [id, careId, at, answer, note])
}

/** Joins what left the store to whom it was given. */
export function insertKit(tx: Tx, id: string, careId: string, movementId: string, at: string): Promise<number> {
  return tx.run('insert into home_kit (id, care_id, movement_id, given_at) values ($1, $2, $3, $4) on conflict (id) do nothing', [id, careId, movementId, at])
}

/** Somebody is referred to a bed; 0 when the version is not the last. */
export function markReferred(tx: Tx, id: string, version: number, reason: string, day: string): Promise<number> {
  return tx.run(`update home_care set state = 'referred', state_reason = $3, ended_on = $4 where id = $1 and version = $2`, [id, version, reason, day])
}

/** Counts the beds, the cases at home and the teams of a day; returns how many counts changed. */
export async function countDay(tx: Tx, at: string): Promise<number> {
  return (await tx.get<{ written: number }>('select count_care_day($1) as written', [at])).written
}
