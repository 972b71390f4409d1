import { AREA_TREES } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import type { AreaLink } from './successors.ts'
import type { LandUnit, Profile } from './types.ts'

/** One province of a profile's tree with everything in it, in tree order; communes of 2025 know their former district. */
export function loadLand(tx: Tx, profile: Profile, provinceCode: string): Promise<LandUnit[]> {
  return tx.rows<LandUnit>(
    `select a.id, a.last_id as "lastId", a.parent_id as "parentId", a.level, a.code, a.kind, a.name, a.full_name as "fullName",
       a.search_key as "searchKey", a.valid_from as "validFrom", a.valid_to as "validTo", a.lat, a.lon, former.name as "formerDistrict"
     from area p join area a on a.id between p.id and p.last_id
     left join lateral (
       select d.name from area_successor s join area c on c.id = s.predecessor_id join area d on d.id = c.parent_id
       where s.successor_id = a.id and a.level = 'commune' and d.level = 'district' group by d.id, d.name order by count(*) desc, d.id limit 1) former on true
     where p.code = $1 and p.level = 'province' and p.valid_from = $2
     order by a.id`, [provinceCode, AREA_TREES[profile].validFrom])
}

/** Which areas of a province became which. */
export function loadAreaLinks(tx: Tx, provinceCode: string): Promise<AreaLink[]> {
  return tx.rows<AreaLink>(
    `select s.predecessor_id as "predecessorId", s.successor_id as "successorId"
     from area p join area_successor s on s.predecessor_id between p.id and p.last_id
     where p.code = $1 and p.level = 'province' and p.valid_from = $2`, [provinceCode, AREA_TREES['2021'].validFrom])
}
