import type { Tx } from '#kernel/session.ts'

/** A contact as the papers of tracing print it. */
export type PrintedContact = {
  id: string; tier: string; individualId: string | null; name: string | null; birthYear: number | null; sex: string | null; phone: string | null; address: string | null; area: string; relation: string | null
  lastContactOn: string; exposure: string | null; sampledOn: string | null; result: string | null; isolatedOn: string | null; watchUntil: string | null
}

const dayOf = (column: string): string => `(${column} at time zone 'Asia/Ho_Chi_Minh')::date`

/** Contacts of a case in scope with their names, of one tier or of all; for roles that may read them. */
export function loadPrintedContacts(tx: Tx, caseId: string, tier: string | null): Promise<PrintedContact[]> {
  return tx.rows<PrintedContact>(`
    select k.id, k.tier, i.id as "individualId", coalesce(k.full_name, i.full_name) as name, i.birth_year::float8 as "birthYear", i.sex, coalesce(k.phone, i.phone) as phone, coalesce(k.address, i.address) as address,
      a.full_name as area, k.relation, k.last_contact_on as "lastContactOn", k.exposure, ${dayOf('k.sampled_at')} as "sampledOn", k.result, ${dayOf('k.isolated_at')} as "isolatedOn", k.watch_until as "watchUntil"
    from case_contact k left join individual i on i.id = k.individual_id join area a on a.id = coalesce(k.residence_area_id, k.area_id)
    where k.case_id = $1 and k.voided_at is null and k.state <> 'ruled_out' and ($2::text is null or k.tier = $2) order by k.tier, k.listed_at, k.id`, [caseId, tier])
}
