import type { Violation } from '@phaodai/office/inspection.ts'
import type { RepeatRule, Sanction, Served } from '@phaodai/office/penalty.ts'
import type { Tx } from '#kernel/session.ts'

const SANCTION = `s.id, s.version, s.behaviour_id as "behaviourId", h.name as behaviour, s.decree, s.clause, s.fine_min::float8 as "fineMin", s.fine_max::float8 as "fineMax", s.organisation_factor::float8 as "organisationFactor",
  s.valid_from as "validFrom", s.valid_to as "validTo", s.source, s.confidence`

/** The whole catalogue, by behaviour, newest first. */
export function loadSanctions(tx: Pick<Tx, 'rows'>): Promise<Sanction[]> {
  return tx.rows<Sanction>(`select ${SANCTION} from sanction s join sanctioned_behaviour h on h.id = s.behaviour_id order by h.name collate "vi-x-icu", s.valid_from desc, s.id`)
}

export function loadRepeatRules(tx: Tx): Promise<RepeatRule[]> {
  return tx.rows<RepeatRule>('select form, months, lapse_months as "lapseMonths", valid_from as "validFrom", source, confidence from repeat_rule order by form, valid_from')
}

const VALUES = 'behaviour_id, decree, clause, fine_min, fine_max, organisation_factor, valid_from, valid_to, source, confidence'
type Row = Omit<Sanction, 'id' | 'version' | 'behaviour'>
const valuesOf = (given: Row): unknown[] => [given.behaviourId, given.decree, given.clause, given.fineMin, given.fineMax, given.organisationFactor, given.validFrom, given.validTo, given.source, given.confidence]

export function findSanction(tx: Tx, id: string): Promise<Sanction | undefined> {
  return tx.find<Sanction>(`select ${SANCTION} from sanction s join sanctioned_behaviour h on h.id = s.behaviour_id where s.id = $1`, [id])
}

export function insertSanction(tx: Tx, id: string, given: Row): Promise<number> {
  return tx.run(`insert into sanction (id, ${VALUES}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do nothing`, [id, ...valuesOf(given)])
}

export function updateSanction(tx: Tx, id: string, version: number, given: Row): Promise<number> {
  const [, ...rest] = valuesOf(given)
  return tx.run(
    'update sanction set decree = $3, clause = $4, fine_min = $5, fine_max = $6, organisation_factor = $7, valid_from = $8, valid_to = $9, source = $10, confidence = $11 where id = $1 and version = $2',
    [id, version, ...rest])
}

/** One violation without the subject, whose name the register shows to those who may see it. */
export function findViolation(tx: Tx, id: string): Promise<Omit<Violation, 'penalty' | 'ranges'> | undefined> {
  return tx.find(`
    select v.id, v.version, v.state, v.occurred_on as "occurredOn", v.place_name as "placeName", jsonb_build_object('id', a.id, 'name', a.full_name) as area,
      case when h.id is not null then jsonb_build_object('id', h.id, 'name', h.name) end as behaviour, v.facts, v.subject_kind as "subjectKind", v.record_number as "recordNumber",
      (select i.id from inspection i where i.id = v.inspection_id) as "inspectionId",
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size) order by f.at, f.id) from file f where f.attached_subject = 'violation' and f.attached_id = v.id), '[]') as files
    from violation v join area a on a.id = v.area_id left join sanctioned_behaviour h on h.id = v.behaviour where v.id = $1 and v.voided_at is null`, [id])
}

export type PenaltyRow = Omit<NonNullable<Violation['penalty']>, 'sanction'> & { sanctionId: string }

export function findPenalty(tx: Tx, id: string): Promise<PenaltyRow | undefined> {
  return tx.find<PenaltyRow>(`
    select p.sanction_id as "sanctionId", p.form, p.amount::float8 as amount, p.number, p.decided_on as "decidedOn", jsonb_build_object('id', b.id, 'name', b.short_name) as body, p.remedy, p.paid_on as "paidOn", p.receipt,
      p.remedied_on as "remediedOn", p.version
    from penalty p join body b on b.id = p.body_id where p.id = $1`, [id])
}

/** A violation as recorded; the number of rows touched. */
export function recordViolation(tx: Tx, id: string, version: number, number: string, behaviourId: string): Promise<number> {
  return tx.run("update violation set state = 'recorded', record_number = $3, behaviour = $4, handler_id = coalesce(handler_id, app_body()) where id = $1 and version = $2", [id, version, number, behaviourId])
}

export function moveViolation(tx: Tx, id: string, version: number, state: string): Promise<number> {
  return tx.run('update violation set state = $3 where id = $1 and version = $2', [id, version, state])
}

export type NewPenalty = { sanctionId: string; form: string; amount: number | null; number: string; decidedOn: string; remedy: string | null }

export function insertPenalty(tx: Tx, id: string, given: NewPenalty): Promise<number> {
  return tx.run('insert into penalty (id, sanction_id, form, amount, number, decided_on, remedy) values ($1, $2, $3, $4, $5, $6, $7)',
    [id, given.sanctionId, given.form, given.amount, given.number, given.decidedOn, given.remedy])
}

export function payPenalty(tx: Tx, id: string, paidOn: string, receipt: string): Promise<number> {
  return tx.run('update penalty set paid_on = $2, receipt = $3 where id = $1', [id, paidOn, receipt])
}

export function remedyPenalty(tx: Tx, id: string, remediedOn: string): Promise<number> {
  return tx.run('update penalty set remedied_on = $2 where id = $1', [id, remediedOn])
}

export type Precedent = Served & { id: string; occurredOn: string; placeName: string; number: string }

/** Decided violations of the same behaviour by the same subject before this one, as far as the caller sees them. */
export function loadPrecedents(tx: Tx, id: string): Promise<Precedent[]> {
  return tx.rows<Precedent>(`
    select v.id, v.occurred_on as "occurredOn", v.place_name as "placeName", p.number, p.form, p.decided_on as "decidedOn", p.paid_on as "paidOn", p.remedy is not null as "remedyOwed", p.remedied_on as remedied
    from violation_repeats($1) r join violation v on v.id = r.id join penalty p on p.id = v.id order by p.decided_on desc, v.id`, [id])
}

/** Whether the subject's number is known, without telling it. */
export async function hasSubjectNumber(tx: Tx, id: string): Promise<boolean> {
  return (await tx.get<{ known: boolean }>('select violation_has_number($1) as known', [id])).known
}
