import type { ContactLine } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

export type ContactRow = Omit<ContactLine, 'urgency' | 'dueAt' | 'early'>

/** What tracing asks of a case in scope: whose it is, where it is traced by the acting body, and the days its window is reckoned from. */
export type Source = { individualId: string | null; diseaseCode: string; areaId: number; diagnosedOn: string; onsetOn: string | null; sampledOn: string | null }

/** One case in scope, or undefined. */
export function findSource(tx: Tx, caseId: string): Promise<Source | undefined> {
  return tx.find<Source>(`
    select c.individual_id as "individualId", c.disease_code as "diseaseCode", (c.diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date as "diagnosedOn", c.onset_on as "onsetOn", c.sampled_on as "sampledOn",
      case when c.area_id = any (app_area_ids()) or c.detection_area_id is null then c.area_id else c.detection_area_id end as "areaId"
    from disease_case c where c.id = $1 and c.voided_at is null`, [caseId])
}

const nameOf = (clear: boolean): string => (clear ? 'coalesce(k.full_name, i.full_name) as name, coalesce(k.phone, i.phone) as phone, k.exposure' : 'null::text as name, null::text as phone, null::text as exposure')
/** An instant inside JSON as the wire has it elsewhere. */
const asInstant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const howIll = (clear: boolean): string => (clear ? "'temperature', v.temperature, 'symptoms', coalesce(v.symptoms, '{}'), 'note', v.note" : "'temperature', null, 'symptoms', array[]::text[], 'note', null")

/** The select list of a contact k with its person i and the area a where it lives; names and how it was ill only where the role may read them (the column grant refuses them otherwise). */
export function contactColumns(clear: boolean): string {
  return `k.id, k.version, k.tier, i.id as "individualId", ${nameOf(clear)}, k.relation, k.last_contact_on as "lastContactOn",
    a.full_name as residence, k.listed_at as "listedAt", k.informed_at as "informedAt", k.sampled_at as "sampledAt", k.result, k.isolated_at as "isolatedAt", k.watch_until as "watchUntil", k.state,
    (select coalesce(jsonb_agg(jsonb_build_object('onDay', v.on_day, 'manner', v.manner, ${howIll(clear)}, 'illAt', ${asInstant('v.ill_at')}, 'sampledAt', ${asInstant('v.sampled_at')}, 'version', v.version) order by v.on_day), '[]') from contact_visit v where v.contact_id = k.id) as visits`
}

/** Contacts of a case in scope, as first listed. */
export function loadContacts(tx: Tx, caseId: string, clear: boolean): Promise<ContactRow[]> {
  return tx.rows<ContactRow>(`
    select ${contactColumns(clear)}
    from case_contact k left join individual i on i.id = k.individual_id left join area a on a.id = k.residence_area_id
    where k.case_id = $1 and k.voided_at is null order by k.listed_at, k.id`, [caseId])
}

type Member = { individualId: string; name: string | null; sex: string | null; birthYear: number | null }

/** People in scope who share a household with the person of a case and are not listed under it. */
export function loadUnlistedMembers(tx: Tx, caseId: string, individualId: string, clear: boolean): Promise<Member[]> {
  return tx.rows<Member>(`
    select distinct i.id as "individualId", ${clear ? 'i.full_name' : 'null::text'} as name, i.sex, i.birth_year::float8 as "birthYear"
    from household_member m join household_member o on o.household_id = m.household_id and o.to_on is null join individual i on i.id = o.individual_id
    where m.individual_id = $2 and m.to_on is null and i.id <> $2 and i.voided_at is null
      and not exists (select from case_contact k where k.case_id = $1 and k.individual_id = i.id and k.voided_at is null)
    order by i.birth_year::float8, i.id limit 50`, [caseId, individualId])
}

/** The contact of this person under this case in scope, or undefined. */
export function findListed(tx: Tx, caseId: string, individualId: string, besides: string): Promise<{ id: string } | undefined> {
  return tx.find('select k.id from case_contact k where k.case_id = $1 and k.individual_id = $2 and k.id <> $3 and k.voided_at is null', [caseId, individualId, besides])
}

/** Enters a step; null when the contact is not in scope, false when it has changed since this version. */
export async function enterStep(tx: Tx, id: string, version: number, step: string, at: string): Promise<boolean | null> {
  return (await tx.get<{ done: boolean | null }>('select case_contact_step($1, $2, $3, $4) as done', [id, version, step, at])).done
}
