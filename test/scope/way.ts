import { areas, bodies } from '#test/people.ts'
import type { Viewer } from './oracle.ts'

/** What a request needs of the viewer's own, so that it gets as far as the id in question. */
export type Me = {
  viewer: Viewer
  /** Ids of the viewer's own rows, as far as there are any. */
  draft?: string | undefined
  draftOrder?: string | undefined
  issued?: string | undefined
  /** A task that the viewer's body has not accepted, and one that it gave. */
  task?: string | undefined
  given?: string | undefined
  /** A delivery of an own document that was not opened. */
  unread?: string | undefined
  person: string
  /** Drafts of one's own office: in the works, and waiting for the signed copy. */
  writing?: string | undefined
  numbered?: string | undefined
  /** Of the viewer's committee: an area somebody answers for, a member, a shift of the viewer and one of another. */
  charge?: string | undefined
  member?: string | undefined
  shift?: string | undefined
  otherShift?: string | undefined
  /** Meetings of the viewer's body: one that is planned, and one with its guests. */
  planned?: string | undefined
  meeting?: string | undefined
  /** A plan of inspections of the viewer's body. */
  plan?: string | undefined
  /** Set when the viewer's body has numbers left below it for a new one. */
  room?: string | undefined
  /** An incoming document of the viewer's office that waits for its bút phê, and a leader who could write one. */
  handling?: string | undefined
  leader?: string | undefined
}

export type Ask = { url?: string; body?: unknown; headers?: Record<string, string> }
/**
 * One place where an id may stand in a request. `missing`: an id out of scope answers as a random one. `taken`: the id is
 * the client's to make, and one that belongs to a row out of scope answers as any refused insert. `code`: what somebody
 * of the cast is told, which proves that the request gets that far. `needs`: who has no such row of his own is not asked.
 * `reveals`: what it opens tells sensitive values, to posts that may see them.
 */
export type Place = { kind: string; answer: 'missing' | 'taken'; code: string; needs?: keyof Me; reveals?: boolean; ask: (id: string, me: Me) => Ask[] }
/** A page without an id of its own; `shows`: kinds of which every visible row must stand on it. */
export type Page = { url: string; shows: readonly string[]; reveals: boolean }
/** How a route is asked: places by name, pages; or why nothing of it can lie out of scope. */
export type Way = { places?: Record<string, Place | string>; pages?: Page[]; open?: string }

type Maker = (id: string, me: Me) => Ask | Ask[]

/** A place where an id out of scope answers as a missing one. */
export const missing = (kind: string, code: string, ask: Maker = () => ({})): Place => ({ kind, answer: 'missing', code, ask: (id, me) => [ask(id, me)].flat() })
/** A place where an id out of scope answers as a taken one. */
export const taken = (kind: string, ask: Maker, needs?: keyof Me): Place => ({ kind, answer: 'taken', code: 'not-allowed', ...(needs && { needs }), ask: (id, me) => [ask(id, me)].flat() })
export const opened = (kind: string): Way => ({ places: { id: missing(kind, 'not-found') } })
export const changed = (kind: string, body: unknown): Way => ({ places: { id: missing(kind, 'not-found', () => ({ body })) } })
export const page = (url: string, ...shows: string[]): Page => ({ url, shows, reveals: false })

const AREAS = new Map<number, number>([
  [bodies.communeA1, areas.communeA1], [bodies.communeA1Party, areas.communeA1], [bodies.healthStationA1, areas.communeA1], [bodies.villageTeamA1, areas.villageA1],
  [bodies.communeA2, areas.communeA2], [bodies.communeB1, areas.communeB1], [bodies.districtState, areas.district], [bodies.districtParty, areas.district],
])

/** The area of the viewer's own body. */
export const areaOf = (me: Me): number => AREAS.get(me.viewer.member.actsForId) ?? areas.province
