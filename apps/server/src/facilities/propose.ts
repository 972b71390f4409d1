/** Who of those waiting is proposed which facility and room: families first and together, then the rest at the least cost. */
import { grouped } from '#server/areas/index.ts'
import { allocate, kilometres, placeInRooms, type Explanation, type Guest, type PersonToPlace, type Room } from '@phaodai/allocation'
import type { placeReasons } from '@phaodai/office'

export type PlaceReason = (typeof placeReasons)[number]
type Point = { lat: number | null; lng: number | null }
/** Somebody who waits. Coordinates are the middle of where he lives. */
export type Waiting = Point & { stayId: string; purpose: 'quarantine' | 'treatment'; tier: '1' | '2' | '3' | null; oxygen: boolean; householdId: string | null; sex: string | null; risk: string; entered: string }
/** A facility that takes people, with rooms that have free beds and who lies in them. */
export type Taking = Point & { id: string; tier: '1' | '2' | '3' | null; free: number; rooms: Room[] }
export type Proposed = { stayId: string; facilityId: string | null; roomId: string | null; km: number | null; reasons: PlaceReason[] }

/** Where the middle of an area is not known, everything lies at one point: distance decides nothing. */
const NOWHERE = { lat: 16, lng: 107 }
const known = ({ lat, lng }: Point): { lat: number; lng: number } => (lat === null || lng === null ? NOWHERE : { lat, lng })
const between = (one: Point, other: Point): number | null => (one.lat === null || other.lat === null ? null : kilometres(known(one), known(other)))

const takes = (place: Taking, person: Waiting): boolean => (place.tier === null) === (person.purpose === 'quarantine') && (place.tier === null || person.tier === null || place.tier >= person.tier)

const personOf = (person: Waiting): PersonToPlace => ({ id: person.stayId, kind: person.purpose === 'quarantine' ? 'F1' : 'F0', severity: person.purpose === 'quarantine' ? 0 : Number(person.tier ?? '1'), ...known(person) })
const guestOf = ({ stayId, householdId, sex, risk, entered }: Waiting): Guest => ({ id: stayId, family: householdId, sex: sex === 'male' || sex === 'female' ? sex : null, risk, entered })

/** Families that wait together for one kind of place, the larger first. */
function familiesOf(waiting: readonly Waiting[]): Waiting[][] {
  const groups = grouped(waiting.filter(({ householdId }) => householdId !== null), ({ householdId, purpose }) => `${householdId} ${purpose}`)
  return [...groups.values()].filter(({ length }) => length > 1).toSorted((a, b) => b.length - a.length)
}

/** The nearest facility that takes a whole family, the lowest tier first; it is taken off what is free there. */
function placeFamily(family: readonly Waiting[], free: Map<string, number>, places: readonly Taking[]): Taking | undefined {
  const fit = places.filter((place) => free.get(place.id)! >= family.length && family.every((each) => takes(place, each)))
  const distance = (place: Taking): number => between(place, family[0]!) ?? 0
  const [best] = fit.toSorted((a, b) => (a.tier ?? '').localeCompare(b.tier ?? '') || distance(a) - distance(b))
  if (best) free.set(best.id, free.get(best.id)! - family.length)
  return best
}

const REASONS: Readonly<Record<Explanation['reason'], PlaceReason>> = { 'cheapest': 'cheapest', 'cheaper-is-full': 'cheaper-is-full', 'no-facility': 'no-facility', 'no-beds': 'full', 'full': 'full', 'dearer-than-left-out': 'full' }

type Chosen = { place: Taking | undefined; reasons: PlaceReason[] }

/** A facility for everybody, or none with the reason; whether the part without families is proved to cost least. */
function chooseFacilities(waiting: readonly Waiting[], places: readonly Taking[]): { chosen: Map<string, Chosen>; optimal: boolean } {
  const free = new Map(places.map((place) => [place.id, place.free]))
  const chosen = new Map<string, Chosen>()
  for (const family of familiesOf(waiting)) {
    const place = placeFamily(family, free, places)
    if (place) for (const each of family) chosen.set(each.stayId, { place, reasons: ['family-together'] })
  }
  const rest = waiting.filter(({ stayId }) => !chosen.has(stayId))
  const result = allocate(rest.map(personOf), places.map((place) => ({ id: place.id, tier: place.tier === null ? 'Q' : (Number(place.tier) as 1 | 2 | 3), capacity: free.get(place.id)!, ...known(place) })))
  result.placements.forEach(({ facility, reason }, n) => { chosen.set(rest[n]!.stayId, { place: places.find(({ id }) => id === facility), reasons: [REASONS[reason]] }) })
  return { chosen, optimal: result.optimal }
}

const ROOM_REASONS: Partial<Record<ReturnType<typeof placeInRooms>[number]['reason'], PlaceReason>> = { 'with-family': 'with-family', 'alike': 'alike', 'away-from-family': 'away-from-family', 'only-rooms-of-others': 'only-rooms-of-others', 'no-bed': 'full' }

/**
 * Proposes a place and a room for everybody who waits. Families stay together where a facility holds them; the rest go where
 * they cost least in all (ADR 0044), which is proved; rooms follow the rules of separation and are never above their beds.
 */
export function propose(waiting: readonly Waiting[], places: readonly Taking[]): { places: Proposed[]; optimal: boolean } {
  const { chosen, optimal } = chooseFacilities(waiting, places)
  const rooms = new Map<string, { room: string | null; reason: PlaceReason }>()
  for (const place of places) {
    const guests = waiting.filter(({ stayId }) => chosen.get(stayId)?.place === place)
    for (const { id, room, reason } of placeInRooms(guests.map(guestOf), place.rooms)) rooms.set(id, { room, reason: ROOM_REASONS[reason]! })
  }
  return { optimal, places: waiting.map((person): Proposed => {
    const { place, reasons } = chosen.get(person.stayId)!
    const within = rooms.get(person.stayId)
    const roomId = within?.room ?? null
    return { stayId: person.stayId, facilityId: roomId === null ? null : place!.id, roomId, km: place ? between(place, person) : null, reasons: [...new Set([...reasons, ...(within ? [within.reason] : [])])] }
  }) }
}
