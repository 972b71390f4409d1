import type { CollectionDecision } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

export type CollectingPlace = { id: string; name: string; area: string; areaId: number }

/** A place in the caller's own areas, or undefined. */
export function findOwnPlace(tx: Tx, id: string): Promise<CollectingPlace | undefined> {
  return tx.find<CollectingPlace>(`select p.id, p.name, a.full_name as area, p.area_id as "areaId" from place p join area a on a.id = p.area_id
    where p.id = $1 and p.voided_at is null and p.area_id in (select unnest(app_area_ids()))`, [id])
}

/** Decisions in force under which visits of an area can be entered today, with the days they can be entered for. */
export function loadDecisions(tx: Tx, areaId: number, today: string): Promise<CollectionDecision[]> {
  return tx.rows<CollectionDecision>(`
    select d.id, d.number, d.issuer, i.name as disease, greatest(d.from_on, $2::date - d.keep_days::int) as "from", least(d.to_on, $2::date) as "to"
    from collection_decision d join area a on a.id = d.area_id join disease i on i.code = d.disease_code
    where d.collects = 'visit' and d.state = 'in_force' and d.voided_at is null and $1 between a.id and a.last_id and greatest(d.from_on, $2::date - d.keep_days::int) <= least(d.to_on, $2::date)
    order by d.from_on desc, d.id`, [areaId, today])
}

export type Bearer = { key: string; id: string; name: string }

/** People in scope who bear a number ("p…" of a phone, "i…" of an identity). */
export function loadBearers(tx: Tx, keys: readonly string[]): Promise<Bearer[]> {
  return tx.rows<Bearer>(`select k.key, i.id, i.full_name as name from individual_key k join individual i on i.id = k.individual_id
    where k.key = any ($1::text[]) and i.state <> 'merged' and i.voided_at is null order by i.id`, [keys])
}

/** A person that a book brings and nobody is on file as. */
export type NewPerson = { id: string; full_name: string; phone: string | null; identity_number: string | null; search_key: string; keys: readonly string[] }
export type NewVisit = { id: string; individual_id: string; entered_at: string; left_at: string | null; is_masked: boolean | null; note: string | null }

/** Enters visits of a place with the people they bring; null when the place is not in the caller's areas. What stood already is not told. */
export async function enterVisits(tx: Tx, placeId: string, decisionId: string, people: readonly NewPerson[], visits: readonly NewVisit[], today: string): Promise<boolean> {
  const { done } = await tx.get<{ done: boolean | null }>('select enter_visits($1, $2, $3, $4, $5) as done', [placeId, decisionId, JSON.stringify(people), JSON.stringify(visits), today])
  return done === true
}

/** Enters a visit that the person of a case told; null when the case is not in sight. */
export async function tellVisit(tx: Tx, caseId: string, visitId: string, { placeId, from, to, masked, note }: { placeId: string; from: string; to: string | null; masked: boolean | null; note: string | null }, today: string): Promise<boolean> {
  const { done } = await tx.get<{ done: boolean | null }>('select tell_visit($1, $2, $3, $4, $5, $6, $7, $8) as done', [caseId, visitId, placeId, from, to, masked, note, today])
  return done === true
}

/** Takes back a told visit of a case; false when there is none of this id. */
export async function takeBackVisit(tx: Tx, caseId: string, visitId: string): Promise<boolean> {
  return (await tx.get<{ done: boolean }>('select take_back_visit($1, $2) as done', [caseId, visitId])).done
}
