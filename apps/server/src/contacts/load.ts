import type { ContactLine, ContactReason, FoundMeeting } from '@phaodai/office'
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

/** Whom of the tier before a contact k met. */
const metOf = (clear: boolean): string => `(select jsonb_build_object('id', f.id, 'tier', f.tier, 'name', ${clear ? 'coalesce(f.full_name, fi.full_name)' : 'null'}) from contact_meeting g join case_contact f on f.id = g.met_id left join individual fi on fi.id = f.individual_id where g.id = k.id) as met`

/** Lists that a contact k stands on, refused and withdrawn ones aside. */
const ORDERS = `(select coalesce(jsonb_agg(jsonb_build_object('listId', l.id, 'kind', l.kind, 'state', l.state, 'form', n.form, 'untilOn', n.until_on, 'signedAt', ${asInstant('l.signed_at')}) order by l.created_at, l.id), '[]')
  from order_line n join order_list l on l.id = n.list_id where n.contact_id = k.id and l.state not in ('refused', 'withdrawn')) as orders`

/** How the last day of watching of a contact k moved with the rule, the latest time. */
const REWATCHED = `(select jsonb_build_object('before', w.before_on, 'source', r.source, 'reason', r.change_reason) from contact_rewatch w join disease_rule r on r.id = w.rule_id where w.contact_id = k.id order by w.at desc limit 1) as rewatched`

/** The select list of a contact k with its person i and the area a where it lives; names and how it was ill only where the role may read them (the column grant refuses them otherwise). */
export function contactColumns(clear: boolean): string {
  return `k.id, k.version, k.tier, i.id as "individualId", ${nameOf(clear)}, k.relation, k.last_contact_on as "lastContactOn",
    a.full_name as residence, k.listed_at as "listedAt", k.informed_at as "informedAt", k.sampled_at as "sampledAt", k.result, k.isolated_at as "isolatedAt", k.watch_until as "watchUntil", k.state,
    (select coalesce(jsonb_agg(jsonb_build_object('onDay', v.on_day, 'manner', v.manner, ${howIll(clear)}, 'illAt', ${asInstant('v.ill_at')}, 'sampledAt', ${asInstant('v.sampled_at')}, 'version', v.version) order by v.on_day), '[]') from contact_visit v where v.contact_id = k.id) as visits, ${metOf(clear)}, ${ORDERS}, ${REWATCHED}`
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

/** Keeps the meeting by which an opening of one's own has found a contact just listed; false when the opening does not bear it out. */
export async function keepMeeting(tx: Tx, contactId: string, openingId: string, n: number, { source, kind, placeId, from, to }: FoundMeeting): Promise<boolean> {
  return (await tx.get<{ done: boolean }>('select keep_meeting($1, $2, $3, $4, $5, $6, $7, $8) as done', [contactId, openingId, n, source, kind, placeId, from, to])).done
}

/** Notes whom of the list a contact of a contact met; the same sending once more changes nothing. */
export async function noteMet(tx: Tx, contactId: string, metId: string): Promise<void> {
  await tx.run("insert into contact_meeting (id, kind, met_id) values ($1, 'contact', $2) on conflict (id) do nothing", [contactId, metId])
}

const WHERE = `k.exposure as sentence, p.name as place, pa.full_name as area, g.from_at as "from", g.to_at as "to",
  (select jsonb_build_object('at', ${asInstant('o.opened_at')}, 'reason', o.reason) from visit_opening o where o.id = g.opening_id) as opening`
const NOWHERE = 'null as sentence, null as place, null as area, null as "from", null as "to", null as opening'

/** What made a contact in scope, or undefined. */
export function findReason(tx: Tx, id: string, clear: boolean): Promise<ContactReason | undefined> {
  return tx.find<ContactReason>(`
    select coalesce(g.kind, case when k.relation = 'household' then 'household' else 'contact' end) as kind, g.source, coalesce(g.minutes, k.minutes)::int as minutes, coalesce(g.masked, k.masked) as masked, ${metOf(clear)},
      ${clear ? WHERE : NOWHERE}, k.relation, k.last_contact_on as "lastContactOn", d.name as disease, c.id as "caseId", c.code as "caseCode", concat_ws(', ', t.title, b.short_name) as "listedBy", k.listed_at as "listedAt"
    from case_contact k left join contact_meeting g on g.id = k.id left join disease_case c on c.id = k.case_id left join disease d on d.code = contact_disease(k.id)
      left join post t on t.id = k.created_by left join body b on b.id = t.acts_for_id ${clear ? 'left join place p on p.id = g.place_id left join area pa on pa.id = p.area_id' : ''}
    where k.id = $1 and k.voided_at is null`, [id])
}
