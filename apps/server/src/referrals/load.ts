import type { ReferredContact } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'
import { contactColumns } from '#server/contacts/index.ts'

export type ReferralRow = Omit<ReferredContact, 'urgency' | 'dueAt'>

const HERE = (column: string): string => `${column} between app_area_lo() and app_area_hi() and ${column} in (select unnest(app_area_ids()))`
const SIDES = { in: `${HERE('k.residence_area_id')} and not (${HERE('k.area_id')})`, out: `${HERE('k.area_id')} and k.residence_area_id is not null and not (${HERE('k.residence_area_id')})` } as const

/** Contacts still watched who live in scope and were traced elsewhere (`in`), or the other way round (`out`). */
export function loadReferred(tx: Tx, side: keyof typeof SIDES, clear: boolean): Promise<ReferralRow[]> {
  return tx.rows<ReferralRow>(`
    select ${contactColumns(clear)}, t.full_name as "tracedIn", d.name as disease, n.accepted_at as "acceptedAt", n.by_title as "acceptedBy"
    from case_contact k join area a on a.id = k.residence_area_id join area t on t.id = k.area_id left join individual i on i.id = k.individual_id
      left join disease d on d.code = contact_disease(k.id) left join contact_acceptance n on n.id = k.id
    where ${SIDES[side]} and k.voided_at is null and k.state in ('listed', 'followed') order by k.listed_at, k.id limit 500`)
}
