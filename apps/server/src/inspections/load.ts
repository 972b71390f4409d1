import type { Checklist, CheckAnswer, Photo } from '@phaodai/office/inspection.ts'
import type { Tx } from '#kernel/session.ts'

/** What the page of an inspection needs beyond its record: sensitive columns are left to the register's own routes. */
export type InspectionHead = {
  id: string; version: number; state: string; stateReason: string | null; areaId: number; placeName: string; placeKind: string; address: string | null; plannedOn: string; visitedAt: string | null
  location: { lat: number; lon: number } | null; area: { id: number; name: string }; team: { id: number; name: string } | null; body: { id: number; name: string } | null; lead: string | null
  checklistId: string | null; checklist: CheckAnswer[] | null; conclusion: string | null; previousId: string | null; plan: { id: string; title: string } | null; voided: boolean
}

/** One inspection of the caller's scope. */
export function findInspection(tx: Tx, id: string): Promise<InspectionHead | undefined> {
  return tx.find<InspectionHead>(`
    select i.id, i.version, i.state, i.state_reason as "stateReason", i.area_id as "areaId", i.place_name as "placeName", i.place_kind as "placeKind", i.address, i.planned_on as "plannedOn", i.visited_at as "visitedAt", i.location,
      jsonb_build_object('id', a.id, 'name', a.full_name) as area, case when t.id is not null then jsonb_build_object('id', t.id, 'name', t.short_name) end as team,
      case when b.id is not null then jsonb_build_object('id', b.id, 'name', b.short_name) end as body,
      (select p.full_name from person p where p.id = i.lead_id) as lead, i.checklist_id as "checklistId", i.checklist, i.conclusion, (select o.id from inspection o where o.id = i.previous_id) as "previousId",
      (select jsonb_build_object('id', p.id, 'title', p.title) from inspection_visit v join inspection_plan p on p.id = v.plan_id where v.inspection_id = i.id limit 1) as plan, i.voided_at is not null as voided
    from inspection i join area a on a.id = i.area_id left join body t on t.id = i.team_id left join body b on b.id = i.body_id where i.id = $1`, [id])
}

const CHECKLIST = 'c.id, c.place_kind as "placeKind", c.name, c.valid_from as "validFrom", c.source, c.confidence, c.questions'

/** The checklist of a kind of place in force on a day. */
export function findChecklist(tx: Tx, placeKind: string, day: string): Promise<Checklist | undefined> {
  return tx.find<Checklist>(`select ${CHECKLIST} from inspection_checklist c where c.place_kind = $1 and c.valid_from <= $2 order by c.valid_from desc limit 1`, [placeKind, day])
}

/** A version by its name. */
export function findVersion(tx: Tx, id: string): Promise<Checklist | undefined> {
  return tx.find<Checklist>(`select ${CHECKLIST} from inspection_checklist c where c.id = $1`, [id])
}

/** All versions, newest first within a kind. */
export function loadChecklists(tx: Pick<Tx, 'rows'>): Promise<Checklist[]> {
  return tx.rows<Checklist>(`select ${CHECKLIST} from inspection_checklist c order by c.place_kind, c.valid_from desc`)
}

/** Photos of an inspection, oldest first. */
export function loadPhotos(tx: Tx, inspectionId: string): Promise<Photo[]> {
  return tx.rows<Photo>(`
    select p.id, p.point, p.caption, case when p.lat is not null then jsonb_build_object('lat', p.lat, 'lon', p.lon, 'accuracy', p.accuracy, 'by', p.located_by) end as position, p.taken_at as "takenAt",
      (select jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size) from file f where f.id = p.file_id) as file
    from inspection_photo p where p.inspection_id = $1 order by p.at, p.id`, [inspectionId])
}

/** Inspections still to be made, by day; those of the acting person's own lead first on a day. */
export function loadWork(tx: Tx, day: string): Promise<{ id: string; placeName: string; placeKind: string; plannedOn: string; area: string; team: string | null; mine: boolean; late: boolean }[]> {
  return tx.rows(`
    select i.id, i.place_name as "placeName", i.place_kind as "placeKind", i.planned_on as "plannedOn", a.full_name as area, t.short_name as team, coalesce(i.lead_id = app_person(), false) as mine, i.planned_on < $1 as late
    from inspection i join area a on a.id = i.area_id left join body t on t.id = i.team_id
    where i.state = 'planned' and i.voided_at is null order by i.planned_on, coalesce(i.lead_id = app_person(), false) desc, i.id limit 200`, [day])
}
