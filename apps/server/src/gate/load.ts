import type { DeclarationView, PlaceRequestView } from '@phaodai/office'
import type { ReceiptKey } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

/** Places that ask to be registered in the caller's areas, newest first. */
export function loadPlaceRequests(tx: Tx, { state, reveal }: { state: string; reveal: boolean }, limit: number): Promise<PlaceRequestView[]> {
  const own = reveal ? 'r.owner_name as "ownerName", r.owner_phone as "ownerPhone"' : 'null as "ownerName", null as "ownerPhone"'
  return tx.rows<PlaceRequestView>(`select r.id, r.area_id as "areaId", a.full_name as area, r.name, r.kind, r.address, ${own}, r.asked_at as "askedAt", r.state, r.state_reason as "stateReason", r.place_id as "placeId"
    from place_request r join area a on a.id = r.area_id where r.state = $1 order by r.asked_at desc, r.id desc limit $2`, [state, limit])
}

export type PosterPlace = { name: string; address: string | null; area: string; kind: string }

/** A place as its poster names it. */
export function findPosterPlace(tx: Tx, id: string): Promise<PosterPlace> {
  return tx.get<PosterPlace>('select p.name, p.address, p.kind, a.full_name as area from place p join area a on a.id = p.area_id where p.id = $1 and p.voided_at is null', [id])
}

export type GateFormat = { payload: string; sideMm: number; source: string; confidence: string }

/** How a code is laid out on a day. */
export function findFormat(tx: Tx, subject: 'place' | 'person' | 'receipt', day: string): Promise<GateFormat> {
  return tx.get<GateFormat>('select payload, side_mm::float8 as "sideMm", source, confidence from gate_format where subject = $1 and valid_from <= $2 order by valid_from desc limit 1', [subject, day])
}

export type DeclarationsAsked = { from?: string | undefined; to?: string | undefined; only: 'all' | 'signs' | 'foreign'; reveal: boolean }

/** Declarations of whoever comes to the caller's areas, by the day of arrival. */
export function loadDeclarations(tx: Tx, { from, to, only, reveal }: DeclarationsAsked, limit: number): Promise<DeclarationView[]> {
  const own = ['fullName:full_name', 'identityNumber:identity_number', 'phone:phone', 'address:address', 'transport:transport'].map((each) => each.split(':')).map(([name, column]) => `${reveal ? `d.${column}` : 'null'} as "${name}"`).join(', ')
  return tx.rows<DeclarationView>(`
    select d.id, d.area_id as "areaId", a.full_name as area, d.declared_at as "declaredAt", d.birth_year as "birthYear", d.sex, ${own}, d.nationality, coalesce(f.full_name, d.from_country) as "fromPlace", d.from_area_id as "fromAreaId",
      d.left_on as "leftOn", d.arrives_on as "arrivesOn", d.symptoms, d.met_case as "metCase", d.receipt_number as "receiptNumber", d.valid_until as "validUntil", day_in_vietnam(d.declared_at) + k.keep_days::int as "keptUntil", r.id as "arrivalId"
    from declaration d join area a on a.id = d.area_id left join area f on f.id = d.from_area_id join collection_decision k on k.id = d.decision_id left join arrival r on r.receipt_number = d.receipt_number and r.voided_at is null
    where ($1::date is null or d.arrives_on >= $1) and ($2::date is null or d.arrives_on <= $2)
      and case $3 when 'signs' then d.met_case or cardinality(d.symptoms) > 0 when 'foreign' then d.nationality <> 'VN' or d.from_country is not null else true end
    order by d.arrives_on desc, d.id desc limit $4`, [from ?? null, to ?? null, only, limit])
}

/** Public halves of the keys by which receipts are told true, newest first. */
export function loadReceiptKeys(tx: Tx): Promise<ReceiptKey[]> {
  const seconds = (column: string): string => `floor(extract(epoch from ${column}))::float8`
  return tx.rows<ReceiptKey>(`select kid, public_key as "publicKey", ${seconds('sign_from')} as "signFrom", ${seconds('sign_until')} as "signUntil", ${seconds('verify_until')} as "verifyUntil", revoked_at is not null as revoked from receipt_key order by sign_from desc`)
}
