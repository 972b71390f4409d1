import type { Tx } from '#kernel/session.ts'

/** A zone that rests on a document: by its decision or by what a measure carries out. */
export type ZoneGround = { id: string; name: string; state: string; area: string; measures: number; documentId: string }

/** Zones in scope that are proposed or in force and rest on one of these documents, once a document. */
export function groundsOfZones(tx: Tx, documentIds: readonly string[]): Promise<ZoneGround[]> {
  return tx.rows(`
    with resting as (
      select zone_id, directive_id as document, null::uuid as measure from zone_decision where directive_id = any ($1::uuid[])
      union all select m.zone_id, d.directive_id, m.id from zone_measure m join zone_decision d on d.id = m.decision_id where not m.void and d.directive_id = any ($1::uuid[])
      union all select zone_id, carries_out_id, id from zone_measure where not void and carries_out_id = any ($1::uuid[]))
    select z.id, z.name, z.state, a.full_name as area, r.document as "documentId", count(distinct r.measure)::int as measures
    from resting r join zone z on z.id = r.zone_id and z.state in ('proposed', 'in_force') and z.voided_at is null join area a on a.id = z.area_id
    group by z.id, z.name, z.state, a.full_name, r.document order by z.from_on desc, z.id`, [documentIds])
}
