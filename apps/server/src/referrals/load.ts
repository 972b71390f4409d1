import type { ReferredContact } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

export type ReferralRow = Omit<ReferredContact, 'urgency' | 'dueAt'>

const HERE = (column: string): string => `${column} between app_area_lo() and app_area_hi() and ${column} in (select unnest(app_area_ids()))`
const SIDES = { in: `${HERE('k.residence_area_id')} and not (${HERE('k.area_id')})`, out: `${HERE('k.area_id')} and k.residence_area_id is not null and not (${HERE('k.residence_area_id')})` } as const
const nameOf = (clear: boolean): string => (clear ? 'coalesce(k.full_name, i.full_name) as name, k.phone, k.exposure' : 'null::text as name, null::text as phone, null::text as exposure')

/** Contacts still watched who live in scope and were traced elsewhere (`in`), or the other way round (`out`). */
export function loadReferred(tx: Tx, side: keyof typeof SIDES, clear: boolean): Promise<ReferralRow[]> {
  return tx.rows<ReferralRow>(`
    select k.id, k.version, k.tier, i.id as "individualId", ${nameOf(clear)}, k.relation, k.last_contact_on as "lastContactOn", r.full_name as residence, t.full_name as "tracedIn", d.name as disease,
      k.listed_at as "listedAt", k.informed_at as "informedAt", k.sampled_at as "sampledAt", k.result, k.isolated_at as "isolatedAt", k.watch_until as "watchUntil", k.state,
      n.accepted_at as "acceptedAt", n.by_title as "acceptedBy"
    from case_contact k join area r on r.id = k.residence_area_id join area t on t.id = k.area_id left join individual i on i.id = k.individual_id
      left join disease d on d.code = contact_disease(k.id) left join contact_acceptance n on n.id = k.id
    where ${SIDES[side]} and k.voided_at is null and k.state in ('listed', 'followed') order by k.listed_at, k.id limit 500`)
}
