import type { CaseOrigin, ContactVisit, FollowUpLine } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'
import { contactColumns } from '#server/contacts/index.ts'

export type FollowUpRow = Omit<FollowUpLine, 'urgency' | 'dueAt'>

/** A contact in scope as watching asks of it, or undefined. */
export type Watched = { id: string; version: number; state: string; lastContactOn: string; individualId: string | null }

/** One contact in scope that is not voided, or undefined. */
export function findWatched(tx: Tx, id: string): Promise<Watched | undefined> {
  return tx.find<Watched>('select k.id, k.version, k.state, k.last_contact_on as "lastContactOn", k.individual_id as "individualId" from case_contact k where k.id = $1 and k.voided_at is null', [id])
}

/** What was entered for a contact in scope on a day, or undefined. */
export function findVisit(tx: Tx, contactId: string, day: string): Promise<ContactVisit | undefined> {
  return tx.find<ContactVisit>(`
    select v.on_day as "onDay", v.manner, v.temperature::float8 as temperature, coalesce(v.symptoms, '{}') as symptoms, v.note, v.ill_at as "illAt", v.sampled_at as "sampledAt", v.version
    from contact_visit v where v.contact_id = $1 and v.on_day = $2`, [contactId, day])
}

/**
 * Contacts in scope who are to be seen on a day, by the area where they live, and the positive ones who are no case yet. Whom the
 * place of residence has taken over is seen there.
 */
export function loadToday(tx: Tx, today: string, clear: boolean, most: number): Promise<FollowUpRow[]> {
  return tx.rows<FollowUpRow>(`
    select ${contactColumns(clear)}, a.id as "areaId", a.full_name as area, c.id as "caseId", c.code as "caseCode",
      (select t.name from contact_assignment s join tracing_team t on t.id = s.team_id where s.contact_id = k.id and s.on_day = $1 and s.body_id = app_body()) as team
    from case_contact k left join individual i on i.id = k.individual_id join area a on a.id = coalesce(k.residence_area_id, k.area_id) left join disease_case c on c.id = k.case_id
    where k.state in ('listed', 'followed') and k.voided_at is null
      and (k.result = 'positive' or ((k.listed_at at time zone 'Asia/Ho_Chi_Minh')::date < $1 and (k.watch_until is null or k.watch_until >= $1)))
      and (k.state = 'listed' or k.residence_area_id is null or app_area_ids() is null or k.residence_area_id = any (app_area_ids()))
    order by a.id, k.listed_at, k.id limit $2`, [today, most])
}

type Origin = Omit<CaseOrigin, 'onsetOn' | 'symptoms' | 'sampledOn'> & { visits: ContactVisit[]; sampledAt: string | null }

/** What is known of a contact in scope that a case of its own begins with, or undefined; the case it met only where that is in scope. */
export function findOrigin(tx: Tx, id: string): Promise<Origin | undefined> {
  return tx.find<Origin>(`
    select ${contactColumns(true)}, coalesce(k.address, i.address) as address, a.id as "areaId", a.full_name as area, c.id as "caseId", c.code as "caseCode", c.disease_code as "diseaseCode", d.name as disease
    from case_contact k left join individual i on i.id = k.individual_id join area a on a.id = coalesce(i.area_id, k.residence_area_id, k.area_id) left join disease_case c on c.id = k.case_id left join disease d on d.code = c.disease_code
    where k.id = $1 and k.voided_at is null`, [id])
}
