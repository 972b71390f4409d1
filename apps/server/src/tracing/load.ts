import type { OpeningsAsk, VisitOpening } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

/** What tracing asks of a case in scope. */
export type Traced = { state: string; individualId: string | null; diseaseCode: string; diagnosedAt: string; diagnosedOn: string; onsetOn: string | null; sampledOn: string | null }

/** One case in scope, or undefined. */
export function findTraced(tx: Tx, caseId: string): Promise<Traced | undefined> {
  return tx.find<Traced>({ name: 'tracing.traced', text: `
    select c.state, c.individual_id as "individualId", c.disease_code as "diseaseCode", c.diagnosed_at as "diagnosedAt", day_in_vietnam(c.diagnosed_at) as "diagnosedOn", c.onset_on as "onsetOn", c.sampled_on as "sampledOn"
    from disease_case c where c.id = $1 and c.voided_at is null` }, [caseId])
}

/** A listed contact of a case whose visits may be opened. */
export function findTracedContact(tx: Tx, caseId: string, contactId: string): Promise<{ tier: string; lastContactOn: string } | undefined> {
  return tx.find('select k.tier, k.last_contact_on as "lastContactOn" from case_contact k where k.id = $2 and k.case_id = $1 and k.individual_id is not null and k.voided_at is null', [caseId, contactId])
}

/** A row of an opening: a visit, a household, a contact listed already … of the person with this number; instants in milliseconds. */
export type OpenedRow = { kind: 'visit' | 'origin' | 'case' | 'household' | 'contact' | 'listed' | 'isolated'; n: number; placeId: string | null; from: number; to: number | null; isMasked: boolean | null; minutes: number | null; note: string | null }

export type Opening = { id: string; caseId: string; contactId: string | null; reason: string; from: number; to: number; tiers: number; most: number; assumedStay: number }

/** An instant in milliseconds, to the microsecond: by floating point, since `extract` reckons in numerics, which costs more than to find the visit. */
const millis = (column: string): string => `round(date_part('epoch', ${column}) * 1e6) / 1e3`

/** The phones that the person of a live case checked in with become his, so that what they say is his way. */
export async function claimVisitor(tx: Tx, caseId: string): Promise<void> {
  await tx.run('select claim_visitor($1)', [caseId])
}

/** Opens visits from a live case: the database holds the fence and writes the opening down. No rows: nobody in sight. */
export function openVisits(tx: Tx, { id, caseId, contactId, reason, from, to, tiers, most, assumedStay }: Opening): Promise<OpenedRow[]> {
  return tx.rows<OpenedRow>(`
    select v.kind, v.n, v.place_id as "placeId", ${millis('v.entered_at')} as "from", ${millis('v.left_at')} as "to", v.is_masked as "isMasked", v.minutes, v.note
    from trace_visits($1, $2, $3, $4, to_timestamp($5::float8 / 1000), to_timestamp($6::float8 / 1000), $7, $8, $9::float8 * interval '1 millisecond') v`,
  [id, caseId, contactId, reason, from, to, tiers, most, assumedStay])
}

/** How many people and visits an opening of one's own was of, and how many were left out. */
export function readOpening(tx: Tx, id: string): Promise<{ people: number; visits: number; leftOut: number }> {
  return tx.get('select people, visits, left_out as "leftOut" from visit_opening where id = $1', [id])
}

export type FoundRow = { n: number; individualId: string | null; name: string | null; birthYear: number | null; phone: string | null; residence: string; residenceAreaId: number }

/** Those of an opening with these numbers: named under the caller's own policies, of the others where they live. */
export function loadFound(tx: Tx, openingId: string, numbers: readonly number[]): Promise<FoundRow[]> {
  return tx.rows<FoundRow>({ name: 'tracing.found', text: `
    select f.n, i.id as "individualId", i.full_name as name, i.birth_year::float8 as "birthYear", i.phone, a.full_name as residence, f.area_id as "residenceAreaId"
    from found_in_opening($1, $2) f cross join lateral (select full_name from area where id = f.area_id offset 0) a
      left join lateral (select id, full_name, birth_year, phone from individual where id = f.individual_id offset 0) i on true -- each by its key: row security hides from the planner how few they are` }, [openingId, numbers])
}

export type PlaceRow = { id: string; name: string; area: string }

/** Places by id. */
export function loadPlaces(tx: Tx, ids: readonly string[]): Promise<PlaceRow[]> {
  return tx.rows<PlaceRow>({ name: 'tracing.places', text: 'select p.id, p.name, a.full_name as area from place p join area a on a.id = p.area_id where p.id = any ($1)' }, [ids])
}

/** What a referral of each of these would say, kept with the opening: the words are the server's, never the client's. */
export function keepForReferral(tx: Tx, openingId: string, found: readonly { n: number; tier: string; lastContactOn: string; why: string }[]): Promise<number> {
  if (found.length === 0) return Promise.resolve(0)
  const said = Object.fromEntries(found.map(({ n, tier, lastContactOn, why }) => [n, { tier, on: lastContactOn, why }]))
  return tx.run('select keep_for_referral($1, $2)', [openingId, JSON.stringify(said)])
}

/** Lists a found person who lives elsewhere; false when he is listed already, null when nothing of the kind is in sight. */
export async function referFound(tx: Tx, openingId: string, contactId: string, n: number, at: string): Promise<boolean | null> {
  return (await tx.get<{ done: boolean | null }>('select refer_found($1, $2, $3, $4) as done', [openingId, n, contactId, at])).done
}

const OPENED = `from visit_opening o left join post t on t.id = o.post_id left join body b on b.id = t.acts_for_id
  where ($1::date is null or o.opened_at >= start_in_vietnam($1)) and ($2::date is null or o.opened_at < start_in_vietnam($2 + 1))`

/** The newest openings of visits that the caller may read, of a time and of a body's posts. */
export function loadOpenings(tx: Tx, { from, to, bodyId }: OpeningsAsk, limit: number): Promise<VisitOpening[]> {
  return tx.rows<VisitOpening>(`
    select o.id, o.opened_at as "openedAt", p.full_name as person, t.title as post, b.short_name as body, o.case_id as "caseId", c.code as "caseCode", a.full_name as area, o.contact_id is not null as "ofContact", o.reason,
      o.from_at as "from", o.to_at as "to", o.people, o.visits, o.left_out as "leftOut"
    from (select o.id, b.short_name ${OPENED} and ($3::int is null or b.id = $3) order by o.opened_at desc, o.id desc limit $4) b join visit_opening o on o.id = b.id
      join area a on a.id = o.area_id left join person p on p.id = o.person_id left join post t on t.id = o.post_id left join disease_case c on c.id = o.case_id
    order by o.opened_at desc, o.id desc`, [from ?? null, to ?? null, bodyId ?? null, limit])
}

/** Bodies whose posts opened visits in a time. */
export function loadOpeningBodies(tx: Tx, { from, to }: OpeningsAsk): Promise<{ id: number; name: string }[]> {
  return tx.rows<{ id: number; name: string }>(`select distinct b.id, b.name ${OPENED} and b.id is not null order by b.id limit 500`, [from ?? null, to ?? null])
}

/** Opens days for visits and drops those whose time is over; returns how many it dropped. */
export async function keepVisitDays(tx: Tx, today: string): Promise<number> {
  return (await tx.get<{ dropped: number }>('select keep_visit_days($1) as dropped', [today])).dropped
}
