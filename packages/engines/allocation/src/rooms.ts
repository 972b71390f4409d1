import type { Day } from '@phaodai/vocabulary'

/** Somebody to be given a bed in a room of a quarantine place. Null where not known: then he shares with nobody it matters to. */
export interface Guest {
  id: string
  /** Those of one family stay together where they can. */
  family: string | null
  sex: 'male' | 'female' | null
  /** People of different risk share no room: contact of which case, from which area. */
  risk: string
  entered: Day
}

export interface Room { id: string; beds: number; guests: readonly Guest[] }

export type RoomReason =
  /** With his family, in a room of its own or with others of their sex. */
  | 'with-family'
  /** With others of the same risk, day and sex, or alone. */
  | 'alike'
  /** Alike, but away from his family: no room held them together, or their risk or day differs. */
  | 'away-from-family'
  /** Beds are free, all in rooms of people with whom he may not be. */
  | 'only-rooms-of-others'
  | 'no-bed'

export interface RoomPlacement { id: string; room: string | null; reason: RoomReason }

/** A room as it fills. */
interface Filling { id: string; beds: number; guests: Guest[] }

/**
 * Gives out the beds of one place by its separation rules: in a room everybody has the same risk and entered on the same
 * day, and is of one sex unless all are one family. Larger families come first; each goes where the fewest beds are left
 * over. Rules are never broken; that the most people possible are placed is not claimed. In the order of the guests.
 */
export function placeInRooms(guests: readonly Guest[], rooms: readonly Room[]): RoomPlacement[] {
  const filling = rooms.map(({ id, beds, guests: inside }): Filling => ({ id, beds, guests: [...inside] }))
  const placed = new Map<Guest, RoomPlacement>()
  const apart: Guest[] = []
  for (const group of groupsOf(guests)) {
    const room = roomFor(group, filling)
    if (!room && group.length > 1) apart.push(...group)
    else for (const guest of group) placed.set(guest, settle(guest, room, filling, isSplit(guest, group, guests)))
  }
  for (const guest of apart) placed.set(guest, settle(guest, roomFor([guest], filling), filling, true))
  return guests.map((guest) => placed.get(guest)!)
}

/** Families as far as they may share a room, and single people; larger first, then as given. */
function groupsOf(guests: readonly Guest[]): Guest[][] {
  const groups = new Map<string, Guest[]>()
  guests.forEach((guest, index) => {
    const { family, risk, entered } = guest
    const key = family === null ? String(index) : JSON.stringify([family, risk, entered])
    groups.set(key, [...(groups.get(key) ?? []), guest])
  })
  return [...groups.values()].sort((a, b) => b.length - a.length)
}

/** Whether others of his family are among the guests but not in his group. */
function isSplit({ family }: Guest, group: readonly Guest[], guests: readonly Guest[]): boolean {
  return family !== null && guests.some((other) => other.family === family && !group.includes(other))
}

function roomFor(group: readonly Guest[], rooms: readonly Filling[]): Filling | undefined {
  let best: Filling | undefined
  for (const room of rooms) {
    const left = leftOver(room, group)
    if (left >= 0 && mayShare([...room.guests, ...group]) && (!best || isBetter(room, best, group))) best = room
  }
  if (best) best.guests.push(...group)
  return best
}

/** A room already in use before an empty one, then the one with the fewest beds left over. */
function isBetter(room: Filling, best: Filling, group: readonly Guest[]): boolean {
  const [used, bestUsed] = [room.guests.length > 0, best.guests.length > 0]
  return used === bestUsed ? leftOver(room, group) < leftOver(best, group) : used
}

const leftOver = (room: Filling, group: readonly Guest[]): number => room.beds - room.guests.length - group.length

/** Whether these people may be in one room. */
export function mayShare(guests: readonly Guest[]): boolean {
  const [first, ...others] = guests
  if (!first) return true
  const alike = others.every(({ risk, entered }) => risk === first.risk && entered === first.entered)
  const oneFamily = first.family !== null && others.every(({ family }) => family === first.family)
  const oneSex = others.length === 0 || (first.sex !== null && others.every(({ sex }) => sex === first.sex))
  return alike && (oneFamily || oneSex)
}

function settle(guest: Guest, room: Filling | undefined, rooms: readonly Filling[], split: boolean): RoomPlacement {
  if (room) return { id: guest.id, room: room.id, reason: split ? 'away-from-family' : room.guests.some((other) => other !== guest && guest.family !== null && other.family === guest.family) ? 'with-family' : 'alike' }
  return { id: guest.id, room: null, reason: rooms.some(({ beds, guests }) => guests.length < beds) ? 'only-rooms-of-others' : 'no-bed' }
}
